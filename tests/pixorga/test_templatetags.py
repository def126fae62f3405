"""The tags that every template has."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory


def render(source: str, query: str = "", **values: object) -> str:
    return Template(source).render(Context(values | {"request": RequestFactory().get(f"/?{query}")}))


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 élève"), (1, "1 élève"), (2, "2 élèves"), (42, "42 élèves")]
)
def test_nothing_and_one_are_singular_in_french(count, text):
    assert render('{{ n }} {{ n|plural:"élève,élèves" }}', n=count) == text


def test_a_word_alone_gets_its_s():
    assert render('{{ n|plural:"membre" }}', n=2) == "membres"


def test_of_whom_something_is():
    assert render("{{ n|of_name }}", n="Amina <b>") == "d’Amina &lt;b&gt;"


@pytest.mark.parametrize(
    ("query", "tag", "expected"),
    [
        ("nom=a&page=3", "page=2", "?nom=a&amp;page=2"),
        ("nom=a&page=3", "page=None", "?nom=a"),
        ("nom=a", 'nom=""', "?"),
        ("", "page=2", "?page=2"),
        ("classes=A&classes=B", "page=2", "?classes=A&amp;classes=B&amp;page=2"),
        ("nom=%C3%A9+%22", "page=2", "?nom=%C3%A9+%22&amp;page=2"),
    ],
)
def test_a_link_keeps_the_query_and_changes_what_it_says(query, tag, expected):
    assert render(f"{{% query_with {tag} %}}", query) == expected
