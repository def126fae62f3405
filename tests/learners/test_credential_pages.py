"""The pages of new passwords for several pupils: what they say before, on the way, afterwards."""

import csv
import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from accounts.models import User
from learners.models import CredentialBatch
from learners.services.credentials import Status
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.learners.credentials import CHOOSE, MAKE, ask, class_of, page_of, passwords_now, pupil, read, work
from tests.learners.pages import forms, said
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

LIST = "/eleves/"


@pytest.fixture
def college(principal):
    return principal.organization


def choose(person, *learners):
    return person.client.post(CHOOSE, {"learner": [learner.pk for learner in learners]})


def press(person, answer, number: int = 0):
    """Press the button of a panel; return where it leads."""
    action, fields = forms(answer.text)[number]
    assert fields.pop("school_id") == [str(person.organization.pk)]
    return person.client.post(action, fields)


def batch_of(person, *learners) -> CredentialBatch:
    return work(ask(person, learners))


# --- Before -----------------------------------------------------------------------------------------
def test_the_page_says_who_is_concerned_and_who_is_not(principal, college):
    waiting = pupil(college, user=None, first_name="Zoé", last_name="LE GŒUFF")
    words = said(choose(principal, *class_of(college, 2), waiting).text)
    assert "3 élèves sélectionnés, 2 concernés" in words
    assert "Pas encore de compte : 1 élève Zoé LE GŒUFF (3EME B)" in words
    assert "Les mots de passe actuels de ces élèves ne fonctionneront plus." in words
    assert "Réinitialiser 2 mots de passe" in words


def test_both_ways_are_offered_where_they_differ(principal, college):
    answer = choose(principal, pupil(college), pupil(college, user=UserFactory()))
    assert [fields["kind"] for _, fields in forms(answer.text)] == [["GENERATE"], ["RESET"]]
    assert [len(fields["learner"]) for _, fields in forms(answer.text)] == [2, 1]


def test_nobody_concerned_has_no_button(principal, college):
    answer = choose(principal, pupil(college, user=None))
    assert forms(answer.text) == []
    assert "1 élève sélectionné, 0 concerné" in said(answer.text)


def test_who_left_the_list_is_counted_and_never_named(principal, college):
    gone = pupil(college, disabled=True, last_name="PARTANT")
    stranger = pupil(OrganizationFactory(secondary=True), last_name="AILLEURS")
    answer = choose(principal, pupil(college), gone, stranger)
    assert "2 élèves choisis ne sont plus dans la liste" in said(answer.text)
    assert not {"PARTANT", "AILLEURS"} & set(answer.text.split())


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ([], "Cochez au moins un élève"),
        (["x", "9" * 30], "Cochez au moins un élève"),
        (range(1, 502), "Choisissez 500 élèves au plus"),
    ],
)
def test_too_few_or_too_many_lead_back_to_the_list(principal, ids, words):
    answer = principal.client.post(CHOOSE, {"learner": list(ids)}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert words in answer.text


def test_500_are_taken(principal, college):
    learner = pupil(college)
    answer = principal.client.post(CHOOSE, {"learner": range(learner.pk, learner.pk + 500)})
    assert "500 élèves sélectionnés, 1 concerné" in said(answer.text)


def test_a_pupil_who_is_sent_twice_counts_once(principal, college):
    ids = [learner.pk for learner in class_of(college, 2)] * 2
    answer = principal.client.post(CHOOSE, {"learner": [*ids, f"0{ids[0]}"]})
    assert "2 élèves sélectionnés, 2 concernés" in said(answer.text)
    assert principal.client.post(MAKE, {"learner": ids, "kind": "RESET"}).status_code == 302
    assert CredentialBatch.objects.get().learner_ids == ids[:2]


def test_the_same_form_sent_again_once_all_is_made_makes_no_others(principal, college):
    pupils = class_of(college, 2)
    data = {"learner": [learner.pk for learner in pupils], "kind": "RESET"}
    data["seen"] = re.search(r'name="seen" value="(\w+)"', principal.client.post(CHOOSE, data).text)[1]
    principal.client.post(MAKE, data)
    work(CredentialBatch.objects.get())
    given = passwords_now(pupils)
    answer = principal.client.post(MAKE, data)
    assert answer.status_code == 409
    assert "les mots de passe ont changé depuis votre choix" in said(answer.text)
    assert CredentialBatch.objects.count() == 1
    assert passwords_now(pupils) == given


@pytest.mark.parametrize("kind", ["RESET", "GENERATE"])
def test_a_pupil_of_another_school_stops_the_whole_and_is_never_named(principal, college, kind):
    stranger = pupil(OrganizationFactory(secondary=True), last_name="AILLEURS")
    data = {"learner": [pupil(college).pk, stranger.pk], "kind": kind}
    answer = principal.client.post(MAKE, data)
    assert answer.status_code == 409
    assert "AILLEURS" not in answer.text
    assert not CredentialBatch.objects.exists()


@pytest.mark.parametrize("has_gar", [True, False])
def test_whoever_works_in_the_school_may_ask_for_what_is_offered(college, has_gar):
    college.has_gar = has_gar
    college.save()
    teacher = sign_in(MembershipFactory(organization=college))
    data = {"learner": pupil(college, user=UserFactory()).pk, "kind": "GENERATE"}
    answer = teacher.client.post(MAKE, data)
    assert answer.status_code == (409 if has_gar else 302)
    for batch in CredentialBatch.objects.all():
        assert work(batch).status == Status.DONE
        assert teacher.client.get(page_of(batch, "liste.csv")).status_code == 200
    assert CredentialBatch.objects.exists() is not has_gar


def test_choosing_writes_nothing(principal, college):
    choose(principal, pupil(college))
    assert not CredentialBatch.objects.exists()


def test_a_choice_that_changed_meanwhile_is_shown_again(principal, college):
    learner, other = class_of(college, 2)
    page = choose(principal, learner, other)
    User.objects.filter(pk=learner.user_id).update(is_active=False)
    answer = press(principal, page)
    assert answer.status_code == 409
    assert "La liste ou les mots de passe ont changé depuis votre choix." in answer.text
    assert "2 élèves sélectionnés, 1 concerné" in said(answer.text)
    assert press(principal, answer).status_code == 302


# --- On the way -------------------------------------------------------------------------------------
def test_pressing_twice_leads_to_the_same_page(principal, college):
    page = choose(principal, *class_of(college, 2))
    first, second = press(principal, page), press(principal, page)
    assert first["Location"] == second["Location"] == page_of(CredentialBatch.objects.get())


def test_asking_for_others_meanwhile_tells_that_one_is_running(principal, college):
    press(principal, choose(principal, pupil(college)))
    page = choose(principal, pupil(college))
    action, fields = forms(page.text)[0]
    answer = principal.client.post(action, fields, follow=True)
    assert "Une préparation est déjà en cours pour vous" in answer.text
    assert CredentialBatch.objects.count() == 1


def test_one_that_runs_in_another_school_is_told_and_not_shown(principal, college):
    elsewhere = sign_in(MembershipFactory(organization=OrganizationFactory(secondary=True)))
    CredentialBatch.objects.create(
        organization=elsewhere.organization, requested_by=principal.user, learner_ids=[1], kind="RESET"
    )
    answer = press(principal, choose(principal, pupil(college)))
    assert answer["Location"] == LIST


def test_the_page_follows_without_scripts_and_with_them(principal, college):
    batch = ask(principal, class_of(college, 3))
    CredentialBatch.objects.update(done_count=2)
    answer = principal.client.get(page_of(batch))
    assert "2 sur 3" in said(answer.text)
    assert f'<a href="{page_of(batch)}">Actualiser cette page</a>' in answer.text
    assert '<progress class="progress" id="credentials-progress" value="2" max="3">' in answer.text
    seen = answer.text.partition('hx-get="')[2].partition('"')[0]
    assert principal.client.get(seen).status_code == 204
    CredentialBatch.objects.update(done_count=3)
    fragment = principal.client.get(seen).text.strip()
    assert fragment.startswith('<div class="fragment" id="credentials" hx-get=')
    assert fragment in principal.client.get(page_of(batch)).text


def test_nothing_polls_once_it_is_over(principal, college):
    batch = batch_of(principal, pupil(college))
    assert "hx-trigger" not in principal.client.get(page_of(batch, "etat/")).text


def test_a_failure_says_why_and_that_nothing_changed(principal, college):
    learner = pupil(college)
    batch = ask(principal, [learner])
    User.objects.filter(pk=learner.user_id).update(password="md5$a$b")
    work(batch)
    words = said(principal.client.get(page_of(batch)).text)
    assert "Aucun mot de passe n’a été modifié" in words
    assert "le mot de passe ou l’identifiant d’un élève a changé" in words


# --- Afterwards -------------------------------------------------------------------------------------
def test_the_file_is_a_table_for_a_spreadsheet(principal, college):
    college.time_zone = "Indian/Reunion"
    college.save()
    risky = pupil(college, first_name="=HYPERLINK()", last_name="D’ARC", division="+3A")
    batch = batch_of(principal, risky)
    ended = timezone.now().replace(microsecond=0)
    answer = principal.client.get(page_of(batch, "liste.csv"))
    text = answer.content.decode()
    assert text.startswith('\ufeff"Classe";"Nom";"Prénom";"Identifiant";"Mot de passe"\n')
    [line] = read(batch)
    row = list(csv.reader(StringIO(text), delimiter=";"))[1]
    assert row == ["'+3A", "D’ARC", "'=HYPERLINK()", risky.user.username, line.password]
    local = (batch.ended_at + timedelta(hours=4)).strftime("%Y%m%d_%H%M")
    name = f"{local}_organization_learners_password_reset.csv"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer["Cache-Control"]
    assert abs(batch.ended_at - ended) < timedelta(minutes=1)


def test_the_cards_have_what_a_pupil_needs(principal, college, settings):
    settings.SITE_URL = "https://app.exemple.example"
    learner = pupil(college, first_name="Ada", last_name="LOVELACE")
    batch = batch_of(principal, learner)
    [line] = read(batch)
    CredentialBatch.objects.update(ended_at=datetime(2026, 11, 22, 7, tzinfo=UTC))
    batch.refresh_from_db()
    answer = principal.client.get(page_of(batch, "fiches/"))
    assert urlsplit(answer.get("Location", "")).path == page_of(batch)  # long over
    CredentialBatch.objects.update(ended_at=timezone.now())
    answer = principal.client.get(page_of(batch, "fiches/"))
    words = said(answer.text)
    assert f"Ada LOVELACE 3EME B Identifiant {learner.user.username} Mot de passe {line.password}" in words
    assert "<strong>app.exemple.example/app</strong>" in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_after_a_quarter_of_an_hour_nothing_is_shown(principal, college):
    batch = batch_of(principal, pupil(college))
    until = college.local(batch.ended_at + timedelta(minutes=15))
    assert f"Disponible jusqu’à {until:%H:%M}" in said(principal.client.get(page_of(batch)).text)
    CredentialBatch.objects.update(ended_at=batch.ended_at - timedelta(minutes=15))
    assert "Ces mots de passe ne peuvent plus être affichés" in principal.client.get(page_of(batch)).text
    for part in ("liste.csv", "fiches/"):
        assert principal.client.get(page_of(batch, part))["Location"] == page_of(batch)


@pytest.mark.parametrize("part", ["", "etat/", "liste.csv", "fiches/"])
def test_nobody_else_sees_a_batch(principal, college, part):
    batch = batch_of(principal, pupil(college))
    other_admin = sign_in(MembershipFactory(organization=college, admin=True))
    elsewhere = sign_in(MembershipFactory(organization=OrganizationFactory(secondary=True)))
    for person in (other_admin, elsewhere):
        assert person.client.get(page_of(batch, part)).status_code == 404
    assert principal.client.get(page_of(batch, part)).status_code == 200
    principal.membership.disabled_at = timezone.now()
    principal.membership.save()
    assert principal.client.get(page_of(batch, part)).status_code == 404


def test_who_moves_to_another_school_does_not_take_it_along(principal, college):
    batch = batch_of(principal, pupil(college))
    MembershipFactory(user=principal.user, organization=OrganizationFactory(secondary=True))
    principal.membership.disabled_at = timezone.now()
    principal.membership.save()
    assert principal.client.get(page_of(batch, "liste.csv")).status_code == 404


def test_the_pages_of_500_cost_no_more_queries(principal, college, flat_queries):
    def grow(count):
        class_of(college, count)
        CredentialBatch.objects.all().delete()
        learners = list(college.learners.all())
        assert work(ask(principal, learners)).status == Status.DONE

    def show():
        for part in ("", "liste.csv", "fiches/"):
            assert principal.client.get(page_of(CredentialBatch.objects.get(), part)).status_code == 200

    flat_queries(show, grow, budget=30)


def test_a_page_of_another_tab_does_nothing(principal, college):
    learner = pupil(college)
    data = {"learner": learner.pk, "kind": "RESET", "school_id": college.pk + 1}
    assert principal.client.post(MAKE, data).status_code == 302
    assert not CredentialBatch.objects.exists()
