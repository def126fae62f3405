"""Messages to the support: kept, and mailed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from pixorga.jobs.services import enqueue
from pixorga.support import emails
from pixorga.support.models import SupportRequest

# The same words from the same person within this time are one message: the button was pressed twice.
SAME_MESSAGE = timedelta(minutes=5)


@transaction.atomic
def write_to_support(
    *,
    topic: str,
    full_name: str,
    email: str,
    uai: str,
    message: str,
    user: User | None = None,
    now: datetime | None = None,
) -> bool:
    """Keep a message and have it mailed to the support; False when it was there already."""
    now = now or timezone.now()
    same = SupportRequest.objects.filter(email=email, topic=topic, message=message)
    if same.filter(created_at__gt=now - SAME_MESSAGE).exists():
        return False
    request = SupportRequest.objects.create(
        topic=topic, full_name=full_name, email=email, uai=uai, message=message, user=user, created_at=now
    )
    enqueue(emails.SUPPORT_REQUEST, request.pk, now=now)
    return True
