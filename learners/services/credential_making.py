"""What workers do with a batch of credentials: make the passwords, change all the accounts or none, forget.

The passwords are in clear in this process alone, and encrypted in the row that ends the work. A worker that
stops on the way has changed nothing; the next one draws others. Source: spec/decisions.md 46.
"""

import os
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from random import Random, SystemRandom

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from accounts.services.pupil_groups import Gift, give_one_time_passwords
from learners.domain.usernames import propose_username
from learners.errors import CredentialsCode
from learners.locks import lock_pupils
from learners.models import CredentialBatch, Learner
from learners.services.credentials import (
    FORGET,
    Kind,
    Status,
    chosen_learners,
    reason_against,
    state_of,
)
from learners.services.sealing import Credential, seal
from organizations.models import Membership
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.jobs.services import Claim, GiveUpError, LeaseLostError
from pixorga.journal.services import record

# Hashes between two signs of life: far less than a lease.
STEP = 10


@dataclass(frozen=True, slots=True)
class Secret:
    """A password in clear, and its hash."""

    password: str
    hash: str


def make(claim: Claim, *, rng: Random | None = None) -> None:
    """Make the passwords of a batch and end it in DONE; GiveUpError when it cannot be, and nothing changed.

    A third of a second a pupil outside of any transaction, then one short transaction. rng: for tests.
    """
    batch = _batch_of(claim)
    if batch is None:
        return
    rng = rng or SystemRandom()
    secrets = _make_secrets(claim, batch, _learners_of(batch, claim), rng)
    _write(claim, batch, secrets, rng)


def _make_secrets(
    claim: Claim, batch: CredentialBatch, learners: list[Learner], rng: Random
) -> dict[int, Secret]:
    """Return a new password for each pupil, by pk; hashed on every core, so that the work ends in time."""
    secrets = {}
    # The hash lets other threads run meanwhile; none of them asks anything of the database.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as cores:
        for place in range(0, len(learners), STEP):
            _show_progress(claim, batch, place)
            some = learners[place : place + STEP]
            passwords = [accounts.draw_one_time_password(rng) for _ in some]
            made = map(Secret, passwords, cores.map(accounts.hash_password, passwords))
            secrets |= {learner.pk: secret for learner, secret in zip(some, made, strict=True)}
    return secrets


def give_up(job: Job) -> None:
    """End the batch of a job that failed for good: no account has changed."""
    running = CredentialBatch.objects.filter(pk=job.subject_id, status=Status.RUNNING)
    running.update(status=Status.FAILED, error_code=job.error_code[:40], ended_at=timezone.now())


def forget(claim: Claim) -> None:
    """Empty what a batch says, once nobody may read it."""
    forget_contents(now=timezone.now(), limit=1, batch_id=claim.job.subject_id)


def forget_contents(*, now: datetime, limit: int, batch_id: int | None = None) -> int:
    """Empty what batches say that nobody may read any more, ``limit`` at most; return how many."""
    over = CredentialBatch.objects.filter(ended_at__lte=now - settings.CREDENTIALS_READABLE_FOR)
    over = over.exclude(sealed="")
    if batch_id is not None:
        over = over.filter(pk=batch_id)
    ids = list(over.order_by("pk").values_list("pk", flat=True)[:limit])
    return CredentialBatch.objects.filter(pk__in=ids).update(sealed="")


def _batch_of(claim: Claim) -> CredentialBatch | None:
    """Return the batch of a job, if it is still to be made."""
    batches = CredentialBatch.objects.select_related("organization", "requested_by")
    return batches.filter(pk=claim.job.subject_id, status=Status.RUNNING).first()


def _learners_of(batch: CredentialBatch, claim: Claim) -> list[Learner]:
    """Return the pupils of a batch, all as they were when it was asked for, the account of each included.

    GiveUpError: one is not, or who asked has left the school; its code is a CredentialsCode.
    """
    members = Membership.objects.of(batch.organization).active()
    if not members.filter(user=batch.requested_by_id).exists():
        raise GiveUpError(CredentialsCode.LEFT_SCHOOL)
    learners = chosen_learners(batch.organization, batch.learner_ids)
    if len(learners) != len(batch.learner_ids):
        raise GiveUpError(CredentialsCode.LEARNERS_LEFT)
    if any(reason_against(batch.kind, learner) for learner in learners):
        raise GiveUpError(CredentialsCode.NOT_CONCERNED)
    if state_of(learners) != claim.job.payload.get("seen"):
        raise GiveUpError(CredentialsCode.PASSWORDS_CHANGED)
    return learners


def _show_progress(claim: Claim, batch: CredentialBatch, count: int) -> None:
    """Keep the job, and tell how far it is. LeaseLostError, and nothing told, when another worker has it."""
    with transaction.atomic():
        claim.renew()
        CredentialBatch.objects.filter(pk=batch.pk, status=Status.RUNNING).update(done_count=count)


def _write(claim: Claim, batch: CredentialBatch, secrets: dict[int, Secret], rng: Random) -> None:
    """Change every account and end the batch, or do nothing at all."""
    now = timezone.now()
    with transaction.atomic():
        claim.finish(now=now)
        # Nobody comes, leaves or gets another account here until the end.
        lock_pupils(batch.organization_id)
        _lock_accounts_and_records(secrets)
        learners = _learners_of(batch, claim)
        names = _new_usernames(learners, rng) if batch.kind == Kind.GENERATE else {}
        # As they will be once the accounts are written.
        credentials = [
            Credential(
                learner_id=learner.pk,
                division=learner.division,
                last_name=learner.last_name,
                first_name=learner.first_name,
                username=names.get(learner.pk) or learner.user.username,
                password=secrets[learner.pk].password,
            )
            for learner in learners
        ]
        gifts = [Gift(each.user, secrets[each.pk].hash, names.get(each.pk, "")) for each in learners]
        if not give_one_time_passwords(gifts=gifts, by=batch.requested_by, now=now):
            raise GiveUpError(CredentialsCode.PASSWORDS_CHANGED)
        _end(batch, seal(batch=batch, credentials=credentials, now=now), now)


def _lock_accounts_and_records(learner_ids: Collection[int]) -> None:
    """Let whoever changes these pupils, their accounts or the ties between them wait until the end.

    The accounts first, as whoever ties one does: the other way round, both could wait for each other. One
    that a pupil gets in between is another than when the passwords were asked for, which _learners_of() sees.
    """
    accounts_of = User.objects.filter(learners__in=learner_ids).order_by().values("pk")
    for rows in (
        User.objects.select_for_update().filter(pk__in=accounts_of),
        Learner.objects.select_for_update(no_key=True).filter(pk__in=learner_ids),
    ):
        list(rows.order_by("pk").values_list("pk"))


def _end(batch: CredentialBatch, sealed: str, now: datetime) -> None:
    count = len(batch.learner_ids)
    running = CredentialBatch.objects.filter(pk=batch.pk, status=Status.RUNNING)
    if not running.update(status=Status.DONE, done_count=count, sealed=sealed, ended_at=now):
        raise LeaseLostError
    record(
        "learner.passwords_reset",
        actor_id=batch.requested_by_id,
        organization_id=batch.organization_id,
        details={"count": count, "kind": batch.kind},
        now=now,
    )
    jobs.enqueue(FORGET, batch.pk, run_after=now + settings.CREDENTIALS_READABLE_FOR, now=now)


def _new_usernames(learners: list[Learner], rng: Random) -> dict[int, str]:
    """Return an identifier for each pupil whose account has none, all different and free; by id of pupil.

    One query for the names that most of them get, one more for each namesake of somebody.
    """
    nameless = [learner for learner in learners if not learner.user.username]
    first_choices = {_username(learner, lambda name: False, rng) for learner in nameless}
    taken = set(User.objects.filter(username__in=first_choices).values_list("username", flat=True))

    def is_taken(name: str) -> bool:
        return name in taken or (name not in first_choices and accounts.is_username_taken(name))

    found = {}
    for learner in nameless:
        found[learner.pk] = _username(learner, is_taken, rng)
        taken.add(found[learner.pk])
    return found


def _username(learner: Learner, is_taken: Callable[[str], bool], rng: Random) -> str:
    return propose_username(
        first_name=learner.first_name,
        last_name=learner.last_name,
        birthdate=learner.birthdate,
        is_taken=is_taken,
        rng=rng,
    )
