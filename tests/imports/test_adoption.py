"""A pupil added by hand is taken over by the first file that has him, whatever its kind, and given back when
that import is undone. Source: decisions.md 26.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from imports import services
from learners.models import Learner
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.imports.fregata_files import fregata_text
from tests.imports.fregata_files import pupil as fregata_pupil
from tests.imports.journey import counts, import_file, onde_bytes
from tests.imports.siecle_files import pupil as siecle_pupil
from tests.imports.siecle_files import siecle_text
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory


@dataclass(frozen=True)
class Kind:
    """A kind of file: what makes one of some pupils for a school, and who its first pupil is."""

    traits: dict
    file: Callable[..., bytes]
    last_name: str
    first_name: str
    birthdate: date
    ine: str


KINDS = {
    "Onde": Kind(
        {},
        lambda school, *numbers: onde_bytes(*numbers),
        "Martel1",
        "CHLOE",
        date(2014, 3, 21),
        "990000001ZA",
    ),
    "Siècle": Kind(
        {"secondary": True},
        lambda school, *numbers: siecle_text(*map(siecle_pupil, numbers), uai=school.uai).encode(),
        "Nivellac1",
        "NAEL",
        date(2011, 3, 21),
        "880000001ZB",
    ),
    "Fregata": Kind(
        {"secondary": True, "is_agricultural": True},
        lambda school, *numbers: fregata_text(map(fregata_pupil, numbers)).encode(),
        "Bouteillon1",
        "ANAÏS",
        date(2008, 3, 10),
        "770000001ZC",
    ),
}


@pytest.fixture(params=KINDS)
def kind(request) -> Kind:
    return KINDS[request.param]


@pytest.fixture
def any_school(db, kind) -> Organization:
    return OrganizationFactory(**kind.traits)


@pytest.fixture
def add(any_school, kind):
    """Return a function that adds the first pupil by hand, in another class and spelling."""

    def add(**values) -> Learner:
        names = {"last_name": kind.last_name, "first_name": kind.first_name, "birthdate": kind.birthdate}
        return LearnerFactory(
            organization=any_school, provisional=True, **names | {"division": "?", "level": ""} | values
        )

    return add


def values_of(learner: Learner) -> dict:
    return Learner.objects.filter(pk=learner.pk).values().get() | {"updated_at": None}


@pytest.mark.parametrize("has_ine", [False, True])
def test_the_first_file_that_has_him_takes_the_record_over(any_school, kind, add, run_jobs, has_ine):
    added = add(is_oralization_enabled=True, national_student_id=kind.ine if has_ine else "")
    run = import_file(any_school, kind.file(any_school, 1, 2), run_jobs)
    assert counts(run) == (1, 1, 0, 0, 0)
    adopted = Learner.objects.get(national_student_id=kind.ine)
    assert adopted.pk == added.pk
    assert (adopted.is_provisional, adopted.is_oralization_enabled) == (False, True)
    assert adopted.division != "?"
    assert adopted.last_name != kind.last_name, "the file's spelling is the one that counts"
    assert counts(import_file(any_school, kind.file(any_school, 1, 2), run_jobs)) == (0, 0, 0, 2, 0)


def test_from_then_on_he_leaves_like_anybody(any_school, kind, add, run_jobs):
    added = add()
    import_file(any_school, kind.file(any_school, 1, 2), run_jobs)
    assert counts(import_file(any_school, kind.file(any_school, 2), run_jobs)) == (0, 0, 0, 1, 1)
    added.refresh_from_db()
    assert added.disabled_at is not None


@pytest.mark.parametrize(
    "difference", [{"birthdate": date(2000, 1, 1)}, {"last_name": "AUTRE"}, {"first_name": "Autre"}]
)
def test_files_without_him_leave_him_where_he_is(any_school, kind, add, run_jobs, difference):
    added = add(**difference)
    before = values_of(added)
    for numbers in ((1, 2), (2,), (1, 3)):
        import_file(any_school, kind.file(any_school, *numbers), run_jobs)
    assert Learner.objects.filter(pk=added.pk).values().get() | {"updated_at": None} == before


@pytest.mark.parametrize("traits", [{}, {"disabled": True}])
def test_undoing_gives_the_provisional_record_back(any_school, kind, add, run_jobs, traits):
    added = add(**traits)
    before = values_of(added)
    run = import_file(any_school, kind.file(any_school, 1, 2), run_jobs)
    assert counts(run) == ((1, 0, 1, 0, 0) if traits else (1, 1, 0, 0, 0))
    services.undo(organization=any_school, run_id=run.pk, by=UserFactory())
    assert values_of(added) == before
    again = import_file(any_school, kind.file(any_school, 1, 2), run_jobs)
    assert again.created_count == 0
    assert Learner.objects.of(any_school).active().count() == 2
    assert Learner.objects.get(national_student_id=kind.ine).pk == added.pk


def test_two_added_alike_are_nobodys(any_school, kind, add, run_jobs):
    alike = [add(), add()]
    run = import_file(any_school, kind.file(any_school, 1), run_jobs)
    assert counts(run) == (1, 0, 0, 0, 0)
    assert Learner.objects.filter(pk__in=[learner.pk for learner in alike], is_provisional=True).count() == 2
