"""What is printed for the classroom, and the code that stands on it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from learners.chosen import chosen_divisions
from learners.lists import divisions_of
from missions import services
from missions.paper_forms import SheetsForm
from missions.reports import paper as reports
from organizations.access import orga_view
from organizations.models import Membership, Organization

PRIMARY = Organization.Kind.SCO_1D


@require_safe
@orga_view(kind=PRIMARY)
def paper(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Affiches et fiches »: what there is to print."""
    divisions = divisions_of(organization)
    mine = chosen_divisions(request.user, organization, divisions)
    context = {"divisions": divisions, "form": SheetsForm(None, divisions=divisions, mine=mine)}
    return render(request, "missions/paper.html", context)


def printed_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard a page to print; a school that has no code yet learns so on the page before."""

    @wraps(view)
    @require_safe
    @orga_view(kind=PRIMARY)
    def printed(request: HttpRequest, organization: Organization) -> HttpResponse:
        return view(request, organization) if organization.school_code else redirect("missions:paper")

    return printed


@printed_view
def poster(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The poster of the school: one page."""
    sheet = reports.poster(organization, request.build_absolute_uri("/"))
    return _show(request, organization, "Affiche de l’école", [sheet])


@printed_view
def class_sheets(request: HttpRequest, organization: Organization) -> HttpResponse:
    """A page for each of the classes that the address names, or for all; with first names if it asks so."""
    form = SheetsForm(request.GET, divisions=divisions_of(organization))
    sheets = reports.class_sheets(
        organization,
        request.build_absolute_uri("/"),
        form.divisions,
        with_names=form.cleaned_data["prenoms"],
    )
    return _show(request, organization, "Fiches de classe", sheets)


def _show(
    request: HttpRequest, organization: Organization, title: str, sheets: list[reports.Sheet]
) -> HttpResponse:
    entrance = reports.entrance_of(organization, request.build_absolute_uri("/"))
    context = {"page_title": title, "sheets": sheets, "entrance": entrance}
    return render(request, "missions/printed_sheets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view(role=Membership.Role.ADMIN, kind=PRIMARY)
def change_code(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Say what a new code changes; give it on POST. The form holds the old one, and acts once."""
    if request.method != "POST":
        return render(request, "missions/change_code.html")
    changed = services.renew_school_code(
        organization=organization,
        old_code=request.POST.get("code", "").replace("\0", ""),
        by=request.user,
        now=timezone.now(),
    )
    if changed:
        poster_link = format_html('<a href="{}">Imprimez la nouvelle affiche</a>', reverse("missions:poster"))
        text = "Le nouveau code de l’école est {}. {}, et remplacez les favoris des tablettes."
        messages.success(request, format_html(text, organization.school_code, poster_link))
    elif organization.school_code:
        text = f"Le code avait déjà été changé. Le code de l’école est {organization.school_code}."
        messages.info(request, text)
    return redirect("missions:paper")
