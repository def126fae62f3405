"""The school years of which the missions' pages can show the results. Source: spec/decisions.md 8."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches
from django.http import QueryDict

from missions.models import Attempt
from organizations.models import Organization
from pixorga.lib.remember import remembered
from pixorga.lib.school_year import school_year_label, school_year_of

A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A school year that may be shown. query: of the address that shows it."""

    year: int
    label: str
    query: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Years:
    """The school year that a page shows, and those that it offers, newest first; none in a first year."""

    current: int
    shown: int
    choices: tuple[YearChoice, ...]

    @property
    def is_current(self) -> bool:
        return self.shown == self.current

    @property
    def label(self) -> str:
        return school_year_label(self.shown)

    @property
    def query(self) -> str:
        """What to add to an address so that it shows the same year."""
        return "" if self.is_current else f"?annee={self.shown}"


def years_of(organization: Organization, query: QueryDict, now: datetime) -> Years:
    """Return the year that ``annee`` asks, the current one unless something was played in it; one query."""
    current = school_year_of(organization.local(now).date())
    offered = [current, *_past_years(organization, current)]
    shown = next((year for year in offered if str(year) == query.get("annee")), current)
    if len(offered) == 1:
        return Years(current, shown, ())
    choices = tuple(
        YearChoice(year, school_year_label(year), "?" if year == current else f"?annee={year}", year == shown)
        for year in offered
    )
    return Years(current, shown, choices)


def _past_years(organization: Organization, current: int) -> list[int]:
    """Return the earlier years in which the school played a mission, newest first.

    The past hardly changes, and finding it reads every attempt of the school: it is kept for a day, at hand,
    since every page of the missions asks for it.
    """

    def read() -> list[int]:
        past = Attempt.objects.of(organization).filter(school_year__lt=current)
        return list(past.order_by("-school_year").values_list("school_year", flat=True).distinct())

    return remembered(caches["local"], f"mission-years:{organization.pk}:{current}", A_DAY, read)
