"""Inviting, sending again, cancelling (spec/accounts.md 2.2 to 2.4, decisions.md 13, 16, 19)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from organizations import emails, links, services
from organizations.errors import InvitationError, InviteError
from organizations.models import Invitation, Membership
from pixorga.jobs import registry
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.crowd import at_once
from tests.organizations.factories import InvitationFactory, OrganizationFactory
from tests.organizations.helpers import mailed_link

ADA, KARIM = "ada@ac-exemple.example", "karim@ac-exemple.example"


@pytest.fixture
def admin(db):
    return UserFactory()


def invite(organization, admin, *addresses, **options):
    return services.invite_members(organization=organization, by=admin, addresses=addresses, **options)


def test_each_address_gets_one_invitation_and_one_mail_job(school, admin):
    sent = invite(school, admin, ADA, KARIM, ADA.upper())
    assert [invitation.email for invitation in sent] == [ADA, KARIM]
    assert {invitation.role for invitation in sent} == {Membership.Role.MEMBER}
    assert {invitation.invited_by for invitation in sent} == {admin}
    jobs = Job.objects.filter(kind=emails.INVITATION).values_list("subject_id", flat=True)
    assert sorted(jobs) == sorted(invitation.pk for invitation in sent)
    assert len({invitation.nonce for invitation in sent}) == 2
    event = Event.objects.get(verb="invitation.sent")
    assert event.details == {"count": 2, "invitations": [invitation.pk for invitation in sent]}


def test_inviting_again_renews_the_waiting_invitation_and_its_link(school, admin):
    now = timezone.now()
    waiting = InvitationFactory(organization=school, email=ADA.upper(), expired=True, send_failed_at=now)
    (invitation,) = invite(school, admin, ADA, now=now)
    assert invitation.pk == waiting.pk
    assert links.generation_of(invitation) == 1
    invitation.refresh_from_db()
    assert (invitation.sent_at, invitation.send_failed_at, invitation.invited_by) == (now, None, admin)


def test_a_renewed_invitation_never_loses_its_role(school, admin):
    InvitationFactory(organization=school, activation=True, email=ADA, expired=True)
    (invitation,) = invite(school, admin, ADA)
    assert invitation.role == Membership.Role.ADMIN


def test_a_form_sent_twice_mails_once(school, admin):
    now = timezone.now()
    invite(school, admin, ADA, now=now)
    assert invite(school, admin, ADA, now=now + timedelta(seconds=59)) == []
    assert Job.objects.count() == 1
    assert len(invite(school, admin, ADA, now=now + timedelta(seconds=60))) == 1


def test_those_who_accepted_or_were_cancelled_get_a_new_invitation(school, admin):
    InvitationFactory(organization=school, email=ADA, accepted=True)
    InvitationFactory(organization=school, email=KARIM, cancelled=True)
    invite(school, admin, ADA, KARIM)
    assert Invitation.objects.pending().count() == 2


def test_the_same_address_waits_in_two_schools(school, admin):
    invite(school, admin, ADA)
    assert len(invite(OrganizationFactory(), admin, ADA)) == 1


def test_fifty_at_once_and_no_more(school, admin):
    addresses = [f"p{number}@ac-exemple.example" for number in range(51)]
    with pytest.raises(InviteError) as refusal:
        invite(school, admin, *addresses)
    assert refusal.value.code == InviteError.TOO_MANY_AT_ONCE
    assert not Invitation.objects.exists()
    assert len(invite(school, admin, *addresses[:50])) == 50


def test_two_hundred_mails_a_day_and_no_more(school, admin, settings):
    settings.INVITATIONS_PER_DAY_AND_SCHOOL = 3
    now = timezone.now()
    invite(school, admin, ADA, KARIM, now=now)
    with pytest.raises(InviteError) as refusal:
        invite(school, admin, "c@c.example", "d@d.example", now=now + timedelta(hours=1))
    assert refusal.value.code == InviteError.TOO_MANY_TODAY
    assert Invitation.objects.count() == 2
    (waiting,) = invite(school, admin, "c@c.example", now=now + timedelta(hours=1))
    with pytest.raises(InviteError):
        services.resend_invitation(invitation=waiting, by=admin, now=now + timedelta(hours=2))
    assert services.resend_invitation(invitation=waiting, by=admin, now=now + timedelta(hours=24))


def test_inviting_costs_the_same_for_one_and_for_fifty(school, admin, django_assert_max_num_queries):
    for start, count in ((0, 1), (100, 50)):
        addresses = [f"p{start + number}@ac-exemple.example" for number in range(count)]
        with django_assert_max_num_queries(12):
            invite(school, admin, *addresses)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_inviting_one_person_at_once_send_one_mail():
    school = OrganizationFactory()
    admins = UserFactory.create_batch(2)
    results = at_once(*[lambda one=one: invite(school, one, ADA) for one in admins])
    assert sorted(len(result) for result in results) == [0, 1]
    assert Invitation.objects.count() == Job.objects.count() == 1


# --- Sending again, cancelling -------------------------------------------------------------------


def test_sending_again_kills_the_former_link_and_starts_the_30_days_anew(school, admin):
    now = timezone.now()
    invitation = InvitationFactory(organization=school, expired=True)
    former = links.code_of(invitation)
    again = services.resend_invitation(invitation=invitation, by=admin, now=now)
    assert links.recognize(again, former) == 0 != links.generation_of(again)
    assert again.sent_at == now
    assert Job.objects.get().kind == emails.INVITATION


def test_an_activation_is_sent_again_as_an_activation(school, admin):
    services.resend_invitation(invitation=InvitationFactory(activation=True), by=admin)
    assert Job.objects.get().kind == emails.ACTIVATION


@pytest.mark.parametrize("trait", ["accepted", "cancelled"])
@pytest.mark.parametrize("act", [services.resend_invitation, services.cancel_invitation])
def test_what_waits_no_more_is_neither_sent_again_nor_cancelled(school, admin, trait, act):
    invitation = InvitationFactory(organization=school, **{trait: True})
    with pytest.raises(InvitationError) as refusal:
        act(invitation=invitation, by=admin)
    assert refusal.value.code == trait.upper()
    assert not Job.objects.exists()


def test_cancelling_kills_the_link_and_forgets_the_requester(school, admin):
    invitation = InvitationFactory(organization=school, activation=True)
    former = links.code_of(invitation)
    now = timezone.now()
    services.cancel_invitation(invitation=invitation, by=admin, now=now)
    invitation.refresh_from_db()
    assert (invitation.status, invitation.cancelled_at) == (Invitation.Status.CANCELLED, now)
    assert invitation.requester_first_name == ""
    assert links.code_of(invitation) != former
    assert Event.objects.get(verb="invitation.cancelled").actor_id == admin.pk


# --- The letters ---------------------------------------------------------------------------------


def test_the_letter_names_the_school_and_carries_the_link(school, admin, run_jobs, client):
    invite(school, admin, ADA)
    run_jobs()
    (message,) = mail.outbox
    assert message.to == [ADA]
    assert message.subject == "Invitation à rejoindre Pix Orga"
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert school.name in text
        assert "usage unique" in text
        assert "30 jours" in text
    assert "Accepter l’invitation" in html
    assert client.get(mailed_link(), follow=True).status_code == 200


def test_names_are_escaped_in_the_html_letter_alone(db, admin, run_jobs):
    invite(OrganizationFactory(name="École <b>d’Ève</b> & Cie"), admin, ADA)
    run_jobs()
    (message,) = mail.outbox
    assert "École <b>d’Ève</b> & Cie" in message.body
    assert "École &lt;b&gt;d’Ève&lt;/b&gt; &amp; Cie" in message.alternatives[0].content


@pytest.mark.parametrize("trait", ["accepted", "cancelled", "organization__archived"])
@pytest.mark.parametrize("build", [emails.build_activation, emails.build_invitation])
def test_no_letter_leaves_for_what_waits_no_more(db, trait, build):
    invitation = InvitationFactory(**{trait: True})
    assert build(Job(subject_id=invitation.pk)) is None


def test_the_letter_to_an_administrator_is_dropped_when_it_is_not_true_any_more(db):
    assert emails.build_new_administrator(Job(subject_id=1, payload={"membership_id": 2})) is None


def test_a_letter_given_up_is_shown_as_failed_until_a_newer_one_leaves(school, admin):
    now = timezone.now()
    (invitation,) = invite(school, admin, ADA, now=now)
    job = Job.objects.get()
    kind = registry.get_kind(emails.INVITATION)
    kind.on_failure(job)
    kind.on_failure(job)
    invitation.refresh_from_db()
    assert invitation.send_failed_at is not None

    invite(school, admin, ADA, now=now + timedelta(minutes=5))
    kind.on_failure(job)
    invitation.refresh_from_db()
    assert invitation.send_failed_at is None
