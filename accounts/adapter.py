"""allauth's hooks: sign-up closed, one lock for each account, mails as jobs."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationHMAC
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import emails, limits, messages, services
from accounts.address import client_address
from accounts.domain.lockout import Outcome
from accounts.models import User
from pixorga.jobs.services import enqueue
from pixorga.lib.throttle import hit, is_blocked

logger = logging.getLogger(__name__)

EMAIL_STAGE = "allauth.account.stages.EmailVerificationStage"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": messages.WRONG_CREDENTIALS,
        "username_password_mismatch": messages.WRONG_CREDENTIALS,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from invitations and imports (organizations, learners)."""
        return False

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Leave adults without an identifier; allauth would make one up from their address."""

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every page is a page: no script of ours wants allauth's JSON."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Lead nowhere but to pages of this very host; allauth's own rule fails on « http://[ »."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_login_stages(self) -> list[str]:
        """Drop the confirmation of the address: it never stops anybody, and ``register_adult`` mails it."""
        return [stage for stage in super().get_login_stages() if stage != EMAIL_STAGE]

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Return whose credentials these are, or None.

        ValidationError: the account is blocked (then the password is not even checked), or nearly.
        """
        failures = limits.sign_in_failures()
        if is_blocked(cache, failures, client_address(request)):
            raise ImmediateHttpResponse(respond_429(request))
        account = services.find_account(credentials.get("email") or credentials["username"])
        if account:
            _refuse_blocked(account)
        user = super().authenticate(request, **credentials)
        if user is None:
            hit(cache, failures, client_address(request))
            if account:
                _tell(account, services.record_failure(user=account))
        elif not services.record_success(user=user):
            # Blocked by others who guessed at the same time: even the right guess must not tell.
            user.refresh_from_db()
            _refuse_blocked(user)
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session.set_expiry(0)  # gone with the browser: computers are shared

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send nothing: allauth's letters hold secrets and leave in the request. Ours are in emails.py."""
        logger.warning("mail.of_allauth_not_sent", extra={"template": template_prefix})

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationHMAC, signup: bool
    ) -> None:
        enqueue(emails.EMAIL_CONFIRMATION, emailconfirmation.email_address.user_id)


def _refuse_blocked(account: User) -> None:
    now = timezone.now()
    if account.blocked_at:
        raise ValidationError(messages.blocked(has_email=bool(account.email)), code="blocked")
    if account.is_paused(now):
        remaining = account.blocked_until - now
        raise ValidationError(messages.paused(remaining, has_email=bool(account.email)), code="paused")


def _tell(account: User, outcome: Outcome) -> None:
    """Say what a wrong password led to, where there is more to say than that it was wrong."""
    has_email = bool(account.email)
    if outcome.is_blocked:
        raise ValidationError(messages.blocked(has_email=has_email), code="blocked")
    if outcome.pause:
        raise ValidationError(messages.paused(outcome.pause, has_email=has_email), code="paused")
    if outcome.attempts_left:
        raise ValidationError(
            messages.attempts_left(outcome.attempts_left, has_email=has_email), code="attempts_left"
        )
