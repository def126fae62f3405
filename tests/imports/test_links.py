"""Which accounts follow pupils from school to school. Source: spec/imports.md 4.3."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports import services, writing
from imports.domain.links import LinkedPupil, find_links
from imports.domain.rows import PupilRow
from learners.models import Learner
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.imports.fregata_files import fregata_text
from tests.imports.fregata_files import pupil as fregata_pupil
from tests.imports.journey import counts, import_file, onde_bytes
from tests.imports.siecle_files import UAI, siecle_text
from tests.imports.siecle_files import pupil as siecle_pupil
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

BORN, ANOTHER_DAY = date(2011, 3, 21), date(2011, 3, 22)
A, B, C = "880000001ZB", "880000002ZB", "880000003ZB"


def row(ine: str = A, birthdate: date = BORN) -> PupilRow:
    return PupilRow(1, "NIVELLAC", "Naël", birthdate, ine, "", "3EME A")


def elsewhere(account: int = 1, ine: str = A, birthdate: date = BORN) -> LinkedPupil:
    return LinkedPupil(account, ine, birthdate)


def here(account: int = 1, ine: str = A, birthdate: date = BORN) -> LinkedPupil:
    return LinkedPupil(account, ine, birthdate, is_here=True)


# The rule


@pytest.mark.parametrize(
    ("linked", "links"),
    [
        pytest.param([], {}, id="nobody knows him"),
        pytest.param([elsewhere()], {A: 1}, id="another school knows him"),
        pytest.param([elsewhere(), elsewhere()], {A: 1}, id="two schools know him by one account"),
        pytest.param([elsewhere(birthdate=ANOTHER_DAY)], {}, id="born on another day"),
        pytest.param(
            [elsewhere(), elsewhere(birthdate=ANOTHER_DAY)], {A: 1}, id="born on the same day in one of two"
        ),
        pytest.param([elsewhere(ine=B)], {}, id="another pupil"),
        pytest.param([elsewhere(), here()], {}, id="he has it here already"),
        pytest.param([elsewhere(1), here(2)], {}, id="he has another one here"),
        pytest.param([elsewhere(), here(ine=B)], {}, id="another INE has it here"),
        pytest.param([elsewhere(), here(ine="")], {}, id="a provisional pupil has it here"),
        pytest.param([elsewhere(), elsewhere(ine=B)], {}, id="two INE have it"),
        pytest.param([elsewhere(), elsewhere(ine=B, birthdate=ANOTHER_DAY)], {}, id="two INE, two births"),
        pytest.param([elsewhere(), elsewhere(ine="")], {A: 1}, id="a provisional pupil elsewhere has it too"),
        pytest.param([elsewhere(1), elsewhere(2)], {}, id="two accounts could be his"),
        pytest.param(
            [elsewhere(1), elsewhere(2, birthdate=ANOTHER_DAY)], {A: 1}, id="only one of two could be his"
        ),
        pytest.param([elsewhere(ine="")], {}, id="a provisional pupil is nobody"),
    ],
)
def test_account_of_a_pupil_who_comes(linked, links):
    assert find_links([row()], linked) == links


def test_two_pupils_of_a_file_never_get_the_same_account():
    rows = [row(A), row(B), row(C)]
    linked = [elsewhere(1, A), elsewhere(1, B), elsewhere(2, C)]
    assert find_links(rows, linked) == {C: 2}


def test_each_pupil_gets_his_own():
    assert find_links([row(A), row(B)], [elsewhere(2, B), elsewhere(1, A)]) == {A: 1, B: 2}


def test_the_order_of_what_is_known_makes_no_difference():
    linked = [elsewhere(1, A), elsewhere(2, A, ANOTHER_DAY), elsewhere(3, B), here(3, C), elsewhere(4, C)]
    rows = [row(A), row(B), row(C)]
    assert find_links(rows, linked) == find_links(rows[::-1], linked[::-1]) == {A: 1}


# What an import does with it


@pytest.fixture
def college(db) -> Organization:
    return OrganizationFactory(secondary=True, uai=UAI)


def siecle_bytes(*numbers: int, **elements: str) -> bytes:
    return siecle_text(*[siecle_pupil(number, **elements) for number in numbers]).encode()


def ine_of(number: int) -> str:
    return f"88{number:07}ZB"


def pupil_elsewhere(number: int = 1, **values) -> Learner:
    """Return the pupil of this number as another collège has him, with an account."""
    values.setdefault("user", UserFactory())
    facts = {"national_student_id": ine_of(number), "birthdate": BORN, "organization__secondary": True}
    return LearnerFactory(**facts | values)


def account_of(school: Organization, ine: str = A) -> int | None:
    return Learner.objects.of(school).get(national_student_id=ine).user_id


@pytest.mark.parametrize("traits", [{}, {"disabled": True}])
def test_new_pupil_brings_his_account_along(college, run_jobs, traits):
    known = pupil_elsewhere(1, **traits)
    run = import_file(college, siecle_bytes(1, 2), run_jobs)
    assert counts(run) == (2, 0, 0, 0, 0)
    assert account_of(college) == known.user_id
    assert account_of(college, B) is None
    known.refresh_from_db()
    assert known.user_id, "he keeps it at his former school"


def test_pupil_born_on_another_day_brings_nothing(college, run_jobs):
    pupil_elsewhere(1, birthdate=ANOTHER_DAY)
    import_file(college, siecle_bytes(1), run_jobs)
    assert account_of(college) is None


def test_pupil_who_is_here_already_gets_his_account_and_counts_as_changed(college, run_jobs):
    import_file(college, siecle_bytes(1, 2, 3), run_jobs)
    known = pupil_elsewhere(1)
    run = import_file(college, siecle_bytes(1, 2, 3), run_jobs)
    assert counts(run) == (0, 1, 0, 2, 0)
    assert account_of(college) == known.user_id
    assert counts(import_file(college, siecle_bytes(1, 2, 3), run_jobs)) == (0, 0, 0, 3, 0)


def test_pupil_who_changes_or_comes_back_gets_his_account(college, run_jobs):
    import_file(college, siecle_bytes(1, 2), run_jobs)
    import_file(college, siecle_bytes(1), run_jobs)
    known = [pupil_elsewhere(number).user_id for number in (1, 2)]
    run = import_file(college, siecle_bytes(1, 2, PRENOM="Noël"), run_jobs)
    assert counts(run) == (0, 1, 1, 0, 0)
    assert [account_of(college), account_of(college, B)] == known


def test_account_of_this_school_is_kept(college, run_jobs):
    import_file(college, siecle_bytes(1, 2), run_jobs)
    accounts = [UserFactory().pk, UserFactory().pk]
    for number, account in enumerate(accounts, start=1):
        Learner.objects.filter(national_student_id=ine_of(number)).update(user=account)
    import_file(college, siecle_bytes(2), run_jobs)
    pupil_elsewhere(1)
    run = import_file(college, siecle_bytes(1, 2, PRENOM="Noël"), run_jobs)
    assert counts(run) == (0, 1, 1, 0, 0)
    assert [account_of(college), account_of(college, B)] == accounts


def test_account_that_another_pupil_has_here_stays_his_even_when_he_leaves(college, run_jobs):
    other = LearnerFactory(organization=college, user=UserFactory())
    pupil_elsewhere(1, user=other.user)
    run = import_file(college, siecle_bytes(1), run_jobs)
    assert run.left_count == 1
    assert account_of(college) is None


def test_two_pupils_of_a_file_do_not_share_an_account(college, run_jobs):
    shared = pupil_elsewhere(1)
    pupil_elsewhere(2, user=shared.user)
    import_file(college, siecle_bytes(1, 2), run_jobs)
    assert (account_of(college), account_of(college, B)) == (None, None)


def test_account_known_under_an_ine_that_is_in_no_file_is_not_linked(college, run_jobs):
    shared = pupil_elsewhere(1)
    pupil_elsewhere(2, user=shared.user)
    import_file(college, siecle_bytes(1), run_jobs)
    assert account_of(college) is None


@pytest.mark.parametrize("has_account", [True, False])
def test_adopted_pupil_keeps_his_account_or_gets_the_one_from_elsewhere(college, run_jobs, has_account):
    own = UserFactory() if has_account else None
    names = {"last_name": "Nivellac1", "first_name": "NAEL", "birthdate": BORN}
    LearnerFactory(organization=college, provisional=True, user=own, **names)
    known = pupil_elsewhere(1)
    run = import_file(college, siecle_bytes(1), run_jobs)
    assert counts(run) == (0, 1, 0, 0, 0)
    assert account_of(college) == (own.pk if own else known.user_id)


def test_pupils_of_agricultural_schools_bring_theirs_along(run_jobs, db):
    lycee = OrganizationFactory(secondary=True, is_agricultural=True)
    known = pupil_elsewhere(national_student_id="770000001ZC", birthdate=date(2008, 3, 10))
    run = import_file(lycee, fregata_text([fregata_pupil(1)]).encode(), run_jobs)
    assert counts(run) == (1, 0, 0, 0, 0)
    assert account_of(lycee, "770000001ZC") == known.user_id


def test_pupils_of_primary_schools_have_no_account(school, run_jobs):
    pupil_elsewhere(national_student_id="990000001ZA", birthdate=date(2014, 3, 21))
    import_file(school, onde_bytes(1), run_jobs)
    assert account_of(school, "990000001ZA") is None


def test_undoing_leaves_the_account(college, run_jobs):
    import_file(college, siecle_bytes(1), run_jobs)
    known = pupil_elsewhere(1)
    run = import_file(college, siecle_bytes(1), run_jobs)
    assert run.learners.values_list("action", "before", "after").get() == ("CHANGED", {}, {})
    services.undo(organization=college, run_id=run.pk, by=UserFactory())
    assert account_of(college) == known.user_id


def cost_of_planning(school: Organization, rows: list[PupilRow]) -> int:
    run = LearnerImportFactory(organization=school, kind="SIECLE", validated=True)
    with CaptureQueriesContext(connection) as captured:
        writing.prepare(run, rows)
    run.delete()
    return len(captured)


def test_looking_up_accounts_costs_no_query_for_a_pupil(college, run_jobs):
    numbers = range(1, 401)
    rows = [row(ine_of(number)) for number in numbers]
    assert cost_of_planning(college, rows[:1]) == cost_of_planning(college, rows)
    import_file(college, siecle_bytes(*numbers), run_jobs)
    for number in numbers[:20]:
        pupil_elsewhere(number)
    assert cost_of_planning(college, rows[:1]) == cost_of_planning(college, rows) <= 3
