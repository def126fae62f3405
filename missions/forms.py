"""The filters of a mission's page."""

from django.http import QueryDict

from learners.lists import KnownChoicesField, ListForm, SearchField
from missions.reports.progress import EVALUATION_CHOICES, MissionStatus


class PupilFilters(ListForm):
    """« Classes » and « Nom, prénom », common to both tabs."""

    kept = ("taille", "annee", "noms")

    classes = KnownChoicesField(label="Classes")
    nom = SearchField(label="Nom, prénom")

    def __init__(self, query: QueryDict, *, divisions: list[str]) -> None:
        super().__init__(query)
        self.fields["classes"].choices = [(division, division) for division in divisions]


class ActivityFilters(PupilFilters):
    """Filters of the tab « Activités »."""

    statut = KnownChoicesField(label="Statut de la mission", choices=MissionStatus.choices)


class ResultFilters(PupilFilters):
    """Filters of the tab « Résultats »."""

    kept = (*PupilFilters.kept, "tri")

    evaluation = KnownChoicesField(label="Évaluation de la mission", choices=EVALUATION_CHOICES)


class BoardFilters(ListForm):
    """The classes of the live board."""

    kept = ()

    classes = KnownChoicesField(label="Classes")

    def __init__(self, query: QueryDict, *, divisions: list[str]) -> None:
        super().__init__(query)
        self.fields["classes"].choices = [(division, division) for division in divisions]
