"""An account that its owner keeps after school, with an e-mail address of his own."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.errors import DeadLinkError
from accounts.models import User
from accounts.services.addresses import prove_own_address, replace_address
from accounts.services.passwords import lift_temporary_block, replace_password
from accounts.services.terms import ACCOUNT_TERMS, accept_terms, due_terms
from pixorga.journal.services import record


@transaction.atomic
def recover_account(*, user: User, email: str, password_hash: str, now: datetime | None = None) -> None:
    """Give ``user`` the address ``email``, which is proved, and a password of his own; accept the terms.

    The identifier and the médiacentre still let in, and a second step is still asked: who holds the new
    mailbox has proved no more than that. A temporary block ends, a block for good does not. Every session
    ends by itself: it holds the former hash.
    email: in lower case. DeadLinkError: the password has changed since ``user`` was read, or the account is
    closed. EmailTakenError: another account has the address. In both cases nothing has changed.
    Source: spec/accounts.md 6.14.
    """
    now = now or timezone.now()
    account = User.objects.active().select_for_update().filter(pk=user.pk, password=user.password).first()
    if account is None:
        raise DeadLinkError
    replace_password(account, password_hash, now)
    lift_temporary_block(account)
    _own_address(account, email, now)
    account.email = email
    for document in due_terms(user=account, kinds=ACCOUNT_TERMS, now=now):
        accept_terms(user=account, document=document, now=now)
    record("account.recovered", actor_id=user.pk, subject_id=user.pk, now=now)


def _own_address(user: User, email: str, now: datetime) -> None:
    if email == user.email:
        prove_own_address(user=user)
        return
    address, _ = EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"primary": False, "verified": False}
    )
    replace_address(user, address, now)
