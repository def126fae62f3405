"""A component is written once for the same plain values, and anew for anything else."""

import pytest
from django.template import Context, Engine
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from pixorga.templatetags import components

PARTS = {
    "part.html": "<p>{{ text }}{{ seen }}{% count %}</p>",
    "other.html": "<i>{{ text }}{% count %}</i>",
}


@pytest.fixture
def write(monkeypatch):
    """Return ``write(tag, **context)``: the HTML of an include, with how many times its template was run."""
    components.forget()
    runs = iter(range(1, 100))
    components.register.simple_tag(lambda: next(runs), name="count")
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", PARTS)],
        builtins=["pixorga.templatetags.components"],
    )
    yield lambda tag, **context: engine.from_string(tag).render(Context(context))
    del components.register.tags["count"]
    components.forget()


PLAIN = '{% include "part.html" with text=text only %}'


def test_the_same_values_are_written_once(write):
    assert write(PLAIN, text="a") == write(PLAIN, text="a", seen="not given") == "<p>a1</p>"


def test_other_values_other_templates_and_other_types_are_not_mistaken_for_each_other(write):
    assert write(PLAIN, text="1") == "<p>11</p>"
    assert write(PLAIN, text=1) == "<p>12</p>"
    assert write(PLAIN, text=True) == "<p>True3</p>"
    assert write('{% include "other.html" with text=text only %}', text="1") == "<i>14</i>"
    assert write('{% include "part.html" with text=text seen="x" only %}', text="1") == "<p>1x5</p>"


def test_what_is_marked_safe_is_not_what_looks_like_it(write):
    assert write(PLAIN, text="<b>") == "<p>&lt;b&gt;1</p>"
    assert write(PLAIN, text=mark_safe("<b>")) == "<p><b>2</p>"
    assert write(PLAIN, text="<b>") == "<p>&lt;b&gt;1</p>"


@pytest.mark.parametrize("value", [["a"], SimpleLazyObject(lambda: "a"), object(), "x" * 1001])
def test_what_is_not_plain_is_written_anew(write, value):
    first, second = (write(PLAIN, text=value) for _ in range(2))
    assert (first[-5:], second[-5:]) == ("1</p>", "2</p>")


def test_a_part_that_sees_its_page_is_written_anew(write):
    tag = '{% include "part.html" with text=text %}'
    assert write(tag, text="a", seen="!") == "<p>a!1</p>"
    assert write(tag, text="a", seen="?") == "<p>a?2</p>"


def test_the_memory_is_bounded(write, monkeypatch):
    monkeypatch.setattr(components, "MOST", 3)
    for number in range(10):
        write(PLAIN, text=f"{number}")
    assert len(components._written) <= 3


def test_long_components_fill_no_more_of_the_memory_than_short_ones(write, monkeypatch):
    monkeypatch.setattr(components, "MOST_LETTERS", 2500)
    for number in range(10):
        write(PLAIN, text=f"{number}" * 900)
        assert sum(map(len, components._written.values())) <= 2500
    assert write(PLAIN, text="9" * 900) == write(PLAIN, text="9" * 900)


def test_a_secret_is_written_anew_and_never_kept(write):
    tag = '{% include "part.html" with text=text|unkept only %}'
    assert [write(tag, text="drxhtn74") for _ in range(2)] == ["<p>drxhtn741</p>", "<p>drxhtn742</p>"]
    assert not any("drxhtn74" in html for html in components._written.values())
