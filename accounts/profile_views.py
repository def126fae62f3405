"""The pages of one's own account: everybody who is signed in, with or without a school."""

from collections.abc import Callable

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages as notices
from django.contrib.auth import update_session_auth_hash
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits, messages, reports, services
from accounts.errors import SameEmailError
from accounts.profile_forms import ChangePasswordForm, EmailChangeForm, NameForm, ReauthenticateForm
from pixorga.lib.throttle import hit


def own_page(view: Callable) -> Callable:
    """A page about the person who looks at it: no cache keeps it. The middleware asks to sign in."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


@own_page
def page(request: HttpRequest) -> HttpResponse:
    """« Mon compte »; the form is that of the names."""
    user = request.user
    form = NameForm(initial={"first_name": user.first_name, "last_name": user.last_name})
    if request.method == "POST":
        if not user.email:  # a pupil: called as the school's import says
            raise PermissionDenied(messages.NAMES_OF_SCHOOL)
        form = NameForm(request.POST)
        if form.is_valid():
            if services.change_name(user=user, **form.cleaned_data):
                notices.success(request, messages.NAME_CHANGED)
            return redirect("profile:page")
    context = {
        "form": form,
        "profile": reports.profile_of(user),
        "entries": reports.account_entries(user),
    }
    return render(request, "accounts/profile/page.html", context)


@require_POST
def resend_confirmation(request: HttpRequest) -> HttpResponse:
    """Send the link that confirms the account's address once more."""
    email = request.user.email
    if email and _may_mail(request, email) and services.resend_confirmation(user=request.user):
        notices.success(request, messages.CONFIRMATION_SENT)
    return redirect("profile:page")


class PasswordChangeView(allauth_views.PasswordChangeView):
    """A new password, by whoever knows the old one. This session stays, the others end."""

    form_class = ChangePasswordForm

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_usable_password():
            notices.info(request, messages.NO_PASSWORD_YET)
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        request = self.request
        if not form.save():  # changed elsewhere meanwhile: this session is over as well
            return redirect("account_login")
        before = request.session.session_key
        update_session_auth_hash(request, form.user)
        services.follow_session(before=before, session_key=request.session.session_key)
        services.drop_other_sessions(user=form.user, session_key=request.session.session_key)
        notices.success(request, messages.PASSWORD_CHANGED)
        return HttpResponseRedirect(self._way_back())

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(**kwargs) | {"back_url": self._way_back()}

    def _way_back(self) -> str:
        """Return the page of the account that led here: that of the App says so in ``next``."""
        return self.get_next_url() or reverse("profile:page")


class ReauthenticateView(allauth_views.ReauthenticateView):
    """« C’est bien vous ? »: the password once more, before the next step."""

    form_class = ReauthenticateForm

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not get_adapter().get_reauthentication_methods(request.user):
            return redirect("profile:page")  # nothing to ask for: signed in by another service
        return super().dispatch(request, *args, **kwargs)


@own_page
def email(request: HttpRequest) -> HttpResponse:
    """The account's address, the one that waits for its confirmation, and the form that asks for another."""
    if not request.user.email:
        raise PermissionDenied(messages.NO_EMAIL_TO_CHANGE)
    form = EmailChangeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _request_email_change(request, form.cleaned_data["email"])
    context = {"form": form, "pending": services.pending_address(request.user)}
    return render(request, "account/email.html", context)


@reauthentication_required(app="allauth.account")
def _request_email_change(request: HttpRequest, address: str) -> HttpResponse:
    """Runs once the password was typed again: allauth keeps what was sent until then."""
    if _may_mail(request, address):
        try:
            services.request_email_change(user=request.user, email=address)
        except SameEmailError:
            notices.error(request, messages.SAME_EMAIL)
    return redirect("account_email")


@require_POST
def resend_email_change(request: HttpRequest) -> HttpResponse:
    """Send the link to the address asked for once more."""
    pending = services.pending_address(request.user)
    if pending and _may_mail(request, pending.email) and services.resend_email_change(user=request.user):
        notices.success(request, messages.CONFIRMATION_SENT)
    return redirect("account_email")


@require_POST
def cancel_email_change(request: HttpRequest) -> HttpResponse:
    """« Annuler le changement »: the mailed link dies."""
    if services.cancel_email_change(user=request.user):
        notices.success(request, messages.EMAIL_CHANGE_CANCELLED)
    return redirect("account_email")


def _may_mail(request: HttpRequest, email: str) -> bool:
    """Count one more letter that confirms ``email``, for who asks and who gets it; say when too many left."""
    is_within = hit(cache, limits.email_confirmations_of_account(), request.user.pk) and hit(
        cache, limits.email_confirmations_of_recipient(), email
    )
    if not is_within:
        notices.error(request, messages.TOO_MANY_CONFIRMATIONS)
    return is_within


@own_page
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; the button signs out everywhere else."""
    session_key = request.session.session_key
    if request.method == "POST":
        services.end_other_sessions(user=request.user, session_key=session_key)
        notices.success(request, messages.OTHER_SESSIONS_ENDED)
        return redirect("usersessions_list")
    found = reports.open_sessions(
        request.user,
        session_key=session_key,
        user_agent=request.headers.get("User-Agent", ""),
        now=timezone.now(),
    )
    return render(request, "usersessions/usersession_list.html", {"sessions": found})
