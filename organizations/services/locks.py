"""One change of a school’s team at a time."""

from organizations.models import Organization


def lock_organization(organization_id: int) -> Organization:
    """Return the school, locked until the transaction ends: whoever changes its team waits here.

    SQLite does not know row locks; there the transaction itself is the lock (it begins IMMEDIATE).
    """
    return Organization.objects.select_for_update().get(pk=organization_id)
