"""What is wrong with a file: its errors in words, and how to mend them."""

from dataclasses import dataclass

from imports import messages
from imports.domain import fregata, onde
from imports.domain.errors import ErrorCode, FileError
from imports.models import LearnerImport

Kind = LearnerImport.Kind

# From so many missing headings on, the file is something else altogether.
_MANY_MISSING = {
    Kind.ONDE: len(onde.COLUMNS) - onde.FEW_HEADINGS + 1,
    Kind.FREGATA: sum(column.required for column in fregata.COLUMNS) - fregata.FEW_HEADINGS + 1,
}


@dataclass(frozen=True, slots=True)
class Faults:
    """sentences: one for each of the first 500 errors. more: what to say of the others.

    advices: how to mend them, each thing once.
    """

    sentences: list[str]
    more: str
    advices: list[str]


def faults_of(run: LearnerImport) -> Faults | None:
    """Return what is wrong with the file of a run, None when nothing is known to be; no query."""
    if not run.errors:
        return None
    errors = [FileError.from_dict(stored) for stored in run.errors]
    return Faults(
        sentences=_sentences(errors, run.kind),
        more=messages.more(run.error_count - len(errors)),
        advices=messages.advices(errors, run.kind),
    )


def _sentences(errors: list[FileError], kind: str) -> list[str]:
    sentences = [messages.sentence(error, kind) for error in errors]
    # Hardly any heading is known: the file is something else, which says more than seven missing columns.
    missing = [error for error in errors if error.code is ErrorCode.HEADER_REQUIRED]
    if kind in _MANY_MISSING and len(missing) >= _MANY_MISSING[kind]:
        sentences.insert(0, messages.heading_unknown(kind))
    return sentences
