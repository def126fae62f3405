"""Spelling of content files, by hunspell where it is installed, and by lists of words of ours."""

import subprocess
from collections.abc import Collection, Iterable, Iterator

from challenges.domain.kinds.short_text import ShortText
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec
from challenges.domain.spelling import without_elision, words_to_spell
from challenges.domain.texts import childrens_texts

PROGRAM = "hunspell"
# As Debian, and others, name the French one.
DICTIONARIES = ("fr", "fr_FR", "fr-classique")
LONGEST_WAIT = 60
NO_SPELLING = (
    "Orthographe non relue : il manque hunspell ou son dictionnaire français (Debian : hunspell hunspell-fr)."
)


def spell(
    texts: Iterable[tuple[str, str, str]], ours: Collection[str], lexicon: str
) -> list[ContentProblem] | None:
    """Return the words that no dictionary knows, each at its first place in a file.

    texts: name of the file, place, text. ours: words to let pass; lexicon: where they are written. None where
    hunspell, or its French dictionary, is not installed.
    """
    places: dict[str, dict[str, str]] = {}
    for name, where, text in texts:
        for word in words_to_spell(text):
            places.setdefault(word, {}).setdefault(name, where)
    unknown = find_unknown(places)
    if unknown is None:
        return None
    return [
        ContentProblem(
            f"{name} › {where}", f"« {word} » : faute, ou mot à ajouter à {lexicon} ?", Severity.WARNING
        )
        for word in sorted(unknown)
        if not {word, without_elision(word)} & set(ours)
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


def texts_of_challenge(challenge: ChallengeSpec) -> Iterator[tuple[str, str]]:
    """Yield every text of a challenge, for pupils or for adults, with its place."""
    yield from ((each.where, each.text) for each in childrens_texts(challenge))
    yield from (("picture.alt", picture.alt) for picture in challenge.pictures)
    yield "explanation", challenge.explanation
    if isinstance(challenge.task, ShortText):
        # The model answer is shown to adults; the others hold what children forget.
        yield "accepted", challenge.task.accepted[0]
    if isinstance(challenge.task, Simulator):
        yield "solution", challenge.task.solution
