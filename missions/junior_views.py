"""The pupils' pages: coming in, choosing a mission, playing it. Every page works without JavaScript."""

from collections.abc import Callable, Sequence
from functools import wraps
from random import SystemRandom

from allauth.core.ratelimit import respond_429
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.address import client_address
from learners.models import Learner
from missions import junior_messages as messages
from missions import junior_reports as reports
from missions import limits, play
from missions.domain.session import is_open
from missions.junior_forms import AnswerForm
from missions.models import ActivityAnswer, Mission
from missions.play import PlayError, Refusal
from missions.pupils import (
    class_names,
    display_name,
    find_open_school,
    forget,
    junior_page,
    pupil_view,
    remember,
)
from missions.questions import Question, question_of
from organizations.domain.codes import is_code_shaped, normalize_code
from organizations.models import Organization
from pixorga.lib.school_year import school_year_of
from pixorga.lib.throttle import hit, is_blocked

Verdict = ActivityAnswer.Verdict


def see_other(to: str, *args: object, query: str = "") -> HttpResponse:
    """Lead from a form that was sent to the page to look at: a reload then sends nothing again."""
    return HttpResponseRedirect(reverse(to, args=args) + query, status=303)


# --- Coming in --------------------------------------------------------------------------------------


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@junior_page
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the school's code. Whether it opens anything is told by the school's own page alone."""
    if request.method != "POST":
        return _ask_code(request, messages.COME_BACK if "retour" in request.GET else ())
    typed = request.POST.get("code", "")
    if is_code_shaped(typed):
        return see_other("junior:school", normalize_code(typed))
    return _ask_code(request, messages.MISSHAPEN_CODE if typed.strip() else messages.EMPTY_CODE, typed=typed)


def _ask_code(
    request: HttpRequest, bubbles: tuple[str, ...], *, typed: str = "", status: int = 200
) -> HttpResponse:
    is_refused = bool(typed) or bubbles == messages.EMPTY_CODE
    context = {"bubbles": bubbles, "typed": typed, "is_refused": is_refused}
    return render(request, "junior/code.html", context, status=status)


def open_school_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a public page the school of its code while the session is open: ``view(request, school, …)``.

    An unknown code and a closed session get one answer. Each wrong code counts once for an address, so that
    guessing ends soon and a class that mistypes one code goes on.
    Source: spec/junior.md 1.4, spec/decisions.md 19.
    """

    @wraps(view)
    @junior_page
    def entered(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponse:
        limit, address = limits.wrong_school_codes(), client_address(request)
        if is_blocked(cache, limit, address):
            return respond_429(request)
        school = find_open_school(code, timezone.now())
        if school is None:
            if is_code_shaped(code):
                hit(cache, limit, address, distinct=normalize_code(code))
            return _ask_code(request, messages.CLOSED, typed=code, status=404)
        return view(request, school, *args, **kwargs)

    return entered


@login_not_required
@require_safe
@open_school_view
def school(request: HttpRequest, school: Organization) -> HttpResponse:
    """« Choisis ta classe. »"""
    context = {"school": school, "divisions": reports.divisions_of(school)}
    return render(request, "junior/school.html", context)


@login_not_required
@require_safe
@open_school_view
def learners(request: HttpRequest, school: Organization) -> HttpResponse:
    """« Clique sur ton prénom. »"""
    division = request.GET.get("classe", "").replace("\0", "")
    names = class_names(school, division)
    if not names:
        return redirect("junior:school", school.school_code)
    context = {"school": school, "division": division, "names": names.items()}
    return render(request, "junior/learners.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@open_school_view
def confirm(request: HttpRequest, school: Organization, pk: int) -> HttpResponse:
    """« Tu es bien Aden ? »: the POST signs the pupil in."""
    learner = get_object_or_404(Learner.objects.of(school).active(), pk=pk)
    if request.method == "POST":
        response = see_other("junior:missions")
        remember(response, learner, timezone.now())
        return response
    name = class_names(school, learner.division).get(pk, learner.first_name)
    context = {"school": school, "learner_id": pk, "division": learner.division, "name": name}
    return render(request, "junior/confirm.html", context)


@require_POST
@pupil_view
def sign_out(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Forget the pupil and show the classes to the next one."""
    response = see_other("junior:school", learner.organization.school_code)
    forget(request, response)
    return response


# --- Choosing a mission -----------------------------------------------------------------------------


def _page(
    request: HttpRequest, learner: Learner, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Show a page of a signed-in pupil: his name at the top, reading aloud where he may have it."""
    context |= {"pupil_name": display_name(learner), "listen": learner.is_oralization_enabled}
    return render(request, f"junior/{name}.html", context, status=status)


@require_safe
@pupil_view
def missions(request: HttpRequest, learner: Learner) -> HttpResponse:
    """« Choisis ta mission. »"""
    school, now = learner.organization, timezone.now()
    if not is_open(school.session_expires_at, now):
        return _session_over(request, learner, status=200)
    cards = reports.mission_cards(learner, school_year_of(school.local(now).date()))
    return _page(request, learner, "missions", school=school, division=learner.division, cards=cards)


@require_safe
@pupil_view
def mission(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """The start page; a mission that is being played goes on where it was."""
    mission = _find_mission(learner, pk)
    if not is_open(learner.organization.session_expires_at, timezone.now()):
        return _session_over(request, learner)
    if mission.is_started:
        return redirect("junior:question", pk)
    return _page(request, learner, "mission", mission=reports.mission_page(mission))


@require_POST
@pupil_view
def start(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """« C’est parti ! »"""
    mission = _find_mission(learner, pk)
    try:
        play.start_attempt(learner=learner, mission=mission, now=timezone.now(), rng=SystemRandom())
    except PlayError:
        return _session_over(request, learner)
    return see_other("junior:introduction" if mission.body.get("introduction") else "junior:question", pk)


@require_safe
@pupil_view
def introduction(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """What the mission is about, between its start and its first question."""
    page = reports.mission_page(_find_mission(learner, pk))
    if not page.introduction:
        return redirect("junior:question", pk)
    return _page(request, learner, "introduction", mission=page)


def _find_mission(learner: Learner, pk: int) -> Mission:
    """Return a mission that this pupil may play: a current one, or one that he started before it went."""
    started = learner.attempts.started().filter(mission=OuterRef("pk"))
    missions = Mission.objects.annotate(is_started=Exists(started))
    return get_object_or_404(missions.filter(Q(archived_at=None) | Q(is_started=True)), pk=pk)


def _session_over(request: HttpRequest, learner: Learner, *, status: int = 403) -> HttpResponse:
    return _page(request, learner, "session_over", status=status)


# --- Playing ----------------------------------------------------------------------------------------


@require_safe
@pupil_view
def question(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """The question where the pupil is, the same one on every reload."""
    asked = question_of(learner, pk)
    if asked is None:
        return redirect("junior:result", pk)
    if not play.may_go_on(learner=learner, attempt=asked.attempt, now=timezone.now()):
        return _session_over(request, learner)
    warning = messages.ANSWER_REFUSED[Refusal.NOT_ASKED] if "ici" in request.GET else ""
    return _show_question(request, learner, asked, warning=warning)


@require_POST
@pupil_view
def answer(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """« Je vérifie », « Je ne sais pas » or, on a lesson, « Je continue »."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return see_other("junior:question", pk)
    sent = form.cleaned_data
    try:
        given = play.give_answer(
            learner=learner,
            activity_id=sent["activity"],
            position=sent["position"],
            value=sent["answer"],
            is_skip=sent["skip"],
            now=timezone.now(),
            rng=SystemRandom(),
        )
    except PlayError as error:
        return _refuse_answer(request, learner, pk, sent["answer"], error.code)
    mission_id = given.activity.attempt.mission_id
    if given.verdict in (Verdict.SKIPPED, Verdict.SEEN):
        return see_other("junior:question", mission_id)
    return see_other("junior:feedback", mission_id, given.activity_id, given.position)


def _refuse_answer(
    request: HttpRequest, learner: Learner, pk: int, value: list[str], code: str
) -> HttpResponse:
    """Say what is missing and keep what was ticked or typed; or lead to the question that is asked now."""
    if code == Refusal.SESSION_CLOSED:
        return _session_over(request, learner)
    asked = question_of(learner, pk)
    if code == Refusal.NOT_ASKED or asked is None:
        return see_other("junior:question", pk, query="?ici=1")
    return _show_question(request, learner, asked, value=value, warning=messages.ANSWER_REFUSED[code])


def _show_question(
    request: HttpRequest,
    learner: Learner,
    asked: Question,
    *,
    value: Sequence[str] = (),
    warning: str = "",
) -> HttpResponse:
    page = reports.question_page(asked, value)
    return _page(request, learner, "question", question=page, warning=warning)


@require_safe
@pupil_view
def feedback(request: HttpRequest, learner: Learner, pk: int, activity: int, position: int) -> HttpResponse:
    """An answered question, locked, and how the answer was taken. The right answer is not shown."""
    given = reports.find_answer(learner, pk, activity, position)
    if given is None:
        raise Http404
    if given.verdict not in messages.ANSWERS:
        return redirect("junior:question", pk)
    reaction = messages.ANSWERS[given.verdict]
    return _page(request, learner, "feedback", question=reports.answer_page(given), reaction=reaction)


@require_safe
@pupil_view
def result(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """The end of a mission: what was reached and what is worth another try, never a mark."""
    end = reports.end_page(learner, pk)
    if end is None:
        return redirect("junior:missions")
    return _page(request, learner, "result", end=end, reaction=messages.ENDS[end.overall])
