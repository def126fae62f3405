"""Read models of the staff's pages about missions: the session, the school years, the list of missions."""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from learners.lists import sort_divisions
from missions.domain import session
from missions.domain.crcn import COMPETENCES
from missions.models import ActivityAnswer, Attempt, Mission
from organizations.models import Organization
from pixorga.lib.school_year import school_year_label, school_year_of

logger = logging.getLogger(__name__)

A_DAY = 24 * 60 * 60

# A pupil who gave an answer, or began, this recently is at work.
AT_WORK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SessionBlock:
    """The state of the school's session, for the side bar.

    ends_at_label: « 15:42 » on the school's own clock, with the day when it is not today; "" when closed.
    """

    school_code: str
    is_open: bool
    ends_at_label: str
    minutes_left: int
    is_ending_soon: bool


def session_block(organization: Organization, now: datetime) -> SessionBlock:
    """Return what the side bar shows; no query."""
    expires_at = organization.session_expires_at
    is_open = session.is_open(expires_at, now)
    return SessionBlock(
        school_code=organization.school_code or "",
        is_open=is_open,
        ends_at_label=clock_label(organization, expires_at, now) if is_open else "",
        minutes_left=session.minutes_left(expires_at, now),
        is_ending_soon=session.ends_soon(expires_at, now),
    )


def clock_label(organization: Organization, instant: datetime, now: datetime) -> str:
    """Return « 15:42 », or « 01:30 le 02/10/2026 » when the day is not today, on the school's own clock."""
    local = organization.local(instant)
    is_today = local.date() == organization.local(now).date()
    return f"{local:%H:%M}" if is_today else f"{local:%H:%M} le {local:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """What somebody should know before closing the session. opened_by: "" when it is not known any more."""

    opened_by: str
    opened_at_label: str
    pupils_at_work: int


def closing_report(organization: Organization, now: datetime) -> ClosingReport:
    """Return who opened the session, when, and how many pupils are at work; two queries."""
    by, at = organization.session_opened_by, organization.session_opened_at
    return ClosingReport(
        opened_by=by.get_full_name() if by else "",
        opened_at_label=f"{organization.local(at):%d/%m/%Y à %H:%M}" if at else "",
        pupils_at_work=count_pupils_at_work(organization, now),
    )


def count_pupils_at_work(organization: Organization, now: datetime) -> int:
    """Return how many pupils are playing: a started mission, with its start or an answer just before."""
    since = now - AT_WORK
    recent_answers = ActivityAnswer.objects.filter(activity__attempt=OuterRef("pk"), answered_at__gte=since)
    at_work = (
        Attempt.objects.of(organization).started().filter(Q(started_at__gte=since) | Exists(recent_answers))
    )
    return at_work.values("learner").distinct().count()


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A school year that may be shown. query: of the address that shows it."""

    year: int
    label: str
    query: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Years:
    """The school year that a page shows, and those that it offers, newest first; none in a first year."""

    current: int
    shown: int
    choices: tuple[YearChoice, ...]

    @property
    def is_current(self) -> bool:
        return self.shown == self.current

    @property
    def label(self) -> str:
        return school_year_label(self.shown)

    @property
    def query(self) -> str:
        """What to add to an address so that it shows the same year."""
        return "" if self.is_current else f"?annee={self.shown}"


def years_of(organization: Organization, query: QueryDict, now: datetime) -> Years:
    """Return the year that ``annee`` asks, the current one unless something was played in it; one query."""
    current = school_year_of(organization.local(now).date())
    offered = [current, *_past_years(organization, current)]
    shown = next((year for year in offered if str(year) == query.get("annee")), current)
    if len(offered) == 1:
        return Years(current, shown, ())
    choices = tuple(
        YearChoice(year, school_year_label(year), "?" if year == current else f"?annee={year}", year == shown)
        for year in offered
    )
    return Years(current, shown, choices)


def _past_years(organization: Organization, current: int) -> list[int]:
    """Return the earlier years in which the school played a mission, newest first.

    The past hardly changes, and finding it reads every attempt of the school: it is kept for a day.
    """
    key = f"mission-years:{organization.pk}:{current}"
    years = _quietly(cache.get, key)
    if years is None:
        past = Attempt.objects.of(organization).filter(school_year__lt=current)
        years = list(past.order_by("-school_year").values_list("school_year", flat=True).distinct())
        _quietly(cache.set, key, years, A_DAY)
    return years


def _quietly(call: Callable, *args: object) -> object:
    """Call the cache; one that fails costs a query, nothing more."""
    try:
        return call(*args)
    except Exception as error:  # each cache server has its own errors, and none of them may stop a page
        logger.warning("cache failed, years of missions read again: %s", type(error).__name__)
        return None


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
