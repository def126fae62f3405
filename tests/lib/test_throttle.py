"""Fixed-window counters on a cache with a clock of its own."""

import logging

import pytest

from pixorga.lib.throttle import Limit, hit, is_blocked

CODES = Limit("school-code", 3, window=600)
CLASSROOM, HOME = "192.0.2.7", "192.0.2.8"


class FakeCache:
    """A Django-like cache in memory; time passes by hand."""

    def __init__(self):
        self.now = 0
        self.rows = {}

    def get(self, key, default=None):
        value, end = self.rows.get(key, (default, float("inf")))
        return value if self.now < end else default

    def add(self, key, value, timeout):
        if self.get(key) is not None:
            return False
        self.set(key, value, timeout)
        return True

    def set(self, key, value, timeout):
        self.rows[key] = (value, self.now + timeout)

    def incr(self, key):
        if self.get(key) is None:
            raise ValueError(key)
        value, end = self.rows[key]
        self.rows[key] = (value + 1, end)
        return value + 1

    def touch(self, key, timeout):
        self.rows[key] = (self.rows[key][0], self.now + timeout)
        return True


class ClosingWindow(FakeCache):
    """The window closes between add() and incr(), as Django's in-memory and Redis caches report it."""

    def incr(self, key):
        self.rows.pop(key)
        return super().incr(key)


class ClosingInsideIncr(FakeCache):
    """The window closes inside incr(): Redis then counts from nothing, in a key without an end."""

    def incr(self, key):
        self.rows[key] = (1, float("inf"))
        return 1


class DeadCache:
    """A cache server that is down."""

    def __getattr__(self, name):
        def refuse(*args, **kwargs):
            raise ConnectionError("redis://user:password@cache")

        return refuse


@pytest.fixture
def cache():
    return FakeCache()


def test_hits_are_allowed_up_to_the_limit_then_refused(cache):
    assert [hit(cache, CODES, CLASSROOM) for _ in range(5)] == [True, True, True, False, False]


def test_is_blocked_once_the_limit_is_used_up_and_counts_nothing(cache):
    states = []
    for _ in range(3):
        states += [is_blocked(cache, CODES, CLASSROOM) for _ in range(10)]
        hit(cache, CODES, CLASSROOM)
    assert not any(states)
    assert is_blocked(cache, CODES, CLASSROOM)


def test_window_closes_by_itself_whatever_was_tried_meanwhile(cache):
    for _ in range(3):
        hit(cache, CODES, CLASSROOM)
    cache.now = 599
    assert not hit(cache, CODES, CLASSROOM)
    cache.now = 600
    assert not is_blocked(cache, CODES, CLASSROOM)
    assert hit(cache, CODES, CLASSROOM)


def test_subjects_and_limits_are_counted_apart(cache):
    for _ in range(3):
        hit(cache, CODES, CLASSROOM)
    assert not is_blocked(cache, CODES, HOME)
    assert not is_blocked(cache, Limit("sign-in", 3, window=600), CLASSROOM)


def test_same_distinct_value_counts_once(cache):
    assert all(hit(cache, CODES, CLASSROOM, distinct="ABCDEF234") for _ in range(30))
    assert not is_blocked(cache, CODES, CLASSROOM)


def test_distinct_values_add_up(cache):
    assert [hit(cache, CODES, CLASSROOM, distinct=f"ABCDEF23{n}") for n in range(4)] == [
        True,
        True,
        True,
        False,
    ]
    assert is_blocked(cache, CODES, CLASSROOM)


def test_distinct_values_are_counted_for_each_subject(cache):
    for n in range(3):
        hit(cache, CODES, CLASSROOM, distinct=f"ABCDEF23{n}")
        hit(cache, CODES, HOME, distinct="ABCDEF230")
    assert is_blocked(cache, CODES, CLASSROOM)
    assert not is_blocked(cache, CODES, HOME)


def test_repeating_a_distinct_value_past_the_limit_stays_refused(cache):
    for n in range(4):
        hit(cache, CODES, CLASSROOM, distinct=f"ABCDEF23{n}")
    assert not hit(cache, CODES, CLASSROOM, distinct="ABCDEF230")


def test_window_that_closes_during_a_hit_starts_again_at_one():
    cache = ClosingWindow()
    assert all(hit(cache, CODES, CLASSROOM) for _ in range(10))
    cache.now = 600
    assert cache.rows
    assert not any(cache.get(key) for key in cache.rows)


def test_counter_left_without_an_end_gets_one():
    cache = ClosingInsideIncr()
    hit(cache, CODES, CLASSROOM)
    hit(cache, CODES, CLASSROOM)
    assert all(end == 600 for _, end in cache.rows.values())


def test_broken_text_is_counted_like_any_other(cache):
    assert [hit(cache, CODES, CLASSROOM, distinct=code) for code in ("\udc80", "\udc81", "\0", "\n")][
        -1
    ] is False


def test_keys_are_legal_everywhere_and_show_neither_who_nor_what(cache):
    hit(cache, CODES, "léa martin@exemple.fr\n" * 20, distinct="ABCDEF234 é")
    assert len(cache.rows) == 2
    for key in cache.rows:
        assert key.startswith("throttle:school-code:")
        assert key.isascii()
        assert key.isprintable()
        assert " " not in key
        assert len(key) < 100
        assert "martin" not in key
        assert "ABCDEF" not in key


def test_dead_cache_lets_everything_through_and_is_logged_without_details(caplog):
    with caplog.at_level(logging.WARNING, logger="pixorga.lib.throttle"):
        assert all(hit(DeadCache(), CODES, CLASSROOM, distinct="ABCDEF234") for _ in range(10))
        assert not is_blocked(DeadCache(), CODES, CLASSROOM)
    assert len(caplog.records) == 11
    assert {record.getMessage() for record in caplog.records} == {
        "cache failed, limit school-code not applied: ConnectionError"
    }
