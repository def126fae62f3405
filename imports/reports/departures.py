"""Who would leave by a run that waits for a yes, class by class (decisions.md 28)."""

from collections import defaultdict
from dataclasses import dataclass

from imports.models import LearnerImport
from learners.lists import sort_divisions
from learners.models import Learner
from organizations.models import Organization
from pixorga.lib.text import plural_fr

# Names that are read at a glance; beyond, each class opens by itself.
SHOWN_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Class:
    """label: « CM2 B : 23 élèves sur 24 ». names: of those who would leave. is_whole: nobody of it stays."""

    label: str
    names: list[str]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Departures:
    """counts: what the run would do, as label and number. is_folded: too many names to show them at once."""

    counts: list[tuple[str, int]]
    total: int
    classes: list[Class]
    is_folded: bool

    @property
    def has_whole_class(self) -> bool:
        return any(each.is_whole for each in self.classes)


def departures_of(run: LearnerImport, organization: Organization) -> Departures:
    """Return what a run that waits would do, and to whom; one query.

    All the active pupils are read: a list of thousands of ids is more than some databases take.
    """
    leaving = set(run.leaving)
    names: defaultdict[str, list[str]] = defaultdict(list)
    sizes: defaultdict[str, int] = defaultdict(int)
    active = Learner.objects.of(organization).active().by_name()
    for pk, division, last_name, first_name in active.values_list(
        "pk", "division", "last_name", "first_name"
    ):
        sizes[division] += 1
        if pk in leaving:
            names[division].append(f"{last_name} {first_name}")
    total = sum(map(len, names.values()))
    return Departures(
        counts=_counts(run, total),
        total=total,
        classes=[_class(division, names[division], sizes[division]) for division in sort_divisions(names)],
        is_folded=total > SHOWN_AT_ONCE,
    )


def _counts(run: LearnerImport, leaving: int) -> list[tuple[str, int]]:
    return [
        ("Nouveaux", run.created_count),
        ("Modifiés", run.changed_count),
        ("De retour", run.back_count),
        ("Inchangés", run.unchanged_count),
        ("Qui partiraient", leaving),
    ]


def _class(division: str, names: list[str], size: int) -> Class:
    words = f"{len(names)} {plural_fr(len(names), 'élève')} sur {size}"
    return Class(f"{division}\u00a0: {words}", names, is_whole=len(names) == size)
