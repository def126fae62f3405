"""To whom an attempt may be given: the other pupils of the school, those of the same class first."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When

from learners.models import Learner, LearnerQuerySet
from missions.models import Attempt


def with_namesakes(learners: LearnerQuerySet) -> LearnerQuerySet:
    """Add to pupils whether another one of their class has the same names: has_namesake."""
    alike = Learner.objects.active().filter(
        organization=OuterRef("organization"), division=OuterRef("division"), sort_key=OuterRef("sort_key")
    )
    return learners.annotate(has_namesake=Exists(alike.exclude(pk=OuterRef("pk"))))


def takers(attempt: Attempt, giver: Learner, search: str) -> LearnerQuerySet:
    """Return the active pupils who could be meant, the class of the giver first, then by name.

    is_playing: whether the pupil is in the middle of that mission, which nobody plays twice at a time.
    has_namesake: as above.
    """
    playing = Attempt.objects.started().filter(learner=OuterRef("pk"), mission=attempt.mission_id)
    is_near = Case(
        When(division=giver.division, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    others = Learner.objects.of(giver.organization).active().exclude(pk=giver.pk).search(search)
    others = others.annotate(is_playing=Exists(playing), distance=is_near)
    return with_namesakes(others).order_by("distance", "sort_key", "pk")
