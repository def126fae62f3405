"""The account of one pupil, for the staff of his school; mounted at /eleves/<pk>/compte/."""

from django.urls import path

from learners.views import account

urlpatterns = [
    path("", account.account, name="account"),
    path("mot-de-passe/", account.reset, name="account_reset"),
    path("identifiant/", account.add_username, name="account_username"),
    path("deblocage/", account.unblock, name="account_unblock"),
]
