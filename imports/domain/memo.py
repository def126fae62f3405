"""Values that come again and again in a file, read once."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

# What a file can make a memo hold stays under a megabyte.
MAX_ENTRIES = 4096
MAX_LENGTH = 100


class Memo(dict[str, Value]):
    """What a function gives for each text, by the text; short texts are asked once."""

    def __init__(self, function: Callable[[str], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> Value:
        value = self._function(text)
        if len(text) <= MAX_LENGTH and len(self) < MAX_ENTRIES:
            self[text] = value
        return value
