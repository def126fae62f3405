"""Results as a table for a spreadsheet: pupils class by class, a line for each mission."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import FilteredRelation, Q, QuerySet

from learners.models import Learner, LearnerQuerySet
from missions.models import Attempt, Mission
from missions.reports.progress import EMPTY_CELL, Cell, cells_of, counting, status_of
from missions.reports.years import Years
from missions.specs import spec_of
from organizations.models import Organization

# The columns that are read of each pupil, then of each of his attempts.
OF_PUPIL = ("pk", "division", "last_name", "first_name")
OF_ATTEMPT = (
    "mission_id",
    "pk",
    "started_at",
    "completed_at",
    "step_results",
    "dare_result",
    "overall_result",
)
# How many rows the database hands over at a time.
CHUNK = 1000


def missions_played(organization: Organization, years: Years) -> QuerySet[Mission]:
    """Return the missions of a file of all results: those of today, and others that were played that year."""
    played = Attempt.objects.of(organization).in_school_year(years.shown).order_by().values("mission")
    return Mission.objects.filter(Q(archived_at=None) | Q(pk__in=played))


def pupils_of_year(organization: Organization, years: Years) -> LearnerQuerySet:
    """Return the pupils of a file of all results: the active ones, or in an earlier year who played then."""
    pupils = Learner.objects.of(organization)
    if years.is_current:
        return pupils.active()
    attempts = Attempt.objects.of(organization).in_school_year(years.shown)
    return pupils.filter(pk__in=attempts.order_by().values("learner"))


def header(missions: Sequence[Mission]) -> list[str]:
    """Return the titles of the columns; as many steps as the longest of the missions has."""
    steps = [f"Étape {number}" for number in range(1, _most_steps(missions) + 1)]
    names = ["Classe", "Nom", "Prénom", "Mission", "Statut"]
    return [*names, *steps, "Défi", "Évaluation", "Commencée le", "Terminée le"]


def result_lines(
    organization: Organization, pupils: LearnerQuerySet, missions: Sequence[Mission], years: Years
) -> Iterator[list[str]]:
    """Yield a line for each pupil and mission, by class and name; one query, read as it is written.

    Of several attempts the one that counts is told. Hours are those of the school.
    """
    length = _most_steps(missions)
    for pupil, rows in groupby(_rows(pupils, missions, years), key=itemgetter(slice(0, len(OF_PUPIL)))):
        played: dict[int, list[Attempt]] = {}
        for row in rows:
            values = dict(zip(OF_ATTEMPT, row[len(OF_PUPIL) :], strict=True))
            played.setdefault(values["mission_id"], []).append(Attempt(**values))
        for mission in missions:
            attempt = counting(played.get(mission.pk, ()))
            # A mission of the past is a line of those who played it.
            if attempt or mission.archived_at is None:
                yield [*pupil[1:], mission.title, *_told(organization, attempt, mission, length)]


def _rows(pupils: LearnerQuerySet, missions: Sequence[Mission], years: Years) -> Iterator[tuple]:
    played = FilteredRelation(
        "attempts", condition=Q(attempts__school_year=years.shown, attempts__mission__in=missions)
    )
    rows = pupils.annotate(played=played).order_by("division", "sort_key", "pk")
    return rows.values_list(*OF_PUPIL, *(f"played__{name}" for name in OF_ATTEMPT)).iterator(CHUNK)


def _told(
    organization: Organization, attempt: Attempt | None, mission: Mission, length: int
) -> Iterator[str]:
    """Yield the cells of an attempt, which a pupil may not have; ``length``: of the columns of steps."""
    step_count = len(spec_of(mission).steps)
    steps, dare = cells_of(attempt, step_count)
    yield str(status_of(attempt).label)
    yield from map(_word, steps)
    yield from [""] * (length - step_count)
    yield _word(dare)
    yield attempt.get_overall_result_display() if attempt else ""
    yield _instant(organization, attempt and attempt.started_at)
    yield _instant(organization, attempt and attempt.completed_at)


def _most_steps(missions: Sequence[Mission]) -> int:
    return max((len(spec_of(mission).steps) for mission in missions), default=0)


def _word(cell: Cell) -> str:
    return "" if cell is EMPTY_CELL else cell.label


def _instant(organization: Organization, instant: datetime | None) -> str:
    """Return « 01/10/2026 10:00 » on the school’s own clock."""
    return f"{organization.local(instant):%d/%m/%Y %H:%M}" if instant else ""
