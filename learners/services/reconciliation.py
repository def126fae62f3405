"""Which pupil of a school somebody is, and why an account cannot be his. Nothing here writes.

Source: spec/accounts.md 6.2 to 6.6.
"""

from dataclasses import dataclass
from datetime import date

from accounts import services as accounts
from accounts.models import User
from learners.domain.conflicts import (
    Code,
    Identity,
    Method,
    conflict_code,
    is_somebody_else,
    mask_email,
    mask_username,
    method_of,
)
from learners.domain.matching import Candidate, find_match, is_exact
from learners.errors import ConflictError, NoMatchError
from learners.models import Learner
from organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody says that he is."""

    first_name: str
    last_name: str
    birthdate: date


@dataclass(frozen=True, slots=True)
class AccountHint:
    """The way in to an account, in full: for its owner alone. value: "" for the médiacentre."""

    method: Method
    value: str

    @property
    def masked(self) -> str:
        """What may be told to somebody who is not signed in to the account."""
        match self.method:
            case Method.EMAIL:
                return mask_email(self.value)
            case Method.USERNAME:
                return mask_username(self.value)
        return ""


def find_learner(*, organization: Organization, person: Person) -> Learner:
    """Return the active pupil of the school who is meant. NoMatchError: nobody, or several.

    Source: spec/accounts.md 6.5.
    """
    born = Learner.objects.of(organization).active().filter(birthdate=person.birthdate)
    pupils = {learner.pk: learner for learner in born}
    found = find_match(person.first_name, person.last_name, map(candidate_of, pupils.values()))
    if found is None:
        raise NoMatchError
    return pupils[found.key]


def is_named(learner: Learner, *, first_name: str, last_name: str) -> bool:
    """Return whether these are the very names of the pupil, not nearly: twins may have one letter between."""
    return is_exact(first_name, last_name, candidate_of(learner))


def linked_learner(*, user: User, organization: Organization) -> Learner | None:
    """Return the active pupil of this school to whom the account is tied, if there is one."""
    return Learner.objects.of(organization).active().filter(user=user).first()


def describe_account(user: User) -> AccountHint:
    """Return the way in to an account that is told of it."""
    method = method_of(has_gar=accounts.has_gar(user), username=user.username, email=user.email)
    match method:
        case Method.EMAIL:
            return AccountHint(method, user.email)
        case Method.USERNAME:
            return AccountHint(method, user.username)
    # Without any way in, only staff can help, as for an account that the médiacentre alone opens.
    return AccountHint(Method.GAR, "")


def check_link(*, learner: Learner, user: User) -> None:
    """Raise ConflictError unless the account may be tied to the pupil; nothing for one that is already.

    In the order of spec/accounts.md 6.4: the pupil has an account here (R3x), or in another school (R1x); the
    account is another pupil's of this school (R70), or looks like another person's (R90).
    """
    if learner.user_id == user.pk:
        return
    _refuse_owned(learner, user=user)
    mine = list(Learner.objects.filter(user=user))
    if any(record.organization_id == learner.organization_id for record in mine):
        raise ConflictError(Code.R70)
    if is_somebody_else(map(_identity, mine), _identity(learner)):
        raise ConflictError(Code.R90)


def check_sign_up(*, learner: Learner) -> None:
    """Raise ConflictError if the pupil has an account already: here (S5x), or in another school (S6x)."""
    _refuse_owned(learner)


def _refuse_owned(learner: Learner, *, user: User | None = None) -> None:
    """user: who is signed in; None for who signs up."""
    if has_account(learner):
        raise _conflict(learner.user, is_here=True, is_signing_up=user is None)
    owners = [record.user for record in _linked_elsewhere(learner)]
    # Somebody's own account in another school says that he is the pupil, not that he is not.
    if owners and user not in owners:
        raise _conflict(owners[0], is_here=False, is_signing_up=user is None)


def has_account(learner: Learner) -> bool:
    """Return whether somebody can have an account with this pupil: one that was anonymised is nobody's."""
    return learner.user_id is not None and learner.user.anonymised_at is None


def owner_of(learner: Learner) -> User | None:
    """Return the account that this pupil has: with this school, else the last one in another."""
    if has_account(learner):
        return learner.user
    return next((record.user for record in _linked_elsewhere(learner)), None)


def _linked_elsewhere(learner: Learner) -> list[Learner]:
    """Return this pupil in other schools, with accounts, the last one first; he may have left them all."""
    if not learner.national_student_id:
        return []
    same = Learner.objects.filter(national_student_id=learner.national_student_id, user__isnull=False)
    elsewhere = same.exclude(organization=learner.organization_id).filter(user__anonymised_at=None)
    return list(elsewhere.select_related("user").order_by("-updated_at", "-pk"))


def _conflict(owner: User, *, is_here: bool, is_signing_up: bool) -> ConflictError:
    hint = describe_account(owner)
    return ConflictError(
        conflict_code(hint.method, is_here=is_here, is_signing_up=is_signing_up), hint.masked
    )


def candidate_of(learner: Learner) -> Candidate:
    """Return a pupil as the rules of matching look at him."""
    return Candidate(
        key=learner.pk,
        first_name=learner.first_name,
        last_name=learner.last_name,
        middle_name=learner.middle_name,
        third_name=learner.third_name,
        preferred_last_name=learner.preferred_last_name,
    )


def _identity(learner: Learner) -> Identity:
    return Identity(learner.national_student_id, learner.birthdate)
