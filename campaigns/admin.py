from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from campaigns.courses import skills_of
from campaigns.domain.stages import Stage
from campaigns.models import Area, CappedTube, Competence, Skill, TargetProfile, Thematic, Tube
from pixorga.backoffice.read_only import ReadOnly, ReadOnlyAdmin

IN_USE = ("archived_at", admin.EmptyFieldListFilter)


class CompetenceInline(ReadOnly, admin.TabularInline):
    model = Competence
    fields = ["code", "title"]
    show_change_link = True


@admin.register(Area)
class AreaAdmin(ReadOnlyAdmin):
    """The five areas of the framework, with their competences."""

    list_display = ["code", "title"]
    list_display_links = ["title"]
    fields = ["code", "title"]
    inlines = [CompetenceInline]


class ThematicInline(ReadOnly, admin.TabularInline):
    model = Thematic
    fields = ["title", "code", "position", "archived_at"]
    show_change_link = True


@admin.register(Competence)
class CompetenceAdmin(ReadOnlyAdmin):
    """The sixteen competences, and how much can be asked in each."""

    list_display = ["code", "title", "area", "tube_count", "skill_count"]
    list_display_links = ["title"]
    list_select_related = ["area"]
    list_filter = ["area"]
    search_fields = ["code", "title"]
    fields = ["code", "title", "area", "description"]
    inlines = [ThematicInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Competence]:
        tubes = Count("thematics__tubes", filter=Q(thematics__tubes__archived_at=None), distinct=True)
        is_asked = Q(thematics__tubes__skills__archived_at=None)
        skills = Count("thematics__tubes__skills", filter=is_asked, distinct=True)
        return super().get_queryset(request).annotate(tube_total=tubes, skill_total=skills)

    @admin.display(description="sujets")
    def tube_count(self, competence: Competence) -> int:
        return competence.tube_total

    @admin.display(description="acquis")
    def skill_count(self, competence: Competence) -> int:
        return competence.skill_total


class TubeInline(ReadOnly, admin.TabularInline):
    model = Tube
    fields = ["title", "code", "position", "archived_at"]
    show_change_link = True


@admin.register(Thematic)
class ThematicAdmin(ReadOnlyAdmin):
    """Subjects that belong together."""

    list_display = ["title", "competence", "code", "archived_at"]
    list_select_related = ["competence"]
    list_filter = [IN_USE, "competence"]
    search_fields = ["title", "code"]
    fields = ["title", "code", "competence", "position", "archived_at"]
    inlines = [TubeInline]


class SkillInline(ReadOnly, admin.TabularInline):
    model = Skill
    fields = ["level", "title", "code", "archived_at"]
    show_change_link = True


@admin.register(Tube)
class TubeAdmin(ReadOnlyAdmin):
    """The subjects, each with its skills from the easiest to the hardest."""

    list_display = ["title", "code", "competence", "archived_at"]
    list_select_related = ["thematic__competence"]
    list_filter = [IN_USE, "thematic__competence"]
    search_fields = ["title", "code", "description"]
    fields = ["title", "code", "thematic", "description", "position", "archived_at"]
    inlines = [SkillInline]

    @admin.display(description="compétence", ordering="thematic__competence__code")
    def competence(self, tube: Tube) -> str:
        return str(tube.thematic.competence)


@admin.register(Skill)
class SkillAdmin(ReadOnlyAdmin):
    """What can be known at one level: its questions, as pupils see them, and its tutorials."""

    list_display = ["code", "level", "title", "tube", "archived_at"]
    list_select_related = ["tube"]
    list_filter = [IN_USE, "level", "tube__thematic__competence"]
    search_fields = ["code", "title", "tube__title"]
    fields = ["code", "title", "tube", "level", "hint", "archived_at", "preview"]

    @admin.display(description="épreuves et tutoriels")
    def preview(self, skill: Skill) -> SafeString:
        context = {
            "challenges": skill.challenges.defer("body").order_by("code", "-revision"),
            "tutorials": skill.tutorials.all(),
            "further": skill.further.all(),
        }
        return render_to_string("campaigns/_admin_skill.html", context)


class CappedTubeInline(ReadOnly, admin.TabularInline):
    model = CappedTube
    fields = ["tube", "highest_level"]
    # Of the tubes, as in campaigns.courses.
    ordering = ["tube__thematic__competence__code", "tube__thematic__position", "tube__position", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CappedTube]:
        return super().get_queryset(request).select_related("tube")


@admin.register(TargetProfile)
class TargetProfileAdmin(ReadOnlyAdmin):
    """The courses to choose for a campaign: what they ask, up to which level, and their stages."""

    list_display = ["title", "category", "skill_count", "code", "archived_at"]
    list_filter = [IN_USE, "category"]
    search_fields = ["title", "code"]
    fields = ["title", "code", "category", "description", "position", "archived_at", "preview"]
    inlines = [CappedTubeInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TargetProfile]:
        return super().get_queryset(request).with_skill_count()

    @admin.display(description="acquis")
    def skill_count(self, target_profile: TargetProfile) -> int:
        return target_profile.skill_count

    @admin.display(description="paliers et acquis")
    def preview(self, target_profile: TargetProfile) -> SafeString:
        context = {
            "stages": [Stage(**stage) for stage in target_profile.stages],
            "skills": skills_of(target_profile),
        }
        return render_to_string("campaigns/_admin_target_profile.html", context)
