"""Who may enter a staff page. Outsiders get 404, a missing role gets 403 (decisions.md 22)."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from accounts.services import owes_terms
from organizations import messages
from organizations.models import Membership, Organization
from pixorga.db.prepared import Prepared

SESSION_KEY = "organization_id"
# The school that a page was made for: in each of its forms, and in what htmx asks.
SCHOOL_FIELD, SCHOOL_HEADER = "school_id", "School-Id"

ADMINS_ONLY = "Cette page est réservée aux administrateurs de l’établissement."

MEMBERSHIPS = (
    Membership.objects.active()
    .annotate(owes_terms=owes_terms("user"))
    .select_related("organization")
    .order_by("pk")
)
# Asked for on each page.
_memberships_of = Prepared(lambda user: MEMBERSHIPS.filter(user=user), 1)

StaffView = Callable[..., HttpResponse]


def memberships_of(request: HttpRequest) -> list[Membership]:
    """Return the memberships of the person signed in, oldest first; one query a request.

    owes_terms of each: whether the person has a text to accept before anything else.
    """
    if not hasattr(request, "_memberships"):
        request._memberships = []
        if request.user.is_authenticated:
            request._memberships = _memberships_of(request.user.pk)
    return request._memberships


def current_membership(request: HttpRequest) -> Membership | None:
    """Return the membership the person works with, or None; one query a request.

    The school chosen in this session wins; then the one chosen last, on whatever computer; then the oldest
    membership. A school that one left is passed over.
    """
    memberships = memberships_of(request)
    here = request.session.get(SESSION_KEY)
    for membership in memberships:
        if membership.organization_id == here:
            return membership
    chosen = [membership for membership in memberships if membership.chosen_at]
    latest = max(chosen, key=lambda membership: membership.chosen_at, default=None)
    return latest or next(iter(memberships), None)


def choose_organization(request: HttpRequest, organization: Organization) -> None:
    """Work with this school from now on in this session; services.choose_school() remembers it for others."""
    request.session[SESSION_KEY] = organization.pk


def orga_view(
    *, role: Membership.Role | None = None, kind: Organization.Kind | None = None
) -> Callable[[StaffView], StaffView]:
    """Guard a staff view and hand it the school: ``view(request, organization, …)``.

    404 for somebody without a school, or whose school is of another kind; /cgu until the terms are
    accepted; 403 when only the role is missing. Sets ``request.membership``. No cache keeps what it answers.
    A page of the school that was shown before does nothing in the one that is shown now.
    """

    def decorate(view: StaffView) -> StaffView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            membership = current_membership(request)
            if membership is None:
                raise Http404
            if _is_of_another_school(request, membership):
                return _show_school_of_now(request, membership.organization)
            if kind not in (None, membership.organization.kind):
                raise Http404
            if membership.owes_terms:
                return redirect("accounts:terms")
            if role not in (None, membership.role):
                raise PermissionDenied(ADMINS_ONLY)
            request.membership = membership
            response = view(request, membership.organization, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return guarded

    return decorate


def _is_of_another_school(request: HttpRequest, membership: Membership) -> bool:
    """Return whether the page that asks was made for another school than the one shown now.

    Another tab chose that one, or its reader left the former meanwhile.
    """
    asked = request.POST.get(SCHOOL_FIELD, request.headers.get(SCHOOL_HEADER))
    return asked not in (None, str(membership.organization_id))


def _show_school_of_now(request: HttpRequest, organization: Organization) -> HttpResponse:
    if request.method != "POST":
        # What htmx asks for would mix two schools on one page: it loads the page again instead.
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    notices.warning(request, messages.other_school(organization.name))
    return redirect("pixorga:home")
