"""Pix Junior: the missions, and what each pupil did in them."""

from django.db import models
from django.db.models import F, FilteredRelation, Q

from challenges.models import Challenge
from learners.models import Learner
from missions.domain.path import ActivityStatus, Level
from missions.domain.results import Result
from organizations.models import Organization, OrganizationQuerySet

LEVEL_LABELS = {
    Level.TUTORIAL: "didacticiel",
    Level.TRAINING: "entraînement",
    Level.VALIDATION: "validation",
    Level.DARE: "défi",
}


class MissionQuerySet(models.QuerySet):
    def active(self) -> "MissionQuerySet":
        return self.filter(archived_at=None)

    def with_choice(self, organization_id: int, division: str, school_year: int) -> "MissionQuerySet":
        """Annotate ``choice``: what a class does with a mission, a MissionChoice.State or None."""
        own = Q(choices__organization=organization_id, choices__division=division)
        own &= Q(choices__school_year=school_year)
        return self.annotate(own=FilteredRelation("choices", condition=own), choice=F("own__state"))


class Mission(models.Model):
    """A mission as authored in ``missions/content``: loaded from its file, never edited by hand."""

    code = models.SlugField("code", max_length=80)
    position = models.PositiveIntegerField("rang")
    title = models.CharField("titre", max_length=200)
    competence = models.CharField("compétence", max_length=5)
    # missions.domain.content.MissionSpec as a JSON body; challenges by code.
    body = models.JSONField("contenu")
    revision = models.PositiveIntegerField("révision", default=1)
    digest = models.CharField("empreinte", max_length=64)
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = "mission"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="one_mission_per_code")]

    def __str__(self) -> str:
        return self.title


class AttemptQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "AttemptQuerySet":
        return self.filter(organization=organization)

    def started(self) -> "AttemptQuerySet":
        return self.filter(completed_at=None)

    def in_school_year(self, year: int) -> "AttemptQuerySet":
        return self.filter(school_year=year)


class Attempt(models.Model):
    """One pupil playing one mission once, from « C’est parti ! » to the result page."""

    class Overall(models.TextChoices):
        NOT_REACHED = Result.NOT_REACHED.value, "Non atteint"
        PARTLY_REACHED = Result.PARTLY_REACHED.value, "Partiellement atteint"
        REACHED = Result.REACHED.value, "Atteint"
        EXCEEDED = Result.EXCEEDED.value, "Dépassé"

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="attempts", verbose_name="mission")
    learner = models.ForeignKey(Learner, models.PROTECT, related_name="attempts", verbose_name="élève")
    # The school of the pupil, who has one row for each of his schools: lists of a school start from here.
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="établissement", editable=False
    )
    school_year = models.PositiveIntegerField("année scolaire (début)")
    started_at = models.DateTimeField("commencée le")
    completed_at = models.DateTimeField("terminée le", null=True, blank=True)
    # missions.domain.results.Outcome, written as the pupil goes: finished steps first, the rest at the end.
    step_results = models.JSONField("résultats des étapes", default=list, blank=True)
    dare_result = models.CharField("résultat du défi", max_length=20, blank=True)
    overall_result = models.CharField("évaluation", max_length=20, choices=Overall.choices, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "parcours de mission"
        verbose_name_plural = "parcours de mission"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "mission"],
                condition=Q(completed_at=None),
                name="one_started_attempt_per_mission",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "school_year", "mission", "learner"],
                name="attempts_of_a_school_by_year",
            ),
            models.Index(fields=["learner", "mission", "-id"], name="attempts_by_learner"),
        ]

    def __str__(self) -> str:
        return f"parcours {self.pk}"

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None


class Activity(models.Model):
    """A series of questions of one level inside an attempt; drawn once, so that a reload asks the same."""

    class Status(models.TextChoices):
        STARTED = ActivityStatus.STARTED.value, "en cours"
        SUCCEEDED = ActivityStatus.SUCCEEDED.value, "réussie"
        FAILED = ActivityStatus.FAILED.value, "échouée"
        SKIPPED = ActivityStatus.SKIPPED.value, "passée"

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="activities", verbose_name="parcours")
    rank = models.PositiveIntegerField("rang")
    level = models.CharField(
        "niveau", max_length=20, choices=[(level.value, label) for level, label in LEVEL_LABELS.items()]
    )
    # Empty for the dare, which belongs to no step.
    step = models.PositiveIntegerField("étape (à partir de 0)", null=True, blank=True)
    status = models.CharField("état", max_length=20, choices=Status.choices, default=Status.STARTED)
    variant = models.PositiveIntegerField("variante")
    # The revisions asked, in order: primary keys of Challenge, fixed when the activity starts.
    challenge_ids = models.JSONField("épreuves")

    class Meta:
        verbose_name = "activité"
        ordering = ["attempt", "rank"]
        constraints = [models.UniqueConstraint(fields=["attempt", "rank"], name="one_activity_per_rank")]

    def __str__(self) -> str:
        return f"activité {self.rank} du parcours {self.attempt_id}"


class ActivityAnswer(models.Model):
    """A pupil's answer to one position of an activity: given once, never changed."""

    class Verdict(models.TextChoices):
        RIGHT = "RIGHT", "juste"
        WRONG = "WRONG", "fausse"
        SKIPPED = "SKIPPED", "passée"
        SEEN = "SEEN", "leçon vue"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="answers", verbose_name="activité")
    position = models.PositiveIntegerField("rang")
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="+", verbose_name="épreuve")
    value = models.JSONField("réponse")
    verdict = models.CharField("correction", max_length=10, choices=Verdict.choices)
    answered_at = models.DateTimeField("répondu le")

    class Meta:
        verbose_name = "réponse"
        ordering = ["activity", "position"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "position"], name="one_answer_per_position"),
        ]

    def __str__(self) -> str:
        return f"réponse {self.position} de l’activité {self.activity_id}"


class PresenceQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "PresenceQuerySet":
        return self.filter(organization=organization)


class Presence(models.Model):
    """The last sign of life of a pupil: when he came in, and when a page of his was last asked."""

    learner = models.OneToOneField(
        Learner, models.CASCADE, related_name="presence", verbose_name="élève", primary_key=True
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="+", verbose_name="établissement", editable=False
    )
    signed_in_at = models.DateTimeField("entré le")
    seen_at = models.DateTimeField("vu le")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence"
        verbose_name_plural = "présences"
        indexes = [models.Index(fields=["organization", "seen_at"], name="presences_of_a_school")]

    def __str__(self) -> str:
        return f"présence de l’élève {self.pk}"


class MissionChoiceQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "MissionChoiceQuerySet":
        return self.filter(organization=organization)


class MissionChoice(models.Model):
    """What a class does with a mission: it is hidden from its pupils, or comes first in their list.

    In one school year: the next class of this name begins without any choice.
    """

    class State(models.TextChoices):
        HIDDEN = "HIDDEN", "masquée"
        FIRST = "FIRST", "en premier"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="+", verbose_name="établissement"
    )
    school_year = models.PositiveIntegerField("année scolaire (début)")
    division = models.CharField("classe", max_length=255)
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="choices", verbose_name="mission")
    state = models.CharField("choix", max_length=10, choices=State.choices)

    objects = MissionChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "choix d’une classe"
        verbose_name_plural = "choix des classes"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "school_year", "division", "mission"],
                name="one_choice_per_year_division_and_mission",
            ),
        ]

    def __str__(self) -> str:
        return f"choix {self.pk}"


class SchoolSessionManager(models.Manager.from_queryset(OrganizationQuerySet)):
    """Primary schools alone have sessions."""

    def get_queryset(self) -> OrganizationQuerySet:
        return super().get_queryset().filter(kind=Organization.Kind.SCO_1D)


class SchoolSession(Organization):
    """A primary school and its session, as Django admin lists them; the columns are the school’s."""

    objects = SchoolSessionManager()

    class Meta:
        proxy = True
        verbose_name = "session de Pix Junior"
        verbose_name_plural = "sessions de Pix Junior"
