"""The letters about the second step of signing in: something changed; if it was not you…"""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from accounts.domain.second_step import Change
from accounts.models import User
from pixorga.jobs.mail import Letter, register_letter
from pixorga.jobs.models import Job

MFA_CHANGED = "accounts.mfa_changed"

# Subject, and what happened.
WORDS = {
    Change.APPLICATION_ADDED: (
        "Connexion en deux étapes activée",
        "Une application qui donne des codes vient d’être ajoutée à votre compte Pix : à chaque connexion, "
        "son code vous sera demandé après votre mot de passe.",
    ),
    Change.APPLICATION_REMOVED: (
        "Application de codes retirée",
        "L’application qui donne des codes vient d’être retirée de votre compte Pix.",
    ),
    Change.KEY_ADDED: (
        "Clé d’accès ajoutée",
        "Une clé d’accès vient d’être ajoutée à votre compte Pix : elle permet de s’y connecter.",
    ),
    Change.KEY_REMOVED: (
        "Clé d’accès retirée",
        "Une clé d’accès vient d’être retirée de votre compte Pix : elle ne permet plus de s’y connecter.",
    ),
    Change.CODES_MADE: (
        "Nouveaux codes de secours",
        "De nouveaux codes de secours viennent d’être créés pour votre compte Pix : les anciens ne servent "
        "plus.",
    ),
    Change.CODE_USED: (
        "Code de secours utilisé",
        "Un code de secours de votre compte Pix vient de servir. Il ne servira plus.",
    ),
    Change.REMOVED_BY_RESET: (
        "Connexion en deux étapes retirée",
        "Vous venez de choisir un nouveau mot de passe avec un lien reçu à cette adresse, que personne "
        "n’avait confirmée. Par sécurité, la connexion en deux étapes qui protégeait votre compte Pix "
        "est retirée. Vous pouvez la remettre en place quand vous voulez.",
    ),
    Change.REMOVED_BY_STAFF: (
        "Connexion en deux étapes retirée",
        "L’équipe de la plateforme vient de retirer la connexion en deux étapes de votre compte Pix : votre "
        "mot de passe suffit pour vous connecter. Vous pouvez la remettre en place quand vous voulez.",
    ),
}


def register_letters() -> None:
    register_letter(
        MFA_CHANGED, build_mfa_changed, title="Connexion en deux étapes changée", subject="accounts.User"
    )


def build_mfa_changed(job: Job) -> Letter | None:
    """Return the letter that tells the owner of an account, or None when there is no way to reach them."""
    user = User.objects.filter(pk=job.subject_id, is_active=True).exclude(email=None).first()
    if user is None:
        return None
    subject, text = WORDS[Change(job.payload["what"])]
    password, settings_page = (
        urljoin(f"{settings.SITE_URL}/", reverse(name)) for name in ("account_reset_password", "mfa_index")
    )
    return Letter(
        to=user.email,
        subject=subject,
        template="accounts/mail/mfa_changed",
        context={"text": text, "link": password, "settings_link": settings_page},
    )
