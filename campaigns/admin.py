from collections.abc import Sequence

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from campaigns import services
from campaigns.courses import skills_of
from campaigns.domain.stages import Stage
from campaigns.models import (
    Area,
    Campaign,
    CappedTube,
    Competence,
    Participation,
    Skill,
    TargetProfile,
    Thematic,
    Tube,
)
from organizations.models import Organization
from pixorga.backoffice.actions import few, tell
from pixorga.backoffice.lookups import OfferedLookups
from pixorga.backoffice.read_only import ReadOnly, ReadOnlyAdmin
from pixorga.lib.text import compact, fold

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


class CampaignForm(forms.ModelForm):
    def clean_organization(self) -> Organization:
        organization = self.cleaned_data["organization"]
        if organization.is_primary or organization.archived_at:
            raise ValidationError("Choisissez un collège ou un lycée actif.", code="kind")
        return organization


@admin.register(Campaign)
class CampaignAdmin(OfferedLookups, admin.ModelAdmin):
    """What teachers propose under a code. It is opened here, closed, opened again; nothing else changes."""

    form = CampaignForm
    list_display = ["name", "code", "kind", "organization", "created_at", "archived_at"]
    list_select_related = ["organization"]
    list_filter = [IN_USE, "kind"]
    list_per_page = 50
    search_fields = ["=code", "name", "=organization__uai"]
    search_help_text = "Code, nom, ou UAI de l’établissement. Les accents comptent."
    show_full_result_count = False
    autocomplete_fields = ["organization", "owner", "target_profile"]
    fields = ["organization", "kind", "name", "target_profile", "owner"]
    actions = ["archive", "unarchive"]

    def get_fields(self, request: HttpRequest, obj: Campaign | None = None) -> list[str]:
        return [*self.fields, "code", "created_at", "archived_at"] if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Campaign | None = None) -> Sequence[str]:
        return self.get_fields(request, obj) if obj else ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Campaign], search_term: str
    ) -> tuple[QuerySet[Campaign], bool]:
        """A code counts however it is typed: « abc-def 234 »."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return found | queryset.filter(code=compact(search_term)), may_repeat

    def has_delete_permission(self, request: HttpRequest, obj: Campaign | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Campaign, form: CampaignForm, change: bool) -> None:
        """Open the campaign under a code of its own; one that is open already has nothing to save."""
        if not change:
            created = services.create_campaign(by=request.user, **form.cleaned_data)
            obj.pk, obj.code = created.pk, created.code
            # Django’s log, and the page that follows, are about this row.
            obj._state.adding = False

    @admin.action(description="Archiver", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Campaign]) -> None:
        count = 0
        for campaign in few(self, request, queryset):
            if services.archive_campaign(campaign=campaign, by=request.user):
                self.log_change(request, campaign, "Archivée.")
                count += 1
        none = "Aucune campagne n’est archivée."
        tell(self, request, count, "campagne archivée", "campagnes archivées", none=none)

    @admin.action(description="Désarchiver", permissions=["change"])
    def unarchive(self, request: HttpRequest, queryset: QuerySet[Campaign]) -> None:
        count = 0
        for campaign in few(self, request, queryset):
            if services.unarchive_campaign(campaign=campaign, by=request.user):
                self.log_change(request, campaign, "Désarchivée.")
                count += 1
        none = "Aucune campagne n’est désarchivée."
        tell(self, request, count, "campagne désarchivée", "campagnes désarchivées", none=none)


@admin.register(Participation)
class ParticipationAdmin(ReadOnlyAdmin):
    """Who took part in what, found by name, by the campaign’s code or by the UAI of the school."""

    list_display = ["id", "campaign", "learner", "status", "started_at", "shared_at", "is_certifiable"]
    list_select_related = ["campaign", "learner"]
    list_filter = ["status", ("deleted_at", admin.EmptyFieldListFilter), "campaign__kind"]
    list_per_page = 50
    search_fields = ["learner__search_key", "=campaign__code", "=campaign__organization__uai"]
    search_help_text = "Nom ou prénom de l’élève, code de la campagne, ou UAI de l’établissement"
    show_full_result_count = False
    fields = [
        "campaign",
        "learner",
        "status",
        "started_at",
        "shared_at",
        "is_certifiable",
        "deleted_at",
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Participation], search_term: str
    ) -> tuple[QuerySet[Participation], bool]:
        return super().get_search_results(request, queryset, fold(search_term))
