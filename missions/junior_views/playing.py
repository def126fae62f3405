"""Playing a mission: its questions, the answers, the end."""

from collections.abc import Sequence
from random import SystemRandom

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from learners.models import Learner
from missions import junior_messages as messages
from missions.junior_forms import AnswerForm
from missions.junior_views.shared import see_other, session_over, show_page, url_after
from missions.pupils import pupil_view
from missions.questions import Question, question_of
from missions.reports import junior as reports
from missions.services import playing
from missions.services.playing import PlayError, Refusal
from missions.tickets import issue_ticket


@require_safe
@pupil_view
def question(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """The question where the pupil is, the same one on every reload."""
    asked = question_of(learner, pk)
    if asked is None:
        return redirect("junior:result", pk)
    if not playing.may_go_on(learner=learner, attempt=asked.attempt, now=timezone.now()):
        return session_over(request, learner)
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
        given = playing.give_answer(
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
    return HttpResponseRedirect(url_after(given), status=303)


def _refuse_answer(
    request: HttpRequest, learner: Learner, pk: int, value: list[str], code: str
) -> HttpResponse:
    """Say what is missing and keep what was ticked or typed; or lead to the question that is asked now."""
    if code == Refusal.SESSION_CLOSED:
        return session_over(request, learner)
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
    # Answers are accepted now: whoever calls this has made sure of it.
    context = {
        "question": reports.question_page(asked, value),
        "asked": asked,
        "ticket": issue_ticket(learner, asked, timezone.now()),
        "answer_url": reverse("junior:answer", args=[asked.attempt.mission_id]),
        "warning": warning,
    }
    return show_page(request, learner, "question", **context)


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
    context = {"reaction": reaction, "question_url": reverse("junior:question", args=[pk])}
    return show_page(request, learner, "feedback", question=reports.answer_page(given), **context)


@require_safe
@pupil_view
def result(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """The end of a mission: what was reached and what is worth another try, never a mark."""
    end = reports.end_page(learner, pk)
    if end is None:
        return redirect("junior:missions")
    context = {"reaction": messages.ENDS[end.overall], "missions_url": reverse("junior:missions")}
    return show_page(request, learner, "result", end=end, **context)
