"""The audit trail: who did what, on what, when; plain ids and codes, so that rows outlive what they name.

Rows are written once. The model refuses to change or delete one; the database refuses to change one too, by a
trigger, and PostgreSQL to delete one outside of ``services.purge()``. On SQLite nothing but the model guards
against deleting: Django's tests empty their tables there with the same DELETE. A migration that remakes the
table on SQLite (AlterField does) must put the trigger back; a test looks for it.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q


class WrittenOnceError(Exception):
    """An event is never changed, and only the purge deletes it: a fault of ours."""

    code = "WRITTEN_ONCE"


class EventQuerySet(models.QuerySet):
    def of(self, organization_id: int) -> "EventQuerySet":
        return self.filter(organization_id=organization_id)

    def before(self, instant: datetime) -> "EventQuerySet":
        return self.filter(at__lt=instant)

    def update(self, **values: object) -> int:
        raise WrittenOnceError

    def bulk_update(self, *args: object, **options: object) -> int:
        raise WrittenOnceError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise WrittenOnceError

    def purge(self) -> int:
        """Delete these rows; for ``services.purge()`` alone."""
        return super().delete()[0]


class Event(models.Model):
    verb = models.CharField("action", max_length=60)
    actor_id = models.BigIntegerField("compte", null=True, blank=True)
    organization_id = models.BigIntegerField("établissement", null=True, blank=True)
    subject_id = models.BigIntegerField("sujet", null=True, blank=True)
    details = models.JSONField("détails", default=dict, blank=True)
    at = models.DateTimeField("date")

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "journal"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["organization_id", "-id"], name="journal_by_organization"),
            models.Index(fields=["verb", "-id"], name="journal_by_verb"),
            models.Index(fields=["actor_id", "-id"], name="journal_by_actor"),
            # What befalls an account belongs to no school: the few schools of its owner look for it here.
            models.Index(
                fields=["subject_id", "at"], condition=Q(organization_id=None), name="journal_by_account"
            ),
            models.Index(fields=["at"], name="journal_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id or ''}".strip()

    def save(self, **options: object) -> None:
        """Write a new row, never an old one."""
        if not self._state.adding:
            raise WrittenOnceError
        super().save(**{**options, "force_insert": True})

    def delete(self, **options: object) -> tuple[int, dict[str, int]]:
        raise WrittenOnceError
