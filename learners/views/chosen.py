"""« Mes classes »: a member of the staff says which classes are his."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from learners import messages
from learners.chosen import choose_divisions, chosen_divisions
from learners.lists import divisions_of
from organizations.access import orga_view
from organizations.models import Organization


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view()
def chosen(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Mes classes »: a page with check boxes, and the button « Retenir comme mes classes » of a list."""
    offered = divisions_of(organization)
    if request.method == "POST":
        asked = set(request.POST.getlist("classes"))
        divisions = [division for division in offered if division in asked]
        if divisions or not asked:
            choose_divisions(user=request.user, organization=organization, divisions=divisions)
            notices.success(request, messages.chosen(divisions))
        else:
            notices.info(request, messages.CLASSES_GONE)
        return HttpResponseRedirect(_list_before(request))
    mine = chosen_divisions(request.user, organization, offered)
    context = {"divisions": offered, "mine": mine, "next_url": _list_before(request)}
    return render(request, "learners/chosen.html", context)


def _list_before(request: HttpRequest) -> str:
    """Return the list of ours from which the person came, else the pupils; never the page itself.

    To be followed as it is: `redirect()` would look for a view of that name.
    """
    url = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours and request.path not in url else reverse("pixorga:learners")
