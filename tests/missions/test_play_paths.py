"""Whole missions played through the services, against the pure rules that say what should come of them."""

from dataclasses import dataclass, field
from random import Random

import pytest

from missions.checks import find_inconsistencies
from missions.domain.path import (
    ActivityStatus,
    AnswerResult,
    Level,
    Next,
    Played,
    activity_status,
    next_activity,
)
from missions.domain.results import Outcome, Result, outcome
from missions.models import Attempt
from missions.services.playing import current_question
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory
from tests.missions.junior_cast import NOW, give, start
from tests.missions.paths import complete_paths
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

VERDICTS = {
    ActivityStatus.SUCCEEDED: "RIGHT",
    ActivityStatus.FAILED: "WRONG",
    ActivityStatus.SKIPPED: "SKIPPED",
}


def pupils(number: int) -> list:
    school = OrganizationFactory(session_expires_at=NOW.replace(hour=12))
    return LearnerFactory.create_batch(number, organization=school)


def played(attempt: Attempt) -> tuple[Played, ...]:
    """Return the activities as they are stored."""
    rows = attempt.activities.order_by("rank")
    return tuple(Played(Level(row.level), row.step, ActivityStatus(row.status)) for row in rows)


def stored_outcome(attempt: Attempt) -> Outcome:
    attempt.refresh_from_db()
    return Outcome(
        steps=tuple(map(Result, attempt.step_results)),
        dare=Result(attempt.dare_result) if attempt.dare_result else None,
        overall=Result(attempt.overall_result) if attempt.overall_result else None,
    )


def test_every_path_of_a_mission_of_one_step_is_stored_as_the_rules_say():
    mission = MissionFactory(playable=True, steps=1, positions=1)
    paths = complete_paths(1)
    for learner, expected in zip(pupils(len(paths)), paths, strict=True):
        attempt = start(learner, mission)
        for activity in expected:
            give(learner, mission, VERDICTS[activity.status])
        assert current_question(attempt) is None
        assert played(attempt) == expected
        assert stored_outcome(attempt) == outcome(expected, step_count=1, is_over=True)
        assert attempt.completed_at == NOW
    assert list(find_inconsistencies()) == []


@dataclass
class Model:
    """What the rules alone make of a series of answers: the oracle."""

    step_count: int
    positions: int
    history: list[Played] = field(default_factory=list)
    results: list[AnswerResult] = field(default_factory=list)
    asked: Next | None = None

    def __post_init__(self) -> None:
        self.asked = next_activity([], step_count=self.step_count)

    def answer(self, result: AnswerResult) -> None:
        self.results.append(result)
        # The factory's dare has one question.
        length = 1 if self.asked.level is Level.DARE else self.positions
        status = activity_status(self.asked.level, self.results, length)
        if status is not ActivityStatus.STARTED:
            self.history.append(Played(self.asked.level, self.asked.step, status))
            self.results = []
            self.asked = next_activity(self.history, step_count=self.step_count)

    @property
    def outcome(self) -> Outcome:
        return outcome(self.history, step_count=self.step_count, is_over=self.asked is None)


@pytest.mark.parametrize("seed", range(12))
def test_random_pupils_get_at_every_answer_what_the_rules_say(seed):
    rng = Random(seed)
    steps, positions = rng.choice([1, 2, 3]), rng.choice([1, 2, 3])
    mission = MissionFactory(playable=True, steps=steps, positions=positions, variants=rng.choice([1, 2, 3]))
    (learner,) = pupils(1)
    attempt, model = start(learner, mission, rng=rng), Model(steps, positions)
    weights = rng.choice([(8, 1, 1), (3, 1, 1), (1, 1, 1)])
    while asked := current_question(attempt):
        assert (asked.activity.level, asked.activity.step) == (model.asked.level, model.asked.step)
        assert asked.position == len(model.results)
        (verdict,) = rng.choices(["RIGHT", "WRONG", "SKIPPED"], weights)
        if verdict == "SKIPPED" and not asked.may_skip:
            verdict = "WRONG"
        give(learner, mission, verdict, rng=rng)
        model.answer(AnswerResult(verdict))
        assert stored_outcome(attempt) == model.outcome
    assert model.asked is None
    assert played(attempt) == tuple(model.history)
    assert list(find_inconsistencies()) == []
