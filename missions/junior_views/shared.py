"""What the pupils' pages have in common."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from learners.models import Learner
from missions.models import ActivityAnswer
from missions.pupils import display_name, sitting_of
from missions.tickets import mark_of

Verdict = ActivityAnswer.Verdict


def see_other(to: str, *args: object, query: str = "") -> HttpResponse:
    """Lead from a form that was sent to the page to look at: a reload then sends nothing again."""
    return HttpResponseRedirect(reverse(to, args=args) + query, status=303)


def url_after(given: ActivityAnswer) -> str:
    """Return the page after an answer: how it was taken, or the next question where nothing is judged."""
    mission = given.activity.attempt.mission_id
    if given.verdict in (Verdict.SKIPPED, Verdict.SEEN):
        return reverse("junior:question", args=[mission])
    return reverse("junior:feedback", args=[mission, given.activity_id, given.position])


def show_page(
    request: HttpRequest, learner: Learner, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Show a page of a signed-in pupil: his name at the top, reading aloud where he may have it."""
    context |= {
        "pupil_name": display_name(learner),
        "pupil_mark": mark_of(learner),
        "pupil_sitting": sitting_of(request),
        "listen": learner.is_oralization_enabled,
    }
    return render(request, f"junior/{name}.html", context, status=status)


def session_over(request: HttpRequest, learner: Learner, *, status: int = 403) -> HttpResponse:
    return show_page(request, learner, "session_over", status=status)
