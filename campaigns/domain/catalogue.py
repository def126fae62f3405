"""The competences of the framework side by side: what is proof-read together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaigns.domain.framework import CompetenceSpec
from challenges.domain.crcn import COMPETENCES
from challenges.domain.problems import ContentProblem
from challenges.domain.schema import ChallengeSpec


@dataclass(frozen=True, slots=True)
class CompetenceFile:
    """A competence, and the name of its file."""

    competence: CompetenceSpec

    @property
    def name(self) -> str:
        return f"{stem_of(self.competence.code)}.yaml"

    @property
    def challenges(self) -> tuple[ChallengeSpec, ...]:
        return self.competence.challenges


def stem_of(competence: str) -> str:
    """Return what files of a competence are called: 1-1 for 1.1."""
    return competence.replace(".", "-")


# What commands take for one competence.
STEMS = tuple(map(stem_of, COMPETENCES))


def lint_clashes(files: Sequence[CompetenceFile]) -> list[ContentProblem]:
    """Return the codes that two files share. Inside one file they are told when it is read."""
    owners: dict[tuple[str, str], list[str]] = {}
    for file in files:
        for what in set(_codes(file.competence)):
            owners.setdefault(what, []).append(file.name)
    return [
        ContentProblem("", f"{what} « {code} » est dans {' et '.join(names)}.")
        for (what, code), names in sorted(owners.items())
        if len(names) > 1
    ]


def levels_of(competence: CompetenceSpec) -> dict[int, tuple[int, int]]:
    """Return, by level in order, how many skills and how many challenges a competence has."""
    skills = Counter(skill.level for skill in competence.skills)
    challenges: Counter[int] = Counter()
    for skill in competence.skills:
        challenges[skill.level] += len(skill.challenges)
    return {level: (skills[level], challenges[level]) for level in sorted(skills)}


def _codes(competence: CompetenceSpec) -> Iterator[tuple[str, str]]:
    yield "la compétence", competence.code
    yield from (("la thématique", thematic.code) for thematic in competence.thematics)
    yield from (("le sujet", tube.code) for tube in competence.tubes)
    yield from (("le tutoriel", tutorial.code) for tutorial in competence.tutorials)
