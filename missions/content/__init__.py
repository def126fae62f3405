"""The mission files of this folder, and how they become rows. Files are the source; rows follow them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from challenges.content import digest_of, read_content, static_file_exists
from challenges.domain.catalogue import all_challenges
from challenges.domain.problems import ContentError, ContentProblem, Severity, errors_among
from challenges.domain.schema import ChallengeSpec
from challenges.services import StoreReport, archive_challenges, store_challenges
from missions.domain.catalogue import MissionFile
from missions.domain.content import MissionSpec, parse_mission
from missions.domain.lint import lint_mission
from missions.models import Mission

FOLDER = Path(__file__).parent


@dataclass(slots=True)
class Catalogue:
    """Everything that the files hold, and what their authors should mend."""

    files: list[MissionFile] = field(default_factory=list)
    problems: list[ContentProblem] = field(default_factory=list)

    @property
    def missions(self) -> list[MissionSpec]:
        return [file.mission for file in self.files]

    @property
    def challenges(self) -> list[ChallengeSpec]:
        return [challenge for _file, challenge in all_challenges(self.files)]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading changed, missions then questions."""

    created: int
    revised: int
    unchanged: int
    archived: int
    challenges: StoreReport
    archived_challenges: int


def read_catalogue(
    folder: Path = FOLDER, *, picture_exists: Callable[[str], bool] = static_file_exists
) -> Catalogue:
    """Read and proof-read every mission file of a folder; nothing is written and nothing is raised."""
    catalogue = Catalogue()
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        # A folder mistyped, or left out of an image: loading it would archive every mission.
        catalogue.problems.append(ContentProblem(str(folder), "aucun fichier de mission."))
    for path in paths:
        for problem in _read_file(path, catalogue, picture_exists):
            where = f"{path.name} › {problem.where}" if problem.where else path.name
            catalogue.problems.append(replace(problem, where=where))
    catalogue.problems += _clashes(catalogue)
    return catalogue


def load_content(*, folder: Path = FOLDER, now: datetime | None = None) -> LoadReport:
    """Bring the rows up to date with the files and return what changed; doing it twice changes nothing.

    An edited text is a new revision, what is removed is archived, what comes back is restored.
    Raises ContentError, and writes nothing, as long as one file has an error.
    """
    catalogue = read_catalogue(folder)
    if errors := errors_among(catalogue.problems):
        raise ContentError(errors)
    return _store(catalogue, now or timezone.now())


def _read_file(
    path: Path, catalogue: Catalogue, picture_exists: Callable[[str], bool]
) -> list[ContentProblem]:
    """Add the mission of a file to the catalogue and return what is to be mended in it."""
    try:
        mission, challenges, problems = parse_mission(read_content(path))
    except ContentError as error:
        return [replace(problem, where="") for problem in error.problems]
    if mission is None:
        return problems
    catalogue.files.append(MissionFile(mission, challenges))
    return _misnamed(path, mission) + lint_mission(mission, challenges, picture_exists=picture_exists)


def _misnamed(path: Path, mission: MissionSpec) -> list[ContentProblem]:
    """Return the advice for a file that does not bear the code of its mission."""
    if path.stem == mission.code:
        return []
    message = f"le fichier s’appelle comme sa mission : {mission.code}.yaml."
    return [ContentProblem("", message, Severity.WARNING)]


def _clashes(catalogue: Catalogue) -> list[ContentProblem]:
    """Return the codes and ranks that two files share."""
    return [
        ContentProblem("", f"deux fichiers ont {what} « {value} ».")
        for what, values in (
            ("le code", [mission.code for mission in catalogue.missions]),
            ("le rang", [mission.position for mission in catalogue.missions]),
            ("une épreuve", [challenge.code for challenge in catalogue.challenges]),
        )
        for value in sorted({value for value in values if values.count(value) > 1})
    ]


@transaction.atomic
def _store(catalogue: Catalogue, now: datetime) -> LoadReport:
    rows = {row.code: row for row in Mission.objects.all()}
    # Only questions of missions are ours to archive; other apps keep theirs in the same table.
    asked_before = {code for row in rows.values() for code in _asked_codes(row)}
    challenges = store_challenges(specs=catalogue.challenges, now=now)
    changes = [_store_mission(mission, rows.get(mission.code)) for mission in catalogue.missions]
    gone = set(rows) - {mission.code for mission in catalogue.missions}
    return LoadReport(
        created=changes.count("created"),
        revised=changes.count("revised"),
        unchanged=changes.count("unchanged"),
        archived=Mission.objects.active().filter(code__in=gone).update(archived_at=now),
        challenges=challenges,
        archived_challenges=archive_challenges(
            codes=asked_before - {challenge.code for challenge in catalogue.challenges}, now=now
        ),
    )


def _asked_codes(row: Mission) -> tuple[str, ...]:
    """Return the questions of a stored mission; none for a body that only an older version could read."""
    mission, _challenges, _problems = parse_mission(row.body)
    return mission.challenge_codes() if mission else ()


def _store_mission(spec: MissionSpec, row: Mission | None) -> str:
    """Write the row of a mission and return what happened to it."""
    body = spec.to_body()
    digest = digest_of(body)
    if row and row.digest == digest and row.archived_at is None:
        return "unchanged"
    mission = row or Mission(code=spec.code, revision=0)
    if mission.digest != digest:
        mission.revision += 1
    mission.position, mission.title, mission.competence = spec.position, spec.title, spec.competence
    mission.body, mission.digest, mission.archived_at = body, digest, None
    mission.save()
    return "revised" if row else "created"
