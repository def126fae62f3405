"""What each pupil did in one mission: the rows of the tabs « Activités » and « Résultats »."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.core.paginator import Page
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict

from learners.lists import page_of, sort_divisions
from learners.models import Learner, LearnerQuerySet
from missions.domain.results import Result
from missions.models import Attempt, AttemptQuerySet, Mission
from missions.reports.years import Years
from missions.specs import spec_of
from organizations.models import Organization

# What the filters of a list ask for: a text or a list of values for each field.
Wanted: TypeAlias = Mapping[str, str | list[str]]


class MissionStatus(models.TextChoices):
    """How far a pupil is in a mission. Source: spec/junior.md 4.2."""

    NOT_STARTED = "NOT_STARTED", "Non débutée"
    STARTED = "STARTED", "En cours"
    COMPLETED = "COMPLETED", "Terminée"


NO_RESULT = "NO_RESULT"
EVALUATION_CHOICES = [*Attempt.Overall.choices, (NO_RESULT, "Sans résultat")]


@dataclass(frozen=True, slots=True)
class Cell:
    """A result of a step or of the dare. short: as printed; label: the same in full words."""

    short: str
    label: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One pupil of the tab « Activités »."""

    first_name: str
    last_name: str
    division: str
    status: MissionStatus


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One pupil of the tab « Résultats ». steps: a cell for each step; overall: None without a result."""

    first_name: str
    last_name: str
    division: str
    steps: tuple[Cell, ...]
    dare: Cell
    overall: Attempt.Overall | None


CELLS = {
    Result.REACHED: Cell("A", "Atteint"),
    Result.PARTLY_REACHED: Cell("PA", "Partiellement atteint"),
    Result.NOT_REACHED: Cell("NA", "Non atteint"),
}
EMPTY_CELL = Cell("-", "Pas encore de résultat")
LEGEND = (*CELLS.values(), EMPTY_CELL)


def missions_of(organization: Organization) -> QuerySet[Mission]:
    """Return the missions that a school may look at: those of today, and the archived ones that it played."""
    played = Attempt.objects.of(organization).filter(mission=OuterRef("pk"))
    return Mission.objects.filter(Q(archived_at=None) | Exists(played))


def pupils_of(organization: Organization, mission: Mission, years: Years) -> LearnerQuerySet:
    """Return whom a mission's page lists: the active pupils; in an earlier year, those who played it then."""
    pupils = Learner.objects.of(organization)
    return pupils.active() if years.is_current else pupils.filter(Exists(_attempts(mission, years.shown)))


def divisions_of(pupils: LearnerQuerySet) -> list[str]:
    """Return the classes of these pupils, in alphabetical order; one query."""
    return sort_divisions(pupils.order_by().values_list("division", flat=True).distinct())


def activity_page(
    pupils: LearnerQuerySet, mission: Mission, years: Years, wanted: Wanted, query: QueryDict
) -> Page:
    """Return a page of ActivityRow, by name; two queries. wanted: values of ActivityFilters."""
    attempts = _attempts(mission, years.shown)
    pupils = _matching(pupils, wanted).annotate(
        status=Case(
            When(Exists(attempts.exclude(completed_at=None)), then=Value(MissionStatus.COMPLETED)),
            When(Exists(attempts), then=Value(MissionStatus.STARTED)),
            default=Value(MissionStatus.NOT_STARTED),
            output_field=CharField(),
        )
    )
    if wanted["statut"]:
        pupils = pupils.filter(status__in=wanted["statut"])
    page = page_of(pupils, query)
    page.object_list = [
        ActivityRow(pupil.first_name, pupil.last_name, pupil.division, MissionStatus(pupil.status))
        for pupil in page
    ]
    return page


def result_page(
    pupils: LearnerQuerySet, mission: Mission, years: Years, wanted: Wanted, query: QueryDict
) -> Page:
    """Return a page of ResultRow, by name; two queries. wanted: values of ResultFilters.

    The attempt that counts is the last one completed that year, else the last one started.
    Source: spec/junior.md 4.1 to 4.4.
    """
    counting = _attempts(mission, years.shown).order_by(F("completed_at").desc(nulls_last=True), "-pk")
    pupils = _matching(pupils, wanted).annotate(
        step_results=Subquery(counting.values("step_results")[:1]),
        dare_result=Subquery(counting.values("dare_result")[:1]),
        overall_result=Coalesce(Subquery(counting.values("overall_result")[:1]), Value("")),
    )
    if wanted["evaluation"]:
        values = ["" if value == NO_RESULT else value for value in wanted["evaluation"]]
        pupils = pupils.filter(overall_result__in=values)
    page = page_of(pupils, query)
    step_count = len(spec_of(mission).steps)
    page.object_list = [_result_row(pupil, step_count) for pupil in page]
    return page


def _attempts(mission: Mission, year: int) -> AttemptQuerySet:
    """Return the attempts of the pupil of the outer query at a mission, in a school year."""
    return Attempt.objects.filter(mission=mission, school_year=year, learner=OuterRef("pk"))


def _matching(pupils: LearnerQuerySet, wanted: Wanted) -> LearnerQuerySet:
    return pupils.search(wanted["nom"]).in_divisions(wanted["classes"]).by_name()


def _result_row(pupil: Learner, step_count: int) -> ResultRow:
    """Return a line of the table; a mission that got shorter or longer since leaves no hole."""
    results = [*(pupil.step_results or []), *[""] * step_count][:step_count]
    return ResultRow(
        first_name=pupil.first_name,
        last_name=pupil.last_name,
        division=pupil.division,
        steps=tuple(CELLS.get(result, EMPTY_CELL) for result in results),
        dare=CELLS.get(pupil.dare_result, EMPTY_CELL),
        overall=Attempt.Overall(pupil.overall_result) if pupil.overall_result else None,
    )
