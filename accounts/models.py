"""Who signs in: one account for a person, on every site of the product."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Lower


class UserQuerySet(models.QuerySet):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def blocked(self, now: datetime) -> "UserQuerySet":
        """Keep the accounts that nobody can sign in to now, for a while or for good."""
        return self.filter(Q(blocked_at__isnull=False) | Q(blocked_until__gt=now))

    def unblocked(self, now: datetime) -> "UserQuerySet":
        return self.filter(Q(blocked_until=None) | Q(blocked_until__lte=now), blocked_at=None)


class AccountManager(UserManager.from_queryset(UserQuerySet)):
    """Accounts are found by e-mail or by identifier; neither is required alone."""

    def create_user(
        self,
        username: str | None = None,
        email: str | None = None,
        password: str | None = None,
        **extra: object,
    ) -> "User":
        user = self.model(
            username=username.lower() if username else None, email=email.lower() if email else None, **extra
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self,
        username: str | None = None,
        email: str | None = None,
        password: str | None = None,
        **extra: object,
    ) -> "User":
        return self.create_user(
            username=username, email=email, password=password, is_staff=True, is_superuser=True, **extra
        )


class User(AbstractUser):
    """An account: an adult has an e-mail; a pupil may have an identifier only (never an « @ » in it)."""

    username = models.CharField("identifiant", max_length=100, null=True, blank=True)  # noqa: DJ001
    email = models.EmailField("adresse e-mail", null=True, blank=True)  # noqa: DJ001
    # Lock-out (accounts.md 4.4): counted for the account, never for the address it comes from.
    failure_count = models.PositiveIntegerField("échecs de connexion", default=0)
    blocked_until = models.DateTimeField("bloqué jusqu’à", null=True, blank=True)
    blocked_at = models.DateTimeField("bloqué définitivement le", null=True, blank=True)

    # The password is one that staff gave, and this is until when it may be changed for one's own; None for a
    # password that its owner chose (accounts.md 6.10).
    one_time_password_until = models.DateTimeField(
        "mot de passe à usage unique, valable jusqu’au", null=True, blank=True
    )
    anonymised_at = models.DateTimeField("anonymisé le", null=True, blank=True)
    anonymised_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="anonymisé par"
    )

    objects = AccountManager()

    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="one_account_per_email",
                violation_error_message="Cette adresse e-mail est déjà utilisée.",
            ),
            models.UniqueConstraint(
                fields=["username"],
                name="one_account_per_username",
                violation_error_message="Cet identifiant est déjà utilisé.",
            ),
            # One way to write each, so that a plain index finds it and nobody is there twice.
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="account_emails_are_lower_case",
                violation_error_message="L’adresse e-mail s’écrit en minuscules.",
            ),
            models.CheckConstraint(
                condition=Q(username=Lower("username")),
                name="usernames_are_lower_case",
                violation_error_message="L’identifiant s’écrit en minuscules.",
            ),
            models.CheckConstraint(
                condition=Q(username=None) | ~Q(username__contains="@"),
                name="usernames_are_no_email_addresses",
                violation_error_message="Un identifiant ne contient pas d’arobase.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username or f"compte {self.pk}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def is_blocked(self, now: datetime) -> bool:
        """Return whether nobody can sign in to this account, for a while or for good."""
        return self.blocked_at is not None or self.is_paused(now)

    def is_paused(self, now: datetime) -> bool:
        return self.blocked_until is not None and self.blocked_until > now


class LegalDocumentQuerySet(models.QuerySet):
    def in_force(self, now: datetime) -> "LegalDocumentQuerySet":
        """Keep the newest published text of each kind; of two of one instant, the one written last."""
        newest = LegalDocument.objects.filter(kind=OuterRef("kind"), published_at__lte=now)
        return self.filter(pk=Subquery(newest.order_by("-published_at", "-pk").values("pk")[:1]))


class LegalDocument(models.Model):
    """One version of a text that people accept; the newest published one counts."""

    class Kind(models.TextChoices):
        ORGA_TERMS = "ORGA_TERMS", "conditions d’utilisation de Pix Orga"
        ACCOUNT_TERMS = "ACCOUNT_TERMS", "conditions générales du compte"

    kind = models.CharField("nature", max_length=20, choices=Kind.choices)
    version = models.CharField("version", max_length=20)
    body = models.TextField("texte (Markdown)")
    published_at = models.DateTimeField("publié le")

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document légal"
        verbose_name_plural = "documents légaux"
        ordering = ["kind", "-published_at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="one_text_per_legal_version"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.version}"

    @property
    def is_about_the_account(self) -> bool:
        return self.kind == self.Kind.ACCOUNT_TERMS


class Acceptance(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="acceptances", verbose_name="compte")
    document = models.ForeignKey(
        LegalDocument, models.PROTECT, related_name="acceptances", verbose_name="document"
    )
    accepted_at = models.DateTimeField("accepté le")

    class Meta:
        verbose_name = "acceptation"
        ordering = ["-accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "document"], name="one_acceptance_per_document"),
        ]

    def __str__(self) -> str:
        return f"acceptation {self.pk}"


class ExternalIdentity(models.Model):
    """Who somebody is for another identity provider; linked by the person, never by an e-mail address."""

    # The provider of pupils who come from the médiacentre of their school.
    GAR = "gar"

    user = models.ForeignKey(User, models.CASCADE, related_name="external_identities", verbose_name="compte")
    provider = models.CharField("fournisseur", max_length=40)
    subject = models.CharField("identifiant chez le fournisseur", max_length=255)
    linked_at = models.DateTimeField("lié le")
    last_used_at = models.DateTimeField("dernier usage", null=True, blank=True)

    class Meta:
        verbose_name = "identité externe"
        verbose_name_plural = "identités externes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_account_per_external_identity"),
        ]

    def __str__(self) -> str:
        return f"identité {self.pk}"
