"""The French sentences of sign-in, passwords and accounts."""

from datetime import timedelta
from math import ceil

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pixorga.lib.text import plural_fr

FIRST_NAME_MISSING = "Votre prénom n’est pas renseigné."
LAST_NAME_MISSING = "Votre nom n’est pas renseigné."
NAME_UNUSABLE = "Écrivez seulement des lettres, des espaces, des traits d’union et des apostrophes."
EMAIL_MISSING = "Votre adresse e-mail n’est pas renseignée."
LOGIN_MISSING = "Votre adresse e-mail ou votre identifiant n’est pas renseigné."
EMAIL_INVALID = "Cette adresse e-mail n’est pas valide. Exemple : prenom.nom@ac-exemple.fr."
# One sentence for both: the form does not tell who has an account.
EMAIL_REFUSED = "Cette adresse e-mail n’est pas valide ou a déjà un compte."
PASSWORD_MISSING = "Votre mot de passe n’est pas renseigné."  # noqa: S105 (a sentence)
TOO_MANY_SIGN_UPS = "Beaucoup de comptes viennent d’être créés depuis votre réseau. Réessayez dans une heure."
TERMS_NOT_TICKED = "Cochez cette case pour créer votre compte."

# The same for an unknown login and a wrong password, by the shape of what was typed alone.
WRONG_CREDENTIALS = "L’adresse e-mail ou le mot de passe est incorrect. Vérifiez-les et recommencez."

# Two-step sign-in.
WRONG_CODE = (
    "Ce code n’est pas valable, ou il a déjà servi. Saisissez celui que l’application montre maintenant, "
    "ou un code de secours encore neuf."
)
PASSWORD_FIRST = "Un quart d’heure a passé depuis votre mot de passe : saisissez-le de nouveau."  # noqa: S105
CODE_MISSING = "Saisissez le code."
NOT_THE_APPLICATION = (
    "Ce code n’est pas celui de l’application. Vérifiez l’heure de votre téléphone, puis recommencez."
)
KEY_REFUSED = "Cette clé d’accès n’a pas été reconnue. Recommencez, ou utilisez un autre moyen."
CODES_NEED_SECOND_STEP = (
    "Ajoutez d’abord une application ou une clé d’accès : les codes de secours servent quand on l’a perdue."
)
QR_CODE_OF_APPLICATION = "QR code à scanner avec l’application"
KEY_NAME_MISSING = "Donnez un nom à cette clé."
# By allauth’s names of the ways to confirm who one is.
WAYS_TO_CONFIRM = {
    "reauthenticate": "Saisir mon mot de passe",
    "mfa_reauthenticate": "Saisir un code",
    "mfa_reauthenticate:webauthn": "Utiliser ma clé d’accès",
}
ADMIN_WANTS_TWO_STEPS = (
    "L’administration de la plateforme demande une connexion en deux étapes. Ajoutez une application ou une "
    "clé d’accès, puis ouvrez de nouveau l’administration."
)
ASK_A_TEACHER = "Un enseignant peut vous donner un nouveau mot de passe."
WRONG_PAIR = "L’identifiant ou le mot de passe est incorrect. Vérifiez-les et recommencez."
WRONG_IDENTIFIER = f"{WRONG_PAIR} {ASK_A_TEACHER}"

SIGNED_OUT_BY_REFUSAL = (
    "Vous avez refusé les conditions : la session est fermée. Elles vous seront proposées à votre prochaine "
    "connexion."
)
TERMS_CHANGED_MEANWHILE = "Le texte a changé pendant votre lecture. Voici sa dernière version."

NAME_CHANGED = "Vos prénom et nom sont enregistrés."
PASSWORD_CHANGED = "Votre mot de passe est changé. Les sessions ouvertes sur d’autres appareils sont fermées."  # noqa: S105
WRONG_PASSWORD = "Ce mot de passe n’est pas celui de votre compte."  # noqa: S105 (a sentence)
SAME_PASSWORD = "Choisissez un mot de passe différent de l’actuel."  # noqa: S105 (a sentence)
NO_PASSWORD_YET = "Votre compte n’a pas de mot de passe : choisissez-en un avec un lien reçu par e-mail."  # noqa: S105
CONFIRMATION_SENT = "Un e-mail vient de partir : ouvrez le lien qu’il contient."
TOO_MANY_CONFIRMATIONS = (
    "Plusieurs e-mails sont déjà partis. Regardez dans les courriers indésirables, ou réessayez dans une "
    "heure."
)
SAME_EMAIL = "C’est déjà l’adresse de votre compte."
NO_EMAIL_TO_CHANGE = "Vous vous connectez avec un identifiant : ce compte n’a pas d’adresse e-mail."
EMAIL_CHANGE_CANCELLED = "Le changement est annulé : votre adresse reste la même."
EMAIL_CONFIRMED = "Votre adresse e-mail est confirmée."
EMAIL_CHANGED = "Votre adresse e-mail est changée. Utilisez-la désormais pour vous connecter."
OTHER_SESSIONS_ENDED = "Les autres sessions sont fermées."
NAMES_OF_SCHOOL = "Vos prénom et nom viennent de votre établissement : lui seul peut les corriger."

DIFFERENT_FROM_ONE_TIME = "Choisissez un mot de passe différent de celui que l’on vous a donné."
CHANGED_MEANWHILE = (
    "Le mot de passe de ce compte a changé entre-temps. Connectez-vous avec le nouveau, ou demandez de "
    "l’aide à un enseignant."
)

ANONYMISING = (
    "Le nom, l’adresse e-mail, l’identifiant et les moyens de connexion sont effacés pour toujours, et les "
    "sessions se ferment. La fiche d’un élève et ses résultats restent à l’établissement, sans ce compte."
)
# By the code of AnonymisationRefusedError.
ANONYMISATION_REFUSED = {
    "PLATFORM_STAFF": "retirez d’abord ses droits sur l’administration.",
    "MEMBER": "retirez d’abord cette personne de l’équipe de ses établissements.",
}

IDENTITY_LINKED = "C’est fait : vous pourrez vous connecter ainsi la prochaine fois."
IDENTITY_TAKEN = (
    "Cette identité est déjà reliée à un autre compte : rien n’a changé. Connectez-vous à cet autre compte, "
    "ou contactez le support."
)
GAR_FORGOTTEN = (
    "Si la session de l’ENT est celle de quelqu’un d’autre, fermez-la aussi. Ensuite, connectez-vous à l’ENT "
    "et ouvrez Pix App depuis le médiacentre."
)
GAR_WAITED_TOO_LONG = (
    "Votre arrivée par le médiacentre date de plus d’une demi-heure\u00a0: ouvrez de nouveau Pix App depuis "
    "le médiacentre."
)


def unknown_identity(label: str) -> str:
    """Return what to do for somebody whom a provider knows, and we do not."""
    return (
        f"{label} ne correspond encore à aucun compte. Connectez-vous à votre compte, ou inscrivez-vous, "
        "pour relier les deux."
    )


def attempts_left(count: int, *, has_email: bool, wrong: str = "") -> SafeString:
    """Return the warning that ``count`` attempts remain before the block for good. wrong: what failed."""
    return format_html(
        "{} Encore {} {} avant le blocage du compte. {}",
        wrong or (WRONG_CREDENTIALS if has_email else WRONG_PAIR),
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
        reverse("support:contact"),
    )


def one_time_password_expired(*, has_email: bool) -> SafeString:
    """Return what to tell somebody whose password was to be used once, within some days."""
    return format_html(
        "Ce mot de passe à usage unique n’est plus valable\u00a0: il a été donné il y a trop longtemps. {}",
        _way_to_new_password(has_email),
    )


def _way_to_new_password(has_email: bool) -> str:
    if not has_email:
        return ASK_A_TEACHER
    return format_html(
        'Vous pouvez <a href="{}">choisir un nouveau mot de passe</a>.', reverse("account_reset_password")
    )
