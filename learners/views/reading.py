"""« Lecture de la consigne »: who may listen to instructions; every member of a primary school decides."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from learners import messages, services
from learners.lists import divisions_of
from learners.models import Learner
from organizations.access import orga_view
from organizations.models import Organization

members = orga_view(kind=Organization.Kind.SCO_1D)


@require_POST
@members
def learner(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Activer » or « Désactiver la lecture » of one pupil; then the list where it was, at his row."""
    learner = get_object_or_404(Learner.objects.of(organization), pk=pk)
    if learner.disabled_at:
        notices.info(request, messages.withdrawn(learner))
        return _list_again(request)
    is_enabled = _is_enabled(request)
    services.set_oralization(learner=learner, by=request.user, is_enabled=is_enabled)
    notices.success(request, messages.oralization_set(learner, is_enabled=is_enabled))
    return _list_again(request, f"#eleve-{pk}")


@require_POST
@members
def division(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The same for all the pupils of a class."""
    division, is_enabled = request.POST.get("division", ""), _is_enabled(request)
    if division not in divisions_of(organization):
        notices.warning(request, messages.division_gone(division))
        return _list_again(request)
    count = services.set_division_oralization(
        organization=organization, division=division, by=request.user, is_enabled=is_enabled
    )
    notices.success(request, messages.division_oralization_set(division, count, is_enabled=is_enabled))
    return _list_again(request)


def _is_enabled(request: HttpRequest) -> bool:
    return request.POST.get("is_enabled") == "1"


def _list_again(request: HttpRequest, place: str = "") -> HttpResponse:
    """Lead to the list, filtered and sorted as it was."""
    query = QueryDict(request.POST.get("query", "")).urlencode()
    return HttpResponseRedirect(reverse("pixorga:learners") + (f"?{query}" if query else "") + place)
