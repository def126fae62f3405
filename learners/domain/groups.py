"""The groups of a pupil (Latin, half a class) as one text, which every database can search.

Source: decisions.md 27.
"""

from collections.abc import Iterable

# Each name stands between two of these; no name holds one, whatever the file.
MARK = "\n"


def join_groups(names: Iterable[str]) -> str:
    """Return the names in one text, sorted, each once: "\\n3A GR1\\nLATIN\\n"; none -> ""."""
    joined = MARK.join(sorted(set(names)))
    return f"{MARK}{joined}{MARK}" if joined else ""


def split_groups(joined: str) -> list[str]:
    """Return the names that `join_groups` put together."""
    return [name for name in joined.split(MARK) if name]


def mark_group(name: str) -> str:
    """Return what a text of groups contains if this name is one of them."""
    return f"{MARK}{name}{MARK}"
