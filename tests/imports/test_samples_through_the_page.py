"""Every sample file through the page: the table of truth. `check_import` has its own test of it."""

import pytest

from imports.domain.errors import FileError
from imports.models import ImportChunk
from learners.models import Learner
from pixorga.journal.models import Event
from tests.conftest import sign_in
from tests.imports.factories import fregata_school, onde_school, siecle_school
from tests.imports.journey import (
    ALL_EXPECTED,
    PAGE,
    last_run,
    listed_errors,
    plain,
    pupils_of,
    said,
    sample,
    send,
)
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory

SCHOOLS = {"onde": onde_school, "siecle": siecle_school, "fregata": fregata_school}

# Word for word, as in the specification.
OF_A_FILE = {
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
OF_SIECLE = {
    "BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT": (
        "Élève d’INE {ine} : le code de la commune de naissance manque (naissance en France)."
    ),
    "SEX_CODE_REQUIRED": "Élève d’INE {ine} : le sexe manque.",
    "BIRTHDATE_REQUIRED": "Élève d’INE {ine} : la date de naissance manque.",
    "INVALID_BIRTHDATE_FORMAT": "Élève d’INE {ine} : la date de naissance n’est pas au format JJ/MM/AAAA.",
    "INE_REQUIRED": "Un élève n’a pas d’INE : Anaïs FONTERIVE.",  # the only one in a sample
    "INE_UNIQUE": "L’INE {ine} est porté par plusieurs élèves du fichier.",
    "LAST_NAME_REQUIRED": "Élève d’INE {ine} : le nom manque.",
    "FIRST_NAME_REQUIRED": "Élève d’INE {ine} : le prénom manque.",
    "INVALID_CHAR_DETECTED": "Élève d’INE {ine} : le nom ou le prénom contient des caractères illisibles.",
    "EMPTY": "Les élèves du fichier doivent avoir un INE et une classe.",
    "INVALID_FILE": "Le fichier n’est pas conforme.",
    "UAI_MISMATCHED": "L’UAI du fichier n’est pas celui de votre établissement.",
}
SENTENCES = {"onde": OF_A_FILE, "siecle": OF_A_FILE | OF_SIECLE}

TITLES = {
    "UPLOAD_ERROR": "Le fichier n’a pas pu être lu.",
    "VALIDATION_ERROR": "Le contenu du fichier comporte des erreurs.",
    "IMPORTED": "Dernier fichier importé avec succès le ",
}

every_sample = pytest.mark.parametrize("name", sorted(ALL_EXPECTED))
every_wrong_sample = pytest.mark.parametrize(
    "name", sorted(name for name, expected in ALL_EXPECTED.items() if expected["outcome"] != "IMPORTED")
)


def head_for(name: str):
    """Return whoever administers a school that would send this sample."""
    school = SCHOOLS[ALL_EXPECTED[name]["kind"]]()
    return sign_in(MembershipFactory(organization=school, admin=True))


def spaces(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ")


@every_sample
def test_a_sample_sent_on_the_page_ends_as_expected(db, run_jobs, name):
    expected, head = ALL_EXPECTED[name], head_for(name)
    answer = send(head, sample(name), name)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    run_jobs()
    run = last_run(head.organization)
    assert run.status == expected["outcome"]
    assert run.kind == expected["kind"].upper()
    assert Learner.objects.of(head.organization).active().count() == (expected["pupils"] or 0)
    page = head.client.get(PAGE).text
    assert any(TITLES[expected["outcome"]] in told for told in said(page))
    is_wrong = expected["outcome"] != "IMPORTED"
    assert ("Voir la liste des erreurs" in page) == is_wrong
    assert ("Comment corriger" in plain(page)) == is_wrong
    assert bool(listed_errors(page)) == is_wrong
    assert not ImportChunk.objects.exists(), "the bytes go with the end of the run"


@pytest.mark.parametrize("name", sorted(n for n, each in ALL_EXPECTED.items() if each["kind"] in SENTENCES))
def test_the_errors_of_a_sample_are_those_of_the_table_word_for_word(db, run_jobs, name):
    """The table has no errors for Fregata; test_fregata_samples.py has."""
    expected, head = ALL_EXPECTED[name], head_for(name)
    send(head, sample(name), name)
    run_jobs()
    run = last_run(head.organization)
    assert [FileError.from_dict(error).summary() for error in run.errors] == expected["errors"]
    assert run.error_count == len(expected["errors"])
    sentences = SENTENCES[expected["kind"]]
    told = [sentences[error["code"]].format(**error) for error in expected["errors"]]
    assert [spaces(text) for text in listed_errors(head.client.get(PAGE).text)] == told


@every_wrong_sample
def test_a_wrong_file_changes_no_pupil(db, run_jobs, name):
    head = head_for(name)
    LearnerFactory.create_batch(3, organization=head.organization)
    before = pupils_of(head.organization)
    send(head, sample(name), name)
    run_jobs()
    assert pupils_of(head.organization) == before
    assert len(before) == 3


@pytest.mark.parametrize(
    ("name", "kind", "called"),
    [
        ("onde_valid.csv", "fregata", "eleves.csv"),
        ("onde_valid.csv", "siecle", "eleves.xml"),
        ("fregata_valid.csv", "onde", "eleves.csv"),
        ("fregata_valid.csv", "siecle", "eleves.zip"),
        ("ElevesSansAdresses.xml", "onde", "eleves.csv"),
        ("ElevesSansAdresses.zip", "fregata", "eleves.csv"),
    ],
)
def test_the_list_of_another_kind_of_school_is_refused(db, run_jobs, name, kind, called):
    head = sign_in(MembershipFactory(organization=SCHOOLS[kind](), admin=True))
    assert send(head, sample(name), called).status_code == 302
    run_jobs()
    assert not Learner.objects.exists()
    assert listed_errors(head.client.get(PAGE).text)


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
