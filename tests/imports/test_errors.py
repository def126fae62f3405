import json

import pytest

from imports.domain.errors import ErrorCode, FileError, UploadRefusedError
from imports.messages import sentence

ERRORS = [
    FileError(ErrorCode.BAD_CSV_FORMAT),
    FileError(ErrorCode.ROW_WIDTH, line=3),
    FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"),
    FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Niveau", valids=("CM1", "CM2")),
    FileError(ErrorCode.FIELD_MAX_LENGTH, 4, "Nom élève", limit=255),
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, limit=20),
    FileError(ErrorCode.EMPTY, ine="990000001ZA"),
]


@pytest.mark.parametrize("error", ERRORS)
def test_error_survives_storage_as_json(error):
    assert FileError.from_dict(json.loads(json.dumps(error.as_dict()))) == error


def test_only_the_keys_that_apply_are_kept():
    assert FileError(ErrorCode.EMPTY).as_dict() == {"code": "EMPTY"}
    assert ERRORS[3].as_dict() == {
        "code": "FIELD_BAD_VALUES",
        "line": 4,
        "field": "Niveau",
        "valids": ["CM1", "CM2"],
    }


def test_summary_holds_code_and_place_alone():
    assert ERRORS[3].summary() == {"code": "FIELD_BAD_VALUES", "line": 4, "field": "Niveau"}
    assert ERRORS[6].summary() == {"code": "EMPTY", "ine": "990000001ZA"}


def test_refusal_carries_its_code():
    refusal = UploadRefusedError(ErrorCode.ENCODING_NOT_SUPPORTED)
    assert (refusal.code, str(refusal)) == (ErrorCode.ENCODING_NOT_SUPPORTED, "ENCODING_NOT_SUPPORTED")


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_sentence(code):
    said = sentence(FileError(code, line=4, field="INE", valids=("CM1",), limit=20))
    assert said.startswith("Ligne\u00a04\u00a0: ")
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Cycle", valids=("CYCLE III",)),
            'Ligne 4 : Le champ "Cycle" doit être "CYCLE III".',
        ),
        (FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"), 'Ligne 5 : Le champ "INE" est obligatoire.'),
        (
            FileError(ErrorCode.FIELD_BAD_VALUES, 7, "Niveau", valids=("CM1", "CM2")),
            'Ligne 7 : Le champ "Niveau" doit être "CM1 ou CM2".',
        ),
        (
            FileError(ErrorCode.FIELD_MAX_LENGTH, 2, "Nom élève", limit=255),
            'Ligne 2 : Le champ "Nom élève" dépasse 255 caractères.',
        ),
        (
            FileError(ErrorCode.ROW_WIDTH, 3),
            "Ligne 3 : le nombre de colonnes n’est pas celui de la première ligne.",
        ),
        (FileError(ErrorCode.HEADER_REQUIRED, field="INE"), 'La colonne "INE" est absente.'),
        (FileError(ErrorCode.PAYLOAD_TOO_LARGE, limit=20), "Le fichier dépasse 20 Mo."),
        (
            FileError(ErrorCode.PAYLOAD_TOO_LARGE, 50_002, limit=50_000),
            "Ligne 50002 : le fichier dépasse 50\u202f000 élèves.",
        ),
    ],
)
def test_sentence(error, said):
    assert sentence(error).replace("\u00a0", " ") == said
