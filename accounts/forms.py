"""The forms of allauth's pages, ours in words and rules."""

from allauth.account import forms as allauth_forms
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django import forms
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import limits, messages, services
from accounts.address import client_address
from accounts.fields import EmailField, PasswordField, SignInForm, check_new_password
from accounts.models import User
from pixorga.lib.throttle import hit

LoginForm = SignInForm


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """One e-mail address; the answer never depends on whether it has an account."""

    email = EmailField()

    def clean_email(self) -> str:
        return self.cleaned_data["email"]

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        email = self.cleaned_data["email"]
        if not hit(cache, limits.password_resets_of_address(), client_address(request)):
            raise ImmediateHttpResponse(respond_429(request))
        # Beyond the account's limit nothing more is sent, silently: the owner has letters enough.
        if hit(cache, limits.password_resets_of_account(), email):
            services.request_password_reset(email=email)
        return email


class NewPasswordForm(forms.Form):
    """The page behind the mailed link: a new password, typed once, with the rule before it."""

    password = PasswordField(label="Nouveau mot de passe", autocomplete="new-password")

    def __init__(self, *args: object, user: User, temp_key: str, **kwargs: object) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        if password := cleaned.get("password"):
            check_new_password(self, password, self.user)
        return cleaned

    def save(self) -> bool:
        """Change the password; False when the link was used in the meantime."""
        password_hash = services.hash_password(self.cleaned_data["password"])
        return services.reset_password(user=self.user, password_hash=password_hash)


class OwnPasswordForm(forms.Form):
    """A password of one’s own, in the place of the one that staff gave to ``user``."""

    password = PasswordField(label="Votre nouveau mot de passe", autocomplete="new-password")

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        if check_password(password, self.user.password):
            raise ValidationError(messages.DIFFERENT_FROM_ONE_TIME, code="same_password")
        return password

    def save(self) -> bool:
        """Write the password; False when another was written meanwhile, elsewhere than by this very form.

        A button that is pressed twice sends two: the second finds the password that the first one wrote.
        """
        password = self.cleaned_data["password"]
        if services.choose_own_password(user=self.user, password_hash=services.hash_password(password)):
            return True
        self.user.refresh_from_db(fields=["password", "one_time_password_until"])
        return not self.user.one_time_password_until and self.user.check_password(password)
