"""What every test may use: the cast, query budgets, jobs that run, and guard rails."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.cache import cache, caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings

from missions import questions
from organizations.models import Membership, Organization
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from tests.accounts.factories import AcceptanceFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory
from tests.privacy import LogWatch
from tests.world import make_world

pytest_plugins = ["pixorga.testing.plugin"]

# No test asserts a time: not that of an example, nor that of making one up.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@dataclass(frozen=True)
class Person:
    """A member of staff, signed in."""

    membership: Membership
    client: Client

    @property
    def user(self):
        return self.membership.user

    @property
    def organization(self) -> Organization:
        return self.membership.organization


def sign_in(membership: Membership) -> Person:
    """Return the member signed in, the terms accepted."""
    AcceptanceFactory(user=membership.user)
    client = Client()
    client.force_login(membership.user)
    return Person(membership, client)


@pytest.fixture(autouse=True)
def _empty_cache():
    for each in (cache, caches["local"]):
        each.clear()
    questions.forget()


@pytest.fixture(autouse=True)
def _logs_hold_ids_only(request):
    """Fail a test during which somebody was told of in a log: by this process, or by workers that it ran."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    folder = request.getfixturevalue("tmp_path") if "service_tools" in request.fixturenames else None
    yield
    logging.getLogger().removeHandler(watch)
    # Not in its folders: a mail as a file ends so too, and tells its reader who he is.
    for log in folder.glob("*.log") if folder else ():
        watch.read(log.read_text(encoding="utf-8", errors="replace"))
    assert watch.told == []


@pytest.fixture
def school(db) -> Organization:
    return OrganizationFactory(name="École primaire des Lilas", uai="0380000X", school_code="LYQXJB237")


@pytest.fixture
def director(school) -> Person:
    """Administrator of the primary school."""
    return sign_in(MembershipFactory(organization=school, admin=True))


@pytest.fixture
def teacher(school) -> Person:
    """Member of the primary school."""
    return sign_in(MembershipFactory(organization=school))


@pytest.fixture
def outsider(db) -> Person:
    """Administrator of another primary school."""
    return sign_in(MembershipFactory(admin=True))


@pytest.fixture
def principal(db) -> Person:
    """Administrator of a collège."""
    return sign_in(MembershipFactory(organization=OrganizationFactory(secondary=True), admin=True))


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Return a function that does what the workers would do now: run every due job, until none is left."""

    def run() -> int:
        total = 0
        while taken := sum(map(jobs.run_due, set(Job.objects.unfinished().values_list("queue", flat=True)))):
            total += taken
        return total

    return run


@pytest.fixture
def flat_queries() -> Callable:
    """Return ``check(call, grow, budget=…)``: the number of queries depends on no number of rows.

    grow(n) adds n rows; call() shows the page.
    """

    def count(call: Callable) -> tuple[int, str]:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured), "\n".join(query["sql"] for query in captured)

    def check(call: Callable, grow: Callable[[int], None], *, budget: int) -> None:
        grow(2)
        call()
        small, _ = count(call)
        grow(5)
        large, sql = count(call)
        assert large == small, f"{small} queries with 2 rows, {large} with 7\n{sql}"
        assert large <= budget, f"{large} queries, budget {budget}\n{sql}"

    return check


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two schools full of everything (tests/world.py), made once for a module; tests leave it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
