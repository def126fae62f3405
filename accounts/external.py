"""Where another identity provider is plugged in (docs/exploitation.md, « Another identity provider »).

The provider's own page checks what the provider says, then it calls ``sign_in_external()``. Whoever is
unknown signs in or signs up first, and links both by a button. Nothing is ever linked by an e-mail address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages as notices
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from accounts import lock, messages, services

SESSION_KEY = "external_identity"
# Long enough to sign up; short enough for a tablet that goes from hand to hand.
HELD_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Door:
    """A site of the product: route of its sign-in page, and of where one lands."""

    sign_in: str
    home: str


ORGA, APP = "orga", "app"
DOORS = {ORGA: Door("account_login", "pixorga:home"), APP: Door("app:sign_in", "app:home")}


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """One that settings.IDENTITY_PROVIDERS names.

    code: stable, kept with each identity. url_name, url_kwargs: where signing in there begins.
    audiences: the sites that show its button, ORGA or APP.
    """

    code: str
    label: str
    url_name: str
    audiences: frozenset[str]
    url_kwargs: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return reverse(self.url_name, kwargs=dict(self.url_kwargs))


@dataclass(frozen=True, slots=True)
class HeldIdentity:
    """Who somebody is for a provider, kept in the session until they say which account is theirs."""

    provider: IdentityProvider
    subject: str
    home: str


def providers_for(audience: str) -> list[IdentityProvider]:
    """Return the providers whose button a site shows."""
    return [provider for provider in _providers() if audience in provider.audiences]


def sign_in_external(
    request: HttpRequest, *, provider: IdentityProvider, subject: str, audience: str
) -> HttpResponse:
    """Sign in to the account of this identity, with every lock and second step; or ask whose it is.

    subject: the stable identifier of the person at the provider, whose answer the caller has checked.
    """
    door = DOORS[audience]
    account = services.find_external_account(provider=provider.code, subject=subject)
    if account is None:
        return _hold(request, provider, subject, audience)
    try:
        lock.refuse_blocked(account)
    except ValidationError as refusal:
        notices.error(request, refusal.message)
        return redirect(door.sign_in)
    services.note_external_use(provider=provider.code, subject=subject)
    return perform_login(request, account, redirect_url=reverse(door.home))


def held_identity(request: HttpRequest) -> HeldIdentity | None:
    """Return the identity that waits for its account in this session, or None when it waited too long."""
    held = request.session.get(SESSION_KEY)
    if held is None or held["until"] < timezone.now().timestamp():
        return None
    provider = next((each for each in _providers() if each.code == held["provider"]), None)
    return HeldIdentity(provider, held["subject"], DOORS[held["audience"]].home) if provider else None


def forget_identity(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def landing(request: HttpRequest, home: str) -> str:
    """Return where somebody goes after signing up: to the button that links, if an identity waits."""
    return reverse("accounts:link_identity" if held_identity(request) else home)


@register(Tags.security)
def check_identity_providers(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Find at start what would otherwise break the sign-in pages, or mix up two providers."""
    try:
        codes = [provider.code for provider in _providers()]
    except (ImportError, AttributeError) as error:
        return [Error(f"IDENTITY_PROVIDERS\u00a0: {error}", id="accounts.E001")]
    if len(set(codes)) < len(codes):
        return [Error("IDENTITY_PROVIDERS\u00a0: deux fournisseurs ont le même code.", id="accounts.E002")]
    return []


def _providers() -> list[IdentityProvider]:
    return [import_string(path) for path in settings.IDENTITY_PROVIDERS]


def _hold(request: HttpRequest, provider: IdentityProvider, subject: str, audience: str) -> HttpResponse:
    """Keep the identity and lead to the sign-in page.

    Whoever is signed in here is signed out: on a shared tablet that may well be somebody else.
    """
    if request.user.is_authenticated:
        get_adapter().logout(request)
    until = (timezone.now() + HELD_FOR).timestamp()
    held = {"provider": provider.code, "subject": subject, "audience": audience, "until": until}
    request.session[SESSION_KEY] = held
    notices.info(request, messages.unknown_identity(provider.label))
    query = urlencode({"next": reverse("accounts:link_identity")})
    return redirect(f"{reverse(DOORS[audience].sign_in)}?{query}")
