import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import services
from accounts.models import User
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import link_in, sign_in

pytestmark = pytest.mark.django_db

URL = "/profil/adresse-e-mail/"
NEW = "nouvelle@ac-exemple.example"
DEAD = "Ce lien n’est plus valable"


@pytest.fixture
def user() -> User:
    return UserFactory(with_address=True, email="ancienne@ac-exemple.example")


@pytest.fixture
def browser(user) -> Client:
    client = Client()
    sign_in(client, user.email)
    return client


def ask(client: Client, email: str = NEW, password: str = PASSWORD):
    """Ask for another address as people do: the form, then the password."""
    answer = client.post(URL, {"email": email})
    if answer.status_code == 302 and answer.url.startswith("/connexion/verification/"):
        answer = client.post(answer.url.partition("?")[0], {"password": password, "next": URL}, follow=True)
    return answer


def letters() -> dict[str, object]:
    return {letter.to[0]: letter for letter in mail.outbox}


@pytest.fixture
def link(browser, run_jobs) -> str:
    ask(browser)
    run_jobs()
    return link_in(letters()[NEW])


def test_the_password_is_asked_for_again_before_anything_is_sent(user, browser, run_jobs):
    answer = browser.post(URL, {"email": NEW})

    assertRedirects(answer, f"/connexion/verification/?next={URL.replace('/', '%2F')}")
    assertContains(browser.get(answer.url), "C’est bien vous ?")
    assert services.pending_address(user) is None
    run_jobs()
    assert mail.outbox == []


def test_a_wrong_password_asks_for_nothing_and_counts_as_a_failure(user, browser):
    answer = ask(browser, password="Mauvais-2026")

    assertContains(answer, "Ce mot de passe n’est pas celui de votre compte.")
    assert services.pending_address(user) is None
    user.refresh_from_db()
    assert user.failure_count == 1


def test_until_the_link_is_followed_the_page_says_that_it_waits(user, browser):
    answer = ask(browser)

    assertRedirects(answer, URL)
    assertContains(answer, "en attente de confirmation")
    assertContains(answer, "ancienne@ac-exemple.example")
    assertContains(browser.get("/profil/"), NEW)
    user.refresh_from_db()
    assert user.email == "ancienne@ac-exemple.example"
    event = Event.objects.get(verb="account.email_change_requested")
    assert (event.actor_id, event.subject_id, event.details) == (user.pk, user.pk, {})


def test_both_addresses_get_a_letter(user, link):
    to_new, to_old = letters()[NEW], letters()[user.email]

    assert to_new.subject == "Confirmer votre nouvelle adresse e-mail"
    assert link.startswith("/adresse-e-mail/confirmation/")
    assert "3 jours" in to_new.body
    assert to_old.subject == "Un changement d’adresse e-mail est demandé"
    assert link_in(to_old) == "/mot-de-passe-oublie/"
    assert NEW not in to_old.body + to_old.alternatives[0].content


def test_the_jobs_hold_ids_and_no_address(link):
    rows = " ".join(str(row) for row in Job.objects.values())

    assert "@" not in rows
    assert link.strip("/").rpartition("/")[2] not in rows


def test_a_button_behind_the_link_changes_the_address(user, browser, link, run_jobs):
    page = browser.get(link)
    assertContains(page, NEW)
    assertContains(page, "remplacera l’adresse actuelle")
    assert User.objects.filter(email=user.email).exists()
    mail.outbox.clear()

    answer = browser.post(link, follow=True)

    assertRedirects(answer, "/profil/")
    assertContains(answer, "Votre adresse e-mail est changée.")
    user.refresh_from_db()
    assert user.email == NEW
    run_jobs()
    told = letters()["ancienne@ac-exemple.example"]
    assert told.subject == "Votre adresse e-mail a changé"
    assert "Si ce n’est pas vous" in told.body
    assert "Si ce n’est pas vous" in told.alternatives[0].content
    # What was kept to write to is forgotten.
    assert [*EmailAddress.objects.values_list("email", "primary", "verified")] == [(NEW, True, True)]
    event = Event.objects.get(verb="account.email_changed")
    assert (event.actor_id, event.subject_id, event.details) == (user.pk, user.pk, {})


def test_the_new_address_signs_in_and_the_old_one_does_not(client, browser, link):
    browser.post(link)

    sign_in(client, "ancienne@ac-exemple.example")
    assert "_auth_user_id" not in client.session
    sign_in(client, NEW)
    assert "_auth_user_id" in client.session


def test_an_address_that_waits_does_not_sign_in(client, user, link):
    sign_in(client, NEW)

    assert "_auth_user_id" not in client.session
    user.refresh_from_db()
    assert user.failure_count == 0


def test_the_link_works_in_another_browser(user, client, link):
    assertRedirects(client.post(link), "/connexion/")

    user.refresh_from_db()
    assert user.email == NEW


def test_a_link_used_twice_says_so(client, link):
    client.post(link)

    assertContains(client.get(link), DEAD)
    assertContains(client.post(link), DEAD, status_code=404)


def test_a_link_opened_after_its_days_says_so(client, link, settings):
    settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = -1

    assertContains(client.post(link), DEAD, status_code=404)


def test_a_link_of_a_change_that_was_given_up_says_so(user, browser, link):
    answer = browser.post("/profil/adresse-e-mail/annuler/", follow=True)

    assertContains(answer, "Le changement est annulé")
    assertNotContains(answer, "en attente de confirmation")
    assertContains(browser.post(link), DEAD, status_code=404)
    user.refresh_from_db()
    assert user.email == "ancienne@ac-exemple.example"


def test_a_link_replaced_by_a_newer_request_says_so(user, browser, link):
    ask(browser, "encore@ac-exemple.example")

    assertContains(browser.post(link), DEAD, status_code=404)
    assert EmailAddress.objects.filter(user=user, verified=False).count() == 1


def test_the_link_can_be_sent_again(browser, link, run_jobs):
    mail.outbox.clear()

    answer = browser.post("/profil/adresse-e-mail/renvoyer/", follow=True)

    assertContains(answer, "Un e-mail vient de partir")
    run_jobs()
    assert [*letters()] == [NEW]


def test_a_change_given_up_before_the_letter_leaves_sends_no_link(user, browser, run_jobs):
    ask(browser)
    services.cancel_email_change(user=user)

    run_jobs()

    assert NEW not in letters()


def test_an_address_in_capitals_is_the_same_address(user, browser):
    ask(browser, NEW.upper())

    assert services.pending_address(user).email == NEW
    ask(browser, user.email.upper())
    assertContains(browser.get(URL), "C’est déjà l’adresse de votre compte.")
    assert services.pending_address(user).email == NEW


def test_a_word_that_is_no_address_is_refused_before_the_password(browser):
    assertContains(browser.post(URL, {"email": "karim"}), "n’est pas valide")


def test_nothing_tells_that_an_address_has_an_account(user, browser, run_jobs):
    owner = UserFactory(with_address=True)

    taken = ask(browser, owner.email)
    run_jobs()

    assertContains(taken, f"{owner.email} : en attente de confirmation")
    letter = letters()[owner.email]
    assert letter.subject == "Votre adresse e-mail a déjà un compte"
    assert link_in(letter) == "/connexion/"
    assert "/adresse-e-mail/confirmation/" not in letter.body
    assert user.email not in letter.body


def test_an_address_taken_meanwhile_changes_nothing_and_says_so(user, client, link):
    UserFactory(with_address=True, email=NEW)

    answer = client.post(link)

    assertContains(answer, "Cette adresse a déjà un compte", status_code=404)
    user.refresh_from_db()
    assert user.email == "ancienne@ac-exemple.example"
    assertContains(client.get(link), "Cette adresse a déjà un compte")


def test_an_address_that_somebody_had_before_is_free_again(user, browser, link):
    former = UserFactory(with_address=True)
    services.request_email_change(user=former, email="ailleurs@ac-exemple.example")
    services.confirm_address(address=services.pending_address(former))
    freed = EmailAddress.objects.get(user=former, primary=False).email

    services.request_email_change(user=user, email=freed)
    services.confirm_address(address=services.pending_address(user))

    user.refresh_from_db()
    assert user.email == freed


def test_a_link_for_a_new_password_dies_with_the_old_address(user, client, link, run_jobs):
    mail.outbox.clear()
    client.post("/mot-de-passe-oublie/", {"email": user.email})
    run_jobs()
    reset = link_in(letters()[user.email])

    client.post(link)

    assertContains(client.get(reset, follow=True), DEAD)


def test_a_forgotten_password_gives_the_change_up(user, client, link):
    """Whoever holds the old mailbox stops a thief who asked for another address."""
    services.reset_password(user=user, password_hash=services.hash_password("Marmotte-2027"))

    assertContains(client.post(link), DEAD, status_code=404)


def test_the_link_of_a_closed_account_is_dead(user, client, link):
    User.objects.update(is_active=False)

    assertContains(client.post(link), DEAD, status_code=404)


def test_an_account_sends_five_letters_an_hour(user, browser, run_jobs):
    ask(browser)
    for _ in range(4):
        browser.post("/profil/adresse-e-mail/renvoyer/")
    before = Job.objects.count()

    again = browser.post("/profil/adresse-e-mail/renvoyer/", follow=True)
    another = ask(browser, "encore@ac-exemple.example")

    for answer in (again, browser.get(another.url)):
        assertContains(answer, "Plusieurs e-mails sont déjà partis.")
    assert Job.objects.count() == before
    assert services.pending_address(user).email == NEW


def test_an_address_gets_five_letters_an_hour_however_many_ask_for_it():
    """Everybody may sign up for the App, again and again."""
    for _ in range(6):
        asking = Client()
        sign_in(asking, UserFactory(with_address=True).email)
        last = ask(asking)

    assertContains(last, "Plusieurs e-mails sont déjà partis.")
    assert Job.objects.filter(kind="accounts.email_change").count() == 5


def test_a_pupil_without_an_address_has_nothing_to_change():
    client = Client()
    client.force_login(UserFactory(pupil=True))

    for answer in (client.get(URL), client.post(URL, {"email": NEW})):
        assertContains(answer, "n’a pas d’adresse e-mail", status_code=403)
    assertNotContains(client.get("/profil/"), URL)


def test_the_first_confirmation_is_sent_again_from_the_account(run_jobs):
    user = UserFactory()
    client = Client()
    client.force_login(user)

    answer = client.post("/profil/adresse-e-mail/confirmer/", follow=True)
    run_jobs()

    assertContains(answer, "Un e-mail vient de partir")
    answer = client.post(link_in(letters()[user.email]), follow=True)
    assertContains(answer, "Votre adresse e-mail est confirmée.")
    assertContains(answer, "confirmée</span>")
    assertNotContains(answer, "Renvoyer l’e-mail")


def test_an_address_that_is_confirmed_gets_no_letter(user, browser):
    browser.post("/profil/adresse-e-mail/confirmer/")

    assert not Job.objects.exists()


def test_an_account_from_before_addresses_were_confirmed_changes_its_address_too(run_jobs):
    user = UserFactory(email="ancienne@ac-exemple.example")
    services.request_email_change(user=user, email=NEW)
    services.confirm_address(address=services.pending_address(user))

    run_jobs()

    assert "ancienne@ac-exemple.example" in letters()
    assert [*EmailAddress.objects.values_list("email", "primary", "verified")] == [(NEW, True, True)]


def test_changing_again_at_once_still_tells_the_first_address(user, run_jobs):
    """A thief who changes the address twice does not keep the first letter from leaving."""
    for email in (NEW, "encore@ac-exemple.example"):
        services.request_email_change(user=user, email=email)
        services.confirm_address(address=services.pending_address(user))
        user.refresh_from_db()

    run_jobs()

    told = {letter.to[0] for letter in mail.outbox if letter.subject == "Votre adresse e-mail a changé"}
    assert told == {"ancienne@ac-exemple.example", NEW}


def test_going_back_to_the_address_before_works(user, run_jobs):
    for email in (NEW, "ancienne@ac-exemple.example"):
        services.request_email_change(user=user, email=email)
        services.confirm_address(address=services.pending_address(user))
        user.refresh_from_db()

    run_jobs()

    assert user.email == "ancienne@ac-exemple.example"
    assert [*EmailAddress.objects.values_list("email", "primary")] == [(user.email, True)]
