"""A challenge as data: what is asked, how it is answered, and which part of it may reach a browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from challenges.domain.kinds import TASKS, ChallengeKind
from challenges.domain.kinds.lesson import Lesson
from challenges.domain.kinds.short_text import ShortText
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.manners import formally
from challenges.domain.media import Animation, Video
from challenges.domain.parts import Attachment, Choice, Picture, Slot, Task
from challenges.domain.problems import ContentError, ContentProblem
from challenges.domain.reading import Reader
from challenges.domain.shuffling import shuffled

__all__ = ["ChallengeKind", "ChallengeSpec", "Choice", "Picture", "PublicChallenge", "parse_challenge"]


@dataclass(frozen=True, slots=True)
class PublicChallenge:
    """What the pupil's browser may know: no solution, no accepted answer, no explanation.

    choices: in the order in which they are shown. max_length: of the text field, None when there is none;
    is_number: whether figures are enough to type in it.
    slots: the places to fill of the kinds that have several; ``ending`` follows the last one, and an option
    stands in one place only where ``takes_each_once``. world: the simulator's, ``simulator`` its name.
    alternative, files, timer, is_focused: as in `ChallengeSpec`.
    """

    code: str
    kind: ChallengeKind
    bubbles: tuple[str, ...]
    hint: str
    picture: Picture | None
    choices: tuple[Choice, ...]
    max_length: int | None
    is_number: bool
    slots: tuple[Slot, ...]
    ending: str
    takes_each_once: bool
    media: Animation | Video | None
    simulator: str
    simulator_title: str
    world: Mapping[str, object] | None
    is_judged: bool
    alternative: str
    files: tuple[Attachment, ...]
    timer: int | None
    is_focused: bool


@dataclass(frozen=True, slots=True)
class ChallengeSpec:
    """The whole challenge, solution included: it stays on the server.

    bubbles: the instruction, one text of small Markdown for each bubble of the robot.
    task: what the kind adds, for example the choices or the accepted answers.
    explanation: why the answer is right, for the teacher's correction; "" for a lesson.
    alternative: the instruction for who cannot see the picture or use the simulator, or "".
    files: to download and to look into; several are one document in several formats.
    timer: how many seconds there are to answer, None where time does not count.
    is_focused: whether the page is to be kept in front until the answer.
    """

    code: str
    kind: ChallengeKind
    bubbles: tuple[str, ...]
    hint: str
    picture: Picture | None
    task: Task
    explanation: str
    alternative: str = ""
    files: tuple[Attachment, ...] = ()
    timer: int | None = None
    is_focused: bool = False

    @classmethod
    def from_body(cls, body: Mapping[str, object]) -> Self:
        """Return the challenge of a stored body; raise ContentError when it cannot be read."""
        spec, problems = parse_challenge(body, where="")
        if spec is None:
            raise ContentError(problems)
        return spec

    def to_body(self) -> dict[str, object]:
        """Return the JSON to store. `from_body` gives an equal challenge back."""
        body: dict[str, object] = {
            "code": self.code,
            "kind": self.kind.value,
            "bubbles": list(self.bubbles),
            "hint": self.hint,
            "explanation": self.explanation,
        }
        if self.picture:
            body["picture"] = self.picture.to_body()
        return body | self._conditions() | self.task.to_body()

    def _conditions(self) -> dict[str, object]:
        """Return the keys of what few challenges have; the others are stored without them."""
        conditions = {
            "alternative": self.alternative,
            "files": [each.file for each in self.files],
            "timer": self.timer,
            "focused": self.is_focused,
        }
        return {key: value for key, value in conditions.items() if value}

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The proposals in the author's order, for adults; pupils get those of `public_view`."""
        return self.task.choices

    @property
    def is_judged(self) -> bool:
        """Whether there is an answer to judge; a lesson has none."""
        return self.task.is_judged

    @property
    def right_answers(self) -> tuple[str, ...]:
        """The right answers in words, for the teacher's correction."""
        return self.task.right_answers()

    @property
    def model_answer(self) -> tuple[str, ...]:
        """A right answer as a form sends it; empty for a lesson."""
        return self.task.model_answer()

    @property
    def media(self) -> Animation | Video | None:
        """What moves in a lesson."""
        return self.task.media if isinstance(self.task, Lesson) else None

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture of the challenge: its own, those of its choices, those that move."""
        moving = self.media.pictures if self.media else ()
        own = (self.picture, *(choice.picture for choice in self.choices), *moving)
        return tuple(picture for picture in own if picture)

    def public_view(self, seed: object = "") -> PublicChallenge:
        """Return what may be sent to a pupil, the choices in the order that belongs to the seed.

        seed: stable for a pupil and a question (such as the activity's id), so that a reload keeps the order.
        """
        return PublicChallenge(
            code=self.code,
            kind=self.kind,
            bubbles=self.bubbles,
            hint=self.hint,
            picture=self.picture,
            choices=self.shuffled_choices(seed),
            max_length=self.task.max_length,
            is_number=isinstance(self.task, ShortText) and self.task.typed.takes_figures,
            slots=self.task.slots(partial(self._in_order, seed)),
            ending=self.task.ending,
            takes_each_once=self.task.takes_each_once,
            media=self.media,
            simulator=self.task.name if isinstance(self.task, Simulator) else "",
            simulator_title=self.task.title if isinstance(self.task, Simulator) else "",
            world=self.task.world.to_body() if isinstance(self.task, Simulator) else None,
            is_judged=self.is_judged,
            alternative=self.alternative,
            files=self.files,
            timer=self.timer,
            is_focused=self.is_focused,
        )

    def shuffled_choices(self, seed: object) -> tuple[Choice, ...]:
        """Return the choices in the order of the seed, or in the author's order when it has a meaning."""
        return self._in_order(seed, self.choices) if self.task.is_shuffled else self.choices

    def _in_order(self, seed: object, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return shuffled(choices, seed=f"{self.code}\x1f{seed}", key=lambda choice: choice.id)


def parse_challenge(
    data: object, *, where: str, formal: bool = False
) -> tuple[ChallengeSpec | None, list[ContentProblem]]:
    """Read one challenge of a content file or a stored body.

    Returns the challenge and no problem, or None and every problem found. `where` leads each of them.
    formal: who answers is told « vous », where the author writes no hint.
    """
    problems: list[ContentProblem] = []
    reader = Reader(data, where, problems)
    code = reader.slug("code")
    kind = reader.member("kind", ChallengeKind)
    if kind is None:
        # The other keys belong to an unknown kind: nothing sensible can be said about them.
        return None, problems
    spec = _read_rest(reader, code, kind, formal=formal)
    reader.close()
    return (None if problems else spec), problems


def _read_rest(reader: Reader, code: str, kind: ChallengeKind, *, formal: bool) -> ChallengeSpec:
    bubbles = reader.texts("bubbles")
    hint = reader.text("hint", required=False)
    section = reader.section("picture")
    picture = Picture.read(section) if section else None
    task = TASKS[kind].read(reader, code)
    default_hint = task.default_hint if task else ""
    return ChallengeSpec(
        code=code,
        kind=kind,
        bubbles=bubbles,
        hint=hint or (formally(default_hint) if formal else default_hint),
        picture=picture,
        task=task,
        explanation=reader.text("explanation", required=TASKS[kind].is_judged),
        alternative=reader.text("alternative", required=False),
        files=tuple(Attachment(file) for file in reader.texts("files", required=False)),
        timer=reader.number("timer") if reader.has("timer") else None,
        is_focused=reader.flag("focused", default=False),
    )
