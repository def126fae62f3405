"""Schools, the adults of a school, and how they come in."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class OrganizationQuerySet(models.QuerySet):
    def active(self) -> "OrganizationQuerySet":
        return self.filter(archived_at=None)


class Organization(models.Model):
    """A school's space. Kinds: primary (missions, Onde) or secondary (campaigns, Siècle or Fregata)."""

    class Kind(models.TextChoices):
        SCO_1D = "SCO_1D", "école"
        SCO = "SCO", "collège ou lycée"

    uai = models.CharField("UAI/RNE", max_length=8)
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    name = models.CharField("nom", max_length=255)
    mailbox = models.EmailField("adresse e-mail de l’établissement", blank=True)
    city = models.CharField("commune", max_length=100, blank=True)
    department = models.CharField("département", max_length=3, blank=True)
    time_zone = models.CharField("fuseau horaire", max_length=50, default="Europe/Paris")
    is_agricultural = models.BooleanField("enseignement agricole", default=False)
    has_gar = models.BooleanField("accès par le GAR", default=False)
    # Set by hand in admin: the next load of the directory leaves them alone.
    keeps_name = models.BooleanField("nom fixé à la main", default=False)
    keeps_mailbox = models.BooleanField("adresse fixée à la main", default=False)
    documentation_url = models.URLField("documentation", blank=True)
    archived_at = models.DateTimeField("archivé le", null=True, blank=True)
    created_at = models.DateTimeField("créé le", default=timezone.now)

    # Pix Junior (primary schools): the code comes with the school, missions.services writes the session.
    school_code = models.CharField("code école", max_length=9, null=True, blank=True)  # noqa: DJ001
    session_expires_at = models.DateTimeField("session ouverte jusqu’à", null=True, blank=True)
    session_opened_at = models.DateTimeField("session ouverte le", null=True, blank=True)
    # Another one whenever the pupils of the school change (learners.locks).
    pupils_version = models.PositiveIntegerField(
        "version de la liste des élèves", default=0, db_default=0, editable=False
    )
    session_opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="session ouverte par",
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "établissement"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["uai"],
                condition=Q(archived_at=None),
                name="one_active_organization_per_uai",
                violation_error_message="Un établissement actif a déjà cet UAI.",
            ),
            models.UniqueConstraint(fields=["school_code"], name="one_school_per_code"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.uai})"

    @property
    def is_primary(self) -> bool:
        return self.kind == self.Kind.SCO_1D

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def local(self, instant: datetime) -> datetime:
        """Return ``instant`` on the school's own clock."""
        return instant.astimezone(self.zone)


class MembershipQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "MembershipQuerySet":
        return self.filter(organization=organization)

    def active(self) -> "MembershipQuerySet":
        return self.filter(disabled_at=None, organization__archived_at=None, user__is_active=True)

    def admins(self) -> "MembershipQuerySet":
        return self.filter(role=Membership.Role.ADMIN)


class Membership(models.Model):
    """One adult in one school. Leaving disables the row; coming back makes a new one."""

    class Role(models.TextChoices):
        MEMBER = "MEMBER", "Membre"
        ADMIN = "ADMIN", "Administrateur"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name="établissement"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="compte"
    )
    role = models.CharField("rôle", max_length=10, choices=Role.choices, default=Role.MEMBER)
    created_at = models.DateTimeField("arrivée le", default=timezone.now)
    disabled_at = models.DateTimeField("départ le", null=True, blank=True)
    # The school that somebody works with is the one that he chose last, on whatever computer.
    chosen_at = models.DateTimeField("choisi le", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membre"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(disabled_at=None),
                name="one_active_membership_per_user",
                violation_error_message="Cette personne est déjà membre de l’établissement.",
            ),
        ]

    def __str__(self) -> str:
        return f"membre {self.pk}"

    @property
    def is_admin(self) -> bool:
        return self.role == self.Role.ADMIN


class InvitationQuerySet(models.QuerySet):
    def of(self, organization: Organization) -> "InvitationQuerySet":
        return self.filter(organization=organization)

    def pending(self) -> "InvitationQuerySet":
        return self.filter(status=Invitation.Status.PENDING)

    def to_addresses(self, addresses: Iterable[str]) -> "InvitationQuerySet":
        """Keep the invitations sent to one of these addresses, in lower case."""
        return self.alias(address=Lower("email")).filter(address__in=list(addresses))


class Invitation(models.Model):
    """A right to join a school, carried by a link: whoever opens it may accept, with any account.

    The link is an HMAC of the id and the nonce; changing the nonce kills the links sent before.
    """

    class Status(models.TextChoices):
        PENDING = "PENDING", "en attente"
        ACCEPTED = "ACCEPTED", "acceptée"
        CANCELLED = "CANCELLED", "annulée"

    class Origin(models.TextChoices):
        ACTIVATION = "ACTIVATION", "demande d’activation"
        TEAM = "TEAM", "invitation d’un administrateur"

    class SendError(models.TextChoices):
        REFUSED = "REFUSED", "adresse refusée"
        UNREACHABLE = "UNREACHABLE", "messagerie injoignable"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="invitations", verbose_name="établissement"
    )
    email = models.EmailField("adresse e-mail")
    role = models.CharField(
        "rôle", max_length=10, choices=Membership.Role.choices, default=Membership.Role.MEMBER
    )
    origin = models.CharField("origine", max_length=10, choices=Origin.choices, default=Origin.TEAM)
    status = models.CharField("état", max_length=10, choices=Status.choices, default=Status.PENDING)
    nonce = models.CharField("nonce", max_length=32, editable=False)
    # Of the person who asked for an activation: they go into the mail, nowhere else.
    requester_first_name = models.CharField("prénom de la personne", max_length=150, blank=True)
    requester_last_name = models.CharField("nom de la personne", max_length=150, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="invitée par",
    )
    created_at = models.DateTimeField("créée le", default=timezone.now)
    sent_at = models.DateTimeField("dernier envoi", default=timezone.now)
    send_failed_at = models.DateTimeField("envoi en échec le", null=True, blank=True)
    send_error = models.CharField("raison de l’échec", max_length=20, choices=SendError.choices, blank=True)
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="acceptée par",
    )
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                Lower("email"),
                condition=Q(status="PENDING"),
                name="one_pending_invitation_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def expires_at(self) -> datetime:
        return self.sent_at + settings.INVITATION_VALIDITY

    def is_expired(self, now: datetime) -> bool:
        return now >= self.expires_at
