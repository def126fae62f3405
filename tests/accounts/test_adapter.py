import logging

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.core.context import request_context
from django.core import mail

from accounts.models import User
from pixorga.jobs.models import Job
from tests.accounts.factories import UserFactory


def test_adults_get_no_made_up_identifier(rf):
    user = User(email="ada@ac-exemple.example", first_name="Ada")

    get_adapter().populate_username(rf.get("/"), user)

    assert user.username is None


def test_letters_of_allauth_are_never_sent(caplog):
    with caplog.at_level(logging.WARNING):
        get_adapter().send_mail("account/email/unknown_account", "ada@ac-exemple.example", {})

    assert mail.outbox == []
    assert caplog.records[0].template == "account/email/unknown_account"
    assert "ada@" not in caplog.text


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "//[x",
        "https://ailleurs.example/",
        "//ailleurs.example",
        "\\\\ailleurs.example",
        "https:ailleurs.example",
        "javascript:alert(1)",
        "\x08//ailleurs.example",
        "http://testserver/equipe/",
        "https://127.0.0.1/equipe/",
    ],
)
def test_signing_in_leads_to_pages_of_this_host_alone(rf, url):
    """Not to another of our hosts either, nor back to plain HTTP."""
    with request_context(rf.get("/", secure=True)):
        adapter = get_adapter()

    assert not adapter.is_safe_url(url)
    assert adapter.is_safe_url("/equipe/?page=2")


@pytest.mark.django_db
def test_a_confirmation_that_allauth_asks_for_is_a_job(rf):
    user = UserFactory()
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)

    get_adapter().send_confirmation_mail(rf.get("/"), EmailConfirmationHMAC(address), signup=False)

    job = Job.objects.get()
    assert (job.kind, job.subject_id) == ("accounts.email_confirmation", user.pk)
    assert mail.outbox == []
