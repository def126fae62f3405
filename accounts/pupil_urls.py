"""The step between a one-time password and an open session."""

from django.urls import path

from accounts import pupil_views

urlpatterns = [
    path("connexion/nouveau-mot-de-passe/", pupil_views.new_password, name="account_new_password"),
]
