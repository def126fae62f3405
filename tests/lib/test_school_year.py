"""A school year runs from 1 August to 31 July."""

from datetime import date, timedelta

import pytest

from pixorga.lib.school_year import school_year_bounds, school_year_label, school_year_of


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 7, 31), 2025),
        (date(2026, 8, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 7, 31), 2026),
        (date(2027, 8, 1), 2027),
        (date(2028, 2, 29), 2027),
    ],
)
def test_school_year_of_changes_on_the_first_of_august(day, year):
    assert school_year_of(day) == year


def test_school_year_label_names_both_calendar_years():
    assert school_year_label(2026) == "2026-2027"
    assert school_year_label(1999) == "1999-2000"


def test_school_year_bounds_are_its_first_and_last_day():
    assert school_year_bounds(2026) == (date(2026, 8, 1), date(2027, 7, 31))


def test_every_day_is_within_the_bounds_of_its_year():
    day = date(2023, 7, 1)
    while day < date(2028, 9, 1):
        first, last = school_year_bounds(school_year_of(day))
        assert first <= day <= last
        day += timedelta(days=1)
