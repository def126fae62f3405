"""« Je retente »: who has finished and not sent yet tries again what he failed.

Source: spec/decisions.md 39.
"""

from collections.abc import Collection, Iterable, Sequence

from campaigns.domain.answers import Answer, Known, Sitting
from campaigns.domain.content import Tube
from campaigns.domain.engine import Results, Status


def second_go(sitting: Sitting, answers: Sequence[Answer], results: Results, *, seed: str) -> Sitting:
    """Return the sitting that asks the directly failed skills anew, with other challenges where there are.

    answers, results: of the go before. seed: the id of the new assessment. A skill that the failure of an
    easier one settled is open with it; all the rest stays as it was found, and is not asked.
    """
    outcomes: dict[int, list[tuple[int, bool]]] = {}
    for answer in answers:
        skill, _ = sitting.course.asked_by[answer.challenge]
        outcomes.setdefault(sitting.course.places[skill.id].tube, []).append((skill.level, answer.is_right))
    return Sitting(
        course=sitting.course,
        seed=seed,
        known={
            tube.id: _known(tube, results, outcomes.get(index, ()), sitting.known.get(tube.id, Known()))
            for index, tube in enumerate(sitting.course.tubes)
        },
        spent=sitting.spent.union(answer.challenge for answer in answers),
        wanted=failed_skills(sitting, answers, results),
    )


def failed_skills(sitting: Sitting, answers: Iterable[Answer], results: Results) -> frozenset[str]:
    """Return the skills that were asked and failed and are not validated; without any, there is no second go.

    Those of an earlier go that were not asked again are among them.
    """
    failed = {sitting.course.asked_by[answer.challenge][0].id for answer in answers if not answer.is_right}
    return (sitting.wanted | failed) - results.validated


def _known(tube: Tube, results: Results, outcomes: Collection[tuple[int, bool]], before: Known) -> Known:
    """Return what stays known of a tube.

    outcomes: the levels that were asked, and whether each was right. before: what was known of it.
    """
    status = {skill.level: results.skills[skill.id].status for skill in tube.skills}
    floor = max((level for level, found in status.items() if found is Status.VALIDATED), default=0)
    ceiling = min((level for level, found in status.items() if found is Status.INVALIDATED), default=None)
    if any(not is_right and status[level] is not Status.VALIDATED for level, is_right in outcomes):
        ceiling = None
    solved = {level for level, is_right in (*before.direct, *outcomes) if is_right and level <= floor}
    missed = {level for level, is_right in before.direct if not is_right and ceiling and level >= ceiling}
    direct = [*((level, True) for level in solved), *((level, False) for level in missed)]
    days = before.failed_days if ceiling and before.current_ceiling else 0.0
    return Known(floor, ceiling, days, tuple(sorted(direct)))
