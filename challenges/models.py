"""What is asked, one row for each revision of an authored question; and the tutorials that teach it."""

from django.db import models
from django.db.models import Q

from challenges.domain.tutorials import LONGEST_SOURCE, LONGEST_TITLE, TutorialFormat


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


class TutorialQuerySet(models.QuerySet):
    def active(self) -> "TutorialQuerySet":
        return self.filter(archived_at=None)


class Tutorial(models.Model):
    """A short lesson of ours, loaded from its file. Nothing is answered in it: an edited text replaces it."""

    class Format(models.TextChoices):
        PAGE = TutorialFormat.PAGE.value, "Page"
        STEPS = TutorialFormat.STEPS.value, "Pas à pas"
        SHEET = TutorialFormat.SHEET.value, "Fiche"
        PICTURE = TutorialFormat.PICTURE.value, "Image commentée"
        EXERCISE = TutorialFormat.EXERCISE.value, "Exercice"

    code = models.SlugField("code", max_length=60)
    title = models.CharField("titre", max_length=LONGEST_TITLE)
    source = models.CharField("source", max_length=LONGEST_SOURCE)
    format = models.CharField("format", max_length=20, choices=Format.choices)
    minutes = models.PositiveIntegerField("durée (minutes)")
    # challenges.domain.tutorials.TutorialSpec as a JSON body.
    body = models.JSONField("contenu")
    digest = models.CharField("empreinte", max_length=64)
    archived_at = models.DateTimeField("archivé le", null=True, blank=True)

    objects = TutorialQuerySet.as_manager()

    class Meta:
        verbose_name = "tutoriel"
        verbose_name_plural = "tutoriels"
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="one_tutorial_per_code")]

    def __str__(self) -> str:
        return self.title
