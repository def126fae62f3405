"""An account that is signed in says which pupil of the school it belongs to (spec/accounts.md 6.4)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns import participant_messages as messages
from campaigns.participants import FOUND
from learners.models import Learner
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.campaigns.joining import TYPED, Browser, make_account, make_campaign, make_learner, place_of, url

pytestmark = pytest.mark.django_db
TRIES = 10


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def learner(campaign):
    return make_learner(campaign)


@pytest.fixture
def account():
    return UserFactory(pupil=True, first_name="Charly", last_name="Babbage", username="cb.2003")


@pytest.fixture
def browser(campaign, account):
    browser = Browser(account)
    browser.begin()
    return browser


def test_the_names_of_the_account_are_proposed(browser):
    page = browser.get(url("identity"))
    assert page.context["form"]["first_name"].value() == "Charly"
    assert page.context["form"]["last_name"].value() == "Babbage"


def test_the_account_is_shown_before_anything_is_tied(browser, learner, account):
    page = browser.say_who("identity")
    assert place_of(page) == "confirm_identity"
    assert "Identifiant cb.2003" in page.text
    assert "Charles BABBAGE" in page.text
    assert "Associer</button>" in page.text
    assert "Se déconnecter</button>" in page.text
    learner.refresh_from_db()
    assert learner.user is None


@pytest.mark.parametrize(
    ("method", "shown"),
    [
        ("EMAIL", "Adresse e-mail lovelace@pixmail.example"),
        ("USERNAME", "Identifiant charles.babbage2612"),
        ("GAR", "Compte ouvert depuis l’ENT"),
    ],
)
def test_every_way_in_has_its_name(campaign, learner, method, shown):
    browser = Browser(make_account(method))
    browser.begin()
    assert shown in browser.say_who("identity").text


def test_associer_ties_them_and_goes_on(browser, learner, account):
    browser.say_who("identity")
    page = browser.post(url("confirm_identity"), follow=True)
    assert place_of(page) == "campaign"
    assert messages.LINKED in page.text
    assert FOUND not in browser.session
    learner.refresh_from_db()
    assert learner.user == account
    assert Event.objects.filter(verb="learner.account_linked", actor_id=account.pk).count() == 1


def test_twice_is_once(browser, learner):
    browser.say_who("identity")
    for _ in range(2):
        assert place_of(browser.post(url("confirm_identity"), follow=True)) == "campaign"
    for page in ("identity", "confirm_identity"):
        assert place_of(browser.get(url(page), follow=True)) == "campaign"
        assert place_of(browser.post(url(page), TYPED, follow=True)) == "campaign"
    assert Event.objects.filter(verb="learner.account_linked").count() == 1


def test_se_deconnecter_leads_back_to_the_campaign(browser, learner):
    browser.say_who("identity")
    page = browser.post("/deconnexion/", {"next": url("campaign")}, follow=True)
    assert place_of(page) == "campaign"
    assert browser.account is None


def test_nobody_is_found(browser, learner):
    page = browser.say_who("identity", first_name="Ada")
    assert place_of(page) == "identity"
    assert "Pour les enseignants\u00a0:" in page.text
    assert page.context["form"]["first_name"].value() == "Ada"


def test_searches_are_counted_here_too(browser, learner):
    for _ in range(TRIES):
        browser.say_who("identity", first_name="Ada")
    assert browser.say_who("identity").status_code == 429


def test_ten_minutes_later_the_question_is_asked_again(browser, learner):
    browser.say_who("identity")
    session = browser.session
    session[FOUND] = session[FOUND] | {"until": (timezone.now() - timedelta(seconds=1)).timestamp()}
    session.save()
    page = browser.post(url("confirm_identity"), follow=True)
    assert place_of(page) == "identity"
    assert messages.TOO_LATE in page.text
    learner.refresh_from_db()
    assert learner.user is None


def test_a_pupil_who_left_the_list_meanwhile_is_not_tied(browser, learner):
    browser.say_who("identity")
    Learner.objects.update(disabled_at=timezone.now())
    assert place_of(browser.post(url("confirm_identity"), follow=True)) == "identity"
    learner.refresh_from_db()
    assert learner.user is None


@pytest.mark.parametrize("page", ["identity", "confirm_identity"])
def test_without_an_account_both_pages_lead_to_the_sign_in_page(campaign, page):
    client = Client()
    for answer in (client.get(url(page)), client.post(url(page), TYPED)):
        assert answer.url.startswith("/app/connexion/?next=")
