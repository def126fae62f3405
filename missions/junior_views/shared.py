"""What the pupils' pages have in common."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from learners.models import Learner
from missions.pupils import display_name


def see_other(to: str, *args: object, query: str = "") -> HttpResponse:
    """Lead from a form that was sent to the page to look at: a reload then sends nothing again."""
    return HttpResponseRedirect(reverse(to, args=args) + query, status=303)


def show_page(
    request: HttpRequest, learner: Learner, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Show a page of a signed-in pupil: his name at the top, reading aloud where he may have it."""
    context |= {"pupil_name": display_name(learner), "listen": learner.is_oralization_enabled}
    return render(request, f"junior/{name}.html", context, status=status)


def session_over(request: HttpRequest, learner: Learner, *, status: int = 403) -> HttpResponse:
    return show_page(request, learner, "session_over", status=status)
