"""One’s own account: names, password, e-mail address, sessions; allauth's names where it looks for them."""

from django.urls import include, path

from accounts import profile_views

pages = (
    [
        path("", profile_views.page, name="page"),
        path("adresse-e-mail/confirmer/", profile_views.resend_confirmation, name="resend_confirmation"),
        path("adresse-e-mail/renvoyer/", profile_views.resend_email_change, name="resend_email_change"),
        path("adresse-e-mail/annuler/", profile_views.cancel_email_change, name="cancel_email_change"),
    ],
    "profile",
)

urlpatterns = [
    path("", include(pages)),
    path(
        "mot-de-passe/",
        profile_views.own_page(profile_views.PasswordChangeView.as_view()),
        name="account_change_password",
    ),
    path("adresse-e-mail/", profile_views.email, name="account_email"),
    path("sessions/", profile_views.sessions, name="usersessions_list"),
]
