"""School years, named by the calendar year in which they start."""

from datetime import date

FIRST_MONTH = 8


def school_year_of(day: date) -> int:
    """Return the start year of the school year (1 August to 31 July) that holds a day.

    day: in the school's time zone, which is not always that of the server.
    Source: spec/decisions.md 8.
    """
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def school_year_label(year: int) -> str:
    """Return « 2026-2027 » for 2026."""
    return f"{year}-{year + 1}"


def school_year_bounds(year: int) -> tuple[date, date]:
    """Return the first and the last day of a school year, both included."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31)
