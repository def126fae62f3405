"""The names of an account."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from pixorga.journal.services import record


@transaction.atomic
def change_name(*, user: User, first_name: str, last_name: str, now: datetime | None = None) -> bool:
    """Give ``user`` other names; False when they are the same as before."""
    if (user.first_name, user.last_name) == (first_name, last_name):
        return False
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    record("account.name_changed", actor_id=user.pk, subject_id=user.pk, now=now)
    return True
