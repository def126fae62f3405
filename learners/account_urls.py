"""The account of one pupil, for the staff of his school; mounted at /eleves/<pk>/compte/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
