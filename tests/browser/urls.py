"""The product's addresses, and pages that fail on purpose, so that a browser can see how that is told."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest
from django.urls import path

from pixorga import errors
from pixorga.urls import *  # noqa: F403
from pixorga.urls import urlpatterns as addresses_of_the_product

FAILURES = {
    "400": SuspiciousOperation("made by hand"),
    "500": RuntimeError("broken"),
    "503": OperationalError("no answer"),
}


@login_not_required
def fail(request: HttpRequest, status: str) -> None:
    raise FAILURES[status]


urlpatterns = [
    path("panne/413/", login_not_required(errors.too_large)),
    path("panne/429/", login_not_required(errors.too_many_requests)),
    path("panne/<str:status>/", fail),
    path("junior/panne/<str:status>/", fail),
    *addresses_of_the_product,
]
