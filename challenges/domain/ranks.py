"""Where the right choice stands, when every pupil sees the choices in the author's order.

A pupil who always takes the second one should not do well. Choices that are shuffled need no such care. With
n choices each rank would be right once in n. A file may go a sixth beyond that (with three choices, half
of the time), once it has two questions a rank; all files together a twelfth, once there are six a rank.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from challenges.domain.catalogue import ContentFile
from challenges.domain.kinds.choices import SingleChoice
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec


@dataclass(frozen=True, slots=True)
class Tolerance:
    """beyond: of the even share. questions: a rank, before anything is said."""

    beyond: float
    questions: int


IN_A_FILE = Tolerance(beyond=1 / 6, questions=2)
OVER_ALL = Tolerance(beyond=1 / 12, questions=6)


def lint_ranks(files: Sequence[ContentFile]) -> list[ContentProblem]:
    """Warn of a rank that is the right one too often, in a file or in all of them."""
    problems = []
    for file in files:
        problems += _uneven(file.name, right_ranks(file.challenges), IN_A_FILE)
    together = right_ranks(challenge for file in files for challenge in file.challenges)
    return problems + _uneven("tous les fichiers", together, OVER_ALL)


def right_ranks(challenges: Iterable[ChallengeSpec]) -> dict[int, Counter[int]]:
    """Return, for each number of choices that are not shuffled, how often each rank is the right one."""
    found: dict[int, Counter[int]] = {}
    for challenge in challenges:
        task = challenge.task
        if isinstance(task, SingleChoice) and not task.is_shuffled:
            ranks = [rank for rank, each in enumerate(task.choices, start=1) if each.id in task.right]
            found.setdefault(len(task.choices), Counter()).update(ranks)
    return found


def _uneven(where: str, found: dict[int, Counter[int]], tolerance: Tolerance) -> list[ContentProblem]:
    problems = []
    for size, ranks in sorted(found.items()):
        rank, times = ranks.most_common(1)[0]
        is_told = ranks.total() >= tolerance.questions * size
        if is_told and times / ranks.total() > 1 / size + tolerance.beyond:
            message = (
                f"sur {ranks.total()} questions à {size} choix non mélangés, le bon est {times} fois au rang "
                f"{rank} : répartis les rangs."
            )
            problems.append(ContentProblem(where, message, Severity.WARNING))
    return problems
