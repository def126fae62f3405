"""The questions of a mission with their right answers, to project before a class: no pupil is named."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.safestring import SafeString

from challenges.domain.parts import Picture as AuthoredPicture
from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge
from challenges.pictures import picture_url
from learners.models import LearnerQuerySet
from missions.domain.content import Activity as Positions
from missions.domain.content import MissionSpec
from missions.domain.path import Level
from missions.models import LEVEL_LABELS, ActivityAnswer, AttemptQuerySet
from missions.questions import parsed
from missions.reports.junior import Picture, bubble_html

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

    place: of its activity, for a question that stands apart from it; else "". also_accepted: other ways to
    type the right answer.
    """

    code: str
    where: str
    place: str
    bubbles: tuple[SafeString, ...]
    hint: str
    picture: Picture | None
    proposals: tuple[Proposal, ...]
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
    challenges = _challenges(code for place in places for position in place.positions for code in position)
    parts = [
        Part(
            anchor=f"partie-{number}",
            title=place.title,
            questions=tuple(_questions(place, challenges, missed)),
        )
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


def _challenges(codes: Iterable[str]) -> dict[str, ChallengeSpec]:
    """Return the last revisions of these questions."""
    rows = Challenge.objects.filter(code__in=set(codes)).order_by("revision")
    return {row.code: parsed(row) for row in {row.code: row for row in rows}.values()}


def _questions(
    place: _Place, challenges: Mapping[str, ChallengeSpec], missed: Mapping[str, Missed]
) -> Iterator[Corrected]:
    """Yield what is asked in an activity; lessons ask nothing."""
    number = 0
    for position in place.positions:
        asked = [challenges[code] for code in position if code in challenges and challenges[code].is_judged]
        number += bool(asked)
        for version, challenge in enumerate(asked):
            where = f"Question {number}" + (f", version {_letter(version)}" if len(asked) > 1 else "")
            yield _corrected(challenge, where, missed.get(challenge.code))


def _corrected(challenge: ChallengeSpec, where: str, missed: Missed | None) -> Corrected:
    right, also = challenge.right_answers, ()
    if not challenge.choices:
        right, also = right[:1], right[1:]
    return Corrected(
        code=challenge.code,
        where=where,
        place="",
        bubbles=tuple(map(bubble_html, challenge.bubbles)),
        hint=challenge.hint,
        picture=_picture(challenge.picture),
        proposals=tuple(
            Proposal(choice.text, _picture(choice.picture), choice.id in challenge.task.right)
            for choice in challenge.choices
        ),
        right_answers=right,
        also_accepted=also,
        explanation=bubble_html(challenge.explanation),
        missed=missed,
    )


def _letter(version: int) -> str:
    return chr(ord("A") + version) if version < 26 else str(version + 1)


def _picture(picture: AuthoredPicture | None) -> Picture | None:
    return picture and Picture(picture_url(picture.file), picture.alt, picture.width, picture.height)


def step_choices(spec: MissionSpec) -> Sequence[tuple[str, str]]:
    """Return what the filter « Étapes » offers."""
    return [(str(number), f"{number} : {step.name}") for number, step in enumerate(spec.steps, start=1)]
