"""Campaigns: what a teacher proposes under a code, and who takes part."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from campaigns.models.framework import TargetProfile
from learners.models import Learner
from organizations.models import Organization

CODE_LENGTH = 9


class CampaignQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "CampaignQuerySet":
        return self.filter(organization=organization)

    def active(self) -> "CampaignQuerySet":
        """Keep the campaigns that pupils may join: neither archived, nor of an archived school."""
        return self.filter(archived_at=None, organization__archived_at=None)


class Campaign(models.Model):
    """One course for some pupils of a secondary school, who come in with its code."""

    class Kind(models.TextChoices):
        ASSESSMENT = "ASSESSMENT", "campagne d’évaluation"
        PROFILES_COLLECTION = "PROFILES_COLLECTION", "campagne de collecte de profils"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="campaigns", verbose_name="établissement"
    )
    kind = models.CharField("type", max_length=20, choices=Kind.choices)
    name = models.CharField("nom", max_length=255)
    # What pupils come in with; generated (organizations.domain.codes), and public: a direct link bears it.
    code = models.CharField("code", max_length=CODE_LENGTH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="propriétaire"
    )
    target_profile = models.ForeignKey(
        TargetProfile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name="parcours",
    )
    created_at = models.DateTimeField("créée le", default=timezone.now)
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "campagne"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="one_campaign_per_code",
                violation_error_message="Une campagne a déjà ce code.",
            ),
            models.CheckConstraint(
                condition=Q(kind="ASSESSMENT", target_profile__isnull=False)
                | Q(kind="PROFILES_COLLECTION", target_profile=None),
                name="assessments_alone_have_a_target_profile",
                violation_error_message="Une campagne d’évaluation a un parcours\u00a0; une collecte de "
                "profils, aucun.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ParticipationQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "ParticipationQuerySet":
        return self.filter(campaign__organization=organization)

    def active(self) -> "ParticipationQuerySet":
        return self.filter(deleted_at=None)


class Participation(models.Model):
    """One pupil in one campaign. It stays with the school's record of him, whatever account he used."""

    class Status(models.TextChoices):
        STARTED = "STARTED", "En cours"
        TO_SHARE = "TO_SHARE", "En attente d’envoi"
        SHARED = "SHARED", "Résultats reçus"

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="participations", verbose_name="campagne"
    )
    learner = models.ForeignKey(Learner, models.PROTECT, related_name="participations", verbose_name="élève")
    status = models.CharField("état", max_length=10, choices=Status.choices, default=Status.STARTED)
    started_at = models.DateTimeField("commencée le", default=timezone.now)
    shared_at = models.DateTimeField("envoyée le", null=True, blank=True)
    # As the profile was when it was sent; None for what says nothing about it (decisions.md 43).
    is_certifiable = models.BooleanField("certifiable", null=True, blank=True)
    deleted_at = models.DateTimeField("supprimée le", null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "participation"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="SHARED", shared_at__isnull=False)
                | (~Q(status="SHARED") & Q(shared_at=None)),
                name="what_was_sent_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["learner", "-started_at"],
                condition=Q(deleted_at=None),
                name="participations_of_a_learner",
            ),
            # What a pupil's last profile says, for lists of thousands of pupils.
            models.Index(
                fields=["learner", "-shared_at"],
                condition=Q(deleted_at=None, is_certifiable__isnull=False, shared_at__isnull=False),
                name="profiles_sent_by_a_learner",
            ),
        ]

    def __str__(self) -> str:
        return f"participation {self.pk}"
