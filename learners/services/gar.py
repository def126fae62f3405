"""Pupils who come from the médiacentre: which account is theirs, or the one that is made for them.

The GAR says who they are under an identifier that changes with the school; names and birth date find the
school's record of them. Source: spec/accounts.md 6.8.
"""

from datetime import datetime

from django.db import transaction

from accounts import services as accounts
from accounts.models import ExternalIdentity, User
from learners.domain.conflicts import Code, Method, conflict_code
from learners.errors import ConflictError
from learners.models import Learner
from learners.services.helping import is_of_staff
from learners.services.linking import link_learner
from learners.services.reconciliation import describe_account, has_account, is_named, owner_of

GAR = ExternalIdentity.GAR


@transaction.atomic
def join_from_gar(
    *, learner: Learner, first_name: str, last_name: str, subject: str, now: datetime | None = None
) -> User:
    """Return the account of a pupil who is not signed in, tied to him and opened by this identity.

    His own, if the médiacentre opened it until now: its former identifier gives way to this one. A new one,
    without password, if he has none, with the names that the GAR gives. ConflictError: R11, R12, R31, R32, he
    has an account that he must sign in to first; R13, R33: an adult's, or the names are nearly his but not
    quite, as a twin's; others: nothing can be done here. NoMatchError: he left the school meanwhile.
    accounts' IdentityTakenError: the identity became another account's.
    """
    owner = owner_of(learner)
    if owner is None:
        owner = accounts.open_external_account(
            provider=GAR, subject=subject, first_name=first_name, last_name=last_name, now=now
        )
    elif accounts.find_external_account(provider=GAR, subject=subject) != owner:
        is_his = is_named(learner, first_name=first_name, last_name=last_name)
        _require_gar_account(learner, owner, is_his=is_his)
        accounts.replace_external_identity(user=owner, provider=GAR, subject=subject, now=now)
    link_learner(learner=learner, user=owner, now=now)
    return owner


@transaction.atomic
def link_from_gar(*, learner: Learner, user: User, subject: str, now: datetime | None = None) -> None:
    """Tie the account that is signed in to the pupil, and let this identity open it from now on.

    ConflictError (any R code; R90 for an adult's account, which no pupil opens), NoMatchError, accounts'
    IdentityTakenError: nothing has changed.
    """
    if is_of_staff(user):
        raise ConflictError(Code.R90)
    link_learner(learner=learner, user=user, now=now)
    accounts.replace_external_identity(user=user, provider=GAR, subject=subject, now=now)


def _require_gar_account(learner: Learner, owner: User, *, is_his: bool) -> None:
    """Raise ConflictError unless the account is one that the médiacentre opens, no adult's, and his."""
    hint = describe_account(owner)
    if hint.method != Method.GAR or is_of_staff(owner) or not is_his:
        code = conflict_code(hint.method, is_here=has_account(learner), is_signing_up=False)
        raise ConflictError(code, hint.masked)
