"""Two clicks at the same time on « Je m’inscris », two people at one identity: nothing is there twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from accounts import services
from accounts.errors import IdentityTakenError
from accounts.models import Acceptance, ExternalIdentity, LegalDocument, User
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, LegalDocumentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Return what each act returns, all begun at the same time."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        ready.wait(timeout=10)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result() for done in [pool.submit(run, act) for act in acts]]


def test_two_clicks_at_the_same_time_make_one_account_and_both_enter():
    LegalDocumentFactory(kind=LegalDocument.Kind.ACCOUNT_TERMS)
    person = {"first_name": "Ada", "last_name": "Byron", "email": "ada@byron.example"}
    form = {**person, "password": PASSWORD, "accepts_terms": "on"}

    answers = at_once(*[lambda: Client().post("/app/inscription/", form).get("Location")] * 2)

    assert answers == ["/app/", "/app/"]
    assert User.objects.count() == Acceptance.objects.count() == 1
    assert Event.objects.filter(verb="account.created").count() == 1


def test_an_identity_that_two_accounts_claim_at_the_same_time_is_of_one():
    def claim(user: User) -> str:
        try:
            services.link_external_identity(user=user, provider="portal", subject="4f7c")
        except IdentityTakenError as refusal:
            return refusal.code
        return "LINKED"

    first, second = UserFactory(), UserFactory()

    answers = at_once(lambda: claim(first), lambda: claim(second))

    assert sorted(answers) == ["IDENTITY_TAKEN", "LINKED"]
    assert ExternalIdentity.objects.count() == 1
    assert Event.objects.filter(verb="account.identity_linked").count() == 1


def test_accepting_twice_at_the_same_time_is_once():
    document, user = LegalDocumentFactory(), UserFactory()

    at_once(*[lambda: services.accept_terms(user=user, document=document)] * 2)

    assert Acceptance.objects.count() == 1
    assert Event.objects.filter(verb="account.terms_accepted").count() == 1
