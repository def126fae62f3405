"""What a head teacher reads about each error, word for word, and how to mend it."""

import re

import pytest

from imports import messages
from imports.domain import fregata, onde
from imports.domain.errors import ErrorCode, FileError
from imports.messages import FREGATA, ONDE, SIECLE, advice, advices, heading_unknown, more, sentence
from imports.models import LearnerImport

KINDS = (ONDE, SIECLE, FREGATA)

SENTENCES = {
    FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"): 'Ligne 5 : Le champ "INE" est obligatoire.',
    FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Cycle", valids=("CYCLE III",)): (
        'Ligne 4 : Le champ "Cycle" doit être "CYCLE III".'
    ),
    FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Niveau", valids=("CM1", "CM2")): (
        'Ligne 4 : Le champ "Niveau" doit être "CM1 ou CM2".'
    ),
    FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Code pays naissance*"): (
        'Ligne 4 : Le champ "Code pays naissance*" a une valeur qui n’est pas prévue.'
    ),
    FileError(ErrorCode.FIELD_DATE_FORMAT, 12, "Date naissance"): (
        'Ligne 12 : Le champ "Date naissance" doit être une date AAAA-MM-JJ.'
    ),
    FileError(ErrorCode.FIELD_DATE_FORMAT, 12, "Date naissance", limit=1900): (
        'Ligne 12 : Le champ "Date naissance" doit être une date entre 1900 et aujourd’hui.'
    ),
    FileError(ErrorCode.FIELD_MAX_LENGTH, 2, "Nom élève", limit=255): (
        'Ligne 2 : Le champ "Nom élève" dépasse 255 caractères.'
    ),
    FileError(ErrorCode.FIELD_MAX_LENGTH, field="Nom", ine="880000001ZB", limit=255): (
        'Élève d’INE 880000001ZB : Le champ "Nom" dépasse 255 caractères.'
    ),
    FileError(ErrorCode.FIELD_MIN_LENGTH, 2, "Code département naissance*", limit=2): (
        'Ligne 2 : Le champ "Code département naissance*" compte moins de 2 caractères.'
    ),
    FileError(ErrorCode.FIELD_LENGTH, 2, "Code pays naissance*", limit=5): (
        'Ligne 2 : Le champ "Code pays naissance*" doit compter 5 caractères.'
    ),
    FileError(ErrorCode.PROPERTY_NOT_UNIQ, 6, "INE"): (
        'Ligne 6 : Le champ "INE" est déjà présent plus haut dans le fichier.'
    ),
    FileError(ErrorCode.IDENTIFIER_UNIQUE, 6, "Identifiant unique*"): (
        'Ligne 6 : Le champ "Identifiant unique*" est déjà présent plus haut dans le fichier.'
    ),
    FileError(ErrorCode.INSEE_CODE_INVALID, 6, "Code commune naissance**"): (
        'Ligne 6 : Le champ "Code commune naissance**" n’est pas un code INSEE de commune.'
    ),
    FileError(ErrorCode.INVALID_CHAR_DETECTED, 7, "Prénom élève"): (
        'Ligne 7 : Le champ "Prénom élève" contient des caractères illisibles.'
    ),
    FileError(ErrorCode.INVALID_CHAR_DETECTED, ine="880000001ZB"): (
        "Élève d’INE 880000001ZB : le nom ou le prénom contient des caractères illisibles."
    ),
    FileError(ErrorCode.INVALID_CHAR_DETECTED): (
        "Un élève sans INE : le nom ou le prénom contient des caractères illisibles."
    ),
    FileError(ErrorCode.ROW_WIDTH, 3): (
        "Ligne 3 : le nombre de colonnes n’est pas celui de la première ligne."
    ),
    FileError(ErrorCode.HEADER_REQUIRED, field="INE"): 'La colonne "INE" est absente.',
    FileError(ErrorCode.HEADER_UNKNOWN, field="Photo"): 'La colonne "Photo" n’est pas prévue.',
    FileError(ErrorCode.BAD_CSV_FORMAT): (
        "Ce fichier n’est pas un CSV lisible (séparateur point-virgule ou virgule)."
    ),
    FileError(ErrorCode.ENCODING_NOT_SUPPORTED): "L’encodage du fichier n’est pas reconnu.",
    FileError(ErrorCode.EMPTY): "Le fichier ne contient aucun élève à importer.",
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, limit=20): "Le fichier dépasse 20\u00a0Mo.",
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, 50_002, limit=50_000): (
        "Ligne 50002 : le fichier dépasse 50\u202f000 élèves."
    ),
    FileError(ErrorCode.INVALID_FILE): "Le fichier n’est pas conforme.",
    FileError(ErrorCode.UAI_MISMATCHED): "L’UAI du fichier n’est pas celui de votre établissement.",
    FileError(ErrorCode.BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT, ine="880000001ZB"): (
        "Élève d’INE 880000001ZB : le code de la commune de naissance manque (naissance en France)."
    ),
    FileError(ErrorCode.SEX_CODE_REQUIRED, ine="880000001ZB"): "Élève d’INE 880000001ZB : le sexe manque.",
    FileError(ErrorCode.SEX_CODE_REQUIRED): "Un élève sans INE : le sexe manque.",
    FileError(ErrorCode.BIRTHDATE_REQUIRED, ine="880000001ZB"): (
        "Élève d’INE 880000001ZB : la date de naissance manque."
    ),
    FileError(ErrorCode.INVALID_BIRTHDATE_FORMAT, ine="880000001ZB"): (
        "Élève d’INE 880000001ZB : la date de naissance n’est pas au format JJ/MM/AAAA."
    ),
    FileError(ErrorCode.INE_REQUIRED): "Un élève n’a pas d’INE.",
    FileError(ErrorCode.INE_REQUIRED, name="Inès {VIDAL}"): "Un élève n’a pas d’INE : Inès {VIDAL}.",
    FileError(ErrorCode.SEX_CODE_REQUIRED, name="Inès VIDAL"): (
        "Un élève sans INE (Inès VIDAL) : le sexe manque."
    ),
    FileError(ErrorCode.FIELD_MAX_LENGTH, field="PRENOM", limit=255, name="Inès VIDAL"): (
        'Un élève sans INE (Inès VIDAL) : Le champ "PRENOM" dépasse 255 caractères.'
    ),
    FileError(ErrorCode.FIELD_MAX_LENGTH, field="ID_NATIONAL", limit=255, name="Inès VIDAL"): (
        'Un élève (Inès VIDAL) : Le champ "ID_NATIONAL" dépasse 255 caractères.'
    ),
    FileError(ErrorCode.INVALID_CHAR_DETECTED, field="ID_NATIONAL"): (
        'Un élève : Le champ "ID_NATIONAL" contient des caractères illisibles.'
    ),
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, field="ELEVE", limit=50_000): (
        "Le fichier dépasse 50\u202f000 élèves."
    ),
    FileError(ErrorCode.INE_UNIQUE, ine="880000001ZB"): (
        "L’INE 880000001ZB est porté par plusieurs élèves du fichier."
    ),
    FileError(ErrorCode.LAST_NAME_REQUIRED, ine="880000001ZB"): "Élève d’INE 880000001ZB : le nom manque.",
    FileError(ErrorCode.FIRST_NAME_REQUIRED, ine="880000001ZB"): (
        "Élève d’INE 880000001ZB : le prénom manque."
    ),
}

EVERYWHERE = [
    FileError(ErrorCode.EMPTY),
    FileError(ErrorCode.ENCODING_NOT_SUPPORTED),
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, limit=20),
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, 50_002, limit=50_000),
]
IN_ANY_CSV = [FileError(ErrorCode.BAD_CSV_FORMAT), FileError(ErrorCode.ROW_WIDTH, 3)]
SIECLE_CODES = [
    "INVALID_CHAR_DETECTED",
    "INVALID_FILE",
    "UAI_MISMATCHED",
    "BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT",
    "SEX_CODE_REQUIRED",
    "BIRTHDATE_REQUIRED",
    "INVALID_BIRTHDATE_FORMAT",
    "INE_REQUIRED",
    "INE_UNIQUE",
    "LAST_NAME_REQUIRED",
    "FIRST_NAME_REQUIRED",
]


def of_columns(columns, codes) -> list[FileError]:
    return [FileError(ErrorCode(code), 3, column.heading) for column in columns for code in codes]


START_AGAIN = "Refaites le fichier dans l’application d’origine et importez-le sans le modifier."

FIELD_CODES = [
    "FIELD_REQUIRED",
    "FIELD_BAD_VALUES",
    "FIELD_DATE_FORMAT",
    "FIELD_MAX_LENGTH",
    "INVALID_CHAR_DETECTED",
    "HEADER_REQUIRED",
]
FREGATA_CODES = [
    "HEADER_UNKNOWN",
    "FIELD_MIN_LENGTH",
    "FIELD_LENGTH",
    "INSEE_CODE_INVALID",
    "IDENTIFIER_UNIQUE",
]
# Every error that a file of a kind can have.
POSSIBLE = {
    ONDE: [*EVERYWHERE, *IN_ANY_CSV, *of_columns(onde.COLUMNS, [*FIELD_CODES, "PROPERTY_NOT_UNIQ"])],
    FREGATA: [*EVERYWHERE, *IN_ANY_CSV, *of_columns(fregata.COLUMNS, FIELD_CODES + FREGATA_CODES)],
    SIECLE: [*EVERYWHERE, *(FileError(ErrorCode(code), ine="880000001ZB") for code in SIECLE_CODES)],
}


@pytest.mark.parametrize("error", SENTENCES, ids=lambda error: str(error.code))
def test_each_error_has_its_sentence(error):
    assert sentence(error, ONDE) == SENTENCES[error].replace("Ligne ", "Ligne\u00a0").replace(" :", "\u00a0:")


@pytest.mark.parametrize("error", SENTENCES, ids=lambda error: str(error.code))
def test_a_stored_error_reads_as_it_did(error):
    assert sentence(FileError.from_dict(error.as_dict()), ONDE) == sentence(error, ONDE)


def test_every_code_is_covered():
    assert {error.code for error in SENTENCES} == set(ErrorCode)


def test_a_date_is_asked_for_as_each_format_writes_it():
    error = FileError(ErrorCode.FIELD_DATE_FORMAT, 12, "Date de naissance (jj/mm/aaaa)*")
    assert sentence(error, ONDE).endswith("doit être une date AAAA-MM-JJ.")
    assert sentence(error, FREGATA).endswith("doit être une date JJ/MM/AAAA.")


def test_a_siecle_file_without_pupils_says_what_a_pupil_needs():
    error = FileError(ErrorCode.EMPTY)
    assert sentence(error, SIECLE) == "Les élèves du fichier doivent avoir un INE et une classe."


@pytest.mark.parametrize(
    ("count", "text"), [(0, ""), (1, "Et 1 autre."), (2, "Et 2 autres."), (1234, "Et 1\u202f234 autres.")]
)
def test_errors_that_are_not_listed_are_counted(count, text):
    assert more(count) == text


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ONDE, "l’extraction CSV des élèves faite dans Onde"),
        (SIECLE, "l’export XML «\u00a0Élèves sans adresse\u00a0» fait dans Siècle"),
        (FREGATA, "la liste CSV des élèves faite dans Fregata"),
    ],
)
def test_another_list_names_the_one_that_is_expected(kind, name):
    assert heading_unknown(kind) == f"Format non reconnu\u00a0: ce fichier n’est pas {name}."


# How to mend


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_of_every_kind_says_how_to_mend_it(kind):
    for error in POSSIBLE[kind]:
        said = advice(error, kind)
        assert said != messages.advice(FileError(ErrorCode.ROW_WIDTH), SIECLE), (
            error,
            "no words of its own",
        )
        assert re.fullmatch(r"[A-ZÉ][^{}\n]{20,218}\.", said), said
        assert not re.search("[^\u00a0][:;?!»]|«[^\u00a0]|['\"]", said), said


@pytest.mark.parametrize("kind", KINDS)
def test_advice_names_the_application_of_the_school_alone(kind):
    names = {ONDE: "Onde", SIECLE: "Siècle", FREGATA: "Fregata"}
    others = [name for other, name in names.items() if other != kind]
    told = advices(POSSIBLE[kind], kind)
    assert sum(names[kind] in said for said in told) > len(told) / 2
    assert not [said for said in told for other in others if other in said]


@pytest.mark.parametrize("kind", KINDS)
def test_no_advice_stands_there_for_nothing(kind):
    """Words for one column are found by its heading: a heading that changed would leave them unread."""
    written = set(messages.ADVICE[kind].values())
    told = {advice(error, kind) for error in POSSIBLE[kind]}
    told.add(advice(FileError(ErrorCode.FIELD_MAX_LENGTH, ine="880000001ZB"), kind))
    assert written == told


def test_a_pupil_without_an_ine_may_wait_or_be_added_by_hand():
    said = advice(FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"), ONDE)
    assert said.startswith("Attendez que l’INE soit attribué dans Onde")
    assert "«\u00a0Ajouter un élève\u00a0»" in said


def test_a_pupil_without_a_class_is_given_one_in_onde():
    said = advice(FileError(ErrorCode.FIELD_REQUIRED, 6, "Libellé classe"), ONDE)
    assert said == "Affectez chaque élève à une classe dans Onde, puis refaites l’extraction."


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_too_many_pupils_is_not_said_to_weigh_too_much_nor_to_be_cut(kind):
    heavy, long = EVERYWHERE[2:]
    assert "légère" in advice(heavy, kind)
    assert "légère" not in advice(long, kind)
    assert re.search("d’un(e seule école| seul établissement)", advice(long, kind))
    assert " découpez pas\u00a0: les élèves absents du dernier fichier importé seraient" in advice(long, kind)


def test_the_kinds_are_those_of_a_run():
    assert set(KINDS) == set(LearnerImport.Kind.values)


def test_an_error_of_another_kind_still_gets_an_answer():
    said = advice(FileError(ErrorCode.INVALID_FILE), ONDE)
    assert said == START_AGAIN


def test_each_advice_is_given_once_in_the_order_of_the_errors():
    errors = [
        FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"),
        FileError(ErrorCode.FIELD_BAD_VALUES, 6, "Cycle", valids=("CYCLE III",)),
        FileError(ErrorCode.FIELD_REQUIRED, 7, "INE"),
        FileError(ErrorCode.FIELD_BAD_VALUES, 8, "Niveau", valids=("CM1", "CM2")),
    ]
    assert advices(errors, ONDE) == [advice(errors[0], ONDE), advice(errors[1], ONDE)]
    assert advices([], SIECLE) == []
