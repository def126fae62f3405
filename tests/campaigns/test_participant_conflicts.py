"""Each reason why an account and a pupil are not tied: its code, its masked value, its buttons (6.6)."""

from datetime import date

import pytest

from learners.models import Learner
from learners.services import link_learner
from tests.accounts.factories import UserFactory
from tests.campaigns.joining import Browser, make_account, make_campaign, make_learner, place_of, url

pytestmark = pytest.mark.django_db

MASKED = {"EMAIL": "l***@pixmail.example", "USERNAME": "c***.b***2", "GAR": ""}
CONTINUE = "Continuer avec mon compte"


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def learner(campaign):
    return make_learner(campaign)


def elsewhere(**options) -> Learner:
    """Return the same pupil in the school that he left."""
    return make_learner(make_campaign(code="FRMRCK234"), **options)


def begin(user=None) -> Browser:
    browser = Browser(user)
    browser.begin()
    return browser


def check(page, code: str, value: str) -> None:
    assert page.status_code == 409
    assert code in page.text
    assert value in page.text
    for whole in ("lovelace@", "charles.babbage2612"):
        assert whole not in page.text
    assert "Quitter</a>" in page.text


# --- Signing up ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "code"), [("EMAIL", "S51"), ("USERNAME", "S52"), ("GAR", "S53")])
def test_a_pupil_with_an_account_here_is_told_which(campaign, method, code):
    make_learner(campaign, user=make_account(method))
    page = begin().say_who()
    check(page, code, MASKED[method])
    assert (CONTINUE in page.text) == (method != "GAR")


@pytest.mark.parametrize(("method", "code"), [("EMAIL", "S61"), ("USERNAME", "S62"), ("GAR", "S63")])
def test_a_pupil_with_an_account_in_another_school_is_told_which(learner, method, code):
    elsewhere(user=make_account(method))
    page = begin().say_who()
    check(page, code, MASKED[method])
    assert (CONTINUE in page.text) == (method != "GAR")


def test_an_account_that_appears_between_the_two_steps_is_not_written_over(learner):
    browser = begin()
    browser.say_who()
    owner = make_account("EMAIL")
    link_learner(learner=learner, user=owner)
    check(browser.make_account(), "S51", MASKED["EMAIL"])
    learner.refresh_from_db()
    assert learner.user == owner
    assert browser.account is None


def test_who_continues_with_his_account_is_tied_by_his_number(learner):
    account = make_account("USERNAME")
    elsewhere(user=account)
    browser = begin()
    page = browser.say_who()
    sign_in = page.context["sign_in_url"]
    assert f'href="{sign_in}"' in page.text
    credentials = {"login": account.username, "password": "Chamois-2026", "next": url("campaign")}
    assert place_of(browser.post(sign_in, credentials, follow=True)) == "campaign"
    assert "Votre compte est rattaché" in browser.begin().text
    learner.refresh_from_db()
    assert learner.user == account


# --- With an account -----------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "code"), [("EMAIL", "R31"), ("USERNAME", "R32"), ("GAR", "R33")])
def test_another_account_is_tied_in_this_school(campaign, method, code):
    owner = make_account(method)
    learner = make_learner(campaign, user=owner)
    page = begin(UserFactory(pupil=True)).say_who("identity")
    check(page, code, MASKED[method])
    assert (CONTINUE in page.text) == (method != "GAR")
    learner.refresh_from_db()
    assert learner.user == owner


@pytest.mark.parametrize(("method", "code"), [("EMAIL", "R11"), ("USERNAME", "R12"), ("GAR", "R13")])
def test_another_account_is_tied_in_another_school(learner, method, code):
    elsewhere(user=make_account(method))
    page = begin(UserFactory(pupil=True)).say_who("identity")
    check(page, code, MASKED[method])
    assert (CONTINUE in page.text) == (method != "GAR")
    learner.refresh_from_db()
    assert learner.user is None


def test_the_account_is_another_pupils_of_this_school(campaign, learner):
    account = UserFactory(pupil=True)
    other = make_learner(campaign, first_name="Ada", national_student_id="0750655R09Z", user=account)
    browser = begin(account)
    # He came in as somebody else; the page of the identity is shown to accounts without a pupil only.
    assert place_of(browser.say_who("identity")) == "campaign"
    Learner.objects.filter(pk=other.pk).update(disabled_at="2026-09-01T00:00Z")
    page = browser.say_who("identity")
    check(page, "R70", "")
    assert CONTINUE in page.text


def test_the_account_looks_like_another_persons(learner):
    account = UserFactory(pupil=True)
    elsewhere(user=account, first_name="Ada", national_student_id="0750655R09Z", birthdate=date(2004, 1, 2))
    page = begin(account).say_who("identity")
    check(page, "R90", "")
    assert CONTINUE not in page.text
    assert "Se déconnecter</button>" in page.text


def test_what_changes_before_the_confirmation_is_told_then(learner):
    browser = begin(UserFactory(pupil=True))
    browser.say_who("identity")
    owner = make_account("USERNAME")
    link_learner(learner=learner, user=owner)
    check(browser.post(url("confirm_identity")), "R32", MASKED["USERNAME"])
    learner.refresh_from_db()
    assert learner.user == owner


def test_whoever_is_signed_in_signs_out_first_to_continue_with_another_account(learner):
    elsewhere(user=make_account("USERNAME"))
    browser = begin(UserFactory(pupil=True))
    page = browser.say_who("identity")
    page = browser.post("/deconnexion/", {"next": page.context["sign_in_url"]}, follow=True)
    assert page.resolver_match.view_name == "app:sign_in"
    assert browser.account is None
    assert f'value="{url("campaign")}"' in page.text
