"""A pupil's page: all of his missions in a school year, his competences, and where he is now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from challenges.domain.crcn import COMPETENCES, Competence
from learners.models import Learner
from missions.domain.mastery import best_mastery
from missions.models import Attempt, Mission, Presence
from missions.reports.crcn import MasteryCell, mastery_cell
from missions.reports.progress import CELLS, EMPTY_CELL, Cell, MissionStatus
from missions.reports.sessions import AT_WORK
from missions.reports.years import Years
from missions.specs import spec_of


@dataclass(frozen=True, slots=True)
class MissionLine:
    """A mission and what the pupil did in it. steps: one cell each; overall: None without a result.

    tries: how many times he began it that year. last_at: « 01/10/2026 », "" for never.
    """

    pk: int
    title: str
    competence: str
    status: MissionStatus
    steps: tuple[Cell, ...]
    dare: Cell
    overall: Attempt.Overall | None
    tries: int
    last_at: str


@dataclass(frozen=True, slots=True)
class Work:
    """One attempt, as it may be given to another pupil. state: « En cours », or its evaluation."""

    pk: int
    title: str
    started_at: str
    state: str


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """A competence that has missions, and what the pupil reached in it."""

    competence: Competence
    cell: MasteryCell


@dataclass(frozen=True, slots=True)
class PupilPage:
    """place: what he is doing now, "" when he is not at a tablet."""

    missions: list[MissionLine]
    works: list[Work]
    competences: list[CompetenceLine]
    place: str


def pupil_page(learner: Learner, years: Years, now: datetime) -> PupilPage:
    """Return all of a pupil’s missions in the year shown; three queries at most. learner: with his school.

    In an earlier year, the missions that he began then. Source: spec/decisions.md 8, 37.
    """
    attempts = Attempt.objects.filter(learner=learner).in_school_year(years.shown)
    attempts = list(attempts.annotate(answered_at=Max("activities__answers__answered_at")).order_by("-pk"))
    of_mission = defaultdict(list)
    for attempt in attempts:
        of_mission[attempt.mission_id].append(attempt)
    is_listed = Q(pk__in=list(of_mission)) | (Q(archived_at=None) if years.is_current else Q(pk__in=[]))
    missions = list(Mission.objects.filter(is_listed))
    titles = {mission.pk: mission.title for mission in missions}
    return PupilPage(
        missions=[_mission_line(learner, mission, of_mission[mission.pk]) for mission in missions],
        works=[_work(learner, attempt, titles[attempt.mission_id]) for attempt in attempts],
        competences=_competence_lines(missions, of_mission),
        place=_place(learner, attempts, titles, now) if years.is_current else "",
    )


def _mission_line(learner: Learner, mission: Mission, attempts: Sequence[Attempt]) -> MissionLine:
    counting = _counting(attempts)
    step_count = len(spec_of(mission).steps)
    results = [*(counting.step_results if counting else []), *[""] * step_count][:step_count]
    last_at = max(map(_last_act, attempts), default=None)
    return MissionLine(
        pk=mission.pk,
        title=mission.title,
        competence=mission.competence,
        status=_status(attempts),
        steps=tuple(CELLS.get(result, EMPTY_CELL) for result in results),
        dare=CELLS.get(counting.dare_result if counting else "", EMPTY_CELL),
        overall=Attempt.Overall(counting.overall_result) if counting and counting.overall_result else None,
        tries=len(attempts),
        last_at=_day(learner, last_at) if last_at else "",
    )


def _counting(attempts: Sequence[Attempt]) -> Attempt | None:
    """Return the attempt that counts: the last one completed, else the last one started (junior.md 4.3)."""
    completed = [attempt for attempt in attempts if attempt.is_completed]
    return max(completed, key=lambda attempt: (attempt.completed_at, attempt.pk), default=None) or next(
        iter(attempts), None
    )


def _status(attempts: Sequence[Attempt]) -> MissionStatus:
    if any(attempt.is_completed for attempt in attempts):
        return MissionStatus.COMPLETED
    return MissionStatus.STARTED if attempts else MissionStatus.NOT_STARTED


def _work(learner: Learner, attempt: Attempt, title: str) -> Work:
    return Work(
        pk=attempt.pk,
        title=title,
        started_at=f"{learner.organization.local(attempt.started_at):%d/%m/%Y à %H:%M}",
        state=attempt.get_overall_result_display() or "En cours",
    )


def _last_act(attempt: Attempt) -> datetime:
    """Return when the pupil last did something in an attempt that knows its ``answered_at``."""
    return max(filter(None, (attempt.started_at, attempt.answered_at, attempt.completed_at)))


def _day(learner: Learner, instant: datetime) -> str:
    return f"{learner.organization.local(instant):%d/%m/%Y}"


def _competence_lines(
    missions: Sequence[Mission], of_mission: Mapping[int, Sequence[Attempt]]
) -> list[CompetenceLine]:
    """Return the competences of these missions, in the order of the framework."""
    results = defaultdict(list)
    for mission in missions:
        results[mission.competence] += [attempt.overall_result for attempt in of_mission[mission.pk]]
    return [
        CompetenceLine(competence, mastery_cell(best_mastery(results[code])))
        for code, competence in COMPETENCES.items()
        if code in results
    ]


def _place(learner: Learner, attempts: Sequence[Attempt], titles: Mapping[int, str], now: datetime) -> str:
    """Return « Dans la mission … », or « Choisit une mission », of a pupil at a tablet; one query."""
    if not Presence.objects.filter(learner=learner, seen_at__gt=now - AT_WORK).exists():
        return ""
    latest = max(attempts, key=_last_act, default=None)
    if latest is None or latest.is_completed:
        return "Choisit une mission"
    return f"Dans la mission «\u00a0{titles[latest.mission_id]}\u00a0»"
