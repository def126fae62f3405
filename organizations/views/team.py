"""« Équipe »: who works in this school, who is invited, and which school one works with."""

from django.conf import settings
from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import messages, reports, services
from organizations.access import choose_organization, memberships_of, orga_view
from organizations.errors import InviteError
from organizations.forms import InviteForm
from organizations.models import Invitation, Membership, Organization

administrators = orga_view(role=Membership.Role.ADMIN)


@orga_view()
@require_safe
def team(request: HttpRequest, organization: Organization) -> HttpResponse:
    members = reports.team_members(organization)
    waiting = None
    if request.membership.is_admin:
        waiting = Invitation.objects.of(organization).pending().count()
    context = {
        "page": reports.page_of(members, request.GET),
        "sizes": reports.PAGE_SIZES,
        "tabs": reports.team_tabs(
            membership=request.membership,
            members=len(members),
            invitations=waiting,
            current="organizations:team",
        ),
    }
    return render(request, "organizations/team.html", context)


@administrators
@require_safe
def invitations(request: HttpRequest, organization: Organization) -> HttpResponse:
    page = reports.page_of(Invitation.objects.of(organization).pending(), request.GET)
    context = {
        "page": page,
        "rows": reports.waiting_invitations(organization, page, timezone.now()),
        "sizes": reports.PAGE_SIZES,
        "tabs": reports.team_tabs(
            membership=request.membership,
            members=Membership.objects.of(organization).active().count(),
            invitations=page.paginator.count,
            current="organizations:invitations",
        ),
    }
    return render(request, "organizations/invitations.html", context)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Inviter »: nothing is sent yet; the next page shows who would be."""
    if request.method != "POST":
        return _show_form(request, InviteForm())
    if "edit" in request.POST:
        return _show_form(request, InviteForm(initial={"addresses": request.POST.get("addresses", "")}))
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show_form(request, form)
    context = {
        "people": reports.invited_people(organization, form.cleaned_data["addresses"]),
        "typed": form["addresses"].value(),
    }
    return render(request, "organizations/confirm_invite.html", context)


@administrators
@require_POST
def confirm_invite(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Valider »: one invitation and one mail an address."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show_form(request, form)
    try:
        sent = services.invite_members(
            organization=organization, by=request.user, addresses=form.cleaned_data["addresses"]
        )
    except InviteError as error:
        form.add_error("addresses", messages.invitations_refused(error.code))
        return _show_form(request, form)
    addresses = [invitation.email for invitation in sent]
    notices.success(request, messages.invited(addresses) if addresses else messages.ALREADY_INVITED)
    return redirect("organizations:invitations")


@orga_view()
@require_safe
def schools(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The schools of somebody who works in several; one is chosen for this session."""
    return render(request, "organizations/schools.html", {"memberships": memberships_of(request)})


@orga_view()
@require_POST
def choose_school(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """Work with another school of one’s own; any other is 404."""
    chosen = next((one.organization for one in memberships_of(request) if one.organization_id == pk), None)
    if chosen is None:
        raise Http404
    choose_organization(request, chosen)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _show_form(request: HttpRequest, form: InviteForm) -> HttpResponse:
    return render(request, "organizations/invite.html", {"form": form})
