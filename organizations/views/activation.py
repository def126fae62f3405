"""« Activez ou récupérez votre espace »: the form, then a page that is the same for everybody."""

from allauth.core.ratelimit import respond_429
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.address import client_address
from organizations import limits, messages, services
from organizations.errors import ActivationError
from organizations.forms import ActivationForm
from pixorga.lib.throttle import hit


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_activation(request: HttpRequest) -> HttpResponse:
    form = ActivationForm(request.POST or None)
    if not form.is_valid():
        return _show(request, form)
    if not hit(cache, limits.activations_of_address(), client_address(request)):
        return respond_429(request)
    try:
        services.request_activation(**form.cleaned_data)
    except ActivationError as error:
        is_about_school = error.code != ActivationError.TOO_MANY
        form.add_error("uai" if is_about_school else None, messages.activation_refused(error.code))
        return _show(request, form, status=200 if is_about_school else 429)
    return redirect("organizations:activation_requested")


@login_not_required
@require_safe
def activation_requested(request: HttpRequest) -> HttpResponse:
    """Says neither which school nor which mailbox: whoever reloads or shares the page learns nothing."""
    return render(request, "organizations/activation_requested.html")


def _show(request: HttpRequest, form: ActivationForm, *, status: int = 200) -> HttpResponse:
    return render(request, "organizations/request_activation.html", {"form": form}, status=status)
