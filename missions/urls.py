"""Missions on the staff's side, mounted at /missions/."""

from django.urls import path

from missions import views

app_name = "missions"

urlpatterns = [
    path("", views.mission_list, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/resultats/", views.results, name="results"),
    path("<int:pk>/fiche/", views.sheet, name="sheet"),
    path("session/ouvrir/", views.open_session, name="open_session"),
    path("session/fermer/", views.close_session, name="close_session"),
]
