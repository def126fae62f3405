"""What somebody who left school types to keep his account."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import messages as account_messages
from accounts.fields import EmailField, PasswordField, check_new_password
from accounts.models import User
from learners import recovery_messages as messages
from learners.domain.birthdates import is_likely
from learners.domain.ine import read_ine
from learners.forms import BirthdateField, CleanField
from learners.services import Leaver


class IneOrInaField(CleanField):
    """A national number as one reads it on a school report, spaces forgiven."""

    def __init__(self) -> None:
        super().__init__(
            label="INE ou INA",
            help_text="11 chiffres et lettres, sur vos relevés de notes. Exemple\u00a0: 120890177FA",
            error_messages={"required": messages.INE_MISSING},
        )
        self.widget.attrs["autocapitalize"] = "characters"

    def to_python(self, value: str | None) -> str:
        typed = super().to_python(value)
        ine = read_ine(typed)
        if typed and ine is None:
            raise ValidationError(messages.INE_MALFORMED, code="malformed")
        return ine or ""


class LeaverForm(forms.Form):
    """Who one was at school. today: nobody is born later."""

    ine = IneOrInaField()
    first_name = CleanField(label="Prénom", error_messages={"required": account_messages.FIRST_NAME_MISSING})
    last_name = CleanField(label="Nom", error_messages={"required": account_messages.LAST_NAME_MISSING})
    birthdate = BirthdateField()

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        for name, known_as in (
            ("first_name", "given-name"),
            ("last_name", "family-name"),
            ("birthdate", "bday"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = known_as
        self.fields["birthdate"].error_messages |= {
            "required": messages.BIRTHDATE_MISSING,
            "invalid": messages.BIRTHDATE_WRONG,
        }

    def clean_birthdate(self) -> date:
        birthdate = self.cleaned_data["birthdate"]
        if not is_likely(birthdate, self.today):
            raise ValidationError(messages.BIRTHDATE_UNLIKELY, code="unlikely")
        return birthdate

    @property
    def leaver(self) -> Leaver:
        return Leaver(**self.cleaned_data)


class NewEmailForm(forms.Form):
    email = EmailField(
        label="Votre adresse e-mail",
        help_text="Une adresse que vous garderez, pas celle d’un établissement. Par exemple nom@exemple.fr",
    )


def _terms_to_read() -> SafeString:
    return format_html(
        'À lire dans une nouvelle fenêtre\u00a0: <a href="{}" target="_blank" rel="noopener">les conditions '
        'générales</a> et <a href="{}" target="_blank" rel="noopener">la politique de '
        "confidentialité</a>.",
        reverse("accounts:account_terms"),
        reverse("pixorga:privacy"),
    )


class RecoverForm(forms.Form):
    """The end: a password of one’s own, and the terms of the account. user: whom it must not resemble."""

    password = PasswordField(label="Nouveau mot de passe", autocomplete="new-password")
    accepts_terms = forms.BooleanField(
        label="J’accepte les conditions générales et la politique de confidentialité",
        help_text=lazy(_terms_to_read, str)(),
        error_messages={"required": messages.TERMS_NOT_TICKED},
    )

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean(self) -> dict:
        cleaned = super().clean()
        if password := cleaned.get("password"):
            check_new_password(self, password, self.user)
        return cleaned
