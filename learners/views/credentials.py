"""New passwords for several pupils: who is concerned, how far it is, then a file and cards to cut.

Only the person who asked sees a batch, while a member of its school; whoever else gets 404.
"""

from collections.abc import Callable

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from learners import credential_messages as messages
from learners import credential_reports as reports
from learners.errors import SelectionChangedError
from learners.models import CredentialBatch
from learners.services import credentials as services
from learners.services.sealing import SealedError
from organizations.access import orga_view
from organizations.models import Organization

secondary = orga_view(kind=Organization.Kind.SCO)
# A page that was posted to is read again after signing in: it leads back to the list.
both = require_http_methods(["GET", "HEAD", "POST"])

# Ids beyond are none of ours, and no number that a database knows.
LONGEST_ID = 18


@secondary
@both
def choose(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« n élèves sélectionnés, m concernés », and what becomes of them; nothing is written."""
    asked = _asked(request)
    if request.method != "POST":
        return redirect("pixorga:learners")
    if not asked or len(asked) > services.MOST_LEARNERS:
        notices.error(request, messages.TOO_MANY if asked else messages.NOBODY_TICKED)
        return redirect("pixorga:learners")
    return _show_choice(request, organization, asked)


@secondary
@both
def make(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Ask for the passwords, and lead to where one sees them made; a second press leads there too."""
    asked = _asked(request)
    kind = request.POST.get("kind")
    is_odd = kind not in CredentialBatch.Kind or not 0 < len(asked) <= services.MOST_LEARNERS
    if request.method != "POST" or is_odd:
        return redirect("pixorga:learners")
    try:
        batch = services.request_credentials(
            organization=organization,
            by=request.user,
            kind=CredentialBatch.Kind(kind),
            learner_ids=asked,
            seen=request.POST.get("seen"),
        )
    except SelectionChangedError:
        notices.warning(request, messages.SELECTION_CHANGED)
        return _show_choice(request, organization, asked, status=409)
    if batch.organization_id != organization.pk:
        notices.info(request, messages.RUNNING_ELSEWHERE)
        return redirect("pixorga:learners")
    if set(batch.learner_ids) != asked:
        notices.info(request, messages.ALREADY_RUNNING)
    return redirect("learners:credentials", pk=batch.pk)


@secondary
@require_safe
def page(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """How far a batch is, then what can be done with it."""
    return _show(request, organization, pk, "learners/credentials.html")


@secondary
@require_safe
def state(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """The part of the page that changes; nothing when ``vu`` is what there is to see."""
    return _show(request, organization, pk, "learners/_credentials.html")


@secondary
@require_safe
def file(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Télécharger la liste (CSV) », while it may be read."""
    batch = _batch(request, organization, pk)
    return _answer(batch, lambda: _csv(batch))


@secondary
@require_safe
def cards(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Fiches à imprimer », while they may be read."""
    batch = _batch(request, organization, pk)

    def answer() -> HttpResponse:
        context = {"batch": batch, "cards": reports.cards_of(batch, timezone.now())}
        return render(request, "learners/credential_cards.html", context)

    return _answer(batch, answer)


def _show_choice(
    request: HttpRequest, organization: Organization, asked: set[int], *, status: int = 200
) -> HttpResponse:
    learners = services.chosen_learners(organization, asked)
    context = {
        "selected_count": len(asked),
        "gone_count": len(asked) - len(learners),
        "offers": services.offers_for(organization, learners),
        "has_gar": organization.has_gar,
    }
    return render(request, "learners/credentials_choose.html", context, status=status)


def _show(request: HttpRequest, organization: Organization, pk: int, template: str) -> HttpResponse:
    told = reports.state_of(_batch(request, organization, pk), timezone.now())
    if told.key == request.GET.get("vu"):
        return HttpResponse(status=204)
    return render(request, template, {"batch": told})


def _batch(request: HttpRequest, organization: Organization, pk: int) -> CredentialBatch:
    batch = reports.find_batch(organization=organization, user=request.user, pk=pk)
    if batch is None:
        raise Http404
    return batch


def _answer(batch: CredentialBatch, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Return what the list says; where it says nothing any more, the page that tells so."""
    try:
        return answer()
    except SealedError:
        return redirect("learners:credentials", pk=batch.pk)


def _csv(batch: CredentialBatch) -> HttpResponse:
    response = HttpResponse(reports.csv_of(batch, timezone.now()), content_type="text/csv; charset=utf-8")
    name = reports.file_name(batch)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _asked(request: HttpRequest) -> set[int]:
    """Return the pupils who were ticked."""
    asked = request.POST.getlist("learner")
    return {int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_ID}
