"""Mails and jobs in Django admin: what waits, what failed, and having it sent again."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import emails
from pixorga.jobs.models import Job
from tests.accounts.factories import UserFactory
from tests.organizations.backoffice import platform_client
from tests.organizations.factories import InvitationFactory

MAILS = reverse("admin:jobs_mail_changelist")


@pytest.fixture
def platform(db) -> Client:
    return platform_client()


def job(kind: str = emails.INVITATION, **fields) -> Job:
    fields = {"queue": "mail", "subject_id": 1, "created_at": timezone.now()} | fields
    return Job.objects.create(kind=kind, **fields)


def failed(**fields) -> Job:
    return job(state=Job.State.FAILED, error_code="REFUSED", **fields)


def relaunch(client: Client, *jobs: Job) -> str:
    answer = client.post(MAILS, {"action": "relaunch", "_selected_action": [each.pk for each in jobs]})
    return " ".join(map(str, get_messages(answer.wsgi_request)))


def found(client: Client, **query) -> list[int]:
    return [mail.pk for mail in client.get(MAILS, query).context["cl"].result_list]


def test_mails_are_listed_in_french_with_a_link_and_without_a_recipient(platform):
    invitation = InvitationFactory()
    mail = failed(subject_id=invitation.pk)
    job("imports.validate", queue="imports")
    assert found(platform) == [mail.pk]
    page = platform.get(MAILS).text
    assert "Invitation" in page
    assert "en échec" in page
    assert "REFUSED" in page
    assert reverse("admin:organizations_invitation_change", args=[invitation.pk]) in page
    assert invitation.email not in page


def test_mails_are_filtered_by_state_and_by_what_they_say(platform):
    waiting, lost = job(), failed(kind=emails.ACTIVATION)
    assert found(platform, state__exact="FAILED") == [lost.pk]
    assert found(platform, state__exact="QUEUED") == [waiting.pk]
    assert found(platform, kind=emails.ACTIVATION) == [lost.pk]


def test_a_mail_of_a_kind_that_is_gone_is_still_listed(platform):
    job("accounts.of_an_older_release")
    assert "accounts.of_an_older_release" in platform.get(MAILS).text


def test_a_failed_mail_is_relaunched_once_and_the_history_tells(platform):
    lost, waiting = failed(), job()
    assert "1 e-mail relancé." in relaunch(platform, lost, waiting)
    assert "rien n’est relancé" in relaunch(platform, lost, waiting)
    lost.refresh_from_db()
    assert (lost.state, lost.error_code) == (Job.State.QUEUED, "")
    assert "Relancé." in platform.get(reverse("admin:jobs_mail_history", args=[lost.pk])).text


def test_who_may_only_look_relaunches_nothing(db):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_mail"))
    client = Client()
    client.force_login(reader)
    lost = failed()
    assert found(client) == [lost.pk]
    relaunch(client, lost)
    lost.refresh_from_db()
    assert lost.state == Job.State.FAILED


def test_mails_are_only_looked_at(platform):
    lost = failed()
    for page in ("change", "delete"):
        address = reverse(f"admin:jobs_mail_{page}", args=[lost.pk])
        assert platform.post(address, {"post": "yes", "state": "DONE"}).status_code == 403


def test_the_list_of_mails_costs_a_fixed_number_of_queries(platform, flat_queries):
    flat_queries(lambda: platform.get(MAILS), lambda count: [failed() for _ in range(count)], budget=10)
