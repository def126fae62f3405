"""The platform's staff part an account and a pupil's record that do not belong together.

Source: spec/accounts.md 6.13.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from learners.models import Learner
from pixorga.journal.services import record


@transaction.atomic
def unlink_learner(*, learner: Learner, by: User, now: datetime | None = None) -> bool:
    """Take the account off a pupil's record; False when it had none.

    His participations stay with the record, the account keeps the rest; either may be tied again.
    """
    held = Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)
    if held.user_id is None:
        return False
    Learner.objects.filter(pk=held.pk).update(user=None)
    record(
        "learner.account_unlinked",
        actor_id=by.pk,
        organization_id=held.organization_id,
        subject_id=held.pk,
        details={"account": held.user_id},
        now=now,
    )
    return True
