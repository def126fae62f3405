"""The list of missions of a school, with the classes that started each."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from challenges.domain.crcn import COMPETENCES
from learners.lists import sort_divisions
from missions.models import Attempt, Mission
from missions.reports.kept import while_nobody_plays
from missions.reports.years import Years
from organizations.models import Organization
from pixorga.db.prepared import Prepared


@dataclass(frozen=True, slots=True)
class MissionRow:
    """One line of the missions list. started_by: names of classes, « Aucune classe » for none."""

    pk: int
    title: str
    competence: str
    started_by: str


def mission_rows(organization: Organization, years: Years) -> list[MissionRow]:
    """Return the missions in their order, with the classes that started each in the year shown; 3 queries.

    An archived mission is listed where it was played that year. Source: spec/junior.md 4.5.
    """
    started = defaultdict(set)
    begun = _begun_now if years.is_current else _begun_then
    for mission_id, division in while_nobody_plays(
        organization, years.shown, ("begun", years.is_current), lambda: begun(organization.pk, years.shown)
    ):
        started[mission_id].add(division)
    return [
        MissionRow(
            pk=pk,
            title=title,
            competence=str(COMPETENCES[competence]),
            started_by=", ".join(sort_divisions(started[pk])) or "Aucune classe",
        )
        for pk, title, competence, archived_at in _missions()
        if archived_at is None or pk in started
    ]


def _begun(organization: int, year: int) -> QuerySet:
    attempts = Attempt.objects.filter(organization=organization, school_year=year)
    return attempts.order_by().values_list("mission_id", "learner__division").distinct()


# Of pupils who are still there; in an earlier year, of whoever played then.
_begun_now = Prepared(
    lambda organization, year: _begun(organization, year).filter(learner__disabled_at=None), 2
)
_begun_then = Prepared(_begun, 2)
_missions = Prepared(lambda: Mission.objects.values_list("pk", "title", "competence", "archived_at"), 0)
