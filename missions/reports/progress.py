"""What each pupil did in one mission: the rows of the tabs « Activités » and « Résultats ».

Lists start from the school’s pupils by name, and read the attempts of the pupils of a page only: what they
take hardly grows with the school. Filters and the order « aide » read the attempts at the mission, as sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

from django.core.paginator import Page
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from learners.lists import PAGE_SIZES, ByName, class_counts, in_order, page_of
from learners.models import Learner, LearnerQuerySet
from missions.domain.content import MissionSpec
from missions.domain.results import Result
from missions.models import Attempt, AttemptQuerySet, Mission
from missions.reports.years import Years
from missions.specs import spec_of
from organizations.models import Organization
from pixorga.db.prepared import Prepared
from pixorga.lib.plain import plain

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


@plain
@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A result of a step or of the dare, one of four. short: as printed; label: the same in full words."""

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


@plain
@dataclass(frozen=True, slots=True)
class Marks:
    """What a pupil reached in a mission.

    steps: a cell for each step. dare: None in a mission without one. overall: None without a result.
    tries: how many times he began the mission that year.
    """

    steps: tuple[Cell, ...]
    dare: Cell | None
    overall: Attempt.Overall | None
    tries: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One pupil of the tab « Résultats ». number: his rank in the list."""

    pk: int
    number: int
    first_name: str
    last_name: str
    division: str
    marks: Marks


class Try(NamedTuple):
    """What a list reads of an attempt."""

    learner_id: int
    pk: int
    completed_at: datetime | None
    step_results: list[str]
    dare_result: str
    overall_result: str


AnyTry = TypeVar("AnyTry", Attempt, Try)

# The columns that a list reads of each pupil.
OF_PUPIL = ("pk", "first_name", "last_name", "division")

CELLS = {
    Result.REACHED: Cell("A", "Atteint"),
    Result.PARTLY_REACHED: Cell("PA", "Partiellement atteint"),
    Result.NOT_REACHED: Cell("NA", "Non atteint"),
}
EMPTY_CELL = Cell("-", "Pas encore de résultat")
LEGEND = (*CELLS.values(), EMPTY_CELL)


def missions_of(organization: Organization | int) -> QuerySet[Mission]:
    """Return the missions that a school may look at: those of today, and the archived ones that it played.

    organization: may be its number.
    """
    played = Attempt.objects.filter(organization=organization, mission=OuterRef("pk"))
    return Mission.objects.filter(Q(archived_at=None) | Exists(played))


# Without what spec_of() keeps of a mission.
_mission_of = Prepared(lambda organization, pk: missions_of(organization).filter(pk=pk).defer("body"), 2)


def mission_of(organization: Organization, pk: int) -> Mission | None:
    """Return a mission that a school may look at; one query."""
    return _mission_of.first(organization.pk, pk)


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
    return in_order(dict(class_counts(pupils)))


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


def listed(
    pupils: LearnerQuerySet, attempts: AttemptQuerySet, wanted: Wanted, *, needs_help_first: bool = False
) -> QuerySet:
    """Return the pupils whom the filters keep as rows of OF_PUPIL, by name or who needs help first."""
    kept = matching(pupils, attempts, wanted)
    return (help_first(kept, attempts) if needs_help_first else kept).values_list(*OF_PUPIL)


def activity_page(
    rows: QuerySet | ByName, mission: Mission, query: QueryDict, *, year: int, total: int | None = None
) -> Page:
    """Return a page of ActivityRow; three queries at most. The arguments: as in result_page()."""
    page = page_of(rows, query, count=total)
    found = list(page.object_list)
    tried = _tries_at(found, mission, year)
    page.object_list = [
        ActivityRow(pk, number, *names, status_of(counting(tried[pk])))
        for number, (pk, *names) in enumerate(found, start=page.start_index())
    ]
    return page


def result_page(
    rows: QuerySet | ByName, mission: Mission, query: QueryDict, *, year: int, total: int | None = None
) -> Page:
    """Return a page of ResultRow; three queries at most.

    rows: of OF_PUPIL, all those of the list. year: the school year of the attempts. total: how many rows
    there are, where it is known. Source: spec/junior.md 4.1 to 4.4.
    """
    page = page_of(rows, query, count=total)
    found = list(page.object_list)
    tried = _tries_at(found, mission, year)
    page.object_list = _result_rows(found, tried, mission, start=page.start_index())
    return page


def result_rows(pupils: LearnerQuerySet, attempts: AttemptQuerySet, mission: Mission) -> list[ResultRow]:
    """Return the rows of these pupils, in their order; one query, and the one of the pupils."""
    found = list(pupils.values_list(*OF_PUPIL))
    return _result_rows(found, _tries_of(found, attempts), mission, start=1)


def counting(attempts: Sequence[AnyTry]) -> AnyTry | None:
    """Return the attempt of a pupil that counts: the last one completed, else the last one started."""
    completed = [attempt for attempt in attempts if attempt.completed_at]
    if completed:
        return max(completed, key=lambda attempt: (attempt.completed_at, attempt.pk))
    return max(attempts, key=lambda attempt: attempt.pk, default=None)


def status_of(attempt: AnyTry | None) -> MissionStatus:
    """Return how far the pupil of this attempt is, who may have none."""
    if attempt is None:
        return MissionStatus.NOT_STARTED
    return MissionStatus.COMPLETED if attempt.completed_at else MissionStatus.STARTED


def cells_of(attempt: AnyTry | None, step_count: int) -> tuple[tuple[Cell, ...], Cell]:
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


def _tries_of(pupils: Sequence[tuple], attempts: AttemptQuerySet) -> Mapping[int, list[Try]]:
    """Return the attempts of each of these pupils, none for those who have none; one query."""
    mine = attempts.filter(learner__in=[pk for pk, *_ in pupils]).order_by()
    return _by_learner(mine.values_list(*Try._fields))


@lru_cache
def _tries_of_page(size: int) -> Prepared[tuple]:
    """Return what asks for the attempts of so many pupils: a list of a fixed length."""
    return Prepared(
        lambda mission, year, *learners: (
            Attempt.objects.filter(mission=mission, school_year=year, learner__in=learners)
            .order_by()
            .values_list(*Try._fields)
        ),
        2 + size,
    )


def _tries_at(pupils: Sequence[tuple], mission: Mission, year: int) -> Mapping[int, list[Try]]:
    """Return the same as _tries_of() for the pupils of a page, of one school; one query written once."""
    size = next(size for size in PAGE_SIZES if size >= len(pupils))
    nobody = [0] * (size - len(pupils))
    return _by_learner(_tries_of_page(size)(mission.pk, year, *(pk for pk, *_ in pupils), *nobody))


def _by_learner(rows: Iterable[tuple]) -> Mapping[int, list[Try]]:
    found = defaultdict(list)
    for values in rows:
        found[values[0]].append(Try._make(values))
    return found


def _result_rows(
    pupils: Iterable[tuple], tried: Mapping[int, list[Try]], mission: Mission, *, start: int
) -> list[ResultRow]:
    spec = spec_of(mission)
    return [
        ResultRow(pk, number, *names, _marks(tried[pk], spec))
        for number, (pk, *names) in enumerate(pupils, start=start)
    ]


def _marks(attempts: Sequence[Try], spec: MissionSpec) -> Marks:
    attempt = counting(attempts)
    steps, dare = cells_of(attempt, len(spec.steps))
    return Marks(
        steps=steps,
        dare=dare if spec.dare else None,
        overall=Attempt.Overall(attempt.overall_result) if attempt and attempt.overall_result else None,
        tries=len(attempts),
    )
