"""Home of a primary school, and its 4-hour session."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from missions import services
from missions.reports import sessions as reports
from organizations.access import orga_view
from organizations.models import Organization


@orga_view(kind=Organization.Kind.SCO_1D)
def home(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The home page of a primary school; pixorga.views.home leads here."""
    return render(request, "missions/home.html")


@require_POST
@orga_view(kind=Organization.Kind.SCO_1D)
def open_session(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Open or extend the session, and go back to the page where the button was."""
    now = timezone.now()
    services.open_session(organization=organization, by=request.user, now=now)
    until = reports.clock_label(organization, organization.session_expires_at, now)
    messages.success(request, f"Session active jusqu’à {until}.")
    return _go_back(request)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def session_state(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The part of the session block that changes; nothing while ``vu`` is what there is to see.

    With ``carte``, the card of the home page, which asks when the side bar has seen a change.
    """
    block = reports.session_block(organization, timezone.now())
    if "carte" in request.GET:
        return render(request, "missions/_session_card.html", {"session_block": block})
    seen = request.GET.get("vu", "")
    if seen == block.key:
        return HttpResponse(status=204)
    news = reports.session_news(block, seen)
    is_new = reports.has_new_code(block, seen)
    context = {"session_block": block, "school_id": organization.pk, "news": news, "has_new_code": is_new}
    response = render(request, "components/session_state.html", context)
    response["HX-Trigger"] = "session-changed"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view(kind=Organization.Kind.SCO_1D)
def close_session(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Say what closing would stop; close on POST."""
    now = timezone.now()
    if request.method == "POST":
        if services.close_session(organization=organization, by=request.user, now=now):
            messages.success(request, "La session est fermée.")
        else:
            messages.info(request, "La session était déjà fermée.")
        return _go_back(request)
    context = {"closing": reports.closing_report(organization, now), "next_url": _page_before(request)}
    return render(request, "missions/close_session.html", context)


def _go_back(request: HttpRequest) -> HttpResponse:
    """Lead back to the page with the button. To htmx it is said apart: told to reload, it would send a form
    again where the page answers one."""
    url = _page_before(request)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _page_before(request: HttpRequest) -> str:
    """Return the page of ours from which the person came, else home; never the page to close from.

    To be followed as it is: `redirect()` would look for a view of that name.
    """
    url = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours and reverse("missions:close_session") not in url else reverse("pixorga:home")
