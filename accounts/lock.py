"""The lock of an account as a form meets it: at the password, and at the second step."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from accounts import limits, messages, services
from accounts.address import client_address
from accounts.domain.lockout import Outcome
from accounts.models import User
from pixorga.db.prepared import Prepared
from pixorga.lib.throttle import Limit, hit, is_blocked

_read_again = Prepared(lambda pk: User.objects.filter(pk=pk), 1)


def refuse_address(request: HttpRequest, failures: Limit) -> None:
    """Answer 429 to an address from which too much has failed lately; counts nothing."""
    if is_blocked(cache, failures, client_address(request)):
        raise ImmediateHttpResponse(respond_429(request))


def count_failure_of_address(request: HttpRequest, failures: Limit) -> None:
    hit(cache, failures, client_address(request))


def count_failure(request: HttpRequest, account: User | None, *, wrong: str = "") -> None:
    """Count a wrong password or code, for the address and for the account if there is one.

    wrong: the sentence that says so. ValidationError: where there is more to say than that.
    """
    count_failure_of_address(request, limits.sign_in_failures())
    if account:
        _tell(account, services.record_failure(user=account), wrong)


def refuse_blocked(account: User) -> None:
    """ValidationError: nobody signs in to this account now. Read it just before."""
    now = timezone.now()
    if account.blocked_at:
        raise ValidationError(messages.blocked(has_email=bool(account.email)), code="blocked")
    if account.is_paused(now):
        remaining = account.blocked_until - now
        raise ValidationError(messages.paused(remaining, has_email=bool(account.email)), code="paused")


def refuse_blocked_meanwhile(account: User) -> None:
    """Refuse what was right when others, guessing at the same time, blocked the account: it must not tell."""
    refuse_blocked(_read_again.first(account.pk) or account)


def refuse_expired_password(account: User) -> None:
    """ValidationError: the right password, one that staff gave too long ago; no failure."""
    until = account.one_time_password_until
    if until and until <= timezone.now():
        raise ValidationError(
            messages.one_time_password_expired(has_email=bool(account.email)), code="expired"
        )


def _tell(account: User, outcome: Outcome, wrong: str) -> None:
    has_email = bool(account.email)
    if outcome.is_blocked:
        raise ValidationError(messages.blocked(has_email=has_email), code="blocked")
    if outcome.pause:
        raise ValidationError(messages.paused(outcome.pause, has_email=has_email), code="paused")
    if outcome.attempts_left:
        raise ValidationError(
            messages.attempts_left(outcome.attempts_left, has_email=has_email, wrong=wrong),
            code="attempts_left",
        )
