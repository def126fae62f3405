"""Activation, invitations, joining and the team."""

from django.urls import path
from django.views.generic import TemplateView

app_name = "organizations"

urlpatterns = [
    path("equipe/", TemplateView.as_view(), name="team"),
]
