"""Keep in a cache what is asked for again and again; a cache that is away costs time, nothing more."""

import logging
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

logger = logging.getLogger(__name__)

Value = TypeVar("Value")


class Cache(Protocol):
    """The part of a Django cache that is used here."""

    def get(self, key: str) -> Any: ...
    def set(self, key: str, value: Any, timeout: float) -> None: ...


def remembered(cache: Cache, key: str, seconds: float, make: Callable[[], Value]) -> Value:
    """Return what ``make`` returned the last time, for so many seconds; None is not kept.

    key: of legal characters, another one for another value; what comes before « : » is all that logs show.
    """
    value = _quietly(key, cache.get, key)
    if value is None:
        value = make()
        _quietly(key, cache.set, key, value, seconds)
    return value


def _quietly(key: str, call: Callable, *args: object) -> Any:
    try:
        return call(*args)
    except Exception as error:  # each cache server has its own errors, and none of them may stop a page
        name = key.partition(":")[0]
        logger.warning("cache failed, %s is made again: %s", name, type(error).__name__)
        return None
