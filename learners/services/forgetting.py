"""What this app does when the platform's staff anonymise an account (accounts/services/anonymising.py)."""

from datetime import datetime

from accounts.models import User
from learners.models import AccountRecovery, Learner
from learners.services.unlinking import unlink_learner


def forget_owner(account: User, by: User, now: datetime) -> None:
    """Part the account from the records of its owner, which bear his name, and end what he asked for.

    Each school keeps its record and the results with it; the pupil may join again with another account.
    """
    for learner in Learner.objects.filter(user=account).order_by("pk"):
        unlink_learner(learner=learner, by=by, now=now)
    AccountRecovery.objects.filter(user=account).delete()
