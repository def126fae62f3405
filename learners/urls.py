"""What is done to one pupil, mounted at /eleves/; the list itself is the page of pixorga.urls."""

from django.urls import include, path

from learners.views import chosen, listing, reading, records

app_name = "learners"

urlpatterns = [
    path("ajouter/", records.add, name="add"),
    path("retires/", listing.withdrawn, name="withdrawn"),
    path("<int:pk>/corriger/", records.correct, name="correct"),
    path("<int:pk>/retirer/", records.withdraw, name="withdraw"),
    path("<int:pk>/remettre/", records.bring_back, name="bring_back"),
    path("<int:pk>/lecture/", reading.learner, name="oralization"),
    path("<int:pk>/compte/", include("learners.account_urls")),
    path("mots-de-passe/", include("learners.credential_urls")),
    path("lecture/", reading.division, name="division_oralization"),
    path("mes-classes/", chosen.chosen, name="chosen"),
]
