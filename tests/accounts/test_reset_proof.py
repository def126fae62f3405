"""A password chosen behind a mailed link shows whose mailbox it is, once and for all."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts import services
from accounts.models import ExternalIdentity, User
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.accounts.keys import SoftwareKey
from tests.accounts.pages import link_in
from tests.accounts.second_steps import give_application

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "Hermine-2027"


def reset(user: User, run_jobs) -> None:
    client = Client()
    client.post("/mot-de-passe-oublie/", {"email": user.email})
    run_jobs()
    form = client.get(link_in(mail.outbox[-1])).url
    assert client.post(form, {"password": NEW_PASSWORD}).status_code == 302
    run_jobs()


def sign_up_as(email: str) -> User:
    Client().post(
        "/app/inscription/",
        {
            "first_name": "Eve",
            "last_name": "Martin",
            "email": email,
            "password": "Fouine-2026",
            "accepts_terms": "on",
        },
    )
    return User.objects.get(email=email)


def test_the_address_is_confirmed(run_jobs):
    user = sign_up_as("ada@ac-exemple.example")

    reset(user, run_jobs)

    assert EmailAddress.objects.get(user=user).verified


def test_whoever_signed_up_with_the_address_of_somebody_else_loses_every_way_in(run_jobs):
    user = sign_up_as("ada@ac-exemple.example")
    SoftwareKey().give(user)
    give_application(user)
    services.link_external_identity(user=user, provider="demo", subject="4f7c")

    reset(user, run_jobs)

    assert not Authenticator.objects.exists()
    assert not ExternalIdentity.objects.exists()
    assert Event.objects.get(verb="account.mfa_changed").details == {"what": "removed_by_reset"}
    assert "Connexion en deux étapes retirée" in [letter.subject for letter in mail.outbox]


@pytest.mark.parametrize("fields", [{"with_address": True}, {"platform_staff": True}])
def test_who_is_known_and_the_platforms_staff_keep_their_second_step(run_jobs, fields):
    user = UserFactory(**fields)
    give_application(user)

    reset(user, run_jobs)

    assert Authenticator.objects.filter(user=user).count() == 2
