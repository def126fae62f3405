"""What is asked: one row for each revision of an authored question."""

from django.db import models
from django.db.models import Q


class ChallengeQuerySet(models.QuerySet):
    def current(self) -> "ChallengeQuerySet":
        """Keep the revision that is asked today of each question; archived questions have none."""
        return self.filter(is_current=True)


class Challenge(models.Model):
    """One revision of one question. A row never changes once answered: an edited text makes the next one."""

    code = models.SlugField("code", max_length=120)
    revision = models.PositiveIntegerField("révision", default=1)
    kind = models.CharField("nature", max_length=30)
    body = models.JSONField("contenu")
    digest = models.CharField("empreinte", max_length=64)
    is_current = models.BooleanField("révision en cours", default=True)
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)
    created_at = models.DateTimeField("créée le")

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = "épreuve"
        ordering = ["code", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["code", "revision"], name="one_challenge_per_revision"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(is_current=True), name="one_current_revision_per_challenge"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} (révision {self.revision})"
