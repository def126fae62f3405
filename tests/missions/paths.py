"""Every path through a mission, for the tests of the path and of the results."""

from collections.abc import Iterator

from missions.domain.path import ActivityStatus, Level, Played, next_activity

ENDS = (ActivityStatus.SUCCEEDED, ActivityStatus.FAILED, ActivityStatus.SKIPPED)

History = tuple[Played, ...]


def histories(step_count: int, start: History = ()) -> Iterator[History]:
    """Yield every history of finished activities that can occur, unfinished missions included."""
    yield start
    following = next_activity(start, step_count=step_count)
    if following is None:
        return
    ends = ENDS[:1] if following.level is Level.TUTORIAL else ENDS
    for end in ends:
        yield from histories(step_count, (*start, Played(following.level, following.step, end)))


def complete_paths(step_count: int) -> list[History]:
    """Return the histories after which the mission is over."""
    return [path for path in histories(step_count) if next_activity(path, step_count=step_count) is None]


LETTERS = {"V": Level.VALIDATION, "E": Level.TRAINING, "D": Level.TUTORIAL}
SIGNS = {"+": ActivityStatus.SUCCEEDED, "-": ActivityStatus.FAILED, "~": ActivityStatus.SKIPPED}


def step(text: str, number: int = 0) -> History:
    """Return the history of « V- E+ V~ D »: failed validation, training, skipped validation, tutorial."""
    return tuple(Played(LETTERS[word[0]], number, SIGNS[word[1:] or "+"]) for word in text.split())


def dare(sign: str) -> History:
    """Return the history of the dare alone."""
    return (Played(Level.DARE, None, SIGNS[sign]),)
