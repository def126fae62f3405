"""The words of a search, as the search engine compares them; static/simulators/search.js does the same."""

import re
import unicodedata

WORDS_MAX_LENGTH = 80
SMALL_ONES = """
a afin ai as au aux avec c ce ces cet cette comme comment d dans de des donc du elle en est et il
ils j je l la le les leur lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas pour qu
quand que quel quelle quelles quels qui quoi s sa se ses si son sont sur t ta te tes toi ton tu un
une vos votre vous y
"""
SMALL = frozenset(SMALL_ONES.split())
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
LETTERS = re.compile(r"[^\W_]+")
# Shorter words keep their last letter: « os », « prix ».
SHORTEST_PLURAL = 5


def words_of(text: str) -> frozenset[str]:
    """Return the words that count: no accent, no case, no final s or x, none of the small ones."""
    lower = unicodedata.normalize("NFKD", text).lower().translate(LIGATURES)
    plain = "".join(character for character in lower if not unicodedata.combining(character))
    return frozenset(_singular(word) for word in LETTERS.findall(plain) if word not in SMALL)


def key_of(text: str) -> str:
    """Return the words that count as one text: the same for the same words in any order."""
    return " ".join(sorted(words_of(text)))


def _singular(word: str) -> str:
    is_plural = len(word) >= SHORTEST_PLURAL and word[-1] in "sx"
    return word[:-1] if is_plural else word
