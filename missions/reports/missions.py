"""The list of missions of a school, with the classes that started each."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from learners.lists import sort_divisions
from missions.domain.crcn import COMPETENCES
from missions.models import Attempt, Mission
from missions.reports.years import Years
from organizations.models import Organization


@dataclass(frozen=True, slots=True)
class MissionRow:
    """One line of the missions list. started_by: names of classes, « Aucune classe » for none."""

    pk: int
    title: str
    competence: str
    started_by: str


def mission_rows(organization: Organization, years: Years) -> list[MissionRow]:
    """Return the missions in their order, with the classes that started each in the year shown; two queries.

    An archived mission is listed where it was played that year. Source: spec/junior.md 4.5.
    """
    attempts = Attempt.objects.of(organization).in_school_year(years.shown)
    if years.is_current:
        attempts = attempts.filter(learner__disabled_at=None)
    started = defaultdict(set)
    pairs = attempts.order_by().values_list("mission_id", "learner__division").distinct()
    for mission_id, division in pairs:
        started[mission_id].add(division)
    missions = Mission.objects.filter(Q(archived_at=None) | Q(pk__in=started))
    return [
        MissionRow(
            pk=mission.pk,
            title=mission.title,
            competence=str(COMPETENCES[mission.competence]),
            started_by=", ".join(sort_divisions(started[mission.pk])) or "Aucune classe",
        )
        for mission in missions.only("title", "competence")
    ]
