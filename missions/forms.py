"""The filters of a mission's page."""

from django.http import QueryDict

from learners.lists import KnownChoicesField, ListForm, SearchField
from missions.reports.progress import EVALUATION_CHOICES, MissionStatus


class PupilFilters(ListForm):
    """« Classes » and « Nom, prénom », common to both tabs."""

    kept = ("taille", "annee")

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

    evaluation = KnownChoicesField(label="Évaluation de la mission", choices=EVALUATION_CHOICES)
