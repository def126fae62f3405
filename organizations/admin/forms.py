"""What the platform’s staff types about a school."""

from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError

from organizations.domain.addresses import check_address
from organizations.domain.uai import is_uai, normalize_uai
from organizations.messages import UAI_MALFORMED, address_invalid
from organizations.models import Membership, Organization


class OrganizationForm(forms.ModelForm):
    uai = forms.CharField(label="UAI/RNE")
    documentation_url = forms.URLField(label="Documentation", required=False, assume_scheme="https")

    def clean_uai(self) -> str:
        uai = normalize_uai(self.cleaned_data["uai"])
        if not is_uai(uai):
            raise ValidationError(UAI_MALFORMED, code="malformed")
        # The constraint knows it too, but is not asked: half of it, archived_at, is not in the form.
        others = Organization.objects.active().exclude(pk=self.instance.pk)
        if not self.instance.archived_at and others.filter(uai=uai).exists():
            raise ValidationError("Un établissement actif a déjà cet UAI.", code="taken")
        return uai

    def clean_time_zone(self) -> str:
        """Refuse what is no zone: each page of the school tells the time in it, and would fail."""
        zone = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise ValidationError("Ce fuseau horaire n’existe pas. Exemple : Indian/Reunion.", code="unknown")
        return zone


class InviteForm(forms.Form):
    email = forms.CharField(label="Adresse e-mail", max_length=254)
    role = forms.ChoiceField(label="Rôle", choices=Membership.Role.choices)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if check_address(email):
            raise ValidationError(address_invalid(email), code="invalid")
        return email
