from django.contrib import admin
from django.http import HttpRequest

from imports.models import LearnerImport


@admin.register(LearnerImport)
class LearnerImportAdmin(admin.ModelAdmin):
    """Runs to look at when a school writes to the support; schools import themselves."""

    list_display = ["id", "organization", "kind", "status", "error_count", "created_at", "ended_at"]
    list_filter = ["status", "kind"]
    list_select_related = ["organization"]
    search_fields = ["organization__uai", "organization__name"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: LearnerImport | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LearnerImport | None = None) -> bool:
        return False
