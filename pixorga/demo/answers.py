"""Answers that are right or wrong, for pupils who do not exist."""

from challenges.domain.kinds import ChallengeKind
from challenges.domain.schema import ChallengeSpec

NOT_A_WORD = "tout autre chose"


def answer_to(challenge: ChallengeSpec, *, is_right: bool) -> list[str]:
    """Return an answer as the form sends it, judged right or wrong; nothing for a lesson."""
    right = list(challenge.model_answer)
    if is_right or not challenge.is_judged:
        return right
    if challenge.kind is ChallengeKind.MULTIPLE_CHOICE:
        return [choice.id for choice in challenge.choices]
    if challenge.choices:
        return [next(choice.id for choice in challenge.choices if choice.id not in right)]
    if challenge.task.takes_each_once:
        return [*right[1:], right[0]]
    slots = challenge.public_view().slots
    wrong = [next((each.id for each in slot.options if each.id not in right), NOT_A_WORD) for slot in slots]
    return wrong or [NOT_A_WORD]
