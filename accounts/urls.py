"""Sign-in and passwords: allauth's pages under French addresses, with allauth's names; and the terms."""

from collections.abc import Callable

from allauth.account import views as allauth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import profile_views, views


def entrance(view: Callable) -> Callable:
    """Open a page to people who are not signed in; no cache keeps what was typed or mailed.

    Django's own class takes PUT for an empty POST; here it is refused as everywhere.
    """
    return login_not_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))


pages = (
    [
        path("cgu/", views.terms, name="terms"),
        path("cgu/refuser/", views.refuse_terms, name="refuse_terms"),
        path("conditions-generales/", views.account_terms, name="account_terms"),
        path("connexion/compte-externe/", views.link_identity, name="link_identity"),
        path("connexion/compte-externe/oublier/", views.forget_identity, name="forget_identity"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(pages)),
    path("profil/", include("accounts.profile_urls")),
    path("", include("accounts.mfa_urls")),
    path("connexion/", entrance(views.SignInView.as_view()), name="account_login"),
    path(
        "connexion/verification/",
        profile_views.own_page(profile_views.ReauthenticateView.as_view()),
        name="account_reauthenticate",
    ),
    path("deconnexion/", entrance(allauth_views.logout), name="account_logout"),
    path("compte-desactive/", entrance(allauth_views.account_inactive), name="account_inactive"),
    path("inscription/", entrance(allauth_views.signup), name="account_signup"),
    path(
        "mot-de-passe-oublie/",
        entrance(allauth_views.password_reset),
        name="account_reset_password",
    ),
    path(
        "mot-de-passe-oublie/envoye/",
        entrance(allauth_views.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe/fait/",
        entrance(allauth_views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe/(?P<uidb36>[0-9a-z]+)-(?P<key>[0-9a-z-]+)/$",
        entrance(views.NewPasswordView.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "adresse-e-mail/confirmation/",
        entrance(allauth_views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^adresse-e-mail/confirmation/(?P<key>[-:\w]+)/$",
        entrance(views.ConfirmEmailView.as_view()),
        name="account_confirm_email",
    ),
]
