"""Missions on the staff's side, mounted at /missions/."""

from django.urls import path
from django.views.generic import TemplateView

app_name = "missions"

urlpatterns = [
    path("", TemplateView.as_view(), name="list"),
    path("session/ouvrir/", TemplateView.as_view(), name="open_session"),
    path("session/fermer/", TemplateView.as_view(), name="close_session"),
]
