"""What is done to accounts; sign-in itself is allauth's (accounts/adapter.py)."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Acceptance, LegalDocument, User


def current_terms() -> LegalDocument | None:
    """Return the newest published terms of Pix Orga, or None before the first text is loaded."""
    return LegalDocument.objects.filter(kind=LegalDocument.Kind.ORGA_TERMS).order_by("-published_at").first()


def must_accept_terms(*, user: User) -> bool:
    """Return True until ``user`` accepts the newest terms; one query."""
    newest = (
        LegalDocument.objects.filter(kind=LegalDocument.Kind.ORGA_TERMS).order_by("-published_at").values("pk")[:1]
    )
    return LegalDocument.objects.filter(pk__in=newest).exclude(acceptances__user=user).exists()


def accept_terms(*, user: User, document: LegalDocument, now: datetime | None = None) -> None:
    """Write that ``user`` accepts ``document``; twice is once."""
    Acceptance.objects.get_or_create(
        user=user, document=document, defaults={"accepted_at": now or timezone.now()}
    )


def hash_password(password: str) -> str:
    """Return the hash to store: called before any transaction, because it takes a third of a second."""
    return make_password(password)
