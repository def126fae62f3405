"""Schools, their teams and their invitations, for the platform’s staff. Changes go through the services."""

from zoneinfo import available_timezones

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from organizations import services
from organizations.domain.uai import expected_check_letter, is_uai, normalize_uai
from organizations.errors import ActivationError, LastAdministratorError, UaiTakenError
from organizations.messages import ACTIVATION_REFUSED_IN_ADMIN, UAI_MALFORMED
from organizations.models import Invitation, Membership, Organization

# What the directory gives and staff may correct, and the mark that the correction stays.
KEPT = {"name": "keeps_name", "mailbox": "keeps_mailbox"}


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows that only the product itself writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class OrganizationForm(forms.ModelForm):
    uai = forms.CharField(label="UAI/RNE")
    documentation_url = forms.URLField(label="Documentation", required=False, assume_scheme="https")

    def clean_uai(self) -> str:
        uai = normalize_uai(self.cleaned_data["uai"])
        if not is_uai(uai):
            raise ValidationError(UAI_MALFORMED, code="malformed")
        # The constraint knows it too, but is not asked: half of it, archived_at, is not in the form.
        others = Organization.objects.active().exclude(pk=self.instance.pk)
        if not self.instance.archived_at and others.filter(uai=uai).exists():
            raise ValidationError("Un établissement actif a déjà cet UAI.", code="taken")
        return uai

    def clean_time_zone(self) -> str:
        """Refuse what is no zone: each page of the school tells the time in it, and would fail."""
        zone = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise ValidationError("Ce fuseau horaire n’existe pas. Exemple : Indian/Reunion.", code="unknown")
        return zone


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    form = OrganizationForm
    list_display = ["name", "uai", "kind", "city", "archived_at"]
    list_filter = [
        "kind",
        ("archived_at", admin.EmptyFieldListFilter),
        ("mailbox", admin.EmptyFieldListFilter),
        "is_agricultural",
        "has_gar",
    ]
    search_fields = ["name", "uai"]
    actions = ["send_activation", "archive", "unarchive"]
    readonly_fields = ["school_code", "session_expires_at", "archived_at", "created_at"]
    fieldsets = [
        (None, {"fields": ["uai", "kind", "name", "keeps_name", "mailbox", "keeps_mailbox"]}),
        ("Lieu", {"fields": ["city", "department", "time_zone"]}),
        ("Particularités", {"fields": ["is_agricultural", "has_gar", "documentation_url"]}),
        ("Suivi", {"fields": ["school_code", "session_expires_at", "archived_at", "created_at"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Organization | None = None) -> list[str]:
        """A school never becomes one of another kind: its pupils and their work would not fit."""
        return [*self.readonly_fields, "kind"] if obj else self.readonly_fields

    def has_delete_permission(self, request: HttpRequest, obj: Organization | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Organization, form: forms.ModelForm, change: bool
    ) -> None:
        fields = set(form.changed_data)
        for field, mark in KEPT.items():
            # Unticking the mark while correcting the field leaves it to the directory again.
            if field in fields and mark not in fields and getattr(obj, field):
                setattr(obj, mark, True)
                fields.add(mark)
        if change:
            services.change_organization(organization=obj, fields=fields, by_id=request.user.pk)
        else:
            services.create_organization(organization=obj, by_id=request.user.pk)
        expected = expected_check_letter(obj.uai)
        if "uai" in fields and not obj.uai.endswith(expected):
            messages.warning(
                request,
                f"La lettre de contrôle attendue pour cet UAI est {expected}. Vérifiez la saisie.",
            )

    @admin.action(description="Envoyer le mail d’activation", permissions=["change"])
    def send_activation(self, request: HttpRequest, queryset: QuerySet[Organization]) -> None:
        for organization in queryset:
            try:
                sent = services.request_activation(uai=organization.uai, by_id=request.user.pk)
            except ActivationError as error:
                messages.error(request, f"{organization.uai} : {ACTIVATION_REFUSED_IN_ADMIN[error.code]}")
            else:
                state = "mail d’activation envoyé" if sent else "un mail vient déjà de partir"
                messages.info(request, f"{organization.uai} : {state}.")

    @admin.action(description="Archiver", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Organization]) -> None:
        for organization in queryset:
            services.archive_organization(organization=organization, by_id=request.user.pk)

    @admin.action(description="Désarchiver", permissions=["change"])
    def unarchive(self, request: HttpRequest, queryset: QuerySet[Organization]) -> None:
        for organization in queryset:
            try:
                services.unarchive_organization(organization=organization, by_id=request.user.pk)
            except UaiTakenError:
                messages.error(request, f"{organization.uai} : un autre établissement actif a cet UAI.")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "organization", "role", "created_at", "disabled_at"]
    list_select_related = ["user", "organization"]
    list_filter = ["role", ("disabled_at", admin.EmptyFieldListFilter)]
    search_fields = ["user__email", "user__last_name", "organization__name", "organization__uai"]
    actions = ["disable"]

    def has_disable_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organizations.change_membership")

    @admin.action(description="Désactiver", permissions=["disable"])
    def disable(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for membership in queryset.select_related("organization"):
            try:
                services.disable_membership(membership=membership, by=request.user)
            except LastAdministratorError:
                messages.error(
                    request, f"{membership.organization} : nommez d’abord un autre administrateur."
                )


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Shows neither the nonce, half of what makes a link, nor the names that are meant for a mail only."""

    list_display = ["email", "organization", "role", "origin", "status", "sent_at", "send_failed_at"]
    list_select_related = ["organization"]
    list_filter = ["status", "origin", ("send_failed_at", admin.EmptyFieldListFilter)]
    search_fields = ["email", "organization__name", "organization__uai"]
    exclude = ["nonce", "requester_first_name", "requester_last_name"]
