"""A tablet, and the network of a school, shared with a classmate who tries things."""

import pytest
from django.test import Client

from accounts.messages import EMAIL_REFUSED
from accounts.models import User
from campaigns import participant_messages as messages
from learners.models import Learner
from tests.accounts.factories import PASSWORD, UserFactory
from tests.campaigns.joining import TYPED, Browser, make_campaign, make_learner, place_of, url

pytestmark = pytest.mark.django_db
WRONG = 20
TRIES = 10


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def learner(campaign):
    return make_learner(campaign)


def test_whoever_signs_in_next_is_not_offered_the_pupil_who_was_found_before(campaign, learner):
    browser = Browser()
    browser.begin()
    assert place_of(browser.say_who()) == "choose_password"
    classmate = UserFactory(pupil=True)
    browser.post("/app/connexion/", {"login": classmate.username, "password": PASSWORD})

    for page in (browser.get, browser.post):
        assert place_of(page(url("confirm_identity"), follow=True)) == "identity"

    assert not Learner.objects.filter(user=classmate).exists()


def test_a_classmate_who_guesses_codes_stops_nobody_who_has_begun(campaign, learner):
    browser = Browser()
    browser.begin()
    for number in range(WRONG):
        Client().get(url("campaign", f"ZZZZZZ{number + 222}"))
    assert Client().get(url("campaign")).status_code == 429

    assert place_of(browser.say_who()) == "choose_password"
    assert place_of(browser.make_account()) == "campaign"
    assert browser.get(url("campaign", campaign.code.lower())).status_code == 200
    assert browser.get(url("campaign", "ZZZZZZ999")).status_code == 429


def test_addresses_are_not_tried_one_after_another(campaign, learner):
    UserFactory(email="somebody@exemple.example")
    browser = Browser()
    browser.begin()
    browser.say_who()
    typed = {"method": "EMAIL", "email": "somebody@exemple.example"}
    for _ in range(TRIES):
        assert EMAIL_REFUSED in browser.make_account(**typed).text

    for email in ("somebody@exemple.example", "nobody@exemple.example"):
        page = browser.make_account(**typed | {"email": email})
        assert page.status_code == 429
        assert messages.TOO_MANY_SEARCHES in page.text
        assert email in page.text
    assert not User.objects.filter(learners=learner).exists()


def test_an_identifier_is_still_chosen_after_too_many_addresses(campaign, learner):
    UserFactory(email="somebody@exemple.example")
    browser = Browser()
    browser.begin()
    browser.say_who()
    for _ in range(TRIES):
        browser.make_account(method="EMAIL", email="somebody@exemple.example")

    assert place_of(browser.make_account()) == "campaign"


def test_names_longer_than_those_of_accounts_make_an_account(campaign):
    learner = make_learner(campaign, first_name="Anne-" * 40 + "Anne")
    browser = Browser()
    browser.begin()
    browser.post(url("sign_up"), TYPED | {"first_name": learner.first_name})

    assert place_of(browser.make_account()) == "campaign"

    browser.account.full_clean(exclude=["password"])
