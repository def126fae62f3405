"""The French sentences of sign-in, passwords and accounts."""

from datetime import timedelta
from math import ceil

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pixorga.lib.text import plural_fr

FIRST_NAME_MISSING = "Votre prénom n’est pas renseigné."
LAST_NAME_MISSING = "Votre nom n’est pas renseigné."
EMAIL_MISSING = "Votre adresse e-mail n’est pas renseignée."
EMAIL_INVALID = "Cette adresse e-mail n’est pas valide. Exemple : prenom.nom@ac-exemple.fr."
# One sentence for both: the form does not tell who has an account.
EMAIL_REFUSED = "Cette adresse e-mail n’est pas valide ou a déjà un compte."
PASSWORD_MISSING = "Votre mot de passe n’est pas renseigné."  # noqa: S105 (a sentence)
TERMS_NOT_TICKED = "Cochez cette case pour créer votre compte."

# The same for an unknown login and a wrong password.
WRONG_CREDENTIALS = "L’adresse e-mail ou le mot de passe est incorrect. Vérifiez-les et recommencez."

SIGNED_OUT_BY_REFUSAL = "Vous avez refusé les conditions d’utilisation : la session est fermée."
TERMS_CHANGED_MEANWHILE = "Le texte a changé pendant votre lecture. Voici sa dernière version."


def attempts_left(count: int, *, has_email: bool) -> SafeString:
    """Return the warning that ``count`` attempts remain before the block for good."""
    return format_html(
        "{} Encore {} {} avant le blocage du compte. {}",
        WRONG_CREDENTIALS,
        count,
        plural_fr(count, "essai"),
        _way_to_new_password(has_email),
    )


def paused(remaining: timedelta, *, has_email: bool) -> SafeString:
    """Return what to tell somebody whose account is blocked for a while."""
    minutes = max(1, ceil(remaining / timedelta(minutes=1)))
    return format_html(
        "Trop d’essais ont échoué : ce compte est bloqué pendant {} {}. {}",
        minutes,
        plural_fr(minutes, "minute"),
        _way_to_new_password(has_email),
    )


def blocked(*, has_email: bool) -> str:
    """Return what to tell somebody whose account is blocked for good."""
    if not has_email:
        return "Trop d’essais ont échoué : ce compte est bloqué. Demandez à un enseignant de le débloquer."
    return format_html(
        'Trop d’essais ont échoué : ce compte est bloqué. <a href="{}">Contactez le support</a> '
        "pour le débloquer.",
        reverse("pixorga:help"),
    )


def _way_to_new_password(has_email: bool) -> str:
    if not has_email:
        return "Un enseignant peut vous donner un nouveau mot de passe."
    return format_html(
        'Vous pouvez <a href="{}">choisir un nouveau mot de passe</a>.', reverse("account_reset_password")
    )
