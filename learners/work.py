"""Which pupils have worked: each app that keeps what they do says how it knows, in its AppConfig.ready()."""

from collections.abc import Callable, Collection

_sources: list[Callable[[Collection[int]], set[int]]] = []


def register_work(find: Callable[[Collection[int]], set[int]]) -> None:
    """Let an app tell which of some pupils have worked since they exist; one query, by their ids."""
    _sources.append(find)


def who_worked(ids: Collection[int]) -> set[int]:
    """Return those who have done something anywhere; one query for each app that registered."""
    return {pk for find in _sources for pk in find(ids)}
