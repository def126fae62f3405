"""Count events in fixed windows, in a cache that is given, and say when there were too many.

A window opens at the first event and closes by itself. Two ways to use a limit:

* every event counts: ``if not hit(cache, limit, subject): refuse``
* only failures count: ``if is_blocked(cache, limit, subject): refuse`` first, then ``hit(…)`` on a failure

A cache that does not answer lets everything through, and is logged: a page never fails because of it.
"""

import hashlib
import logging
from dataclasses import dataclass
from typing import Any, Protocol

logger = logging.getLogger(__name__)


class Cache(Protocol):
    """The part of a Django cache that is used here."""

    def add(self, key: str, value: Any, timeout: float) -> bool: ...
    def get(self, key: str, default: Any = None) -> Any: ...
    def set(self, key: str, value: Any, timeout: float) -> None: ...
    def incr(self, key: str) -> int: ...
    def touch(self, key: str, timeout: float) -> bool: ...


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` events in ``window`` seconds, for each subject (an address, a school, an account…).

    name: stable and unique, such as "school-code"; the only thing that logs show.
    """

    name: str
    count: int
    window: int


def hit(cache: Cache, limit: Limit, subject: object, *, distinct: str | None = None) -> bool:
    """Count one event of a subject; return whether it is still within the limit.

    distinct: what was tried; the same value counts once in a window (« 20 distinct wrong codes »).
    """
    try:
        return _count(cache, limit, subject, distinct) <= limit.count
    except Exception as error:  # each cache server has its own errors, and none of them may stop a page
        return _let_through(limit, error)


def is_blocked(cache: Cache, limit: Limit, subject: object) -> bool:
    """Return whether a subject has used up its limit; counts nothing."""
    try:
        return cache.get(_key(limit, subject), 0) >= limit.count
    except Exception as error:  # as in hit()
        return not _let_through(limit, error)


def _count(cache: Cache, limit: Limit, subject: object, distinct: str | None) -> int:
    """Return the number of events of this window, the new one included unless it was seen before."""
    key = _key(limit, subject)
    if distinct is not None and not cache.add(_key(limit, subject, distinct), 1, timeout=limit.window):
        return cache.get(key, 0)
    if cache.add(key, 1, timeout=limit.window):
        return 1
    try:
        count = cache.incr(key)
    except ValueError:  # the window closed between the two calls
        cache.set(key, 1, timeout=limit.window)
        return 1
    if count == 1:
        # Redis makes a key without an end when the window closes inside Django's incr(): give it one.
        cache.touch(key, timeout=limit.window)
    return count


def _key(limit: Limit, *parts: object) -> str:
    """Return a cache key of legal characters that shows neither who nor what."""
    digest = hashlib.sha256(repr([str(part) for part in parts]).encode()).hexdigest()
    return f"throttle:{limit.name}:{digest[:32]}"


def _let_through(limit: Limit, error: Exception) -> bool:
    logger.warning("cache failed, limit %s not applied: %s", limit.name, type(error).__name__)
    return True
