"""What is written on « Nous contacter »."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import EmailField, NameField
from organizations.domain.uai import is_uai, normalize_uai
from pixorga.support import messages
from pixorga.support.models import SupportRequest

LONGEST_MESSAGE = 4000


class MessageField(forms.CharField):
    """Several lines, measured as browsers do: the end of a line counts as one, and is sent as two."""

    def to_python(self, value: str | None) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class ContactForm(forms.Form):
    """A message to the support. website: the field that nobody sees; only programs fill it."""

    topic = forms.ChoiceField(
        label="Sujet",
        choices=[("", "Choisissez un sujet"), *SupportRequest.Topic.choices],
        error_messages={"required": messages.TOPIC_MISSING, "invalid_choice": messages.TOPIC_MISSING},
    )
    full_name = NameField(
        label="Votre nom", autocomplete="name", error_messages={"required": messages.NAME_MISSING}
    )
    email = EmailField(label="Votre adresse e-mail", help_text="Nous vous répondrons à cette adresse.")
    uai = forms.CharField(
        label="UAI/RNE de l’établissement",
        required=False,
        help_text="7 chiffres et une lettre, par exemple 0380000X",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    message = MessageField(
        label="Votre message",
        max_length=LONGEST_MESSAGE,
        help_text="N’écrivez jamais le nom, la date de naissance ou l’INE d’un élève.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": messages.MESSAGE_MISSING, "max_length": messages.MESSAGE_TOO_LONG},
    )
    website = forms.CharField(
        label="Laissez ce champ vide",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_uai(self) -> str:
        uai = normalize_uai(self.cleaned_data["uai"])
        if uai and not is_uai(uai):
            raise ValidationError(messages.UAI_MALFORMED, code="malformed")
        return uai

    @property
    def is_filled_by_a_program(self) -> bool:
        return bool(self.data.get("website"))

    @property
    def request_fields(self) -> dict[str, str]:
        """Return what ``services.write_to_support`` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}
