"""The letters of this app: a job holds an account’s id, link and text are made when it is sent."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from learners.models import AccountRecovery
from learners.recovery_links import link_of
from pixorga.jobs.mail import Letter, register_letter
from pixorga.jobs.models import Job

RECOVERY = "learners.recovery"
RECOVERY_ASKED = "learners.recovery_asked"


def register_letters() -> None:
    """Teach the workers our letters; called once, when the apps are ready."""
    about = {"subject": "accounts.User"}
    register_letter(RECOVERY, build_recovery, title="Lien pour récupérer un compte", **about)
    register_letter(RECOVERY_ASKED, build_recovery_asked, title="Récupération de compte demandée", **about)


def build_recovery(job: Job) -> Letter | None:
    """Return the letter with a link good for a day, or None once the demand waits no more.

    When somebody has that address already, words to them instead: the page told nothing.
    """
    recovery = _waiting(job)
    if recovery is None:
        return None
    if User.objects.filter(email=recovery.email).exclude(pk=recovery.user_id).exists():
        return Letter(
            to=recovery.email,
            subject="Votre adresse e-mail a déjà un compte",
            template="accounts/mail/email_taken",
            context={"link": urljoin(f"{settings.SITE_URL}/", reverse("app:sign_in"))},
        )
    return Letter(
        to=recovery.email,
        subject="Récupération de votre compte Pix",
        template="learners/mail/recovery",
        context={"link": link_of(recovery)},
    )


def build_recovery_asked(job: Job) -> Letter | None:
    """Return the letter that warns the address in use, or None when there is no way to reach it."""
    recovery = _waiting(job)
    if recovery is None or not recovery.user.email:
        return None
    return Letter(
        to=recovery.user.email,
        subject="La récupération de votre compte est demandée",
        template="learners/mail/recovery_asked",
        context={},
    )


def _waiting(job: Job) -> AccountRecovery | None:
    since = timezone.now() - settings.ACCOUNT_RECOVERY_VALIDITY
    waiting = AccountRecovery.objects.filter(used_at=None, created_at__gt=since, user__is_active=True)
    return waiting.select_related("user").filter(user_id=job.subject_id).first()
