"""What is done to a member of the team: another role, a departure, one's own."""

from urllib.parse import urlencode

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organizations import messages, services
from organizations.access import orga_view
from organizations.errors import LastAdministratorError, MembershipError
from organizations.forms import RoleForm
from organizations.lists import PAGE_QUERY
from organizations.models import Membership, Organization
from organizations.views.team import show_team

administrators = orga_view(role=Membership.Role.ADMIN)
both = require_http_methods(["GET", "HEAD", "POST"])


@administrators
@both
def change_role(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Modifier le rôle »: the page of the team, with a choice in the row of this person."""
    membership = _membership(organization, pk)
    if membership == request.membership:
        return _back(request, messages.MEMBERSHIP_REFUSED[MembershipError.OWN_ROLE])
    if _is_gone(membership):
        return _back(request, messages.gone(membership.user.full_name))
    form = RoleForm(request.POST or None, membership=membership)
    if not form.is_valid():
        return show_team(request, organization, edited=membership, role_form=form)
    try:
        services.change_role(membership=membership, role=form.cleaned_data["role"], by=request.user)
    except LastAdministratorError:
        return _back(request, messages.LAST_ADMINISTRATOR)
    except MembershipError as error:
        raise PermissionDenied(messages.MEMBERSHIP_REFUSED[error.code]) from error
    if _is_gone(membership):
        return _back(request, messages.gone(membership.user.full_name))
    notices.success(request, messages.role_changed(membership.user.full_name, membership.role))
    return _back(request)


@administrators
@both
def remove_member(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Retirer de l’équipe », after a page that says what it means."""
    membership = _membership(organization, pk)
    if membership == request.membership:
        return redirect("organizations:leave")
    if _is_gone(membership):
        return _back(request, messages.gone(membership.user.full_name))
    if request.method != "POST":
        return render(request, "organizations/remove_member.html", {"member": membership})
    try:
        services.disable_membership(membership=membership, by=request.user)
    except LastAdministratorError:
        return _back(request, messages.LAST_ADMINISTRATOR)
    except MembershipError as error:
        raise PermissionDenied(messages.MEMBERSHIP_REFUSED[error.code]) from error
    notices.success(request, messages.gone(membership.user.full_name))
    return _back(request)


@orga_view()
@both
def leave(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Quitter l’établissement »: whoever administers alone learns what to do first."""
    if request.method == "POST":
        try:
            services.disable_membership(membership=request.membership, by=request.user)
        except LastAdministratorError:
            return redirect("organizations:leave")
        notices.success(request, messages.left(organization.name))
        return redirect("pixorga:home")
    context = {
        "may_leave": services.may_leave(request.membership),
        "is_alone": Membership.objects.of(organization).active().count() == 1,
    }
    return render(request, "organizations/leave.html", context)


def _membership(organization: Organization, pk: int) -> Membership:
    """Return somebody who is or was in this team; people of other schools do not exist."""
    memberships = Membership.objects.of(organization).select_related("user", "organization")
    return get_object_or_404(memberships, pk=pk)


def _is_gone(membership: Membership) -> bool:
    return membership.disabled_at is not None or not membership.user.is_active


def _back(request: HttpRequest, news: str = "") -> HttpResponse:
    """Lead to the page of the team that one came from. news: why nothing was done."""
    if news:
        notices.info(request, news)
    query = {name: request.GET[name] for name in PAGE_QUERY if name in request.GET}
    return redirect(reverse("organizations:team") + (f"?{urlencode(query)}" if query else ""))
