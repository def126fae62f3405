"""What is forgotten of invitations after a while: to whom they went, and who asked for them."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from organizations.models import Invitation

FORGOTTEN = {"email": "", "requester_first_name": "", "requester_last_name": ""}


@transaction.atomic
def forget_addresses(*, before: datetime, limit: int, now: datetime) -> int:
    """Empty the oldest invitations, ``limit`` at most, that ended before an instant; return how many.

    One that nobody accepted is cancelled when its link has been dead since then: it could be sent again until
    now. The rows stay: a membership and the journal point at them.
    """
    ended = Invitation.objects.filter(_ended(before)).exclude(**FORGOTTEN)
    done = _forget(ended, limit)
    dead = Invitation.objects.pending().filter(sent_at__lt=before - settings.INVITATION_VALIDITY)
    return done + _forget(dead, limit - done, status=Invitation.Status.CANCELLED, cancelled_at=now)


def _ended(before: datetime) -> Q:
    accepted = Q(status=Invitation.Status.ACCEPTED, accepted_at__lt=before)
    return accepted | Q(status=Invitation.Status.CANCELLED, cancelled_at__lt=before)


def _forget(invitations: QuerySet[Invitation], limit: int, **values: object) -> int:
    ids = list(invitations.order_by("pk").values_list("pk", flat=True)[:limit])
    # Asked again: somebody may have sent one of them anew meanwhile.
    return invitations.filter(pk__in=ids).order_by().update(**FORGOTTEN, **values)
