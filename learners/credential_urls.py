"""New passwords for several pupils at once; mounted at /eleves/mots-de-passe/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
