"""Values that say all of what they are: equal ones look alike on a page (see templatetags/components.py)."""

from typing import TypeVar

Class = TypeVar("Class", bound=type)

_classes: set[type] = set()


def plain(cls: Class) -> Class:
    """Declare a frozen dataclass plain: its fields are texts, numbers, other plain values, tuples of these.

    Each field has one type and keeps it: « 1 » and « True » are equal, and are not shown alike.
    """
    _classes.add(cls)
    return cls


def is_plain(cls: type) -> bool:
    """Return whether values of this class were declared plain."""
    return cls in _classes
