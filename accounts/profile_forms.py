"""The forms of one's own account."""

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError

from accounts import messages, services
from accounts.fields import EmailField, NameField, PasswordField, check_new_password
from accounts.models import User


class NameForm(forms.Form):
    """How one is called."""

    first_name = NameField(
        label="Prénom",
        autocomplete="given-name",
        error_messages={"required": messages.FIRST_NAME_MISSING},
    )
    last_name = NameField(
        label="Nom", autocomplete="family-name", error_messages={"required": messages.LAST_NAME_MISSING}
    )


class OwnPasswordField(PasswordField):
    """The password that one has, asked once more."""

    def __init__(self) -> None:
        super().__init__(label="Mot de passe actuel")


def check_own_password(user: User, password: str) -> str:
    """Return the password if it is that of ``user``.

    ValidationError otherwise, or when the account is blocked. A wrong one counts as at sign-in
    (accounts/adapter.py): a session left open is no place to guess at.
    """
    if not get_adapter().reauthenticate(user, password):
        raise ValidationError(messages.WRONG_PASSWORD, code="wrong_password")
    return password


class ReauthenticateForm(forms.Form):
    """« C’est bien vous ? » before something that an open session alone must not do."""

    password = OwnPasswordField()

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        return check_own_password(self.user, self.cleaned_data["password"])


class ChangePasswordForm(forms.Form):
    """The password that one has, and the new one, typed once, with the rule before it."""

    current_password = OwnPasswordField()
    password = PasswordField(label="Nouveau mot de passe", autocomplete="new-password")

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_current_password(self) -> str:
        return check_own_password(self.user, self.cleaned_data["current_password"])

    def clean(self) -> dict:
        cleaned = super().clean()
        password = cleaned.get("password")
        if password and password == cleaned.get("current_password"):
            self.add_error("password", ValidationError(messages.SAME_PASSWORD, code="same_password"))
        elif password:
            check_new_password(self, password, self.user)
        return cleaned

    def save(self) -> bool:
        """Change the password; False when it was changed elsewhere in the meantime."""
        password_hash = services.hash_password(self.cleaned_data["password"])
        return services.change_password(user=self.user, password_hash=password_hash)


class EmailChangeForm(forms.Form):
    """The address that is to take the place of the one in use."""

    email = EmailField(label="Nouvelle adresse e-mail")
