"""A class at the same door: 35 pupils behind one address; and what a sign-in costs, whoever is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import sign_in as sign_in_to_orga

pytestmark = pytest.mark.django_db

SCHOOL = "192.0.2.35"
PUPILS = 35
WRONG = "Marmotte-1999"


def sign_in(login: str, password: str = PASSWORD, client: Client | None = None):
    client = client or Client()
    return client.post("/app/connexion/", {"login": login, "password": password}, REMOTE_ADDR=SCHOOL)


def comes_in(user: User) -> bool:
    return sign_in(user.username).status_code == 302


@contextmanager
def hashes(monkeypatch) -> Iterator[list[str]]:
    """Note each time that a password is hashed, to compare it or to pretend."""
    hasher = type(get_hasher())
    encode, done = hasher.encode, []

    def noted(self, *args, **kwargs):
        done.append(self.algorithm)
        return encode(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(hasher, "encode", noted)
        yield done


# --- The class --------------------------------------------------------------------------------------


def test_a_class_comes_in_within_a_minute_though_many_mistype():
    pupils = UserFactory.create_batch(PUPILS, pupil=True)
    for number, pupil in enumerate(pupils):
        for _ in range(number % 3):
            assert sign_in(pupil.username, WRONG).status_code == 200
        assert comes_in(pupil), number
    assert set(User.objects.values_list("failure_count", flat=True)) == {0}


def test_two_classes_that_mistype_twice_each_are_no_attack_and_a_hundred_failures_are(settings):
    settings.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS = 10
    pupils = UserFactory.create_batch(3, pupil=True)
    for _ in range(10):
        assert comes_in(pupils[0]), "those who come in count for nothing"
    for number in range(10):
        assert sign_in(f"personne.nulle{number:04}").status_code == 200
    assert sign_in(pupils[1].username).status_code == 429


def test_the_address_has_a_hundred_failures_a_minute(settings):
    assert settings.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS >= 2 * PUPILS


def test_a_pupil_who_is_locked_out_locks_nobody_else_out():
    unlucky, *others = UserFactory.create_batch(4, pupil=True)
    for _ in range(10):
        sign_in(unlucky.username, WRONG)
    assert not comes_in(unlucky)
    assert "est bloqué pendant 2 minutes" in sign_in(unlucky.username).text.replace("\u00a0", " ")
    assert all(comes_in(other) for other in others)


def test_pupils_take_turns_on_one_computer():
    computer = Client()
    for pupil in UserFactory.create_batch(3, pupil=True):
        assert sign_in(pupil.username, client=computer).status_code == 302
        assert computer.get("/app/").wsgi_request.user == pupil
        computer.post("/deconnexion/")


# --- What it costs ----------------------------------------------------------------------------------


def everybody() -> dict[str, str]:
    """Return a login of each kind; none of them is blocked."""
    UserFactory(pupil=True, username="ada.lovelace1012")
    UserFactory(pupil=True, username="sans.mot2512", password=make_password(None))
    UserFactory(pupil=True, username="ferme.compte0101", is_active=False)
    UserFactory(
        pupil=True,
        username="une.fois0101",
        one_time_password_until=timezone.now() + timedelta(days=7),
    )
    UserFactory(email="ada@ac-exemple.example")
    UserFactory(email="sans@ac-exemple.example", password=make_password(None))
    UserFactory(email="fermee@ac-exemple.example", is_active=False)
    return {
        "identifier": "ada.lovelace1012",
        "in capitals": "ADA.Lovelace1012",
        "of the médiacentre alone": "sans.mot2512",
        "closed": "ferme.compte0101",
        "one-time password": "une.fois0101",
        "unknown identifier": "personne.nulle0101",
        "address": "ada@ac-exemple.example",
        "address without a password": "sans@ac-exemple.example",
        "address of a closed account": "fermee@ac-exemple.example",
        "unknown address": "personne@ac-exemple.example",
        "nearly an address": "@",
    }


@pytest.mark.parametrize(
    "door", [sign_in, lambda login, password: sign_in_to_orga(Client(), login, password)]
)
@pytest.mark.parametrize("password", [PASSWORD, WRONG])
def test_known_or_not_right_or_wrong_a_password_is_hashed_once(monkeypatch, door, password):
    counts = {}
    for kind, login in everybody().items():
        with hashes(monkeypatch) as done:
            door(login, password)
        counts[kind] = len(done)
    assert set(counts.values()) == {1}, counts


def test_a_blocked_account_is_told_so_and_its_password_is_not_even_checked(monkeypatch):
    user = UserFactory(pupil=True, blocked_at=timezone.now())
    with hashes(monkeypatch) as done:
        assert "ce compte est bloqué" in sign_in(user.username).text
    assert done == []


def test_unknown_and_known_get_the_same_answer():
    user = UserFactory(pupil=True)
    known, unknown = sign_in(user.username, WRONG), sign_in("personne.nulle0101", WRONG)
    assert known.context["form"].errors == unknown.context["form"].errors
