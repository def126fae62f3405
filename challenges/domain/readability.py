"""How easy a French text is to read, by the formula of Kandel and Moles.

It is Flesch's scale with the numbers of French: 90 and more is very easy (9 to 11 years), from 80 easy,
from 70 rather easy, from 60 ordinary, as newspapers are. CM1 and CM2 would be at 90, but for the long words
that a mission is there to teach (« ordinateur », « moteur de recherche »): they cost a dozen points. So a
whole mission below 70 is too hard (A-50). To be calibrated with teachers.
"""

import re
from collections.abc import Iterable

from challenges.domain.wording import UNTYPED, sentences, words

TARGET_FOR_CHILDREN = 70

# In « boutique » and « longue » the u is not heard.
SILENT_U = re.compile(r"(?<=[qg])u(?=[eéèêiy])", re.IGNORECASE)
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+", re.IGNORECASE)
MUTE_END = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûü\W])es?$", re.IGNORECASE)


def reading_ease(texts: Iterable[str]) -> float:
    """Return the Kandel-Moles index: 100 is very easy, below 70 is too hard for CM1 and CM2.

    207 - 1.015 × words per sentence - 73.6 × syllables per word; addresses and names of files are no words.
    No text at all -> 100. A few lines give no meaningful index: ask for a whole mission.
    """
    all_sentences = [sentence for text in texts for sentence in sentences(UNTYPED.sub(" ", text))]
    all_words = [word for sentence in all_sentences for word in words(sentence)]
    if not all_words:
        return 100.0
    syllables = sum(count_syllables(word) for word in all_words)
    return 207 - 1.015 * len(all_words) / len(all_sentences) - 73.6 * syllables / len(all_words)


def count_syllables(word: str) -> int:
    """Return how many syllables are heard in a French word, at least one: vowel groups, no mute final e."""
    parts = re.split(r"[’-]", SILENT_U.sub("", re.sub(r"[^\w’-]", "", word)))
    return max(1, sum(len(VOWELS.findall(MUTE_END.sub("", part))) for part in parts))
