"""The pages that say what went wrong, in French, with a way out."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from missions.comfort import HOME, comfort_of
from missions.pupils import COOKIE as PUPIL_COOKIE

RETRY_AFTER_SECONDS = "5"

# What happens to pupils as well is told in their words, and leads back to their pages.
FOR_PUPILS_TOO = frozenset({403, 404, 405, 429, 500, 503})


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    is_junior = request.path.startswith(HOME)
    is_for_pupils = is_junior and status in FOR_PUPILS_TOO
    is_for_app = request.path.startswith("/app/")
    context["home_url"] = reverse("app:home" if is_for_app else "pixorga:home")
    context["product"] = "Pix App" if is_for_app else "Pix Orga"
    context["comfort"] = comfort_of(request)
    # Not whether the pupil is still one: his missions, where he is led, know that.
    context["is_pupil"] = bool(request.COOKIES.get(PUPIL_COOKIE))
    # Rendered without the context processors: they read the database, which may be what failed.
    template = loader.get_template(f"errors/{status}{'_junior' if is_for_pupils else ''}.html")
    response = HttpResponse(template.render(context), status=status)
    if is_junior:
        add_never_cache_headers(response)
    return response


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a role is missing. The exception's text says who can (decisions.md 22)."""
    return _page(request, 403, reason=str(exception), is_stale_form=False)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another time: signed out meanwhile, or cookies refused."""
    return _page(request, 403, reason="", is_stale_form=True)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


@login_not_required
def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the address of a button was opened as a page. allowed: the methods that it takes."""
    response = _page(request, 405)
    response["Allow"] = allowed
    return response


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 when it is the database that does not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _page(request, 500)


@login_not_required
def unavailable(request: HttpRequest) -> HttpResponse:
    response = _page(request, 503)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


@login_not_required
def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, 413)


@login_not_required
def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: name and arguments are those that allauth looks for (handler429)."""
    response = _page(request, 429)
    response["Retry-After"] = "60"
    return response
