"""The rules of knowledge and of « smart random », told again skill by skill and without any shortcut."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp

from campaigns.domain.answers import Answer, Sitting
from campaigns.domain.content import Skill, Tube
from campaigns.domain.engine import Status


@dataclass
class Elements:
    """What is known of each skill, by its id. direct: the skills that were really asked."""

    statuses: dict[str, Status] = field(default_factory=dict)
    direct: set[str] = field(default_factory=set)

    def add(self, skill: Skill, status: Status, is_direct: bool = False) -> None:
        if skill.id not in self.statuses:
            self.statuses[skill.id] = status
            if is_direct:
                self.direct.add(skill.id)


def profile_elements(sitting: Sitting) -> Elements:
    """Return what the profile tells: successes, and failures of less than four days."""
    found = Elements()
    for tube in sitting.course.tubes:
        known = sitting.known.get(tube.id)
        for skill in tube.skills if known else ():
            is_direct = skill.level in dict(known.direct)
            if skill.level <= known.floor:
                found.add(skill, Status.VALIDATED, is_direct)
            elif known.ceiling and skill.level >= known.ceiling and known.failed_days < 4:
                found.add(skill, Status.INVALIDATED, is_direct)
    return found


def told_elements(sitting: Sitting, answers: Sequence[Answer]) -> Elements:
    """Return what this assessment tells: each answer, and what follows from it in the tube."""
    found = Elements()
    for answer in answers:
        skill, _ = sitting.course.asked_by[answer.challenge]
        if skill.id in found.statuses:
            continue
        status = Status.VALIDATED if answer.is_right else Status.INVALIDATED
        found.add(skill, status, is_direct=True)
        for other in tube_of(sitting, skill).skills:
            if (other.level < skill.level) if answer.is_right else (other.level > skill.level):
                found.add(other, status)
    return found


def elements(sitting: Sitting, answers: Sequence[Answer]) -> Elements:
    """Return what is known: of each skill the newest element, of this assessment or of the profile."""
    older, told = profile_elements(sitting), told_elements(sitting, answers)
    return Elements({**older.statuses, **told.statuses}, told.direct | (older.direct - told.statuses.keys()))


def tube_of(sitting: Sitting, skill: Skill) -> Tube:
    return sitting.course.tubes[sitting.course.places[skill.id].tube]


def chance(ability: float, level: int) -> float:
    return 1 / (1 + exp(-(ability - level)))


def ability_of(sitting: Sitting, answers: Sequence[Answer]) -> float:
    """Return the predicted level."""
    known = elements(sitting, answers)
    pairs = [(0, 1), (7, 0)]
    for _, skill in sitting.course:
        if skill.id in known.direct:
            pairs.append((skill.level, int(known.statuses[skill.id] is Status.VALIDATED)))

    def score(trial: float) -> float:
        return -abs(sum(outcome - chance(trial, level) for level, outcome in pairs))

    return max([half / 2 for half in range(1, 16)], key=score)


def reachable(sitting: Sitting, answers: Sequence[Answer]) -> list[Skill]:
    """Return the skills that are unknown, have a challenge left and are not too hard."""
    known, ability = elements(sitting, answers), ability_of(sitting, answers)
    return [
        skill
        for skill in open_skills(sitting, answers)
        if skill.id not in known.statuses and skill.level - ability <= 2
    ]


def open_skills(sitting: Sitting, answers: Sequence[Answer]) -> list[Skill]:
    """Return the skills that have a challenge left."""
    asked = {answer.challenge for answer in answers}
    return [skill for _, skill in sitting.course if any(one.id not in asked for one in skill.challenges)]


def is_timed(skill: Skill, answers: Sequence[Answer]) -> bool:
    asked = {answer.challenge for answer in answers}
    return next(one for one in skill.challenges if one.id not in asked).is_timed


def hardest(sitting: Sitting, skill: Skill) -> int:
    """Return the level of the hardest skill of its tube that has a challenge."""
    return max(other.level for other in tube_of(sitting, skill).skills if other.challenges)


def reward(sitting: Sitting, answers: Sequence[Answer], skill: Skill) -> float:
    known, ability = elements(sitting, answers), ability_of(sitting, answers)
    left = [one for one in tube_of(sitting, skill).skills if one.challenges and one.id not in known.statuses]
    p = chance(ability, skill.level)
    below = [one for one in left if one.level <= skill.level]
    above = [one for one in left if one.level >= skill.level]
    return p * len(below) + (1 - p) * len(above)


def best_skills(sitting: Sitting, answers: Sequence[Answer], has_dead_end: bool) -> set[str]:
    """Return the skills among which the engine draws; none at the end."""
    known = elements(sitting, answers).statuses
    skills = [skill for skill in open_skills(sitting, answers) if skill.id not in known]
    if answers and not has_dead_end:
        skills = reachable(sitting, answers)
    skills = [skill for skill in skills if hardest(sitting, skill) <= 3] or skills
    if not answers or answers[-1].was_timed:
        skills = [skill for skill in skills if not is_timed(skill, answers)] or skills
    if not answers:
        lowest = min((skill.level for skill in skills), default=0)
        return {one.id for one in skills if one.level == 2} or {
            one.id for one in skills if one.level == lowest
        }
    ability = ability_of(sitting, answers)
    skills = [skill for skill in skills if skill.level - ability <= 2]
    rewards = {skill.id: reward(sitting, answers, skill) for skill in skills}
    return {pk for pk, value in rewards.items() if value > max(rewards.values()) - 1e-9}
