"""A collège whose pupils need passwords, and what is asked for them."""

from django.utils import timezone

from learners.models import CredentialBatch, Learner
from learners.services.credentials import Kind, request_credentials
from learners.services.sealing import Credential, unseal
from organizations.models import Organization
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.jobs.services import Claim
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory

CHOOSE, MAKE = "/eleves/mots-de-passe/choisir/", "/eleves/mots-de-passe/preparer/"


def page_of(batch: CredentialBatch, part: str = "") -> str:
    return f"/eleves/mots-de-passe/{batch.pk}/{part}"


def pupil(organization: Organization, **facts: object) -> Learner:
    """Return a pupil with an identifier; user: another account, or None."""
    facts = {"division": "3EME B", "level": ""} | facts
    if "user" not in facts:
        facts["user"] = UserFactory(pupil=True)
    return LearnerFactory(organization=organization, **facts)


def class_of(organization: Organization, count: int, **facts: object) -> list[Learner]:
    return [pupil(organization, **facts) for _ in range(count)]


def ask(person, learners, kind: Kind = Kind.RESET) -> CredentialBatch:
    """Have somebody ask for passwords for these pupils."""
    return request_credentials(
        organization=person.organization,
        by=person.user,
        kind=kind,
        learner_ids=[learner.pk for learner in learners],
    )


def claim(batch: CredentialBatch) -> Claim:
    """Return the right of a worker that has just taken the job of a batch."""
    job = Job.objects.get(kind="learners.credential_batch", subject_id=batch.pk)
    found = jobs._claim(job.pk, timezone.now())
    assert found is not None
    return found


def work(batch: CredentialBatch) -> CredentialBatch:
    """Do what a worker does with the job of a batch, once; return the batch as it is then."""
    job = Job.objects.get(kind="learners.credential_batch", subject_id=batch.pk)
    jobs.run_job(job.pk)
    batch.refresh_from_db()
    return batch


def read(batch: CredentialBatch) -> list[Credential]:
    batch.refresh_from_db()
    return unseal(batch=batch, now=timezone.now())


def passwords_now(learners) -> list[str]:
    """Return the hashes of the accounts of these pupils, as they are."""
    ids = [learner.pk for learner in learners]
    return list(Learner.objects.filter(pk__in=ids).order_by("pk").values_list("user__password", flat=True))
