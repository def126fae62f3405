"""What is remembered is made once; a cache that is away costs time, nothing more."""

from itertools import count

from pixorga.lib.remember import remembered


class Shelf(dict):
    """A cache of which nothing ever runs out."""

    def set(self, key, value, timeout):
        self[key] = (value, timeout)

    def get(self, key):
        return super().get(key, (None, 0))[0]


class Broken:
    def get(self, key):
        raise ConnectionError(key)

    def set(self, key, value, timeout):
        raise ConnectionError(key)


def test_it_is_made_once_for_a_key():
    shelf, numbers = Shelf(), count()
    assert [remembered(shelf, "n:1", 60, lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]
    assert remembered(shelf, "n:2", 60, lambda: next(numbers)) == 1
    assert shelf["n:1"] == (0, 60)


def test_without_a_cache_it_is_made_each_time(caplog):
    numbers = count()
    assert [remembered(Broken(), "name:Aden", 60, lambda: next(numbers)) for _ in range(2)] == [0, 1]
    assert "cache failed, name is made again: ConnectionError" in caplog.text
    assert "Aden" not in caplog.text
