"""Where another identity provider is plugged in (docs/exploitation.md, « Another identity provider »).

The provider's own page checks what the provider says, then it calls ``sign_in_external()``. Whoever is
unknown signs in or signs up first, and links both by a button. Nothing is ever linked by an e-mail address.
Pupils of the GAR (accounts/gar) are held here too; their names wait with them, for the form of a campaign.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

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
from accounts.models import User

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
    """Who somebody is for a provider, kept in the session until they say which account is theirs.

    first_name, last_name: of pupils of the GAR only. birthdate: what such a pupil typed before he was sent to
    his account's sign-in page.
    """

    provider: IdentityProvider
    subject: str
    home: str
    first_name: str = ""
    last_name: str = ""
    birthdate: date | None = None


def providers_for(audience: str) -> list[IdentityProvider]:
    """Return the providers whose button a site shows."""
    return [provider for provider in _providers() if audience in provider.audiences]


def sign_in_external(
    request: HttpRequest, *, provider: IdentityProvider, subject: str, audience: str
) -> HttpResponse:
    """Sign in to the account of this identity, with every lock and second step; or ask whose it is.

    subject: the stable identifier of the person at the provider, whose answer the caller has checked.
    """
    account = services.find_external_account(provider=provider.code, subject=subject)
    if account is None:
        return _ask_whose_it_is(request, provider, subject, audience)
    return open_account(request, account, provider=provider.code, subject=subject, audience=audience)


def open_account(
    request: HttpRequest,
    account: User,
    *,
    provider: str,
    subject: str,
    audience: str,
    redirect_url: str = "",
) -> HttpResponse:
    """Sign in to ``account``, which this identity is linked to, with every lock and second step."""
    door = DOORS[audience]
    try:
        lock.refuse_blocked(account)
    except ValidationError as refusal:
        notices.error(request, refusal.message)
        return redirect(door.sign_in)
    services.note_external_use(provider=provider, subject=subject)
    return perform_login(request, account, redirect_url=redirect_url or reverse(door.home))


def hold_identity(
    request: HttpRequest,
    *,
    provider: str,
    subject: str,
    audience: str,
    held_for: timedelta = HELD_FOR,
    **names: str,
) -> None:
    """Keep who somebody is in a session of his own; names: first_name, last_name.

    Whoever is signed in here is signed out: on a shared tablet that may well be somebody else. A session that
    was open before gets a new key: somebody else may know the old one.
    """
    if request.user.is_authenticated:
        get_adapter().logout(request)
    until = (timezone.now() + held_for).timestamp()
    held = {"provider": provider, "subject": subject, "audience": audience, "until": until}
    request.session[SESSION_KEY] = held | names
    request.session.cycle_key()
    request.session.set_expiry(held_for)  # the names go with it, if nobody goes on


def remember_birthdate(request: HttpRequest, birthdate: date) -> None:
    """Keep what was typed with the identity that waits, so that nobody types it twice."""
    held = request.session.get(SESSION_KEY)
    if held:
        request.session[SESSION_KEY] = held | {"birthdate": birthdate.isoformat()}


def held_identity(request: HttpRequest) -> HeldIdentity | None:
    """Return the identity that waits for its account in this session, or None when it waited too long."""
    held = request.session.get(SESSION_KEY)
    if held is None or held["until"] < timezone.now().timestamp():
        return None
    provider = next((each for each in _providers() if each.code == held["provider"]), None)
    if provider is None:
        return None
    birthdate = held.get("birthdate")
    return HeldIdentity(
        provider,
        held["subject"],
        DOORS[held["audience"]].home,
        held.get("first_name", ""),
        held.get("last_name", ""),
        date.fromisoformat(birthdate) if birthdate else None,
    )


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


def _ask_whose_it_is(
    request: HttpRequest, provider: IdentityProvider, subject: str, audience: str
) -> HttpResponse:
    """Keep the identity and lead to the sign-in page."""
    hold_identity(request, provider=provider.code, subject=subject, audience=audience)
    notices.info(request, messages.unknown_identity(provider.label))
    query = urlencode({"next": reverse("accounts:link_identity")})
    return redirect(f"{reverse(DOORS[audience].sign_in)}?{query}")
