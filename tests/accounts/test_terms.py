from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import services
from accounts.models import Acceptance, LegalDocument
from pixorga.journal.models import Event
from tests.accounts.factories import AcceptanceFactory, LegalDocumentFactory, UserFactory
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

ACCOUNT_TERMS = LegalDocument.Kind.ACCOUNT_TERMS


@pytest.fixture
def document():
    return LegalDocumentFactory(body="## Discrétion\n\n- **Ne rien** divulguer <script>alert(1)</script>")


@pytest.fixture
def member() -> Client:
    client = Client()
    client.force_login(MembershipFactory().user)
    return client


def test_nothing_else_is_shown_before_the_terms_are_accepted(document, member):
    assertRedirects(member.get("/equipe/"), "/cgu/")

    page = member.get("/cgu/")

    assertContains(page, "<h2>Discrétion</h2>", html=True)
    assertContains(page, "<strong>Ne rien</strong>", html=True)
    assertContains(page, "Accepter et continuer")
    assertContains(page, "Refuser et quitter")
    assertNotContains(page, "<script>alert")


def test_accepting_opens_the_site(document, member):
    assertRedirects(member.post("/cgu/", {"document": document.pk}), "/", fetch_redirect_response=False)

    assert Acceptance.objects.filter(document=document).count() == 1
    assert member.get("/equipe/").status_code == 200
    assertNotContains(member.get("/cgu/"), "Accepter et continuer")


def test_accepting_twice_is_once(document, member):
    for _ in range(2):
        member.post("/cgu/", {"document": document.pk})

    assert Acceptance.objects.count() == 1


def test_what_is_accepted_is_what_was_read(document, member):
    LegalDocumentFactory(version="2027", published_at=document.published_at + timedelta(microseconds=1))

    response = member.post("/cgu/", {"document": document.pk}, follow=True)

    assertRedirects(response, "/cgu/")
    assertContains(response, "Le texte a changé pendant votre lecture.")
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("value", ["", "abc", "0"])
def test_an_acceptance_of_nothing_is_none(document, member, value):
    member.post("/cgu/", {"document": value})

    assert not Acceptance.objects.exists()


def test_refusing_signs_out_and_writes_nothing(document, member):
    response = member.post("/cgu/refuser/", follow=True)

    assertRedirects(response, "/connexion/")
    assertContains(response, "Vous avez refusé les conditions")
    assert "_auth_user_id" not in member.session
    assert not Acceptance.objects.exists()


def test_refusing_is_a_button(document, member):
    assert member.get("/cgu/refuser/").status_code == 405
    assert "_auth_user_id" in member.session


def test_a_new_version_is_asked_again(member):
    user = UserFactory.create()
    AcceptanceFactory(user=user, document__published_at=timezone.now() - timedelta(days=1))
    MembershipFactory(user=user)
    member.force_login(user)
    assert member.get("/equipe/").status_code == 200

    LegalDocumentFactory(version="2027", published_at=timezone.now())

    assertRedirects(member.get("/equipe/"), "/cgu/")


def test_anybody_may_read_the_terms_and_only_read(document, client):
    page = client.get("/cgu/")

    assertContains(page, "<h2>Discrétion</h2>", html=True)
    assertNotContains(page, "Accepter")
    assertRedirects(client.post("/cgu/", {"document": document.pk}), "/connexion/")


def test_without_a_text_there_is_no_page(client):
    assert client.get("/cgu/").status_code == 404


def test_the_terms_take_few_queries(document, member, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        member.get("/cgu/")


# --- New versions, and the terms of the account ----------------------------------------------------


def test_a_version_announced_for_later_is_asked_when_its_day_comes(document, member):
    member.post("/cgu/", {"document": document.pk})
    later = LegalDocumentFactory(version="2099", published_at=timezone.now() + timedelta(days=30))
    assert member.get("/equipe/").status_code == 200

    LegalDocument.objects.filter(pk=later.pk).update(published_at=timezone.now())

    assertRedirects(member.get("/equipe/"), "/cgu/")


def test_a_member_accepts_both_texts_one_after_the_other(document, member):
    account_terms = LegalDocumentFactory(kind=ACCOUNT_TERMS, version="a", body="Le compte est gratuit.")
    assertContains(member.get("/cgu/"), "Discrétion")

    response = member.post("/cgu/", {"document": document.pk}, follow=True)

    assertRedirects(response, "/cgu/")
    assertContains(response, "<h1>Conditions générales du compte</h1>", html=True)
    assertContains(response, "Le compte est gratuit.")
    assertRedirects(member.get("/equipe/"), "/cgu/")

    answer = member.post("/cgu/", {"document": account_terms.pk})

    assertRedirects(answer, "/", fetch_redirect_response=False)
    assert member.get("/equipe/").status_code == 200


def test_the_second_click_on_accept_is_taken_for_no_change_of_the_text(document, member):
    LegalDocumentFactory(kind=ACCOUNT_TERMS, version="a")
    member.post("/cgu/", {"document": document.pk})

    response = member.post("/cgu/", {"document": document.pk}, follow=True)

    assertNotContains(response, "Le texte a changé pendant votre lecture.")
    assert Acceptance.objects.count() == 1


def test_an_acceptance_is_in_the_journal_once(document, member):
    for _ in range(2):
        member.post("/cgu/", {"document": document.pk})

    event = Event.objects.get(verb="account.terms_accepted")
    assert event.details == {"document": document.pk, "kind": "ORGA_TERMS"}
    assert str(event.actor_id) == member.session["_auth_user_id"]


def test_whoever_signs_up_has_accepted_the_terms_of_the_account_in_force():
    LegalDocumentFactory(kind=ACCOUNT_TERMS, version="1", published_at=timezone.now() - timedelta(days=2))
    in_force = LegalDocumentFactory(kind=ACCOUNT_TERMS, version="2")
    LegalDocumentFactory(version="orga")

    user = services.register_adult(
        first_name="Ada",
        last_name="Byron",
        email="ada@byron.example",
        password_hash="x",
        is_email_verified=False,
    )

    assert Acceptance.objects.get(user=user).document == in_force
    assert Event.objects.filter(verb="account.terms_accepted", subject_id=user.pk).count() == 1


def test_a_pupil_whose_account_the_school_made_accepts_nothing_for_it():
    LegalDocumentFactory(kind=ACCOUNT_TERMS, version="1")

    assert not services.must_accept_terms(user=UserFactory(pupil=True))
    assert services.must_accept_terms(user=UserFactory())


def test_anybody_reads_the_terms_of_the_account(client, member):
    assert client.get("/conditions-generales/").status_code == 404
    LegalDocumentFactory(kind=ACCOUNT_TERMS, version="1", body="## Vos données")

    for reader in (client, member):
        page = reader.get("/conditions-generales/")
        assertContains(page, "<h2>Vos données</h2>", html=True)
        assertNotContains(page, "Accepter")
    assert member.post("/conditions-generales/").status_code == 405
