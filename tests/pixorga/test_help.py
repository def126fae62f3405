"""The help page: one can find, print and trust what it says about the primary school."""

import re

import pytest
from django.urls import reverse

from missions.domain.session import ENDS_SOON, SESSION_LENGTH
from tests.pages import plain

HELP = "/aide/"


@pytest.fixture
def text(client, db) -> str:
    return client.get(HELP).text


def test_the_table_of_contents_leads_to_each_chapter_in_order(text):
    toc = re.search(r'<nav class="toc".*?</nav>', text, re.S)[0]
    links = re.findall(r'<a href="#([\w-]+)">(.*?)</a>', toc)
    headings = re.findall(r'<h[23] id="([\w-]+)">(.*?)</h[23]>', text.replace(toc, ""))
    assert len(links) > 10
    assert links == headings


@pytest.mark.parametrize(
    "words",
    [
        "Avant la première séance",
        "Session inactive ou école non trouvée",
        "Donner ce travail à un autre élève",
        "part toute seule à son retour",
        "Lecture de la consigne",
        "PA, partiellement atteint",
        "Fermer la session",
        "La classe en direct",
        "Choisir mes classes",
        "Par classe",
        "Compétences",
        "Changer le code de l’école",
    ],
)
def test_the_chapter_of_the_school_answers_what_teachers_ask(text, words):
    assert words in plain(text)


def test_it_tells_the_times_of_the_session_as_they_are(text):
    hours, minutes = SESSION_LENGTH.total_seconds() // 3600, ENDS_SOON.total_seconds() // 60
    assert f"Elle dure {hours:.0f} heures" in plain(text)
    assert f"prévient {minutes:.0f} minutes avant la fin" in plain(text)


def test_it_is_printed_with_a_button(text):
    assert "data-print hidden" in text
    assert "js/print.js" in text


def test_its_words_for_buttons_are_those_of_the_pages(text, teacher):
    pages = teacher.client.get("/").text + teacher.client.get(reverse("missions:paper")).text
    for words in ("Activer la session", "Affiches et fiches"):
        assert words in pages
    assert "Affiches et fiches" in text
