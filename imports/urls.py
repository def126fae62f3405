"""The import of the pupils' list, mounted at /eleves/import/."""

from django.urls import path

from imports import views

app_name = "imports"

urlpatterns = [
    path("", views.page, name="page"),
    path("envoyer/", views.upload, name="upload"),
    path("etat/", views.status, name="status"),
    path("relancer/", views.retry, name="retry"),
    path("confirmer/", views.confirm, name="confirm"),
    path("abandonner/", views.abandon, name="abandon"),
    path("historique/", views.history, name="history"),
    path("<int:pk>/annuler/", views.undo, name="undo"),
    path("<int:pk>/erreurs.csv", views.errors, name="errors"),
]
