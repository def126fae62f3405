"""What comes with a question for the older, and how it is told."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from challenges.domain.conditions import format_in_words, size_in_words, time_in_words
from challenges.domain.manners import is_formal
from challenges.domain.schema import parse_challenge
from challenges.showing import ShownTask, show_task
from tests.challenges.bodies import (
    ALL_KINDS,
    fill_in,
    listing,
    matching,
    number,
    short_text,
    single_choice,
)
from tests.pages import plain

NBSP = "\u00a0"


def shown(body, value=(), verdict="", **options) -> ShownTask:
    spec, problems = parse_challenge(body, where="q")
    assert problems == []
    return show_task(spec.public_view(), value, verdict, **options)


def page_of(template: str, **context: object) -> str:
    return render_to_string(f"challenges/kinds/{template}.html", context)


def said(page: str, tag: str) -> list[str]:
    """Return the words of each element of a name."""
    return [plain(inside) for inside in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.S)]


def task_page(body, *, is_locked=False, value=(), is_formal=False) -> str:
    task = shown(body, value, is_formal=is_formal)
    return page_of("_task", task=task, is_locked=is_locked, listen=False)


@pytest.mark.parametrize("body", [*ALL_KINDS, number()], ids=lambda body: body["code"])
def test_most_questions_come_with_nothing(body):
    task = shown(body)
    assert task.supplies is task.conditions is None


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (0, "0 octet"),
        (1, "1 octet"),
        (999, "999 octets"),
        (1_000, "1 ko"),
        (12_499, "12 ko"),
        (12_500, "13 ko"),
        (999_499, "999 ko"),
        (999_500, "1,0 Mo"),
        (1_449_000, "1,4 Mo"),
    ],
)
def test_a_size_is_told_in_words(octets, words):
    assert size_in_words(octets).replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 seconde"),
        (45, "45 secondes"),
        (60, "1 minute"),
        (90, "1 minute 30 secondes"),
        (120, "2 minutes"),
    ],
)
def test_a_time_is_told_in_words(seconds, words):
    assert time_in_words(seconds).replace(NBSP, " ") == words


def test_a_format_is_told_in_words():
    assert format_in_words("a/clubs.ods") == "classeur OpenDocument"
    assert format_in_words("PHOTO.JPG") == "image JPEG"
    assert format_in_words("a/clubs.abc") == "fichier .abc"
    assert format_in_words("LISEZMOI") == "fichier"


def supplied(**changes: object) -> str:
    return page_of("_supplies", supplies=shown(single_choice(**changes)).supplies)


def test_a_document_in_two_formats_is_offered_in_both():
    page = supplied(files=["campaigns/x/clubs.ods", "campaigns/x/clubs.xlsx"])
    assert '<ul class="files" aria-labelledby="supplied">' in page
    assert f'id="supplied">Fichier à télécharger. Choisissez un format{NBSP}:</p>' in page
    assert re.findall(r'href="(.*?)" download="(.*?)"', page) == [
        ("/static/campaigns/x/clubs.ods", "clubs.ods"),
        ("/static/campaigns/x/clubs.xlsx", "clubs.xlsx"),
    ]
    # They are not there: no size.
    assert said(page, "a") == ["clubs.ods (classeur OpenDocument)", "clubs.xlsx (classeur Excel)"]


def test_the_size_of_a_file_is_told():
    size = size_in_words(Path(finders.find("img/icons.svg")).stat().st_size)
    assert said(supplied(files=["img/icons.svg"]), "a") == [plain(f"icons.svg (image SVG, {size})")]


@pytest.mark.parametrize(
    ("files", "title"),
    [(["a/x.csv"], "Fichier à télécharger"), (["a/x.csv", "a/y.csv"], "Fichiers à télécharger")],
)
def test_other_files_are_downloaded_each(files, title):
    page = supplied(files=files)
    assert f'id="supplied">{title}{NBSP}:</p>' in page
    assert "<details" not in page


def test_an_alternative_is_unfolded_without_a_script():
    page = supplied(alternative="Le dossier a **deux** fichiers, dont <b>a</b>.")
    assert said(page, "summary") == ["Afficher l’alternative textuelle"]
    assert "a <strong>deux</strong> fichiers, dont &lt;b&gt;a" in page
    assert 'id="supplied"' not in page


def test_the_time_and_the_page_to_stay_on_are_told():
    page = page_of("_conditions", conditions=shown(single_choice(timer="90", focused="yes")).conditions)
    assert said(page, "li") == [
        "Temps pour répondre : 1 minute 30 secondes",
        "Restez sur cette page jusqu’à votre réponse.",
    ]
    page = page_of("_conditions", conditions=shown(single_choice(timer="60")).conditions)
    assert said(page, "li") == ["Temps pour répondre : 1 minute"]


def test_styles_are_there_for_what_comes_with_a_choice():
    for body in (single_choice(files=["a/x.csv"]), single_choice(timer="60"), listing()):
        assert "kinds.css" in page_of("_assets", task=shown(body))
    assert "kinds.css" not in page_of("_assets", task=shown(single_choice()))


def test_a_listing_has_a_named_field_for_each_answer():
    page = task_page(listing(), value=["mp3", "wav"])
    assert re.findall(r'<label for="(.*?)">(.*?)</label>', page) == [
        ("place-1", "Première fin"),
        ("place-2", "Deuxième fin"),
    ]
    assert re.findall(r'<input id="(.*?)" name="(.*?)" type="text" value="(.*?)"', page) == [
        ("place-1", "answer", "mp3"),
        ("place-2", "answer", "wav"),
    ]
    assert said(page, "legend") == ["Écris une réponse différente dans chaque case."]
    locked = task_page(listing(), value=["mp3", "wav"], is_locked=True)
    assert re.findall(r'type="text" value="(.*?)" disabled>', locked) == ["mp3", "wav"]
    assert "name=" not in locked
    assert said(locked, "legend") == ["Ta réponse"]


def test_a_listing_that_was_wrong_says_of_no_part_that_it_is():
    assert shown(listing(), ["mp3", "jpg"], "WRONG").result == ""
    assert shown(listing(), ["mp3", "wav"], "RIGHT").result == "right"


def test_a_keyboard_of_figures_comes_up_for_a_number():
    gaps = [{"name": "n", "label": "La taille", "accepted": ["3"], "format": "number"}]
    for body in (number(), fill_in(text="Il y en a {n}.", gaps=gaps)):
        assert 'type="text" inputmode="decimal"' in task_page(body)
    assert "inputmode" not in task_page(short_text()) + task_page(fill_in())


@pytest.mark.parametrize(
    "body", [short_text(), fill_in(), listing(), matching()], ids=lambda body: body["kind"]
)
def test_who_is_older_is_told_vous(body):
    assert "Votre réponse" in task_page(body, is_locked=True, is_formal=True)
    assert "Ta réponse" in task_page(body, is_locked=True)
    assert "Choisis…" not in task_page(body, is_formal=True)
    assert ("Choisissez…" in task_page(body, is_formal=True)) is (body["kind"] in ("FILL_IN", "MATCHING"))


@pytest.mark.parametrize(
    ("hint", "says_vous"), [("Écrivez un nombre.", True), ("Écris un nombre.", False), ("", False)]
)
def test_whom_a_question_is_for_is_guessed_from_its_hint(hint, says_vous):
    assert is_formal(hint) is says_vous
