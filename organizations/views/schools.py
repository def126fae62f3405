"""The schools of somebody who works in several, and which one he works with."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from organizations import services
from organizations.access import choose_organization, memberships_of, orga_view
from organizations.models import Organization


@orga_view()
@require_safe
def schools(request: HttpRequest, organization: Organization) -> HttpResponse:
    return render(request, "organizations/schools.html", {"memberships": memberships_of(request)})


@orga_view()
@require_POST
def choose_school(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """Work with another school of one’s own, here and at the next sign-in; any other is 404."""
    chosen = next((one for one in memberships_of(request) if one.organization_id == pk), None)
    if chosen is None:
        raise Http404
    services.choose_school(membership=chosen)
    choose_organization(request, chosen.organization)
    return redirect(settings.LOGIN_REDIRECT_URL)
