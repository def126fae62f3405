"""Rows that are written once for a page show what each of them has, and nothing of another one."""

from dataclasses import dataclass

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils.safestring import mark_safe


@dataclass(frozen=True, slots=True)
class Pupil:
    pk: int
    name: str
    status: str = "NEW"
    is_added: bool = False


@pytest.fixture
def write():
    engine = Engine(
        builtins=["pixorga.templatetags.components", "pixorga.templatetags.rows"],
        loaders=[
            ("django.template.loaders.locmem.Loader", {"menu.html": "<b>{% cell pk %} {{ label }}</b>"})
        ],
    )
    return lambda text, **context: engine.from_string(text).render(Context(context))


def test_each_row_shows_its_own_cells(write):
    rows = [Pupil(1, "Aden"), Pupil(2, "Inès")]
    html = write(
        "{% rows rows %}<li>{% cell pk %}: {% cell name %} {% cell name %}</li>{% endrows %}", rows=rows
    )
    assert html == "<li>1: Aden Aden</li><li>2: Inès Inès</li>"


def test_no_row_writes_nothing(write):
    assert write("{% rows rows %}<li>{% cell pk %}</li>{% endrows %}", rows=[]) == ""


@pytest.mark.parametrize("name", ["100 %", "%(pk)s", "%%", "{{ pk }}", "{% cell pk %}", "\x02pk\x03"])
def test_a_name_is_never_read_as_something_else(write, name):
    text = "{% rows rows %}{{ page }}{% cell name %}{% alike name %}{{ name }}{% endalike %};{% endrows %}"
    rows = [Pupil(1, name), Pupil(2, name)]
    assert write(text, rows=rows, page=name) == f"{name * 3};" * 2


def test_cells_are_escaped_unless_they_are_html(write):
    rows = [Pupil(1, "<i>'\"&"), Pupil(2, mark_safe("<i>"))]
    html = write("{% rows rows %}{% cell name %};{% endrows %}", rows=rows)
    assert html == "&lt;i&gt;&#x27;&quot;&amp;;<i>;"


def test_rows_with_the_same_values_have_a_part_alike(write):
    text = (
        "{% rows rows %}{% for mark in marks %}{% alike status is_added %}"
        "{{ mark }}{{ status }}{% if is_added %}+{% cell name %}{% endif %} {% endalike %}{% endfor %};"
        "{% endrows %}"
    )
    rows = [Pupil(1, "Aden"), Pupil(2, "Inès", "DONE", True), Pupil(3, "Zoé", "DONE", True)]
    html = write(text, rows=rows, marks="ab")
    assert html == "aNEW bNEW ;aDONE+Inès bDONE+Inès ;aDONE+Zoé bDONE+Zoé ;"


def test_a_part_in_a_file_of_its_own_may_have_cells(write):
    text = '{% rows rows %}{% include "menu.html" with label=label only %}{% endrows %}'
    for label in ("Actions", "Menu"):
        assert write(text, rows=[Pupil(1, "Aden"), Pupil(2, "Inès")], label=label) == (
            f"<b>1 {label}</b><b>2 {label}</b>"
        )


def test_an_address_leads_to_the_row(write):
    html = write(
        "{% rows rows %}{% cell_url 'missions:pupil' pk %} {% endrows %}", rows=[Pupil(7, "A"), Pupil(8, "B")]
    )
    assert html == "/missions/eleves/7/ /missions/eleves/8/ "


def test_a_value_that_has_no_words_of_its_own_is_refused(write):
    with pytest.raises(TypeError, match="bool"):
        write("{% rows rows %}{% cell is_added %}{% endrows %}", rows=[Pupil(1, "Aden")])


def test_a_cell_has_one_name(write):
    with pytest.raises(TemplateSyntaxError, match="cell takes 1 word"):
        write("{% rows rows %}{% cell first name %}{% endrows %}", rows=[])
