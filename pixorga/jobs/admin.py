from django.contrib import admin
from django.http import HttpRequest

from pixorga.jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """Jobs to look at: what waits, what failed and why."""

    list_display = ["id", "kind", "subject_id", "state", "attempts", "errors", "error_code", "created_at"]
    list_filter = ["state", "queue", "kind"]
    search_fields = ["=subject_id", "kind"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False
