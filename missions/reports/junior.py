"""Read models of the pupils' pages. Nothing in them holds a solution, a mark or a last name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q
from django.utils.safestring import SafeString

from challenges.domain.crcn import COMPETENCES
from challenges.domain.schema import ChallengeSpec
from challenges.markdown import render_markdown
from challenges.showing import Picture, ShownTask, show_picture, show_task
from challenges.specs import parsed
from learners.models import Learner
from missions.domain.content import MissionSpec
from missions.domain.path import Level
from missions.domain.results import Result
from missions.junior_messages import LEVELS
from missions.models import Activity, ActivityAnswer, Attempt, Mission, MissionChoice
from missions.questions import Question
from missions.specs import spec_of
from pixorga.db.prepared import Prepared
from pixorga.lib.plain import plain

# The same bubbles are shown to a whole class: their Markdown is read once.
bubble_html = lru_cache(maxsize=4096)(render_markdown)


def area_of(competence: str) -> str:
    """Return the digit of the domain of a competence, which gives a mission its colour."""
    return COMPETENCES[competence].domain.number


@plain
@dataclass(frozen=True, slots=True)
class MissionCard:
    """A mission in the pupil's list. status: "doing", "todo" or "done". is_first: before others."""

    pk: int
    title: str
    area: str
    status: str
    status_label: str
    action_label: str
    is_first: bool


STATUSES = {
    "doing": ("En cours", "Reprendre"),
    "todo": ("À faire", "Commencer"),
    "done": ("Terminé", "Recommencer"),
}
FIRST_LABELS = {"doing": "À finir en premier", "todo": "À faire en premier"}


class _MissionRow(NamedTuple):
    """A mission, archived ones too, and what a class does with it."""

    pk: int
    title: str
    competence: str
    archived_at: datetime | None
    choice: str | None


_missions = Prepared(
    lambda school, division, year: Mission.objects.with_choice(school, division, year).values_list(
        *_MissionRow._fields
    ),
    3,
)
# What a pupil plays now, or finished in a year: missions, and when.
_played = Prepared(
    lambda learner, year: (
        Attempt.objects.filter(Q(completed_at=None) | Q(school_year=year), learner=learner)
        .order_by()
        .values_list("mission", "completed_at")
    ),
    2,
)


def mission_cards(learner: Learner, school_year: int) -> list[MissionCard]:
    """Return the missions in progress, then those to do, then those finished this year; two queries.

    In each of these groups come first those with which the class begins; a mission that it hides is shown
    while it is being played. Source: spec/junior.md 3.6, 3.7; spec/decisions.md 8, 37.
    """
    started, done = set(), set()
    for mission_id, completed_at in _played(learner.pk, school_year):
        (done if completed_at else started).add(mission_id)
    cards = [
        _card(row, started, done)
        for row in map(_MissionRow._make, _missions(learner.organization_id, learner.division, school_year))
        if row.pk in started or not (row.archived_at or row.choice == MissionChoice.State.HIDDEN)
    ]
    order = list(STATUSES)
    return sorted(cards, key=lambda card: (order.index(card.status), not card.is_first))


def _card(row: _MissionRow, started: Collection[int], done: Collection[int]) -> MissionCard:
    """Return a card; a mission that is played again is in progress again."""
    status = "doing" if row.pk in started else "done" if row.pk in done else "todo"
    is_first = row.choice == MissionChoice.State.FIRST
    label, action = STATUSES[status]
    if is_first:
        label = FIRST_LABELS.get(status, label)
    return MissionCard(row.pk, row.title, area_of(row.competence), status, label, action, is_first)


@dataclass(frozen=True, slots=True)
class MissionPage:
    """What is told of a mission before it begins, and around its questions."""

    pk: int
    title: str
    area: str
    objectives: tuple[str, ...]
    picture: Picture | None
    introduction: tuple[SafeString, ...]
    introduction_picture: Picture | None


def mission_page(mission: Mission) -> MissionPage:
    """Return the start of a mission; no query for a row with its body."""
    spec = spec_of(mission)
    introduction = spec.introduction
    return MissionPage(
        pk=mission.pk,
        title=mission.title,
        area=area_of(mission.competence),
        objectives=spec.objectives,
        picture=show_picture(spec.picture),
        introduction=tuple(map(bubble_html, introduction.bubbles)) if introduction else (),
        introduction_picture=show_picture(introduction.picture) if introduction else None,
    )


@plain
@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question as a browser may know it, to be answered or judged.

    number: from 1, of ``length`` in this part of the mission. task: how it is answered, or was.
    """

    title: str
    area: str
    level_label: str
    number: int
    length: int
    bubbles: tuple[SafeString, ...]
    picture: Picture | None
    task: ShownTask
    is_judged: bool
    may_skip: bool


def question_page(question: Question, value: Sequence[str]) -> QuestionPage:
    """Return the question to answer; no query. value: what the pupil sent already, to keep it."""
    return _question_page(
        question.activity, question.position, question.challenge, value, may_skip=question.may_skip
    )


_answer = Prepared(
    lambda learner, mission, activity, position: (
        ActivityAnswer.objects.select_related("activity__attempt__mission", "challenge")
        .defer("activity__attempt__mission__body", "challenge__body")
        .filter(activity__attempt__learner=learner, activity__attempt__mission=mission)
        .filter(activity=activity, position=position)
        .order_by()
    ),
    4,
)


def find_answer(learner: Learner, mission_id: int, activity_id: int, position: int) -> ActivityAnswer | None:
    """Return an answer of this pupil with all that its page needs; one query."""
    return _answer.first(learner.pk, mission_id, activity_id, position)


def answer_page(answer: ActivityAnswer) -> QuestionPage:
    """Return a question as it was answered."""
    return _question_page(
        answer.activity, answer.position, parsed(answer.challenge), answer.value, verdict=answer.verdict
    )


def _question_page(
    activity: Activity,
    position: int,
    challenge: ChallengeSpec,
    value: Sequence[str],
    *,
    verdict: str = "",
    may_skip: bool = False,
) -> QuestionPage:
    mission = activity.attempt.mission
    # The order of the choices belongs to the attempt: a reload, and the page after, keep it.
    public = challenge.public_view(seed=activity.attempt_id)
    return QuestionPage(
        title=mission.title,
        area=area_of(mission.competence),
        level_label=LEVELS[Level(activity.level)],
        number=position + 1,
        length=len(activity.challenge_ids),
        bubbles=tuple(map(bubble_html, public.bubbles)),
        picture=show_picture(public.picture),
        task=show_task(public, value, verdict),
        is_judged=public.is_judged,
        may_skip=may_skip,
    )


@dataclass(frozen=True, slots=True)
class Achievement:
    """What the pupil worked on in one step. state: "reached", "worked" or "ahead" (not played)."""

    text: str
    state: str
    label: str


ACHIEVEMENTS = {"reached": "réussi", "worked": "à travailler encore", "ahead": "à découvrir"}


@dataclass(frozen=True, slots=True)
class EndPage:
    """The end of a mission: never a mark. overall: gives the page its colour and its words."""

    title: str
    area: str
    overall: Result
    achievements: tuple[Achievement, ...]


_finished = Prepared(
    lambda learner, mission: (
        Attempt.objects.filter(learner=learner, mission=mission)
        .exclude(completed_at=None)
        .select_related("mission")
        .order_by("-pk")[:1]
    ),
    2,
)


def end_page(learner: Learner, mission_id: int) -> EndPage | None:
    """Return the end of the last finished attempt at a mission, None when there is none; one query."""
    attempt = _finished.first(learner.pk, mission_id)
    return attempt and end_of(attempt)


def end_of(attempt: Attempt) -> EndPage:
    """Return the end of a finished attempt, which holds its mission; no query."""
    mission = attempt.mission
    return EndPage(
        title=mission.title,
        area=area_of(mission.competence),
        overall=Result(attempt.overall_result),
        achievements=_achievements(spec_of(mission), attempt.step_results),
    )


def _achievements(spec: MissionSpec, results: list[str]) -> tuple[Achievement, ...]:
    """Return one line a step; a step that the pupil did not come to lies ahead."""
    padded = [*results, *[""] * len(spec.achievements)]
    found = []
    for text, result in zip(spec.achievements, padded, strict=False):
        state = {"": "ahead", Result.REACHED.value: "reached"}.get(result, "worked")
        found.append(Achievement(text, state, ACHIEVEMENTS[state]))
    return tuple(found)
