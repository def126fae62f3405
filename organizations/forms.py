"""What people type on the pages of this app."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from organizations import messages
from organizations.domain.addresses import AddressProblem, check_address, split_addresses, without_accents
from organizations.domain.uai import is_uai, normalize_uai

LONGEST_NAME = 50
LONGEST_ADDRESSES = 20_000
# Letters (accents as marks included), spaces, hyphens, apostrophes, and the dot of an initial.
_NAME = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f]|[ '’ʼ-]|\.(?=[ -]|$))+")


class NameField(forms.CharField):
    """A first or last name that goes into a mail to a school: nothing that a mail program makes a link of."""

    def __init__(self, *, missing: str, **options: object) -> None:
        super().__init__(
            max_length=LONGEST_NAME,
            error_messages={"required": missing, "max_length": messages.NAME_TOO_LONG},
            **options,
        )

    def validate(self, value: str) -> None:
        super().validate(value)
        if not _NAME.fullmatch(value):
            raise ValidationError(messages.NAME_UNUSABLE, code="unusable")


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
        missing=messages.FIRST_NAME_MISSING,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = NameField(
        label="Votre nom",
        missing=messages.LAST_NAME_MISSING,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
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


def _problem_of(address: str) -> ValidationError | None:
    match check_address(address):
        case AddressProblem.ACCENTS:
            meant = without_accents(address)
            return ValidationError(messages.address_with_accents(address, meant), code="accents")
        case AddressProblem.INVALID:
            return ValidationError(messages.address_invalid(address), code="invalid")
    return None
