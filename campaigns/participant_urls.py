"""The way into a campaign, for pupils; mounted at /app/campagnes/."""

from django.urls import URLPattern

app_name = "participant"

urlpatterns: list[URLPattern] = []
