"""Missions on the staff's side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organizations.access import orga_view
from organizations.models import Organization


@orga_view(kind=Organization.Kind.SCO_1D)
def home(request: HttpRequest, organization: Organization) -> HttpResponse:
    return render(request, "missions/home.html")
