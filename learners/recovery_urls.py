"""Keeping one’s account after school; mounted at /recuperer-mon-compte/."""

from django.urls import URLPattern

app_name = "recovery"

urlpatterns: list[URLPattern] = []
