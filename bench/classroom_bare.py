"""What pages are measured against: the least that Django does for one, behind the same middleware and server.

``bare`` answers with a few words; ``bare_post`` reads two rows, inserts one and redirects.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import include, path

from learners.models import Learner
from missions.models import ActivityAnswer, Attempt
from pixorga import urls

FORM = '<!doctype html><title>Bare</title><form><input name="csrfmiddlewaretoken" value="{}"></form>'


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Bare</title><h1>Bare</h1>")


@login_not_required
def bare_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(FORM.format(get_token(request)))


@login_not_required
def bare_post(request: HttpRequest, learner: int, attempt: int, position: int) -> HttpResponse:
    """Insert an answer to an activity of this attempt. position: not used yet."""
    Learner.objects.get(pk=learner)
    played = Attempt.objects.get(pk=attempt)
    ActivityAnswer.objects.create(
        activity_id=request.POST["activity"],
        position=position,
        challenge_id=request.POST["challenge"],
        value=["a"],
        verdict=ActivityAnswer.Verdict.RIGHT,
        answered_at=played.started_at,
    )
    return HttpResponseRedirect("/bare/", status=303)


urlpatterns = [
    path("bare/", bare),
    path("bare/form/", bare_form),
    path("bare/<int:learner>/<int:attempt>/<int:position>/", bare_post),
    path("", include("pixorga.urls")),
]

# An address file has error pages of its own.
handler400, handler403, handler404, handler429, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler429,
    urls.handler500,
)
