"""« Gestion du compte Pix de l'élève »: every member of a collège or lycée helps a pupil to get in again."""

from functools import wraps

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import UsernameTakenError
from learners import messages, services
from learners.account_reports import account_panel
from learners.errors import HelpError
from learners.models import Learner
from organizations.access import StaffView, orga_view
from organizations.models import Organization

members = orga_view(kind=Organization.Kind.SCO)


def helps(view: StaffView) -> StaffView:
    """Guard a button of the page and hand it the pupil: ``view(request, learner)``; say why it may refuse."""

    @require_POST
    @members
    @wraps(view)
    def guarded(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
        learner = _pupil(organization, pk)
        try:
            return view(request, learner)
        except HelpError as refusal:
            notices.warning(request, messages.HELP_REFUSALS[refusal.code])
            return redirect("learners:account", pk=pk)

    return guarded


@require_safe
@members
def account(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """How the pupil signs in, and what may be done about it."""
    learner = _pupil(organization, pk)
    if learner.disabled_at:
        notices.info(request, messages.withdrawn(learner))
        return redirect("pixorga:learners")
    panel = account_panel(organization=organization, learner=learner, now=timezone.now())
    context = {"learner": learner, "panel": panel}
    if panel and panel.refusal:
        context["refusal"] = messages.HELP_REFUSALS[panel.refusal]
    return render(request, "learners/account.html", context)


@helps
def reset(request: HttpRequest, learner: Learner) -> HttpResponse:
    """« Réinitialiser le mot de passe »: the answer alone shows the new one; sent again, it says so."""
    seen = request.POST.get("seen", "")
    password = services.reset_learner_password(learner=learner, by=request.user, seen=seen)
    if password is None:
        notices.info(request, messages.JUST_RESET)
        return redirect("learners:account", pk=learner.pk)
    return _show_password(request, learner, password)


@helps
def add_username(request: HttpRequest, learner: Learner) -> HttpResponse:
    """« Ajouter une connexion avec un identifiant », and a password where there was none."""
    try:
        added = services.add_learner_username(learner=learner, by=request.user)
    except UsernameTakenError:
        notices.error(request, messages.USERNAME_NOT_FREE)
        return redirect("learners:account", pk=learner.pk)
    if added.one_time_password:
        return _show_password(request, learner, added.one_time_password)
    notices.success(request, messages.USERNAME_ADDED)
    return redirect("learners:account", pk=learner.pk)


@helps
def unblock(request: HttpRequest, learner: Learner) -> HttpResponse:
    """« Débloquer »."""
    if services.unblock_learner_account(learner=learner, by=request.user):
        notices.success(request, messages.UNBLOCKED)
    else:
        notices.info(request, messages.NOT_BLOCKED)
    return redirect("learners:account", pk=learner.pk)


def _pupil(organization: Organization, pk: int) -> Learner:
    pupils = Learner.objects.of(organization).select_related("organization", "user")
    return get_object_or_404(pupils, pk=pk)


def _show_password(request: HttpRequest, learner: Learner, password: str) -> HttpResponse:
    """Show the password on this answer alone: neither the session nor an address ever holds it."""
    learner.user.refresh_from_db()
    panel = account_panel(organization=learner.organization, learner=learner, now=timezone.now())
    context = {"learner": learner, "panel": panel, "password": password}
    return render(request, "learners/account_password.html", context)
