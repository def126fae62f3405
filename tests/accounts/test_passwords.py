import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from accounts.models import User
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import link_in, sign_in

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "Marmotte-2026"


def ask(client: Client, email: str):
    return client.post("/mot-de-passe-oublie/", {"email": email})


def choose(client: Client, link: str, password: str = NEW_PASSWORD):
    """Open a mailed link and send a new password; return the answer to it."""
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password": password})


@pytest.fixture
def user() -> User:
    return UserFactory(email="ada@ac-exemple.example", first_name="Ada", last_name="Lovelace")


@pytest.fixture
def link(user, client, run_jobs) -> str:
    ask(client, user.email)
    run_jobs()
    return link_in(mail.outbox.pop())


def test_a_new_password_is_chosen_behind_a_mailed_link(user, client, run_jobs):
    assertRedirects(ask(client, " ADA@ac-exemple.example "), "/mot-de-passe-oublie/envoye/")
    run_jobs()

    letter = mail.outbox[0]
    assert letter.to == [user.email]
    assert letter.subject == "Choisir un nouveau mot de passe"
    assertRedirects(choose(client, link_in(letter)), "/mot-de-passe/fait/")
    sign_in(client, user.email, NEW_PASSWORD)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_owner_is_told_of_the_change(user, client, link, run_jobs):
    choose(client, link)
    run_jobs()

    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == ([user.email], "Votre mot de passe a changé")
    assert link_in(letter) == "/mot-de-passe-oublie/"
    assert Event.objects.filter(verb="account.password_reset", subject_id=user.pk).count() == 1


def test_the_link_leaves_the_address_bar_before_the_form_is_shown(client, link):
    response = client.get(link)

    key = re.search(r"-(.+)/$", link)[1]
    assert key not in response["Location"]
    page = client.get(response["Location"])
    assertContains(page, 'autocomplete="new-password"')
    assertContains(page, "data-password-rules")
    assertNotContains(page, key)


def test_a_link_works_once(user, link):
    choose(Client(), link)

    late = Client().get(link, follow=True)

    assertContains(late, "Ce lien n’est plus valable")
    assertContains(late, 'href="/mot-de-passe-oublie/"')
    response = choose(Client(), link, "Bouquetin-2026")
    assertContains(response, "Ce lien n’est plus valable")
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_a_form_left_open_changes_nothing_after_the_link_was_used(user, link):
    slow, quick = Client(), Client()
    page = slow.get(link, follow=True)
    choose(quick, link)

    response = slow.post(page.request["PATH_INFO"], {"password": "Bouquetin-2026"})

    assertContains(response, "Ce lien n’est plus valable")
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_a_link_opened_after_its_day_says_how_to_get_another(client, link, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1

    assertContains(client.get(link), "Demander un nouveau lien")


@pytest.mark.parametrize("path", ["/mot-de-passe/zz-abc-0123/", "/mot-de-passe/1-set-password/"])
def test_a_made_up_link_says_the_same(client, path):
    assertContains(client.get(path), "Demander un nouveau lien")


def test_looking_at_the_page_writes_nothing_but_the_session(client, link):
    with CaptureQueriesContext(connection) as captured:
        client.get(link, follow=True)

    written = [query["sql"] for query in captured if re.match("INSERT|UPDATE|DELETE", query["sql"])]
    assert [sql for sql in written if "django_session" not in sql] == []


def test_other_sessions_end(user, client, run_jobs):
    elsewhere = Client()
    elsewhere.force_login(user)
    ask(client, user.email)
    run_jobs()

    choose(client, link_in(mail.outbox[0]))

    assertRedirects(elsewhere.get("/equipe/"), "/connexion/?next=/equipe/")


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", messages.PASSWORD_MISSING),
        ("Court-1", "8"),
        ("chamois-2026", "une majuscule, une minuscule et un chiffre"),
        ("CHAMOIS-2026", "une majuscule, une minuscule et un chiffre"),
        ("Chamois-des-Alpes", "une majuscule, une minuscule et un chiffre"),
        ("Password1", "trop courant"),
        ("Lovelace1", "trop semblable"),
    ],
)
def test_a_weak_password_is_refused_and_not_sent_back(user, client, link, password, message):
    response = choose(client, link, password)

    assertContains(response, message)
    assertContains(response, 'role="alert"')
    if password:
        assertNotContains(response, f'value="{password}"')
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("failures", "block", "still_blocked"),
    [(10, "blocked_until", False), (30, "blocked_at", True)],
)
def test_a_new_password_opens_a_paused_account_only(client, run_jobs, failures, block, still_blocked):
    user = UserFactory(failure_count=failures, **{block: timezone.now() + timedelta(minutes=2)})
    ask(client, user.email)
    run_jobs()
    choose(client, link_in(mail.outbox[0]))

    sign_in(client, user.email, NEW_PASSWORD)

    assert ("_auth_user_id" not in client.session) is still_blocked


def test_an_unknown_address_gets_the_same_answer_for_the_same_work(client, run_jobs):
    answers, works = [], []
    for email in (UserFactory().email, "personne@ac-exemple.example"):
        with CaptureQueriesContext(connection) as captured:
            answers.append(ask(client, email))
        works.append([re.sub(r"\d+|'[^']*'", "?", query["sql"]) for query in captured])

    assert [answer["Location"] for answer in answers] == ["/mot-de-passe-oublie/envoye/"] * 2
    assert works[0] == works[1]
    assert run_jobs() == 2
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("fields", [{"is_active": False}, {"pupil": True}])
def test_nothing_is_sent_to_who_could_not_use_it(client, run_jobs, fields):
    user = UserFactory(**fields)

    ask(client, user.email or f"{user.username}@ac-exemple.example")

    assert run_jobs() == 1
    assert mail.outbox == []


def test_nothing_is_sent_to_an_account_closed_while_the_letter_waited(user, client, run_jobs):
    ask(client, user.email)
    User.objects.update(is_active=False)

    run_jobs()

    assert mail.outbox == []


def test_the_job_holds_an_id_and_no_secret(user, client, run_jobs):
    ask(client, user.email)
    run_jobs()

    job = Job.objects.values().get()
    assert (job["kind"], job["subject_id"], job["payload"]) == ("accounts.password_reset", user.pk, {})
    row = " ".join(map(str, job.values()))
    key = re.search(r"-(.+)/$", link_in(mail.outbox[0]))[1]
    assert not [secret for secret in (key, user.email, user.password) if secret in row]


def test_a_letter_sent_twice_holds_two_good_links(user, client, run_jobs):
    ask(client, user.email)
    run_jobs()
    Job.objects.update(state=Job.State.QUEUED)
    run_jobs()

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assertRedirects(choose(client, link_in(second)), "/mot-de-passe/fait/")


def test_an_account_gets_five_letters_an_hour(user, client, run_jobs):
    for _ in range(6):
        assertRedirects(ask(client, user.email), "/mot-de-passe-oublie/envoye/")

    run_jobs()

    assert len(mail.outbox) == 5


def test_an_address_asks_sixty_times_an_hour(user, client, settings):
    settings.PASSWORD_RESETS_PER_HOUR_AND_ADDRESS = 2
    for number in range(2):
        assert ask(client, f"personne{number}@ac-exemple.example").status_code == 302

    assert ask(client, user.email).status_code == 429

    assert Job.objects.count() == 2
    assert ask(Client(REMOTE_ADDR="198.51.100.7"), user.email).status_code == 302


@pytest.mark.parametrize("email", ["", "pas une adresse", "a@b", "x" * 300 + "@ac-exemple.example"])
def test_an_address_that_is_none_is_named_next_to_its_field(client, email):
    response = ask(client, email)

    assertContains(response, "Erreur\u00a0: Mot de passe oublié")
    assertContains(response, 'aria-invalid="true"')
    assert not Job.objects.exists()


def test_pupils_learn_that_a_teacher_helps(client):
    response = client.get("/mot-de-passe-oublie/")

    assertContains(response, "Demandez un nouveau mot de passe à un enseignant.")


def test_the_form_behind_the_link_refuses_a_request_without_its_token(link):
    client = Client(enforce_csrf_checks=True)
    page = client.get(link, follow=True)

    assert client.post(page.request["PATH_INFO"], {"password": NEW_PASSWORD}).status_code == 403


def test_no_cache_keeps_the_form_behind_the_link(client, link):
    assert "no-store" in client.get(link, follow=True)["Cache-Control"]
