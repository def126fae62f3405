"""« Annuler cet import »: where it is offered, what its page says, and what its button does."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from imports import services
from imports.models import LearnerImport
from learners.models import Learner
from tests.conftest import sign_in
from tests.imports.factories import LearnerImportFactory
from tests.imports.journey import (
    HISTORY,
    PAGE,
    import_file,
    last_run,
    onde_bytes,
    plain,
    pupils_of,
    said,
    sample,
    undo_of,
)
from tests.missions.factories import AttemptFactory
from tests.organizations.factories import MembershipFactory

Status = LearnerImport.Status
NBSP = "\u00a0"
REFUSED = f"Cet import ne peut pas être annulé{NBSP}:"


@pytest.fixture
def second(school, run_jobs) -> LearnerImport:
    """The second of two imports: four pupils new, two changed, three gone, 37 as they were."""
    import_file(school, sample("onde_valid.csv"), run_jobs)
    return import_file(school, sample("onde_reimport.csv"), run_jobs)


def effects(page: str) -> list[str]:
    listed = page.split('<div class="panel stack">')[1].split("<ul>")[1].split("</ul>")[0]
    return [plain(item) for item in listed.split("<li>")[1:]]


def test_the_page_of_a_recent_import_offers_to_undo_it(director, second):
    page = director.client.get(PAGE).text
    assert f'href="{undo_of(second)}"' in page
    until = f"{second.organization.local(second.ended_at + services.UNDO_LENGTH):%d/%m/%Y}"
    assert f"possible jusqu’au {until}, ou jusqu’à l’import suivant" in plain(page)


def test_the_confirmation_says_what_goes_back_and_changes_nothing(director, school, second):
    before = pupils_of(school)
    page = director.client.get(undo_of(second)).text
    assert "<title>Annuler un import · Pix Orga</title>" in page
    assert effects(page) == [
        "4 nouveaux élèves ne seront plus dans vos listes.",
        "2 élèves modifiés retrouveront leur nom et leur classe d’avant.",
        "3 élèves désactivés reviendront dans vos listes.",
    ]
    assert "Aucun résultat n’est effacé." in page
    assert pupils_of(school) == before


def test_new_pupils_who_have_worked_are_said_to_stay(director, school, second):
    newest = Learner.objects.of(school).order_by("-pk")
    AttemptFactory(learner=newest[0])
    assert effects(director.client.get(undo_of(second)).text)[:2] == [
        "3 nouveaux élèves ne seront plus dans vos listes.",
        f"1 nouvel élève a déjà travaillé{NBSP}: il reste dans vos listes.",
    ]
    AttemptFactory(learner=newest[1])
    assert effects(director.client.get(undo_of(second)).text)[1] == (
        f"2 nouveaux élèves ont déjà travaillé{NBSP}: ils restent dans vos listes."
    )


def test_pupils_who_came_back_are_said_to_leave_again(director, school, run_jobs):
    for numbers in ([1, 2], [1], [1, 2]):
        run = import_file(school, onde_bytes(*numbers), run_jobs)
    [effect] = effects(director.client.get(undo_of(run)).text)
    assert effect == "1 élève de retour ne sera plus dans vos listes."


def test_undoing_puts_the_pupils_back_and_says_so(director, school, run_jobs):
    import_file(school, sample("onde_valid.csv"), run_jobs)
    active = set(Learner.objects.of(school).active().values_list("national_student_id", "last_name"))
    run = import_file(school, sample("onde_reimport.csv"), run_jobs)
    answer = director.client.post(undo_of(run), {"school_id": school.pk})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert set(Learner.objects.of(school).active().values_list("national_student_id", "last_name")) == active
    page = director.client.get(PAGE).text
    notice, told = said(page)
    assert notice.startswith("L’import est annulé.")
    assert told.startswith("Le dernier import a été annulé le ")
    assert director.user.full_name in told
    assert undo_of(run) not in page
    assert 'type="file"' in page


def test_an_import_followed_by_a_refused_file_is_undone_from_the_history(director, school, second, run_jobs):
    import_file(school, sample("onde_errors.csv"), run_jobs)
    assert undo_of(second) not in director.client.get(PAGE).text
    assert f'href="{undo_of(second)}"' in director.client.get(HISTORY).text
    director.client.post(undo_of(second))
    assert "L’import est annulé." in said(director.client.get(PAGE).text)[0]
    second.refresh_from_db()
    assert second.undone_by == director.user


def make_too_old(run: LearnerImport) -> None:
    LearnerImport.objects.filter(pk=run.pk).update(ended_at=F("ended_at") - services.UNDO_LENGTH)


def make_undone(run: LearnerImport) -> None:
    LearnerImport.objects.filter(pk=run.pk).update(undone_at=timezone.now())


def make_followed(run: LearnerImport) -> None:
    LearnerImportFactory(organization=run.organization, imported=True)


def make_busy(run: LearnerImport) -> None:
    LearnerImportFactory(organization=run.organization)


@pytest.mark.parametrize("change", [make_too_old, make_undone, make_followed, make_busy])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_undone_any_more_is_not_offered_and_says_why(director, school, second, change, method):
    change(second)
    before = pupils_of(school)
    for address in (PAGE, HISTORY):
        assert undo_of(second) not in director.client.get(address).text
    answer = getattr(director.client, method)(undo_of(second))
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert REFUSED in said(director.client.get(PAGE).text)[0]
    assert pupils_of(school) == before


@pytest.mark.parametrize("traits", [{}, {"wrong": True}, {"failed": True}, {"imported": True}])
def test_a_run_that_changed_nothing_cannot_be_undone(director, school, traits):
    run = LearnerImportFactory(organization=school, **traits)
    assert director.client.get(undo_of(run))["Location"] == PAGE


def test_whoever_undoes_second_learns_that_it_is_done(director, school, second):
    other = sign_in(MembershipFactory(organization=school, admin=True))
    other.client.post(undo_of(second))
    before = pupils_of(school)
    director.client.post(undo_of(second))
    assert REFUSED in said(director.client.get(PAGE).text)[0]
    assert pupils_of(school) == before
    second.refresh_from_db()
    assert second.undone_by == other.user


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_schools_import_does_not_exist(outsider, second, method):
    assert getattr(outsider.client, method)(undo_of(second)).status_code == 404
    assert last_run(second.organization).undone_at is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_member_undoes_nothing(teacher, second, method):
    assert getattr(teacher.client, method)(undo_of(second)).status_code == 403
    assert last_run(second.organization).undone_at is None


def test_only_one_import_of_the_history_can_be_undone(director, school, run_jobs):
    runs = [import_file(school, onde_bytes(*range(number)), run_jobs) for number in (1, 2, 3)]
    page = director.client.get(HISTORY).text
    assert [undo_of(run) in page for run in runs] == [False, False, True]


def test_the_confirmation_costs_the_same_for_any_number_of_pupils(
    director, school, outsider, run_jobs, django_assert_max_num_queries
):
    for number in (3, 300):
        run = import_file(school, onde_bytes(*range(1000, 1000 + number)), run_jobs)
        with django_assert_max_num_queries(9):
            director.client.get(undo_of(run))


def test_the_pages_cost_the_same_with_many_imports_a_week(director, school, flat_queries):
    def grow(n):
        ended = timezone.now() - timedelta(hours=1)
        LearnerImportFactory.create_batch(
            n, organization=school, imported=True, created_count=1, ended_at=ended
        )

    flat_queries(lambda: director.client.get(HISTORY), grow, budget=7)
    flat_queries(lambda: director.client.get(PAGE), grow, budget=6)
