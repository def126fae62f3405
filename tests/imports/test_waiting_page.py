"""A run that waits for a yes: what the page shows of it, and what its two buttons do."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from imports import services
from imports.models import LearnerImport
from imports.reports import import_banner
from learners.models import Learner
from tests.conftest import sign_in
from tests.imports.factories import SENT_AT, LearnerImportFactory
from tests.imports.journey import ABANDON, CONFIRM, PAGE, import_file, last_run, onde_bytes, plain, said, send
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory
from tests.pages import main_of

Status = LearnerImport.Status
NBSP = "\u00a0"

ALREADY = f"Cet import n’attend plus de décision{NBSP}: quelqu’un a déjà décidé, ou le délai est passé."


@pytest.fixture
def waiting(director, school, run_jobs) -> LearnerImport:
    """Twelve pupils, of whom a file leaves five: seven would leave, two are new."""
    import_file(school, onde_bytes(*range(12)), run_jobs)
    send(director, onde_bytes(*range(5), 50, 51))
    run_jobs()
    return last_run(school)


def decide(person, address: str, run: LearnerImport, **others):
    data = {"run": run.pk, "school_id": run.organization_id} | others
    return person.client.post(address, data)


def shown_departures(page: str) -> dict[str, list[str]]:
    """Return the names shown, by the words above them."""
    blocks = re.findall(r'<details class="departures".*?</details>', page, re.S)
    return {
        plain(re.search(r"<summary>(.*?)</summary>", block, re.S)[1]): re.findall(r"<li>(.*?)</li>", block)
        for block in blocks
    }


def wait_with(school, divisions: dict[str, tuple[int, int]], **traits) -> LearnerImport:
    """Return a run that waits. divisions: how many pupils stay, and how many would leave."""
    leaving = []
    for division, (stay, leave) in divisions.items():
        LearnerFactory.create_batch(stay, organization=school, division=division)
        leaving += LearnerFactory.create_batch(leave, organization=school, division=division)
    ids = [learner.pk for learner in leaving]
    return LearnerImportFactory(
        organization=school, status=Status.WAITING, leaving=ids, left_count=len(ids), **traits
    )


def test_the_page_says_what_the_import_would_do_and_to_whom(director, school, waiting):
    page = director.client.get(PAGE).text
    [told] = said(page)
    assert f"Import à confirmer{NBSP}: 7 élèves ne seraient plus dans vos listes." in told
    assert "Aucun élève n’a encore changé." in told
    assert "callout-warning" in page
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", page))
    assert facts == {
        "Nouveaux": "2",
        "Modifiés": "0",
        "De retour": "0",
        "Inchangés": "5",
        "Qui partiraient": "7",
    }
    [[label, names]] = shown_departures(page).items()
    division = Learner.objects.of(school).first().division
    assert label == f"{division}{NBSP}: 7 élèves sur 12"
    leaving = Learner.objects.filter(pk__in=waiting.leaving)
    assert names == [f"{each.last_name} {each.first_name}" for each in leaving.by_name()]
    assert Learner.objects.of(school).active().count() == 12


def test_nothing_is_polled_while_somebody_thinks(director, waiting):
    page = director.client.get(PAGE).text
    assert "hx-get" not in main_of(page)
    assert "http-equiv" not in page


def test_no_other_file_can_be_sent_meanwhile_and_the_page_says_why(director, waiting):
    page = director.client.get(PAGE).text
    assert 'type="file"' not in page
    assert "Un import attend votre décision" in plain(page)
    send(director, onde_bytes(1))
    assert "Un import est déjà en cours" in said(director.client.get(PAGE).text)[0]


def test_a_class_that_would_leave_altogether_is_pointed_at(director, school):
    wait_with(school, {"CM1 A": (3, 4), "CM2 B": (0, 5), "CM2 C": (9, 0)})
    page = director.client.get(PAGE).text
    assert list(shown_departures(page)) == [
        f"CM1 A{NBSP}: 4 élèves sur 7",
        f"CM2 B{NBSP}: 5 élèves sur 5 toute la classe",
    ]
    assert "Au moins une classe partirait tout entière." in page


def test_where_nobody_leaves_alone_no_class_is_pointed_at(director, school):
    wait_with(school, {"CM1 A": (3, 6)})
    page = director.client.get(PAGE).text
    assert "toute la classe" not in page
    assert "tout entière" not in page


@pytest.mark.parametrize(("number", "is_open"), [(50, True), (51, False)])
def test_more_than_50_names_are_folded_and_all_there(director, school, number, is_open):
    wait_with(school, {"6e A": (1, number - 1), "6e B": (1, 1)})
    page = director.client.get(PAGE).text
    assert sum(map(len, shown_departures(page).values())) == number
    assert ('<details class="departures" open>' in page) == is_open


def test_a_name_is_escaped(director, school):
    wait_with(school, {"<b>CM1</b>": (1, 5)})
    Learner.objects.update(last_name="<script>alert(1)</script>")
    page = director.client.get(PAGE).text
    assert "<script>alert" not in page
    assert "<b>CM1" not in page


def test_confirming_lets_the_pupils_leave(director, school, waiting, run_jobs):
    answer = decide(director, CONFIRM, waiting)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "en cours d’enregistrement" in said(director.client.get(PAGE).text)[0]
    run_jobs()
    [told] = said(director.client.get(PAGE).text)
    assert f"Élèves{NBSP}: 2 nouveaux, 0 modifié, 0 de retour, 5 inchangés, 7 désactivés." in told
    assert Learner.objects.of(school).active().count() == 7


def test_abandoning_changes_no_pupil_and_says_so(director, school, waiting, run_jobs):
    answer = decide(director, ABANDON, waiting)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    run_jobs()
    page = director.client.get(PAGE).text
    [told] = said(page)
    assert told.startswith("Le dernier import a été abandonné. Fichier envoyé le ")
    assert "Aucun élève n’a changé." in told
    assert 'type="file"' in page
    assert Learner.objects.of(school).active().count() == 12


def test_a_run_about_which_nobody_decided_in_time_says_so(director, school):
    LearnerImportFactory(
        organization=school, status=Status.ABANDONED, ended_at=SENT_AT + services.WAITING_LENGTH
    )
    [told] = said(director.client.get(PAGE).text)
    assert told.startswith(f"Le dernier import a été abandonné{NBSP}: personne n’a décidé en 7 jours.")


def test_another_administrator_may_decide(school, waiting, run_jobs):
    other = sign_in(MembershipFactory(organization=school, admin=True))
    decide(other, CONFIRM, waiting)
    assert last_run(school).confirmed_by == other.user


@pytest.mark.parametrize("address", [CONFIRM, ABANDON])
@pytest.mark.parametrize("first", [CONFIRM, ABANDON])
def test_whoever_decides_second_learns_that_it_is_decided(director, school, waiting, first, address):
    other = sign_in(MembershipFactory(organization=school, admin=True))
    decide(other, first, waiting)
    before = LearnerImport.objects.values().get(pk=waiting.pk)
    answer = decide(director, address, waiting)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    notice, _ = said(director.client.get(PAGE).text)
    assert ALREADY in notice
    assert LearnerImport.objects.values().get(pk=waiting.pk) == before


@pytest.mark.parametrize("address", [CONFIRM, ABANDON])
@pytest.mark.parametrize("run", ["", "0", "-1", "abc", "9" * 18, "9" * 40, None])
def test_a_run_that_is_not_the_one_that_waits_is_left_alone(director, school, waiting, address, run):
    data = {} if run is None else {"run": run}
    answer = director.client.post(address, data)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert last_run(school).status == Status.WAITING
    assert ALREADY in said(director.client.get(PAGE).text)[0]


@pytest.mark.parametrize("address", [CONFIRM, ABANDON])
def test_another_schools_run_is_left_alone(outsider, school, waiting, address):
    answer = outsider.client.post(address, {"run": waiting.pk})
    assert answer.status_code == 302
    assert last_run(school).status == Status.WAITING
    assert ALREADY in said(outsider.client.get(PAGE).text)[0]


def test_administrators_are_reminded_above_the_list_that_a_run_waits(director, school, waiting):
    banner = import_banner(school, timezone.now())
    assert (banner.level, banner.url) == ("warning", PAGE)
    assert "Import à confirmer" in said(director.client.get("/eleves/").text)[0]


def test_one_pupil_or_none_is_said_as_such(director, school):
    wait_with(school, {"CM1 A": (0, 1)})
    assert "1 élève ne serait plus dans vos listes." in said(director.client.get(PAGE).text)[0]


def test_the_deadline_is_told(director, school):
    wait_with(school, {"CM1 A": (1, 5)}, created_at=SENT_AT)
    assert f"abandonnez-le avant le 12/09/2026{NBSP};" in said(director.client.get(PAGE).text)[0]


def test_the_page_costs_the_same_for_any_number_of_departures(director, school, flat_queries):
    run = wait_with(school, {"CM1 A": (1, 1)})

    def grow(n):
        more = LearnerFactory.create_batch(n, organization=school)
        run.leaving += [learner.pk for learner in more]
        run.save()

    flat_queries(lambda: director.client.get(PAGE), grow, budget=6)


def test_a_school_of_thousands_is_no_more_than_a_database_takes(director, school):
    """SQLite takes a limited number of values in a statement."""
    learners = [
        Learner(organization=school, last_name="X", first_name="Y", birthdate=SENT_AT, division="6e A")
        for _ in range(1500)
    ]
    Learner.objects.bulk_create(learners)
    ids = list(Learner.objects.values_list("pk", flat=True))
    LearnerImportFactory(
        organization=school, status=Status.WAITING, leaving=ids, created_at=timezone.now() - timedelta(days=1)
    )
    assert (
        len(
            shown_departures(director.client.get(PAGE).text)[
                f"6e A{NBSP}: 1500 élèves sur 1500 toute la classe"
            ]
        )
        == 1500
    )


def test_the_buttons_ask_a_person_of_the_school_only_once(director, waiting):
    """Both forms name the run, and are sent once however often they are clicked."""
    page = director.client.get(PAGE).text
    for address in (CONFIRM, ABANDON):
        form = re.search(rf'<form method="post" action="{address}" data-once>(.*?)</form>', page, re.S)[1]
        assert f'name="run" value="{waiting.pk}"' in form
        assert f'name="school_id" value="{waiting.organization_id}"' in form
