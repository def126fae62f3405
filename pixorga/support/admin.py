from django.contrib import admin

from pixorga.backoffice.read_only import ReadOnlyAdmin
from pixorga.support.models import SupportRequest


@admin.register(SupportRequest)
class SupportRequestAdmin(ReadOnlyAdmin):
    """What people asked. The answer is a mail; one that could not leave is relaunched among the e-mails."""

    list_display = ["id", "topic", "full_name", "email", "uai", "created_at", "sent_at"]
    list_filter = ["topic", ("sent_at", admin.EmptyFieldListFilter), "created_at"]
    list_select_related = ["user"]
    search_fields = ["full_name", "email", "uai", "=id"]
    search_help_text = "Nom, adresse e-mail, UAI ou numéro de la demande. Les accents comptent."
    show_full_result_count = False
