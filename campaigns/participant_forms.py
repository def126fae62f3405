"""What pupils type on their way into a campaign: who they are, and how they will sign in."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import EmailField, PasswordField, check_new_password
from accounts.messages import EMAIL_MISSING
from accounts.models import User
from campaigns import participant_messages as messages
from learners.models import Learner
from learners.services import Person

LONGEST_NAME = 255
USERNAME, EMAIL = "USERNAME", "EMAIL"
METHODS = [(USERNAME, "Mon identifiant"), (EMAIL, "Mon adresse e-mail")]


class OwnNameField(forms.CharField):
    """A name as its owner writes it: how far it is from the school's is for the search to judge."""

    def __init__(self, *, label: str, missing: str, autocomplete: str) -> None:
        errors = {"required": missing, "max_length": messages.NAME_TOO_LONG}
        widget = forms.TextInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(label=label, max_length=LONGEST_NAME, error_messages=errors, widget=widget)

    def to_python(self, value: str | None) -> str:
        return " ".join(super().to_python(value).split())


class NumberField(forms.CharField):
    """Part of a date: « 5 », « 05 » and « 05 » with spaces are 5."""

    def __init__(self, *, label: str, least: int, most: int, wrong: str, autocomplete: str) -> None:
        self.least, self.most, self.wrong = least, most, wrong
        length = len(str(most))
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": autocomplete, "size": length})
        super().__init__(label=label, error_messages={"required": wrong}, widget=widget)

    def to_python(self, value: str | None) -> str:
        return "".join(super().to_python(value).split())

    def clean(self, value: str | None) -> int:
        text = super().clean(value)
        number = int(text) if text.isdecimal() and len(text.lstrip("0")) <= len(str(self.most)) else 0
        if not self.least <= number <= self.most:
            raise ValidationError(self.wrong, code="wrong")
        return number


class PersonForm(forms.Form):
    """Who somebody says he is. Source: spec/accounts.md 6.3."""

    # Too many searches found nobody.
    is_limited = False

    first_name = OwnNameField(label="Prénom", missing=messages.FIRST_NAME_MISSING, autocomplete="given-name")
    last_name = OwnNameField(label="Nom", missing=messages.LAST_NAME_MISSING, autocomplete="family-name")
    day = NumberField(label="Jour", least=1, most=31, wrong=messages.DAY_WRONG, autocomplete="bday-day")
    month = NumberField(label="Mois", least=1, most=12, wrong=messages.MONTH_WRONG, autocomplete="bday-month")
    year = NumberField(
        label="Année", least=1000, most=9999, wrong=messages.YEAR_WRONG, autocomplete="bday-year"
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"day", "month", "year"} <= cleaned.keys():
            try:
                cleaned["birthdate"] = date(cleaned["year"], cleaned["month"], cleaned["day"])
            except ValueError:
                self.add_error("day", ValidationError(messages.DATE_WRONG, code="wrong"))
        return cleaned

    @property
    def birthdate_parts(self) -> list[forms.BoundField]:
        return [self[name] for name in ("day", "month", "year")]

    @property
    def has_wrong_birthdate(self) -> bool:
        return any(part.errors for part in self.birthdate_parts)

    @property
    def person(self) -> Person:
        names = {name: self.cleaned_data[name] for name in ("first_name", "last_name", "birthdate")}
        return Person(**names)


class NewAccountForm(forms.Form):
    """How the pupil will sign in. learner: who he is for his school; username: what he is offered.

    An address may be typed and the identifier chosen, then it is left alone.
    """

    method = forms.ChoiceField(
        label="Comment voulez-vous vous connecter\u00a0?",
        choices=METHODS,
        initial=USERNAME,
        widget=forms.RadioSelect,
        error_messages={"required": messages.METHOD_MISSING, "invalid_choice": messages.METHOD_MISSING},
    )
    username = forms.CharField(widget=forms.HiddenInput, required=False)
    email = EmailField(required=False, help_text="Par exemple prenom.nom@exemple.fr")
    password = PasswordField(autocomplete="new-password")

    def __init__(self, *args: object, learner: Learner, username: str, **kwargs: object) -> None:
        super().__init__(*args, initial={"username": username}, **kwargs)
        self.learner, self.offered = learner, username

    def clean(self) -> dict:
        cleaned = super().clean()
        uses_email = cleaned.get("method") == EMAIL
        if uses_email and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", ValidationError(EMAIL_MISSING, code="required"))
        if not uses_email:
            self.errors.pop("email", None)
        if password := cleaned.get("password"):
            names = {"first_name": self.learner.first_name, "last_name": self.learner.last_name}
            check_new_password(self, password, User(**names, **self.login))
        return cleaned

    @property
    def login(self) -> dict[str, str]:
        """Return what the account will have, by its name: an address or an identifier."""
        if self.cleaned_data.get("method") == EMAIL:
            return {"email": self.cleaned_data.get("email", "")}
        return {"username": self.offered}

    @property
    def is_outdated(self) -> bool:
        """Return whether the page showed another identifier than what is offered now."""
        return "username" in self.login and self.cleaned_data["username"] != self.offered
