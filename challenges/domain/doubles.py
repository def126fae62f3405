"""Questions that are nearly the same: a pupil who meets both knows the second answer without thinking.

Two questions of one kind and with one right answer are doubles when at most three words differ, names most of
the time, and the texts are alike at 85 % (difflib). What counts is all that the question shows, the texts of
its pictures included, not the hint. Variants are alike on purpose; a right answer that differs is enough to
tell them apart. Lessons may come back: they ask nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from challenges.domain.catalogue import ContentFile, all_challenges, place_of
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.register import entry_of
from challenges.domain.schema import ChallengeSpec
from challenges.domain.texts import childrens_texts

WORD = re.compile(r"\w+")
MOST_DIFFERENT_WORDS = 3
LEAST_LIKENESS = 0.85


@dataclass(frozen=True, slots=True)
class Shown:
    """What a question shows, word by word."""

    file: ContentFile
    code: str
    words: tuple[str, ...]


def lint_doubles(files: Sequence[ContentFile]) -> list[ContentProblem]:
    """Warn of questions that are nearly the same, inside a file or in two."""
    groups: defaultdict[str, list[Shown]] = defaultdict(list)
    for file, challenge in all_challenges(files):
        if challenge.is_judged:
            # Of one kind, with one right answer.
            groups[entry_of(challenge)].append(Shown(file, challenge.code, words_shown(challenge)))
    return [
        ContentProblem(
            place_of(one.file, one.code),
            f"presque la même question que {other.code}, avec la même réponse.",
            Severity.WARNING,
        )
        for group in groups.values()
        for one, other in combinations(group, 2)
        if are_doubles(one.words, other.words)
    ]


def words_shown(challenge: ChallengeSpec) -> tuple[str, ...]:
    """Return the words of a question and of its pictures, in lowercase."""
    texts = [each.text for each in childrens_texts(challenge) if each.where != "hint"]
    texts += [picture.alt for picture in challenge.pictures]
    return tuple(WORD.findall(" ".join(texts).casefold()))


def are_doubles(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two questions of one answer are nearly the same."""
    longest = max(len(one), len(other))
    # Cheap, and enough for most: words that the other has not at all.
    if (Counter(one) & Counter(other)).total() < longest - MOST_DIFFERENT_WORDS:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return longest - same <= MOST_DIFFERENT_WORDS and matcher.ratio() >= LEAST_LIKENESS
