"""The reference framework as data: the thematics of a competence, their tubes, skills, challenges, tutorials.

One file a competence (campaigns/content/competences). Challenges are written where they are asked; tutorials
at the end of the file, once, and skills name them. Source: spec/campaigns.md 1.1 to 1.4.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from challenges.domain.crcn import COMPETENCES, Competence
from challenges.domain.problems import ContentProblem
from challenges.domain.reading import Reader
from challenges.domain.schema import ChallengeKind, ChallengeSpec, parse_challenge
from challenges.domain.tutorials import TutorialSpec, read_tutorial

HIGHEST_LEVEL = 8
# What the columns take, in characters.
LONGEST_TITLE, LONGEST_SKILL_TITLE, LONGEST_DESCRIPTION = 100, 200, 400
# The name of a skill ends with its level, so the name of its tube has no figure.
TUBE_CODE = re.compile(r"[a-z]{3,25}")


@dataclass(frozen=True, slots=True)
class SkillSpec:
    """What can be known of a subject at one level.

    level: 1 to 8. title: what one is able to do, for adults. hint: how to do better next time, for the pupil.
    tutorials: codes of those that teach it; further: of those that lead beyond it.
    """

    tube: str
    level: int
    title: str
    hint: str
    tutorials: tuple[str, ...]
    further: tuple[str, ...]
    challenges: tuple[ChallengeSpec, ...]

    @property
    def code(self) -> str:
        """The stable identifier: the tube's and the level."""
        return f"{self.tube}-{self.level}"


@dataclass(frozen=True, slots=True)
class TubeSpec:
    """A subject. title, description: as teachers read them. skills: as the file has them."""

    code: str
    title: str
    description: str
    skills: tuple[SkillSpec, ...]


@dataclass(frozen=True, slots=True)
class ThematicSpec:
    """Subjects that belong together."""

    code: str
    title: str
    tubes: tuple[TubeSpec, ...]


@dataclass(frozen=True, slots=True)
class CompetenceSpec:
    """One of the sixteen competences, with all that can be asked in it. code: with a dot, such as 1.1."""

    code: str
    description: str
    thematics: tuple[ThematicSpec, ...]
    tutorials: tuple[TutorialSpec, ...]

    @property
    def crcn(self) -> Competence:
        """Its name and its domain."""
        return COMPETENCES[self.code]

    @property
    def tubes(self) -> tuple[TubeSpec, ...]:
        return tuple(tube for thematic in self.thematics for tube in thematic.tubes)

    @property
    def skills(self) -> tuple[SkillSpec, ...]:
        return tuple(skill for tube in self.tubes for skill in tube.skills)

    @property
    def challenges(self) -> tuple[ChallengeSpec, ...]:
        return tuple(challenge for skill in self.skills for challenge in skill.challenges)


def parse_competence(data: object) -> tuple[CompetenceSpec | None, list[ContentProblem]]:
    """Read the file of a competence; None when a problem was found, and every problem."""
    parsing = _Parsing(Reader(data, "", []))
    competence = parsing.read()
    problems = parsing.reader.problems
    return (None if problems else competence), problems


@dataclass(slots=True)
class _Parsing:
    """The codes met while a competence is read."""

    reader: Reader
    codes: set[tuple[str, str]] = field(default_factory=set)

    def read(self) -> CompetenceSpec:
        reader = self.reader
        competence = CompetenceSpec(
            code=reader.text("competence"),
            description=reader.text("description", longest=LONGEST_DESCRIPTION),
            thematics=tuple(map(self.read_thematic, reader.sections("thematics"))),
            tutorials=tuple(map(self.read_tutorial, reader.sections("tutorials"))),
        )
        reader.close()
        if competence.code not in COMPETENCES:
            reader.note(f"« {competence.code} » n’est pas une compétence du CRCN.", "competence")
        self.check_tutorials(competence)
        return competence

    def read_thematic(self, reader: Reader) -> ThematicSpec:
        thematic = ThematicSpec(
            code=self.once(reader, "la thématique", reader.slug("code")),
            title=reader.text("title", longest=LONGEST_TITLE),
            tubes=tuple(map(self.read_tube, reader.sections("tubes"))),
        )
        reader.close()
        return thematic

    def read_tube(self, reader: Reader) -> TubeSpec:
        code = self.once(reader, "le sujet", reader.text("code"))
        if not TUBE_CODE.fullmatch(code):
            reader.note("le code d’un sujet a de 3 à 25 lettres minuscules, et rien d’autre.", "code")
        tube = TubeSpec(
            code=code,
            title=reader.text("title", longest=LONGEST_TITLE),
            description=reader.text("description", longest=LONGEST_DESCRIPTION),
            skills=tuple(self.read_skill(section, code) for section in reader.sections("skills")),
        )
        reader.close()
        levels = [skill.level for skill in tube.skills]
        if levels != list(range(levels[0], levels[0] + len(levels))) if levels else False:
            reader.note(f"les niveaux se suivent, du plus facile au plus difficile : {levels}.", "skills")
        return tube

    def read_skill(self, reader: Reader, tube: str) -> SkillSpec:
        level = reader.number("level")
        if level > HIGHEST_LEVEL:
            reader.note(f"un niveau va de 1 à {HIGHEST_LEVEL}.", "level")
        skill = SkillSpec(
            tube=tube,
            level=level,
            title=reader.text("title", longest=LONGEST_SKILL_TITLE),
            hint=reader.text("hint", longest=LONGEST_DESCRIPTION),
            tutorials=reader.texts("tutorials"),
            further=reader.texts("further", required=False),
            challenges=tuple(self.read_challenges(reader, f"{tube}-{level}")),
        )
        reader.close()
        return skill

    def read_challenges(self, reader: Reader, skill: str) -> Iterator[ChallengeSpec]:
        """Yield the challenges of a skill; their codes begin with its own, then have a letter."""
        for where, data in reader.items("challenges"):
            code = str(data.get("code", "")) if isinstance(data, dict) else ""
            spec, problems = parse_challenge(data, where=f"{where} ({code})" if code else where, formal=True)
            reader.problems += problems
            self.once(reader, "l’épreuve", code)
            if not re.fullmatch(rf"{re.escape(skill)}[a-z]", code):
                message = f"le code « {code} » s’écrit {skill}a, {skill}b…"
                reader.problems.append(ContentProblem(where, message))
            if spec and spec.kind is ChallengeKind.LESSON:
                message = "une leçon n’est pas une question : c’est un tutoriel."
                reader.problems.append(ContentProblem(where, message))
            if spec:
                yield spec

    def read_tutorial(self, reader: Reader) -> TutorialSpec:
        tutorial = read_tutorial(reader)
        self.once(reader, "le tutoriel", tutorial.code)
        return tutorial

    def check_tutorials(self, competence: CompetenceSpec) -> None:
        """Note the tutorials that are named and not there, or there and never named."""
        known = {tutorial.code for tutorial in competence.tutorials}
        named = set()
        for skill in competence.skills:
            named |= {*skill.tutorials, *skill.further}
            for code in (*skill.tutorials, *skill.further):
                if code not in known:
                    self.reader.note(f"le tutoriel « {code} » n’est pas dans le fichier.", skill.code)
        for code in sorted(known - named):
            self.reader.note(f"aucun acquis ne nomme le tutoriel « {code} ».", "tutorials")

    def once(self, reader: Reader, what: str, code: str) -> str:
        """Return a code; note it when it was met before."""
        if code and (what, code) in self.codes:
            reader.note(f"{what} « {code} » est là deux fois.", "code")
        self.codes.add((what, code))
        return code
