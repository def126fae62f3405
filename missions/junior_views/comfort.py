"""« Aa »: how a pupil likes to read. Open to everybody, since the code page can be hard to read too."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from missions.comfort import HOME, comfort_of, keep_comfort
from missions.pupils import junior_page

LONGEST_PLACE = 2_000


@login_not_required
@require_POST
@junior_page
def comfort(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen and show the same page again."""
    response = HttpResponseRedirect(_place(request), status=303)
    keep_comfort(response, comfort_of(request).chosen(request.POST))
    return response


def _place(request: HttpRequest) -> str:
    """Return the pupils' page that the form came from; the code page if it was tampered with."""
    place = request.POST.get("place", "")
    is_ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, request.is_secure())
    is_for_pupils = place.startswith(HOME) and len(place) <= LONGEST_PLACE
    return place if is_ours and is_for_pupils else reverse("junior:code")
