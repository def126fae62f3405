"""« Essayer la mission »: the staff plays it as a pupil does; only the browser’s session remembers."""

from collections.abc import Callable, Sequence
from functools import wraps
from random import SystemRandom

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from missions import junior_messages as messages
from missions.junior_forms import AnswerForm
from missions.junior_views.shared import see_other
from missions.models import ActivityAnswer, Mission
from missions.questions import Question
from missions.reports import junior as pages
from missions.reports import tryout as reports
from missions.reports.progress import missions_of
from missions.services import tryout as services
from missions.services.asking import PlayError, Refusal
from missions.services.tryout import Tryout
from organizations.access import orga_view
from organizations.models import Organization

Verdict = ActivityAnswer.Verdict

SESSION_KEY = "mission_tryouts"
# The session of a browser stays small: older tryouts are forgotten.
MOST_TRYOUTS = 3

TAKEN_AWAY = (
    "La mission que vous essayiez n’est plus proposée\u00a0: l’essai est terminé. "
    "Voici les missions d’aujourd’hui."
)


def of_a_mission(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the mission of its address: ``view(request, mission, …)``; Http404 where there is none.

    One that was taken away during the tryout is told, once: its tryout ends there.
    """

    @wraps(view)
    def found(request: HttpRequest, organization: Organization, pk: int, **more: int) -> HttpResponse:
        mission = missions_of(organization).filter(pk=pk).first()
        if mission:
            return view(request, mission, **more)
        if not _forget(request, pk):
            raise Http404
        notices.info(request, TAKEN_AWAY)
        return see_other("missions:list")

    return found


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def begin(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The start page of the mission; a tryout goes on where it was."""
    tryout = _load(request, mission)
    if tryout and not tryout.is_over:
        return redirect("missions:tryout_question", mission.pk)
    urls = {
        "start_url": reverse("missions:start_tryout", args=[mission.pk]),
        "missions_url": reverse("missions:detail", args=[mission.pk]),
    }
    page = pages.mission_page(mission)
    return _show(request, "mission", mission, None, page=page, is_lost="perdu" in request.GET, **urls)


@require_POST
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def start(request: HttpRequest, mission: Mission) -> HttpResponse:
    """« C’est parti ! » and « Recommencer l’essai »."""
    _save(request, mission, services.start_tryout(mission=mission, rng=SystemRandom()))
    has_introduction = mission.body.get("introduction")
    return see_other(
        "missions:tryout_introduction" if has_introduction else "missions:tryout_question", mission.pk
    )


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def introduction(request: HttpRequest, mission: Mission) -> HttpResponse:
    """What the mission is about, between its start and its first question."""
    page, url = pages.mission_page(mission), reverse("missions:tryout_question", args=[mission.pk])
    if not page.introduction:
        return redirect(url)
    return _show(request, "introduction", mission, _load(request, mission), page=page, question_url=url)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def question(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The question where the tryout is, the same one on every reload."""
    tryout = _load(request, mission)
    if tryout is None:
        return _begin_again(mission.pk)
    asked = services.question_of(tryout, mission)
    if asked is None:
        return redirect("missions:tryout_end", mission.pk)
    warning = messages.ANSWER_REFUSED[Refusal.NOT_ASKED] if "ici" in request.GET else ""
    return _show_question(request, mission, tryout, asked, warning=warning)


@require_POST
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def answer(request: HttpRequest, mission: Mission) -> HttpResponse:
    """« Je vérifie », « Je ne sais pas » or, on a lesson, « Je continue »."""
    tryout, form = _load(request, mission), AnswerForm(request.POST)
    if tryout is None:
        return _begin_again(mission.pk)
    if not form.is_valid():
        return see_other("missions:tryout_question", mission.pk)
    sent = form.cleaned_data
    try:
        answered = services.give_answer(
            tryout,
            mission=mission,
            activity=sent["activity"],
            position=sent["position"],
            value=sent["answer"],
            is_skip=sent["skip"],
            rng=SystemRandom(),
        )
    except PlayError as error:
        return _refuse_answer(request, mission, tryout, sent["answer"], error.code)
    _save(request, mission, answered)
    given = answered.given
    if given.verdict in (Verdict.SKIPPED, Verdict.SEEN):
        return see_other("missions:tryout_question", mission.pk)
    return see_other("missions:tryout_feedback", mission.pk, given.activity, given.position)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def feedback(request: HttpRequest, mission: Mission, activity: int, position: int) -> HttpResponse:
    """The last answer, locked, and how it was taken; of an earlier one nothing is kept."""
    tryout = _load(request, mission)
    given = tryout and services.last_answer(tryout, mission, activity, position)
    if not given or given.verdict not in messages.ANSWERS:
        return redirect("missions:tryout_question", mission.pk)
    context = {
        "question": pages.answer_page(given),
        "reaction": messages.ANSWERS[given.verdict],
        "question_url": reverse("missions:tryout_question", args=[mission.pk]),
    }
    return _show(request, "feedback", mission, tryout, **context)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def end(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The end of the mission as the pupil sees it, and what his teacher would read."""
    tryout = _load(request, mission)
    if tryout is None or not tryout.is_over:
        return redirect("missions:tryout", mission.pk)
    page = pages.end_of(reports.end_attempt(tryout, mission))
    urls = {"missions_url": reverse("missions:detail", args=[mission.pk])}
    return _show(request, "result", mission, tryout, end=page, reaction=messages.ENDS[page.overall], **urls)


@require_POST
@orga_view(kind=Organization.Kind.SCO_1D)
@of_a_mission
def leave(request: HttpRequest, mission: Mission) -> HttpResponse:
    """« Quitter l’essai »: it is forgotten."""
    _forget(request, mission.pk)
    return see_other("missions:detail", mission.pk)


def _forget(request: HttpRequest, pk: int) -> bool:
    """Forget the tryout of a mission; return whether there was one."""
    tryouts = dict(request.session.get(SESSION_KEY, {}))
    if tryouts.pop(str(pk), None) is None:
        return False
    request.session[SESSION_KEY] = tryouts
    return True


def _load(request: HttpRequest, mission: Mission) -> Tryout | None:
    """Return the tryout of this mission in this browser, None when there is none or it cannot be read."""
    return Tryout.from_state(request.session.get(SESSION_KEY, {}).get(str(mission.pk)))


def _save(request: HttpRequest, mission: Mission, tryout: Tryout) -> None:
    tryouts = dict(request.session.get(SESSION_KEY, {}))
    tryouts.pop(str(mission.pk), None)
    kept = list(tryouts.items())[1 - MOST_TRYOUTS :]
    request.session[SESSION_KEY] = dict([*kept, (str(mission.pk), tryout.to_state())])


def _begin_again(pk: int) -> HttpResponse:
    """Lead to the start: the tryout was left in another tab, or the person signed in again."""
    return see_other("missions:tryout", pk, query="?perdu=1")


def _refuse_answer(
    request: HttpRequest, mission: Mission, tryout: Tryout, value: list[str], code: str
) -> HttpResponse:
    """Say what is missing and keep what was ticked or typed; or lead to the question that is asked now."""
    asked = services.question_of(tryout, mission)
    if code == Refusal.NOT_ASKED or asked is None:
        return see_other("missions:tryout_question", mission.pk, query="?ici=1")
    warning = messages.ANSWER_REFUSED[code]
    return _show_question(request, mission, tryout, asked, value=value, warning=warning)


def _show_question(
    request: HttpRequest,
    mission: Mission,
    tryout: Tryout,
    asked: Question,
    *,
    value: Sequence[str] = (),
    warning: str = "",
) -> HttpResponse:
    context = {
        "question": pages.question_page(asked, value),
        "asked": asked,
        "ticket": "",
        "answer_url": reverse("missions:tryout_answer", args=[mission.pk]),
        "warning": warning,
    }
    return _show(request, "question", mission, tryout, **context)


def _show(
    request: HttpRequest, name: str, mission: Mission, tryout: Tryout | None, **context: object
) -> HttpResponse:
    """Show a page of the pupils below the bar of the tryout; each has a template that extends theirs."""
    if page := context.pop("page", None):
        context["mission"] = page
    context |= {"bar": reports.tryout_bar(tryout, mission), "listen": True}
    return render(request, f"missions/tryout_{name}.html", {"is_lost": False, **context})
