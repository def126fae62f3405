from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from learners.models import Learner
from pixorga.journal.services import record
from pixorga.lib.text import fold


@admin.register(Learner)
class LearnerAdmin(admin.ModelAdmin):
    """Pupils, found by name or by their school's UAI. Imports make and hide them; nobody deletes them."""

    list_display = ["last_name", "first_name", "division", "organization", "is_active"]
    list_select_related = ["organization"]
    list_filter = [("disabled_at", admin.EmptyFieldListFilter), "is_provisional"]
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

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Learner], search_term: str
    ) -> tuple[QuerySet[Learner], bool]:
        return super().get_search_results(request, queryset, fold(search_term))

    def save_model(self, request: HttpRequest, obj: Learner, form: ModelForm, change: bool) -> None:
        """Write what was corrected and nothing else: an import may have written the pupil meanwhile."""
        with transaction.atomic():
            learner = Learner.objects.select_for_update(no_key=True).get(pk=obj.pk)
            for field in form.changed_data:
                setattr(learner, field, getattr(obj, field))
            learner.set_keys()
            learner.updated_at = timezone.now()
            learner.save()
            record(
                "learner.corrected",
                actor_id=request.user.pk,
                organization_id=obj.organization_id,
                subject_id=obj.pk,
                details={"fields": form.changed_data},
            )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Learner | None = None) -> bool:
        return False
