"""« Activez ou récupérez votre espace »: a request mails an administrator’s link to the school’s mailbox."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from organizations import emails, links
from organizations.errors import ActivationError
from organizations.models import Invitation, Membership, Organization
from organizations.services.invitations import cancel_for_other_mailboxes
from pixorga.jobs.services import enqueue
from pixorga.journal.models import Event
from pixorga.journal.services import record

REQUESTED = "organization.activation_requested"
A_DAY = timedelta(days=1)


@transaction.atomic
def request_activation(
    *,
    uai: str,
    first_name: str = "",
    last_name: str = "",
    by_id: int | None = None,
    now: datetime | None = None,
) -> Invitation | None:
    """Send the school’s mailbox a link that makes its holder an administrator.

    uai: normalized. first_name, last_name: of the person who asks; they go into that mail, nowhere else.
    Returns the invitation, or None when a mail left less than five minutes ago: the one on its way will do.
    Raises ActivationError: unknown or archived UAI, no mailbox, or three mails today.
    Source: spec/accounts.md 1.3, 1.4; spec/decisions.md 12, 19.
    """
    now = now or timezone.now()
    school = _lock_school(uai)
    if _was_just_sent(school, now):
        return None
    if _sent_today(school, now) >= settings.ACTIVATIONS_PER_DAY_AND_SCHOOL:
        raise ActivationError(ActivationError.TOO_MANY)
    cancel_for_other_mailboxes(school, now)
    invitation = _pending_or_new(school)
    invitation.role = Membership.Role.ADMIN
    invitation.origin = Invitation.Origin.ACTIVATION
    invitation.requester_first_name = first_name
    invitation.requester_last_name = last_name
    invitation.sent_at = now
    invitation.send_failed_at = None
    invitation.send_error = ""
    invitation.save()
    enqueue(emails.ACTIVATION, invitation.pk, now=now)
    record(REQUESTED, actor_id=by_id, organization_id=school.pk, subject_id=invitation.pk, now=now)
    return invitation


def _lock_school(uai: str) -> Organization:
    """Return the one active school with this UAI, locked; several are answered as none (decisions.md 3)."""
    schools = Organization.objects.select_for_update().active().filter(uai=uai)[:2]
    if len(schools) != 1:
        raise ActivationError(ActivationError.UNKNOWN)
    if not schools[0].mailbox:
        raise ActivationError(ActivationError.NO_MAILBOX)
    return schools[0]


def _was_just_sent(school: Organization, now: datetime) -> bool:
    sent = Invitation.objects.of(school).filter(origin=Invitation.Origin.ACTIVATION)
    return sent.filter(sent_at__gt=now - settings.ACTIVATION_PAUSE).exists()


def _sent_today(school: Organization, now: datetime) -> int:
    return Event.objects.of(school.pk).filter(verb=REQUESTED, at__gt=now - A_DAY).count()


def _pending_or_new(school: Organization) -> Invitation:
    """Return the invitation that waits for this mailbox, its link unchanged, or a new one."""
    pending = Invitation.objects.of(school).pending().filter(email__iexact=school.mailbox).first()
    return pending or Invitation(organization=school, email=school.mailbox.lower(), nonce=links.new_nonce())
