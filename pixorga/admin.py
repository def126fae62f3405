"""Who changed what in Django admin itself; the product's own acts are in the journal."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.html import format_html

from pixorga.backoffice.read_only import ReadOnlyAdmin


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["action_time", "user", "content_type", "object_link", "action_flag", "change"]
    list_select_related = ["user", "content_type"]
    list_filter = ["action_flag", "action_time", ("content_type", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["user__email", "user__first_name", "user__last_name", "object_repr", "=object_id"]
    search_help_text = "Qui a agi, sur quoi, ou identifiant de l’objet. Les accents comptent."
    show_full_result_count = False
    fields = ["action_time", "user", "content_type", "object_link", "action_flag", "change"]

    @admin.display(description="objet", ordering="object_id")
    def object_link(self, entry: LogEntry) -> str:
        try:
            page = entry.get_admin_url()
        except NoReverseMatch:
            page = None
        return format_html('<a href="{}">{}</a>', page, entry.object_repr) if page else entry.object_repr

    @admin.display(description="changement")
    def change(self, entry: LogEntry) -> str:
        return entry.get_change_message()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """For those who answer for the site; the history of one object is on its own page."""
        return request.user.is_superuser and super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        return request.user.is_superuser
