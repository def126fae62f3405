"""Which words of a text a spelling dictionary has to know."""

import re

from challenges.domain.wording import MARKDOWN

# Addresses, names of files, numbers and what holds a figure are no words.
NO_WORD = re.compile(r"\S*(?:\w\.\w|[@/\d_])\S*")
# « l’eau » is looked up whole: dictionaries know what may be elided. « mots-clés » is two words.
WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")
SHORTEST = 2


def words_to_spell(text: str) -> tuple[str, ...]:
    """Return the words of a text, as they are written, in order."""
    bare = NO_WORD.sub(" ", MARKDOWN.sub("", text))
    return tuple(word for word in WORD.findall(bare) if len(word) >= SHORTEST)


def without_elision(word: str) -> str:
    """Return « Inès » of « d’Inès »."""
    return word.rpartition("’")[2]
