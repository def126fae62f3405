"""« Équipe »: who works in this school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations import reports
from organizations.access import orga_view
from organizations.forms import RoleForm
from organizations.lists import PAGE_SIZES
from organizations.models import Invitation, Membership, Organization


@orga_view()
@require_safe
def team(request: HttpRequest, organization: Organization) -> HttpResponse:
    return show_team(request, organization)


def show_team(
    request: HttpRequest,
    organization: Organization,
    *,
    edited: Membership | None = None,
    role_form: RoleForm | None = None,
) -> HttpResponse:
    """Show the list of members. edited: whose role is about to change, with the form in the row."""
    members = reports.team_members(organization)
    waiting = None
    if request.membership.is_admin:
        waiting = Invitation.objects.of(organization).pending().count()
    context = {
        "page": reports.page_with(edited, members, request.GET),
        "sizes": PAGE_SIZES,
        "edited": edited,
        "role_form": role_form,
        "administrators": sum(member.is_admin for member in members),
        "tabs": reports.team_tabs(
            membership=request.membership,
            members=len(members),
            invitations=waiting,
            current="organizations:team",
        ),
    }
    template = "organizations/_members.html" if request.htmx else "organizations/team.html"
    return render(request, template, context)
