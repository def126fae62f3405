"""What is done in a school, as the journal tells it."""

from collections.abc import Mapping

from organizations.models import Membership, Organization
from pixorga.journal.verbs import Group, Verb, register
from pixorga.lib.text import enumerate_fr, of_fr, plural_fr

ROLES = {role.value: role.label.lower() for role in Membership.Role}


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register([*_of_schools(), *_of_teams()])


def _of_schools() -> list[Verb]:
    return [
        Verb("organization.created", Group.TEAM, "Espace créé"),
        Verb("organization.changed", Group.TEAM, "Fiche de l’établissement corrigée", _organization_changed),
        Verb("organization.archived", Group.TEAM, "Espace archivé"),
        Verb("organization.unarchived", Group.TEAM, "Espace rouvert"),
        Verb(
            "organization.activation_requested",
            Group.INVITATIONS,
            "Lien d’administration demandé",
            "Lien d’administration envoyé à l’adresse de l’établissement",
        ),
        Verb(
            "directory.loaded",
            Group.PLATFORM,
            "Annuaire des établissements chargé",
            is_for_schools=False,
        ),
    ]


def _of_teams() -> list[Verb]:
    return [
        Verb("membership.created", Group.TEAM, "Arrivée dans l’équipe", _arrived),
        Verb("membership.role_changed", Group.TEAM, "Rôle changé", _role_changed),
        Verb(
            "membership.disabled",
            Group.TEAM,
            "Retrait de l’équipe",
            "Retrait de l’équipe : {person}",
        ),
        Verb("membership.left", Group.TEAM, "Départ de l’équipe", "Départ de l’équipe : {person}"),
        Verb("invitation.sent", Group.INVITATIONS, "Invitation envoyée", _invited),
        Verb(
            "invitation.resent",
            Group.INVITATIONS,
            "Invitation renvoyée",
            "Invitation envoyée de nouveau{addresses}",
        ),
        Verb(
            "invitation.cancelled", Group.INVITATIONS, "Invitation annulée", "Invitation annulée{addresses}"
        ),
    ]


def _organization_changed(details: Mapping) -> str:
    # A mark that a correction stays is no correction by itself.
    fields = {field for field in details.get("fields", []) if not field.startswith("keeps_")}
    names = [str(field.verbose_name) for field in Organization._meta.fields if field.name in fields]
    label = "Fiche de l’établissement corrigée"
    return f"{label} : {enumerate_fr(names)}" if names else label


def _arrived(details: Mapping) -> str:
    arrival = "Arrivée dans l’équipe : {person}"
    role = ROLES.get(details.get("role"))
    return f"{arrival}, avec le rôle {role}" if role else arrival


def _role_changed(details: Mapping) -> str:
    change = "Rôle changé : {person}"
    role, former = (ROLES.get(details.get(key)) for key in ("role", "former"))
    if not role:
        return change
    return f"{change}, {of_fr(former)} à {role}" if former else f"{change}, qui devient {role}"


def _invited(details: Mapping) -> str:
    count = details.get("count", 1)
    if count < 2:
        return "Invitation envoyée{addresses}"
    return f"{count} {plural_fr(count, 'invitation envoyée', 'invitations envoyées')}{{addresses}}"
