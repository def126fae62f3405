from django.contrib import admin
from django.http import HttpRequest

from pixorga.journal.models import Event


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """The audit trail, read-only."""

    list_display = ["at", "verb", "actor_id", "organization_id", "subject_id"]
    list_filter = ["verb"]
    search_fields = ["=organization_id", "=actor_id", "=subject_id"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False
