"""A September morning: many schools import at once, and the mails of the others leave meanwhile."""

import re
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from imports.models import LearnerImport
from organizations import emails
from pixorga.jobs.models import Job
from pixorga.testing.processes import wait_until
from tests.conftest import sign_in
from tests.crowd import at_once
from tests.imports import gates
from tests.imports.gates import Gate
from tests.imports.journey import onde_bytes, sample
from tests.imports.senders import Sender
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.services

COMPOSE = yaml.safe_load((Path(settings.BASE_DIR) / "docker-compose.yml").read_text(encoding="utf-8"))
WORKER = re.compile(r"celery -A pixorga worker --queues (\S+) --concurrency (\d+)")
GATED = ["tests.imports.gated_imports"]
LONG_LEASE = {"JOB_LEASE_SECONDS": "60"}

SCHOOLS = range(10)
INVITED = [f"invite{number}@ac-exemple.example" for number in range(6)]


@pytest.fixture
def deployed_workers(service_tools):
    """The workers of docker-compose.yml, with the gates of imports."""
    commands = [service.get("command", "") for service in COMPOSE["services"].values()]
    with ExitStack() as running:
        for queues, concurrency in (match.groups() for match in map(WORKER.match, commands) if match):
            worker = service_tools.worker(
                queues.split(","), concurrency=int(concurrency), include=GATED, environment=LONG_LEASE
            )
            running.enter_context(worker)
        yield
        gates.reopen_all()


def sender(number: int) -> Sender:
    """Return the administrator of a school, of either kind in turn, with pupils whom no other one has."""
    is_primary = number % 2 == 0
    school = OrganizationFactory(secondary=not is_primary)
    person = sign_in(MembershipFactory(organization=school, admin=True))
    if is_primary:
        data = onde_bytes(*range(number * 100, number * 100 + 40))
        return Sender(person, LearnerImport.Kind.ONDE, "CSVExtraction.csv", data)
    data = sample("ElevesSansAdresses.xml").replace(b"0380002A", school.uai.encode())
    data = data.replace(b">880", b">8%d0" % number)
    return Sender(person, LearnerImport.Kind.SIECLE, "ElevesSansAdresses.xml", data)


def mails_are_sent() -> bool:
    states = Job.objects.filter(kind=emails.INVITATION).values_list("state", flat=True)
    return list(states) == [Job.State.DONE] * len(INVITED)


def test_invitations_leave_before_the_imports_that_were_sent_before_them(
    director, service_tools, deployed_workers
):
    senders = [sender(number) for number in SCHOOLS]
    gates.close(Gate.BEFORE_COMMIT)
    assert at_once(*[each.send for each in senders]) == [None] * len(senders)
    wait_until(lambda: len(gates.waiting_at(Gate.BEFORE_COMMIT)) == 2, "every hand to be full")
    director.client.post(reverse("organizations:confirm_invite"), {"addresses": ", ".join(INVITED)})
    wait_until(mails_are_sent, "the invitations")
    letters = list((service_tools.folder / "mail").iterdir())
    assert len(letters) == len(INVITED)
    assert not any(each.is_over for each in senders), "the imports are what everybody waits for"
    gates.reopen(Gate.BEFORE_COMMIT)
    wait_until(lambda: all(each.is_over for each in senders), "the imports", seconds=60)
    for each in senders:
        each.assert_imported_once()
