"""What the pages of one's own account show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from accounts.domain.browser import describe_browser
from accounts.models import Acceptance, User


@dataclass(frozen=True, slots=True)
class Profile:
    """« Mon compte ». pending: the address that waits for its confirmation to take the place of the other."""

    is_email_confirmed: bool
    pending: EmailAddress | None
    acceptances: Sequence[Acceptance]


def profile_of(user: User) -> Profile:
    """Return what « Mon compte » shows besides the account itself; two queries."""
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    return Profile(
        is_email_confirmed=any(one.verified for one in addresses if one.email == user.email),
        pending=next((one for one in addresses if not one.primary and not one.verified), None),
        acceptances=Acceptance.objects.filter(user=user).select_related("document").order_by("-accepted_at"),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A page below « Mon compte »."""

    label: str
    url: str


def account_entries(user: User) -> list[Entry]:
    """Return the pages that ``user`` has below « Mon compte »."""
    pages = [("Changer de mot de passe", "account_change_password")]
    if user.email:
        pages.append(("Changer d’adresse e-mail", "account_email"))
    pages += [("Connexion en deux étapes", "mfa_index"), ("Sessions ouvertes", "usersessions_list")]
    return [Entry(label, reverse(name)) for label, name in pages]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Where somebody is signed in. since: of the sign-in; None when it is not known."""

    device: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class OpenSessions:
    current: OpenSession
    others: list[OpenSession]


def open_sessions(user: User, *, session_key: str, user_agent: str, now: datetime) -> OpenSessions:
    """Return where ``user`` is signed in, newest first; two queries. user_agent: of the browser that asks.

    allauth keeps rows of sessions that are over, and drops them while it lists: looking must write nothing.
    """
    kept = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    rows = {row.session_key: row for row in kept}
    stored = Session.objects.filter(session_key__in=rows, expire_date__gt=now)
    alive = {session.session_key for session in stored if _is_signed_in(session, user)}
    here = rows.get(session_key)
    return OpenSessions(
        current=OpenSession(describe_browser(user_agent), here.created_at if here else None),
        others=[
            OpenSession(describe_browser(row.user_agent), row.created_at)
            for key, row in rows.items()
            if key in alive and key != session_key
        ],
    )


def _is_signed_in(session: Session, user: User) -> bool:
    """Return False once the password has changed: the session holds the hash of the one before."""
    held = session.get_decoded().get(HASH_SESSION_KEY, "")
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(held, each) for each in hashes)
