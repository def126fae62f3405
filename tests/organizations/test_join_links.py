"""The link of an invitation: exchanged for the session, and the page that says why one does not open."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from organizations import links, services
from organizations.models import Invitation, Membership
from pixorga.jobs.models import Job
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory
from tests.organizations.helpers import (
    ACCEPT,
    ADA,
    JOIN,
    REGISTER,
    SIGN_IN,
    holding,
    link_of,
    mailed_link,
)


@pytest.fixture
def invitation(school):
    return InvitationFactory(organization=school)


def test_the_link_is_exchanged_for_an_address_without_a_secret(client, invitation):
    answer = client.get(link_of(invitation))
    assert (answer.status_code, answer.url) == (302, JOIN)
    page = client.get(JOIN)
    assert page.status_code == 200
    assert "École primaire des Lilas" in page.content.decode()
    assert links.code_of(invitation) not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_code_is_kept_in_no_session_no_job_and_no_log(client, invitation, run_jobs, caplog, capfd):
    caplog.set_level("DEBUG")
    services.resend_invitation(invitation=invitation, by=UserFactory())
    run_jobs()
    code = links.code_of(Invitation.objects.get())
    client.get(mailed_link())
    client.get(JOIN)
    kept = [str(session.get_decoded()) for session in Session.objects.all()]
    kept += [str(vars(job)) for job in Job.objects.all()]
    kept += [str(vars(record)) for record in caplog.records]
    kept += capfd.readouterr()
    assert len(code) > 40
    assert not [text for text in kept if code in text]


@pytest.mark.parametrize(
    "query",
    [
        "invitationId={pk}&code=faux",
        "invitationId={pk}",
        "code={code}",
        "invitationId=0&code={code}",
        "invitationId=-1&code={code}",
        "invitationId=99999999999999999999999&code={code}",
        "invitationId=²&code={code}",
        "invitationId=abc&code={code}",
        "invitationId={pk}&code=",
        "invitationId={pk}&code=%00",
    ],
)
def test_a_forged_link_is_not_recognized_and_shows_no_school(client, invitation, query):
    answer = client.get(f"{JOIN}?{query.format(pk=invitation.pk, code=links.code_of(invitation))}")
    assert answer.url == JOIN
    page = client.get(JOIN)
    assert page.status_code == 404
    assert "n’est pas reconnu" in page.content.decode()
    assert "Lilas" not in page.content.decode()


def test_a_forged_link_makes_the_browser_forget_the_good_one(invitation):
    client = holding(invitation)
    client.get(f"{JOIN}?invitationId={invitation.pk}&code=faux")
    assert client.get(JOIN).status_code == 404


def test_without_a_link_there_is_nothing_to_join(client, db):
    assert client.get(JOIN).status_code == 404
    for address in (REGISTER, SIGN_IN, ACCEPT):
        assert client.post(address, ADA).status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("traits", "status", "sentence"),
    [
        ({"cancelled": True}, 410, "a été annulée"),
        ({"accepted": True}, 410, "déjà été acceptée"),
        ({"expired": True}, 410, "a expiré"),
        ({"expired": True, "activation": True}, 410, "Refaire la demande"),
        ({"cancelled": True, "activation": True}, 410, "Refaire la demande"),
    ],
)
def test_a_dead_link_says_what_to_do_on_every_address(school, traits, status, sentence):
    invitation = InvitationFactory(organization=school, **traits)
    client = holding(invitation)
    answers = [client.get(JOIN), *(client.post(address, ADA) for address in (REGISTER, SIGN_IN, ACCEPT))]
    for answer in answers:
        assert answer.status_code == status
        assert sentence in answer.content.decode()
        assert "École primaire des Lilas" in answer.content.decode()
    assert not Membership.objects.exists()


@pytest.mark.parametrize("trait", ["expired", "cancelled", "accepted"])
def test_a_dead_link_leads_whoever_is_signed_in_home_and_others_to_the_door(school, trait):
    invitation = InvitationFactory(organization=school, **{trait: True})
    stranger = holding(invitation).get(JOIN).text
    assert "Revenir à la page de connexion" in stranger
    signed_in = holding(invitation, sign_in(MembershipFactory()).client).get(JOIN).text
    assert "Revenir à l’accueil" in signed_in
    assert "connexion" not in signed_in
    assert "Je me connecte" not in signed_in


def test_an_expired_invitation_says_whom_to_ask(school):
    page = holding(InvitationFactory(organization=school, expired=True)).get(JOIN).text
    assert "Demandez à un administrateur de l’établissement de vous la renvoyer" in page


def test_the_link_to_an_archived_school_is_not_recognized(db):
    school = OrganizationFactory(archived=True)
    page = holding(InvitationFactory(organization=school)).get(JOIN)
    assert page.status_code == 404
    assert school.name not in page.content.decode()


def test_a_former_link_tells_when_the_newer_mail_was_sent_on_the_schools_calendar(invitation):
    invitation.organization.time_zone = "Pacific/Noumea"
    invitation.organization.save()
    former = link_of(invitation)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=3))
    sent_at = (timezone.now() - timedelta(days=1)).replace(hour=20)  # the next day in Nouméa
    services.resend_invitation(invitation=invitation, by=UserFactory(), now=sent_at)
    client = Client()
    client.get(former)
    page = client.get(JOIN)
    assert page.status_code == 410
    assert (
        f"plus récent vous a été envoyé le {sent_at + timedelta(hours=11):%d/%m/%Y}" in page.content.decode()
    )


@pytest.mark.parametrize(
    ("act", "sentence"),
    [(services.resend_invitation, "message plus récent"), (services.cancel_invitation, "a été annulée")],
)
def test_a_link_that_dies_while_the_page_is_open_is_refused_when_it_is_sent(invitation, act, sentence):
    client = holding(invitation)
    person = sign_in(MembershipFactory())
    holding(invitation, person.client)
    act(invitation=invitation, by=UserFactory())
    for answer in (client.post(REGISTER, ADA), person.client.post(ACCEPT)):
        assert answer.status_code == 410
        assert sentence in answer.text
    assert not Membership.objects.of(invitation.organization).exists()
    assert not User.objects.filter(email=ADA["email"]).exists()
