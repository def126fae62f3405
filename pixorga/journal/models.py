"""The audit trail: who did what, on what, when; plain ids and codes, so that rows outlive what they name."""

from django.db import models


class EventQuerySet(models.QuerySet):
    def of(self, organization_id: int) -> "EventQuerySet":
        return self.filter(organization_id=organization_id)


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
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id or ''}".strip()
