"""« Par classe »: the missions that a class sees, and those that come first in its list."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from learners.chosen import chosen_divisions
from learners.lists import divisions_of
from missions import services
from missions.reports.choices import ASKED, WAS_SHOWN, choice_rows, states_of
from missions.views.sections import CHOICES, sections
from organizations.access import orga_view
from organizations.models import Organization
from pixorga.lib.school_year import school_year_of
from pixorga.lib.text import enumerate_fr

CLASS_GONE = "Cette classe n’est plus dans la liste\u00a0: rien n’a changé. En voici une autre."

CHANGED_MEANWHILE = (
    "Quelqu’un d’autre vient de changer {} pour cette classe\u00a0: son choix est resté, voyez ci-dessous. "
    "Le reste est enregistré."
)


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view(kind=Organization.Kind.SCO_1D)
def choices(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Show or write what one class does with each mission."""
    offered = divisions_of(organization)
    mine = chosen_divisions(request.user, organization, offered)
    now = timezone.now()
    asked = (request.POST or request.GET).get("classe", "")
    if request.method == "POST":
        if asked in offered:
            _choose(request, organization, asked, now)
        else:
            notices.info(request, CLASS_GONE)
        return HttpResponseRedirect(f"{reverse(CHOICES)}?{urlencode({'classe': asked})}")
    classes = [*mine, *(division for division in offered if division not in mine)]
    division = asked if asked in offered else next(iter(classes), "")
    context = {
        "tabs": sections(CHOICES),
        "classes": classes,
        "division": division,
        "rows": choice_rows(organization, division, school_year_of(organization.local(now).date())),
    }
    return render(request, "missions/choices.html", context)


def _choose(request: HttpRequest, organization: Organization, division: str, now: datetime) -> None:
    rows = choice_rows(organization, division, school_year_of(organization.local(now).date()))
    chosen = services.choose_missions(
        organization=organization,
        division=division,
        states=states_of(rows, request.POST, ASKED),
        shown=states_of(rows, request.POST, WAS_SHOWN),
        by=request.user,
        now=now,
    )
    if chosen.taken:
        titles = enumerate_fr(f"«\u00a0{row.title}\u00a0»" for row in rows if row.pk in chosen.taken)
        notices.warning(request, CHANGED_MEANWHILE.format(titles))
    else:
        notices.success(request, f"Les missions de {division} sont enregistrées.")
