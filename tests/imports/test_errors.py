import json

import pytest

from imports.domain.errors import ErrorCode, FileError, UploadRefusedError

ERRORS = [
    FileError(ErrorCode.BAD_CSV_FORMAT),
    FileError(ErrorCode.ROW_WIDTH, line=3),
    FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"),
    FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Niveau", valids=("CM1", "CM2")),
    FileError(ErrorCode.FIELD_MAX_LENGTH, 4, "Nom élève", limit=255),
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, limit=20),
    FileError(ErrorCode.EMPTY, ine="990000001ZA"),
    FileError(ErrorCode.INE_REQUIRED, name="Inès VIDAL"),
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
    assert ERRORS[7].summary() == {"code": "INE_REQUIRED"}


def test_refusal_carries_its_code():
    refusal = UploadRefusedError(ErrorCode.ENCODING_NOT_SUPPORTED)
    assert (refusal.code, str(refusal)) == (ErrorCode.ENCODING_NOT_SUPPORTED, "ENCODING_NOT_SUPPORTED")
