"""The forms of two-step sign-in: allauth's, with the lock of the account and our words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core import context
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput

from accounts import limits, lock, messages
from accounts.services.second_step import redeem_code

LONGEST_NAME = 60
LONGEST_CREDENTIAL = 20_000  # characters; real ones have less than 2,000
LONGEST_CODE = 20

# What a library says of bytes that no key ever made.
ODD = (TypeError, ValueError, KeyError, AttributeError, IndexError, struct.error, RecursionError)


@contextmanager
def _refusing_odd_keys() -> Iterator[None]:
    try:
        yield
    except ODD as error:
        raise ValidationError(messages.KEY_REFUSED, code="odd") from error


class CodeField(forms.CharField):
    """Six figures of an application, or the eight of a code of last resort; spaces do no harm."""

    def __init__(self, *, label: str) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        super().__init__(
            label=label,
            max_length=LONGEST_CODE,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": messages.CODE_MISSING},
        )


class CredentialField(forms.JSONField):
    """What a key answered, as the script of the page puts it down."""

    def __init__(self) -> None:
        super().__init__(
            widget=forms.HiddenInput,
            error_messages={"required": messages.KEY_REFUSED, "invalid": messages.KEY_REFUSED},
        )

    def bound_data(self, data: str, initial: object) -> InvalidJSONInput:
        """Never send it back: it serves once."""
        return InvalidJSONInput("")

    def to_python(self, value: str | None) -> object:
        # PostgreSQL stores no NUL, written like this in JSON.
        if value and (len(value) > LONGEST_CREDENTIAL or "\0" in value or "\\u0000" in value):
            raise ValidationError(messages.KEY_REFUSED, code="odd")
        with _refusing_odd_keys():
            return super().to_python(value)


class KeyNameField(forms.CharField):
    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            label="Nom de la clé",
            help_text="Pour la reconnaître plus tard : « Téléphone », « Ordinateur du bureau »…",
            max_length=LONGEST_NAME,
            required=required,
            error_messages={"required": messages.KEY_NAME_MISSING},
        )


class _RedeemsCode:
    """A wrong code is a failure of the account like a wrong password, and a block refuses the right one."""

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        lock.refuse_address(context.request, limits.sign_in_failures())
        lock.refuse_blocked(self.user)
        authenticator = redeem_code(user=self.user, code=code)
        if authenticator is None:
            lock.count_failure(context.request, self.user, wrong=messages.WRONG_CODE)
            raise ValidationError(messages.WRONG_CODE, code="incorrect_code")
        lock.refuse_blocked_meanwhile(self.user)
        authenticator.user = self.user
        self.authenticator = authenticator
        return code


class AuthenticateForm(_RedeemsCode, base_forms.AuthenticateForm):
    code = CodeField(label="Code de l’application, ou code de secours")


class ReauthenticateForm(_RedeemsCode, base_forms.ReauthenticateForm):
    code = CodeField(label="Code de l’application, ou code de secours")


class ActivateTotpForm(totp_forms.ActivateTOTPForm):
    code = CodeField(label="Code à 6 chiffres que montre l’application")

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except ValidationError as error:
            raise ValidationError(messages.NOT_THE_APPLICATION, code="incorrect_code") from error


class AddKeyForm(webauthn_forms.AddWebAuthnForm):
    name = KeyNameField(required=False)
    credential = CredentialField()
    passwordless = forms.BooleanField(
        label="Me connecter avec cette clé seule, sans mot de passe",
        help_text="Pour servir seule, la clé vous demande votre empreinte, votre visage ou un code.",
        required=False,
        initial=True,
    )

    def clean(self) -> dict:
        with _refusing_odd_keys():
            return super().clean()


class RenameKeyForm(webauthn_forms.EditWebAuthnForm):
    name = KeyNameField()


class _UsesKey:
    def clean_credential(self) -> Authenticator:
        with _refusing_odd_keys():
            return super().clean_credential()


class AuthenticateKeyForm(_UsesKey, webauthn_forms.AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        lock.refuse_blocked(self.user)
        return super().clean_credential()


class ReauthenticateKeyForm(_UsesKey, webauthn_forms.ReauthenticateWebAuthnForm):
    credential = CredentialField()


class SignInKeyForm(_UsesKey, webauthn_forms.LoginWebAuthnForm):
    """A key cannot be guessed: its failures are no failures of the account, only the address is watched."""

    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        failures = limits.passkey_failures()
        lock.refuse_address(context.request, failures)
        try:
            return super().clean_credential()
        except ValidationError:
            lock.count_failure_of_address(context.request, failures)
            raise
