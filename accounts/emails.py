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
EMAIL_CHANGE = "accounts.email_change"
EMAIL_CHANGE_REQUESTED = "accounts.email_change_requested"
EMAIL_CHANGED = "accounts.email_changed"
NEW_SIGN_IN = "accounts.new_sign_in"

# Subject of a reset asked for an address that has no account: the same work is done, and no letter sent.
NOBODY = 0


def register_letters() -> None:
    letters = [
        (PASSWORD_RESET, build_password_reset, "Lien pour choisir un nouveau mot de passe"),
        (PASSWORD_CHANGED, build_password_changed, "Mot de passe changé"),
        (EMAIL_CONFIRMATION, build_email_confirmation, "Lien pour confirmer une adresse e-mail"),
        (EMAIL_CHANGE, build_email_change, "Lien pour changer d’adresse e-mail"),
        (EMAIL_CHANGE_REQUESTED, build_email_change_requested, "Changement d’adresse e-mail demandé"),
        (NEW_SIGN_IN, build_new_sign_in, "Connexion après une longue absence"),
    ]
    for name, build, title in letters:
        register_letter(name, build, title=title, subject="accounts.User")
    register_letter(
        EMAIL_CHANGED,
        build_email_changed,
        on_sent=_forget_former_address,
        on_failure=_forget_former_address,
        title="Adresse e-mail changée",
        subject="accounts.User",
    )


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
    """Return the letter that warns the owner of an account, or None when nobody can be reached."""
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


def build_email_change(job: Job) -> Letter | None:
    """Return the letter to the address asked for, or None when it is not asked for any more.

    A link good for three days; or, when somebody has that address, words to them: the form told nothing.
    """
    address = _asked_for(job)
    if address is None:
        return None
    if User.objects.filter(email=address.email).exclude(pk=address.user_id).exists():
        return Letter(
            to=address.email,
            subject="Votre adresse e-mail a déjà un compte",
            template="accounts/mail/email_taken",
            context={"link": _absolute(reverse("account_login"))},
        )
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    return Letter(
        to=address.email,
        subject="Confirmer votre nouvelle adresse e-mail",
        template="accounts/mail/email_change",
        context={"link": _absolute(link), "days": settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS},
    )


def build_email_change_requested(job: Job) -> Letter | None:
    """Return the letter that warns the address in use, or None when there is no way to reach it."""
    user = _reachable(job.subject_id)
    if user is None:
        return None
    return Letter(
        to=user.email,
        subject="Un changement d’adresse e-mail est demandé",
        template="accounts/mail/email_change_requested",
        context={"link": _absolute(reverse("account_reset_password"))},
    )


def build_email_changed(job: Job) -> Letter | None:
    """Return the letter that tells the address before, or None when it was told."""
    former = EmailAddress.objects.filter(pk=job.payload["address_id"], user_id=job.subject_id).first()
    if former is None or former.primary:
        return None
    return Letter(
        to=former.email,
        subject="Votre adresse e-mail a changé",
        template="accounts/mail/email_changed",
        context={},
    )


def build_new_sign_in(job: Job) -> Letter | None:
    """Return the letter that tells of a sign-in after a long time, or None when nobody can be reached."""
    user = _reachable(job.subject_id)
    if user is None:
        return None
    return Letter(
        to=user.email,
        subject="Nouvelle connexion à votre compte",
        template="accounts/mail/new_sign_in",
        context={"at": job.created_at, "link": _absolute(reverse("account_reset_password"))},
    )


def _forget_former_address(job: Job) -> None:
    """The address before is kept for this letter only."""
    former = EmailAddress.objects.filter(pk=job.payload["address_id"], user_id=job.subject_id)
    former.filter(primary=False, verified=True).delete()


def _asked_for(job: Job) -> EmailAddress | None:
    asked = EmailAddress.objects.filter(pk=job.payload["address_id"], user_id=job.subject_id)
    return asked.filter(primary=False, verified=False, user__is_active=True).first()


def _reachable(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).exclude(email=None).first()


def _absolute(path: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", path)
