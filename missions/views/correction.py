"""« Correction »: the questions of a mission with their answers, on the wall of the classroom or on paper."""

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learners.lists import KnownChoicesField, ListForm
from missions.domain.content import MissionSpec
from missions.reports import correction as reports
from missions.specs import spec_of
from missions.views.lists import read_mission
from organizations.access import orga_view
from organizations.models import Organization


class CorrectionFilters(ListForm):
    """Which questions are shown, and of whose mistakes the page tells."""

    kept = ("annee", "reponses")

    classes = KnownChoicesField(label="Classes")
    etapes = KnownChoicesField(label="Étapes")
    niveaux = KnownChoicesField(label="Niveaux", choices=reports.LEVEL_CHOICES)
    ratees = forms.BooleanField(label="Seulement les questions ratées par la classe", required=False)

    def __init__(self, query: QueryDict, *, divisions: list[str], spec: MissionSpec) -> None:
        super().__init__(query)
        self.fields["classes"].choices = [(division, division) for division in divisions]
        self.fields["etapes"].choices = reports.step_choices(spec)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def correction(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """The questions in the order of the pupils' path, or the most missed ones first."""
    asked = read_mission(request, organization, pk)
    spec = spec_of(asked.mission)
    filters = CorrectionFilters(request.GET, divisions=asked.mine.offered, spec=spec)
    wanted = filters.wanted
    missed = {}
    if wanted["classes"] or wanted["ratees"]:
        pupils = asked.pupils.in_divisions(wanted["classes"])
        missed = reports.missed_questions(asked.attempts, pupils)
    parts = reports.correction(spec, steps=wanted["etapes"], levels=wanted["niveaux"], missed=missed)
    context = {
        "mission": asked.mission,
        "years": asked.years,
        "mine": asked.mine,
        "list_url": request.path,
        "filters": filters,
        "is_filtered": filters.is_filtered,
        "wants_missed": wanted["ratees"],
        "missed": reports.most_missed(parts) if wanted["ratees"] else [],
        "parts": [] if wanted["ratees"] else parts,
        "shows_answers": "reponses" in request.GET,
    }
    return render(request, f"missions/{'_' if request.htmx else ''}correction.html", context)
