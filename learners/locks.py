"""One change of a school's list of pupils at a time."""

from django.db.models import F

from organizations.models import Organization


def lock_pupils(organization_id: int) -> None:
    """Let whoever adds pupils to a school wait here until the transaction ends; taken before any row.

    What only refers to the school does not wait: its key stays. SQLite does not know row locks; there the
    transaction itself is the lock (it begins IMMEDIATE). What was counted of the pupils is counted again once
    the transaction has ended (learners.lists.class_sizes).
    """
    schools = Organization.objects.filter(pk=organization_id)
    if not schools.update(pupils_version=F("pupils_version") + 1):
        raise Organization.DoesNotExist
