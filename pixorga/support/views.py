"""« Nous contacter »: a message to the support, from anybody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.address import client_address
from organizations.access import current_membership
from pixorga.lib.throttle import hit
from pixorga.support import limits, messages, services
from pixorga.support.forms import ContactForm


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, ContactForm(initial=_known(request)))
    form = ContactForm(request.POST)
    if form.is_filled_by_a_program:
        return redirect("support:sent")
    if not form.is_valid():
        return _show(request, form)
    if not _is_within_limits(request):
        form.add_error(None, messages.TOO_MANY)
        return _show(request, form, status=429)
    user = request.user if request.user.is_authenticated else None
    services.write_to_support(user=user, **form.request_fields)
    return redirect("support:sent")


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "support/sent.html")


def _show(request: HttpRequest, form: ContactForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "support_email": settings.SUPPORT_EMAIL}
    return render(request, "support/contact.html", context, status=status)


def _known(request: HttpRequest) -> dict[str, str]:
    """Return what somebody signed in need not type again."""
    if not request.user.is_authenticated:
        return {}
    membership = current_membership(request)
    return {
        "full_name": request.user.full_name,
        "email": request.user.email or "",
        "uai": membership.organization.uai if membership else "",
    }


def _is_within_limits(request: HttpRequest) -> bool:
    if request.user.is_authenticated and not hit(cache, limits.requests_of_account(), request.user.pk):
        return False
    return hit(cache, limits.requests_of_address(), client_address(request))
