"""The live board of a class: who is there, where each pupil is, who needs help. Progress, and no result."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache, cached_property
from hashlib import blake2b
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, FilteredRelation, Max, Q, QuerySet, Value

from learners.domain.display_names import display_names
from learners.lists import sort_divisions
from learners.models import Learner
from missions.domain import session
from missions.domain.help import Need, Reason, reasons_to_help
from missions.domain.path import ActivityStatus, Level, Played
from missions.models import LEVEL_LABELS
from missions.reports.sessions import AT_WORK, clock_label
from organizations.models import Organization
from pixorga.db.json import ArrayLength
from pixorga.db.prepared import Prepared
from pixorga.lib.plain import plain
from pixorga.lib.text import plural_fr

_MINUTE = timedelta(minutes=1)
# A board shows a class or two; of more than these, its query is written each time.
MOST_PREPARED = 8
NBSP = "\N{NO-BREAK SPACE}"


class State(StrEnum):
    """What a pupil is doing, in the order of the board."""

    HELP = "HELP"
    AT_WORK = "AT_WORK"
    DONE = "DONE"
    AWAY = "AWAY"


@plain
@dataclass(frozen=True, slots=True)
class Doing:
    """What a pupil does, in words, "" for nothing to say. reasons: why he needs help."""

    mission: str = ""
    place: str = ""
    sign: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """One pupil."""

    name: str
    division: str
    state: State
    doing: Doing


@dataclass(frozen=True, slots=True)
class Group:
    """Pupils who do alike. label: « Ont besoin d’aide ». icon: of static/img/icons.svg."""

    state: State
    label: str
    icon: str
    tiles: tuple[Tile, ...]


GROUPS = {
    State.HELP: ("Ont besoin d’aide", "warning"),
    State.AT_WORK: ("Au travail", "edit"),
    State.DONE: ("Mission terminée", "check"),
    State.AWAY: ("Hors ligne", "logout"),
}


@dataclass(frozen=True)  # without slots: it remembers its tag
class Board:
    """The whole board. until: « 15:42 », "" once the session is over. groups: those that have pupils.

    unseen: active pupils of classes of whom nobody is online, left out unless their class was asked for.
    school_code: by which the pupils come in. is_first: no session was ever open.
    """

    until: str
    online: int
    to_help: int
    groups: tuple[Group, ...] = ()
    unseen: int = 0
    school_code: str = ""
    is_first: bool = False

    @property
    def has_several_classes(self) -> bool:
        return len({tile.division for group in self.groups for tile in group.tiles}) > 1

    @property
    def count_label(self) -> str:
        """« 24 élèves en ligne, 3 ont besoin d’aide »."""
        online = f"{self.online} {plural_fr(self.online, 'élève')} en ligne" if self.online else ""
        return ", ".join(filter(None, [online or "Aucun élève en ligne", self.help_label]))

    @property
    def help_label(self) -> str:
        return f"{self.to_help} {plural_fr(self.to_help, 'a', 'ont')} besoin d’aide" if self.to_help else ""

    @cached_property
    def etag(self) -> str:
        """An entity tag: the same as long as the board tells the same."""
        return f'"{blake2b(repr(self).encode(), digest_size=12).hexdigest()}"'


class Row(NamedTuple):
    """A pupil with one activity of a mission of his; one row without any when he played none."""

    pk: int
    first_name: str
    last_name: str
    division: str
    signed_in_at: datetime | None
    seen_at: datetime | None
    mission: str | None
    started_at: datetime | None
    completed_at: datetime | None
    attempt: int | None
    rank: int | None
    level: str | None
    step: int | None
    status: str | None
    questions: int | None
    answers: int
    answered_at: datetime | None

    @property
    def last_act(self) -> datetime:
        """When the pupil last did something: an answer here, or the start or end of the mission."""
        return max(filter(None, (self.started_at, self.answered_at, self.completed_at)))

    @property
    def played(self) -> Played:
        return Played(Level(self.level), self.step, ActivityStatus(self.status))


# Where each field of a Row is read, but for those that are counted.
COLUMNS = (
    "pk",
    "first_name",
    "last_name",
    "division",
    "presence__signed_in_at",
    "presence__seen_at",
    "recent__mission__title",
    "recent__started_at",
    "recent__completed_at",
    "recent__pk",
    "recent__activities__rank",
    "recent__activities__level",
    "recent__activities__step",
    "recent__activities__status",
)


def class_board(organization: Organization, divisions: Sequence[str], now: datetime) -> Board:
    """Return the board of these classes; of all that have somebody online when none is named. One query.

    Once the session is over it is empty, without a query.
    """
    expires_at = organization.session_expires_at
    if not session.is_open(expires_at, now):
        return Board("", 0, 0, is_first=expires_at is None)
    opened_at = organization.session_opened_at or expires_at - session.SESSION_LENGTH
    rows_of = defaultdict(list)
    since = min(opened_at, now)
    for row in _rows(organization, divisions, since):
        rows_of[row.pk].append(row)
    told = {pk: _told(rows, since, now) for pk, rows in rows_of.items()}
    seen = {rows_of[pk][0].division for pk, (state, _) in told.items() if state is not State.AWAY}
    pupils = [rows[0] for rows in rows_of.values() if divisions or rows[0].division in seen]
    names = _names(pupils)
    shown = [Tile(name, rows_of[pk][0].division, *told[pk]) for pk, name in names.items()]
    return Board(
        until=clock_label(organization, expires_at, now),
        online=sum(tile.state is not State.AWAY for tile in shown),
        to_help=sum(tile.state is State.HELP for tile in shown),
        groups=tuple(_groups(shown)),
        unseen=len(rows_of) - len(shown),
        school_code=organization.school_code or "",
    )


def _rows(organization: Organization, divisions: Sequence[str], since: datetime) -> Iterable[Row]:
    """Return the active pupils with what they play, or finished since an instant; one query, in any order."""
    instant = str(connection.ops.adapt_datetimefield_value(since))
    if len(divisions) > MOST_PREPARED:
        rows = _pupils(organization.pk, instant, *divisions)
    else:
        rows = _prepared(len(divisions))(organization.pk, instant, *divisions)
    return map(Row._make, rows)


@cache
def _prepared(divisions: int) -> Prepared[tuple]:
    """Return the query for so many classes."""
    return Prepared(_pupils, 2 + divisions)


def _pupils(school: int, since: str, *divisions: str) -> QuerySet:
    # Not finished yet, or finished in this session.
    recent = Q(attempts__completed_at=None) | Q(attempts__completed_at__gte=Value(since))
    return (
        Learner.objects.filter(organization=school)
        .active()
        .in_divisions(list(divisions))
        .order_by()
        .annotate(recent=FilteredRelation("attempts", condition=recent))
        .values_list(*COLUMNS)
        .annotate(
            questions=ArrayLength("recent__activities__challenge_ids"),
            answers=Count("recent__activities__answers"),
            answered_at=Max("recent__activities__answers__answered_at"),
        )
    )


def _names(pupils: Iterable[Row]) -> dict[int, str]:
    """Return how each pupil is called in his class, class by class: what a class may read on a wall."""
    classes = defaultdict(list)
    for pupil in pupils:
        classes[pupil.division].append((pupil.pk, pupil.first_name, pupil.last_name))
    names = {}
    for division in sort_divisions(classes):
        names |= display_names(classes[division])
    return names


def _told(rows: Sequence[Row], opened_at: datetime, now: datetime) -> tuple[State, Doing]:
    """Return what is told of a pupil from all of his rows."""
    pupil = rows[0]
    played = [row for row in rows if row.attempt]
    latest = max(played, key=lambda row: (row.last_act, row.attempt), default=None)
    if pupil.seen_at is None:
        return State.AWAY, _before_he_left(latest, "")
    last_act = latest.last_act if latest else pupil.seen_at
    silent_for = now - max(pupil.seen_at, last_act)
    sign = _ago(silent_for)
    if silent_for >= AT_WORK:
        return State.AWAY, _before_he_left(latest, _ago(now - pupil.seen_at))
    if latest and latest.completed_at and last_act >= pupil.signed_in_at:
        return State.DONE, Doing(latest.mission, "", sign)
    history = [] if latest is None or latest.completed_at else _history(played, latest.attempt)
    since = max(pupil.signed_in_at, last_act) if history else pupil.seen_at
    # What did not go well before this session, last year it may be, says nothing before he goes on with it.
    is_of_today = bool(history) and last_act >= opened_at
    reasons = reasons_to_help([row.played for row in history] if is_of_today else [], now - since)
    words = tuple(_in_words(reason, is_playing=bool(history)) for reason in reasons)
    state = State.HELP if reasons else State.AT_WORK
    if not history:
        return state, Doing("", "Choisit une mission", sign, words)
    return state, Doing(latest.mission, _place(history[-1]), sign, words)


def _before_he_left(latest: Row | None, sign: str) -> Doing:
    """Return what is told of a pupil who is not there (any more)."""
    is_finished = latest is not None and latest.completed_at is not None
    return Doing(latest.mission, "Mission terminée", sign) if is_finished else Doing(sign=sign)


def _history(played: Sequence[Row], attempt: int) -> list[Row]:
    """Return the activities of an attempt, oldest first."""
    return sorted((row for row in played if row.attempt == attempt and row.rank), key=lambda row: row.rank)


def _place(row: Row) -> str:
    """Return « Étape 2, entraînement, question 3 sur 4 », or « Défi, question 1 sur 1 »."""
    level = LEVEL_LABELS[Level(row.level)]
    where = level.capitalize() if row.step is None else f"Étape {row.step + 1}, {level}"
    return f"{where}, question{NBSP}{row.answers + 1}{NBSP}sur{NBSP}{row.questions}"


def _in_words(reason: Reason, *, is_playing: bool) -> str:
    if reason.need is Need.FAILURES:
        return f"{reason.count} essais de suite sans réussir à l’étape {reason.step + 1}"
    if reason.need is Need.TUTORIAL:
        return f"au didacticiel de l’étape {reason.step + 1}"
    what = "pas de réponse" if is_playing else "sans nouvelles"
    return f"{what} depuis {reason.count}{NBSP}min"


def _ago(length: timedelta) -> str:
    """Return « à l’instant », « il y a 2 min » or « il y a 3 h »."""
    minutes = max(length, timedelta(0)) // _MINUTE
    if minutes == 0:
        return "à l’instant"
    count, unit = (minutes, "min") if minutes < 60 else (minutes // 60, "h")
    return f"il y a {count}{NBSP}{unit}"


def _groups(tiles: Sequence[Tile]) -> Iterable[Group]:
    """Yield the groups that have pupils, those who need help first."""
    for state, (label, icon) in GROUPS.items():
        alike = tuple(tile for tile in tiles if tile.state is state)
        if alike:
            yield Group(state, label, icon, alike)
