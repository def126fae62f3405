"""« Invitations »: who is invited and has not come yet; « Inviter un membre », send again, cancel."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import messages, reports, services
from organizations.access import orga_view
from organizations.errors import InvitationError, InviteError
from organizations.forms import InviteForm
from organizations.lists import PAGE_SIZES, page_of
from organizations.models import Invitation, Membership, Organization

administrators = orga_view(role=Membership.Role.ADMIN)
both = require_http_methods(["GET", "HEAD", "POST"])


@administrators
@require_safe
def invitations(request: HttpRequest, organization: Organization) -> HttpResponse:
    page = page_of(Invitation.objects.of(organization).pending(), request.GET)
    context = {
        "page": page,
        "rows": reports.waiting_invitations(organization, page, timezone.now()),
        "sizes": PAGE_SIZES,
        "tabs": reports.team_tabs(
            membership=request.membership,
            members=Membership.objects.of(organization).active().count(),
            invitations=page.paginator.count,
            current="organizations:invitations",
        ),
    }
    return render(request, "organizations/invitations.html", context)


@administrators
@both
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


@administrators
@require_POST
def resend_invitation(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Renvoyer »: a new mail with a new link."""
    invitation = get_object_or_404(Invitation.objects.of(organization), pk=pk)
    try:
        services.resend_invitation(invitation=invitation, by=request.user)
    except InvitationError as error:
        return _waits_no_more(request, invitation, error.code)
    except InviteError as error:
        notices.warning(request, messages.resend_refused(error.code, invitation.email))
    else:
        notices.success(request, messages.resent(invitation.email))
    return redirect("organizations:invitations")


@administrators
@both
def cancel_invitation(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Annuler », after a page that says what it means."""
    invitation = get_object_or_404(Invitation.objects.of(organization), pk=pk)
    if request.method != "POST":
        if invitation.status != Invitation.Status.PENDING:
            return _waits_no_more(request, invitation, invitation.status)
        return render(request, "organizations/cancel_invitation.html", {"invitation": invitation})
    try:
        services.cancel_invitation(invitation=invitation, by=request.user)
    except InvitationError as error:
        return _waits_no_more(request, invitation, error.code)
    notices.success(request, messages.cancelled(invitation.email))
    return redirect("organizations:invitations")


def _waits_no_more(request: HttpRequest, invitation: Invitation, code: str) -> HttpResponse:
    """Somebody was quicker: tell it, and show who still waits."""
    notices.info(request, messages.waits_no_more(code, invitation.email))
    return redirect("organizations:invitations")


def _show_form(request: HttpRequest, form: InviteForm) -> HttpResponse:
    return render(request, "organizations/invite.html", {"form": form})
