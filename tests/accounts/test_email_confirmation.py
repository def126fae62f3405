import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from accounts import services
from accounts.models import User
from pixorga.jobs.models import Job
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import link_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return services.register_adult(
        first_name="Ada",
        last_name="Lovelace",
        email="ada@ac-exemple.example",
        password_hash=services.hash_password(PASSWORD),
        is_email_verified=False,
    )


@pytest.fixture
def link(user, run_jobs) -> str:
    run_jobs()
    return link_in(mail.outbox[0])


def is_confirmed(user: User) -> bool:
    return EmailAddress.objects.get(user=user).verified


def test_the_letter_goes_to_the_new_account_and_asks_nothing_more(user, link):
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([user.email], "Confirmer votre adresse e-mail")
    assert "3 jours" in letter.body


def test_a_button_confirms_the_address(user, client, link):
    page = client.get(link)
    assertContains(page, user.email)
    assert not is_confirmed(user)

    response = client.post(link, follow=True)

    assertRedirects(response, "/connexion/")
    assertContains(response, "Votre adresse e-mail est confirmée.")
    assert is_confirmed(user)


def test_what_is_left_of_a_former_owner_is_no_hindrance(user, client, link):
    """Somebody gave this address up, and the letter that tells of it has not left yet."""
    EmailAddress.objects.create(user=UserFactory(), email=user.email, verified=True)

    client.post(link)

    assert is_confirmed(user)


def test_signing_in_does_not_wait_for_the_confirmation(user, client):
    sign_in(client, user.email)

    assert client.session["_auth_user_id"] == str(user.pk)
    assert Job.objects.count() == 1


def test_a_link_used_before_says_so(client, link):
    client.post(link)

    assertContains(client.get(link), "Ce lien n’est plus valable")
    assert client.post(link).status_code == 404


def test_a_link_opened_after_its_days_says_so(user, client, link, settings):
    settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = -1

    assertContains(client.get(link), "Ce lien n’est plus valable")
    assert not is_confirmed(user)


def test_a_made_up_link_says_so(client):
    assertContains(client.get("/adresse-e-mail/confirmation/MQ:abc:def/"), "Ce lien n’est plus valable")


def test_somebody_else_signed_in_here_stays(user, client, link):
    somebody = UserFactory()
    client.force_login(somebody)

    client.get(link)
    client.post(link)

    assert is_confirmed(user)
    assert client.session["_auth_user_id"] == str(somebody.pk)


def test_an_address_confirmed_before_the_letter_leaves_gets_none(user, run_jobs):
    EmailAddress.objects.update(verified=True)

    run_jobs()

    assert mail.outbox == []


def test_the_job_holds_an_id_and_no_secret(user, link):
    job = Job.objects.values().get()

    assert (job["subject_id"], job["payload"]) == (user.pk, {})
    key = re.search(r"/([^/]+)/$", link)[1]
    row = " ".join(map(str, job.values()))
    assert key not in row
    assert user.email not in row


def test_the_button_refuses_a_request_without_its_token(link):
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403


def test_the_page_that_announces_the_letter_is_open_to_all(client):
    assertContains(client.get("/adresse-e-mail/confirmation/"), "Vous pouvez déjà vous connecter.")
