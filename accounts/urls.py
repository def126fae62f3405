"""Sign-in and passwords: allauth's pages under French addresses, with allauth's names; and the terms."""

from allauth.account import views as allauth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from accounts import views

pages = (
    [
        path("cgu/", views.terms, name="terms"),
        path("cgu/refuser/", views.refuse_terms, name="refuse_terms"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(pages)),
    path("connexion/", login_not_required(allauth_views.login), name="account_login"),
    path("deconnexion/", login_not_required(allauth_views.logout), name="account_logout"),
    path("compte-desactive/", login_not_required(allauth_views.account_inactive), name="account_inactive"),
    path("inscription/", login_not_required(allauth_views.signup), name="account_signup"),
    path(
        "mot-de-passe-oublie/",
        login_not_required(allauth_views.password_reset),
        name="account_reset_password",
    ),
    path(
        "mot-de-passe-oublie/envoye/",
        login_not_required(allauth_views.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe/fait/",
        login_not_required(allauth_views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe/(?P<uidb36>[0-9a-z]+)-(?P<key>[0-9a-z-]+)/$",
        login_not_required(views.NewPasswordView.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "adresse-e-mail/confirmation/",
        login_not_required(allauth_views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^adresse-e-mail/confirmation/(?P<key>[-:\w]+)/$",
        login_not_required(views.ConfirmEmailView.as_view()),
        name="account_confirm_email",
    ),
]
