"""Spelling of all missions together."""

from collections.abc import Collection, Iterator
from pathlib import Path

from challenges.domain.problems import ContentProblem
from challenges.spelling import read_lexicon, spell, texts_of_challenge
from missions.domain.catalogue import MissionFile
from missions.domain.content import MissionSpec

LEXICON = Path(__file__).parent / "lexique.txt"


def check_spelling(files: Collection[MissionFile]) -> list[ContentProblem] | None:
    """Return the words that no dictionary knows; None where hunspell is not installed."""
    texts = ((file.name, where, text) for file in files for where, text in texts_of(file))
    return spell(texts, read_lexicon(LEXICON.read_text(encoding="utf-8")), LEXICON.name)


def texts_of(file: MissionFile) -> Iterator[tuple[str, str]]:
    """Yield every text of a mission, for children or for adults, with its place."""
    yield from _texts_of_mission(file.mission)
    for challenge in file.challenges:
        for where, text in texts_of_challenge(challenge):
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
