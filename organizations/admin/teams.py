"""Members and invitations of schools, for the platform’s staff. Changes go through the services."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from organizations import services
from organizations.errors import InvitationError, InviteError, LastAdministratorError, MembershipError
from organizations.models import Invitation, Membership
from pixorga.backoffice.actions import ask, few, tell
from pixorga.backoffice.read_only import ReadOnlyAdmin

TOO_MANY = "l’établissement a déjà envoyé trop d’invitations aujourd’hui."
JUST_SENT = "un e-mail vient de partir."

OF_SCHOOL = ["organization__name", "organization__uai"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "organization", "role", "created_at", "disabled_at"]
    list_select_related = ["user", "organization"]
    list_filter = ["role", ("disabled_at", admin.EmptyFieldListFilter), "organization__kind"]
    search_fields = ["user__email", "user__first_name", "user__last_name", *OF_SCHOOL]
    search_help_text = (
        "Nom, prénom ou adresse de la personne, nom ou UAI de l’établissement. Les accents comptent."
    )
    show_full_result_count = False
    actions = ["make_administrator", "make_member", "end"]

    def has_end_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organizations.change_membership")

    @admin.action(description="Donner le rôle Administrateur", permissions=["end"])
    def make_administrator(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        self._change_role(request, queryset, Membership.Role.ADMIN)

    @admin.action(description="Donner le rôle Membre", permissions=["end"])
    def make_member(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        self._change_role(request, queryset, Membership.Role.MEMBER)

    @admin.action(description="Retirer de l’établissement", permissions=["end"])
    def end(self, request: HttpRequest, queryset: QuerySet[Membership]) -> HttpResponse | None:
        asking = ask(
            self,
            request,
            queryset.select_related("user", "organization"),
            question="Retirer ces personnes de leur établissement ?",
            consequence="Elles n’y auront plus accès, dès maintenant. Leur compte reste ouvert.",
            answer="Retirer",
            describe=describe,
        )
        if asking:
            return asking

        def end(membership: Membership) -> bool:
            return bool(services.disable_membership(membership=membership, by=request.user).disabled_at)

        present = queryset.filter(disabled_at=None)
        count = self._each(request, present, end, "Retiré de l’établissement.")
        none = "Personne n’est retiré."
        tell(self, request, count, "personne retirée", "personnes retirées", none=none)
        return None

    def _change_role(
        self, request: HttpRequest, queryset: QuerySet[Membership], role: Membership.Role
    ) -> None:
        def change(membership: Membership) -> bool:
            return services.change_role(membership=membership, role=role, by=request.user).role == role

        others = queryset.filter(disabled_at=None).exclude(role=role)
        count = self._each(request, others, change, f"Rôle changé : {role.label}.")
        tell(self, request, count, "rôle changé", "rôles changés", none="Aucun rôle n’est changé.")

    def _each(
        self,
        request: HttpRequest,
        queryset: QuerySet[Membership],
        act: Callable[[Membership], bool],
        history: str,
    ) -> int:
        """Do the same to each membership; return how many changed, and tell of those that may not."""
        count = 0
        for membership in few(self, request, queryset.select_related("user", "organization")):
            try:
                changed = act(membership)
            except LastAdministratorError:
                messages.error(
                    request, f"{membership.organization} : nommez d’abord un autre administrateur."
                )
            except MembershipError:
                messages.error(
                    request,
                    "Votre propre rôle ne change pas ainsi : demandez-le à une autre personne.",
                )
            else:
                count += changed
                if changed:
                    self.log_change(request, membership, history)
        return count


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Shows neither the nonce, half of what makes a link, nor the names that are meant for a mail only."""

    list_display = [
        "email",
        "organization",
        "role",
        "origin",
        "status",
        "sent_at",
        "send_failed_at",
        "send_error",
    ]
    list_select_related = ["organization"]
    list_filter = ["status", "origin", ("send_failed_at", admin.EmptyFieldListFilter), "sent_at"]
    search_fields = ["email", *OF_SCHOOL]
    search_help_text = "Adresse e-mail, nom ou UAI de l’établissement. Les accents comptent."
    show_full_result_count = False
    exclude = ["nonce", "requester_first_name", "requester_last_name"]
    actions = ["resend", "cancel"]

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organizations.change_invitation")

    @admin.action(description="Renvoyer", permissions=["resend"])
    def resend(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        count = self._each(request, queryset, services.resend_invitation, "Renvoyée.")
        none = "Aucune invitation n’est renvoyée."
        tell(self, request, count, "invitation renvoyée", "invitations renvoyées", none=none)

    @admin.action(description="Annuler", permissions=["resend"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> HttpResponse | None:
        asking = ask(
            self,
            request,
            queryset.select_related("organization"),
            question="Annuler ces invitations ?",
            consequence="Leurs liens ne serviront plus.",
            answer="Annuler les invitations",
            describe=lambda invitation: f"{invitation.email}, {invitation.organization}",
        )
        if asking:
            return asking
        count = self._each(request, queryset, services.cancel_invitation, "Annulée.")
        none = "Aucune invitation n’est annulée."
        tell(self, request, count, "invitation annulée", "invitations annulées", none=none)
        return None

    def _each(self, request: HttpRequest, queryset: QuerySet[Invitation], act: Callable, history: str) -> int:
        """Do the same to each invitation; return how many changed, and tell of those that wait no more."""
        count = 0
        for invitation in few(self, request, queryset.select_related("organization")):
            try:
                changed = act(invitation=invitation, by=request.user)
            except InvitationError:
                messages.error(request, f"{invitation.email} : cette invitation n’attend plus.")
            except InviteError as error:
                reason = TOO_MANY if error.code == InviteError.TOO_MANY_TODAY else JUST_SENT
                messages.error(request, f"{invitation.email} : {reason}")
            else:
                self.log_change(request, changed, history)
                count += 1
        return count


def describe(membership: Membership) -> str:
    state = ", déjà parti" if membership.disabled_at else ""
    return f"{membership.user}, {membership.organization}{state}"
