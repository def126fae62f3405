"""New one-time passwords for several pupils at once: who is concerned, and the batch that is asked for.

Workers make the passwords (learners.services.credential_making). Source: spec/accounts.md 6.12,
decisions.md 46.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, TextChoices
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from learners.errors import SelectionChangedError
from learners.lists import sort_divisions
from learners.models import CredentialBatch, Learner, LearnerQuerySet
from organizations.models import Membership, Organization
from pixorga.jobs.services import enqueue

MAKE = "learners.credential_batch"
FORGET = "learners.credential_forget"

# Of one list: the largest page of pupils.
MOST_LEARNERS = 500

Kind = CredentialBatch.Kind
Status = CredentialBatch.Status


class Reason(TextChoices):
    """Why a pupil gets no password, as a heading over names."""

    NO_ACCOUNT = "NO_ACCOUNT", "Pas encore de compte"
    NO_USERNAME = "NO_USERNAME", "Pas d’identifiant"
    ADULT = "ADULT", "Compte d’un adulte"
    CLOSED = "CLOSED", "Compte fermé"


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be made for some pupils. concerned: who gets a password, in the order of the file.

    left_out: the others by reason, each list by name; reasons without anybody are not there.
    """

    kind: Kind
    concerned: list[Learner]
    left_out: dict[Reason, list[Learner]]

    @property
    def seen(self) -> str:
        """What a form of the offer carries: sent again once the passwords are made, it makes no others."""
        return state_of(self.concerned)


def offers_for(organization: Organization, learners: Sequence[Learner]) -> list[Offer]:
    """Return what the school may do for these pupils of ``chosen_learners``: one offer at least.

    RESET is for those with an identifier; GENERATE, without the GAR only, adds it to the others first. One
    that would do what the other does, or nothing beside it, is not offered.
    """
    reset = _offer(Kind.RESET, learners)
    if organization.has_gar:
        return [reset]
    generate = _offer(Kind.GENERATE, learners)
    if len(generate.concerned) == len(reset.concerned):
        return [reset if reset.concerned else generate]
    return [generate, reset] if reset.concerned else [generate]


def chosen_learners(organization: Organization, learner_ids: Collection[int]) -> list[Learner]:
    """Return the active pupils of the school among these, with their accounts, in the order of the file.

    is_adult of each: whether the account is of somebody who works, or worked, in a school. Two queries.
    """
    learners = list(with_accounts(Learner.objects.of(organization).active().filter(pk__in=learner_ids)))
    rank = {name: place for place, name in enumerate(sort_divisions({each.division for each in learners}))}
    return sorted(learners, key=lambda each: (rank[each.division], each.sort_key, each.pk))


def with_accounts(learners: LearnerQuerySet) -> LearnerQuerySet:
    adults = Membership.objects.filter(user=OuterRef("user"))
    return learners.select_related("user").annotate(is_adult=Exists(adults))


@transaction.atomic
def request_credentials(
    *,
    organization: Organization,
    by: User,
    kind: Kind,
    learner_ids: Collection[int],
    seen: str | None = None,
    now: datetime | None = None,
) -> CredentialBatch:
    """Return the batch that makes passwords for these pupils; the running one of ``by``, if there is one.

    seen: of the Offer that was shown; None: whatever their passwords are. SelectionChangedError: one of them
    is no longer concerned or has another password since, or the school may not ask for this kind.
    """
    now = now or timezone.now()
    learners = chosen_learners(organization, learner_ids)
    is_open = kind == Kind.RESET or not organization.has_gar
    if not (learners and is_open) or len(learners) != len(set(learner_ids)) or _any_left_out(kind, learners):
        raise SelectionChangedError
    if seen not in (None, state_of(learners)):
        raise SelectionChangedError
    batch = CredentialBatch(
        organization=organization,
        requested_by=by,
        kind=kind,
        learner_ids=[learner.pk for learner in learners],
        created_at=now,
    )
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError:
        return CredentialBatch.objects.get(requested_by=by, status=Status.RUNNING)
    enqueue(MAKE, batch.pk, payload={"seen": state_of(learners)}, now=now)
    return batch


def state_of(learners: Iterable[Learner]) -> str:
    """Return what changes with the account, password or identifier of any of them, and tells nothing else."""
    parts = [
        f"{each.pk} {each.user_id} {each.user.password} {each.user.username}"
        for each in sorted(learners, key=lambda each: each.pk)
    ]
    return salted_hmac("learners.credentials", "\n".join(parts), algorithm="sha256").hexdigest()


def reason_against(kind: Kind, learner: Learner) -> Reason | None:
    """Return why a pupil of ``with_accounts`` gets no password; None when he does."""
    user = learner.user
    if user is None:
        return Reason.NO_ACCOUNT
    if user.is_staff or user.is_superuser or learner.is_adult:
        return Reason.ADULT
    if not user.is_active or user.anonymised_at:
        return Reason.CLOSED
    return Reason.NO_USERNAME if kind == Kind.RESET and not user.username else None


def _offer(kind: Kind, learners: Sequence[Learner]) -> Offer:
    by_reason: dict[Reason | None, list[Learner]] = defaultdict(list)
    for learner in learners:
        by_reason[reason_against(kind, learner)].append(learner)
    left_out = {reason: by_reason[reason] for reason in Reason if reason in by_reason}
    return Offer(kind, by_reason[None], left_out)


def _any_left_out(kind: Kind, learners: Iterable[Learner]) -> bool:
    return any(reason_against(kind, learner) for learner in learners)
