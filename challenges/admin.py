from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from challenges.domain.manners import is_formal
from challenges.domain.schema import ChallengeSpec
from challenges.markdown import render_markdown
from challenges.models import Challenge, Tutorial
from challenges.pictures import picture_url
from challenges.showing import show_picture, show_task
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
        task = show_task(spec.public_view())
        context = {"challenge": challenge, "spec": spec, "task": task, "pictures": pictures}
        return render_to_string("challenges/_admin_preview.html", context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/apercu/", view, name="challenges_challenge_preview"), *super().get_urls()]

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question as a pupil sees it, with its answer below; any revision, archived ones too."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        challenge = get_object_or_404(Challenge, pk=pk)
        spec = ChallengeSpec.from_body(challenge.body)
        shown = spec.public_view()
        context = {
            "challenge": challenge,
            "bubbles": [render_markdown(text) for text in spec.bubbles],
            "picture": show_picture(spec.picture),
            "task": show_task(shown, is_formal=is_formal(spec.hint)),
            "is_judged": spec.is_judged,
            "right_answers": spec.right_answers,
            "explanation": render_markdown(spec.explanation),
        }
        return render(request, "challenges/admin_challenge.html", context)


@admin.register(Tutorial)
class TutorialAdmin(ReadOnlyAdmin):
    """The short lessons, to look at: they are edited in their files (docs/contenu.md)."""

    list_display = ["title", "format", "minutes", "code", "archived_at"]
    list_filter = [("archived_at", admin.EmptyFieldListFilter), "format"]
    search_fields = ["title", "code"]
    fields = ["title", "code", "source", "format", "minutes", "archived_at", "page"]

    @admin.display(description="page")
    def page(self, tutorial: Tutorial) -> SafeString:
        return format_html('<a href="{}">Lire</a>', reverse("tutorials:page", args=[tutorial.code]))
