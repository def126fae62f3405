"""The letters of this app: a job holds an invitation’s id, the worker builds the link and the text."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from organizations import links
from organizations.models import Invitation, InvitationQuerySet, Membership
from pixorga.jobs.mail import REFUSED, Letter, register_letter
from pixorga.jobs.models import Job

ACTIVATION = "organizations.activation"
INVITATION = "organizations.invitation"
NEW_ADMINISTRATOR = "organizations.new_administrator"


def register_letters() -> None:
    """Teach the workers our letters; called once, when the apps are ready."""
    watched = {
        "on_failure": mark_failed,
        "on_relaunch": forget_failure,
        "subject": "organizations.Invitation",
    }
    register_letter(ACTIVATION, build_activation, title="Activation d’un espace", **watched)
    register_letter(INVITATION, build_invitation, title="Invitation", **watched)
    register_letter(
        NEW_ADMINISTRATOR,
        build_new_administrator,
        title="Une personne de plus administre l’espace",
        subject="organizations.Membership",
    )


def build_activation(job: Job) -> Letter | None:
    """Return the mail to a school’s mailbox; None once the invitation waits no more."""
    invitation = _waiting(job)
    if invitation is None:
        return None
    requester = f"{invitation.requester_first_name} {invitation.requester_last_name}".strip()
    return Letter(
        to=invitation.email,
        subject="Accès à votre espace Pix Orga",
        template="organizations/mail/activation",
        context={
            "organization_name": invitation.organization.name,
            "requester": requester,
            "join_url": links.join_url(invitation),
            "days": settings.INVITATION_VALIDITY.days,
        },
    )


def build_invitation(job: Job) -> Letter | None:
    """Return the mail to somebody whom an administrator invites; None once the invitation waits no more."""
    invitation = _waiting(job)
    if invitation is None:
        return None
    return Letter(
        to=invitation.email,
        subject="Invitation à rejoindre Pix Orga",
        template="organizations/mail/invitation",
        context={
            "organization_name": invitation.organization.name,
            "is_primary": invitation.organization.is_primary,
            "join_url": links.join_url(invitation),
            "days": settings.INVITATION_VALIDITY.days,
        },
    )


def build_new_administrator(job: Job) -> Letter | None:
    """Tell one administrator (the job’s subject) that an activation made another one (in the payload)."""
    memberships = Membership.objects.active().admins().select_related("organization", "user")
    told = memberships.filter(pk=job.subject_id).first()
    newcomer = memberships.filter(pk=job.payload["membership_id"]).first()
    if told is None or newcomer is None or not told.user.email:
        return None
    return Letter(
        to=told.user.email,
        subject="Une personne de plus administre votre espace Pix Orga",
        template="organizations/mail/new_administrator",
        context={
            "organization_name": told.organization.name,
            "newcomer": newcomer.user.full_name,
            "team_url": settings.SITE_URL + reverse("organizations:team"),
        },
    )


def mark_failed(job: Job) -> None:
    """Write why the mail could not be sent, unless a newer one left; the list of invitations shows it."""
    is_refused = job.error_code == REFUSED
    error = Invitation.SendError.REFUSED if is_refused else Invitation.SendError.UNREACHABLE
    _unreplaced(job).update(send_failed_at=timezone.now(), send_error=error)


def forget_failure(job: Job) -> None:
    """Take back what ``mark_failed()`` wrote: the mail is on its way again."""
    _unreplaced(job).update(send_failed_at=None, send_error="")


def _unreplaced(job: Job) -> InvitationQuerySet:
    return Invitation.objects.pending().filter(pk=job.subject_id, sent_at__lte=job.created_at)


def _waiting(job: Job) -> Invitation | None:
    waiting = Invitation.objects.pending().filter(organization__archived_at=None)
    return waiting.select_related("organization").filter(pk=job.subject_id).first()
