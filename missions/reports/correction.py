"""The questions of a mission with their right answers, to project before a class: no pupil is named."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.safestring import SafeString

from challenges.domain.schema import ChallengeKind, ChallengeSpec
from challenges.models import Challenge
from challenges.showing import Picture, ShownTask, show_picture, show_task
from challenges.specs import parsed
from learners.models import LearnerQuerySet
from missions.domain.content import Activity as Positions
from missions.domain.content import MissionSpec
from missions.domain.path import Level
from missions.models import LEVEL_LABELS, ActivityAnswer, AttemptQuerySet
from missions.reports.junior import bubble_html

Verdict = ActivityAnswer.Verdict

LEVELS = (Level.VALIDATION, Level.TRAINING, Level.TUTORIAL, Level.DARE)
LEVEL_CHOICES = [(level.value, LEVEL_LABELS[level].capitalize()) for level in LEVELS]


@dataclass(frozen=True, slots=True)
class Missed:
    """How often a question was missed: a wrong answer, or « Je ne sais pas »."""

    count: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.total)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A choice of a question, in the author's order."""

    text: str
    picture: Picture | None
    is_right: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question with its answer. where: « Question 2, version B »; missed: None where nobody was asked.

    place: of its activity, for a question that stands apart from it; else "". task: what is asked by the
    kinds without proposals. also_accepted: other ways to type the right answer.
    """

    pk: int
    code: str
    where: str
    place: str
    bubbles: tuple[SafeString, ...]
    hint: str
    picture: Picture | None
    proposals: tuple[Proposal, ...]
    task: ShownTask
    right_answers: tuple[str, ...]
    also_accepted: tuple[str, ...]
    explanation: SafeString
    missed: Missed | None


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of an activity, in the order in which pupils meet them."""

    anchor: str
    title: str
    questions: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """An activity of the mission. step: from 0, None for the dare."""

    step: int | None
    level: Level
    title: str
    positions: Positions


def missed_questions(attempts: AttemptQuerySet, pupils: LearnerQuerySet) -> dict[str, Missed]:
    """Return how often these pupils missed each question, by its code; one query."""
    answers = ActivityAnswer.objects.filter(
        activity__attempt__in=attempts.filter(learner__in=pupils.order_by()).order_by().values("pk")
    )
    is_missed = Q(verdict__in=[Verdict.WRONG, Verdict.SKIPPED])
    counts = (
        answers.exclude(verdict=Verdict.SEEN)
        .order_by()
        .values_list("challenge__code")
        .annotate(missed=Count("pk", filter=is_missed), total=Count("pk"))
    )
    return {code: Missed(count, total) for code, count, total in counts}


def correction(
    spec: MissionSpec, *, steps: Collection[str], levels: Collection[str], missed: Mapping[str, Missed]
) -> list[Part]:
    """Return the questions of the mission as pupils meet them; one query.

    steps: numbers from « 1 », levels: values of Level; all of them where none is asked.
    """
    places = [place for place in _places(spec) if _is_asked(place, steps, levels)]
    challenges = _challenges(places)
    return _parts(places, lambda place: _questions(place, challenges, missed))


def everything(spec: MissionSpec) -> list[Part]:
    """Return all that a mission holds, activity by activity, lessons included; one query."""
    places = list(_places(spec))
    challenges = _challenges(places)
    return _parts(places, lambda place: _every_page(place, challenges))


def _parts(places: Iterable[_Place], questions: Callable[[_Place], Iterator[Corrected]]) -> list[Part]:
    parts = [
        Part(anchor=f"partie-{number}", title=place.title, questions=tuple(questions(place)))
        for number, place in enumerate(places, start=1)
    ]
    return [part for part in parts if part.questions]


def most_missed(parts: Iterable[Part]) -> list[Corrected]:
    """Return the questions that were missed, the most missed first, each with its place."""
    found = [
        replace(question, place=part.title)
        for part in parts
        for question in part.questions
        if question.missed and question.missed.count
    ]
    return sorted(
        found, key=lambda question: (-question.missed.count / question.missed.total, -question.missed.total)
    )


def _places(spec: MissionSpec) -> Iterator[_Place]:
    for number, step in enumerate(spec.steps):
        by_level = {
            Level.VALIDATION: step.validation,
            Level.TRAINING: step.training,
            Level.TUTORIAL: step.tutorial,
        }
        for level, positions in by_level.items():
            title = f"Étape {number + 1} : {step.name}, {LEVEL_LABELS[level]}"
            yield _Place(number, level, title, positions)
    yield _Place(None, Level.DARE, LEVEL_LABELS[Level.DARE].capitalize(), spec.dare)


def _is_asked(place: _Place, steps: Collection[str], levels: Collection[str]) -> bool:
    """Return whether the filters keep an activity; the dare belongs to no step."""
    if levels and place.level.value not in levels:
        return False
    return not steps or (place.step is not None and str(place.step + 1) in steps)


def _challenges(places: Iterable[_Place]) -> dict[str, Challenge]:
    """Return the last revisions of the questions of these activities; one query."""
    codes = {code for place in places for position in place.positions for code in position}
    rows = Challenge.objects.filter(code__in=codes).order_by("revision")
    return {row.code: row for row in rows}


def _questions(
    place: _Place, challenges: Mapping[str, Challenge], missed: Mapping[str, Missed]
) -> Iterator[Corrected]:
    """Yield what is asked in an activity; lessons ask nothing."""
    number = 0
    for position in place.positions:
        asked = [
            challenges[code]
            for code in position
            if code in challenges and challenges[code].kind != ChallengeKind.LESSON
        ]
        number += bool(asked)
        for version, row in enumerate(asked):
            where = f"Question {number}" + (f", version {_letter(version)}" if len(asked) > 1 else "")
            yield _corrected(row, where, missed.get(row.code))


def _every_page(place: _Place, challenges: Mapping[str, Challenge]) -> Iterator[Corrected]:
    """Yield all that an activity holds, lessons included."""
    for number, position in enumerate(place.positions, start=1):
        for version, code in enumerate(position):
            if code in challenges:
                where = f"Position {number}, version {_letter(version)}"
                yield _corrected(challenges[code], where, None)


def _corrected(row: Challenge, where: str, missed: Missed | None) -> Corrected:
    challenge = parsed(row)
    right, also = _right_answers(challenge)
    return Corrected(
        pk=row.pk,
        code=challenge.code,
        where=where,
        place="",
        bubbles=tuple(map(bubble_html, challenge.bubbles)),
        hint=challenge.hint,
        picture=show_picture(challenge.picture),
        proposals=tuple(
            Proposal(choice.text, show_picture(choice.picture), choice.id in challenge.task.right)
            for choice in challenge.choices
        ),
        task=show_task(challenge.public_view()),
        right_answers=right,
        also_accepted=also,
        explanation=bubble_html(challenge.explanation),
        missed=missed,
    )


def _right_answers(challenge: ChallengeSpec) -> tuple[Sequence[str], Sequence[str]]:
    """Return the right answers in words, and what is accepted beside them."""
    right = challenge.right_answers
    if challenge.kind is ChallengeKind.SHORT_TEXT:
        return right[:1], right[1:]
    if challenge.kind is ChallengeKind.FILL_IN:
        others = [(gap.label, ", ".join(gap.accepted[1:])) for gap in challenge.task.gaps]
        return right, tuple(f"{label} ({words})" for label, words in others if words)
    return right, ()


def _letter(version: int) -> str:
    return chr(ord("A") + version) if version < 26 else str(version + 1)


def step_choices(spec: MissionSpec) -> Sequence[tuple[str, str]]:
    """Return what the filter « Étapes » offers."""
    return [(str(number), f"{number} : {step.name}") for number, step in enumerate(spec.steps, start=1)]
