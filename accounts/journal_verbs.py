"""What befalls an account, as the journal tells it. A school reads of its members what it can help with."""

from collections.abc import Mapping

from django.conf import settings

from accounts.models import User
from pixorga.journal.verbs import Group, Verb, register
from pixorga.lib.text import enumerate_fr

# What staff correct that concerns the schools of a person; the rights on Django admin do not.
SHOWN = {"first_name", "last_name", "email", "username"}


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register([*_life(), *_lock(), *_passwords_and_logins(), *_recovery(), *_elsewhere()])


def _life() -> list[Verb]:
    return [
        _account("created", "Compte créé", "créé", is_for_schools=False),
        _account("pupil_created", "Compte d’élève créé", "créé"),
        _account("name_changed", "Prénom ou nom changé", "prénom ou nom changé"),
        Verb("account.corrected", Group.ACCOUNTS, "Compte corrigé", _corrected),
        _account("deactivated", "Compte désactivé", "désactivé"),
        _account("reactivated", "Compte réactivé", "réactivé"),
        _account("anonymised", "Compte anonymisé", "anonymisé", is_for_schools=False),
        _account("terms_accepted", "Conditions acceptées", "conditions acceptées", is_for_schools=False),
    ]


def _lock() -> list[Verb]:
    blocked = f"bloqué après {settings.LOGIN_BLOCK_AFTER} échecs de connexion"
    return [
        _account("sign_in_failed", "Échec de connexion", "échec de connexion"),
        _account("paused", "Blocage temporaire", "bloqué quelques minutes après des échecs de connexion"),
        _account("blocked", "Compte bloqué", blocked),
        _account("unblocked", "Compte débloqué", "débloqué"),
        _account(
            "sessions_ended", "Autres sessions fermées", "autres sessions fermées", is_for_schools=False
        ),
    ]


def _passwords_and_logins() -> list[Verb]:
    given = "Mot de passe à usage unique donné"
    asked = "Changement d’adresse demandé"
    return [
        _account("password_reset", "Mot de passe réinitialisé", "mot de passe oublié, puis remplacé"),
        _account("password_changed", "Mot de passe changé", "mot de passe changé"),
        _account("one_time_password_given", given, "mot de passe à usage unique donné"),
        _account("username_added", "Identifiant ajouté", "identifiant ajouté"),
        _account(
            "email_change_requested", asked, "changement d’adresse e-mail demandé", is_for_schools=False
        ),
        _account("email_changed", "Adresse e-mail changée", "adresse e-mail changée"),
        _account(
            "mfa_changed",
            "Connexion en deux étapes modifiée",
            "réglages de la connexion en deux étapes modifiés",
        ),
    ]


def _recovery() -> list[Verb]:
    asked, done = "Récupération du compte demandée", "Compte récupéré après l’école"
    return [
        _account("recovery_asked", asked, "récupération demandée", is_for_schools=False),
        _account("recovered", done, "récupéré avec une adresse e-mail", is_for_schools=False),
    ]


def _elsewhere() -> list[Verb]:
    replaced = "relié à un nouvel identifiant du même service d’identité"
    linked, linked_label = "relié à un autre service d’identité", "Identité externe reliée"
    return [
        _account("identity_linked", linked_label, linked, is_for_schools=False),
        _account("identity_replaced", "Identité externe remplacée", replaced, is_for_schools=False),
    ]


def _corrected(details: Mapping) -> str:
    fields = details.get("fields", [])
    names = [
        str(field.verbose_name) for field in User._meta.fields if field.name in SHOWN.intersection(fields)
    ]
    end = f" ({enumerate_fr(names)})" if names else ""
    return f"Compte {{of_person}} : corrigé{end}"


def _account(code: str, label: str, end: str, *, is_for_schools: bool = True) -> Verb:
    """Return a verb whose sentence is « Compte d’Ada Lovelace : » and ``end``."""
    sentence = f"Compte {{of_person}} : {end}"
    return Verb(f"account.{code}", Group.ACCOUNTS, label, sentence, is_for_schools)
