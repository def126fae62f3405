"""What no constraint of the database can say about schools; ``manage.py check_consistency`` asks."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef

from organizations.models import Invitation, Membership, Organization
from pixorga.journal.models import Event


def find_inconsistencies() -> Iterable[str]:
    """Yield one line for each anomaly; ids only."""
    active = Membership.objects.active().filter(organization=OuterRef("pk"))
    orphaned = Organization.objects.active().filter(Exists(active), ~Exists(active.admins()))
    yield from _lines("établissement {} : des membres, aucun administrateur", orphaned)

    without_code = Organization.objects.active().filter(kind=Organization.Kind.SCO_1D, school_code=None)
    yield from _lines("établissement {} : école sans code", without_code)

    accepted = Invitation.objects.filter(status=Invitation.Status.ACCEPTED)
    theirs = Membership.objects.filter(organization=OuterRef("organization"), user=OuterRef("accepted_by"))
    lost = accepted.exclude(accepted_by=None).filter(~Exists(theirs))
    yield from _lines("invitation {} : acceptée, aucun membre", lost)

    undated = accepted.filter(accepted_at=None)
    yield from _lines("invitation {} : acceptée, sans date", undated)

    early = Membership.objects.filter(disabled_at__lt=F("created_at"))
    yield from _lines("membre {} : parti avant d’arriver", early)

    its_school = Organization.objects.filter(pk=OuterRef("organization_id"))
    nowhere = Event.objects.exclude(organization_id=None).filter(~Exists(its_school))
    yield from _lines("événement {} : établissement qui n’existe pas", nowhere)


def _lines(sentence: str, rows: Iterable) -> Iterable[str]:
    return (sentence.format(pk) for pk in rows.order_by("pk").values_list("pk", flat=True))
