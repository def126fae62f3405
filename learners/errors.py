"""Why a service refuses. The code is stable; the French sentence is in messages.py or in a template."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from learners.domain.conflicts import Code

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


class NoMatchError(LearnerError):
    """Nobody of the school's list is meant by a name and a birth date, or several are."""

    code = "NO_MATCH"


class ConflictError(LearnerError):
    """An account and a pupil cannot be tied together; ``conflict`` is the short code that is told.

    value: the way in to the account that the pupil has, masked; "" where nothing is told of it.
    """

    code = "CONFLICT"

    def __init__(self, conflict: Code, value: str = "") -> None:
        super().__init__(conflict)
        self.conflict = conflict
        self.value = value


class HelpError(LearnerError):
    """What a teacher asked for the account of a pupil cannot be done (learners.services.helping)."""


class NoAccountError(HelpError):
    """The pupil has no account, or no longer the one that was shown."""

    code = "NO_ACCOUNT"


class OffListError(HelpError):
    """The pupil is not in the school's list any more."""

    code = "OFF_LIST"


class StaffAccountError(HelpError):
    """The account is an adult's, whom only he himself or the platform's staff help."""

    code = "STAFF_ACCOUNT"


class ClosedAccountError(HelpError):
    """Nobody signs in to the account any more: it was deactivated, or made anonymous."""

    code = "CLOSED_ACCOUNT"


class NoPasswordError(HelpError):
    """The account has neither an identifier nor an e-mail address: no password would open it."""

    code = "NO_PASSWORD"


class NoWayInError(HelpError):
    """Nothing leads into the account, neither an address nor the médiacentre."""

    code = "NO_WAY_IN"


class HasUsernameError(HelpError):
    """The account has an identifier already."""

    code = "HAS_USERNAME"


class RecoveryProblem(StrEnum):
    """Why somebody who left school cannot get an account back by himself."""

    NOT_FOUND = "NOT_FOUND"  # no such pupil, or one without an account
    SEVERAL_PUPILS = "SEVERAL_PUPILS"  # the account is tied to several INEs
    RECOVERED = "RECOVERED"  # once already
    OUT_OF_REACH = "OUT_OF_REACH"  # closed, blocked for good, or of a member of the staff


class RecoveryError(LearnerError):
    """``code`` is a RecoveryProblem."""

    def __init__(self, code: RecoveryProblem) -> None:
        super().__init__(code)
        self.code = code


class RecoveryLink(StrEnum):
    """What the holder of a mailed link may do with it."""

    OPEN = "OPEN"
    UNKNOWN = "UNKNOWN"  # not ours, or forgotten since
    OUTDATED = "OUTDATED"  # a newer letter was sent
    EXPIRED = "EXPIRED"
    USED = "USED"
    CLOSED = "CLOSED"  # the password has changed since, or the account is out of reach


class RecoveryLinkError(LearnerError):
    """The link is not open any more; ``code`` is a RecoveryLink."""

    def __init__(self, code: RecoveryLink) -> None:
        super().__init__(code)
        self.code = code


class SelectionChangedError(LearnerError):
    """Not all the pupils who were chosen may get a password, or not in this way: show them again."""

    code = "SELECTION_CHANGED"


class CredentialsCode(StrEnum):
    """Why a batch of passwords was given up, and no account has changed."""

    LEFT_SCHOOL = "LEFT_SCHOOL"  # who asked works there no more
    LEARNERS_LEFT = "LEARNERS_LEFT"  # a pupil is not in the list any more
    NOT_CONCERNED = "NOT_CONCERNED"  # an account was closed, untied, or is an adult's by now
    PASSWORDS_CHANGED = "PASSWORDS_CHANGED"  # a colleague, or the pupil himself, was quicker
