"""Who may enter a page of the pupils’ App."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts import services

AppView = Callable[..., HttpResponse]


def app_view(view: AppView) -> AppView:
    """Guard a page of the App: signed in, and the terms of the account accepted."""

    @login_required(login_url="app:sign_in")
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if services.must_accept_terms(user=request.user, kinds=services.ACCOUNT_TERMS):
            return redirect(_terms_before(request))
        return view(request, *args, **kwargs)

    return guarded


def _terms_before(request: HttpRequest) -> str:
    """Return the address of the terms, which leads back to a page that was asked for; home without a word."""
    terms = reverse("app:terms")
    if request.method not in ("GET", "HEAD") or request.path == reverse("app:home"):
        return terms
    return f"{terms}?{urlencode({'next': request.get_full_path()})}"
