"""Every sample file through the page and through `check_import`: the table of truth."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from imports.domain.errors import FileError
from imports.models import ImportChunk
from learners.models import Learner
from pixorga.journal.models import Event
from tests.imports.journey import (
    EXPECTED,
    PAGE,
    SAMPLES,
    count_rows,
    import_file,
    last_run,
    listed_errors,
    onde_bytes,
    pupils_of,
    sample,
    send,
)

# Word for word, as in the specification.
SENTENCES = {
    "FIELD_REQUIRED": 'Ligne {line} : Le champ "{field}" est obligatoire.',
    "FIELD_BAD_VALUES": 'Ligne {line} : Le champ "{field}" doit être "CYCLE III".',
    "FIELD_DATE_FORMAT": 'Ligne {line} : Le champ "{field}" doit être une date AAAA-MM-JJ.',
    "PROPERTY_NOT_UNIQ": 'Ligne {line} : Le champ "{field}" est déjà présent plus haut dans le fichier.',
    "ROW_WIDTH": "Ligne {line} : le nombre de colonnes n’est pas celui de la première ligne.",
    "HEADER_REQUIRED": 'La colonne "{field}" est absente.',
    "BAD_CSV_FORMAT": "Ce fichier n’est pas un CSV lisible (séparateur point-virgule ou virgule).",
    "ENCODING_NOT_SUPPORTED": "L’encodage du fichier n’est pas reconnu.",
    "EMPTY": "Le fichier ne contient aucun élève à importer.",
}

TITLES = {
    "UPLOAD_ERROR": "Le fichier n’a pas pu être lu.",
    "VALIDATION_ERROR": "Le contenu du fichier comporte des erreurs.",
    "IMPORTED": "Dernier fichier importé avec succès le ",
}


def sentence(error: dict) -> str:
    """Return an error as it is read, with ordinary spaces."""
    return SENTENCES[error["code"]].format(**error)


def spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_sent_on_the_page_ends_as_expected(director, school, run_jobs, name):
    expected = EXPECTED[name]
    answer = send(director, sample(name), name)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    run_jobs()
    run = last_run(school)
    assert run.status == expected["outcome"]
    assert [FileError.from_dict(error).summary() for error in run.errors] == expected["errors"]
    assert run.error_count == len(expected["errors"])
    assert Learner.objects.of(school).active().count() == (expected["pupils"] or 0)
    page = director.client.get(PAGE).text
    assert TITLES[expected["outcome"]] in page
    assert [spaces(text) for text in listed_errors(page)] == list(map(sentence, expected["errors"]))
    assert ("Voir la liste des erreurs" in page) == bool(expected["errors"])
    assert not ImportChunk.objects.exists(), "the bytes go with the end of the run"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_is_checked_by_the_command_which_writes_nothing(school, name):
    before = count_rows()
    out = StringIO()
    call_command("check_import", str(SAMPLES / name), "--kind", "onde", "--uai", "0380000X", stdout=out)
    expected = {key: EXPECTED[name][key] for key in ("outcome", "errors", "pupils")}
    assert json.loads(out.getvalue()) == expected
    assert out.getvalue().count("\n") == 1
    assert count_rows() == before


def test_the_command_needs_no_school(db):
    out = StringIO()
    call_command("check_import", str(SAMPLES / "onde_valid.csv"), "--uai", "0380000 x", stdout=out)
    assert json.loads(out.getvalue())["pupils"] == 42


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["absent.csv", "--uai", "0380000X"], "ne peut pas être ouvert"),
        ([".", "--uai", "0380000X"], "ne peut pas être ouvert"),
        (["absent.csv", "--uai", "Grenoble"], "7 chiffres et d’une lettre"),
    ],
)
def test_the_command_says_what_it_cannot_do(arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("check_import", *arguments)


def test_the_seeds_six_errors_are_read_word_for_word(director, run_jobs):
    send(director, sample("onde_errors.csv"))
    run_jobs()
    assert [spaces(text) for text in listed_errors(director.client.get(PAGE).text)] == [
        'Ligne 4 : Le champ "Cycle" doit être "CYCLE III".',
        'Ligne 5 : Le champ "INE" est obligatoire.',
        'Ligne 6 : Le champ "Libellé classe" est obligatoire.',
        'Ligne 7 : Le champ "Niveau" est obligatoire.',
        'Ligne 8 : Le champ "Nom élève" est obligatoire.',
        'Ligne 9 : Le champ "Prénom élève" est obligatoire.',
    ]


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if EXPECTED[name]["outcome"] != "IMPORTED"))
def test_a_wrong_file_changes_no_pupil(director, school, run_jobs, name):
    import_file(school, onde_bytes(1, 2, 3), run_jobs)
    before = pupils_of(school)
    send(director, sample(name))
    run_jobs()
    assert pupils_of(school) == before
    assert len(before) == 3


def test_names_that_look_like_markup_are_escaped_wherever_they_are_shown(director, school, run_jobs):
    send(director, sample("onde_html_names.csv"))
    run_jobs()
    page = director.client.get("/eleves/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<img src=x" not in page


def test_the_journal_tells_ids_and_counts_alone(director, school, run_jobs):
    send(director, sample("onde_valid.csv"))
    run_jobs()
    send(director, sample("onde_errors.csv"))
    run_jobs()
    events = Event.objects.filter(verb__startswith="import.", organization_id=school.pk).order_by("pk")
    told = [(event.verb, event.actor_id, event.details) for event in events]
    assert told == [
        ("import.sent", director.user.pk, {}),
        ("import.written", director.user.pk, {"created": 42, "left": 0}),
        ("import.sent", director.user.pk, {}),
        ("import.stopped", director.user.pk, {"status": "VALIDATION_ERROR", "errors": 6}),
    ]
