"""The pupils of a school, as its imports describe them."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from learners.domain.groups import mark_group, split_groups
from organizations.models import Organization
from pixorga.lib.text import fold, search_key, sort_key

# Folding may lengthen a name (« … » becomes « ... »), and PostgreSQL indexes at most 2,700 bytes a row.
KEY_LENGTH = 600


class LearnerQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "LearnerQuerySet":
        return self.filter(organization=organization)

    def active(self) -> "LearnerQuerySet":
        """Keep the pupils whom the last import still had, or whom an administrator added by hand."""
        return self.filter(disabled_at=None)

    def withdrawn(self) -> "LearnerQuerySet":
        """Keep the pupils added by hand whom an administrator took off the list."""
        return self.filter(is_provisional=True, disabled_at__isnull=False)

    def search(self, text: str) -> "LearnerQuerySet":
        """Keep the pupils whose first or last name holds every word of ``text``; case and accents ignored."""
        learners = self
        for word in fold(text).split():
            learners = learners.filter(search_key__contains=word)
        return learners

    def in_divisions(self, divisions: list[str]) -> "LearnerQuerySet":
        return self.filter(division__in=divisions) if divisions else self

    def in_groups(self, groups: list[str]) -> "LearnerQuerySet":
        """Keep the pupils of any of these groups; no group asked keeps all."""
        wanted = [Q(groups__contains=mark_group(group)) for group in groups]
        return self.filter(reduce(or_, wanted)) if wanted else self

    def by_name(self) -> "LearnerQuerySet":
        return self.order_by("sort_key", "pk")


class Learner(models.Model):
    """One pupil in one school. An import never deletes: it hides (``disabled_at``), and brings back."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="learners", verbose_name="établissement"
    )
    last_name = models.CharField("nom", max_length=255)
    first_name = models.CharField("prénom", max_length=255)
    # Secondary schools: what a pupil may type instead of the name above (spec/accounts.md 6.5).
    preferred_last_name = models.CharField("nom d’usage", max_length=255, blank=True)
    middle_name = models.CharField("deuxième prénom", max_length=255, blank=True)
    third_name = models.CharField("troisième prénom", max_length=255, blank=True)
    birthdate = models.DateField("date de naissance")
    # Empty for a pupil added by hand who waits for his number (decisions.md 26).
    national_student_id = models.CharField("INE", max_length=255, blank=True)
    level = models.CharField("niveau", max_length=20, blank=True)
    division = models.CharField("classe", max_length=255)
    # Siècle's, as learners.domain.groups joins them.
    groups = models.TextField("groupes", blank=True)
    # The account that he uses with this school; the same one follows him to the next.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="learners",
        verbose_name="compte",
    )
    is_provisional = models.BooleanField("ajouté à la main", default=False)
    is_oralization_enabled = models.BooleanField("lecture de la consigne", default=False)
    # Made in Python, so that lists search and sort alike on every database.
    search_key = models.CharField("clé de recherche", max_length=KEY_LENGTH, editable=False)
    sort_key = models.CharField("clé de tri", max_length=KEY_LENGTH, editable=False)
    disabled_at = models.DateTimeField("désactivé le", null=True, blank=True)
    created_at = models.DateTimeField("créé le", default=timezone.now)
    updated_at = models.DateTimeField("modifié le", default=timezone.now)

    objects = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = "élève"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "national_student_id"],
                condition=~Q(national_student_id=""),
                name="one_learner_per_ine_and_organization",
                violation_error_message="Un élève de l’établissement a déjà cet INE.",
            ),
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(user__isnull=False),
                name="one_learner_per_account_and_organization",
                violation_error_message="Ce compte est déjà celui d’un autre élève de l’établissement.",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "sort_key", "id"], name="learners_by_name"),
            models.Index(
                fields=["organization", "division"],
                condition=Q(disabled_at=None),
                name="active_learners_by_division",
            ),
            # The same pupil in other schools: his account may follow him, and is never made twice.
            models.Index(fields=["national_student_id"], name="learners_by_ine"),
        ]

    def __str__(self) -> str:
        return f"élève {self.pk}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def group_names(self) -> list[str]:
        return split_groups(self.groups)

    def set_keys(self) -> None:
        """Make the search and sort keys again; every writer of a name calls it before saving."""
        self.search_key = search_key(self.last_name, self.first_name)[:KEY_LENGTH]
        self.sort_key = sort_key(self.last_name, self.first_name)[:KEY_LENGTH]


class ChosenDivisions(models.Model):
    """The classes of a member of the staff, offered first on every list of the school (decisions.md 9)."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="+", verbose_name="établissement"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="compte"
    )
    # Names of classes, as the pupils have them; one that is gone is left out when it is read.
    divisions = models.JSONField("classes", default=list)

    class Meta:
        verbose_name = "classes choisies"
        verbose_name_plural = "classes choisies"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"], name="one_choice_of_divisions_per_user_and_organization"
            ),
        ]

    def __str__(self) -> str:
        return f"classes choisies {self.pk}"


class CredentialBatch(models.Model):
    """New one-time passwords for several pupils, which only the person who asked can read, for a while.

    All or nothing: the accounts change when every password is made. Source: spec/decisions.md 46.
    """

    class Kind(models.TextChoices):
        RESET = "RESET", "réinitialisation des mots de passe"
        GENERATE = "GENERATE", "génération d’identifiants et de mots de passe"

    class Status(models.TextChoices):
        RUNNING = "RUNNING", "en préparation"
        DONE = "DONE", "prêt"
        FAILED = "FAILED", "en échec"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="+", verbose_name="établissement"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="demandé par"
    )
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    status = models.CharField("état", max_length=10, choices=Status.choices, default=Status.RUNNING)
    # Of the pupils whose passwords change, in the order of the file; ids only.
    learner_ids = models.JSONField("élèves", default=list)
    done_count = models.PositiveIntegerField("mots de passe préparés", default=0)
    error_code = models.CharField("code d’erreur", max_length=40, blank=True)
    # What the file says, encrypted (learners.services.sealing); emptied after a quarter of an hour.
    sealed = models.TextField("contenu chiffré", blank=True)
    created_at = models.DateTimeField("demandé le", default=timezone.now)
    ended_at = models.DateTimeField("terminé le", null=True, blank=True)

    class Meta:
        verbose_name = "réinitialisation groupée"
        verbose_name_plural = "réinitialisations groupées"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["requested_by"],
                condition=Q(status="RUNNING"),
                name="one_running_credential_batch_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"réinitialisation groupée {self.pk}"


class AccountRecovery(models.Model):
    """Somebody who left school asks to keep his account with an address of his own (spec/accounts.md 6.14).

    The mailed link is an HMAC of the id and the nonce; changing the nonce kills it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="compte"
    )
    email = models.EmailField("nouvelle adresse e-mail")
    nonce = models.CharField("nonce", max_length=32, editable=False)
    created_at = models.DateTimeField("demandée le", default=timezone.now)
    used_at = models.DateTimeField("utilisée le", null=True, blank=True)

    class Meta:
        verbose_name = "récupération de compte"
        verbose_name_plural = "récupérations de compte"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=False),
                name="one_used_recovery_per_account",
            ),
        ]

    def __str__(self) -> str:
        return f"récupération {self.pk}"
