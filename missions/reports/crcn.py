"""The competences of the CRCN, class by class: how many pupils reached what, and in one class who did.

Counted in the database: a school of 16,000 pupils costs one line a competence. Source: spec/decisions.md 37.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, FilteredRelation, IntegerField, Max, Q, Value, When

from challenges.domain.crcn import COMPETENCES, DOMAINS, Competence, Domain
from learners.lists import sort_divisions
from learners.models import Learner, LearnerQuerySet
from missions.domain.mastery import ORDER, Mastery
from missions.models import Attempt, AttemptQuerySet, Mission
from missions.reports.years import Years
from organizations.models import Organization

# A class with more pupils is told by its numbers alone.
LARGEST_CLASS = 200


@dataclass(frozen=True, slots=True)
class MasteryCell:
    """What a pupil reached in a competence. short: as printed; label: the same in full words."""

    short: str
    label: str


CELLS = {
    Mastery.NOT_BEGUN: MasteryCell("-", "Pas commencée"),
    Mastery.WORKED: MasteryCell("T", "Travaillée"),
    Mastery.REACHED: MasteryCell("A", "Atteinte"),
    Mastery.EXCEEDED: MasteryCell("D", "Dépassée"),
}
LEGEND = tuple(CELLS[mastery] for mastery in (*ORDER[1:], Mastery.NOT_BEGUN))
mastery_cell = CELLS.__getitem__


# The number of a mastery in SQL: the larger, the better.
_RANK = Case(
    When(played__overall_result=Attempt.Overall.EXCEEDED, then=Value(ORDER.index(Mastery.EXCEEDED))),
    When(played__overall_result=Attempt.Overall.REACHED, then=Value(ORDER.index(Mastery.REACHED))),
    default=Value(ORDER.index(Mastery.WORKED)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One competence. missions: how many it has. counts: of pupils, in the order of Mastery."""

    competence: Competence
    missions: int
    counts: tuple[int, ...]

    @property
    def labelled(self) -> list[tuple[str, int]]:
        """Each number after its word."""
        return [(CELLS[mastery].label, count) for mastery, count in zip(ORDER, self.counts, strict=True)]


@dataclass(frozen=True, slots=True)
class DomainRows:
    """One of the five domains and its competences that have missions."""

    domain: Domain
    rows: tuple[CompetenceRow, ...]


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil of the class. cells: a MasteryCell for each competence of the page, in its order."""

    pk: int
    first_name: str
    last_name: str
    cells: tuple[MasteryCell, ...]


@dataclass(frozen=True, slots=True)
class CompetencePage:
    """pupils: how many are counted. rows: those of one class; None for several, or for a very large one."""

    pupils: int
    domains: tuple[DomainRows, ...]
    rows: tuple[PupilRow, ...] | None

    @property
    def competences(self) -> list[Competence]:
        return [row.competence for each in self.domains for row in each.rows]


def class_sizes(organization: Organization, years: Years) -> dict[str, int]:
    """Return how many pupils each class counts, by name; one query.

    The active pupils; in an earlier year those who began a mission then, with their latest class.
    """
    pupils = _pupils(organization, years).order_by()
    sizes = dict(pupils.values_list("division").annotate(Count("pk")))
    return {division: sizes[division] for division in sort_divisions(sizes)}


def competence_page(
    organization: Organization, years: Years, divisions: Sequence[str], sizes: Mapping[str, int]
) -> CompetencePage:
    """Return what the pupils of these classes reached in each competence, of all for no class; two queries.

    sizes: from class_sizes(). The best attempt of the year counts.
    """
    pupils = sum(sizes[division] for division in divisions or sizes)
    if len(divisions) == 1 and pupils <= LARGEST_CLASS:
        levels, names = _levels_of_pupils(organization, years, divisions[0])
        reached = Counter((code, level) for each in levels.values() for code, level in each.items())
    else:
        levels, names = None, {}
        reached = _count_levels(organization, years, divisions)
    domains = _domain_rows(reached, pupils)
    codes = [row.competence.code for each in domains for row in each.rows]
    rows = None if levels is None else tuple(_pupil_row(pk, names[pk], levels[pk], codes) for pk in names)
    return CompetencePage(pupils=pupils, domains=domains, rows=rows)


def _pupils(organization: Organization, years: Years) -> LearnerQuerySet:
    pupils = Learner.objects.of(organization)
    if years.is_current:
        return pupils.active()
    return pupils.filter(pk__in=_attempts(organization, years).order_by().values("learner"))


def _attempts(organization: Organization, years: Years) -> AttemptQuerySet:
    return Attempt.objects.of(organization).in_school_year(years.shown)


def _count_levels(
    organization: Organization, years: Years, divisions: Sequence[str]
) -> Counter[tuple[str, Mastery]]:
    """Return how many pupils are at each mastery of each competence, those who began it; one query."""
    attempts = _attempts(organization, years).order_by()
    if years.is_current:
        attempts = attempts.filter(learner__disabled_at=None)
    if divisions:
        attempts = attempts.filter(learner__division__in=divisions)
    exceeded = Q(overall_result=Attempt.Overall.EXCEEDED)
    reached = exceeded | Q(overall_result=Attempt.Overall.REACHED)
    rows = attempts.values_list("mission__competence").annotate(
        begun=Count("learner", distinct=True),
        reached=Count("learner", distinct=True, filter=reached),
        exceeded=Count("learner", distinct=True, filter=exceeded),
    )
    found = Counter()
    for code, begun, reached_at_least, exceeded_too in rows:
        found[code, Mastery.WORKED] = begun - reached_at_least
        found[code, Mastery.REACHED] = reached_at_least - exceeded_too
        found[code, Mastery.EXCEEDED] = exceeded_too
    return found


def _levels_of_pupils(
    organization: Organization, years: Years, division: str
) -> tuple[dict[int, dict[str, Mastery]], dict[int, tuple[str, str]]]:
    """Return the masteries of each pupil of a class by competence, and the names in order; one query."""
    in_year = Q(attempts__school_year=years.shown)
    pupils = _pupils(organization, years).in_divisions([division]).by_name()
    rows = (
        pupils.annotate(played=FilteredRelation("attempts", condition=in_year))
        .values_list("pk", "first_name", "last_name", "sort_key", "played__mission__competence")
        .annotate(best=Max(_RANK))
    )
    levels, names = defaultdict(dict), {}
    for pk, first_name, last_name, _, code, best in rows:
        names[pk] = (first_name, last_name)
        if code:
            levels[pk][code] = ORDER[best]
    return levels, names


def _domain_rows(reached: Counter[tuple[str, Mastery]], pupils: int) -> tuple[DomainRows, ...]:
    """Return the competences that have missions, or had some that these pupils began; one query."""
    missions = Counter(Mission.objects.active().order_by().values_list("competence", flat=True))
    begun = {code for code, _ in reached}
    rows = defaultdict(list)
    for code, competence in COMPETENCES.items():
        if code in missions or code in begun:
            counts = [reached[code, level] for level in ORDER[1:]]
            row = CompetenceRow(competence, missions[code], (pupils - sum(counts), *counts))
            rows[competence.domain].append(row)
    return tuple(DomainRows(domain, tuple(rows[domain])) for domain in DOMAINS if domain in rows)


def _pupil_row(
    pk: int, names: tuple[str, str], levels: Mapping[str, Mastery], codes: Sequence[str]
) -> PupilRow:
    cells = tuple(CELLS[levels.get(code, Mastery.NOT_BEGUN)] for code in codes)
    return PupilRow(pk, *names, cells)
