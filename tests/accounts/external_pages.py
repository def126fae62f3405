"""An identity provider for the tests: its page believes what the address says, as no real one may."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.external import APP, ORGA, IdentityProvider, sign_in_external
from pixorga.urls import *  # noqa: F403
from pixorga.urls import urlpatterns as addresses_of_the_product

PORTAL = IdentityProvider(
    code="portal", label="Portail des tests", url_name="portal", audiences=frozenset({APP})
)
AGENTS = IdentityProvider(
    code="agents", label="Annuaire des agents", url_name="agents", audiences=frozenset({ORGA, APP})
)


@login_not_required
def portal(request: HttpRequest) -> HttpResponse:
    return sign_in_external(request, provider=PORTAL, subject=request.GET["sub"], audience=APP)


@login_not_required
def agents(request: HttpRequest) -> HttpResponse:
    return sign_in_external(request, provider=AGENTS, subject=request.GET["sub"], audience=ORGA)


urlpatterns = [
    path("portail/", portal, name="portal"),
    path("agents/", agents, name="agents"),
    *addresses_of_the_product,
]
