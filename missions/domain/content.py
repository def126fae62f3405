"""A mission as data: steps, activities, positions and their variants.

In a content file the challenges are written where they are asked. In the stored body they are rows of their
own, and a position holds their codes. `parse_mission` reads both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeAlias

from challenges.domain.crcn import COMPETENCES, Competence
from challenges.domain.parts import Picture
from challenges.domain.problems import ContentError, ContentProblem
from challenges.domain.reading import Reader
from challenges.domain.schema import ChallengeKind, ChallengeSpec, parse_challenge

# A position holds the codes of its variants, the base version first; an activity is a series of positions.
Position: TypeAlias = tuple[str, ...]
Activity: TypeAlias = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    """What is shown before the first start of a mission: bubbles, and a picture if it helps."""

    bubbles: tuple[str, ...]
    picture: Picture | None

    def to_body(self) -> dict[str, object]:
        """Return what `read_introduction` reads back."""
        return {"bubbles": list(self.bubbles)} | ({"picture": self.picture.to_body()} if self.picture else {})


@dataclass(frozen=True, slots=True)
class StepSpec:
    """One step: a pupil is tested by the validation first, and trained or taught only when needed."""

    name: str
    tutorial: Activity
    training: Activity
    validation: Activity

    def to_body(self) -> dict[str, object]:
        """Return the JSON to store for this step."""
        return {
            "name": self.name,
            "tutorial": activity_body(self.tutorial),
            "training": activity_body(self.training),
            "validation": activity_body(self.validation),
        }


@dataclass(frozen=True, slots=True)
class MissionSpec:
    """A whole mission.

    position: rank in the list of missions. competence: code of the CRCN, such as "1.1".
    objectives: told before the start. achievements: told at the end, one for each step, in the same order.
    sheet: the teacher's sheet, Markdown. dare: the last activity (« défi »), outside the steps.
    """

    code: str
    position: int
    title: str
    competence: str
    objectives: tuple[str, ...]
    achievements: tuple[str, ...]
    sheet: str
    introduction: Introduction | None
    picture: Picture | None
    steps: tuple[StepSpec, ...]
    dare: Activity

    @classmethod
    def from_body(cls, body: Mapping[str, object]) -> Self:
        """Return the mission of a stored body; raise ContentError when it cannot be read."""
        mission, _challenges, problems = parse_mission(body)
        if mission is None:
            raise ContentError(problems)
        return mission

    def to_body(self) -> dict[str, object]:
        """Return the JSON to store. `from_body` gives an equal mission back."""
        body: dict[str, object] = {
            "code": self.code,
            "position": self.position,
            "title": self.title,
            "competence": self.competence,
            "objectives": list(self.objectives),
            "achievements": list(self.achievements),
            "sheet": self.sheet,
            "steps": [step.to_body() for step in self.steps],
            "dare": activity_body(self.dare),
        }
        if self.introduction:
            body["introduction"] = self.introduction.to_body()
        if self.picture:
            body["picture"] = self.picture.to_body()
        return body

    @property
    def crcn(self) -> Competence:
        """The competence that the mission works on, with its name and its domain."""
        return COMPETENCES[self.competence]

    def activities(self) -> Iterator[tuple[str, Activity]]:
        """Yield every activity in the order of the file, with its path, such as steps[1].training."""
        for number, step in enumerate(self.steps, start=1):
            yield f"steps[{number}].tutorial", step.tutorial
            yield f"steps[{number}].training", step.training
            yield f"steps[{number}].validation", step.validation
        yield "dare", self.dare

    def challenge_codes(self) -> tuple[str, ...]:
        """Return the codes of all its challenges, each once, in the order of the file."""
        codes = (code for _path, activity in self.activities() for position in activity for code in position)
        return tuple(dict.fromkeys(codes))


def activity_body(activity: Activity) -> list[list[str]]:
    """Return an activity as JSON lists."""
    return [list(position) for position in activity]


def parse_mission(data: object) -> tuple[MissionSpec | None, tuple[ChallengeSpec, ...], list[ContentProblem]]:
    """Read a mission file, or the body stored for a mission.

    Returns the mission (None when a problem was found), the challenges that are written in it, every problem.
    """
    parsing = _Parsing(Reader(data, "", []))
    mission = parsing.read_mission()
    problems = parsing.reader.problems
    return (None if problems else mission), tuple(parsing.challenges), problems


@dataclass(slots=True)
class _Parsing:
    """The challenges met while a mission is read."""

    reader: Reader
    challenges: list[ChallengeSpec] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)

    def read_mission(self) -> MissionSpec:
        reader = self.reader
        mission = MissionSpec(
            code=reader.slug("code"),
            position=reader.number("position"),
            title=reader.text("title"),
            competence=reader.text("competence"),
            objectives=reader.texts("objectives"),
            achievements=reader.texts("achievements"),
            sheet=reader.text("sheet"),
            introduction=read_introduction(reader.section("introduction")),
            picture=read_picture(reader.section("picture")),
            steps=tuple(self.read_step(step) for step in reader.sections("steps")),
            dare=self.read_activity(reader, "dare"),
        )
        reader.close()
        if mission.competence and mission.competence not in COMPETENCES:
            reader.note(f"« {mission.competence} » n’est pas une compétence du CRCN.", "competence")
        if len(mission.achievements) != len(mission.steps):
            reader.note("il faut une réussite par étape.", "achievements")
        return mission

    def read_step(self, reader: Reader) -> StepSpec:
        step = StepSpec(
            name=reader.text("name"),
            tutorial=self.read_activity(reader, "tutorial", may_teach=True),
            training=self.read_activity(reader, "training"),
            validation=self.read_activity(reader, "validation"),
        )
        reader.close()
        return step

    def read_activity(self, reader: Reader, level: str, *, may_teach: bool = False) -> Activity:
        return tuple(
            self.read_position(where, alternatives, may_teach=may_teach)
            for where, alternatives in reader.items(level)
        )

    def read_position(self, where: str, alternatives: object, *, may_teach: bool) -> Position:
        if not isinstance(alternatives, list) or not alternatives:
            self.note(where, "une liste d’épreuves est attendue : la version de base, puis ses variantes.")
            return ()
        return tuple(
            self.read_alternative(f"{where}[{number}]", alternative, may_teach=may_teach)
            for number, alternative in enumerate(alternatives, start=1)
        )

    def read_alternative(self, where: str, data: object, *, may_teach: bool) -> str:
        """Return the code of a challenge that is written here, or that is named as in a stored body."""
        if isinstance(data, str):
            return data
        code = str(data.get("code", "")) if isinstance(data, dict) else ""
        spec, problems = parse_challenge(data, where=f"{where} ({code})" if code else where)
        self.reader.problems += problems
        if code in self.codes:
            self.note(where, f"deux épreuves ont le code « {code} ».")
        if code:
            self.codes.add(code)
        if spec:
            self.challenges.append(spec)
            if spec.kind is ChallengeKind.LESSON and not may_teach:
                self.note(where, "un écran de leçon n’a sa place que dans un didacticiel.")
        return code

    def note(self, where: str, message: str) -> None:
        self.reader.problems.append(ContentProblem(where, message))


def read_introduction(reader: Reader | None) -> Introduction | None:
    """Return the optional introduction."""
    if reader is None:
        return None
    introduction = Introduction(reader.texts("bubbles"), read_picture(reader.section("picture")))
    reader.close()
    return introduction


def read_picture(reader: Reader | None) -> Picture | None:
    """Return the optional picture."""
    return None if reader is None else Picture.read(reader)
