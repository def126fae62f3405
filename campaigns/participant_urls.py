"""The way into a campaign, for pupils; mounted at /app/campagnes/."""

from django.urls import path

from campaigns.participant_gar import gar
from campaigns.participant_views import entrance, identity, sign_up

app_name = "participant"

urlpatterns = [
    path("", entrance.code, name="code"),
    path("<str:code>/", entrance.campaign, name="campaign"),
    path("<str:code>/commencer/", entrance.start, name="start"),
    path("<str:code>/acces/", entrance.access, name="access"),
    path("<str:code>/inscription/", sign_up.sign_up, name="sign_up"),
    path("<str:code>/inscription/mot-de-passe/", sign_up.choose_password, name="choose_password"),
    path("<str:code>/mediacentre/", gar, name="gar"),
    path("<str:code>/identite/", identity.identity, name="identity"),
    path("<str:code>/identite/confirmation/", identity.confirm_identity, name="confirm_identity"),
]
