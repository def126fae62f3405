"""Poor Wi-Fi: answers that a script sends, now or once there is a network again; what is shown meanwhile."""

import hashlib
import re
from functools import cache as cache_result
from pathlib import Path
from random import SystemRandom
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.address import client_address
from learners.models import Learner
from missions import limits
from missions.comfort import Comfort
from missions.junior_forms import TicketForm
from missions.junior_views.shared import url_after
from missions.pupils import current_pupil, junior_page
from missions.services import playing
from missions.services.playing import PlayError
from missions.tickets import Ticket, read_ticket
from organizations.models import Organization
from pixorga.lib.throttle import hit

# As static/js/worker.js finds them; the group is the name of the file.
STORED_FILE = re.compile(rf'(?:href|src)="{re.escape(settings.STATIC_URL)}([^"#?]+\.(?:css|js|svg|ico))')

LARGEST_BODY = 20_000  # bytes; the longest answer that a form takes is a tenth of it


# No token of a form: it belongs to a cookie, and no cookie gives any right here. The ticket does, which a
# page of another site cannot know.
@csrf_exempt
@login_not_required
@require_POST
@junior_page
def kept(request: HttpRequest) -> JsonResponse:
    """Take the answer of a ticket, whoever brings it, and say in JSON what became of it.

    ``{"state": "written" | "answered", "next": address of the page to show}``, or
    ``{"state": "refused", "why": code}``: sending the same again would change nothing. Whatever else comes
    back ("later", an error, a page of another server) is worth another try.
    """
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        return _refuse("TOO_LARGE", status=413)
    form = TicketForm(request.POST)
    ticket = read_ticket(form.cleaned_data["ticket"]) if form.is_valid() else None
    if ticket is None:
        return _refuse_forged(request)
    if not hit(cache, limits.sendings_of_a_question(), (ticket.activity_id, ticket.position)):
        return _come_back_later()
    return _write(request, ticket, form.cleaned_data["answer"], is_skip=form.cleaned_data["skip"])


def _write(request: HttpRequest, ticket: Ticket, value: list[str], *, is_skip: bool) -> JsonResponse:
    """Give the answer; say where its pupil goes on, and lead whoever else sits there to his own missions."""
    now = timezone.now()
    here = current_pupil(request, now)
    is_here = here is not None and here.pk == ticket.learner_id
    learner = here if is_here else _find_pupil(ticket.learner_id)
    if learner is None:
        return _refuse("LEFT")
    try:
        given = playing.give_answer(
            learner=learner,
            activity_id=ticket.activity_id,
            position=ticket.position,
            value=value,
            is_skip=is_skip,
            asked_at=ticket.asked_at,
            now=now,
            rng=SystemRandom(),
        )
    except PlayError as error:
        return _refuse(error.code.value)
    state = "written" if given.answered_at == now else "answered"
    return JsonResponse({"state": state, "next": url_after(given) if is_here else reverse("junior:missions")})


def _find_pupil(pk: int) -> Learner | None:
    """Return a pupil who has not left, of a school that has not closed, with the school; one query."""
    pupils = Learner.objects.active().select_related("organization")
    school_is_there = {"organization__archived_at": None, "organization__kind": Organization.Kind.SCO_1D}
    return pupils.filter(pk=pk, **school_is_there).first()


@login_not_required
@require_safe
@junior_page
def no_network(request: HttpRequest) -> HttpResponse:
    """The page that tablets store, to show it where another page does not come (static/js/worker.js)."""
    return render(request, "junior/no_network.html")


@login_not_required
@require_safe
@junior_page
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows it. A browser lets it work below its own address: for pupils' pages alone."""
    return HttpResponse(_worker_script(), content_type="text/javascript; charset=utf-8")


@cache_result
def _worker_script() -> str:
    """Return the script, and a mark of what it stores: another script makes a browser store it anew."""
    script = Path(finders.find("js/worker.js")).read_text(encoding="utf-8")
    return f"{script}// {_mark_of_what_is_stored()}\n"


def _mark_of_what_is_stored() -> str:
    """Return a digest of the page and of its static files, whose names may stay the same."""
    page = render_to_string("junior/no_network.html", {"comfort": Comfort(), "comfort_place": ""})
    names = sorted({unquote(name) for name in STORED_FILE.findall(page)})
    # Where the names tell the contents, nothing is found by them, nor needed.
    files = (finders.find(name) for name in names)
    contents = b"".join(Path(file).read_bytes() for file in files if file)
    return hashlib.sha256(page.encode() + contents).hexdigest()[:16]


def _refuse_forged(request: HttpRequest) -> JsonResponse:
    """Tickets that are not ours stop no good one of the same class: a whole school has one address."""
    if hit(cache, limits.forged_tickets(), client_address(request)):
        return _refuse("FORGED", status=403)
    return _come_back_later()


def _come_back_later() -> JsonResponse:
    return JsonResponse({"state": "later"}, status=429, headers={"Retry-After": "60"})


def _refuse(why: str, *, status: int = 200) -> JsonResponse:
    """Answer 200 to a ticket of ours: nothing is wrong with the request, and only our script reads it."""
    return JsonResponse({"state": "refused", "why": why}, status=status)
