"""Accounts with their schools: what the lower floor of accounts cannot know."""

from collections.abc import Sequence

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.admin import UserAdmin
from accounts.models import User
from organizations import services
from organizations.domain.uai import is_uai, normalize_uai
from organizations.errors import LastAdministratorError
from organizations.models import Membership
from pixorga.backoffice.actions import ask, tell
from pixorga.backoffice.read_only import LatestFew
from pixorga.lib.text import of_fr


class MembershipInline(LatestFew, admin.TabularInline):
    model = Membership
    fk_name = "user"
    fields = ["organization", "role", "created_at", "disabled_at"]
    verbose_name_plural = "établissements (les 100 derniers)"
    joined = ["organization"]


class SchoolFilter(admin.SimpleListFilter):
    title = "établissement"
    parameter_name = "etablissement"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("administre", "administrateur"), ("membre", "membre"), ("aucun", "sans établissement")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        memberships = Membership.objects.filter(user=OuterRef("pk"), disabled_at=None)
        match self.value():
            case "administre":
                return queryset.filter(Exists(memberships.admins()))
            case "membre":
                return queryset.filter(Exists(memberships.filter(role=Membership.Role.MEMBER)))
            case "aucun":
                return queryset.filter(~Exists(memberships))
        return queryset


admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):
    list_filter = (*UserAdmin.list_filter, SchoolFilter)
    search_help_text = "Nom, prénom, adresse e-mail, identifiant ou UAI. Les accents comptent."
    inlines = (MembershipInline,)
    actions = (*UserAdmin.actions, "deactivate", "reactivate")

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Sequence[type]:
        return self.inlines if obj else ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """An UAI means the people of that school, those who left included; each once."""
        uai = normalize_uai(search_term)
        if is_uai(uai):
            theirs = Membership.objects.filter(organization__uai=uai)
            return queryset.filter(pk__in=theirs.values("user")), False
        return super().get_search_results(request, queryset, search_term)

    @admin.action(description="Désactiver", permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse | None:
        asking = ask(
            self,
            request,
            queryset.prefetch_related("memberships__organization"),
            question="Désactiver ces comptes ?",
            consequence="Ces personnes ne pourront plus se connecter, et leurs sessions se ferment.",
            answer="Désactiver",
            describe=describe,
        )
        if asking:
            return asking
        count = 0
        for user in self.changeable(request, queryset):
            if user == request.user:
                messages.error(request, "Vous ne pouvez pas désactiver votre propre compte.")
                continue
            try:
                closed = services.deactivate_account(user=user, by=request.user)
            except LastAdministratorError as error:
                school = of_fr(str(error.organization))
                messages.error(request, f"{user} : nommez un autre administrateur {school}.")
                continue
            if closed:
                self.log_change(request, user, "Désactivé.")
                count += 1
        none = "Aucun compte n’est désactivé."
        tell(self, request, count, "compte désactivé", "comptes désactivés", none=none)
        return None

    @admin.action(description="Réactiver", permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        count = 0
        for user in self.changeable(request, queryset):
            if services.reactivate_account(user=user, by=request.user):
                self.log_change(request, user, "Réactivé.")
                count += 1
        none = "Aucun compte n’est réactivé."
        tell(self, request, count, "compte réactivé", "comptes réactivés", none=none)


def describe(user: User) -> str:
    """Return the line of an account that is about to be closed: who, and in which schools."""
    schools = [str(each.organization) for each in user.memberships.all() if not each.disabled_at]
    return f"{user} : {', '.join(schools) or 'sans établissement'}"
