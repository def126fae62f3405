"""The letters of this app. The job holds the account's id; link and text are made when the letter is sent."""

from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from pixorga.jobs.mail import Letter, register_letter
from pixorga.jobs.models import Job

PASSWORD_RESET = "accounts.password_reset"  # noqa: S105 (a kind of job)
PASSWORD_CHANGED = "accounts.password_changed"  # noqa: S105 (a kind of job)
EMAIL_CONFIRMATION = "accounts.email_confirmation"

# Subject of a reset asked for an address that has no account: the same work is done, and no letter sent.
NOBODY = 0


def register_letters() -> None:
    register_letter(PASSWORD_RESET, build_password_reset)
    register_letter(PASSWORD_CHANGED, build_password_changed)
    register_letter(EMAIL_CONFIRMATION, build_email_confirmation)


def build_password_reset(job: Job) -> Letter | None:
    """Return the letter with a link good for a day and for one change, or None when nobody can use it."""
    user = _reachable(job.subject_id)
    if user is None:
        return None
    key = default_token_generator.make_token(user)
    link = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return Letter(
        to=user.email,
        subject="Choisir un nouveau mot de passe",
        template="accounts/mail/password_reset",
        context={"link": _absolute(link)},
    )


def build_password_changed(job: Job) -> Letter | None:
    """Return the letter that warns the owner of an account, or None when there is no way to reach them."""
    user = _reachable(job.subject_id)
    if user is None:
        return None
    return Letter(
        to=user.email,
        subject="Votre mot de passe a changé",
        template="accounts/mail/password_changed",
        context={"link": _absolute(reverse("account_reset_password"))},
    )


def build_email_confirmation(job: Job) -> Letter | None:
    """Return the letter with a link good for three days, or None when nothing is left to confirm."""
    address = EmailAddress.objects.filter(user_id=job.subject_id, primary=True, verified=False).first()
    if address is None:
        return None
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    return Letter(
        to=address.email,
        subject="Confirmer votre adresse e-mail",
        template="accounts/mail/email_confirmation",
        context={"link": _absolute(link), "days": settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS},
    )


def _reachable(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).exclude(email=None).first()


def _absolute(path: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", path)
