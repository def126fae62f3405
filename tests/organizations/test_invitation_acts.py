"""« Renvoyer », « Corriger », « Annuler », in the list of those who wait."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.urls import reverse
from django.utils import timezone

from organizations import emails, links, services
from organizations.errors import InviteError
from organizations.models import Invitation, Membership
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.organizations.factories import InvitationFactory
from tests.organizations.helpers import JOIN, link_of

INVITATIONS = reverse("organizations:invitations")
INVITE = reverse("organizations:invite")
ADA = "ada@ac-exemple.example"


@pytest.fixture
def invitation(school):
    return InvitationFactory(organization=school, email=ADA)


def address(act, invitation):
    return reverse(f"organizations:{act}_invitation", args=[invitation.pk])


def act(person, name, invitation):
    """Press the button, and return the words of the page that follows."""
    return person.client.post(address(name, invitation), follow=True).text


# --- Sending again -------------------------------------------------------------------------------


def test_sending_again_mails_a_new_link_and_the_former_one_says_so(director, invitation, client):
    former = link_of(invitation)
    page = act(director, "resend", invitation)
    assert f"renvoyée à l’adresse {ADA}" in page
    assert Job.objects.get(kind=emails.INVITATION).subject_id == invitation.pk
    client.get(former)
    assert "Ce lien a été remplacé" in client.get(JOIN).text
    invitation.refresh_from_db()
    client.get(link_of(invitation))
    assert client.get(JOIN).status_code == 200


def test_sending_again_is_written_with_who_did_it(director, invitation):
    act(director, "resend", invitation)
    event = Event.objects.get(verb="invitation.resent")
    assert (event.actor_id, event.subject_id) == (director.user.pk, invitation.pk)
    assert not Event.objects.filter(verb="invitation.sent").exists()


def test_a_second_click_within_a_minute_is_answered_kindly_and_sends_nothing(director, invitation):
    act(director, "resend", invitation)
    assert "vient de partir" in act(director, "resend", invitation)
    assert Job.objects.count() == Event.objects.count() == 1
    Invitation.objects.update(sent_at=timezone.now() - site.INVITATION_PAUSE)
    assert "renvoyée" in act(director, "resend", invitation)


def test_a_mail_that_failed_may_be_sent_again_at_once(director, invitation):
    failed = {"send_failed_at": timezone.now(), "send_error": Invitation.SendError.UNREACHABLE}
    Invitation.objects.update(sent_at=timezone.now(), **failed)
    assert "renvoyée" in act(director, "resend", invitation)
    invitation.refresh_from_db()
    assert (invitation.send_failed_at, invitation.send_error) == (None, "")


def test_each_mail_sent_again_counts_among_those_of_the_day(director, invitation, settings):
    settings.INVITATIONS_PER_DAY_AND_SCHOOL = 2
    school = invitation.organization
    services.invite_members(organization=school, by=director.user, addresses=["b@b.example"])
    act(director, "resend", invitation)
    third = InvitationFactory(organization=school)
    assert "en 24\u00a0heures" in act(director, "resend", third)
    with pytest.raises(InviteError):
        services.invite_members(organization=school, by=director.user, addresses=["c@c.example"])
    assert Job.objects.count() == 2


@pytest.mark.parametrize(
    ("trait", "sentence"), [("accepted", "a été acceptée entre-temps"), ("cancelled", "déjà été annulée")]
)
@pytest.mark.parametrize("name", ["resend", "cancel"])
def test_what_waits_no_more_is_said_and_left_alone(director, school, name, trait, sentence):
    invitation = InvitationFactory(organization=school, **{trait: True})
    nonce = invitation.nonce
    assert sentence in act(director, name, invitation)
    invitation.refresh_from_db()
    assert invitation.nonce == nonce
    assert not Job.objects.exists()
    assert not Event.objects.exists()


def test_the_page_of_a_cancellation_that_comes_too_late_leads_back_and_says_why(director, school):
    invitation = InvitationFactory(organization=school, accepted=True)
    answer = director.client.get(address("cancel", invitation), follow=True)
    assert answer.redirect_chain == [(INVITATIONS, 302)]
    assert "acceptée entre-temps" in answer.text


# --- Cancelling ----------------------------------------------------------------------------------


def test_cancelling_asks_first_then_takes_the_invitation_from_the_list(director, invitation, client):
    former = link_of(invitation)
    page = director.client.get(address("cancel", invitation)).text
    assert ADA in page
    assert "ne servira plus" in page
    invitation.refresh_from_db()
    assert invitation.status == Invitation.Status.PENDING
    answer = director.client.post(address("cancel", invitation), follow=True)
    assert "est annulée" in answer.text
    assert list(answer.context["rows"]) == []
    client.get(former)
    assert "a été annulée" in client.get(JOIN).text


@pytest.mark.parametrize("name", ["resend", "cancel"])
def test_administrators_of_other_schools_find_nothing(outsider, invitation, name):
    assert outsider.client.post(address(name, invitation)).status_code == 404
    assert outsider.client.get(address("cancel", invitation)).status_code == 404
    invitation.refresh_from_db()
    assert links.generation_of(invitation) == 0


# --- The rows ------------------------------------------------------------------------------------


def test_each_button_names_the_address(director, invitation):
    page = director.client.get(INVITATIONS).text
    assert f'Renvoyer<span class="sr-only"> l’invitation à {ADA}</span>' in page
    assert f'Annuler<span class="sr-only"> l’invitation de {ADA}</span>' in page
    assert "Corriger" not in page


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Invitation.SendError.REFUSED, "refusée par la messagerie du destinataire"),
        (Invitation.SendError.UNREACHABLE, "Messagerie injoignable"),
        ("", "Vérifiez l’adresse"),
    ],
)
def test_a_mail_that_failed_says_why_and_what_to_do(director, invitation, error, sentence):
    Invitation.objects.update(send_failed_at=timezone.now(), send_error=error)
    page = director.client.get(INVITATIONS).text
    assert "Échec de l’envoi" in page
    assert sentence in page
    assert ("Corriger" in page) == (error == Invitation.SendError.REFUSED)


def test_correcting_a_refused_address_opens_the_form_with_it(director, invitation):
    answer = director.client.post(INVITE, {"addresses": ADA, "edit": "1"})
    assert answer.context["form"]["addresses"].value() == ADA
    assert ADA not in answer.request["QUERY_STRING"]


def test_an_expired_link_says_that_it_may_be_sent_again(director, invitation):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=31))
    page = director.client.get(INVITATIONS).text
    assert "Lien expiré" in page
    assert "un nouveau lien partira" in page
    assert "renvoyée" in act(director, "resend", invitation)
    assert "Lien expiré" not in director.client.get(INVITATIONS).text


# --- By the platform’s staff ---------------------------------------------------------------------


def test_the_platform_may_invite_an_administrator_and_raise_an_invitation(school, invitation):
    by = UserFactory(platform_staff=True)
    role = Membership.Role.ADMIN
    sent = services.invite_members(organization=school, by=by, addresses=[ADA, "b@b.example"], role=role)
    assert [one.role for one in sent] == [role, role]
    assert set(Invitation.objects.values_list("role", flat=True)) == {role}


def test_an_administrator_of_a_school_invites_members_only(director, school):
    with pytest.raises(InviteError) as refusal:
        services.invite_members(
            organization=school, by=director.user, addresses=[ADA], role=Membership.Role.ADMIN
        )
    assert refusal.value.code == InviteError.ROLE
    assert not Invitation.objects.exists()
