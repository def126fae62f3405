"""Who has a second step to sign in by, for the platform’s staff; never its secret."""

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.services.second_step import remove_second_step
from pixorga.backoffice.actions import tell
from pixorga.backoffice.read_only import ReadOnlyAdmin, column

KINDS = {
    Authenticator.Type.TOTP: "application de codes",
    Authenticator.Type.WEBAUTHN: "clé d’accès",
    Authenticator.Type.RECOVERY_CODES: "codes de secours",
}

admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """For somebody who lost his phone: find him, and let his password suffice."""

    list_title = "Connexions en deux étapes"
    list_display = ("account", "kind", "added_at", "used_at")
    fields = readonly_fields = list_display
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__first_name", "user__last_name", "user__email", "user__username")
    actions = ("remove_second_steps",)
    account = column("user", "compte")
    added_at = column("created_at", "ajoutée le")
    used_at = column("last_used_at", "dernier usage")

    @admin.display(description="moyen", ordering="type")
    def kind(self, authenticator: Authenticator) -> str:
        return KINDS[authenticator.type]

    def has_remove_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mfa.delete_authenticator")

    @admin.action(description="Retirer la connexion en deux étapes", permissions=["remove"])
    def remove_second_steps(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Of a colleague only a superuser may: it would be half the way into his account."""
        owners = User.objects.filter(pk__in=queryset.values("user"))
        if not request.user.is_superuser:
            owners = owners.filter(is_staff=False)
        removed = sum(remove_second_step(user=user, actor=request.user) for user in owners)
        tell(
            self,
            request,
            removed,
            "compte se connecte maintenant en une étape",
            "comptes se connectent maintenant en une étape",
            none="Rien à retirer ; ou compte de l’équipe de la plateforme, réservé à qui a tous les droits.",
        )
