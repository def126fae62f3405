from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from learners import services
from learners.models import Learner
from pixorga.backoffice.actions import ask, few, tell
from pixorga.backoffice.lookups import OfferedLookups
from pixorga.lib.text import fold


@admin.register(Learner)
class LearnerAdmin(OfferedLookups, admin.ModelAdmin):
    """Pupils, found by name or by their school's UAI. Imports make and hide them; nobody deletes them."""

    list_display = ["last_name", "first_name", "division", "organization", "is_active"]
    list_select_related = ["organization"]
    list_filter = [
        ("disabled_at", admin.EmptyFieldListFilter),
        ("user", admin.EmptyFieldListFilter),
        "is_provisional",
    ]
    actions = ["unlink"]
    list_per_page = 50
    search_fields = ["search_key", "=organization__uai"]
    search_help_text = "Nom, prénom, ou UAI de l’école"
    show_full_result_count = False
    fields = [
        ("last_name", "first_name"),
        "division",
        "is_oralization_enabled",
        "organization",
        "birthdate",
        "national_student_id",
        "level",
        "preferred_last_name",
        "middle_name",
        "third_name",
        "group_list",
        "account_id",
        "is_provisional",
        "search_key",
        "sort_key",
        "disabled_at",
        "created_at",
        "updated_at",
    ]
    readonly_fields = fields[3:]

    @admin.display(description="actif", boolean=True)
    def is_active(self, learner: Learner) -> bool:
        return learner.disabled_at is None

    @admin.display(description="groupes")
    def group_list(self, learner: Learner) -> str:
        return ", ".join(learner.group_names) or "-"

    @admin.display(description="compte")
    def account_id(self, learner: Learner) -> int | str:
        """Return the number alone: who it is stands on the page of the account."""
        return learner.user_id or "-"

    @admin.action(description="Dissocier le compte", permissions=["change"])
    def unlink(self, request: HttpRequest, queryset: QuerySet[Learner]) -> HttpResponse | None:
        asking = ask(
            self,
            request,
            queryset.select_related("organization"),
            question="Dissocier ces élèves de leur compte\u00a0?",
            consequence=(
                "Chaque compte continue d’exister, sans cette fiche. Les participations restent sur la "
                "fiche, qu’un compte pourra rejoindre de nouveau."
            ),
            answer="Dissocier",
            describe=describe,
        )
        if asking:
            return asking
        count = 0
        for learner in few(self, request, queryset):
            if services.unlink_learner(learner=learner, by=request.user):
                self.log_change(request, learner, "Compte dissocié.")
                count += 1
        none = "Aucun de ces élèves n’avait de compte."
        tell(self, request, count, "compte dissocié", "comptes dissociés", none=none)
        return None

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Learner], search_term: str
    ) -> tuple[QuerySet[Learner], bool]:
        return super().get_search_results(request, queryset, fold(search_term))

    def save_model(self, request: HttpRequest, obj: Learner, form: ModelForm, change: bool) -> None:
        """Write what was corrected and nothing else: an import may have written the pupil meanwhile."""
        changes = {field: getattr(obj, field) for field in form.changed_data}
        services.correct_learner(learner=obj, by=request.user, changes=changes)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Learner | None = None) -> bool:
        return False


def describe(learner: Learner) -> str:
    """Return the line of a pupil whose account would be taken off: who, where, and which account."""
    account = f"compte {learner.user_id}" if learner.user_id else "sans compte"
    return f"{learner.full_name}, {learner.division}, {learner.organization}\u00a0: {account}"
