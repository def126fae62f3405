from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from missions.models import Activity, ActivityAnswer, Attempt, Mission, MissionChoice
from missions.specs import spec_of
from pixorga.backoffice.read_only import ReadOnly, ReadOnlyAdmin
from pixorga.lib.text import fold


@admin.register(Mission)
class MissionAdmin(ReadOnlyAdmin):
    """The missions as they are loaded from their files, with a preview of what they hold."""

    list_display = ["position", "title", "competence", "code", "revision", "archived_at"]
    list_display_links = ["title"]
    list_filter = [("archived_at", admin.EmptyFieldListFilter)]
    search_fields = ["title", "code", "competence"]
    fields = ["title", "code", "position", "competence", "revision", "digest", "archived_at", "preview"]

    @admin.display(description="aperçu")
    def preview(self, mission: Mission) -> SafeString:
        return render_to_string("missions/_admin_preview.html", {"spec": spec_of(mission)})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mission]:
        missions = super().get_queryset(request)
        return missions if request.resolver_match.kwargs.get("object_id") else missions.defer("body")


class ActivityInline(ReadOnly, admin.TabularInline):
    model = Activity
    fields = ["rank", "level", "step", "status", "variant"]
    show_change_link = True


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """What pupils play and have played, found by name or by the UAI of their school."""

    list_display = ["id", "mission", "learner", "organization", "school_year", "started_at", "overall_result"]
    list_select_related = ["mission", "learner", "organization"]
    list_filter = [("completed_at", admin.EmptyFieldListFilter), "overall_result", "mission"]
    list_per_page = 50
    search_fields = ["learner__search_key", "=organization__uai"]
    search_help_text = "Nom, prénom, ou UAI de l’école"
    show_full_result_count = False
    inlines = [ActivityInline]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Attempt], search_term: str
    ) -> tuple[QuerySet[Attempt], bool]:
        return super().get_search_results(request, queryset, fold(search_term))


class ActivityAnswerInline(ReadOnly, admin.TabularInline):
    model = ActivityAnswer
    fields = ["position", "challenge", "verdict", "value", "answered_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ActivityAnswer]:
        return super().get_queryset(request).select_related("challenge")


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    """The questions of one activity and their answers; reached from an attempt."""

    list_display = ["id", "attempt", "rank", "level", "step", "status"]
    list_select_related = ["attempt"]
    list_per_page = 50
    show_full_result_count = False
    inlines = [ActivityAnswerInline]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(MissionChoice)
class MissionChoiceAdmin(ReadOnlyAdmin):
    """Which missions a class does not see, or sees first: why a pupil does not find his mission."""

    list_display = ["organization", "division", "mission", "state"]
    list_select_related = ["organization", "mission"]
    list_filter = ["state"]
    list_per_page = 50
    search_fields = ["=organization__uai", "division"]
    search_help_text = "UAI de l’école, ou classe"
    show_full_result_count = False
