"""The pupils’ App."""

from django.urls import path

from pixorga import app_views

app_name = "app"

urlpatterns = [
    path("", app_views.home, name="home"),
    path("compte/", app_views.account, name="account"),
    path("connexion/", app_views.sign_in, name="sign_in"),
    path("inscription/", app_views.sign_up, name="sign_up"),
    path("cgu/", app_views.terms, name="terms"),
    path("cgu/refuser/", app_views.refuse_terms, name="refuse_terms"),
]
