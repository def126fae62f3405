"""What people type on the pages of this app."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.fields import NameField
from organizations import messages
from organizations.domain.addresses import AddressProblem, check_address, split_addresses, without_accents
from organizations.domain.uai import is_uai, normalize_uai
from organizations.models import Membership
from pixorga.lib.text import of_fr

LONGEST_NAME = 50
LONGEST_ADDRESSES = 20_000


class ActivationForm(forms.Form):
    """« Activez ou récupérez votre espace »: which school, and who asks."""

    uai = forms.CharField(
        label="UAI/RNE de l’établissement",
        help_text="7 chiffres et une lettre, par exemple 0380000X",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": messages.UAI_MISSING},
    )
    first_name = NameField(
        label="Votre prénom",
        autocomplete="given-name",
        max_length=LONGEST_NAME,
        error_messages={"required": messages.FIRST_NAME_MISSING, "max_length": messages.NAME_TOO_LONG},
    )
    last_name = NameField(
        label="Votre nom",
        autocomplete="family-name",
        max_length=LONGEST_NAME,
        error_messages={"required": messages.LAST_NAME_MISSING, "max_length": messages.NAME_TOO_LONG},
    )

    def clean_uai(self) -> str:
        uai = normalize_uai(self.cleaned_data["uai"])
        if not is_uai(uai):
            raise ValidationError(messages.UAI_MALFORMED, code="malformed")
        return uai


class InviteForm(forms.Form):
    """« Inviter un membre »: addresses as they are typed or pasted; cleaned, they are a list."""

    addresses = forms.CharField(
        label="Adresse(s) e-mail",
        help_text="Vous pouvez en saisir plusieurs, séparées par des virgules ou sur plusieurs lignes.",
        max_length=LONGEST_ADDRESSES,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": messages.ADDRESSES_MISSING,
            "max_length": messages.ADDRESSES_TOO_LONG,
        },
    )

    def clean_addresses(self) -> list[str]:
        addresses = split_addresses(self.cleaned_data["addresses"])
        if not addresses:
            raise ValidationError(messages.ADDRESSES_MISSING, code="required")
        if len(addresses) > settings.INVITATIONS_PER_SUBMIT:
            raise ValidationError(messages.too_many_at_once(len(addresses)), code="too_many")
        problems = [_problem_of(address) for address in addresses]
        if found := [problem for problem in problems if problem]:
            raise ValidationError(found)
        return addresses


class RoleForm(forms.Form):
    """« Modifier le rôle », in the row of a member, whose name the label holds."""

    role = forms.ChoiceField(
        choices=Membership.Role.choices,
        widget=forms.Select(attrs={"autofocus": True}),
        error_messages={"required": messages.ROLE_UNKNOWN, "invalid_choice": messages.ROLE_UNKNOWN},
    )

    def __init__(self, *args: object, membership: Membership, **options: object) -> None:
        super().__init__(*args, initial={"role": membership.role}, **options)
        self.fields["role"].label = f"Rôle {of_fr(membership.user.full_name)}"


def _problem_of(address: str) -> ValidationError | None:
    match check_address(address):
        case AddressProblem.ACCENTS:
            meant = without_accents(address)
            return ValidationError(messages.address_with_accents(address, meant), code="accents")
        case AddressProblem.INVALID:
            return ValidationError(messages.address_invalid(address), code="invalid")
    return None
