"""What people accepted, who they are elsewhere and where they are signed in: to look at."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from accounts.domain.browser import describe_browser
from accounts.models import Acceptance, ExternalIdentity, LegalDocument
from pixorga.backoffice.lookups import OfferedLookups
from pixorga.backoffice.read_only import ReadOnlyAdmin, column

BY_PERSON = ("user__first_name", "user__last_name", "user__email", "user__username")
HELP = "Nom, prénom, adresse e-mail ou identifiant de la personne. Les accents comptent."


@admin.register(LegalDocument)
class LegalDocumentAdmin(OfferedLookups, admin.ModelAdmin):
    """A text that was published is never altered: another version is added."""

    list_display = ("kind", "version", "published_at")
    list_filter = ("kind",)
    search_fields = ("version", "body")

    def has_change_permission(self, request: HttpRequest, obj: LegalDocument | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LegalDocument | None = None) -> bool:
        return False


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnlyAdmin):
    """Who accepted what and when: written by the terms page only."""

    list_display = ("user", "document", "accepted_at")
    list_filter = ("document__kind",)
    list_select_related = ("user", "document")
    search_fields = BY_PERSON
    search_help_text = HELP
    show_full_result_count = False


@admin.register(ExternalIdentity)
class ExternalIdentityAdmin(ReadOnlyAdmin):
    """Which account another identity provider’s person uses: written by signing in only."""

    list_display = ("user", "provider", "linked_at", "last_used_at")
    list_filter = ("provider",)
    list_select_related = ("user",)
    search_fields = (*BY_PERSON, "=subject")
    search_help_text = f"{HELP} Ou l’identifiant exact chez le fournisseur."
    show_full_result_count = False


# allauth's own would let staff change addresses behind the account's back, and show where people sit.
admin.site.unregister([EmailAddress, UserSession])
if apps.is_installed("allauth.socialaccount"):
    # The settings hold the only application (GAR), and nothing of anybody is ever kept there.
    admin.site.unregister(apps.get_app_config("socialaccount").get_models())


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin):
    """Whether addresses are confirmed. They are changed on the page of the account."""

    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", *BY_PERSON)
    search_help_text = HELP
    show_full_result_count = False


@admin.register(UserSession)
class UserSessionAdmin(ReadOnlyAdmin):
    """Open sessions, without the network address that they come from, and without their key."""

    list_title = "Sessions ouvertes"
    list_display = ("session", "account", "browser", "opened_at", "seen_at")
    list_select_related = ("user",)
    fields = readonly_fields = ("account", "browser", "opened_at", "seen_at")
    search_fields = BY_PERSON
    search_help_text = HELP
    show_full_result_count = False
    ordering = ("-pk",)
    account = column("user", "compte")
    opened_at = column("created_at", "ouverte le")
    seen_at = column("last_seen_at", "vue le")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Forget the network address, which allauth makes the session’s name of."""
        session = super().get_object(request, object_id, from_field)
        if session:
            session.ip = "session"
        return session

    @admin.display(description="session", ordering="pk")
    def session(self, session: UserSession) -> str:
        return f"session {session.pk}"

    @admin.display(description="appareil")
    def browser(self, session: UserSession) -> str:
        return describe_browser(session.user_agent)
