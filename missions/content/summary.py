"""The catalogue in figures, as lines of text: a row for each mission, and what they hold in all."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from challenges.domain.catalogue import all_challenges
from challenges.domain.kinds import ChallengeKind
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.readability import TARGET_FOR_CHILDREN, reading_ease
from challenges.domain.simulators import SIMULATORS
from missions.domain.catalogue import MissionFile
from missions.domain.lint import texts_to_read

# As a column is headed, and in full.
KINDS = {
    ChallengeKind.LESSON: ("leç.", "leçon"),
    ChallengeKind.SINGLE_CHOICE: ("uni.", "choix unique"),
    ChallengeKind.MULTIPLE_CHOICE: ("mul.", "choix multiple"),
    ChallengeKind.SHORT_TEXT: ("cou.", "texte court"),
    ChallengeKind.FILL_IN: ("tro.", "texte à trous"),
    ChallengeKind.MATCHING: ("ass.", "association"),
    ChallengeKind.ORDERING: ("ord.", "mise en ordre"),
    ChallengeKind.SIMULATOR: ("sim.", "simulateur"),
}
COLUMNS = ("épreuves", "positions", "variantes", *(short for short, _ in KINDS.values()), "images", "lisib.")
TITLE_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Figures:
    """variants: the challenges beyond the first one of each position. ease: the index of Kandel and Moles."""

    challenges: int
    positions: int
    kinds: Counter[ChallengeKind]
    pictures: int
    ease: float

    @property
    def variants(self) -> int:
        return self.challenges - self.positions

    @property
    def cells(self) -> tuple[str, ...]:
        """The figures in the order of the columns."""
        counts = (self.challenges, self.positions, self.variants, *(self.kinds[kind] for kind in KINDS))
        return (*map(str, counts), str(self.pictures), f"{self.ease:.0f}")


def figures_of(files: Collection[MissionFile]) -> Figures:
    """Return the figures of one mission, or of several together."""
    challenges = [challenge for file in files for challenge in file.challenges]
    texts = [text for file in files for text in texts_to_read(file.mission, file.challenges)]
    activities = [activity for file in files for _where, activity in file.mission.activities()]
    return Figures(
        challenges=len(challenges),
        positions=sum(map(len, activities)),
        kinds=Counter(challenge.kind for challenge in challenges),
        pictures=len({picture.file for challenge in challenges for picture in challenge.pictures}),
        ease=reading_ease(texts),
    )


def summary(files: Sequence[MissionFile]) -> list[str]:
    """Return the lines that tell what the catalogue holds."""
    ranked = sorted(files, key=lambda file: file.mission.position)
    rows = [_row(file.mission.title, figures_of([file]).cells) for file in ranked]
    head = _row("Mission", COLUMNS)
    legend = ", ".join(f"{short} {name}" for short, name in KINDS.values())
    worlds = Counter(
        challenge.task.name
        for _file, challenge in all_challenges(files)
        if isinstance(challenge.task, Simulator)
    )
    simulators = ", ".join(f"{name} {worlds[name]}" for name in sorted(SIMULATORS))
    return [
        head,
        "-" * len(head),
        *rows,
        "-" * len(head),
        _row(f"Total : {len(files)}", figures_of(files).cells),
        "",
        f"Genres : {legend}.",
        f"Simulateurs : {simulators}." if simulators else "Simulateurs : aucun.",
        f"lisib. : indice de Kandel et Moles ; {TARGET_FOR_CHILDREN} au moins, 90 se lit très facilement.",
    ]


def _row(title: str, cells: Sequence[str]) -> str:
    short = title if len(title) <= TITLE_WIDTH else f"{title[: TITLE_WIDTH - 1]}…"
    numbers = (cell.rjust(len(column)) for cell, column in zip(cells, COLUMNS, strict=True))
    return " ".join([short.ljust(TITLE_WIDTH), *numbers])
