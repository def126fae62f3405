"""The filters of the « Journal » page: what nobody offers is forgotten, never an error."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from organizations.journal_report import GROUPS, Wanted
from organizations.models import Membership
from pixorga.lib.text import sort_key

# Days beyond are no days of a journal, and their midnights no instants of Python.
OLDEST, NEWEST = date(2000, 1, 1), date(2999, 12, 31)


class DayField(forms.DateField):
    def __init__(self, *, label: str) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"})
        super().__init__(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])

    def clean(self, value: object) -> date | None:
        try:
            day = super().clean(value)
        except ValidationError:
            return None
        return day if day and OLDEST <= day <= NEWEST else None

    def bound_data(self, data: object, initial: object) -> date | None:
        return self.clean(data)


class KnownChoiceField(forms.ChoiceField):
    def clean(self, value: object) -> str:
        value = self.to_python(value)
        return value if self.valid_value(value) else ""

    def bound_data(self, data: object, initial: object) -> str:
        return self.clean(data)


class JournalFilters(forms.Form):
    """A period, a kind of act, a person."""

    du = DayField(label="Du")
    au = DayField(label="Au")
    acte = KnownChoiceField(
        label="Acte", choices=[("", "Tous les actes"), *((group.value, group.label) for group in GROUPS)]
    )
    personne = KnownChoiceField(label="Personne")

    def __init__(self, query: QueryDict, *, team: Sequence[Membership]) -> None:
        super().__init__(query)
        self.fields["personne"].choices = [("", "Tout le monde"), *_people(team)]

    @property
    def wanted(self) -> Wanted:
        self.full_clean()
        asked = self.cleaned_data
        return Wanted(asked["du"], asked["au"], asked["acte"], int(asked["personne"] or 0) or None)

    @property
    def is_filtered(self) -> bool:
        return self.wanted != Wanted()

    @property
    def kept_values(self) -> dict[str, str]:
        """How the list is shown, which no filter changes."""
        return {"taille": self.data["taille"]} if self.data.get("taille") else {}

    @property
    def clear_query(self) -> str:
        """The query string of the same list without filters, « ? » included."""
        return f"?{urlencode(self.kept_values)}"


def _people(team: Sequence[Membership]) -> list[tuple[str, str]]:
    """Return the team as choices, by name; those who left are there as long as the journal tells of them."""
    since = timezone.now() - settings.JOURNAL_KEPT_FOR
    kept = [member for member in team if member.disabled_at is None or member.disabled_at >= since]
    present = {member.user_id for member in team if member.disabled_at is None}
    users = sorted(
        {member.user_id: member.user for member in kept}.values(),
        key=lambda user: (sort_key(user.last_name, user.first_name), user.pk),
    )
    return [(str(user.pk), f"{user}{'' if user.pk in present else ' (hors de l’équipe)'}") for user in users]
