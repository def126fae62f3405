"""How the content files become rows: loading twice changes nothing, what is removed is archived."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from campaigns.content import FOLDER, Catalogue, read_catalogue
from campaigns.domain.framework import CompetenceSpec, SkillSpec
from campaigns.domain.profiles import capped_tubes
from campaigns.models import Area, CappedTube, Competence, Skill, TargetProfile, Thematic, Tube
from challenges.domain.crcn import COMPETENCES, DOMAINS
from challenges.domain.problems import ContentError, errors_among
from challenges.models import Challenge, Tutorial
from challenges.services import (
    StoreReport,
    archive_challenges,
    archive_tutorials,
    store_challenges,
    store_tutorials,
)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading changed: rows of the framework and of the courses, then questions and tutorials."""

    created: int
    revised: int
    unchanged: int
    archived: int
    challenges: StoreReport
    archived_challenges: int
    tutorials: StoreReport
    archived_tutorials: int


def load_framework(*, folder: Path = FOLDER, now: datetime | None = None) -> LoadReport:
    """Bring the rows up to date with the files and return what changed; doing it twice changes nothing.

    Raises ContentError, and writes nothing, as long as one file has an error.
    """
    catalogue = read_catalogue(folder)
    if errors := errors_among(catalogue.problems):
        raise ContentError(errors)
    return store_catalogue(catalogue, now=now or timezone.now())


def store_catalogue(catalogue: Catalogue, *, now: datetime) -> LoadReport:
    """Bring the rows up to date with a catalogue that has no error, and return what changed."""
    return _Loading(catalogue, now, Counter()).store()


@dataclass(slots=True)
class _Loading:
    """One loading: what is loaded, when, and what it changes (created, revised, unchanged, archived)."""

    catalogue: Catalogue
    now: datetime
    changes: Counter[str]

    @transaction.atomic
    def store(self) -> LoadReport:
        competences = self.catalogue.competences
        challenges = [challenge for each in competences for challenge in each.challenges]
        tutorials = [tutorial for each in competences for tutorial in each.tutorials]
        # Only what our skills ask and name is ours to archive; missions have theirs in the same tables.
        asked_before = set(Challenge.objects.current().exclude(skills=None).values_list("code", flat=True))
        known_before = set(Tutorial.objects.active().values_list("code", flat=True))
        stored_challenges = store_challenges(specs=challenges, now=self.now)
        stored_tutorials = store_tutorials(specs=tutorials)
        tubes = self.store_tubes(competences)
        self.store_skills([skill for each in competences for skill in each.skills], tubes)
        self.store_profiles(tubes)
        return LoadReport(
            **{what: self.changes[what] for what in ("created", "revised", "unchanged", "archived")},
            challenges=stored_challenges,
            archived_challenges=archive_challenges(
                codes=asked_before - {each.code for each in challenges}, now=self.now
            ),
            tutorials=stored_tutorials,
            archived_tutorials=archive_tutorials(
                codes=known_before - {each.code for each in tutorials}, now=self.now
            ),
        )

    def store_tubes(self, competences: Sequence[CompetenceSpec]) -> dict[str, Tube]:
        """Bring thematics and tubes up to date, and what they belong to; return the tubes by code."""
        rows = self.store_competences({each.code: each.description for each in competences})
        thematics = self.bring(
            Thematic,
            {
                thematic.code: {
                    "competence_id": rows[each.code].pk,
                    "title": thematic.title,
                    "position": rank,
                }
                for each in competences
                for rank, thematic in enumerate(each.thematics, start=1)
            },
        )
        return self.bring(
            Tube,
            {
                tube.code: {
                    "thematic_id": thematics[thematic.code].pk,
                    "title": tube.title,
                    "description": tube.description,
                    "position": rank,
                }
                for each in competences
                for thematic in each.thematics
                for rank, tube in enumerate(thematic.tubes, start=1)
            },
        )

    def store_competences(self, descriptions: Mapping[str, str]) -> dict[str, Competence]:
        """Bring the areas and the competences up to date, those without a file too; return them by code."""
        areas = self.bring(Area, {domain.number: {"title": domain.name} for domain in DOMAINS})
        return self.bring(
            Competence,
            {
                code: {
                    "area_id": areas[entry.domain.number].pk,
                    "title": entry.name,
                    "description": descriptions.get(code, ""),
                }
                for code, entry in COMPETENCES.items()
            },
        )

    def store_skills(self, skills: Sequence[SkillSpec], tubes: Mapping[str, Tube]) -> None:
        """Bring the skills up to date, with what they ask and the tutorials that they name."""
        rows = self.bring(
            Skill,
            {
                skill.code: {
                    "tube_id": tubes[skill.tube].pk,
                    "level": skill.level,
                    "title": skill.title,
                    "hint": skill.hint,
                }
                for skill in skills
            },
        )
        current = dict(Challenge.objects.current().values_list("code", "pk"))
        lessons = dict(Tutorial.objects.values_list("code", "pk"))
        asked = {(rows[skill.code].pk, current[each.code]) for skill in skills for each in skill.challenges}
        _link(Skill.challenges.through, "challenge_id", asked)
        present = {rows[skill.code].pk for skill in skills}
        for field in ("tutorials", "further"):
            named = {
                (rows[skill.code].pk, lessons[code]) for skill in skills for code in getattr(skill, field)
            }
            _link(getattr(Skill, field).through, "tutorial_id", named, only_of=present)

    def store_profiles(self, tubes: Mapping[str, Tube]) -> None:
        """Bring the target profiles up to date, with their capped tubes."""
        specs = self.catalogue.profiles
        rows = self.bring(
            TargetProfile,
            {
                spec.code: {
                    "title": spec.title,
                    "description": spec.description,
                    "category": spec.category.value,
                    "position": rank,
                    "stages": [asdict(stage) for stage in spec.stages],
                }
                for rank, spec in enumerate(specs, start=1)
            },
        )
        wanted = {
            (rows[spec.code].pk, tubes[code].pk): level
            for spec in specs
            for code, level in capped_tubes(spec, self.catalogue.competences).items()
        }
        # A profile that is archived keeps its own.
        present = CappedTube.objects.filter(target_profile__in={profile for profile, _tube in wanted})
        known = {(cap.target_profile_id, cap.tube_id): cap for cap in present}
        same = {pair for pair, cap in known.items() if wanted.get(pair) == cap.highest_level}
        CappedTube.objects.filter(pk__in=[known[pair].pk for pair in known.keys() - same]).delete()
        CappedTube.objects.bulk_create(
            CappedTube(target_profile_id=profile, tube_id=tube, highest_level=level)
            for (profile, tube), level in wanted.items()
            if (profile, tube) not in same
        )

    def bring(self, model: type[Row], wanted: Mapping[str, Mapping[str, object]]) -> dict[str, Row]:
        """Make the rows of a model say what is wanted, by code, and return them by code.

        Rows that nobody wants are archived. At most four queries, whatever the number of rows.
        """
        may_archive = hasattr(model, "archived_at")
        own = {"archived_at": None} if may_archive else {}
        rows = {row.code: row for row in model.objects.all()}
        new = [model(code=code, **fields) for code, fields in wanted.items() if code not in rows]
        changed = []
        for code in wanted.keys() & rows.keys():
            fields, row = {**wanted[code], **own}, rows[code]
            if any(getattr(row, name) != value for name, value in fields.items()):
                for name, value in fields.items():
                    setattr(row, name, value)
                changed.append(row)
        model.objects.bulk_create(new)
        if changed:
            names = [*next(iter(wanted.values())), *own]
            model.objects.bulk_update(changed, names)
        if may_archive:
            gone = model.objects.active().exclude(code__in=wanted.keys())
            self.changes["archived"] += gone.update(archived_at=self.now)
        self.changes["created"] += len(new)
        self.changes["revised"] += len(changed)
        self.changes["unchanged"] += len(wanted) - len(new) - len(changed)
        return {row.code: row for row in model.objects.all()}


def _link(
    through: type[Model], column: str, wanted: set[tuple[int, int]], *, only_of: Collection[int] = ()
) -> None:
    """Add the rows between skills and what they name that are wanted and not there: (skill, named).

    only_of: the skills that lose what else they name. Archived ones stay as they were.
    """
    known = {(row.skill_id, getattr(row, column)): row.pk for row in through.objects.all()}
    gone = [pk for pair, pk in known.items() if pair not in wanted and pair[0] in only_of]
    through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create(
        through(**{"skill_id": skill, column: named}) for skill, named in sorted(wanted - known.keys())
    )
