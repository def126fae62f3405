"""What a pupil reads with a code, and what his teacher finds in the help page. Source: accounts.md 6.6."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from learners.domain.conflicts import Code
from tests.french import typography_problems, visible_text
from tests.pages import plain

SCHOOL, CAMPAIGN = "Collège des Lilas", "AZERTY234"
MASKED = {"1": "l***@pixmail.org", "2": "c***.b***2"}
# No other word tells where the account is, or how it opens.
TITLES = {
    "R11 R12 R13 S61 S62 S63 R31 R32 S51 S52": "Vous avez déjà un compte",
    "R33 S53": "Passez par votre ENT",
    "R70": "Ce compte est celui d’un autre élève",
    "R90": "Ce compte semble appartenir à quelqu’un d’autre",
    "S50": "Cet identifiant n’est plus libre",
}
NEXT = {
    "R11 S61 R31 S51": "Mot de passe oublié",
    "R12 S62": "de votre ancien établissement peut vous les redonner",
    "R32 S52": "Demandez-les à un enseignant",
    "R33 S53": f"écrivez {CAMPAIGN}",
    "R13 S63": "il sait comment retrouver votre compte",
    "R70": "connectez-vous avec le vôtre",
    "R90": "il écrira au support",
    "S50": "Rechargez la page",
}


def of(code: Code, table: dict[str, str]) -> str:
    (found,) = [value for codes, value in table.items() if code in codes.split()]
    return found


def html(code: Code) -> str:
    value = MASKED.get(code[2], "") if code[:2] in {"R1", "R3", "S5", "S6"} else ""
    context = {"conflict": str(code), "value": value, "school_name": SCHOOL, "code": CAMPAIGN}
    return render_to_string("learners/_conflict.html", context)


@pytest.fixture
def help_page(client, db) -> str:
    return client.get(reverse("pixorga:help_codes")).text


@pytest.mark.parametrize("code", Code)
def test_a_pupil_reads_what_happened_what_to_do_and_the_code(code):
    page = html(code)
    text = plain(page)
    assert re.findall(r"<h1>(.*?)</h1>", page) == [of(code, TITLES)]
    assert of(code, NEXT) in text
    assert f"Code à donner : {code}" in text
    assert typography_problems(visible_text(page)) == []


@pytest.mark.parametrize("code", Code)
def test_the_way_in_is_told_masked_or_not_at_all(code):
    text = plain(html(code))
    told = {way for way, value in MASKED.items() if value in text}
    assert told == ({code[2]} & {"1", "2"})
    assert ("Les étoiles cachent" in text) == bool(told)


@pytest.mark.parametrize("code", [code for code in Code if code[:2] in {"R1", "S6"}])
def test_another_school_is_not_named(code):
    """Neither the school of the account, which nobody may learn, nor this one as if it were it."""
    assert SCHOOL not in html(code)
    assert "d’un autre établissement" in plain(html(code))


@pytest.mark.parametrize("code", Code)
def test_the_code_leads_to_its_part_of_the_help_page(code, help_page):
    assert f'href="{reverse("pixorga:help_codes")}#{code}"' in html(code)
    (heading,) = re.findall(rf"<h3[^>]*>(?:(?!</h3>).)*{code}.*?</h3>", help_page)
    assert f'id="{code}"' in heading


def test_each_code_is_told_in_three_parts(help_page):
    parts = ("Ce que l’élève voit", "Ce que vous faites", "Qui peut aider")
    assert [help_page.count(f"<dt>{part}</dt>") for part in parts] == [9, 9, 9]


@pytest.mark.parametrize("code", Code)
def test_the_help_page_tells_the_title_that_the_pupil_sees(code, help_page):
    answer = help_page[help_page.index(f'id="{code}"') :]
    assert of(code, TITLES) in answer[: answer.index("</dl>")]


def test_the_table_of_contents_leads_to_each_chapter_in_order(help_page):
    toc = re.search(r'<nav class="toc".*?</nav>', help_page, re.S)[0]
    links = re.findall(r'<a href="#([\w-]+)">(.*?)</a>', toc)
    headings = re.findall(
        r'<h[23] id="([\w-]+)">(?:<span.*?</span>)?(.*?)</h[23]>', help_page.replace(toc, "")
    )
    assert links == headings


@pytest.mark.parametrize("words", ["Mot de passe oublié", "Avec ou sans GAR", "Changement d’établissement"])
def test_the_help_page_answers_what_is_asked_most(help_page, words):
    assert f">{words}</h2>" in help_page


def test_the_help_page_is_reached_from_the_help_page_and_back(client, help_page):
    assert reverse("pixorga:help_codes") in client.get(reverse("pixorga:help")).text
    assert f'href="{reverse("pixorga:help")}"' in help_page


def test_the_help_page_can_be_printed(help_page):
    assert "data-print hidden" in help_page
