from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from missions import services
from missions.domain.session import is_open
from missions.models import Activity, ActivityAnswer, Attempt, Mission, MissionChoice, SchoolSession
from missions.reports.correction import everything
from missions.reports.sessions import clock_label
from missions.specs import spec_of
from pixorga.backoffice.actions import ask, few, tell
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
        context = {"mission": mission, "spec": spec_of(mission)}
        return render_to_string("missions/_admin_preview.html", context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/apercu/", view, name="missions_mission_preview"), *super().get_urls()]

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every question of the mission, activity by activity, with its answer."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        mission = get_object_or_404(Mission, pk=pk)
        spec = spec_of(mission)
        context = {"mission": mission, "spec": spec, "parts": everything(spec)}
        return render(request, "missions/admin_mission.html", context)

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

    list_display = ["organization", "school_year", "division", "mission", "state"]
    list_select_related = ["organization", "mission"]
    list_filter = ["state", "school_year"]
    list_per_page = 50
    search_fields = ["=organization__uai", "division"]
    search_help_text = "UAI de l’école, ou classe"
    show_full_result_count = False


class OpenFilter(admin.SimpleListFilter):
    title = "session"
    parameter_name = "session"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("active", "active"), ("inactive", "inactive"), ("jamais", "jamais activée")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SchoolSession]) -> QuerySet[SchoolSession]:
        now = timezone.now()
        match self.value():
            case "active":
                return queryset.filter(session_expires_at__gt=now)
            case "inactive":
                return queryset.filter(Q(session_expires_at=None) | Q(session_expires_at__lte=now))
            case "jamais":
                return queryset.filter(session_opened_at=None)
        return queryset


@admin.register(SchoolSession)
class SchoolSessionAdmin(ReadOnlyAdmin):
    """Which schools have their session open, until when, and who opened it; the latest end comes first."""

    list_display = ["name", "uai", "state", "opened_by", "session_opened_at", "session_expires_at", "school"]
    list_select_related = ["session_opened_by"]
    list_filter = [OpenFilter]
    list_per_page = 50
    search_fields = ["uai", "name"]
    search_help_text = "Nom ou UAI de l’école. Les accents comptent."
    show_full_result_count = False
    actions = ["close"]
    fields = ["name", "uai", "school_code", "session_opened_at", "session_opened_by", "session_expires_at"]

    def get_ordering(self, request: HttpRequest) -> list:
        return [F("session_expires_at").desc(nulls_last=True), "pk"]

    @admin.display(description="session")
    def state(self, school: SchoolSession) -> str:
        now = timezone.now()
        if not is_open(school.session_expires_at, now):
            return "Inactive"
        return f"Active jusqu’à {clock_label(school, school.session_expires_at, now)} (heure de l’école)"

    @admin.display(description="activée par")
    def opened_by(self, school: SchoolSession) -> str:
        by = school.session_opened_by
        return by.get_full_name() if by else "-"

    @admin.display(description="fiche")
    def school(self, school: SchoolSession) -> SafeString:
        url = reverse("admin:organizations_organization_change", args=[school.pk])
        return format_html('<a href="{}">Voir l’établissement</a>', url)

    def has_close_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("missions.change_schoolsession")

    @admin.action(description="Fermer la session", permissions=["close"])
    def close(self, request: HttpRequest, queryset: QuerySet[SchoolSession]) -> HttpResponse | None:
        asking = ask(
            self,
            request,
            queryset.select_related("session_opened_by"),
            question="Fermer la session de ces écoles ?",
            consequence="Plus aucun élève n’entre. Une mission déjà commencée peut être terminée.",
            answer="Fermer la session",
            describe=lambda school: f"{school} : {self.state(school).lower()}",
        )
        if asking:
            return asking
        count = 0
        for school in few(self, request, queryset):
            if services.close_session(organization=school, by=request.user, now=timezone.now()):
                self.log_change(request, school, "Session fermée.")
                count += 1
        tell(
            self, request, count, "session fermée", "sessions fermées", none="Aucune session n’était active."
        )
        return None
