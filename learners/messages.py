"""The French sentences of this app: why something is refused, and what to do instead."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learners.models import Learner
from organizations.models import Organization
from pixorga.lib.text import enumerate_fr, of_fr, plural_fr

# --- The form of a pupil ----------------------------------------------------------------------------
LAST_NAME_MISSING = "Le nom de l’élève n’est pas renseigné."
FIRST_NAME_MISSING = "Le prénom de l’élève n’est pas renseigné."
BIRTHDATE_MISSING = "La date de naissance n’est pas complète. Exemple\u00a0: 14/03/2016."
BIRTHDATE_WRONG = "Cette date n’existe pas. Écrivez le jour, le mois et l’année. Exemple\u00a0: 14/03/2016."
BIRTHDATE_UNLIKELY = "Cette date n’est pas celle d’une naissance. Vérifiez l’année."
DIVISION_MISSING = "La classe n’est pas renseignée. Choisissez-en une dans la liste, ou écrivez son nom."
LEVEL_MISSING = "Choisissez le niveau de l’élève."
UNREADABLE = "Ce texte contient des caractères illisibles. Effacez-le, puis saisissez-le au clavier."
TOO_LONG = "255 caractères suffisent."
NO_LETTER = "Écrivez au moins une lettre ou un chiffre."
INE_MALFORMED = "Un INE a 11 chiffres et lettres. Vérifiez-le, ou laissez ce champ vide."


def ine_taken(learner: Learner) -> SafeString:
    """Return who has the number, and what to do."""
    if learner.disabled_at:
        return format_html(
            "Cet INE est celui {}, qui n’est plus dans la liste. Vérifiez-le. S’il s’agit du même élève, "
            '<a href="{}">ajoutez-le avec cet INE</a>\u00a0: sa fiche et ses résultats reviendront.',
            of_fr(learner.full_name),
            reverse("learners:add"),
        )
    return format_html(
        'Cet INE est déjà celui {} ({}). Vérifiez-le, ou <a href="{}">corrigez la fiche de cet élève</a>.',
        of_fr(learner.full_name),
        learner.division,
        reverse("learners:correct", args=[learner.pk]),
    )


# --- News -------------------------------------------------------------------------------------------
def added(learner: Learner) -> str:
    return f"{learner.full_name} est dans la liste."


def corrected(learner: Learner) -> str:
    return f"La fiche {of_fr(learner.full_name)} est enregistrée."


def withdrawn(learner: Learner) -> str:
    return f"{learner.full_name} n’est plus dans la liste. Ses résultats sont conservés."


def brought_back(learner: Learner) -> str:
    return f"{learner.full_name} est de retour dans la liste, avec ses résultats."


def not_provisional(learner: Learner) -> str:
    return f"{learner.full_name} fait partie de vos imports\u00a0: seul un import peut retirer sa fiche."


# The voice is the device's own; nothing else can tell whether there is one.
VOICE_NEEDED = (
    "Le bouton «\u00a0J’écoute\u00a0» apparaît si l’ordinateur ou la tablette a une voix française\u00a0; "
    "sinon, il reste caché."
)


def oralization_set(learner: Learner, *, is_enabled: bool) -> str:
    if is_enabled:
        return f"Lecture de la consigne activée pour {learner.full_name}. {VOICE_NEEDED}"
    return f"Lecture de la consigne désactivée pour {learner.full_name}."


def division_oralization_set(division: str, count: int, *, is_enabled: bool) -> str:
    """Return for how many pupils of the class it is new."""
    state = "activée" if is_enabled else "désactivée"
    if not count:
        return f"Lecture de la consigne\u00a0: elle était déjà {state} pour toute la classe {division}."
    pupils = f"{count} {plural_fr(count, 'élève')}"
    news = f"Lecture de la consigne {state} pour {pupils} de la classe {division}."
    return f"{news} {VOICE_NEEDED}" if is_enabled else news


def division_gone(division: str) -> str:
    return f"Aucun élève n’est dans la classe {division}. Choisissez une classe de la liste."


def next_import(organization: Organization) -> str:
    """Return what becomes of a name that is corrected here alone."""
    source = source_of(organization)
    return (
        "Cette fiche vient d’un import. Le prochain import remettra le nom et le prénom du fichier\u00a0: "
        f"corrigez-les aussi dans {source}. Le reste de la fiche se corrige seulement dans {source}."
    )


def source_of(organization: Organization) -> str:
    """Return the software of the Ministry that the school's files come from."""
    if organization.is_primary:
        return "Onde"
    return "Fregata" if organization.is_agricultural else "Siècle"


# --- « Mes classes » --------------------------------------------------------------------------------
CLASSES_GONE = "Ces classes ne sont plus dans la liste. Vos classes n’ont pas changé."


def chosen(divisions: list[str]) -> str:
    """Return what a person’s classes are now."""
    if not divisions:
        return "Aucune classe n’est retenue comme la vôtre."
    return f"Vos classes\u00a0: {enumerate_fr(divisions)}. Chaque liste les propose en premier."


# --- The account of one pupil -----------------------------------------------------------------------
HELP_REFUSALS = {
    "NO_ACCOUNT": "Ce compte n’est plus relié à cette fiche. Rien n’a changé.",
    "OFF_LIST": "Cet élève n’est plus dans la liste. Rien n’a changé.",
    "STAFF_ACCOUNT": (
        "Ce compte est celui d’un adulte\u00a0: il ne se modifie pas depuis la fiche d’un élève. "
        "Rien n’a changé."
    ),
    "CLOSED_ACCOUNT": "Ce compte est fermé\u00a0: personne ne peut plus s’y connecter. Rien n’a changé.",
    "NO_PASSWORD": (
        "Ce compte n’a ni identifiant ni adresse e-mail\u00a0: un mot de passe ne servirait à rien. "
        "Ajoutez d’abord une connexion avec un identifiant."
    ),
    "NO_WAY_IN": "Ce compte n’a plus aucune méthode de connexion. Contactez le support.",
    "HAS_USERNAME": "Ce compte a déjà un identifiant. Rien n’a changé.",
}

JUST_RESET = (
    "Le mot de passe de cet élève vient de changer. Un mot de passe à usage unique ne s’affiche qu’une "
    "fois\u00a0: s’il vous en faut un autre, appuyez à nouveau sur "
    "«\u00a0Réinitialiser le mot de passe\u00a0»."
)
USERNAME_NOT_FREE = "L’identifiant n’a pas pu être créé. Rien n’a changé\u00a0: réessayez."
USERNAME_ADDED = "L’identifiant est ajouté. Le mot de passe reste celui d’aujourd’hui."
UNBLOCKED = "Le compte est débloqué. L’élève peut se connecter à nouveau."
NOT_BLOCKED = "Ce compte n’était pas bloqué."
