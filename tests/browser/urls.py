"""The product's addresses, and what a browser would not see with the settings of the tests.

Pages that fail on purpose, so that one sees how that is told; pages of settings that are off here.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from pixorga import errors
from pixorga.urls import *  # noqa: F403
from pixorga.urls import urlpatterns as addresses_of_the_product
from tests.accounts.external_pages import PORTAL

FAILURES = {
    "400": SuspiciousOperation("made by hand"),
    "500": RuntimeError("broken"),
    "503": OperationalError("no answer"),
}


@login_not_required
def fail(request: HttpRequest, status: str) -> None:
    raise FAILURES[status]


@login_not_required
def closed_sign_up(request: HttpRequest) -> HttpResponse:
    return render(request, "app/sign_up_closed.html")


def link_identity(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/link_identity.html", {"provider": PORTAL})


@login_not_required
def conflict(request: HttpRequest, code: str, value: str = "") -> HttpResponse:
    """What a pupil reads who cannot get into a campaign."""
    context = {"conflict": code, "value": value, "school_name": "Collège des Lilas", "code": "AZERTY234"}
    links = dict.fromkeys(("sign_in_url", "campaign_url", "quit_url"), "/app/connexion/")
    context |= {"can_sign_in": bool(value), "is_wrong_account": False, **links}
    return render(request, "participant/conflict.html", context)


@login_not_required
def gar_refused(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "accounts/gar_refused.html", {"code": code})


urlpatterns = [
    path("apercu/mediacentre/<str:code>/", gar_refused),
    path("apercu/conflit/<str:code>/", conflict),
    path("apercu/conflit/<str:code>/<str:value>/", conflict),
    path("apercu/inscription-fermee/", closed_sign_up),
    path("apercu/compte-externe/", link_identity),
    path("panne/413/", login_not_required(errors.too_large)),
    path("panne/429/", login_not_required(errors.too_many_requests)),
    path("panne/<str:status>/", fail),
    path("junior/panne/<str:status>/", fail),
    *addresses_of_the_product,
]
