"""A bar of letters above the first names of a large class."""

import re

import pytest

from missions.domain.letters import SHORT_CLASS, letters_of
from tests.missions.factories import make_class
from tests.organizations.factories import OrganizationFactory

CODE = "BKTSRV237"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["Aden", "Amina", "Bilal"], ["A", "", "B"]),
        (["Éa", "Eva", "Œdipe", "Oscar"], ["E", "", "O", ""]),
        (["éloïse", "Élie"], ["E", ""]),
        (["(Aden)", "1er", "", "Zoé"], ["", "", "", "Z"]),
        (["Łucja", "Ñuño", "李"], ["L", "N", "李"]),
    ],
)
def test_each_letter_leads_to_its_first_name(names, expected):
    assert letters_of(names) == expected


def page_of(client, names: list[str]) -> str:
    make_class(OrganizationFactory(school_code=CODE, session_open=True), "CM1 A", names)
    return client.get(f"/junior/ecole/{CODE}/eleves/?classe=CM1 A").text


@pytest.mark.django_db
def test_a_large_class_has_letters_that_lead_to_its_names(client):
    names = [f"{first}{rank} NOM{rank}" for rank in range(16) for first in ("Zoé", "Éa")]
    page = page_of(client, names)
    assert re.findall(r'<a href="#lettre-(\w)">(\w)</a>', page) == [("E", "E"), ("Z", "Z")]
    assert re.findall(r'<li id="lettre-(\w)"><a [^>]*>([^<]*)</a>', page) == [("E", "Éa0"), ("Z", "Zoé0")]
    assert page.count('class="name-card"') == len(names)


@pytest.mark.django_db
def test_a_class_of_thirty_needs_none(client):
    page = page_of(client, [f"Éa{rank} NOM" for rank in range(SHORT_CLASS)])
    assert "lettre-" not in page
    assert 'class="letters"' not in page
