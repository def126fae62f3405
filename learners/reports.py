"""What a pupil reads about himself."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from accounts.services import has_gar
from learners.models import Learner


@dataclass(frozen=True, slots=True)
class PupilAccount:
    """« Mon compte » in the App.

    first_name, last_name: as the school writes them, if there is one. learners: his records, newest first.
    """

    first_name: str
    last_name: str
    comes_by_mediacentre: bool
    has_password: bool
    learners: Sequence[Learner]


def pupil_account(user: User) -> PupilAccount:
    """Return what ``user`` reads about his account; two queries."""
    records = Learner.objects.active().filter(user=user).select_related("organization")
    learners = list(records.order_by("-updated_at", "-pk"))
    named = learners[0] if learners else user
    return PupilAccount(
        first_name=named.first_name,
        last_name=named.last_name,
        comes_by_mediacentre=has_gar(user),
        has_password=user.has_usable_password(),
        learners=learners,
    )
