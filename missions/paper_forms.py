"""Which sheets to print."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from learners.lists import KnownChoicesField


class SheetsForm(forms.Form):
    """Read from the address of the sheets; no class ticked means every class."""

    classes = KnownChoicesField(label="Classes", help_text="Aucune classe cochée : toutes les fiches.")
    prenoms = forms.BooleanField(
        label="Avec les prénoms, comme sur les tablettes (fiche à garder dans la classe)", required=False
    )

    def __init__(
        self, query: QueryDict | None, *, divisions: Sequence[str], mine: Sequence[str] = ()
    ) -> None:
        super().__init__(query, initial={"classes": list(mine)})
        self.fields["classes"].choices = [(division, division) for division in divisions]

    @property
    def divisions(self) -> list[str]:
        """The classes to print, in the order of the school’s list."""
        self.full_clean()
        return self.cleaned_data["classes"] or [value for value, _ in self.fields["classes"].choices]
