"""What a pupil reached in a competence: the best of what he did in its missions."""

from collections.abc import Iterable
from enum import StrEnum

from missions.domain.results import Result


class Mastery(StrEnum):
    """Pas commencée, travaillée, atteinte, dépassée; in this order."""

    NOT_BEGUN = "NOT_BEGUN"
    WORKED = "WORKED"
    REACHED = "REACHED"
    EXCEEDED = "EXCEEDED"


ORDER = list(Mastery)
_OF_RESULT = {Result.REACHED.value: Mastery.REACHED, Result.EXCEEDED.value: Mastery.EXCEEDED}


def best_mastery(overall_results: Iterable[str]) -> Mastery:
    """Return the mastery that some attempts show together.

    overall_results: one for each attempt, "" for one that is not finished; none at all for no attempt. What
    was reached once stays reached: a later attempt takes nothing away.
    """
    shown = (_OF_RESULT.get(result, Mastery.WORKED) for result in overall_results)
    return max(shown, key=ORDER.index, default=Mastery.NOT_BEGUN)
