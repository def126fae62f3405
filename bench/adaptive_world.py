"""The contents and the pupils of the bench: what they master, and what they would answer, settled beforehand.

Source: spec/campaigns.md 10.1, 10.3, 10.5.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp
from random import Random

from campaigns.domain.answers import Answer, Outcome, Sitting
from campaigns.domain.content import Challenge, Course, Skill, Tube

HIGHEST = 7
SHORTEST, LONGEST = 2, 6  # skills of a tube
# A tube starts at one of these levels and has no gap: so 42 % of the skills are mastered on average, and the
# pupils are as hard to guess (36.6 bits for 25 tubes) as those of spec/campaigns.md 9.
STARTS = (1, 2, 3)
ATTEMPTS = 3  # challenges of a skill
COMPETENCES = 5
CONTENTS = 3
STEEPNESS = 1.7  # of soft answers; a logistic curve of this slope is nearly a normal one

Kind = tuple[float, float]  # share of the challenges, chance of being right by luck


@dataclass(frozen=True, slots=True)
class World:
    """One scenario. mean, spread: of abilities; scatter: of a pupil's tubes around his ability; in levels.

    holes: share of the skills that break the order of their tube. kinds: of challenges. told: whether each
    challenge says how likely luck is; otherwise all say .10. soft: answers depend on how far the skill is.
    """

    name: str
    tubes: int = 25
    skills: int = 90
    mean: float = 3.0
    spread: float = 1.3
    scatter: float = 1.0
    slip: float = 0.05
    kinds: tuple[Kind, ...] = ((1.0, 0.10),)
    told: bool = False
    holes: float = 0.0
    soft: bool = False
    shared: float = 0.0  # of the scatter's variance, what a competence's tubes have in common
    bimodal: bool = False

    @property
    def size(self) -> str:
        return f"{self.tubes}/{self.skills}"


HEADLINE = World("headline")
NAMED = {
    world.name: world
    for world in (
        HEADLINE,
        replace(HEADLINE, name="weak", mean=1.5),
        replace(HEADLINE, name="strong", mean=4.5),
        replace(HEADLINE, name="noisy", slip=0.10, kinds=((1.0, 0.25),)),
        replace(HEADLINE, name="holes", holes=0.05),
        replace(HEADLINE, name="mixed", kinds=((0.4, 0.25), (0.6, 0.02)), told=True),
        replace(HEADLINE, name="loose", scatter=2.0),
    )
}
SMALLER = {
    world.name: world
    for world in (
        replace(HEADLINE, name="headline-22", tubes=8, skills=22),
        replace(HEADLINE, name="headline-60", tubes=17, skills=60),
    )
}
EXTRA = {
    world.name: world
    for world in (
        replace(HEADLINE, name="tight", scatter=0.5),
        replace(HEADLINE, name="soft", soft=True),
        replace(HEADLINE, name="competences", shared=0.5),
        replace(HEADLINE, name="bimodal", bimodal=True),
        replace(HEADLINE, name="noiseless", slip=0.0, kinds=((1.0, 0.0),)),
    )
}
EVERY = NAMED | SMALLER | EXTRA


def dice(*words: object) -> Random:
    """Return a generator that these words settle."""
    return Random(" ".join(map(str, words)))  # noqa: S311 (pupils, not secrets)


@dataclass(frozen=True, slots=True)
class Content:
    """course: what engines know. luck: what they do not: how likely each challenge is solved by chance."""

    course: Course
    luck: dict[str, float]


@lru_cache(maxsize=64)
def content(world: World, seed: int, number: int) -> Content:
    """Return one of the contents of a scenario; those of the same size are the same but for the luck."""
    rng, kinds = dice("content", seed, number, world.size), dice("kinds", seed, number, world.size)
    luck: dict[str, float] = {}

    def challenge(name: str) -> Challenge:
        [(_, luck[name])] = kinds.choices(world.kinds, [share for share, _ in world.kinds])
        return Challenge(name, luck[name] if world.told else 0.10)

    tubes = []
    for index, length in enumerate(_lengths(rng, world.tubes, world.skills)):
        skills = tuple(
            Skill(
                f"t{index}n{level}", level, tuple(challenge(f"t{index}n{level}c{k}") for k in range(ATTEMPTS))
            )
            for level in _levels(rng, length)
        )
        tubes.append(Tube(f"t{index}", f"c{index % COMPETENCES}", skills))
    return Content(Course(tuple(tubes)), luck)


def _lengths(rng: Random, tubes: int, skills: int) -> list[int]:
    """Return how many skills each tube has."""
    lengths = [rng.randint(SHORTEST, LONGEST) for _ in range(tubes)]
    while (short := skills - sum(lengths)) != 0:
        index, step = rng.randrange(tubes), 1 if short > 0 else -1
        if SHORTEST <= lengths[index] + step <= LONGEST:
            lengths[index] += step
    return lengths


def _levels(rng: Random, length: int) -> range:
    start = rng.choice([start for start in STARTS if start + length - 1 <= HIGHEST])
    return range(start, start + length)


@dataclass(frozen=True, slots=True)
class Pupil:
    """truth: whether he masters each skill, in the order of the course.

    solves: whether he would be right, by challenge and attempt at its skill; settled before he is asked, so
    that every engine meets the same pupil.
    """

    sitting: Sitting
    truth: tuple[bool, ...]
    solves: Callable[[str, int], bool]

    def answer(self, challenge: str, attempt: int) -> Answer:
        """Return the answer to a challenge. attempt: how many times its skill was asked before."""
        is_right = self.solves(challenge, attempt)
        return Answer(challenge, Outcome.RIGHT if is_right else Outcome.WRONG)


def pupil(world: World, seed: int, number: int, crowd: str = "class") -> Pupil:
    """Return a pupil; contents take turns. crowd: another word gives others before the same contents."""
    found = content(world, seed, number % CONTENTS)
    rng = dice(crowd, seed, world.size, number)
    above = _distances(world, rng, found.course)
    truth = tuple((distance >= 0) != (rng.random() < world.holes) for distance in above)
    skills = [skill.id for _, skill in found.course]
    draws = {skill: [rng.random() for _ in range(ATTEMPTS)] for skill in skills}
    masters = dict(zip(skills, truth, strict=True))
    distances = dict(zip(skills, above, strict=True))

    def solves(challenge: str, attempt: int) -> bool:
        skill = found.course.asked_by[challenge][0].id
        mastery = _softly(distances[skill]) if world.soft else float(masters[skill])
        right = mastery * (1 - world.slip) + (1 - mastery) * found.luck[challenge]
        return draws[skill][attempt] < right

    return Pupil(Sitting(found.course, f"{crowd}-{seed}-{number}"), truth, solves)


def _softly(distance: float) -> float:
    return 1 / (1 + exp(-STEEPNESS * distance))


def _distances(world: World, rng: Random, course: Course) -> list[float]:
    """Return how far above each skill the pupil is, in levels."""
    ability = world.mean + world.spread * _one_ability(world, rng)
    common = [rng.gauss(0, 1) for _ in range(COMPETENCES)]
    found = []
    for index, tube in enumerate(course.tubes):
        shared = common[index % COMPETENCES]
        own = rng.gauss(0, 1)
        offset = world.scatter * (world.shared**0.5 * shared + (1 - world.shared) ** 0.5 * own)
        found += [ability + offset - skill.level for skill in tube.skills]
    return found


def _one_ability(world: World, rng: Random) -> float:
    """Return how far a pupil is from the mean, in standard deviations."""
    drawn = rng.gauss(0, 1)
    if world.bimodal:  # two heaps, and one pupil in twenty far out
        side = 1.0 if rng.random() < 0.5 else -1.0
        return 0.9 * side + (2.0 if rng.random() < 0.05 else 0.45) * drawn
    return drawn
