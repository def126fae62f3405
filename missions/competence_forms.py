"""The filter of « Compétences »."""

from django import forms
from django.http import QueryDict

from learners.chosen import MyDivisions
from learners.lists import KnownChoicesField, ListForm

# What an address has once somebody said which classes he looks at, were it all of them.
SAID = "filtre"


class CompetenceFilters(ListForm):
    """The classes: as long as nobody said which, the person’s own."""

    kept = ("annee",)

    classes = KnownChoicesField(label="Classes")
    filtre = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, mine: MyDivisions) -> None:
        data = query.copy()
        if not is_said(query):
            data.setlist("classes", mine.chosen)
        data[SAID] = "1"
        super().__init__(data)
        self.fields["classes"].choices = [(division, division) for division in mine.offered]


def is_said(query: QueryDict) -> bool:
    """Return whether an address says which classes are looked at."""
    return "classes" in query or SAID in query
