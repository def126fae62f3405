"""The letter that carries a message to the support; the job holds the row's id only."""

from django.conf import settings
from django.utils import timezone

from pixorga.jobs.mail import Letter, register_letter
from pixorga.jobs.models import Job
from pixorga.support.models import SupportRequest

SUPPORT_REQUEST = "pixorga.support_request"


def register_letters() -> None:
    register_letter(
        SUPPORT_REQUEST,
        build_request,
        on_sent=mark_sent,
        title="Message au support",
        subject="support.SupportRequest",
    )


def build_request(job: Job) -> Letter | None:
    """Return the letter to the support, to be answered to its author; None when the message was deleted."""
    request = SupportRequest.objects.filter(pk=job.subject_id).first()
    if request is None:
        return None
    return Letter(
        to=settings.SUPPORT_EMAIL,
        reply_to=request.email,
        subject=f"Demande n° {request.pk} : {request.get_topic_display()}",
        template="support/mail/request",
        context={"request": request},
    )


def mark_sent(job: Job) -> None:
    SupportRequest.objects.filter(pk=job.subject_id, sent_at=None).update(sent_at=timezone.now())
