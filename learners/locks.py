"""One change of a school's list of pupils at a time."""

from organizations.models import Organization


def lock_pupils(organization_id: int) -> None:
    """Let whoever adds pupils to a school wait here until the transaction ends; taken before any row.

    What only refers to the school does not wait: its key stays. SQLite does not know row locks; there the
    transaction itself is the lock (it begins IMMEDIATE).
    """
    Organization.objects.select_for_update(no_key=True).get(pk=organization_id)
