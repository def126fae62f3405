"""« Gestion du compte Pix de l'élève » as the staff of a collège see it."""

import json
from datetime import UTC, datetime, timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from accounts.models import User
from learners.models import Learner
from organizations.models import Membership
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from pixorga.templatetags import components
from tests.accounts.factories import PASSWORD
from tests.conftest import Person, sign_in
from tests.learners.accounts import (
    RESET,
    UNBLOCK,
    USERNAME,
    buttons,
    make_account,
    make_pupil,
    passwords_of,
    url,
)
from tests.learners.factories import LearnerFactory
from tests.learners.pages import said
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

WAYS = ["", "username", "email", "gar", "username email", "username gar", "email gar", "username email gar"]
BLOCKS = {
    "open": {},
    "paused": {"failure_count": 10, "blocked_until": datetime(2099, 1, 1, tzinfo=UTC)},
    "blocked": {"failure_count": 30, "blocked_at": datetime(2026, 11, 1, tzinfo=UTC)},
}
ONE_TIME = {
    "own password": {},
    "one-time": {"one_time_password_until": datetime(2098, 1, 1, 11, tzinfo=UTC)},
    "one-time, over": {"one_time_password_until": datetime(2026, 1, 1, 11, tzinfo=UTC)},
}


@pytest.fixture
def college(principal) -> Person:
    return principal


@pytest.fixture
def teacher_of_college(principal) -> Person:
    return sign_in(MembershipFactory(organization=principal.organization))


def page(person: Person, learner: Learner) -> str:
    answer = person.client.get(url(learner))
    assert answer.status_code == 200
    return answer.text


def press(person: Person, learner: Learner, button: str, **changes: str):
    """Press a button of the page as it is now, or send what ``changes`` say instead."""
    data = buttons(page(person, learner)).get(button, {}) | changes
    return person.client.post(url(learner, button), data)


@pytest.mark.parametrize(
    ("ways", "block", "one_time"), list(product(WAYS, BLOCKS, ONE_TIME)), ids=lambda value: value or "nothing"
)
def test_the_page_shows_each_way_in_and_offers_what_helps_and_no_more(college, ways, block, one_time):
    learner = make_pupil(college.organization, ways, **BLOCKS[block], **ONE_TIME[one_time])
    text = page(college, learner)
    words, has = said(text), set(ways.split())
    assert ("Connecté avec le médiacentre" in words) is ("gar" in has)
    assert ("Connecté avec un e-mail" in words) is ("email" in has)
    assert ('data-copy="charles@pixmail.example"' in text) is ("email" in has)
    assert ("Connecté avec un identifiant" in words) is ("username" in has)
    assert ('data-copy="charles.babbage2612"' in text) is ("username" in has)
    assert ("n’a plus aucune méthode de connexion" in words) is (not has)
    offered = {
        UNBLOCK: block != "open",
        USERNAME: "username" not in has and bool(has),
        RESET: bool(has & {"username", "email"}),
    }
    assert set(buttons(text)) == {name for name, is_there in offered.items() if is_there}
    assert ("Réinitialiser supprime le mot de passe actuel de l’élève." in words) is offered[RESET]
    assert ("Compte bloqué jusqu’au 01/01/2099 à 01:00" in words) is (block == "paused")
    assert ("Compte bloqué Trop de mots de passe faux" in words) is (block == "blocked")
    has_password = offered[RESET]
    waits = "attend l’élève, jusqu’au 01/01/2098 à 12:00" in words
    assert waits is (has_password and one_time == "one-time")
    is_over = "il n’est plus valable depuis le 01/01/2026 à 12:00" in words
    assert is_over is (has_password and one_time == "one-time, over")
    assert passwords_of(text) == []


def test_what_a_new_identifier_does_is_said_before(college):
    with_email = said(page(college, make_pupil(college.organization, "email")))
    assert "Son mot de passe sera le même qu’aujourd’hui." in with_email
    Learner.objects.all().update(user=None)
    from_the_portal = said(page(college, make_pupil(college.organization, "gar")))
    assert "Un mot de passe à usage unique sera créé" in from_the_portal


def test_a_pupil_without_account_is_told_of_with_what_to_do(college):
    learner = LearnerFactory(organization=college.organization, level="")
    text = page(college, learner)
    assert "n’a pas encore de compte Pix" in said(text)
    assert "Communiquez le code d’une campagne" in said(text)
    assert buttons(text) == {}
    for button in (RESET, USERNAME, UNBLOCK):
        answer = college.client.post(url(learner, button), {}, follow=True)
        assert "Ce compte n’est plus relié à cette fiche." in said(answer.text)


def test_a_pupil_off_the_list_has_no_page(college):
    learner = make_pupil(college.organization)
    Learner.objects.update(disabled_at=timezone.now())
    answer = college.client.get(url(learner), follow=True)
    assert "n’est plus dans la liste" in answer.text
    answer = college.client.post(url(learner, RESET), {}, follow=True)
    assert passwords_of(answer.text) == []
    learner.user.refresh_from_db()
    assert learner.user.check_password(PASSWORD)


def test_a_reset_shows_the_password_once_with_its_three_steps(college):
    learner = make_pupil(college.organization)
    answer = press(college, learner, RESET)
    words = said(answer.text)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    [password] = passwords_of(answer.text)
    assert f'data-copy="{password}"' in answer.text
    learner.user.refresh_from_db()
    assert learner.user.check_password(password)
    assert not learner.user.check_password(PASSWORD)
    in_a_week = timezone.now() + timedelta(days=7)
    assert abs(learner.user.one_time_password_until - in_a_week) < timedelta(minutes=1)
    assert f"valable jusqu’au {college.organization.local(in_a_week):%d/%m/%Y}" in words
    for step in (
        "Communiquez ce mot de passe à votre élève",
        "L’élève se connecte avec ce mot de passe à usage unique",
        "choisir un nouveau mot de passe",
    ):
        assert step in words
    assert passwords_of(page(college, learner)) == []


def test_the_same_form_sent_again_shows_nothing_and_changes_nothing(college):
    learner = make_pupil(college.organization)
    sent = buttons(page(college, learner))[RESET]
    [password] = passwords_of(press(college, learner, RESET, **sent).text)
    again = college.client.post(url(learner, RESET), sent, follow=True)
    assert "vient de changer" in said(again.text)
    assert passwords_of(again.text) == []
    learner.user.refresh_from_db()
    assert learner.user.check_password(password)
    # Pressed on the page of now, it makes another.
    [other] = passwords_of(press(college, learner, RESET).text)
    assert other != password


@pytest.mark.parametrize("way", ["username", "email"])
def test_the_pupil_signs_in_with_it_and_chooses_his_own(college, client, way):
    learner = make_pupil(college.organization, "username email")
    [password] = passwords_of(press(college, learner, RESET).text)
    sent = {"login": getattr(learner.user, way), "password": password}
    answer = client.post("/app/connexion/", sent)
    assert urlsplit(answer.url).path == "/connexion/nouveau-mot-de-passe/"
    assert "_auth_user_id" not in client.session
    client.post(answer.url, {"password": "Marmotte-2026"})
    assert client.session["_auth_user_id"] == str(learner.user_id)
    assert "attend l’élève" not in said(page(college, learner))


@pytest.mark.parametrize("seen", [None, "", "x" * 3000, "é\0"])
def test_a_form_that_says_nothing_of_the_password_seen_resets_nothing(college, seen):
    learner = make_pupil(college.organization)
    answer = college.client.post(url(learner, RESET), {} if seen is None else {"seen": seen})
    assert answer.status_code == 302
    learner.user.refresh_from_db()
    assert learner.user.check_password(PASSWORD)


def test_a_colleague_who_was_slower_is_told_that_the_password_has_just_changed(college, teacher_of_college):
    learner = make_pupil(college.organization)
    theirs = buttons(page(teacher_of_college, learner))[RESET]
    [password] = passwords_of(press(college, learner, RESET).text)
    answer = teacher_of_college.client.post(url(learner, RESET), theirs, follow=True)
    assert "vient de changer" in said(answer.text)
    learner.user.refresh_from_db()
    assert learner.user.check_password(password)


def test_nothing_keeps_the_password(college, caplog, run_jobs):
    learner = make_pupil(college.organization, "email gar", one_time_password_until=None)
    caplog.set_level("DEBUG")
    shown = passwords_of(press(college, learner, RESET).text)
    User.objects.filter(pk=learner.user_id).update(email=None, password="!")
    shown += passwords_of(press(college, learner, USERNAME).text)
    run_jobs()
    assert len(shown) == 2
    held = [str(session.get_decoded()) for session in Session.objects.all()]
    held += [json.dumps(each, default=str) for each in Event.objects.values()]
    held += [json.dumps(each, default=str) for each in Job.objects.values()]
    held += [json.dumps(each, default=str) for each in (*User.objects.values(), *Learner.objects.values())]
    held += [f"{letter.subject} {letter.body}" for letter in mail.outbox]
    held += [caplog.text, str(college.client.cookies), str(components._written)]
    assert [text for text in held for password in shown if password in text] == []


def test_an_account_of_the_mediacentre_gets_an_identifier_and_a_password(college):
    learner = make_pupil(college.organization, "gar")
    answer = press(college, learner, USERNAME)
    assert "no-store" in answer["Cache-Control"]
    assert "charles.babbage2612" in answer.text
    [password] = passwords_of(answer.text)
    learner.user.refresh_from_db()
    assert learner.user.username == "charles.babbage2612"
    assert learner.user.check_password(password)
    assert learner.user.one_time_password_until > timezone.now()
    again = college.client.post(url(learner, USERNAME), {}, follow=True)
    assert "a déjà un identifiant" in said(again.text)
    assert passwords_of(again.text) == []


def test_an_account_with_an_address_gets_an_identifier_and_keeps_its_password(college):
    learner = make_pupil(college.organization, "email")
    answer = press(college, learner, USERNAME)
    assert answer.url == url(learner)
    after = page(college, learner)
    assert "Le mot de passe reste celui d’aujourd’hui." in said(after)
    assert "charles.babbage2612" in after
    learner.user.refresh_from_db()
    assert learner.user.check_password(PASSWORD)
    assert learner.user.one_time_password_until is None


def test_nothing_is_created_for_an_account_without_any_way_in(college):
    learner = make_pupil(college.organization, "")
    for button in (RESET, USERNAME):
        assert passwords_of(college.client.post(url(learner, button), follow=True).text) == []
    learner.user.refresh_from_db()
    assert learner.user.username is None


@pytest.mark.parametrize("block", ["paused", "blocked"])
def test_a_block_is_lifted(college, block):
    learner = make_pupil(college.organization, **BLOCKS[block])
    answer = press(college, learner, UNBLOCK)
    assert answer.url == url(learner)
    assert "Le compte est débloqué" in said(page(college, learner))
    learner.user.refresh_from_db()
    assert (learner.user.failure_count, learner.user.is_blocked(timezone.now())) == (0, False)
    again = college.client.post(url(learner, UNBLOCK), follow=True)
    assert "n’était pas bloqué" in said(again.text)
    assert Event.objects.filter(verb="account.unblocked").count() == 1


def test_a_reset_of_a_blocked_account_says_that_it_stays_so(college):
    learner = make_pupil(college.organization, **BLOCKS["blocked"])
    answer = press(college, learner, RESET)
    assert passwords_of(answer.text)
    assert "Compte bloqué" in said(answer.text)
    assert UNBLOCK in buttons(answer.text)


ADULTS = {
    "of this school": lambda school, account: MembershipFactory(organization=school, user=account),
    "of another school": lambda school, account: MembershipFactory(user=account),
    "who left": lambda school, account: MembershipFactory(user=account, disabled_at=timezone.now()),
    "of the platform": lambda school, account: User.objects.filter(pk=account.pk).update(is_staff=True),
}


@pytest.mark.parametrize("adult", ADULTS)
def test_the_account_of_an_adult_is_neither_shown_nor_touched(college, adult):
    learner = make_pupil(college.organization, "email", **BLOCKS["blocked"])
    ADULTS[adult](college.organization, learner.user)
    text = page(college, learner)
    assert "Ce compte est celui d’un adulte" in said(text)
    assert "charles@pixmail.example" not in text
    assert buttons(text) == {}
    before = User.objects.values().get(pk=learner.user_id)
    for button in (RESET, USERNAME, UNBLOCK):
        answer = college.client.post(url(learner, button), follow=True)
        assert "il ne se modifie pas depuis la fiche d’un élève" in said(answer.text)
    assert User.objects.values().get(pk=learner.user_id) == before


@pytest.mark.parametrize("state", [{"is_active": False}, {"anonymised_at": datetime(2026, 1, 1, tzinfo=UTC)}])
def test_a_closed_account_says_so(college, state):
    learner = make_pupil(college.organization, **state)
    text = page(college, learner)
    assert "Ce compte est fermé" in said(text)
    assert buttons(text) == {}
    answer = college.client.post(url(learner, RESET), follow=True)
    assert passwords_of(answer.text) == []


def test_every_member_helps_and_administrators_correct_the_record_too(college, teacher_of_college):
    learner = make_pupil(college.organization)
    link = f'href="/eleves/{learner.pk}/corriger/"'
    assert link in page(college, learner)
    assert link not in page(teacher_of_college, learner)
    assert passwords_of(press(teacher_of_college, learner, RESET).text)


def test_the_correction_of_a_collegien_covers_the_names_and_leads_to_the_list(college):
    learner = make_pupil(college.organization)
    form = college.client.get(f"/eleves/{learner.pk}/corriger/")
    assert "Nom *" in said(form.text)
    data = {"last_name": "BABBAGE-LOVELACE", "first_name": "Ada", "version": learner.updated_at.isoformat()}
    assert college.client.post(f"/eleves/{learner.pk}/corriger/", data).url == "/eleves/"
    learner.refresh_from_db()
    assert learner.full_name == "Ada BABBAGE-LOVELACE"


def test_strangers_find_nothing(college, director, outsider):
    learner = make_pupil(college.organization)
    other = sign_in(MembershipFactory(organization=OrganizationFactory(secondary=True), admin=True))
    former = sign_in(MembershipFactory(organization=college.organization))
    Membership.objects.filter(pk=former.membership.pk).update(disabled_at=timezone.now())
    for person in (director, outsider, other, former):
        assert person.client.get(url(learner)).status_code == 404
        for button in (RESET, USERNAME, UNBLOCK):
            assert person.client.post(url(learner, button)).status_code == 404
    primary = LearnerFactory(organization=director.organization, user=make_account("email"))
    assert director.client.get(url(primary)).status_code == 404
    learner.user.refresh_from_db()
    assert learner.user.check_password(PASSWORD)


def test_each_school_of_a_pupil_may_help(college):
    learner = make_pupil(college.organization)
    other = sign_in(MembershipFactory(organization=OrganizationFactory(secondary=True)))
    there = LearnerFactory(organization=other.organization, level="", user=learner.user)
    [first] = passwords_of(press(college, learner, RESET).text)
    [second] = passwords_of(press(other, there, RESET).text)
    learner.user.refresh_from_db()
    assert learner.user.check_password(second)
    assert not learner.user.check_password(first)


def test_looking_writes_nothing_and_asks_few_queries(college, django_assert_max_num_queries):
    learner = make_pupil(college.organization, "username email gar")
    page(college, learner)
    sessions = list(Session.objects.values())
    with django_assert_max_num_queries(8):
        page(college, learner)
    assert list(Session.objects.values()) == sessions
    assert not Event.objects.filter(verb__startswith="learner.").exists()


def test_the_page_never_holds_the_hash(college):
    learner = make_pupil(college.organization, password=None)
    User.objects.filter(pk=learner.user_id).update(password=make_password("drxhtn74"))
    learner.user.refresh_from_db()
    assert learner.user.password not in page(college, learner)
