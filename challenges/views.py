"""The page of a simulator: the same for everybody, shown in a sandboxed frame (docs/simulateurs.md)."""

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from challenges.domain.simulators import SIMULATORS

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
