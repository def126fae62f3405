"""« Je retente »: who has finished and not sent yet tries again what he failed.

Source: spec/decisions.md 39.
"""

from collections.abc import Iterable, Sequence

from campaigns.domain.answers import Answer, Known, Sitting
from campaigns.domain.content import Tube
from campaigns.domain.engine import Results, Status


def second_go(sitting: Sitting, answers: Sequence[Answer], results: Results, *, seed: str) -> Sitting:
    """Return the sitting that asks the directly failed skills anew, with other challenges where there are.

    answers, results: of the go before. seed: the id of the new assessment. A skill that the failure of an
    easier one settled is open with it; all the rest stays as it was found, and is not asked.
    """
    asked_by, places = sitting.course.asked_by, sitting.course.places
    outcomes: dict[int, list[tuple[int, bool]]] = {}
    for answer in answers:
        skill, _ = asked_by[answer.challenge]
        outcomes.setdefault(places[skill.id].tube, []).append((skill.level, answer.is_right))
    known = {
        tube.id: _known(tube, results, outcomes.get(index, ()))
        for index, tube in enumerate(sitting.course.tubes)
    }
    spent = sitting.spent.union(answer.challenge for answer in answers)
    return Sitting(sitting.course, seed, known=known, spent=spent)


def can_go_again(sitting: Sitting, answers: Iterable[Answer], results: Results) -> bool:
    """Say whether a second go has something to ask: a skill that was asked, failed, and is not validated."""
    failed = {sitting.course.asked_by[answer.challenge][0].id for answer in answers if not answer.is_right}
    return not failed <= results.validated


def _known(tube: Tube, results: Results, outcomes: Iterable[tuple[int, bool]]) -> Known:
    """Return what stays known of a tube. outcomes: the levels that were asked, and whether each was right."""
    status = {skill.level: results.skills[skill.id].status for skill in tube.skills}
    floor = max((level for level, found in status.items() if found is Status.VALIDATED), default=0)
    failed = [level for level, is_right in outcomes if not is_right and status[level] is not Status.VALIDATED]
    ceiling = (
        None
        if failed
        else min((level for level, found in status.items() if found is Status.INVALIDATED), default=None)
    )
    solved = {level for level, is_right in outcomes if is_right and level <= floor}
    return Known(floor, ceiling, direct=tuple((level, True) for level in sorted(solved)))
