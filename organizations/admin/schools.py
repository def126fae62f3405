"""Schools, for the platform’s staff. Changes go through the services."""

from collections.abc import Sequence

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from organizations import services
from organizations.admin.forms import InviteForm, OrganizationForm
from organizations.domain.uai import expected_check_letter
from organizations.errors import ActivationError, InviteError, UaiTakenError
from organizations.messages import ACTIVATION_REFUSED_IN_ADMIN, invitations_refused
from organizations.models import Membership, Organization
from pixorga.backoffice.actions import CONFIRMED, ask, few, tell
from pixorga.backoffice.lookups import OfferedLookups
from pixorga.backoffice.read_only import LatestFew
from pixorga.lib.text import plural_fr

# What the directory gives and staff may correct, and the mark that the correction stays.
KEPT = {"name": "keeps_name", "mailbox": "keeps_mailbox"}


class TeamInline(LatestFew, admin.TabularInline):
    """The team. A role is changed, or a membership ended, from the list of members."""

    model = Membership
    fk_name = "organization"
    fields = ["user", "role", "created_at", "disabled_at"]
    verbose_name_plural = "équipe (les 100 derniers membres)"
    joined = ["user"]


class TeamFilter(admin.SimpleListFilter):
    title = "équipe"
    parameter_name = "equipe"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("oui", "au moins un membre"), ("non", "personne encore")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        team = Exists(Membership.objects.filter(organization=OuterRef("pk"), disabled_at=None))
        match self.value():
            case "oui":
                return queryset.filter(team)
            case "non":
                return queryset.filter(~team)
        return queryset


@admin.register(Organization)
class OrganizationAdmin(OfferedLookups, admin.ModelAdmin):
    form = OrganizationForm
    list_display = ["name", "uai", "kind", "city", "archived_at"]
    list_filter = [
        "kind",
        TeamFilter,
        ("archived_at", admin.EmptyFieldListFilter),
        ("mailbox", admin.EmptyFieldListFilter),
        "is_agricultural",
        "has_gar",
    ]
    search_fields = ["name", "uai", "mailbox", "city"]
    search_help_text = "Nom, UAI, commune ou adresse e-mail. Les accents comptent."
    show_full_result_count = False
    actions = ["send_activation", "invite", "archive", "unarchive"]
    inlines = [TeamInline]
    readonly_fields = ["school_code", "session_expires_at", "archived_at", "created_at"]
    fieldsets = [
        (None, {"fields": ["uai", "kind", "name", "keeps_name", "mailbox", "keeps_mailbox"]}),
        ("Lieu", {"fields": ["city", "department", "time_zone"]}),
        ("Particularités", {"fields": ["is_agricultural", "has_gar", "documentation_url"]}),
        ("Suivi", {"fields": ["school_code", "session_expires_at", "archived_at", "created_at"]}),
    ]

    def get_inlines(self, request: HttpRequest, obj: Organization | None) -> Sequence[type]:
        return self.inlines if obj else ()

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

    def has_invite_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organizations.add_invitation")

    @admin.action(description="Envoyer l’e-mail d’activation", permissions=["change"])
    def send_activation(self, request: HttpRequest, queryset: QuerySet[Organization]) -> None:
        count = 0
        for organization in few(self, request, queryset):
            try:
                sent = services.request_activation(uai=organization.uai, by_id=request.user.pk)
            except ActivationError as error:
                messages.error(request, f"{organization.uai} : {ACTIVATION_REFUSED_IN_ADMIN[error.code]}")
                continue
            if sent:
                self.log_change(request, organization, "E-mail d’activation envoyé.")
                count += 1
            else:
                messages.info(request, f"{organization.uai} : un e-mail vient déjà de partir.")
        none = "Aucun e-mail d’activation n’est envoyé."
        tell(self, request, count, "e-mail d’activation envoyé", "e-mails d’activation envoyés", none=none)

    @admin.action(description="Inviter un membre", permissions=["invite"])
    def invite(self, request: HttpRequest, queryset: QuerySet[Organization]) -> HttpResponse | None:
        schools = list(queryset.active()[:2])
        if len(schools) != 1:
            messages.error(request, "Sélectionnez un seul établissement, non archivé.")
            return None
        form = InviteForm(request.POST if CONFIRMED in request.POST else None)
        asking = ask(
            self,
            request,
            queryset,
            question="Inviter un membre",
            consequence="Cette personne reçoit un lien pour rejoindre l’établissement :",
            answer="Inviter",
            form=form,
        )
        return asking or self._invite(request, schools[0], form)

    def _invite(self, request: HttpRequest, organization: Organization, form: InviteForm) -> None:
        email, role = form.cleaned_data["email"], Membership.Role(form.cleaned_data["role"])
        try:
            sent = services.invite_members(
                organization=organization, by=request.user, addresses=[email], role=role
            )
        except InviteError as error:
            messages.error(request, invitations_refused(error.code))
            return
        for invitation in sent:
            self.log_change(request, organization, f"Invitation {invitation.pk} envoyée.")
        none = "Une invitation vient déjà d’être envoyée à cette adresse."
        tell(self, request, len(sent), "invitation envoyée", "invitations envoyées", none=none)

    @admin.action(description="Archiver", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Organization]) -> HttpResponse | None:
        now = timezone.now()
        asking = ask(
            self,
            request,
            queryset.annotate(team=Count("memberships", filter=Q(memberships__disabled_at=None))),
            question="Archiver ces établissements ?",
            consequence="Leurs équipes et leurs élèves n’y auront plus accès. Rien n’est supprimé.",
            answer="Archiver",
            describe=describe,
        )
        if asking:
            return asking
        count = 0
        for organization in few(self, request, queryset):
            if services.archive_organization(organization=organization, by_id=request.user.pk, now=now):
                self.log_change(request, organization, "Archivé.")
                count += 1
        none = "Aucun établissement n’est archivé."
        tell(self, request, count, "établissement archivé", "établissements archivés", none=none)
        return None

    @admin.action(description="Désarchiver", permissions=["change"])
    def unarchive(self, request: HttpRequest, queryset: QuerySet[Organization]) -> None:
        count = 0
        for organization in few(self, request, queryset):
            try:
                opened = services.unarchive_organization(organization=organization, by_id=request.user.pk)
            except UaiTakenError:
                messages.error(request, f"{organization.uai} : un autre établissement actif a cet UAI.")
                continue
            if opened:
                self.log_change(request, organization, "Désarchivé.")
                count += 1
        none = "Aucun établissement n’est désarchivé."
        tell(self, request, count, "établissement désarchivé", "établissements désarchivés", none=none)


def describe(organization: Organization) -> str:
    """Return the line of a school that is about to be archived."""
    words = plural_fr(organization.team, "membre")
    state = ", déjà archivé" if organization.archived_at else ""
    return f"{organization} : {organization.team} {words}{state}"
