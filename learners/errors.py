"""Why a service refuses. The code is stable; the French sentence is in messages.py or in a template."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learners.models import Learner


class LearnerError(Exception):
    """A refusal with a code."""

    code = "LEARNER"


class IneTakenError(LearnerError):
    """``learner`` of the same school has the INE, active or not."""

    code = "INE_TAKEN"

    def __init__(self, learner: "Learner") -> None:
        super().__init__(self.code)
        self.learner = learner


class NamesakesError(LearnerError):
    """``learners`` of the school have the same name and birth date; it may be the same pupil."""

    code = "NAMESAKES"

    def __init__(self, learners: "Sequence[Learner]") -> None:
        super().__init__(self.code)
        self.learners = list(learners)


class ChangedMeanwhileError(LearnerError):
    """Somebody or an import wrote the pupil since he was shown; ``learner`` is as he is now."""

    code = "CHANGED_MEANWHILE"

    def __init__(self, learner: "Learner") -> None:
        super().__init__(self.code)
        self.learner = learner


class NotProvisionalError(LearnerError):
    """The pupil comes from an import, which alone decides whether he is there."""

    code = "NOT_PROVISIONAL"
