"""The pupils’ App, open to everybody: sign-in, sign-up, the terms of the account, the landing page."""

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required, login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import external, limits, messages, services
from accounts.access import app_view
from accounts.address import client_address
from accounts.errors import EmailTakenError
from accounts.fields import AdultForm, AppSignInForm
from accounts.legal import render_legal_text
from accounts.models import User
from learners.reports import pupil_account
from organizations.access import current_membership
from pixorga.lib.throttle import hit

PAGES = ["GET", "HEAD", "POST"]


@require_safe
@app_view
def home(request: HttpRequest) -> HttpResponse:
    """Where one lands: what the space is for, and the ways on."""
    return render(request, "app/home.html", {"has_school": current_membership(request) is not None})


@require_safe
@app_view
def account(request: HttpRequest) -> HttpResponse:
    """« Mon compte » of a pupil: who he is for his schools, and his ways in."""
    return render(request, "app/account.html", {"account": pupil_account(request.user)})


class SignInView(allauth_views.LoginView):
    """allauth’s page, with every lock of the staff’s; an identifier is as welcome as an address."""

    template_name = "app/sign_in.html"
    success_url = reverse_lazy("app:home")

    def get_form_class(self) -> type[AppSignInForm]:
        return AppSignInForm

    def get_context_data(self, **kwargs: object) -> dict:
        more = {
            "sign_up_is_open": settings.APP_SIGN_UP_IS_OPEN,
            "identity_providers": external.providers_for(external.APP),
        }
        return super().get_context_data(**more, **kwargs)


sign_in = login_not_required(never_cache(require_http_methods(PAGES)(SignInView.as_view())))


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(PAGES)
def sign_up(request: HttpRequest) -> HttpResponse:
    """« Je m’inscris »: an account for whoever wants one."""
    if request.user.is_authenticated:
        return redirect("app:home")
    if not settings.APP_SIGN_UP_IS_OPEN:
        return render(request, "app/sign_up_closed.html")
    if request.method != "POST":
        return _show(request, AdultForm())
    form = AdultForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    if not hit(cache, limits.app_sign_ups_of_address(), client_address(request)):
        form.add_error(None, messages.TOO_MANY_SIGN_UPS)
        return _show(request, form, status=429)
    user = _register(form)
    if user is None:
        form.refuse_email()
        return _show(request, form)
    redirect_url = external.landing(request, "app:home")
    return perform_login(request, user, redirect_url=redirect_url, signup=True)


def _show(request: HttpRequest, form: AdultForm, *, status: int = 200) -> HttpResponse:
    return render(request, "app/sign_up.html", {"form": form}, status=status)


def _register(form: AdultForm) -> User | None:
    """Return the new account; None when the address has one that this very form did not make a moment ago."""
    person = {name: form.cleaned_data[name] for name in ("first_name", "last_name", "email")}
    password = form.cleaned_data["password"]
    try:
        return services.register_adult(
            **person, password_hash=services.hash_password(password), is_email_verified=False
        )
    except EmailTakenError:
        return services.find_just_registered(email=person["email"], password=password)


@login_required(login_url="app:sign_in")
@never_cache
@require_http_methods(PAGES)
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of the account: accepted again when a new version came out; then on to ``next``, or home."""
    wanted = request.GET.get("next", "")
    after = wanted if wanted and get_adapter(request).is_safe_url(wanted) else reverse("app:home")
    due = services.due_terms(user=request.user, kinds=services.ACCOUNT_TERMS)
    if request.method == "POST":
        posted = request.POST.get("document", "")
        if not services.accept_posted_terms(user=request.user, posted=posted):
            notices.warning(request, messages.TERMS_CHANGED_MEANWHILE)
        return HttpResponseRedirect(after)
    if not due:
        return HttpResponseRedirect(after)
    context = {
        "document": due[0],
        "body": render_legal_text(due[0].body),
        "must_accept": True,
        "accept_url": f"{request.path}?{urlencode({'next': after})}",
    }
    return render(request, "app/terms.html", context)


@login_not_required
@require_POST
def refuse_terms(request: HttpRequest) -> HttpResponse:
    """« Refuser et quitter »: nothing is written, the person is signed out."""
    get_adapter().logout(request)
    notices.info(request, messages.SIGNED_OUT_BY_REFUSAL)
    return redirect("app:sign_in")
