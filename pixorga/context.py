"""What the shell of every staff page shows: navigation, session block, user block."""

from dataclasses import dataclass
from functools import lru_cache, partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from imports.reports import import_banner
from missions.reports.sessions import session_block
from organizations.access import memberships_of
from organizations.models import Membership
from pixorga.lib.plain import plain

# Other schools in the user block; a page shows them all.
SHORTCUTS = 5


@plain
@dataclass(frozen=True, slots=True)
class NavEntry:
    """One line of the side bar. icon: name of a symbol of static/img/icons.svg."""

    label: str
    url: str
    icon: str
    is_current: bool
    opens_new_window: bool = False


@plain
@dataclass(frozen=True, slots=True)
class Nav:
    """The side bar's links, in order."""

    entries: tuple[NavEntry, ...] = ()


def shell(request: HttpRequest) -> dict:
    """Return what layouts/staff.html needs; empty for pages without a school (entrance, Junior, errors)."""
    membership = getattr(request, "membership", None)
    if membership is None:
        names = ["membership", "organization", "session_block", "import_banner", "has_more_schools"]
        # Asked by the layout of one's own account alone: it costs a query.
        leads_to_app = partial(_leads_to_app, request)
        return dict.fromkeys(names) | {"nav": Nav(), "other_schools": [], "leads_to_app": leads_to_app}
    organization = membership.organization
    others = [one for one in memberships_of(request) if one != membership]
    now = timezone.now()
    return {
        "membership": membership,
        "organization": organization,
        "other_schools": others[:SHORTCUTS],
        "has_more_schools": len(others) > SHORTCUTS,
        "nav": _nav(request, membership),
        "session_block": session_block(organization, now) if organization.is_primary else None,
        "import_banner": import_banner(organization, now) if _shows_import_banner(request) else None,
    }


def _leads_to_app(request: HttpRequest) -> bool:
    """Return whether home is the App: without a school, the page of Pix Orga has nothing to offer."""
    return not request.user.is_staff and not memberships_of(request)


def _shows_import_banner(request: HttpRequest) -> bool:
    return request.membership.is_admin and request.path == reverse("pixorga:learners")


def _nav(request: HttpRequest, membership: Membership) -> Nav:
    organization = membership.organization
    return _entries(_section(request), organization.is_primary, organization.documentation_url)


def _section(request: HttpRequest) -> str:
    """Return which page of the side bar one is on or under, "" for none; each is called by its icon."""
    if request.path == "/":
        return "home"
    if request.path.startswith(("/eleves/", "/missions/eleves/")):
        return "pupils"
    namespace = request.resolver_match.namespace if request.resolver_match else ""
    return {"missions": "missions", "organizations": "team"}.get(namespace, "")


# Each of the few side bars that there are; not more than these, since a school writes its own address.
@lru_cache(maxsize=500)
def _entries(section: str, is_primary: bool, documentation_url: str) -> Nav:
    pages = [("Accueil", "pixorga:home", "home")]
    if is_primary:
        pages.append(("Missions", "missions:list", "missions"))
    pages += [("Élèves", "pixorga:learners", "pupils"), ("Équipe", "organizations:team", "team")]
    entries = [NavEntry(label, reverse(name), icon, icon == section) for label, name, icon in pages]
    if documentation_url:
        url = documentation_url
        entries.append(NavEntry("Documentation", url, "documentation", False, opens_new_window=True))
    help_url = reverse("pixorga:help") + ("#ecole" if is_primary else "")
    entries.append(NavEntry("Centre d’aide", help_url, "help", is_current=False, opens_new_window=True))
    return Nav(tuple(entries))
