"""What answers and the profile say of each tube: validated up to a floor, invalidated from a ceiling on.

Source: spec/campaigns.md 2.7, 3.1, 3.2, 3.4.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from campaigns.domain.answers import Known, Sitting
from campaigns.domain.content import Place
from campaigns.domain.engine import Status

NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is settled in a tube: the levels up to the floor are validated, those from the ceiling on are
    not. floor: 0 for none. ceiling: None for none; above the floor.
    """

    floor: int = 0
    ceiling: int | None = None

    def status_of(self, level: int) -> Status:
        """Return what becomes of a skill of this level."""
        if level <= self.floor:
            return Status.VALIDATED
        if self.ceiling is not None and level >= self.ceiling:
            return Status.INVALIDATED
        return Status.UNKNOWN

    def after(self, level: int, is_right: bool) -> "Bounds":
        """Return what is settled after an answer of the same assessment; it changes nothing that is settled.

        A success validates the easier levels, a failure invalidates the harder ones.
        Source: spec/campaigns.md 3.1.
        """
        if self.status_of(level) is not Status.UNKNOWN:
            return self
        return Bounds(level, self.ceiling) if is_right else Bounds(self.floor, level)

    def over(self, older: "Bounds") -> "Bounds":
        """Return what is settled when these bounds speak first, and the older ones where these are silent.

        A later failure on level 3 invalidates an older validated level 5. Source: spec/campaigns.md 3.1, 3.2.
        """
        floor, ceiling = older.floor, older.ceiling
        if self.ceiling is not None:
            floor = min(floor, self.ceiling - 1)
            ceiling = self.ceiling if ceiling is None else min(ceiling, self.ceiling)
        if ceiling is not None:
            ceiling = max(ceiling, self.floor + 1)
        return Bounds(max(floor, self.floor), ceiling)


def bounds_of(known: Known) -> Bounds:
    """Return what is still believed of a profile: failures are forgotten after four days, successes never."""
    return Bounds(known.floor, known.current_ceiling)


class TubeKnowledge:
    """What is known of one tube in the middle of an assessment.

    bounds: what is settled, by this assessment and, where it is silent, by the profile.
    asked: each level that this assessment asked and that was not settled by it, and whether it was right.
    """

    __slots__ = ("_known", "_older", "_told", "asked", "bounds")

    def __init__(self, known: Known = NOTHING_KNOWN) -> None:
        self._known = known
        self._older = bounds_of(known)
        self._told = Bounds()  # by this assessment alone
        self.bounds = self._older
        self.asked: dict[int, bool] = {}

    def record(self, level: int, is_right: bool) -> None:
        """Take an answer into account, unless this assessment has settled the level before."""
        told = self._told.after(level, is_right)
        if told is not self._told:
            self._told = told
            self.bounds = told.over(self._older)
            self.asked[level] = is_right

    def direct(self) -> Iterator[tuple[int, bool]]:
        """Return each level that was really asked, and whether it was right: now, or by an earlier
        assessment, as long as it is believed and nothing newer was inferred of it.
        """
        yield from self.asked.items()
        for level, is_right in self._known.direct:
            believed = Status.VALIDATED if is_right else Status.INVALIDATED
            is_current = self._older.status_of(level) is believed
            if is_current and self._told.status_of(level) is Status.UNKNOWN:
                yield level, is_right


class Knowledge:
    """What is known of a pupil in the middle of a course, tube by tube."""

    __slots__ = ("_course", "tubes")

    def __init__(self, sitting: Sitting) -> None:
        self._course = sitting.course
        self.tubes = [TubeKnowledge(sitting.known.get(tube.id, NOTHING_KNOWN)) for tube in self._course.tubes]

    def record(self, place: Place, is_right: bool) -> None:
        """Take the answer to the skill at this place into account."""
        self.tubes[place.tube].record(self._course.skill_at(place).level, is_right)

    def statuses(self) -> list[Status]:
        """Return what becomes of each skill, in the order of the course."""
        return [
            known.bounds.status_of(skill.level)
            for known, tube in zip(self.tubes, self._course.tubes, strict=True)
            for skill in tube.skills
        ]

    def direct(self) -> Iterator[tuple[int, bool]]:
        """Return the level of each skill of the course that was really asked, and whether it was right."""
        for known, tube in zip(self.tubes, self._course.tubes, strict=True):
            targeted = {skill.level for skill in tube.skills}
            for level, is_right in known.direct():
                if level in targeted:
                    yield level, is_right
