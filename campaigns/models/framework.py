"""The reference framework, loaded from its files and never edited by hand; and the courses made of it."""

from django.db import models
from django.db.models import F, Q

from campaigns.domain.framework import (
    HIGHEST_LEVEL,
    LONGEST_DESCRIPTION,
    LONGEST_SKILL_TITLE,
    LONGEST_TITLE,
)
from campaigns.domain.profiles import Category
from challenges.models import Challenge, Tutorial


class Area(models.Model):
    """One of the five areas (« domaine ») of the framework."""

    code = models.CharField("code", max_length=1)
    title = models.CharField("titre", max_length=LONGEST_TITLE)

    class Meta:
        verbose_name = "domaine"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["code"], name="one_area_per_code")]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"


class Competence(models.Model):
    """One of the sixteen competences. code: with a dot, such as 1.1."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="competences", verbose_name="domaine")
    code = models.CharField("code", max_length=3)
    title = models.CharField("titre", max_length=LONGEST_TITLE)
    description = models.CharField("description", max_length=LONGEST_DESCRIPTION)

    class Meta:
        verbose_name = "compétence"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["code"], name="one_competence_per_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ActiveQuerySet(models.QuerySet):
    def active(self) -> "ActiveQuerySet":
        """Keep what the files hold today."""
        return self.filter(archived_at=None)


class Thematic(models.Model):
    """Subjects of a competence that belong together."""

    competence = models.ForeignKey(
        Competence, models.PROTECT, related_name="thematics", verbose_name="compétence"
    )
    code = models.SlugField("code", max_length=60)
    title = models.CharField("titre", max_length=LONGEST_TITLE)
    position = models.PositiveIntegerField("rang")
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        verbose_name = "thématique"
        ordering = ["competence__code", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="one_thematic_per_code")]

    def __str__(self) -> str:
        return self.title


class Tube(models.Model):
    """A subject (« sujet »): skills that follow one another, from the easiest to the hardest."""

    thematic = models.ForeignKey(Thematic, models.PROTECT, related_name="tubes", verbose_name="thématique")
    code = models.SlugField("code", max_length=25)
    title = models.CharField("titre", max_length=LONGEST_TITLE)
    description = models.CharField("description", max_length=LONGEST_DESCRIPTION)
    position = models.PositiveIntegerField("rang")
    archived_at = models.DateTimeField("archivé le", null=True, blank=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        verbose_name = "sujet"
        ordering = ["thematic__competence__code", "thematic__position", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="one_tube_per_code")]

    def __str__(self) -> str:
        return self.title


class Skill(models.Model):
    """What can be known of a subject at one level (« acquis »)."""

    tube = models.ForeignKey(Tube, models.PROTECT, related_name="skills", verbose_name="sujet")
    # The tube's and the level, such as motdepasse-3.
    code = models.SlugField("code", max_length=30)
    level = models.PositiveSmallIntegerField("niveau")
    title = models.CharField("titre", max_length=LONGEST_SKILL_TITLE)
    hint = models.CharField("indice", max_length=LONGEST_DESCRIPTION)
    archived_at = models.DateTimeField("archivé le", null=True, blank=True)
    # Every revision that was ever asked for it: who stands in an older one goes on with it.
    challenges = models.ManyToManyField(Challenge, related_name="skills", verbose_name="épreuves")
    tutorials = models.ManyToManyField(Tutorial, related_name="skills", verbose_name="tutoriels")
    further = models.ManyToManyField(
        Tutorial, related_name="further_skills", verbose_name="pour aller plus loin", blank=True
    )

    objects = ActiveQuerySet.as_manager()

    class Meta:
        verbose_name = "acquis"
        verbose_name_plural = "acquis"
        ordering = ["tube", "level"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_skill_per_code"),
            models.UniqueConstraint(fields=["tube", "level"], name="one_skill_per_level_of_a_tube"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=HIGHEST_LEVEL), name="a_level_is_from_one_to_eight"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its short name, as exports head their columns: @web3. Source: spec/campaigns.md 1.2."""
        return "@" + self.code.replace("-", "")


class TargetProfileQuerySet(ActiveQuerySet):
    def with_skill_count(self) -> "TargetProfileQuerySet":
        """Annotate ``skill_count``: how many skills a campaign of today would freeze."""
        is_asked = Q(
            capped_tubes__tube__skills__archived_at=None,
            capped_tubes__tube__skills__level__lte=F("capped_tubes__highest_level"),
        )
        return self.annotate(
            skill_count=models.Count("capped_tubes__tube__skills", filter=is_asked, distinct=True)
        )


class TargetProfile(models.Model):
    """A course to choose for a campaign (« parcours »): subjects, each up to a level, and stages."""

    CATEGORIES = [
        (Category.COMPETENCES.value, "Les 16 compétences"),
        (Category.PREDEFINED.value, "Parcours prédéfinis"),
        (Category.DISCIPLINE.value, "Disciplinaires"),
        (Category.BACK_TO_SCHOOL.value, "Parcours de rentrée"),
        (Category.SUBJECT.value, "Thématiques"),
    ]

    code = models.SlugField("code", max_length=60)
    title = models.CharField("titre", max_length=LONGEST_TITLE)
    description = models.CharField("description", max_length=LONGEST_DESCRIPTION)
    category = models.CharField("catégorie", max_length=20, choices=CATEGORIES)
    position = models.PositiveIntegerField("rang")
    # campaigns.domain.stages.Stage of each, as JSON, the lowest first; empty for a course without stages.
    stages = models.JSONField("paliers", default=list, blank=True)
    archived_at = models.DateTimeField("archivé le", null=True, blank=True)

    objects = TargetProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "parcours"
        verbose_name_plural = "parcours"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="one_target_profile_per_code")]

    def __str__(self) -> str:
        return self.title


class CappedTube(models.Model):
    """A subject of a target profile, up to a level."""

    target_profile = models.ForeignKey(
        TargetProfile, models.CASCADE, related_name="capped_tubes", verbose_name="parcours"
    )
    tube = models.ForeignKey(Tube, models.PROTECT, related_name="caps", verbose_name="sujet")
    highest_level = models.PositiveSmallIntegerField("niveau le plus haut")

    class Meta:
        verbose_name = "sujet d’un parcours"
        verbose_name_plural = "sujets d’un parcours"
        ordering = ["target_profile", "tube"]
        constraints = [
            models.UniqueConstraint(fields=["target_profile", "tube"], name="one_cap_per_tube_of_a_profile"),
        ]

    def __str__(self) -> str:
        return f"{self.tube} jusqu’au niveau {self.highest_level}"
