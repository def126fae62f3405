"""Read models of the pupils' pages. Nothing in them holds a solution, a mark or a last name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Q
from django.utils.safestring import SafeString

from challenges.domain.parts import Choice
from challenges.domain.parts import Picture as AuthoredPicture
from challenges.domain.schema import ChallengeKind, ChallengeSpec, PublicChallenge
from challenges.markdown import render_markdown
from challenges.pictures import picture_url
from learners.lists import sort_divisions
from learners.models import Learner
from missions.domain.content import MissionSpec
from missions.domain.crcn import COMPETENCES
from missions.domain.path import Level
from missions.domain.results import Result
from missions.junior_messages import LEVELS
from missions.models import Activity, ActivityAnswer, Attempt, Mission, MissionChoice
from missions.questions import Question, parsed
from missions.specs import spec_of
from organizations.models import Organization

# The same bubbles are shown to a whole class: their Markdown is read once.
bubble_html = lru_cache(maxsize=4096)(render_markdown)


def divisions_of(school: Organization) -> list[str]:
    """Return the classes that have active pupils, in alphabetical order; one query."""
    pupils = Learner.objects.of(school).active()
    return sort_divisions(pupils.order_by().values_list("division", flat=True).distinct())


def area_of(competence: str) -> str:
    """Return the digit of the domain of a competence, which gives a mission its colour."""
    return COMPETENCES[competence].domain.number


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


def mission_cards(learner: Learner, school_year: int) -> list[MissionCard]:
    """Return the missions in progress, then those to do, then those finished this year; two queries.

    In each of these groups come first those with which the class begins; a mission that it hides is shown
    while it is being played. Source: spec/junior.md 3.6, 3.7; spec/decisions.md 8, 37.
    """
    mine = Attempt.objects.filter(learner=learner).filter(Q(completed_at=None) | Q(school_year=school_year))
    started, done = set(), set()
    for mission_id, completed_at in mine.order_by().values_list("mission", "completed_at"):
        (done if completed_at else started).add(mission_id)
    missions = Mission.objects.filter(Q(archived_at=None) | Q(pk__in=started)).only("title", "competence")
    cards = [
        _card(mission, started, done)
        for mission in missions.with_choice(learner, school_year)
        if mission.choice != MissionChoice.State.HIDDEN or mission.pk in started
    ]
    order = list(STATUSES)
    return sorted(cards, key=lambda card: (order.index(card.status), not card.is_first))


def _card(mission: Mission, started: Collection[int], done: Collection[int]) -> MissionCard:
    """Return a card; a mission that is played again is in progress again."""
    status = "doing" if mission.pk in started else "done" if mission.pk in done else "todo"
    is_first = mission.choice == MissionChoice.State.FIRST
    label, action = STATUSES[status]
    if is_first:
        label = FIRST_LABELS.get(status, label)
    return MissionCard(
        mission.pk, mission.title, area_of(mission.competence), status, label, action, is_first
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it."""

    url: str
    alt: str
    width: int
    height: int


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
        picture=_picture(spec.picture),
        introduction=tuple(map(bubble_html, introduction.bubbles)) if introduction else (),
        introduction_picture=_picture(introduction.picture) if introduction else None,
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """One proposal. result: "right" or "wrong" on what the pupil chose, once judged; else ""."""

    value: str
    label: str
    picture: Picture | None
    is_checked: bool
    result: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question as a browser may know it, to be answered or judged.

    number: from 1, of ``length`` in this part of the mission. tiles: empty when the answer is typed.
    max_length: of the typed answer, None when there is nothing to type. ticket: of missions.tickets, "" where
    no pupil is asked.
    """

    mission_id: int
    title: str
    area: str
    level_label: str
    number: int
    length: int
    activity_id: int
    position: int
    bubbles: tuple[SafeString, ...]
    hint: str
    picture: Picture | None
    tiles: tuple[Tile, ...]
    is_multiple: bool
    max_length: int | None
    typed: str
    is_judged: bool
    may_skip: bool
    ticket: str = ""

    @property
    def has_pictures(self) -> bool:
        return any(tile.picture for tile in self.tiles)


def question_page(question: Question, value: Sequence[str], ticket: str = "") -> QuestionPage:
    """Return the question to answer; no query. value: what the pupil sent already, to keep it."""
    page = _question_page(
        question.activity, question.position, question.challenge, value, may_skip=question.may_skip
    )
    return replace(page, ticket=ticket)


def find_answer(learner: Learner, mission_id: int, activity_id: int, position: int) -> ActivityAnswer | None:
    """Return an answer of this pupil with all that its page needs; one query."""
    # « __pk », here and below: a number of an address that is too large for a key finds nothing.
    answers = ActivityAnswer.objects.select_related("activity__attempt__mission", "challenge")
    return (
        answers.defer("activity__attempt__mission__body", "challenge__body")
        .filter(activity__attempt__learner=learner, activity__attempt__mission__pk=mission_id)
        .filter(activity__pk=activity_id, position=position)
        .first()
    )


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
        mission_id=mission.pk,
        title=mission.title,
        area=area_of(mission.competence),
        level_label=LEVELS[Level(activity.level)],
        number=position + 1,
        length=len(activity.challenge_ids),
        activity_id=activity.pk,
        position=position,
        bubbles=tuple(map(bubble_html, public.bubbles)),
        hint=public.hint,
        picture=_picture(public.picture),
        tiles=tuple(_tile(choice, public, value, verdict) for choice in public.choices),
        is_multiple=public.kind is ChallengeKind.MULTIPLE_CHOICE,
        max_length=public.max_length,
        typed=value[0] if value and public.max_length else "",
        is_judged=public.is_judged,
        may_skip=may_skip,
    )


def _tile(choice: Choice, public: PublicChallenge, value: Sequence[str], verdict: str) -> Tile:
    """Return a choice. Of several ticks that are wrong together none is told wrong: it may be right."""
    is_checked = choice.id in value
    is_told = is_checked and (
        verdict == ActivityAnswer.Verdict.RIGHT or public.kind is ChallengeKind.SINGLE_CHOICE
    )
    return Tile(
        choice.id, choice.text, _picture(choice.picture), is_checked, verdict.lower() if is_told else ""
    )


def _picture(picture: AuthoredPicture | None) -> Picture | None:
    return picture and Picture(picture_url(picture.file), picture.alt, picture.width, picture.height)


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


def end_page(learner: Learner, mission_id: int) -> EndPage | None:
    """Return the end of the last finished attempt at a mission, None when there is none; one query."""
    finished = Attempt.objects.filter(learner=learner, mission__pk=mission_id).exclude(completed_at=None)
    attempt = finished.select_related("mission").order_by("-pk").first()
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
