"""« Choisissez votre mot de passe »: between a password that staff gave and an open session."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import messages
from accounts.forms import OwnPasswordForm
from accounts.stages import OneTimePassword


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in yet, and this page is all that the password opens (accounts.md 4.5, 6.10)."""
    stage = LoginStageController.enter(request, OneTimePassword.key)
    if stage is None:
        return redirect("app:sign_in")
    if stage.is_outdated():
        return _turn_back(request, stage)
    user = stage.login.user
    form = OwnPasswordForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        context = {"form": form, "owner": user, "door": stage.door}
        return render(request, "accounts/new_password.html", context)
    if not form.save():
        return _turn_back(request, stage)
    stage.land_in_the_app()
    return stage.exit()


def _turn_back(request: HttpRequest, stage: OneTimePassword) -> HttpResponse:
    """Another browser was quicker, or a teacher gave another password."""
    clear_login(request)
    notices.error(request, messages.CHANGED_MEANWHILE)
    return redirect(stage.door)
