"""New passwords for several pupils at once; mounted at /eleves/mots-de-passe/."""

from django.urls import path

from learners.views import credentials

urlpatterns = [
    path("choisir/", credentials.choose, name="credentials_choose"),
    path("preparer/", credentials.make, name="credentials_make"),
    path("<int:pk>/", credentials.page, name="credentials"),
    path("<int:pk>/etat/", credentials.state, name="credentials_state"),
    path("<int:pk>/liste.csv", credentials.file, name="credentials_csv"),
    path("<int:pk>/fiches/", credentials.cards, name="credentials_cards"),
]
