"""Two-step sign-in: allauth’s pages under French addresses, with allauth’s names."""

from collections.abc import Callable

from allauth.mfa.base import views as base_views
from allauth.mfa.webauthn import views as webauthn_views
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import mfa_views as views


def form_page(view: Callable) -> Callable:
    """A page with a form, of somebody signed in; Django’s own class takes PUT for an empty POST."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def entrance(view: Callable) -> Callable:
    return login_not_required(form_page(view))


OWN = "profil/connexion-en-deux-etapes"
KEYS = f"{OWN}/cles"
CODES = f"{OWN}/codes-de-secours"

urlpatterns = [
    path("connexion/deux-etapes/", entrance(views.AuthenticateView.as_view()), name="mfa_authenticate"),
    path("connexion/cle-d-acces/", entrance(views.SignInKeyView.as_view()), name="mfa_login_webauthn"),
    path("connexion/verification/code/", form_page(base_views.reauthenticate), name="mfa_reauthenticate"),
    path(
        "connexion/verification/cle-d-acces/",
        form_page(views.ReauthenticateKeyView.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{OWN}/", views.index, name="mfa_index"),
    path(f"{OWN}/application/", form_page(views.ActivateTotpView.as_view()), name="mfa_activate_totp"),
    path(
        f"{OWN}/application/retirer/",
        form_page(views.DeactivateTotpView.as_view()),
        name="mfa_deactivate_totp",
    ),
    path(f"{CODES}/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{CODES}/nouveaux/",
        form_page(views.GenerateRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(f"{CODES}/telecharger/", views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(f"{KEYS}/", never_cache(require_safe(webauthn_views.list_webauthn)), name="mfa_list_webauthn"),
    path(f"{KEYS}/ajouter/", form_page(views.AddKeyView.as_view()), name="mfa_add_webauthn"),
    path(f"{KEYS}/<int:pk>/renommer/", form_page(webauthn_views.edit_webauthn), name="mfa_edit_webauthn"),
    path(f"{KEYS}/<int:pk>/retirer/", form_page(views.RemoveKeyView.as_view()), name="mfa_remove_webauthn"),
]
