"""What is printed for the classroom: where its QR codes lead, what it says, no name unless asked for."""

import re
from datetime import timedelta
from itertools import count
from urllib.parse import quote_plus

import pytest
import qrcode
from django.urls import reverse
from django.utils import timezone

from learners.chosen import choose_divisions
from organizations.models import Organization
from pixorga.lib.qr import QUIET_ZONE, draw_qr
from tests.learners.factories import LearnerFactory
from tests.pages import plain

PAPER, POSTER, SHEETS = "/missions/affiches/", "/missions/affiches/ecole/", "/missions/affiches/classes/"
ROOT = "http://testserver"
CODE = "LYQXJB237"


@pytest.fixture
def classes(school):
    """Two classes; two pupils of one have the same first name, one has left, one is of another school."""
    azure, lilac = "CM1 Azur", "CM2 & Cie « Lilas »"
    for first_name, last_name in [("Léa", "MARTIN"), ("LÉA", "DURAND"), ("Aden", "OKOYE")]:
        LearnerFactory(organization=school, division=azure, first_name=first_name, last_name=last_name)
    LearnerFactory(organization=school, division=lilac, first_name="Zoé", last_name="FERRY")
    LearnerFactory(organization=school, division=azure, first_name="Partie", disabled_at=timezone.now())
    LearnerFactory(division=azure, first_name="Étrangère")
    return azure, lilac


def sheets(text: str) -> list[str]:
    """Return the pages of paper, as HTML."""
    return re.findall(r'<section class="sheet.*?</section>', text, re.S)


def leads_to(sheet: str, url: str) -> bool:
    return f'<path d="{draw_qr(url).path}"/>' in sheet


def names(sheet: str) -> list[str]:
    found = re.search(r'<ul class="sheet-names">(.*?)</ul>', sheet, re.S)
    return [plain(name) for name in re.findall(r"<li>(.*?)</li>", found[1])] if found else []


def test_a_qr_code_is_drawn_square_by_square():
    text = f"{ROOT}/junior/ecole/{CODE}/"
    drawn = draw_qr(text)
    dark = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn.path)
        for step in range(int(width))
    }
    code = qrcode.QRCode(border=QUIET_ZONE)
    code.add_data(text)
    matrix = code.get_matrix()
    assert drawn.size == len(matrix)
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark}


@pytest.mark.parametrize("person", ["director", "teacher"])
def test_home_and_first_steps_lead_to_what_is_printed(person, classes, request):
    client = request.getfixturevalue(person).client
    for page in ("/", "/missions/"):
        assert f'href="{PAPER}"' in client.get(page).text
    page = client.get(PAPER).text
    assert f'href="{POSTER}"' in page
    assert f'action="{SHEETS}"' in page


def test_the_poster_tells_the_address_the_code_and_three_steps(teacher, school):
    (poster,) = sheets(teacher.client.get(POSTER).text)
    assert school.name in poster
    assert plain(re.search(r'<p class="sheet-code">(.*?)</p>', poster)[1]) == "LYQ XJB 237"
    assert '<p class="sheet-address">testserver/junior</p>' in poster
    assert f"testserver/e/{CODE}" in poster
    assert poster.count("<li>") == 3
    assert leads_to(poster, f"{ROOT}/junior/ecole/{CODE}/")


def test_the_short_link_that_is_printed_leads_to_the_school(teacher, client, school):
    Organization.objects.update(session_expires_at=timezone.now() + timedelta(hours=1))
    link = re.search(r'<strong class="sheet-link">testserver(.*?)</strong>', teacher.client.get(POSTER).text)
    assert school.name in client.get(link[1], follow=True).text


def test_there_is_a_sheet_for_each_class_and_no_name_on_it(teacher, classes):
    text = teacher.client.get(SHEETS).text
    assert [plain(title) for title in re.findall(r"<h2.*?</h2>", text)] == [
        "Classe : CM1 Azur",
        "Classe : CM2 &amp; Cie « Lilas »",
    ]
    for sheet, division in zip(sheets(text), classes, strict=True):
        assert names(sheet) == []
        assert leads_to(sheet, f"{ROOT}/junior/ecole/{CODE}/eleves/?classe={quote_plus(division)}")
    for first_name in ("Aden", "Zoé", "Léa"):
        assert first_name not in text


def test_the_qr_code_of_a_class_leads_to_its_names(client, school, classes):
    Organization.objects.update(session_expires_at=timezone.now() + timedelta(hours=1))
    url = f"{reverse('junior:learners', args=[CODE])}?classe={quote_plus(classes[1])}"
    assert "Zoé" in client.get(url).text


def test_first_names_are_printed_as_children_see_them_when_somebody_asks(teacher, classes):
    first, second = sheets(teacher.client.get(SHEETS, {"prenoms": "on"}).text)
    assert names(first) == ["Aden", "LÉA D.", "Léa M."]
    assert names(second) == ["Zoé"]
    assert "OKOYE" not in first
    assert "FERRY" not in second


def test_one_class_is_printed_when_one_is_ticked(teacher, classes):
    answer = teacher.client.get(SHEETS, {"classes": [classes[1], "CP inconnu"]})
    (sheet,) = sheets(answer.text)
    assert "Lilas" in sheet
    assert "1 page A4" in plain(answer.text)


def test_the_classes_of_a_teacher_are_ticked_for_him(teacher, school, classes):
    choose_divisions(user=teacher.user, organization=school, divisions=[classes[0]])
    ticked = re.findall(r'<input[^>]*value="([^"]*)"[^>]* checked', teacher.client.get(PAPER).text)
    assert ticked == [classes[0]]


def test_a_school_without_pupils_or_code_is_told_so(director, school):
    assert "Il n’y a pas encore de classe" in director.client.get(PAPER).text
    assert "Il n’y a pas encore de classe" in director.client.get(SHEETS).text
    Organization.objects.update(school_code=None)
    for page in (POSTER, SHEETS):
        answer = director.client.get(page, follow=True)
        assert answer.redirect_chain == [(PAPER, 302)]
        assert "Votre école n’a pas encore de code." in answer.text
    director.client.post("/missions/code/changer/", {"code": ""})
    assert sheets(director.client.get(POSTER).text)


@pytest.mark.parametrize("query", ["", "?prenoms=on"])
def test_the_sheets_take_the_same_queries_for_any_number_of_classes(teacher, school, flat_queries, query):
    numbers = count()

    def grow(n):
        for _ in range(n):
            LearnerFactory(organization=school, division=f"CM {next(numbers)}")

    flat_queries(lambda: teacher.client.get(SHEETS + query), grow, budget=6)
    flat_queries(lambda: teacher.client.get(POSTER), grow, budget=4)


def test_the_choice_of_sheets_takes_the_same_queries_for_any_number_of_classes(teacher, school, flat_queries):
    numbers = count()

    def grow(n):
        for _ in range(n):
            LearnerFactory(organization=school, division=f"CM {next(numbers)}")

    flat_queries(lambda: teacher.client.get(PAPER), grow, budget=6)
