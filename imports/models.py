"""Imports of the pupils' list: one run for each file sent, its bytes until the end, and what it changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from learners.models import Learner
from organizations.models import Organization


class LearnerImportQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "LearnerImportQuerySet":
        return self.filter(organization=organization)

    def running(self) -> "LearnerImportQuerySet":
        """Keep what is not over: no other file of the school is taken meanwhile."""
        return self.filter(status__in=LearnerImport.RUNNING)


class LearnerImport(models.Model):
    """One run: UPLOADED → VALIDATED → IMPORTED, or stopped by an error. The page shows the last one.

    When very many pupils would leave it is WAITING between VALIDATED and IMPORTED, until somebody confirms or
    abandons it (decisions.md 28). What it did can be undone for a while (29).
    """

    class Status(models.TextChoices):
        UPLOADED = "UPLOADED", "fichier reçu"
        UPLOAD_ERROR = "UPLOAD_ERROR", "fichier refusé"
        VALIDATED = "VALIDATED", "fichier vérifié"
        WAITING = "WAITING", "à confirmer"
        ABANDONED = "ABANDONED", "abandonné"
        VALIDATION_ERROR = "VALIDATION_ERROR", "contenu à corriger"
        IMPORTED = "IMPORTED", "importé"
        IMPORT_ERROR = "IMPORT_ERROR", "import en échec"

    class Kind(models.TextChoices):
        ONDE = "ONDE", "Onde"
        SIECLE = "SIECLE", "Siècle"
        FREGATA = "FREGATA", "Fregata"

    WORKING = (Status.UPLOADED, Status.VALIDATED)
    RUNNING = (*WORKING, Status.WAITING)

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="learner_imports", verbose_name="établissement"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="envoyé par"
    )
    kind = models.CharField("format", max_length=10, choices=Kind.choices, default=Kind.ONDE)
    status = models.CharField("état", max_length=20, choices=Status.choices, default=Status.UPLOADED)
    encoding = models.CharField("encodage", max_length=20, blank=True)
    # The first 500 errors as dictionaries (imports.domain.errors.FileError.as_dict), and how many in all.
    errors = models.JSONField("erreurs", default=list, blank=True)
    error_count = models.PositiveIntegerField("nombre d’erreurs", default=0)
    created_count = models.PositiveIntegerField("nouveaux", default=0)
    changed_count = models.PositiveIntegerField("modifiés", default=0)
    back_count = models.PositiveIntegerField("de retour", default=0)
    unchanged_count = models.PositiveIntegerField("inchangés", default=0)
    left_count = models.PositiveIntegerField("désactivés", default=0)
    # Whom a run that waits would disable: ids of pupils, for their names on the page.
    leaving = models.JSONField("départs à confirmer", default=list, blank=True)
    created_at = models.DateTimeField("envoyé le", default=timezone.now)
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="confirmé par",
    )
    ended_at = models.DateTimeField("terminé le", null=True, blank=True)
    undone_at = models.DateTimeField("annulé le", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="annulé par",
    )

    objects = LearnerImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import d’élèves"
        verbose_name_plural = "imports d’élèves"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(status__in=["UPLOADED", "VALIDATED", "WAITING"]),
                name="one_running_import_per_organization",
                violation_error_message="Un import est déjà en cours pour votre établissement.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-id"], name="imports_by_organization")]

    def __str__(self) -> str:
        return f"import {self.pk} ({self.get_status_display()})"

    @property
    def is_running(self) -> bool:
        return self.status in self.RUNNING

    @property
    def is_working(self) -> bool:
        """Whether a worker has it, or will; a run that waits for somebody does not change by itself."""
        return self.status in self.WORKING

    @property
    def can_relaunch(self) -> bool:
        """Whether it failed and its file is still there; a query for a run that failed."""
        return self.status == self.Status.IMPORT_ERROR and self.chunks.exists()


class ImportChunk(models.Model):
    """A piece of the file sent, read by the worker as a stream; deleted when the run ends for good."""

    run = models.ForeignKey(LearnerImport, models.CASCADE, related_name="chunks", verbose_name="import")
    position = models.PositiveIntegerField("rang")
    data = models.BinaryField("octets")

    class Meta:
        verbose_name = "morceau de fichier"
        verbose_name_plural = "morceaux de fichier"
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="one_chunk_per_position")]

    def __str__(self) -> str:
        return f"morceau {self.position} de l’import {self.run_id}"


class ImportedLearner(models.Model):
    """What a run did to one pupil, and the values that it replaced; kept while the run can be undone."""

    class Action(models.TextChoices):
        CREATED = "CREATED", "créé"
        CHANGED = "CHANGED", "modifié"
        BACK = "BACK", "de retour"
        LEFT = "LEFT", "désactivé"

    run = models.ForeignKey(LearnerImport, models.CASCADE, related_name="learners", verbose_name="import")
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="+", verbose_name="élève")
    action = models.CharField("action", max_length=10, choices=Action.choices)
    # The columns replaced, with their former values; empty for a created pupil.
    before = models.JSONField("valeurs remplacées", default=dict, blank=True)
    # The same columns with what the run wrote: one that was corrected since does not go back.
    after = models.JSONField("valeurs écrites", default=dict, blank=True)

    class Meta:
        verbose_name = "élève importé"
        verbose_name_plural = "élèves importés"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "learner"], name="one_trace_per_imported_learner")
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} : élève {self.learner_id}"
