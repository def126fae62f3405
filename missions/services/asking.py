"""What is asked next, and how an answer is taken: the same for a pupil's attempt and for a tryout."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from challenges.domain.correction import AnswerProblem, judge, validate_answer
from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge
from missions.domain import path, variants
from missions.domain.content import Activity as Positions
from missions.domain.content import MissionSpec
from missions.domain.path import Level, Next, Played
from missions.models import ActivityAnswer

Verdict = ActivityAnswer.Verdict


class Refusal(StrEnum):
    """Why nothing was written. What an answer itself may lack is an AnswerProblem."""

    SESSION_CLOSED = "SESSION_CLOSED"
    NOT_ASKED = "NOT_ASKED"
    SKIP_NOT_OFFERED = "SKIP_NOT_OFFERED"


class PlayError(Exception):
    """A start or an answer that is refused. code: a Refusal or an AnswerProblem."""

    def __init__(self, code: Refusal | AnswerProblem) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class Drawn:
    """An activity to start. challenge_ids: the revisions to ask, in order, as keys of Challenge."""

    level: Level
    step: int | None
    variant: int
    challenge_ids: list[int]


def verdict_of(challenge: ChallengeSpec, level: Level, value: Sequence[str], *, is_skip: bool) -> Verdict:
    """Return how an answer is taken; raise PlayError when it cannot be."""
    if not challenge.is_judged:
        return Verdict.SEEN
    if is_skip and level is Level.TUTORIAL:
        raise PlayError(Refusal.SKIP_NOT_OFFERED)
    if is_skip:
        return Verdict.SKIPPED
    if problem := validate_answer(challenge, value):
        raise PlayError(problem)
    return Verdict(judge(challenge, value).value)


def following(history: Sequence[Played], spec: MissionSpec) -> Next | None:
    """Return the activity to start; none either in a step that was taken out of the mission meanwhile."""
    asked = path.next_activity(history, step_count=len(spec.steps))
    if asked and asked.step is not None and asked.step >= len(spec.steps):
        return None
    return asked


def draw(asked: Next, spec: MissionSpec, used: Collection[int], rng: Random) -> Drawn:
    """Return an activity, its questions fixed so that a reload and an edited text ask the same; one query.

    used: the variants of the earlier activities of the same level and step.
    """
    positions = _positions(spec, asked)
    variant = variants.draw_variant([len(alternatives) for alternatives in positions], used, rng)
    codes = [variants.pick(alternatives, variant) for alternatives in positions]
    return Drawn(asked.level, asked.step, variant, _revisions(codes))


def _positions(spec: MissionSpec, asked: Next) -> Positions:
    if asked.level is Level.DARE:
        return spec.dare
    step = spec.steps[asked.step]
    by_level = {
        Level.TUTORIAL: step.tutorial,
        Level.TRAINING: step.training,
        Level.VALIDATION: step.validation,
    }
    return by_level[asked.level]


def _revisions(codes: Sequence[str]) -> list[int]:
    """Return the rows to ask, in the order of the codes: last revisions, which archived missions keep too."""
    rows = Challenge.objects.filter(code__in=codes).order_by("revision").values_list("code", "pk")
    latest = dict(rows)
    return [latest[code] for code in codes]
