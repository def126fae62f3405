"""The pages of simulators, shown in a sandboxed frame (docs/simulateurs.md), and of tutorials.

Each is the same for everybody.
"""

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from challenges.domain.simulators import SIMULATORS
from challenges.domain.tutorials import TutorialSpec
from challenges.markdown import render_markdown
from challenges.models import Tutorial
from challenges.showing import show_picture
from pixorga.lib.text import plural_fr

POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    # Opened by itself too, it has an origin of its own: no cookie, no storage, nothing of the site.
    "sandbox": ["allow-scripts"],
}
# A page that is kept longer would ask a new release for the scripts of the one before.
KEPT_SECONDS = 300


@login_not_required
@cache_control(public=True, max_age=KEPT_SECONDS)
@xframe_options_sameorigin
@csp(POLICY)
@require_safe
def simulator(request: HttpRequest, name: str) -> HttpResponse:
    """The empty simulator; the question's page sends it its world.

    It is written without the request, so that no cookie is read and caches may keep it.
    """
    if name not in SIMULATORS:
        raise Http404
    return HttpResponse(render_to_string(f"challenges/simulators/{name}.html"))


@login_not_required
@require_safe
def tutorial(request: HttpRequest, slug: str) -> HttpResponse:
    """A short lesson; one that is out of use is still there for who kept its address."""
    row = get_object_or_404(Tutorial, code=slug)
    spec = TutorialSpec.from_body(row.body)
    context = {
        "tutorial": row,
        "text": render_markdown(spec.text, links=True),
        "picture": show_picture(spec.picture),
        "links": spec.links,
        "minutes": f"{spec.minutes} {plural_fr(spec.minutes, 'minute')}",
    }
    return render(request, "challenges/tutorial.html", context)
