"""The framework in figures, as lines of text: a row for each competence, and what they hold in all."""

from collections import Counter
from collections.abc import Sequence

from campaigns.domain.catalogue import CompetenceFile, levels_of
from campaigns.domain.practice import Deed, deeds_of
from challenges.domain.schema import ChallengeSpec

LEVELS = range(1, 9)
TITLE_WIDTH = 54
CELL = 7


def summary(files: Sequence[CompetenceFile]) -> list[str]:
    """Return the lines that tell what the framework holds. Of each level: its skills / its challenges."""
    if not files:
        return []
    levels = [level for level in LEVELS if any(level in levels_of(file.competence) for file in files)]
    heads = ["sujets", "acquis", "épr.", "tuto.", *(f"niv. {level}" for level in levels), "prat."]
    lines = [_row("", heads), *(_row(str(file.competence.crcn), _cells([file], levels)) for file in files)]
    if len(files) > 1:
        lines.append(_row("en tout", _cells(files, levels)))
    challenges = [challenge for file in files for challenge in file.challenges]
    return [*lines, "", *_practice(challenges), *_kinds(challenges)]


def _cells(files: Sequence[CompetenceFile], levels: Sequence[int]) -> list[str]:
    """Return the figures of one competence, or of several together, in the order of the columns."""
    competences = [file.competence for file in files]
    challenges = [challenge for each in competences for challenge in each.challenges]
    by_level: Counter[tuple[int, str]] = Counter()
    for competence in competences:
        for level, (skills, asked) in levels_of(competence).items():
            by_level[level, "skills"] += skills
            by_level[level, "challenges"] += asked
    counts = (
        sum(len(each.tubes) for each in competences),
        sum(len(each.skills) for each in competences),
        len(challenges),
        sum(len(each.tutorials) for each in competences),
    )
    return [
        *map(str, counts),
        *(f"{by_level[level, 'skills']}/{by_level[level, 'challenges']}" for level in levels),
        _percentage(sum(bool(deeds_of(each)) for each in challenges), len(challenges)),
    ]


def _practice(challenges: Sequence[ChallengeSpec]) -> list[str]:
    """Return how many challenges make the pupil do what; one may do several things."""
    done = Counter(deed for challenge in challenges for deed in deeds_of(challenge))
    told = ", ".join(f"{deed} {done[deed]}" for deed in Deed)
    practical = sum(bool(deeds_of(each)) for each in challenges)
    return [f"À faire : {practical} épreuves, {_percentage(practical, len(challenges))} ({told})."]


def _kinds(challenges: Sequence[ChallengeSpec]) -> list[str]:
    kinds = Counter(str(challenge.kind) for challenge in challenges)
    conditions = {
        "chronométrées": sum(challenge.timer is not None for challenge in challenges),
        "focalisées": sum(challenge.is_focused for challenge in challenges),
        "fichiers": len({each.file for challenge in challenges for each in challenge.files}),
        "images": len({each.file for challenge in challenges for each in challenge.pictures}),
    }
    told = [*(f"{kind} {count}" for kind, count in sorted(kinds.items()))]
    told += [f"{name} {count}" for name, count in conditions.items()]
    return [f"Genres : {', '.join(told)}."]


def _percentage(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "0 %"


def _row(title: str, cells: Sequence[str]) -> str:
    return f"{title[:TITLE_WIDTH]:<{TITLE_WIDTH}}" + "".join(f"{cell:>{CELL}}" for cell in cells)
