"""Keeping one’s account after school; mounted at /recuperer-mon-compte/."""

from django.urls import path

from learners.views import recovery

app_name = "recovery"

urlpatterns = [
    path("", recovery.search, name="search"),
    path("confirmer/", recovery.confirm, name="confirm"),
    path("envoye/", recovery.sent, name="sent"),
    path("lien/", recovery.link, name="link"),
    path("fait/", recovery.done, name="done"),
]
