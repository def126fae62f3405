"""Fields and forms about people that other apps show on their own pages."""

import re
from unicodedata import category

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import messages
from accounts.models import User

LONGEST_EMAIL = 254
LONGEST_NAME = 150
# Between the letters of a name; the dot is that of an initial or of « St. John ».
_JOINTS = re.compile(r"[ '’\u2010\u2011-]|\.(?=[ -]|$)")


class EmailField(forms.EmailField):
    """An e-mail address, in lower case as accounts keep it."""

    def __init__(self, *, autocomplete: str = "email", **options: object) -> None:
        options.setdefault("label", "Adresse e-mail")
        options.setdefault("max_length", LONGEST_EMAIL)
        options.setdefault(
            "error_messages", {"required": messages.EMAIL_MISSING, "invalid": messages.EMAIL_INVALID}
        )
        super().__init__(**options)
        self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value: str | None) -> str:
        # Before it is measured: « İ » in lower case is two characters.
        return super().to_python(value).lower()


class NameField(forms.CharField):
    """A first or last name, on one line, without what hides or turns the others round.

    It stands in mails to other people: nothing in it is a link, nor what a mail program makes one of.
    """

    def __init__(self, *, autocomplete: str, max_length: int = LONGEST_NAME, **options: object) -> None:
        super().__init__(
            max_length=max_length, widget=forms.TextInput(attrs={"autocomplete": autocomplete}), **options
        )

    def to_python(self, value: str | None) -> str:
        line = " ".join(super().to_python(value).split())
        return "".join(character for character in line if category(character)[0] != "C").strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        # Letters of any writing, with their marks; one at least, unless the name may be left out.
        letters = _JOINTS.sub("", value)
        if value and not (letters and all(category(letter)[0] in "LM" for letter in letters)):
            raise ValidationError(messages.NAME_UNUSABLE, code="unusable")


class PasswordField(forms.CharField):
    """A password, kept as typed and never sent back. autocomplete: "new-password" where one is chosen."""

    def __init__(self, *, autocomplete: str = "current-password", **options: object) -> None:
        options.setdefault("label", "Mot de passe")
        options.setdefault("error_messages", {"required": messages.PASSWORD_MISSING})
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, widget=widget, **options)


class SignInForm(AllauthLoginForm):
    """E-mail and password: ``SignInForm(data, request=request)``, then ``login(request, redirect_url=…)``.

    ``login`` returns a redirection, to another page for an inactive account: ``request.user`` tells.
    The locks of the account are in the adapter, and their sentences among the form's errors.
    """

    password = PasswordField()
    login_label = "Adresse e-mail"
    login_missing = messages.EMAIL_MISSING

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # Not an EmailField: an identifier signs in too, and no keyboard or browser corrects it.
        self.fields["login"] = forms.CharField(
            label=self.login_label,
            max_length=LONGEST_EMAIL,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "inputmode": "email",
                    "spellcheck": "false",
                }
            ),
            error_messages={"required": self.login_missing},
        )
        self.order_fields(["login", "password"])

    def user_credentials(self) -> dict:
        """Return an e-mail or an identifier, never both: trying both costs a known account a second hash."""
        login = self.cleaned_data["login"]
        return {"email" if "@" in login else "username": login, "password": self.cleaned_data["password"]}


class AppSignInForm(SignInForm):
    """The same in the pupils’ App, where many have an identifier."""

    login_label = "Adresse e-mail ou identifiant"
    login_missing = messages.LOGIN_MISSING


def _terms_to_read() -> SafeString:
    return format_html(
        'À lire dans une nouvelle fenêtre : <a href="{}" target="_blank" rel="noopener">les conditions '
        'générales</a> et <a href="{}" target="_blank" rel="noopener">la politique de '
        "confidentialité</a>.",
        reverse("accounts:account_terms"),
        reverse("pixorga:privacy"),
    )


class AdultForm(forms.Form):
    """« Je m’inscris »: what ``services.register_adult`` needs, and the box to tick."""

    first_name = NameField(
        label="Prénom",
        autocomplete="given-name",
        error_messages={"required": messages.FIRST_NAME_MISSING},
    )
    last_name = NameField(
        label="Nom", autocomplete="family-name", error_messages={"required": messages.LAST_NAME_MISSING}
    )
    email = EmailField(
        help_text="Par exemple prenom.nom@ac-exemple.fr",
        error_messages={"required": messages.EMAIL_MISSING, "invalid": messages.EMAIL_REFUSED},
    )
    password = PasswordField(autocomplete="new-password")
    accepts_terms = forms.BooleanField(
        label="J’accepte les conditions générales et la politique de confidentialité",
        help_text=lazy(_terms_to_read, str)(),
        error_messages={"required": messages.TERMS_NOT_TICKED},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if password := cleaned.get("password"):
            known = {name: cleaned.get(name, "") for name in ("first_name", "last_name", "email")}
            check_new_password(self, password, User(**known))
        return cleaned

    def refuse_email(self) -> None:
        """Say that the address cannot have an account, after EmailTakenError."""
        self.add_error("email", ValidationError(messages.EMAIL_REFUSED, code="refused"))


def check_new_password(form: forms.Form, password: str, user: User) -> None:
    """Put what the rule has against ``password`` on the form. user: whose names it must not resemble."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        form.add_error("password", error)
