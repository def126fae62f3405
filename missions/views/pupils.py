"""A pupil's page, and his work that is given to another pupil."""

from django.contrib import messages as notices
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from learners.lists import PAGE_SIZES, count_label, page_of
from learners.models import Learner
from missions import services
from missions.giving_forms import TakerForm
from missions.models import Attempt
from missions.reports import giving
from missions.reports.crcn import LEGEND as COMPETENCE_LEGEND
from missions.reports.progress import LEGEND
from missions.reports.pupil import pupil_page
from missions.reports.years import years_of
from missions.services import GivingError, GivingProblem
from organizations.access import orga_view
from organizations.models import Organization
from pixorga.lib.text import of_fr

PROBLEMS = {
    GivingProblem.SAME_PUPIL: "Ce travail est déjà celui de cet élève.",
    GivingProblem.DISABLED: "Cet élève n’est plus dans la liste\u00a0: choisissez un autre élève.",
    GivingProblem.ALREADY_PLAYING: (
        "Cet élève est lui-même en train de faire cette mission. Quand il l’aura finie, "
        "vous pourrez lui donner ce travail."
    ),
    GivingProblem.MOVED_MEANWHILE: "Quelqu’un vient de donner ce travail à un autre élève. Rien n’a changé.",
}


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def pupil(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """All of a pupil’s missions in a school year; former pupils keep theirs."""
    learner = _find_pupil(organization, pk)
    now = timezone.now()
    years = years_of(organization, request.GET, now)
    context = {
        "learner": learner,
        "years": years,
        "page": pupil_page(learner, years, now),
        "legend": LEGEND,
        "competence_legend": COMPETENCE_LEGEND,
    }
    return render(request, "missions/pupil.html", context)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def give(request: HttpRequest, organization: Organization, pk: int, attempt: int) -> HttpResponse:
    """Choose the pupil whose work it is."""
    learner, work = _find_work(organization, pk, attempt)
    form = TakerForm(request.GET)
    page: Page = page_of(giving.takers(work, learner, form.wanted["nom"]), request.GET)
    context = {
        "learner": learner,
        "work": work,
        "form": form,
        "page": page,
        "page_sizes": PAGE_SIZES,
        "count_label": count_label(page.paginator.count),
    }
    return render(request, "missions/_give.html" if request.htmx else "missions/give.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view(kind=Organization.Kind.SCO_1D)
def give_to(request: HttpRequest, organization: Organization, pk: int, attempt: int, to: int) -> HttpResponse:
    """Show both names and what moves; move it on POST."""
    taker = _find_pupil(organization, to)
    if request.method == "POST":
        return _give(request, organization, _find_pupil(organization, pk), taker, attempt)
    learner, work = _find_work(organization, pk, attempt)
    problem = services.giving_problem(work, taker)
    context = {
        "learner": learner,
        "taker": taker,
        "work": work,
        "problem": PROBLEMS[problem] if problem else "",
    }
    return render(request, "missions/give_to.html", context)


def _give(
    request: HttpRequest, organization: Organization, giver: Learner, taker: Learner, attempt_id: int
) -> HttpResponse:
    """Move the attempt, and show the page of the pupil who has it."""
    try:
        is_moved = services.give_attempt(
            organization=organization,
            attempt_id=attempt_id,
            giver=giver,
            taker=taker,
            by=request.user,
            now=timezone.now(),
        )
    except GivingError as error:
        notices.error(request, PROBLEMS[error.code])
        return HttpResponseRedirect(reverse("missions:pupil", args=[giver.pk]))
    if is_moved:
        notices.success(request, _given(giver, taker, attempt_id))
    else:
        notices.info(request, f"Ce travail est déjà celui {of_fr(taker.full_name)}.")
    return HttpResponseRedirect(reverse("missions:pupil", args=[taker.pk]))


def _given(giver: Learner, taker: Learner, attempt_id: int) -> str:
    """Return the message with the link that undoes it; a pupil who left takes nothing back."""
    text, whose = "Ce travail est maintenant celui {}.", of_fr(taker.full_name)
    if giver.disabled_at:
        return text.format(whose)
    back = reverse("missions:give_to", args=[taker.pk, attempt_id, giver.pk])
    return format_html(text + ' <a href="{}">Le rendre à {}</a>', whose, back, giver.full_name)


def _find_pupil(organization: Organization, pk: int) -> Learner:
    learner = get_object_or_404(giving.with_namesakes(Learner.objects.of(organization)), pk=pk)
    learner.organization = organization
    return learner


def _find_work(organization: Organization, pk: int, attempt_id: int) -> tuple[Learner, Attempt]:
    learner = _find_pupil(organization, pk)
    attempts = Attempt.objects.of(organization).filter(learner=learner).select_related("mission")
    work = get_object_or_404(attempts.defer("mission__body"), pk=attempt_id)
    work.started_label = f"{organization.local(work.started_at):%d/%m/%Y à %H:%M}"
    return learner, work
