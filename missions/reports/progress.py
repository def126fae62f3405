"""What each pupil did in one mission: the rows of the tabs « Activités » and « Résultats ».

Lists start from the school’s pupils by name, and read the attempts of the pupils of a page only: what they
take hardly grows with the school. Filters and the order « aide » read the attempts at the mission, as sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.core.paginator import Page
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
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

HELP_FIRST = "aide"
# Who did not reach the mission, who reached a part, who is at it, who has not begun, who is done.
_NEED = {Attempt.Overall.NOT_REACHED: 0, Attempt.Overall.PARTLY_REACHED: 1, "": 2}
_NOT_BEGUN, _NO_NEED = 3, 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A result of a step or of the dare. short: as printed; label: the same in full words."""

    short: str
    label: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One pupil of the tab « Activités ». number: his rank in the list, which may stand for his name."""

    pk: int
    number: int
    first_name: str
    last_name: str
    division: str
    status: MissionStatus


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One pupil of the tab « Résultats ».

    number: his rank in the list. steps: a cell for each step. overall: None without a result. tries: how many
    times he began the mission that year.
    """

    pk: int
    number: int
    first_name: str
    last_name: str
    division: str
    steps: tuple[Cell, ...]
    dare: Cell
    overall: Attempt.Overall | None
    tries: int


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


def attempts_at(organization: Organization, mission: Mission, years: Years) -> AttemptQuerySet:
    """Return the school’s attempts at a mission in the year shown."""
    return Attempt.objects.of(organization).in_school_year(years.shown).filter(mission=mission)


def pupils_of(organization: Organization, mission: Mission, years: Years) -> LearnerQuerySet:
    """Return whom a mission's page lists: the active pupils; in an earlier year, those who played it then."""
    pupils = Learner.objects.of(organization)
    if years.is_current:
        return pupils.active()
    return pupils.filter(pk__in=_learners(attempts_at(organization, mission, years)))


def class_sizes(pupils: LearnerQuerySet) -> dict[str, int]:
    """Return the classes of these pupils, in alphabetical order, with how many each has; one query."""
    sizes = dict(pupils.order_by().values_list("division").annotate(Count("pk")))
    return {division: sizes[division] for division in sort_divisions(sizes)}


def divisions_of(pupils: LearnerQuerySet) -> list[str]:
    """Return the classes of these pupils, in alphabetical order; one query."""
    return list(class_sizes(pupils))


def matching(pupils: LearnerQuerySet, attempts: AttemptQuerySet, wanted: Wanted) -> LearnerQuerySet:
    """Return the pupils whom the filters keep, by name. wanted: values of the form of a tab."""
    pupils = pupils.search(wanted["nom"]).in_divisions(wanted["classes"]).by_name()
    if wanted.get("statut"):
        pupils = pupils.filter(_with_status(attempts, wanted["statut"]))
    if wanted.get("evaluation"):
        pupils = pupils.filter(_with_evaluation(attempts, wanted["evaluation"]))
    return pupils


def activity_page(
    pupils: LearnerQuerySet,
    attempts: AttemptQuerySet,
    mission: Mission,
    wanted: Wanted,
    query: QueryDict,
    *,
    total: int | None = None,
) -> Page:
    """Return a page of ActivityRow, by name; three queries.

    wanted: values of ActivityFilters. total: how many pupils the filters keep, where it is known.
    """
    page = page_of(matching(pupils, attempts, wanted), query, count=total)
    played = _attempts_of(page.object_list, attempts)
    page.object_list = [
        ActivityRow(
            pk=pupil.pk,
            number=number,
            first_name=pupil.first_name,
            last_name=pupil.last_name,
            division=pupil.division,
            status=status_of(counting(played[pupil.pk])),
        )
        for number, pupil in enumerate(page, start=page.start_index())
    ]
    return page


def result_page(
    pupils: LearnerQuerySet,
    attempts: AttemptQuerySet,
    mission: Mission,
    wanted: Wanted,
    query: QueryDict,
    *,
    total: int | None = None,
) -> Page:
    """Return a page of ResultRow, by name or who needs help first; three queries.

    wanted: values of ResultFilters. total: how many pupils the filters keep, where it is known.
    Source: spec/junior.md 4.1 to 4.4.
    """
    pupils = matching(pupils, attempts, wanted)
    pupils = help_first(pupils, attempts) if query.get("tri") == HELP_FIRST else pupils
    page = page_of(pupils, query, count=total)
    page.object_list = result_rows(page.object_list, attempts, mission, start=page.start_index())
    return page


def result_rows(
    pupils: Iterable[Learner], attempts: AttemptQuerySet, mission: Mission, *, start: int = 1
) -> list[ResultRow]:
    """Return the rows of these pupils, in their order; one query, and the one of the pupils."""
    pupils = list(pupils)
    played = _attempts_of(pupils, attempts)
    step_count = len(spec_of(mission).steps)
    return [
        _result_row(pupil, number, played[pupil.pk], step_count)
        for number, pupil in enumerate(pupils, start=start)
    ]


def counting(attempts: Sequence[Attempt]) -> Attempt | None:
    """Return the attempt of a pupil that counts: the last one completed, else the last one started."""
    completed = [attempt for attempt in attempts if attempt.completed_at]
    if completed:
        return max(completed, key=lambda attempt: (attempt.completed_at, attempt.pk))
    return max(attempts, key=lambda attempt: attempt.pk, default=None)


def status_of(attempt: Attempt | None) -> MissionStatus:
    """Return how far the pupil of this attempt is, who may have none."""
    if attempt is None:
        return MissionStatus.NOT_STARTED
    return MissionStatus.COMPLETED if attempt.completed_at else MissionStatus.STARTED


def cells_of(attempt: Attempt | None, step_count: int) -> tuple[tuple[Cell, ...], Cell]:
    """Return the cells of the steps and that of the dare.

    A mission that got shorter or longer since the attempt leaves no hole.
    """
    results = [*(attempt.step_results if attempt else []), *[""] * step_count][:step_count]
    dare = attempt.dare_result if attempt else ""
    return tuple(CELLS.get(result, EMPTY_CELL) for result in results), CELLS.get(dare, EMPTY_CELL)


def help_first(pupils: LearnerQuerySet, attempts: AttemptQuerySet) -> LearnerQuerySet:
    """Return who is farthest from the goal first, and among them who tried most often."""
    mine = attempts.filter(learner=OuterRef("pk")).order_by()
    last = mine.order_by(F("completed_at").desc(nulls_last=True), "-pk")
    need = models.Case(
        *(models.When(overall_result=value, then=rank) for value, rank in _NEED.items()), default=_NO_NEED
    )
    tries = mine.values("learner").annotate(count=Count("pk")).values("count")
    return pupils.annotate(
        need=Coalesce(Subquery(last.values(need=need)[:1], output_field=IntegerField()), _NOT_BEGUN),
        tries=Coalesce(Subquery(tries, output_field=IntegerField()), 0),
    ).order_by("need", "-tries", "sort_key", "pk")


def _learners(attempts: AttemptQuerySet) -> QuerySet:
    return attempts.order_by().values("learner")


def _with_status(attempts: AttemptQuerySet, statuses: Sequence[str]) -> Q:
    begun = Q(pk__in=_learners(attempts))
    completed = Q(pk__in=_learners(attempts.exclude(completed_at=None)))
    conditions = {
        MissionStatus.NOT_STARTED: ~begun,
        MissionStatus.STARTED: begun & ~completed,
        MissionStatus.COMPLETED: completed,
    }
    return _any(conditions[status] for status in statuses)


def _with_evaluation(attempts: AttemptQuerySet, values: Sequence[str]) -> Q:
    completed = attempts.exclude(completed_at=None).order_by()
    later = completed.filter(learner=OuterRef("learner")).filter(
        Q(completed_at__gt=OuterRef("completed_at"))
        | Q(completed_at=OuterRef("completed_at"), pk__gt=OuterRef("pk"))
    )
    counts = completed.filter(overall_result__in=values).exclude(Exists(later))
    conditions = [Q(pk__in=_learners(counts))]
    if NO_RESULT in values:
        conditions.append(~Q(pk__in=_learners(completed)))
    return _any(conditions)


def _any(conditions: Iterable[Q]) -> Q:
    return Q(*conditions, _connector=Q.OR)


def _attempts_of(pupils: Iterable[Learner], attempts: AttemptQuerySet) -> Mapping[int, list[Attempt]]:
    """Return the attempts of each of these pupils, none for those who have none; one query."""
    found = defaultdict(list)
    for attempt in attempts.filter(learner__in=[pupil.pk for pupil in pupils]).order_by():
        found[attempt.learner_id].append(attempt)
    return found


def _result_row(pupil: Learner, number: int, attempts: Sequence[Attempt], step_count: int) -> ResultRow:
    attempt = counting(attempts)
    steps, dare = cells_of(attempt, step_count)
    return ResultRow(
        pk=pupil.pk,
        number=number,
        first_name=pupil.first_name,
        last_name=pupil.last_name,
        division=pupil.division,
        steps=steps,
        dare=dare,
        overall=Attempt.Overall(attempt.overall_result) if attempt and attempt.overall_result else None,
        tries=len(attempts),
    )
