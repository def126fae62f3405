"""The French sentences of this app: why something is refused, and what to do instead."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organizations.domain.directory import Reason
from organizations.errors import ActivationError, InviteError, LineProblem, LinkState, MembershipError
from organizations.models import Invitation, Membership

# --- Activation -----------------------------------------------------------------------------------
UAI_MISSING = "L’UAI/RNE de l’établissement n’est pas renseigné."
UAI_MALFORMED = "Un UAI/RNE a 7 chiffres puis une lettre. Exemple : 0380000X."
FIRST_NAME_MISSING = "Votre prénom n’est pas renseigné."
LAST_NAME_MISSING = "Votre nom n’est pas renseigné."
NAME_TOO_LONG = "50 caractères suffisent."


def activation_refused(code: str) -> SafeString:
    """Return why a request for a space is refused, and the next thing to do."""
    sentences = {
        ActivationError.UNKNOWN: (
            "L’UAI/RNE de l’établissement n’est pas reconnu. Vérifiez-le ; s’il est juste, {}."
        ),
        ActivationError.NO_MAILBOX: (
            "Nous n’avons pas d’adresse e-mail de contact associée à votre établissement. Pour l’ajouter, {}."
        ),
        ActivationError.TOO_MANY: (
            "Plusieurs e-mails ont déjà été envoyés aujourd’hui à l’adresse de cet établissement. Consultez "
            "sa boîte, courriers indésirables compris. Vous pourrez refaire une demande demain, ou {}."
        ),
    }
    return format_html(sentences[code], _support())


ACTIVATION_REFUSED_IN_ADMIN = {
    ActivationError.UNKNOWN: "aucun établissement actif n’a cet UAI.",
    ActivationError.NO_MAILBOX: "pas d’adresse e-mail ; ajoutez-la sur sa fiche.",
    ActivationError.TOO_MANY: "trop d’e-mails d’activation aujourd’hui ; réessayez demain.",
}


def _support() -> SafeString:
    return format_html('<a href="{}">contactez le support</a>', reverse("support:contact"))


# --- Invitations ----------------------------------------------------------------------------------
ADDRESSES_MISSING = "Saisissez au moins une adresse e-mail."
ADDRESSES_TOO_LONG = "Ce texte est trop long. Saisissez seulement des adresses e-mail."


def address_invalid(address: str) -> str:
    return f"« {_shortened(address)} » n’est pas une adresse e-mail. Exemple : prenom.nom@ac-exemple.fr."


def address_with_accents(address: str, meant: str) -> str:
    return f"« {_shortened(address)} » contient des accents. Vouliez-vous dire « {_shortened(meant)} » ?"


def too_many_at_once(count: int) -> str:
    most = settings.INVITATIONS_PER_SUBMIT
    return f"Vous avez saisi {count} adresses. Invitez {most} personnes au plus à la fois."


def invitations_refused(code: str) -> str:
    """Return why the service sent nothing."""
    if code == InviteError.TOO_MANY_TODAY:
        most = settings.INVITATIONS_PER_DAY_AND_SCHOOL
        return (
            f"Un établissement envoie {most} invitations au plus en 24 heures, et celles-ci dépasseraient. "
            "Invitez moins de personnes, ou attendez demain."
        )
    return f"Invitez {settings.INVITATIONS_PER_SUBMIT} personnes au plus à la fois."


def resend_refused(code: str, address: str) -> str:
    if code == InviteError.TOO_MANY_TODAY:
        most = settings.INVITATIONS_PER_DAY_AND_SCHOOL
        return f"Un établissement envoie {most} invitations au plus en 24 heures. Renvoyez celle-ci demain."
    return f"Un e-mail vient de partir à l’adresse {address}. Vous pourrez le renvoyer dans une minute."


def resent(address: str) -> str:
    return (
        f"L’invitation est renvoyée à l’adresse {address}. "
        "Le nouvel e-mail remplace le précédent, dont le lien ne sert plus."
    )


def cancelled(address: str) -> str:
    return f"L’invitation envoyée à l’adresse {address} est annulée. Son lien ne sert plus."


def waits_no_more(code: str, address: str) -> str:
    """Return what became of an invitation that an old page still shows."""
    if code == LinkState.ACCEPTED:
        return f"L’invitation envoyée à l’adresse {address} a été acceptée entre-temps."
    return f"L’invitation envoyée à l’adresse {address} a déjà été annulée."


SEND_ADVICE = {
    Invitation.SendError.REFUSED: (
        "Adresse refusée par la messagerie du destinataire. Corrigez-la, puis annulez cette invitation."
    ),
    Invitation.SendError.UNREACHABLE: "Messagerie injoignable. Renvoyez l’invitation dans un moment.",
    "": "Vérifiez l’adresse, puis renvoyez l’invitation.",
}
EXPIRED_ADVICE = "Renvoyez l’invitation : un nouveau lien partira."


def invited(addresses: Sequence[str]) -> str:
    """Return the news that follows « Valider »."""
    if len(addresses) == 1:
        return f"Une invitation est envoyée à l’adresse {addresses[0]}."
    return f"{len(addresses)} invitations sont envoyées."


ALREADY_INVITED = "Les invitations viennent d’être envoyées."


def _shortened(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:80]}…"


# --- Members --------------------------------------------------------------------------------------
def role_changed(name: str, role: str) -> str:
    if role == Membership.Role.ADMIN:
        return f"{name} a maintenant le rôle d’administrateur."
    return f"{name} a maintenant le rôle de membre, sans les droits d’administration."


def gone(name: str) -> str:
    return f"{name} ne fait plus partie de l’équipe."


MEMBERSHIP_REFUSED = {
    MembershipError.OWN_ROLE: (
        "Vous ne pouvez pas changer votre propre rôle. Une autre personne qui administre l’espace le peut."
    ),
    MembershipError.NOT_ADMINISTRATOR: (
        "Vous n’avez plus le rôle d’administrateur dans cet établissement. Une personne qui l’administre "
        "peut vous le rendre."
    ),
}
ROLE_UNKNOWN = "Choisissez l’un des rôles de la liste."
LAST_ADMINISTRATOR = (
    "Un établissement garde toujours un administrateur. Donnez d’abord ce rôle à une autre personne."
)


def left(organization_name: str) -> str:
    return f"Vous avez quitté l’espace « {organization_name} »."


def other_school(organization_name: str) -> str:
    """Return why a form of the school that was shown before did nothing in the one shown now."""
    return (
        "Rien n’a été fait : cette page était celle d’un autre établissement. "
        f"Vous travaillez maintenant avec « {organization_name} » : vérifiez son nom, puis recommencez."
    )


# --- Joining --------------------------------------------------------------------------------------
def joined(organization_name: str, *, is_new: bool, becomes_admin: bool) -> str:
    if becomes_admin:
        return f"Vous administrez maintenant l’espace « {organization_name} »."
    if is_new:
        return f"Vous avez rejoint l’espace « {organization_name} »."
    return f"Vous êtes déjà membre de l’espace « {organization_name} »."


# --- The directory of schools ---------------------------------------------------------------------
LINE_PROBLEMS = {
    Reason.UNREADABLE: "la ligne ne peut pas être lue (guillemets ou séparateurs).",
    Reason.ENCODING: "des caractères sont illisibles ; le fichier doit être en UTF-8.",
    Reason.COLUMNS: "la ligne a plus de cellules que l’en-tête.",
    Reason.UAI: "l’UAI n’a pas 7 chiffres et une lettre.",
    Reason.NAME: "le nom de l’établissement manque.",
    Reason.TOO_LONG: "le nom ou la commune est trop long.",
    Reason.MAILBOX: "l’adresse e-mail n’est pas valide ; l’établissement est chargé sans elle.",
    LineProblem.DUPLICATE: "cet UAI figure déjà plus haut dans le fichier.",
    LineProblem.OTHER_KIND: "l’établissement existe déjà avec une autre nature (école, collège ou lycée).",
}
