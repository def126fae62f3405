"""Pupils of a collège with every kind of account, and their teachers' page about it."""

import re

from accounts.models import ExternalIdentity, User
from learners.models import Learner
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.learners.pages import forms

ONE_TIME_PASSWORD = re.compile(r"\b[a-hjkmnp-z]{6}[0-9]{2}\b")
NO_PASSWORD = "!unusable"
# Of the button on the page, by the end of its address.
RESET, USERNAME, UNBLOCK = "mot-de-passe", "identifiant", "deblocage"


def make_pupil(organization: Organization, ways: str = "username", **state: object) -> Learner:
    """Return Charles Babbage with an account. ways: of username, email and gar, those that it has.

    state: columns of the account.
    """
    names = {"first_name": "Charles", "last_name": "BABBAGE", "birthdate": "2003-12-26"}
    account = make_account(ways, **state)
    learner = LearnerFactory(organization=organization, **names, division="3EME B", level="", user=account)
    return Learner.objects.select_related("organization", "user").get(pk=learner.pk)


def make_account(ways: str = "username", **state: object) -> User:
    has = set(ways.split())
    state.setdefault("username", "charles.babbage2612" if "username" in has else None)
    state.setdefault("email", "charles@pixmail.example" if "email" in has else None)
    account = UserFactory(first_name="Charles", last_name="Babbage", **state)
    if not has & {"username", "email"}:
        User.objects.filter(pk=account.pk).update(password=NO_PASSWORD)
    if "gar" in has:
        link = {"provider": ExternalIdentity.GAR, "subject": f"ido-{account.pk}"}
        ExternalIdentity.objects.create(user=account, linked_at=account.date_joined, **link)
    return account


def url(learner: Learner, button: str = "") -> str:
    return f"/eleves/{learner.pk}/compte/" + (f"{button}/" if button else "")


def buttons(text: str) -> dict[str, dict[str, str]]:
    """Return what each button of the page sends, by the end of its address."""
    return {
        action.rstrip("/").rpartition("/")[2]: {name: values[0] for name, values in fields.items()}
        for action, fields in forms(text)
    }


def passwords_of(text: str) -> list[str]:
    """Return every one-time password that the page lets read, in what is copied too."""
    return sorted(set(ONE_TIME_PASSWORD.findall(text)))
