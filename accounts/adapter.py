"""allauth's hooks: sign-up closed, one lock for each account, mails as jobs."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationHMAC
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages as notices
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import emails, limits, lock, messages, services, stages
from accounts.address import kept_address
from accounts.models import User
from pixorga.jobs.services import enqueue

logger = logging.getLogger(__name__)

EMAIL_STAGE = "allauth.account.stages.EmailVerificationStage"
ONE_TIME_PASSWORD = "accounts.stages.OneTimePassword"  # noqa: S105 (a stage)
OUR_STAGES = {"allauth.mfa.stages.AuthenticateStage": "accounts.stages.SecondStep"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": messages.WRONG_CREDENTIALS,
        "username_password_mismatch": messages.WRONG_IDENTIFIER,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from invitations and imports (organizations, learners)."""
        return False

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Leave adults without an identifier; allauth would make one up from their address."""

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every page is a page; the script of « Me connecter avec une clé d’accès » alone wants JSON."""
        return request.path == reverse("mfa_login_webauthn") and super().is_ajax(request)

    def is_safe_url(self, url: str) -> bool:
        """Lead nowhere but to pages of this very host; allauth's own rule fails on « http://[ »."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_login_stages(self) -> list[str]:
        """Begin with a password of one’s own.

        The confirmation of the address goes: it never stops anybody, and ``register_adult`` mails it.
        """
        stages = super().get_login_stages()
        return [
            ONE_TIME_PASSWORD,
            *(OUR_STAGES.get(stage, stage) for stage in stages if stage != EMAIL_STAGE),
        ]

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Return whose credentials these are, or None.

        ValidationError: the account is blocked (then the password is not even checked), or nearly; or the
        password was one to be used once, and has expired.
        """
        lock.refuse_address(request, limits.sign_in_failures())
        # Neither: staff took the address away while its owner was signed in, and asks who he is.
        login = credentials.get("email") or credentials.get("username", "")
        account = services.find_account(login)
        if account:
            lock.refuse_blocked(account)
        user = super().authenticate(request, **credentials)
        if user is None:
            wrong = messages.WRONG_CREDENTIALS if "@" in login else messages.WRONG_PAIR
            lock.count_failure(request, account, wrong=wrong)
        else:
            lock.refuse_blocked_meanwhile(user)
            lock.refuse_expired_password(user)
            stages.note_password(request, user)
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """The end of every way in: password, second step, passkey, joining; the failures are forgotten."""
        if not services.record_success(user=user):
            raise ImmediateHttpResponse(self._turn_away(request, user))
        last_login = user.last_login
        super().login(request, user)
        request.session.set_expiry(0)  # gone with the browser: computers are shared
        services.tell_long_absence(user=user, last_login=last_login)

    def get_client_ip(self, request: HttpRequest) -> str:
        """What allauth writes beside a session."""
        return kept_address(request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict]:
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": messages.WAYS_TO_CONFIRM[method["id"]]} for method in methods]

    def send_notification_mail(self, template_prefix: str, user: User, *args: object, **more: object) -> None:
        """Send nothing more about the second step: its letter is written with the change (mfa_views.py)."""
        if not template_prefix.startswith("mfa/"):
            super().send_notification_mail(template_prefix, user, *args, **more)

    def _turn_away(self, request: HttpRequest, user: User) -> HttpResponse:
        """Lead somebody whose account was blocked or closed meanwhile to the page that gives the reason."""
        try:
            lock.refuse_blocked_meanwhile(user)
        except ValidationError as refusal:
            notices.error(request, refusal.message)
            # Adults have no identifier, and their own sign-in page.
            return redirect("app:sign_in" if user.username else "account_login")
        return self.respond_user_inactive(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send nothing: allauth's letters hold secrets and leave in the request. Ours are in emails.py."""
        logger.warning("mail.of_allauth_not_sent", extra={"template": template_prefix})

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationHMAC, signup: bool
    ) -> None:
        enqueue(emails.EMAIL_CONFIRMATION, emailconfirmation.email_address.user_id)
