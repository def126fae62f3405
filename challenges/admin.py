from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge
from challenges.pictures import picture_url
from pixorga.backoffice.read_only import ReadOnlyAdmin


@admin.register(Challenge)
class ChallengeAdmin(ReadOnlyAdmin):
    """Authored questions, to look at: they are edited in their files (docs/contenu.md)."""

    list_display = ["code", "revision", "kind", "is_current", "archived_at"]
    list_filter = ["is_current", "kind"]
    search_fields = ["code"]
    show_full_result_count = False
    fields = ["code", "revision", "kind", "is_current", "created_at", "archived_at", "preview"]
    readonly_fields = fields

    @admin.display(description="aperçu")
    def preview(self, challenge: Challenge) -> SafeString:
        """Return the question as its author wrote it, solution and explanation included."""
        spec = ChallengeSpec.from_body(challenge.body)
        pictures = [(picture_url(picture.file), picture.alt) for picture in spec.pictures]
        return render_to_string("challenges/_admin_preview.html", {"spec": spec, "pictures": pictures})
