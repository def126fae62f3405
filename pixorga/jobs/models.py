"""Durable jobs: work that must not be lost is a row first; Celery only rings the bell."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class JobQuerySet(models.QuerySet):
    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def due(self, now: datetime) -> "JobQuerySet":
        """Keep the jobs that a worker may take now: waiting for nothing, or left by a worker that is gone."""
        return self.unfinished().filter(
            Q(lease_until=None) | Q(lease_until__lte=now),
            Q(run_after=None) | Q(run_after__lte=now),
        )


class Job(models.Model):
    """One piece of background work: a kind known to the registry, and ids; never a name or a secret."""

    class State(models.TextChoices):
        QUEUED = "QUEUED", "en attente"
        RUNNING = "RUNNING", "en cours"
        DONE = "DONE", "terminé"
        FAILED = "FAILED", "en échec"

    kind = models.CharField("nature", max_length=60)
    queue = models.CharField("file", max_length=20)
    subject_id = models.BigIntegerField("identifiant du sujet")
    payload = models.JSONField("identifiants utiles", default=dict, blank=True)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveIntegerField("prises en charge", default=0)
    # Those of before somebody relaunched the job count for nothing. Yet no number is used twice: a worker
    # owns the job by it.
    attempts_before_relaunch = models.PositiveIntegerField(
        "prises en charge avant relance", default=0, db_default=0
    )
    errors = models.PositiveIntegerField("erreurs", default=0)
    error_code = models.CharField("code d’erreur", max_length=60, blank=True)
    lease_until = models.DateTimeField("bail jusqu’à", null=True, blank=True)
    run_after = models.DateTimeField("pas avant", null=True, blank=True)
    created_at = models.DateTimeField("créé le")
    started_at = models.DateTimeField("commencé le", null=True, blank=True)
    ended_at = models.DateTimeField("terminé le", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["queue", "id"],
                condition=Q(state__in=["QUEUED", "RUNNING"]),
                name="jobs_unfinished_by_queue",
            ),
            models.Index(fields=["kind", "subject_id"], name="jobs_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} ({self.get_state_display()})"


class Mail(Job):
    """The jobs that send a letter, for those who watch over the mails."""

    class Meta:
        proxy = True
        verbose_name = "e-mail"
        verbose_name_plural = "e-mails"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"e-mail {self.pk}"
