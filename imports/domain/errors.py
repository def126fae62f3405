"""What can be wrong with a file that a school sends. The sentences are in `imports/messages.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# What is kept of the errors of one file, for the page and the table to download; the others are counted.
KEPT_ERRORS = 500


class ErrorCode(StrEnum):
    """Stable codes of the errors of a file. Source: spec/imports.md 1.6, 2.6, 3.1."""

    # Every format.
    EMPTY = "EMPTY"
    ENCODING_NOT_SUPPORTED = "ENCODING_NOT_SUPPORTED"
    INVALID_CHAR_DETECTED = "INVALID_CHAR_DETECTED"
    PAYLOAD_TOO_LARGE = "PAYLOAD_TOO_LARGE"
    # CSV: Onde and Fregata.
    FIELD_REQUIRED = "FIELD_REQUIRED"
    FIELD_BAD_VALUES = "FIELD_BAD_VALUES"
    FIELD_DATE_FORMAT = "FIELD_DATE_FORMAT"
    FIELD_MAX_LENGTH = "FIELD_MAX_LENGTH"
    PROPERTY_NOT_UNIQ = "PROPERTY_NOT_UNIQ"
    ROW_WIDTH = "ROW_WIDTH"
    HEADER_REQUIRED = "HEADER_REQUIRED"
    BAD_CSV_FORMAT = "BAD_CSV_FORMAT"
    # Fregata alone.
    HEADER_UNKNOWN = "HEADER_UNKNOWN"
    FIELD_MIN_LENGTH = "FIELD_MIN_LENGTH"
    FIELD_LENGTH = "FIELD_LENGTH"
    INSEE_CODE_INVALID = "INSEE_CODE_INVALID"
    IDENTIFIER_UNIQUE = "IDENTIFIER_UNIQUE"
    # Siècle: no lines, the INE says which pupil.
    INVALID_FILE = "INVALID_FILE"
    UAI_MISMATCHED = "UAI_MISMATCHED"
    BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT = "BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT"
    SEX_CODE_REQUIRED = "SEX_CODE_REQUIRED"
    BIRTHDATE_REQUIRED = "BIRTHDATE_REQUIRED"
    INVALID_BIRTHDATE_FORMAT = "INVALID_BIRTHDATE_FORMAT"
    INE_REQUIRED = "INE_REQUIRED"
    INE_UNIQUE = "INE_UNIQUE"
    LAST_NAME_REQUIRED = "LAST_NAME_REQUIRED"
    FIRST_NAME_REQUIRED = "FIRST_NAME_REQUIRED"


@dataclass(frozen=True, slots=True)
class FileError:
    """One error of a file and where it is.

    line: physical line, from 1. field: heading as the format writes it. ine: the pupil, where a file has no
    lines; name: of who has none. valids: the values accepted. limit: characters of a field; the first year of
    a date that is too old or to come; rows (with a line, or the field « ELEVE ») or megabytes of a file.
    """

    code: ErrorCode
    line: int | None = None
    field: str | None = None
    ine: str | None = None
    valids: tuple[str, ...] = ()
    limit: int | None = None
    name: str | None = None

    def summary(self) -> dict[str, Any]:
        """Return the code and the place alone, the form that `check_import` prints."""
        parts = {"code": str(self.code), "line": self.line, "field": self.field, "ine": self.ine}
        return {key: value for key, value in parts.items() if value is not None}

    def as_dict(self) -> dict[str, Any]:
        """Return everything known as JSON values, for storage; keys without a value are left out."""
        stored = self.summary()
        if self.valids:
            stored["valids"] = list(self.valids)
        if self.limit is not None:
            stored["limit"] = self.limit
        if self.name is not None:
            stored["name"] = self.name
        return stored

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "FileError":
        """Return the error that `as_dict()` gave."""
        return cls(
            code=ErrorCode(stored["code"]),
            line=stored.get("line"),
            field=stored.get("field"),
            ine=stored.get("ine"),
            valids=tuple(stored.get("valids", ())),
            limit=stored.get("limit"),
            name=stored.get("name"),
        )


class UploadRefusedError(Exception):
    """The file is not even stored: its container or its encoding cannot be read."""

    def __init__(self, code: ErrorCode) -> None:
        super().__init__(str(code))
        self.code = code
