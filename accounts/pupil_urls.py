"""The step between a one-time password and an open session."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
