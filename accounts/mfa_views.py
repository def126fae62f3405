"""The pages of two-step sign-in: allauth's, whose changes are told; and the codes of last resort."""

import json

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.base import views as base_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from django.contrib import messages as notices
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import messages
from accounts.domain.second_step import Change
from accounts.mfa import second_step_of
from accounts.services import drop_other_sessions
from accounts.services.second_step import record_mfa_change
from accounts.stages import SecondStep


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """« Connexion en deux étapes »: what one has, and what one may add."""
    return render(request, "mfa/index.html", {"second_step": second_step_of(request.user)})


@never_cache
@require_safe
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that have not served yet. allauth's own page writes down that it was looked at."""
    return render(request, "mfa/recovery_codes/index.html", {"codes": _unused_codes(request)})


@never_cache
@require_safe
@reauthentication_required(app="allauth.mfa")
def download_recovery_codes(request: HttpRequest) -> HttpResponse:
    response = render(
        request,
        "mfa/recovery_codes/download.txt",
        {"codes": _unused_codes(request)},
        content_type="text/plain; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="codes-de-secours-pix-orga.txt"'
    return response


def _unused_codes(request: HttpRequest) -> list[str]:
    kind = Authenticator.Type.RECOVERY_CODES
    return get_object_or_404(Authenticator, user=request.user, type=kind).wrap().get_unused_codes()


class _Told:
    """Tell the journal and the owner, in the transaction of the change itself."""

    change: Change

    def form_valid(self, form: Form) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            record_mfa_change(user=self.request.user, change=self.change)
        return response


class _Added(_Told):
    """Something more than the password: sessions that did without it end. This one stays."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            with transaction.atomic():
                response = super().form_valid(form)
                drop_other_sessions(user=self.request.user, session_key=self.request.session.session_key)
        except IntegrityError:  # the button was pressed twice
            return redirect("mfa_index")
        return response


class _KeyOptions:
    """Hand the page’s script what to ask a key, in an attribute: no script stands inside our pages."""

    def get_context_data(self, **kwargs: object) -> dict:
        context = super().get_context_data(**kwargs)
        options = context.pop("js_data", None)
        context["key_options"] = json.dumps(options, cls=DjangoJSONEncoder) if options else ""
        return context


class AuthenticateView(_KeyOptions, base_views.AuthenticateView):
    """The second step of signing in."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Go on when staff took the second step away meanwhile: allauth leads back and forth without end.

        The password is good for a quarter of an hour, and until it changes; then it is asked for again.
        """
        stage = LoginStageController.enter(request, SecondStep.key)
        if stage and stage.is_outdated():
            clear_login(request)
            stage = None
        if stage is None and not request.user.is_authenticated:
            notices.info(request, messages.PASSWORD_FIRST)
        if stage and not second_step_of(stage.login.user).is_set_up:
            return stage.exit()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict:
        has = second_step_of(self.stage.login.user)
        if not has.keys:
            self.webauthn_form = None
        shown = {"has_application": bool(has.application), "has_codes": has.codes_left is not None}
        return {"webauthn_form": None, **super().get_context_data(**kwargs), **shown}


class ActivateTotpView(_Added, totp_views.ActivateTOTPView):
    change = Change.APPLICATION_ADDED


class DeactivateTotpView(_Told, totp_views.DeactivateTOTPView):
    change = Change.APPLICATION_REMOVED


class GenerateRecoveryCodesView(_Told, recovery_views.GenerateRecoveryCodesView):
    change = Change.CODES_MADE


class AddKeyView(_KeyOptions, _Added, webauthn_views.AddWebAuthnView):
    change = Change.KEY_ADDED


class RemoveKeyView(_Told, webauthn_views.RemoveWebAuthnView):
    change = Change.KEY_REMOVED


class SignInKeyView(webauthn_views.LoginWebAuthnView):
    def form_invalid(self, form: Form) -> HttpResponse:
        """Back to the first page, with the page where one was going."""
        page = super().form_invalid(form)
        return redirect(passthrough_next_redirect_url(self.request, page.url, REDIRECT_FIELD_NAME))


class ReauthenticateKeyView(_KeyOptions, webauthn_views.ReauthenticateWebAuthnView):
    def form_invalid(self, form: Form) -> HttpResponse:
        """Ask again, with the page where one was going."""
        for error in form.errors.get("credential", []):
            notices.error(self.request, error)
        return redirect(self.request.get_full_path())
