"""« Je crée mon compte »: who the pupil is, how he signs in, and his password (spec/accounts.md 6.3)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.messages import EMAIL_INVALID, EMAIL_MISSING, EMAIL_REFUSED
from accounts.models import User
from campaigns import participant_messages as messages
from campaigns.participants import FOUND
from learners.models import Learner
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.campaigns.joining import (
    ACCOUNT,
    PASSWORD,
    TYPED,
    Browser,
    make_campaign,
    make_learner,
    place_of,
    url,
)

pytestmark = pytest.mark.django_db
USERNAME = "charles.babbage2612"
TRIES = 10


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def learner(campaign):
    return make_learner(campaign)


@pytest.fixture
def browser(campaign):
    browser = Browser()
    browser.begin()
    return browser


@pytest.fixture
def found(browser, learner):
    """Return the browser of a pupil who was found."""
    assert place_of(browser.say_who()) == "choose_password"
    return browser


def errors(page) -> list[str]:
    return [str(error) for found in page.context["form"].errors.values() for error in found]


# --- Step 1 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"first_name": "  charles ", "last_name": "BABBAGE"},
        {"first_name": "Charle", "last_name": "Babage"},
        {"day": " 26 ", "month": "012", "year": "2003"},
    ],
)
def test_a_pupil_is_found_however_he_writes_himself(browser, learner, typed):
    page = browser.say_who(**typed)
    assert place_of(page) == "choose_password"
    assert "Est-ce bien vous\u00a0?" in page.text
    assert "Charles BABBAGE" in page.text
    assert USERNAME in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first_name": "  "}, messages.FIRST_NAME_MISSING),
        ({"last_name": ""}, messages.LAST_NAME_MISSING),
        ({"last_name": "B" * 256}, messages.NAME_TOO_LONG),
        ({"day": ""}, messages.DAY_WRONG),
        ({"day": "32"}, messages.DAY_WRONG),
        ({"day": "0"}, messages.DAY_WRONG),
        ({"day": "²"}, messages.DAY_WRONG),
        ({"month": "13"}, messages.MONTH_WRONG),
        ({"month": "décembre"}, messages.MONTH_WRONG),
        ({"year": "03"}, messages.YEAR_WRONG),
        ({"year": "10000"}, messages.YEAR_WRONG),
        ({"year": "9" * 5000}, messages.YEAR_WRONG),
        ({"day": "30", "month": "2"}, messages.DATE_WRONG),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(browser, learner, typed, said):
    page = browser.say_who(**typed)
    assert place_of(page) == "sign_up"
    assert errors(page) == [said]
    for name, value in (TYPED | typed).items():
        assert page.context["form"][name].value() == value
    assert FOUND not in browser.session


@pytest.mark.parametrize("typed", [{"first_name": "Ada"}, {"day": "25"}, {"last_name": "Lovelace"}])
def test_nobody_is_found_and_the_page_says_what_to_do(browser, learner, typed):
    page = browser.say_who(**typed)
    assert place_of(page) == "sign_up"
    assert "Pour les élèves\u00a0:" in page.text
    assert "Pour les enseignants\u00a0:" in page.text
    assert "Babbage" in page.text or "last_name" in typed
    assert FOUND not in browser.session


def test_homonyms_born_on_one_day_are_nobody(browser, learner, campaign):
    make_learner(campaign, national_student_id="0750655R09Z")
    assert "Pour les élèves\u00a0:" in browser.say_who().text


def test_homonyms_born_on_other_days_are_told_apart(browser, learner, campaign):
    other = make_learner(campaign, national_student_id="0750655R09Z", birthdate="2003-12-25")
    browser.say_who(day="25")
    assert browser.session[FOUND]["learner"] == other.pk


def test_pupils_of_other_schools_and_those_who_left_are_nobody(browser, campaign):
    make_learner(make_campaign(code="FRMRCK234"))
    make_learner(campaign, disabled=True)
    assert "Pour les élèves\u00a0:" in browser.say_who().text


def test_searches_that_find_nobody_are_counted_for_a_browser(browser, learner):
    for _ in range(TRIES):
        assert browser.say_who(first_name="Ada").status_code == 200
    page = browser.say_who()
    assert page.status_code == 429
    assert errors(page) == [messages.TOO_MANY_SEARCHES]
    assert page.context["form"]["first_name"].value() == "Charles"
    neighbour = Browser()
    neighbour.begin()
    assert place_of(neighbour.say_who()) == "choose_password"


def test_and_for_an_address(learner, campaign, settings):
    settings.PUPIL_SEARCHES_PER_HOUR_AND_ADDRESS = 3
    for _ in range(3):
        browser = Browser()
        browser.begin()
        assert browser.say_who(first_name="Ada").status_code == 200
    browser = Browser()
    browser.begin()
    assert browser.say_who().status_code == 429
    elsewhere = Browser(REMOTE_ADDR="203.0.113.9")
    elsewhere.begin()
    assert place_of(elsewhere.say_who()) == "choose_password"


def test_a_pupil_who_is_found_is_no_failure(browser, learner):
    for _ in range(TRIES + 5):
        assert place_of(browser.say_who()) == "choose_password"


def test_the_session_holds_no_name(found, learner):
    held = str(dict(found.session))
    assert str(learner.pk) in held
    assert "abbage" not in held.lower()


# --- Step 2 --------------------------------------------------------------------------------------


def test_a_pupil_signs_up_with_an_identifier_and_is_shown_it_again(found, learner):
    page = found.make_account()
    assert place_of(page) == "campaign"
    learner.refresh_from_db()
    user = learner.user
    assert (user.username, user.email) == (USERNAME, None)
    assert (user.first_name, user.last_name) == ("Charles", "BABBAGE")
    assert user.check_password(PASSWORD)
    assert found.account == user
    assert USERNAME in page.text
    assert messages.ACCOUNT_MADE in page.text
    assert FOUND not in found.session
    assert Event.objects.filter(verb="learner.account_linked", subject_id=learner.pk).count() == 1
    assert Client().login(username=USERNAME, password=PASSWORD)


def test_or_with_an_address_which_is_confirmed_by_mail(found, learner, run_jobs, mailoutbox):
    page = found.make_account(method="EMAIL", email="Charles@Exemple.example")
    assert place_of(page) == "campaign"
    learner.refresh_from_db()
    assert (learner.user.username, learner.user.email) == (None, "charles@exemple.example")
    assert "charles@exemple.example" in page.text
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [["charles@exemple.example"]]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": ""}, "Votre mot de passe n’est pas renseigné."),
        ({"method": ""}, messages.METHOD_MISSING),
        ({"method": "GAR"}, messages.METHOD_MISSING),
        ({"method": "EMAIL"}, EMAIL_MISSING),
        ({"method": "EMAIL", "email": "charles"}, EMAIL_INVALID),
    ],
)
def test_a_form_that_is_not_complete_says_what_is_missing(found, learner, typed, said):
    page = found.make_account(**typed)
    assert place_of(page) == "choose_password"
    assert errors(page) == [said]
    assert found.account is None


@pytest.mark.parametrize("password", ["court1A", "marmotte2027", "Charles.Babbage2612"])
def test_a_password_follows_the_rule(found, learner, password):
    page = found.make_account(password=password)
    assert page.context["form"].errors["password"]
    assert password not in page.text
    assert not User.objects.filter(learners__isnull=False).exists()


def test_an_address_that_was_typed_and_not_chosen_is_left_alone(found, learner):
    found.make_account(email="pas une adresse")
    learner.refresh_from_db()
    assert learner.user.email is None


def test_an_address_with_an_account_leads_to_the_sign_in_page(found, learner):
    UserFactory(email="charles@exemple.example")
    page = found.make_account(method="EMAIL", email="charles@exemple.example")
    assert errors(page) == [EMAIL_REFUSED]
    assert "/app/connexion/?next=" in page.text
    assert found.account is None


def test_an_identifier_that_is_taken_gets_other_digits_and_keeps_them(browser, learner):
    UserFactory(pupil=True, username=USERNAME)
    offered = browser.say_who().context["form"].offered
    assert offered.startswith("charles.babbage")
    assert offered != USERNAME
    assert browser.get(url("choose_password")).context["form"].offered == offered
    browser.make_account()
    learner.refresh_from_db()
    assert learner.user.username == offered


def test_an_identifier_taken_meanwhile_is_replaced_before_anything_is_made(found, learner):
    UserFactory(pupil=True, username=USERNAME)
    page = found.post(url("choose_password"), ACCOUNT | {"username": USERNAME})
    offered = page.context["form"].offered
    assert page.status_code == 409
    assert errors(page) == [messages.username_taken(offered)]
    assert f'value="{offered}"' in page.text
    assert found.post(url("choose_password"), ACCOUNT | {"username": offered}).status_code == 302
    learner.refresh_from_db()
    assert learner.user.username == offered


def test_an_identifier_cannot_be_chosen(found, learner):
    page = found.make_account(username="patron")
    assert page.status_code == 409
    assert not User.objects.filter(learners__isnull=False).exists()


def test_ten_minutes_later_the_pupil_says_again_who_he_is(found, learner):
    session = found.session
    session[FOUND] = session[FOUND] | {"until": (timezone.now() - timedelta(seconds=1)).timestamp()}
    session.save()
    page = found.post(url("choose_password"), ACCOUNT | {"username": USERNAME}, follow=True)
    assert place_of(page) == "sign_up"
    assert messages.TOO_LATE in page.text
    assert not User.objects.filter(learners__isnull=False).exists()


def test_a_pupil_who_left_the_list_meanwhile_is_not_signed_up(found, learner):
    Learner.objects.update(disabled_at=timezone.now())
    assert place_of(found.post(url("choose_password"), ACCOUNT, follow=True)) == "sign_up"
    assert not User.objects.filter(learners__isnull=False).exists()


def test_somebody_found_in_one_school_is_nobody_in_another(found):
    make_campaign(code="FRMRCK234")
    found.post(url("start", "FRMRCK234"))
    answer = found.get(url("choose_password", "FRMRCK234"), follow=True)
    assert place_of(answer) == "sign_up"


# --- Twice, and many at once ---------------------------------------------------------------------


@pytest.mark.parametrize("typed", [{}, {"method": "EMAIL", "email": "charles@exemple.example"}])
def test_the_button_pressed_twice_makes_one_account_and_signs_in_to_it(found, learner, typed):
    second = Browser()
    second.cookies = found.cookies.copy()
    sent = ACCOUNT | {"username": USERNAME} | typed
    found.post(url("choose_password"), sent)
    page = second.post(url("choose_password"), sent, follow=True)
    assert place_of(page) == "campaign"
    assert second.account == found.account == User.objects.get(learners__isnull=False)


def test_so_does_another_tab_that_was_left_open(found, learner):
    found.make_account()
    for page in ("sign_up", "choose_password"):
        assert place_of(found.get(url(page), follow=True)) == "campaign"
        assert place_of(found.post(url(page), TYPED | ACCOUNT, follow=True)) == "campaign"
    assert User.objects.filter(learners__isnull=False).count() == 1


def test_an_account_made_elsewhere_is_not_entered_by_the_form(found, learner):
    learner.user = UserFactory(pupil=True, username=USERNAME, date_joined=timezone.now() - timedelta(hours=1))
    learner.save()
    stranger = Browser()
    stranger.post(url("choose_password"), ACCOUNT | {"username": USERNAME, "password": "Chamois-2026"})
    assert stranger.account is None


def test_a_whole_class_signs_up_within_a_minute_behind_one_address(campaign):
    for number in range(35):
        make_learner(
            campaign,
            first_name=f"Élève{chr(97 + number % 26) * 4}{number // 26}",
            last_name="DUBOIS",
            national_student_id=f"99{number:07}AA",
        )
    for learner in Learner.objects.all():
        pupil = Browser()
        pupil.begin()
        pupil.say_who(first_name=learner.first_name, last_name="Dubois")
        assert place_of(pupil.make_account()) == "campaign"
    assert Learner.objects.filter(user__isnull=False).count() == 35
