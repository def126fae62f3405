"""Proof-reading French texts: typography for everybody, short and easy sentences for children.

Thresholds (our choice, from checkpoint A-50): a bubble holds two sentences at most, which is an error beyond;
a sentence for children above 12 words is a warning, above 18 an error; an explanation, which a teacher reads
with the class, may have 20. Words are what spaces separate: « l’eau » is one, an address too.
"""

import re

from challenges.domain.problems import ContentProblem, Severity

MAX_SENTENCES_IN_BUBBLE = 2
WORDS_FOR_CHILDREN = 12
WORDS_AT_MOST = 18
WORDS_IN_EXPLANATION = 20

# Addresses and code have their own punctuation.
UNTYPED = re.compile(
    r"`[^`]*`|https?://[^\s\u00a0\u202f]*[^\s\u00a0\u202f.,;:!?)»]|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.ASCII
)
TYPOGRAPHY = (
    (re.compile(r"'"), "l’apostrophe est droite ; écrire ’."),
    (re.compile(r"[\"“”]"), "les guillemets sont « et »."),
    (re.compile(r"\.\.\."), "les points de suspension sont un seul signe : …"),
    (re.compile(r"«(?![\u00a0\u202f])"), "il faut une espace insécable après «."),
    (re.compile(r"(?<![\u00a0\u202f])»"), "il faut une espace insécable avant »."),
    (
        re.compile(r"(?<![\u00a0\u202f:;!?%(])[:;!?%]"),
        "il faut une espace insécable avant un signe double et avant le pour cent.",
    ),
    (re.compile(r"\S[ \u00a0]{2,}"), "il y a deux espaces de suite."),
)
# A time (12:30), or a mark that opens the text, needs no space before it.
FREE_MARK = re.compile(r"(?<=\d):(?=\d)|^[:;!?%]")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\u00a0\u202f»*)]*\s+|\n+")
WORD = re.compile(r"\w")
MARKDOWN = re.compile(r"[*_`#]+")


def check_typography(text: str, where: str) -> list[ContentProblem]:
    """Return what breaks the rules of French typography, each rule at most once."""
    bare = FREE_MARK.sub("", UNTYPED.sub("x", text))
    # A closing bold mark stands between the space and the sign: « **Attention** ! » is well written.
    bare = bare.replace("**", "")
    return [
        ContentProblem(where, f"{message} ({shorten(text)})")
        for rule, message in TYPOGRAPHY
        if rule.search(bare)
    ]


def check_bubble(text: str, where: str) -> list[ContentProblem]:
    """Return what makes a robot's bubble too long or hard to read."""
    problems = check_children_text(text, where)
    count = len(sentences(text))
    if count > MAX_SENTENCES_IN_BUBBLE:
        problems.append(
            ContentProblem(where, f"{count} phrases dans une bulle, {MAX_SENTENCES_IN_BUBBLE} au plus.")
        )
    return problems


def check_children_text(text: str, where: str) -> list[ContentProblem]:
    """Return typographic mistakes and sentences that are too long for children."""
    return check_typography(text, where) + check_sentences(
        text, where, advised=WORDS_FOR_CHILDREN, at_most=WORDS_AT_MOST
    )


def check_sentences(text: str, where: str, *, advised: int, at_most: int) -> list[ContentProblem]:
    """Return the sentences that have more words than advised; an error above ``at_most``."""
    counts = ((sentence, len(words(sentence))) for sentence in sentences(text))
    return [
        ContentProblem(
            where,
            f"une phrase de {count} mots, {advised} au plus ({shorten(sentence)})",
            Severity.ERROR if count > at_most else Severity.WARNING,
        )
        for sentence, count in counts
        if count > advised
    ]


def check_explanation(text: str, where: str) -> list[ContentProblem]:
    """Return typographic mistakes and long sentences of what a teacher reads with the class."""
    long = [sentence for sentence in sentences(text) if len(words(sentence)) > WORDS_IN_EXPLANATION]
    return check_typography(text, where) + [
        ContentProblem(where, f"une phrase longue ({shorten(sentence)})", Severity.WARNING)
        for sentence in long
    ]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a line break ends one too."""
    return [part for part in SENTENCE_END.split(MARKDOWN.sub("", text)) if WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text: what spaces separate and holds a letter or a digit."""
    return [word for word in text.split() if WORD.search(word)]


def shorten(text: str, length: int = 40) -> str:
    """Return the beginning of a text, to find it in a file."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
