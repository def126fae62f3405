"""The live board of a class, while the session is open."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from learners.chosen import my_divisions
from learners.lists import divisions_of
from missions.forms import BoardFilters
from missions.reports.board import Board, class_board
from organizations.access import orga_view
from organizations.models import Organization


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def board(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« La classe en direct »: who is online, where each pupil is, who needs help."""
    offered = divisions_of(organization)
    mine = my_divisions(request.user, organization, offered, request.GET)
    filters = BoardFilters(request.GET, divisions=mine.offered)
    divisions = filters.wanted["classes"]
    shown = class_board(organization, divisions, timezone.now())
    context = {"mine": mine, "filters": filters, **_news_of(request, divisions, shown)}
    return render(request, f"missions/{'_' if request.htmx else ''}board.html", context)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def news(request: HttpRequest, organization: Organization) -> HttpResponse:
    """What an open board asks for every 10 s: the part that changes, or 304 when nothing did."""
    if not request.htmx:
        return redirect("missions:board")
    divisions = [division.replace("\0", "") for division in request.GET.getlist("classes")]
    shown = class_board(organization, divisions, timezone.now())
    response = get_conditional_response(request, etag=shown.etag)
    if response is None:
        context = _news_of(request, divisions, shown)
        response = render(request, "missions/_board_news.html", context)
    response["ETag"] = shown.etag
    return response


def _news_of(request: HttpRequest, divisions: Sequence[str], shown: Board) -> dict:
    return {
        "board": shown,
        "query": urlencode({"classes": divisions}, doseq=True),
        # Told as long as nobody has come in.
        "junior_url": "" if shown.online else request.build_absolute_uri(reverse("junior:code")),
    }
