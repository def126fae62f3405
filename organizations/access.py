"""Who may enter a staff page. Outsiders get 404, a missing role gets 403 (decisions.md 22)."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from accounts.services import must_accept_terms
from organizations.models import Membership, Organization

SESSION_KEY = "organization_id"

ADMINS_ONLY = "Cette page est réservée aux administrateurs de l’établissement."

StaffView = Callable[..., HttpResponse]


def memberships_of(request: HttpRequest) -> list[Membership]:
    """Return the memberships of the person signed in, oldest first; one query a request."""
    if not hasattr(request, "_memberships"):
        request._memberships = []
        if request.user.is_authenticated:
            mine = Membership.objects.active().filter(user=request.user)
            request._memberships = list(mine.select_related("organization").order_by("pk"))
    return request._memberships


def current_membership(request: HttpRequest) -> Membership | None:
    """Return the membership the person works with, or None; one query a request.

    The school chosen in this session wins; otherwise the oldest membership.
    """
    memberships = memberships_of(request)
    chosen = request.session.get(SESSION_KEY)
    return next(
        (membership for membership in memberships if membership.organization_id == chosen),
        memberships[0] if memberships else None,
    )


def choose_organization(request: HttpRequest, organization: Organization) -> None:
    """Work with this school from now on, in this session."""
    request.session[SESSION_KEY] = organization.pk


def orga_view(
    *, role: Membership.Role | None = None, kind: Organization.Kind | None = None
) -> Callable[[StaffView], StaffView]:
    """Guard a staff view and hand it the school: ``view(request, organization, …)``.

    404 for somebody without a school, or whose school is of another kind; /cgu until the terms are
    accepted; 403 when only the role is missing. Sets ``request.membership``. No cache keeps what it answers.
    """

    def decorate(view: StaffView) -> StaffView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            membership = current_membership(request)
            if membership is None or kind not in (None, membership.organization.kind):
                raise Http404
            if must_accept_terms(user=request.user):
                return redirect("accounts:terms")
            if role not in (None, membership.role):
                raise PermissionDenied(ADMINS_ONLY)
            request.membership = membership
            response = view(request, membership.organization, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return guarded

    return decorate
