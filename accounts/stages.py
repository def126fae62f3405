"""The steps between a right password and an open session (accounts/adapter.py)."""

from allauth.account.stages import LoginStage
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User


class _WithThePasswordTyped:
    """A stage that waits, as long as the password is the one that was typed."""

    def keep_password(self) -> None:
        self.state["password"] = self.login.user.get_session_auth_hash()

    def is_outdated(self) -> bool:
        """Return whether the password has changed since."""
        return self.state.get("password") != self.login.user.get_session_auth_hash()


class OneTimePassword(_WithThePasswordTyped, LoginStage):
    """Before anything else, whoever typed a password that staff gave chooses his own (accounts.md 4.5).

    Another way in, such as the médiacentre, asks for nothing: the password that was given waits.
    """

    key = "one_time_password"
    urlname = "account_new_password"

    def handle(self) -> tuple:
        user = self.login.user
        if user is None or not user.one_time_password_until or not has_typed_password(self.request, user):
            return None, True
        self.keep_password()
        self.state["door"] = "app:sign_in" if self._came_by_the_app() else "account_login"
        return redirect(self.urlname), True

    def is_resumable(self, request: HttpRequest) -> bool:
        """Leave the sign-in page to the next pupil: the tablet may have changed hands."""
        return False

    @property
    def door(self) -> str:
        """Return the route of the sign-in page that led here."""
        return self.state.get("door", "app:sign_in")

    def land_in_the_app(self) -> None:
        """Lead whoever was going nowhere in particular to the App: the space of schools is not for pupils."""
        if self.login.redirect_url in (None, reverse("pixorga:home")):
            self.login.redirect_url = reverse("app:home")

    def _came_by_the_app(self) -> bool:
        return self.request.path.startswith(reverse("app:home"))


class SecondStep(_WithThePasswordTyped, AuthenticateStage):
    """allauth's, which waits for a code or a key."""

    def handle(self) -> tuple:
        response, goes_on = super().handle()
        if response:
            self.keep_password()
        return response, goes_on


def note_password(request: HttpRequest, user: User) -> None:
    """Write on the request that the password of ``user`` has just been typed, and was right."""
    request.right_password_of = user.pk


def has_typed_password(request: HttpRequest, user: User) -> bool:
    return getattr(request, "right_password_of", None) == user.pk
