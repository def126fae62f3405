"""What an engine is given to ask: a course, built from the rows of its skills."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import F, Prefetch, Q, QuerySet

from campaigns.domain.content import Challenge, Course, Tube
from campaigns.domain.content import Skill as AskedSkill
from campaigns.domain.guessing import guess_of
from campaigns.models import Skill, TargetProfile
from challenges.models import Challenge as ChallengeRow
from challenges.specs import parsed_all

ORDER = ("tube__thematic__competence__code", "tube__thematic__position", "tube__position", "tube_id", "level")


def skills_of(target_profile: TargetProfile) -> QuerySet[Skill]:
    """Return the skills that a campaign with this target profile freezes today.

    Source: spec/campaigns.md 5.5.
    """
    is_asked = Q(tube__caps__target_profile=target_profile, level__lte=F("tube__caps__highest_level"))
    return Skill.objects.active().filter(is_asked).order_by(*ORDER)


def course_of(skills: QuerySet[Skill]) -> Course:
    """Return the course of these skills, archived ones too: what was frozen stays asked.

    Ids are the stable codes of skills and challenges. Of a challenge with several revisions there is the
    last; one that was taken out of use is there too, to be asked where its skill has no other. Two queries,
    and one the first time that a text is met.
    """
    with_challenges = Prefetch(
        "challenges", ChallengeRow.objects.defer("body").order_by("code", "revision"), to_attr="revisions"
    )
    joined = skills.select_related("tube__thematic__competence").order_by(*ORDER)
    rows = list(joined.prefetch_related(with_challenges))
    latest = {row.pk: _latest(row.revisions) for row in rows}
    specs = parsed_all([each for revisions in latest.values() for each in revisions])
    tubes = []
    for tube, of_tube in groupby(rows, key=lambda row: row.tube):
        asked = tuple(
            AskedSkill(
                id=row.code,
                level=row.level,
                challenges=tuple(
                    Challenge(
                        id=each.code,
                        guess=guess_of(specs[each.pk]),
                        is_timed=specs[each.pk].timer is not None,
                        is_current=each.is_current,
                    )
                    for each in latest[row.pk]
                ),
            )
            for row in of_tube
        )
        tubes.append(Tube(id=tube.code, competence=tube.thematic.competence.code, skills=asked))
    return Course(tuple(tubes))


def _latest(revisions: Iterable[ChallengeRow]) -> list[ChallengeRow]:
    """Return the last revision of each challenge; they come by code, then revision."""
    return list({each.code: each for each in revisions}.values())
