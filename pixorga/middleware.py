"""What every request goes through."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from secrets import token_urlsafe
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from pixorga import errors

logger = logging.getLogger("pixorga.request")

GetResponse = Callable[[HttpRequest], HttpResponse]

# The form around the file: boundaries, headers, the other fields.
FORM_MARGIN = 64 * 1024
# Python refuses to read a number of thousands of digits.
LONGEST_LENGTH = 18


class RequestSizeMiddleware:
    """Refuse a body that is too large before a byte of it is read; Django has no limit on files."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_upload = request.path.startswith(settings.UPLOAD_PATHS)
        limit = settings.MAX_UPLOAD_BYTES + FORM_MARGIN if is_upload else settings.MAX_BODY_BYTES
        length = request.META.get("CONTENT_LENGTH") or "0"
        # « ² » is a digit, and no decimal one.
        if not length.isdecimal() or len(length) > LONGEST_LENGTH or int(length) > limit:
            return errors.too_large(request)
        return self.get_response(request)


class CookieMiddleware:
    """Forget cookies that hold a NUL: none of ours does, and PostgreSQL fails to look for such a session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)


class NotAllowedMiddleware:
    """Give a method that an address does not take a page of ours; Django answers with an empty one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_empty = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        return errors.not_allowed(request, response.get("Allow", "")) if is_empty else response


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask for an account where one is needed; after it, go on where the person was."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        """Lead to the sign-in page. What a form was sent to cannot be opened afterwards, its page can."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        before = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure())
        page = urlsplit(before)._replace(scheme="", netloc="").geturl() if is_ours else "/"
        return redirect_to_login(page, self.get_login_url(view_func))


class RequestLogMiddleware:
    """Log one line a request: route, status, duration and ids; never the address, which may hold a code."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=token_urlsafe(8))
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        membership = getattr(request, "membership", None)
        facts = {
            "method": request.method,
            "route": match.view_name if match else None,
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000),
            "organization_id": membership.organization_id if membership else None,
            "user_id": membership.user_id if membership else None,
        }
        logger.info("request", extra=facts)
        return response


class HtmxMiddleware:
    """Set ``request.htmx``: True when a fragment is wanted; caches keep fragments and pages apart."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.htmx = (
            request.headers.get("HX-Request") == "true"
            and request.headers.get("HX-History-Restore-Request") != "true"
        )
        response = self.get_response(request)
        if request.htmx and response.has_header("Location"):
            # Signed out meanwhile, for instance: the page goes there, and not its fragment.
            response = HttpResponse(status=204, headers={"HX-Refresh": "true"})
        patch_vary_headers(response, ["HX-Request"])
        return response
