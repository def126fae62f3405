"""What is wrong in a content file: noted one by one, so that an author reads everything at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class ContentProblem:
    """One thing to mend. `where` is the path inside the file, `message` a French sentence for the author."""

    where: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where} : {self.message}" if self.where else self.message


class ContentError(Exception):
    """Content that cannot be used; `problems` says why."""

    code = "INVALID_CONTENT"

    def __init__(self, problems: Iterable[ContentProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors_among(problems: Iterable[ContentProblem]) -> list[ContentProblem]:
    """Return the problems that forbid using the content, warnings left out."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
