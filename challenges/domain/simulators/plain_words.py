"""What a pupil types in a field, as it is reported; static/simulators/mail.js does the same."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
# Letters, digits, and what addresses need between them.
WORDS = re.compile(r"[^\W_]+(?:[@._-]+[^\W_]+)*")


def plain_words(text: str) -> str:
    """Return a text without case, accents, punctuation and needless spaces; addresses keep their signs."""
    lower = unicodedata.normalize("NFKD", text).lower().translate(LIGATURES)
    bare = "".join(character for character in lower if not unicodedata.combining(character))
    return " ".join(WORDS.findall(bare))
