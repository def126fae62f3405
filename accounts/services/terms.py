"""The texts that people accept: versions, which one is in force, who has to accept what."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts import legal
from accounts.errors import LegalTextChangedError
from accounts.models import Acceptance, LegalDocument, User
from pixorga.journal.services import record

Kind = LegalDocument.Kind

# What the staff of a school accepts, in this order; whoever has an account accepts the last one.
STAFF_TERMS = (Kind.ORGA_TERMS, Kind.ACCOUNT_TERMS)
ACCOUNT_TERMS = (Kind.ACCOUNT_TERMS,)

FILES = {Kind.ORGA_TERMS: "cgu.md", Kind.ACCOUNT_TERMS: "conditions-generales.md"}


def current_terms(*, kind: str = Kind.ORGA_TERMS, now: datetime | None = None) -> LegalDocument | None:
    """Return the text of this kind in force, or None before the first one is loaded."""
    return LegalDocument.objects.in_force(now or timezone.now()).filter(kind=kind).first()


def due_terms(
    *, user: User, kinds: Collection[str] = STAFF_TERMS, now: datetime | None = None
) -> list[LegalDocument]:
    """Return the texts in force that ``user`` has not accepted, in the order of ``kinds``; one query.

    An account that has an identifier only was made by a school, which answers for it: nothing is asked of
    such a pupil for the account itself (accounts.md 4.1).
    """
    asked = [kind for kind in kinds if user.email or kind != Kind.ACCOUNT_TERMS]
    in_force = LegalDocument.objects.in_force(now or timezone.now()).filter(kind__in=asked)
    return sorted(in_force.exclude(acceptances__user=user), key=lambda each: asked.index(each.kind))


def must_accept_terms(
    *, user: User, kinds: Collection[str] = STAFF_TERMS, now: datetime | None = None
) -> bool:
    """Return True until ``user`` accepts every text in force; one query."""
    return bool(due_terms(user=user, kinds=kinds, now=now))


def owes_terms(user: str, *, now: datetime | None = None) -> Exists:
    """Return what must_accept_terms() tells, for a query of rows that have a user, at the path ``user``."""
    # The database's clock: the expression may be made once, and used for a long time.
    has_address = User.objects.filter(pk=OuterRef(OuterRef(user))).exclude(Q(email=None) | Q(email=""))
    asked = LegalDocument.objects.in_force(now or Now()).filter(kind__in=STAFF_TERMS)
    asked = asked.filter(~Q(kind=Kind.ACCOUNT_TERMS) | Exists(has_address))
    return Exists(asked.exclude(acceptances__user=OuterRef(user)))


@transaction.atomic
def accept_terms(*, user: User, document: LegalDocument, now: datetime | None = None) -> None:
    """Write that ``user`` accepts ``document``; twice is once."""
    now = now or timezone.now()
    _, is_new = Acceptance.objects.get_or_create(user=user, document=document, defaults={"accepted_at": now})
    if is_new:
        details = {"document": document.pk, "kind": document.kind}
        record("account.terms_accepted", actor_id=user.pk, subject_id=user.pk, details=details, now=now)


def accept_posted_terms(*, user: User, posted: str, now: datetime | None = None) -> bool:
    """Accept the text whose number was ``posted``; False when it is in force no more.

    What is accepted is what was read: a newer version may have come out meanwhile. Twice is once.
    """
    now = now or timezone.now()
    document = next((each for each in LegalDocument.objects.in_force(now) if str(each.pk) == posted), None)
    if document:
        accept_terms(user=user, document=document, now=now)
    return document is not None


@transaction.atomic
def load_legal_documents() -> bool:
    """Store the project's own texts under their versions; True when one is new. Twice is once.

    LegalTextChangedError: a version is stored with other words; a new text needs a new version.
    """
    return any([_load(kind, legal.read_text(file_name)) for kind, file_name in FILES.items()])


def _load(kind: str, text: legal.LegalText) -> bool:
    document, is_new = LegalDocument.objects.get_or_create(
        kind=kind, version=text.version, defaults={"body": text.body, "published_at": text.published_at}
    )
    if document.body != text.body:
        raise LegalTextChangedError(text.file_name)
    return is_new
