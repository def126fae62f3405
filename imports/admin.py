from django.contrib import admin

from imports.models import LearnerImport
from pixorga.backoffice.read_only import ReadOnlyAdmin


@admin.register(LearnerImport)
class LearnerImportAdmin(ReadOnlyAdmin):
    """Runs to look at when a school writes to the support; schools import themselves."""

    list_display = [
        "id",
        "organization",
        "kind",
        "status",
        "error_count",
        "created_at",
        "ended_at",
        "undone_at",
    ]
    list_filter = ["status", "kind"]
    list_select_related = ["organization"]
    # Ids of pupils: a school complex has thousands.
    exclude = ["leaving"]
    search_fields = ["organization__uai", "organization__name"]
    show_full_result_count = False
