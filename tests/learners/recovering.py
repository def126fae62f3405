"""Somebody who left school, as the tests of « Récupérer mon compte » know him, and what he does."""

import re
from datetime import date

from django.core import mail
from django.test import Client

from learners.models import AccountRecovery, Learner
from learners.recovery_links import link_of
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

SEARCH, CONFIRM, SENT = (
    "/recuperer-mon-compte/",
    "/recuperer-mon-compte/confirmer/",
    "/recuperer-mon-compte/envoye/",
)
LINK, DONE = "/recuperer-mon-compte/lien/", "/recuperer-mon-compte/fait/"
INE = "120890177FA"
NEW = "ada@maison.example"
PASSWORD = "Isard-2027"
TYPED = {"ine": INE, "first_name": "Ada", "last_name": "Lovelace", "birthdate": "2008-12-10"}
LAST = {"password": PASSWORD, "accepts_terms": "on"}


def leaver(*, account=None, **facts) -> Learner:
    """A pupil who left, with an account. account: facts of it, or None for an identifier alone."""
    if "user" not in facts:
        facts["user"] = UserFactory(**({"pupil": True, "username": "ada.lovelace1012"} | (account or {})))
    known = {
        "organization": OrganizationFactory(secondary=True, name="Collège Malebranche"),
        "first_name": "Ada",
        "last_name": "LOVELACE",
        "birthdate": date(2008, 12, 10),
        "national_student_id": INE,
        "level": "",
        "disabled": True,
    }
    return LearnerFactory(**(known | facts))


def search(client: Client | None = None, *, address: str = "127.0.0.1", **typed):
    return (client or Client()).post(SEARCH, TYPED | typed, REMOTE_ADDR=address)


def ask(client: Client | None = None, email: str = NEW) -> Client:
    """Come as far as the letter; return the browser."""
    client = client or Client()
    assert search(client).url == CONFIRM
    assert client.post(CONFIRM, {"email": email}).url == SENT
    return client


def link() -> str:
    """Return the path of the link that is good now."""
    return link_of(AccountRecovery.objects.select_related("user").get(used_at=None)).removeprefix(
        "http://localhost:8000"
    )


def open_link(path: str | None = None) -> Client:
    """Follow a link in a browser of its own."""
    client = Client()
    answer = client.get(path or link())
    assert (answer.status_code, answer.url) == (302, LINK)
    return client


def mailed_link() -> str:
    """Return the path of the link in the last letter that has one."""
    body = next(each.body for each in reversed(mail.outbox) if "/lien/" in each.body)
    return re.search(r"http://localhost:8000(/\S+)", body)[1]
