"""What an address asks of a mission's pupils: the tabs, the file, the print, the correction."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from learners.chosen import MyDivisions, my_divisions
from learners.lists import ByName, class_sizes
from learners.models import LearnerQuerySet
from missions.forms import PupilFilters
from missions.models import AttemptQuerySet, Mission
from missions.reports import progress
from missions.reports.kept import while_nobody_plays
from missions.reports.years import Years, years_of
from organizations.models import Organization

# What hides the names of the pupils, for whoever projects a list.
NAMES, HIDDEN = "noms", "masques"


@dataclass(frozen=True, slots=True)
class AskedMission:
    """A mission of a school, the year shown, how many pupils each class has, one’s own classes."""

    organization: Organization
    mission: Mission
    years: Years
    sizes: dict[str, int]
    mine: MyDivisions

    # A list without filters asks for neither, and putting a query together takes longer than most of a page.
    @property
    def pupils(self) -> LearnerQuerySet:
        """Whom the pages of the mission list."""
        return progress.pupils_of(self.organization, self.mission, self.years)

    @property
    def attempts(self) -> AttemptQuerySet:
        """Their attempts in that year."""
        return progress.attempts_at(self.organization, self.mission, self.years)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list shows of a mission.

    total: how many pupils the filters keep, None when it is not known yet.
    everybody: the pupils whom a list without filters shows, None for any other.
    query: of the address, without the number of the page; « ? » included.
    """

    of: AskedMission
    filters: PupilFilters
    total: int | None
    everybody: ByName | None
    hides_names: bool
    query: str

    @property
    def kept(self) -> LearnerQuerySet:
        """The pupils whom the filters keep, by name."""
        return progress.matching(self.of.pupils, self.of.attempts, self.filters.wanted)

    def rows(self, *, needs_help_first: bool) -> QuerySet | ByName:
        """Return the same as rows of progress.OF_PUPIL, by name or who needs help first."""
        if self.everybody and not needs_help_first:
            return self.everybody
        wanted = self.filters.wanted
        return progress.listed(self.of.pupils, self.of.attempts, wanted, needs_help_first=needs_help_first)


def read_mission(request: HttpRequest, organization: Organization, pk: int) -> AskedMission:
    """Return the mission and the year of an address; Http404 for a mission that is not there."""
    mission = progress.mission_of(organization, pk)
    if mission is None:
        raise Http404
    years = years_of(organization, request.GET, timezone.now())
    if years.is_current:
        sizes = class_sizes(organization)
    else:
        sizes = progress.class_sizes(progress.pupils_of(organization, mission, years))
    return AskedMission(
        organization=organization,
        mission=mission,
        years=years,
        sizes=sizes,
        mine=my_divisions(request.user, organization, list(sizes), request.GET),
    )


def read_list(request: HttpRequest, organization: Organization, pk: int, form: type[PupilFilters]) -> Asked:
    """Return what the address asks of the pupils of a mission; Http404 as above."""
    mission = read_mission(request, organization, pk)
    filters = form(request.GET, divisions=mission.mine.offered)
    shows_all = mission.years.is_current and not filters.is_filtered
    return Asked(
        of=mission,
        filters=filters,
        total=_count(organization, mission, filters),
        everybody=ByName(organization, progress.OF_PUPIL) if shows_all else None,
        hides_names=request.GET.get(NAMES) == HIDDEN,
        query=address_query(request),
    )


def _count(organization: Organization, of: AskedMission, filters: PupilFilters) -> int | None:
    """Return how many pupils a list shows; None where counting them costs no more than finding them."""
    if not filters.is_filtered:
        return sum(of.sizes.values())
    if not any(map(filters.wanted.get, ("statut", "evaluation"))):
        return None
    kept = progress.matching(of.pupils, of.attempts, filters.wanted)
    what = (of.mission.pk, of.years.is_current, sorted(filters.wanted.items()))
    return while_nobody_plays(organization, of.years.shown, what, kept.count)


def address_query(request: HttpRequest) -> str:
    """Return what leads elsewhere with the same filters: « ?classes=CM2 », or nothing."""
    pairs = [(name, value) for name, values in request.GET.lists() for value in values if name != "page"]
    return f"?{urlencode(pairs)}" if pairs else ""
