"""The 4-hour session, around each of its limits."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from missions.domain.session import ends_soon, is_open, may_answer, seconds_left, session_end

NOW = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def test_session_lasts_four_hours_from_the_click():
    assert session_end(NOW) == NOW + 4 * HOUR
    assert session_end(NOW + HOUR) == NOW + 5 * HOUR


def test_four_hours_are_real_hours_when_the_clocks_change():
    paris = ZoneInfo("Europe/Paris")
    before_change = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    end = session_end(before_change).astimezone(paris)
    assert (end.hour, end.minute) == (5, 30)


@pytest.mark.parametrize(
    ("expires_at", "expected"),
    [(None, False), (NOW - HOUR, False), (NOW, False), (NOW + MOMENT, True), (NOW + 4 * HOUR, True)],
)
def test_session_is_open_until_its_expiry(expires_at, expected):
    assert is_open(expires_at, NOW) is expected


@pytest.mark.parametrize(
    ("since_expiry", "accepted"),
    [
        (-HOUR, True),
        (timedelta(), True),
        (HOUR, True),
        (4 * HOUR - MOMENT, True),
        (4 * HOUR, False),
        (30 * HOUR, False),
    ],
)
def test_started_mission_goes_on_for_four_hours_after_the_session(since_expiry, accepted):
    started_at = NOW - 2 * HOUR
    assert may_answer(started_at=started_at, expires_at=NOW, now=NOW + since_expiry) is accepted


def test_mission_started_after_the_session_gets_no_grace():
    assert not may_answer(started_at=NOW + SECOND, expires_at=NOW, now=NOW + HOUR)


def test_mission_of_another_day_goes_on_while_a_session_is_open():
    assert may_answer(started_at=NOW - 24 * HOUR, expires_at=NOW + HOUR, now=NOW)


def test_nothing_is_accepted_without_any_session():
    assert not may_answer(started_at=NOW, expires_at=None, now=NOW)


@pytest.mark.parametrize(
    ("left", "seconds"),
    [(4 * HOUR, 14_400), (MINUTE, 60), (SECOND / 2, 1), (timedelta(), 0), (-HOUR, 0)],
)
def test_seconds_left_counts_a_begun_second(left, seconds):
    assert seconds_left(NOW + left, NOW) == seconds


def test_no_second_is_left_without_session():
    assert seconds_left(None, NOW) == 0


@pytest.mark.parametrize(
    ("left", "warned"),
    [
        (HOUR, False),
        (15 * MINUTE, False),
        (15 * MINUTE - SECOND, True),
        (SECOND, True),
        (timedelta(), False),
        (-HOUR, False),
    ],
)
def test_last_quarter_of_an_hour_is_worth_a_warning(left, warned):
    assert ends_soon(NOW + left, NOW) is warned
    assert not ends_soon(None, NOW)
