"""Spelling of the whole catalogue, by hunspell where it is installed, and by a list of words of ours."""

import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

from challenges.domain.kinds.short_text import ShortText
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec
from challenges.domain.spelling import without_elision, words_to_spell
from challenges.domain.texts import childrens_texts
from missions.domain.catalogue import MissionFile
from missions.domain.content import MissionSpec

PROGRAM = "hunspell"
# As Debian, and others, name the French one.
DICTIONARIES = ("fr", "fr_FR", "fr-classique")
LEXICON = Path(__file__).parent / "lexique.txt"
LONGEST_WAIT = 60


def check_spelling(files: Collection[MissionFile]) -> list[ContentProblem] | None:
    """Return the words that no dictionary knows, each at its first place in a file.

    None where hunspell, or its French dictionary, is not installed.
    """
    places: dict[str, dict[str, str]] = {}
    for file in files:
        for where, text in texts_of(file):
            for word in words_to_spell(text):
                places.setdefault(word, {}).setdefault(file.name, where)
    unknown = find_unknown(places)
    if unknown is None:
        return None
    ours = read_lexicon(LEXICON.read_text(encoding="utf-8"))
    return [
        ContentProblem(
            f"{name} › {where}", f"« {word} » : faute, ou mot à ajouter à lexique.txt ?", Severity.WARNING
        )
        for word in sorted(unknown)
        if not {word, without_elision(word)} & ours
        for name, where in places[word].items()
    ]


def find_unknown(words: Collection[str]) -> set[str] | None:
    """Return the words that hunspell does not know; None where it, or its French, is not installed."""
    for dictionary in DICTIONARIES:
        try:
            run = subprocess.run(
                [PROGRAM, "-d", dictionary, "-i", "utf-8", "-l"],
                input="\n".join(words),
                capture_output=True,
                encoding="utf-8",
                timeout=LONGEST_WAIT,
                check=False,
            )
        except OSError:
            return None
        if run.returncode == 0:
            return set(run.stdout.split()) & set(words)
    return None


def read_lexicon(text: str) -> set[str]:
    """Return the words of a list, one a line; what follows # is for people."""
    return {word for line in text.splitlines() if (word := line.partition("#")[0].strip())}


def texts_of(file: MissionFile) -> Iterator[tuple[str, str]]:
    """Yield every text of a mission, for children or for adults, with its place."""
    yield from _texts_of_mission(file.mission)
    for challenge in file.challenges:
        for where, text in _texts_of_challenge(challenge):
            yield f"{challenge.code}.{where}", text


def _texts_of_mission(mission: MissionSpec) -> Iterator[tuple[str, str]]:
    yield "title", mission.title
    for key in ("objectives", "achievements"):
        yield from ((key, text) for text in getattr(mission, key))
    yield from (("steps", step.name) for step in mission.steps)
    if mission.introduction:
        yield from (("introduction", text) for text in mission.introduction.bubbles)
    for picture in (mission.picture, mission.introduction and mission.introduction.picture):
        if picture:
            yield "picture", picture.alt
    yield "sheet", mission.sheet


def _texts_of_challenge(challenge: ChallengeSpec) -> Iterator[tuple[str, str]]:
    yield from ((each.where, each.text) for each in childrens_texts(challenge))
    yield from (("picture.alt", picture.alt) for picture in challenge.pictures)
    yield "explanation", challenge.explanation
    if isinstance(challenge.task, ShortText):
        # The model answer is shown to adults; the others hold what children forget.
        yield "accepted", challenge.task.accepted[0]
    if isinstance(challenge.task, Simulator):
        yield "solution", challenge.task.solution
