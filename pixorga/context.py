"""What the shell of every staff page shows: navigation, session block, user block."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from imports.reports import import_banner
from missions.reports import session_block
from organizations.access import memberships_of
from organizations.models import Membership


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One line of the side bar. icon: name of a symbol of static/img/icons.svg."""

    label: str
    url: str
    icon: str
    is_current: bool
    opens_new_window: bool = False


def shell(request: HttpRequest) -> dict:
    """Return what layouts/staff.html needs; empty for pages without a school (entrance, Junior, errors)."""
    membership = getattr(request, "membership", None)
    if membership is None:
        names = ["membership", "organization", "session_block", "import_banner", "has_other_schools"]
        return dict.fromkeys(names) | {"nav": []}
    organization = membership.organization
    now = timezone.now()
    return {
        "membership": membership,
        "organization": organization,
        "has_other_schools": len(memberships_of(request)) > 1,
        "nav": _entries(request, membership),
        "session_block": session_block(organization, now) if organization.is_primary else None,
        "import_banner": import_banner(organization, now) if _shows_import_banner(request) else None,
    }


def _shows_import_banner(request: HttpRequest) -> bool:
    return request.membership.is_admin and request.path == reverse("pixorga:learners")


def _entries(request: HttpRequest, membership: Membership) -> list[NavEntry]:
    section = request.resolver_match.namespace if request.resolver_match else ""
    is_home = request.path == "/"
    pages = [("Accueil", "pixorga:home", "home", is_home)]
    if membership.organization.is_primary:
        pages.append(("Missions", "missions:list", "missions", section == "missions"))
        pages.append(("Élèves", "pixorga:learners", "pupils", request.path.startswith("/eleves/")))
    pages.append(("Équipe", "organizations:team", "team", section == "organizations"))
    entries = [NavEntry(label, reverse(name), icon, is_current) for label, name, icon, is_current in pages]
    if membership.organization.documentation_url:
        url = membership.organization.documentation_url
        entries.append(NavEntry("Documentation", url, "documentation", False, opens_new_window=True))
    return [*entries, NavEntry("Centre d’aide", reverse("pixorga:help"), "help", is_current=False)]
