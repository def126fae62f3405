"""What the shell of every staff page shows: navigation, session block, user block."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from imports.reports import import_banner
from missions.reports.sessions import session_block
from organizations.access import memberships_of
from organizations.models import Membership

# Other schools in the user block; a page shows them all.
SHORTCUTS = 5


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
        names = ["membership", "organization", "session_block", "import_banner", "has_more_schools"]
        # Asked by the layout of one's own account alone: it costs a query.
        leads_to_app = partial(_leads_to_app, request)
        return dict.fromkeys(names) | {"nav": [], "other_schools": [], "leads_to_app": leads_to_app}
    organization = membership.organization
    others = [one for one in memberships_of(request) if one != membership]
    now = timezone.now()
    return {
        "membership": membership,
        "organization": organization,
        "other_schools": others[:SHORTCUTS],
        "has_more_schools": len(others) > SHORTCUTS,
        "nav": _entries(request, membership),
        "session_block": session_block(organization, now) if organization.is_primary else None,
        "import_banner": import_banner(organization, now) if _shows_import_banner(request) else None,
    }


def _leads_to_app(request: HttpRequest) -> bool:
    """Return whether home is the App: without a school, the page of Pix Orga has nothing to offer."""
    return not request.user.is_staff and not memberships_of(request)


def _shows_import_banner(request: HttpRequest) -> bool:
    return request.membership.is_admin and request.path == reverse("pixorga:learners")


def _entries(request: HttpRequest, membership: Membership) -> list[NavEntry]:
    section = request.resolver_match.namespace if request.resolver_match else ""
    is_home = request.path == "/"
    is_about_pupils = request.path.startswith(("/eleves/", "/missions/eleves/"))
    pages = [("Accueil", "pixorga:home", "home", is_home)]
    if membership.organization.is_primary:
        pages.append(("Missions", "missions:list", "missions", section == "missions" and not is_about_pupils))
    pages.append(("Élèves", "pixorga:learners", "pupils", is_about_pupils))
    pages.append(("Équipe", "organizations:team", "team", section == "organizations"))
    entries = [NavEntry(label, reverse(name), icon, is_current) for label, name, icon, is_current in pages]
    if membership.organization.documentation_url:
        url = membership.organization.documentation_url
        entries.append(NavEntry("Documentation", url, "documentation", False, opens_new_window=True))
    help_url = reverse("pixorga:help") + ("#ecole" if membership.organization.is_primary else "")
    return [*entries, NavEntry("Centre d’aide", help_url, "help", is_current=False, opens_new_window=True)]
