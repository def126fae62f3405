"""The second step, wherever somebody signs in: codes, codes of last resort, and the lock behind them."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages, mfa_forms
from accounts.models import User
from accounts.services.second_step import redeem_code
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, LegalDocumentFactory, UserFactory
from tests.accounts.pages import sign_in
from tests.accounts.second_steps import SECRET, code_now, give_application, recovery_codes_of
from tests.organizations.factories import InvitationFactory, MembershipFactory
from tests.organizations.helpers import SIGN_IN, holding

pytestmark = pytest.mark.django_db

STEP = "/connexion/deux-etapes/"
WRONG = "000000x"
NOW = datetime(2026, 11, 20, 9, 0, 10, tzinfo=UTC)


@pytest.fixture
def user() -> User:
    user = UserFactory()
    give_application(user)
    return user


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def give_code(client: Client, code: str):
    return client.post(STEP, {"code": code})


# --- Coming in ----------------------------------------------------------------------------------


def test_a_password_alone_does_not_enter_where_there_is_a_second_step(client, user):
    assertRedirects(sign_in(client, user.email), STEP)

    assert not is_signed_in(client)
    assertRedirects(client.get("/profil/"), "/connexion/?next=/profil/", fetch_redirect_response=False)


def test_the_code_of_the_application_enters_and_leads_where_one_was_going(client, user):
    sign_in(client, user.email, next="/profil/")

    assertRedirects(give_code(client, code_now()), "/profil/")

    assert is_signed_in(client)
    assert client.session.get_expire_at_browser_close()


def test_a_code_is_typed_with_a_space_as_telephones_show_it(client, user):
    sign_in(client, user.email)
    code = code_now()

    give_code(client, f"{code[:3]} {code[3:]}")

    assert is_signed_in(client)


def test_a_code_of_last_resort_enters_once(client, user):
    code = recovery_codes_of(user)[3]
    sign_in(client, user.email)
    give_code(client, code)
    assert is_signed_in(client)
    other = Client()
    sign_in(other, user.email)

    assertContains(give_code(other, code), messages.WRONG_CODE)

    assert not is_signed_in(other)
    assert code not in recovery_codes_of(user)


def test_the_terms_are_still_asked_for_afterwards(client):
    user = MembershipFactory().user
    give_application(user)
    LegalDocumentFactory()
    sign_in(client, user.email)

    response = client.get(give_code(client, code_now()).url)

    assertRedirects(response, "/cgu/")


def test_the_admin_site_opens_after_the_second_step(client):
    user = UserFactory(platform_staff=True)
    give_application(user)
    sign_in(client, user.email, next="/admin/")
    assert client.get("/admin/").status_code == 302

    assertRedirects(give_code(client, code_now()), "/admin/")


def test_an_invitation_waits_behind_the_second_step(client, user):
    invitation = InvitationFactory()
    holding(invitation, client)
    response = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assertRedirects(response, STEP)

    page = client.get(give_code(client, code_now()).url)

    assertContains(page, "Accepter l’invitation")
    assertContains(page, invitation.organization.name)


def test_without_a_password_first_there_is_no_second_step(client):
    assertRedirects(client.get(STEP), "/connexion/")
    assertRedirects(give_code(client, code_now()), "/connexion/")


def test_who_takes_too_long_learns_why_the_password_is_asked_for_again(client, user, settings):
    sign_in(client, user.email)
    session = client.session
    session["account_login"]["initiated_at"] -= 16 * 60
    session.save()

    assertContains(client.post(STEP, {"code": code_now()}, follow=True), messages.PASSWORD_FIRST)


def test_a_password_that_changes_meanwhile_is_asked_for_again(client, user):
    """Somebody knows the old one, and waits with a code; the owner has just chosen another."""
    sign_in(client, user.email)
    user.set_password("Hermine-2027")
    user.save()

    assertContains(client.post(STEP, {"code": code_now()}, follow=True), messages.PASSWORD_FIRST)

    assert not is_signed_in(client)


def test_one_may_go_back_to_the_first_page(client, user):
    sign_in(client, user.email)
    assertRedirects(client.get("/connexion/"), STEP)

    client.post("/deconnexion/", {"next": "/connexion/"})

    assertContains(client.get("/connexion/"), "Connectez-vous")


@pytest.mark.parametrize("page", ["/connexion/", STEP])
def test_a_second_step_that_is_taken_away_meanwhile_is_not_waited_for(client, user, page):
    """Staff help somebody who lost the phone, and who looks at the page that asks for a code."""
    sign_in(client, user.email, next="/profil/")
    Authenticator.objects.all().delete()

    assertRedirects(client.get(page, follow=True), "/profil/")

    assert is_signed_in(client)


def test_an_account_that_is_closed_meanwhile_is_not_entered(client, user):
    sign_in(client, user.email)
    User.objects.update(is_active=False)

    assertRedirects(give_code(client, code_now()), "/compte-desactive/")

    assert not is_signed_in(client)


def test_the_second_step_takes_few_queries(client, user, django_assert_max_num_queries):
    sign_in(client, user.email)
    with django_assert_max_num_queries(6):
        client.get(STEP)


# --- A code serves once -------------------------------------------------------------------------


def test_a_code_enters_once(client, user):
    code = code_now()
    sign_in(client, user.email)
    give_code(client, code)
    other = Client()
    sign_in(other, user.email)

    assertContains(give_code(other, code), messages.WRONG_CODE)

    assert not is_signed_in(other)


def test_neither_a_used_code_nor_an_earlier_one_serves_afterwards(user):
    assert redeem_code(user=user, code=code_now(NOW), now=NOW)

    for periods in (0, -1):
        assert redeem_code(user=user, code=code_now(NOW, periods=periods), now=NOW) is None
    assert redeem_code(user=user, code=code_now(NOW, periods=1), now=NOW)


@pytest.mark.parametrize(("periods", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clocks_may_differ_by_half_a_minute(user, periods, is_good):
    found = redeem_code(user=user, code=code_now(NOW, periods=periods), now=NOW)

    assert (found is not None) == is_good


def test_a_dead_cache_neither_fails_the_page_nor_lets_a_code_serve_twice(client, user, monkeypatch):
    class DeadCache:
        def __getattr__(self, name):
            raise ConnectionError

    for module in ("accounts.lock", "allauth.mfa.totp.internal.auth"):
        monkeypatch.setattr(f"{module}.cache", DeadCache())
    code = code_now()
    sign_in(client, user.email)
    give_code(client, code)
    other = Client()
    sign_in(other, user.email)
    give_code(other, code)

    assert (is_signed_in(client), is_signed_in(other)) == (True, False)


# --- What is kept -------------------------------------------------------------------------------


def test_secrets_are_not_kept_in_clear(user):
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in kept
    assert not any(code in kept for code in recovery_codes_of(user))


def test_secrets_are_read_under_the_former_secret_key_and_no_other(client, user, settings):
    former, settings.SECRET_KEY = settings.SECRET_KEY, "new-" + "y" * 50
    assert redeem_code(user=user, code=code_now(NOW), now=NOW) is None

    settings.SECRET_KEY_FALLBACKS = [former]

    assert redeem_code(user=user, code=code_now(NOW), now=NOW)


# --- Codes are not to be guessed ----------------------------------------------------------------


def test_wrong_codes_are_failures_of_the_account(client, user):
    sign_in(client, user.email)
    for _ in range(9):
        assertContains(give_code(client, WRONG), messages.WRONG_CODE)

    assertContains(give_code(client, WRONG), "ce compte est bloqué pendant 2 minutes.")

    user.refresh_from_db()
    assert user.failure_count == 10
    assert Event.objects.filter(verb="account.sign_in_failed", subject_id=user.pk).count() == 10


def test_a_right_password_does_not_give_ten_more_guesses(client, user):
    for count in range(1, 5):
        browser = Client()
        sign_in(browser, user.email)
        give_code(browser, WRONG)
        user.refresh_from_db()
        assert user.failure_count == count


def test_the_failures_are_forgotten_at_the_end_of_both_steps(client, user):
    User.objects.update(failure_count=9)
    sign_in(client, user.email)
    give_code(client, code_now())

    user.refresh_from_db()
    assert (user.failure_count, is_signed_in(client)) == (0, True)


@pytest.mark.parametrize("block", ["blocked_until", "blocked_at"])
def test_while_blocked_the_right_code_is_refused_and_not_used_up(client, user, block):
    sign_in(client, user.email)
    User.objects.update(**{block: timezone.now() + timedelta(minutes=2)})

    assertContains(give_code(client, code_now()), "ce compte est bloqué")

    assert not is_signed_in(client)
    User.objects.update(**{block: None})
    give_code(client, code_now())
    assert is_signed_in(client)


def test_the_right_code_does_not_enter_when_the_account_is_blocked_meanwhile(client, user, monkeypatch):
    def redeem_slowly(**arguments):
        User.objects.update(failure_count=30, blocked_at=timezone.now())
        return redeem_code(**arguments)

    sign_in(client, user.email)
    monkeypatch.setattr(mfa_forms, "redeem_code", redeem_slowly)

    assertContains(give_code(client, code_now()), "ce compte est bloqué")

    assert not is_signed_in(client)


def test_somebody_blocked_at_the_last_moment_is_led_back_with_the_reason(client, user, monkeypatch):
    sign_in(client, user.email)

    def block(self):
        User.objects.update(failure_count=30, blocked_at=timezone.now())

    monkeypatch.setattr("allauth.mfa.base.forms.AuthenticateForm.save", block)

    page = client.get(give_code(client, code_now()).url)

    assertContains(page, "Contactez le support")
    assert not is_signed_in(client)


def test_a_pupil_is_sent_to_a_teacher(client):
    pupil = UserFactory(pupil=True, failure_count=9)
    give_application(pupil)
    sign_in(client, pupil.username)

    assertContains(give_code(client, WRONG), "Un enseignant peut vous donner un nouveau mot de passe.")


def test_wrong_codes_close_the_address_as_wrong_passwords_do(client, user, settings):
    settings.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS = 3
    sign_in(client, user.email)
    for _ in range(3):
        give_code(client, WRONG)

    assert give_code(client, code_now()).status_code == 429


def test_confirming_who_one_is_by_code_has_the_same_lock(client, user):
    client.force_login(user)
    page = "/connexion/verification/code/"
    for _ in range(10):
        response = client.post(page, {"code": WRONG})
    assertContains(response, "ce compte est bloqué pendant 2 minutes.")

    assertContains(client.post(page, {"code": code_now()}), "ce compte est bloqué")


def test_confirming_who_one_is_by_code_leads_on(client, user):
    client.force_login(user)

    page = "/connexion/verification/code/?next=/profil/connexion-en-deux-etapes/codes-de-secours/"
    response = client.post(page, {"code": code_now()}, follow=True)

    assertContains(response, recovery_codes_of(user)[0])


def test_the_second_step_offers_what_the_account_has(client, user):
    sign_in(client, user.email)

    page = client.get(STEP)

    assertContains(page, "Ouvrez l’application")
    assertContains(page, "codes de secours")
    assertNotContains(page, "data-passkey=")
