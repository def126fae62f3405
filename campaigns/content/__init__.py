"""The content files of this folder, and how they become rows. Files are the source; rows follow them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaigns.domain.catalogue import CompetenceFile, lint_clashes, stem_of
from campaigns.domain.framework import CompetenceSpec, parse_competence
from campaigns.domain.lint import lint_competence
from campaigns.domain.profiles import ProfileSpec, lint_profile, parse_profiles
from challenges.content import read_content, static_file_exists
from challenges.domain.crcn import COMPETENCES
from challenges.domain.problems import ContentError, ContentProblem, Severity

FOLDER = Path(__file__).parent


@dataclass(slots=True)
class Catalogue:
    """All that the files hold, and what their authors should mend."""

    files: list[CompetenceFile] = field(default_factory=list)
    profiles: list[ProfileSpec] = field(default_factory=list)
    problems: list[ContentProblem] = field(default_factory=list)

    @property
    def competences(self) -> list[CompetenceSpec]:
        return [file.competence for file in self.files]


def read_catalogue(
    folder: Path = FOLDER, *, only: str = "", file_exists: Callable[[str], bool] = static_file_exists
) -> Catalogue:
    """Read and proof-read the competences of a folder; nothing is written and nothing is raised.

    only: the file of one competence, such as 1-1; all of them without.
    """
    catalogue = Catalogue()
    paths = sorted((folder / "competences").glob(f"{only or '*'}.yaml"))
    if not paths:
        # A folder mistyped, or left out of an image: loading it would archive the whole framework.
        catalogue.problems.append(ContentProblem(str(folder), "aucun fichier de compétence."))
    for path in paths:
        catalogue.problems += _in_file(path, _read_file(path, catalogue, file_exists))
    catalogue.problems += lint_clashes(catalogue.files)
    if not only:
        catalogue.problems += _missing(catalogue)
        _read_profiles(folder, catalogue)
    return catalogue


def _in_file(path: Path, problems: Iterable[ContentProblem]) -> list[ContentProblem]:
    """Return the problems with the name of their file."""
    return [
        replace(problem, where=f"{path.name} › {problem.where}" if problem.where else path.name)
        for problem in problems
    ]


def _read_profiles(folder: Path, catalogue: Catalogue) -> None:
    """Add the target profiles to the catalogue, in the order of the files, and what is to be mended."""
    for path in sorted((folder / "profiles").glob("*.yaml")):
        try:
            profiles, problems = parse_profiles(read_content(path))
        except ContentError as error:
            catalogue.problems += error.problems
            continue
        catalogue.profiles += profiles
        if not problems:
            problems = [each for profile in profiles for each in lint_profile(profile, catalogue.competences)]
        catalogue.problems += _in_file(path, problems)
    codes = [profile.code for profile in catalogue.profiles]
    catalogue.problems += [
        ContentProblem("", f"deux parcours ont le code « {code} ».")
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]


def _read_file(path: Path, catalogue: Catalogue, file_exists: Callable[[str], bool]) -> list[ContentProblem]:
    """Add the competence of a file to the catalogue and return what is to be mended in it."""
    try:
        competence, problems = parse_competence(read_content(path))
    except ContentError as error:
        return [replace(problem, where="") for problem in error.problems]
    if competence is None:
        return problems
    catalogue.files.append(CompetenceFile(competence))
    if path.stem != stem_of(competence.code):
        message = f"le fichier s’appelle comme sa compétence : {stem_of(competence.code)}.yaml."
        problems.append(ContentProblem("", message, Severity.WARNING))
    return problems + lint_competence(competence, picture_exists=file_exists, file_exists=file_exists)


def _missing(catalogue: Catalogue) -> list[ContentProblem]:
    """Advise to write the competences that have no file yet."""
    written = {file.competence.code for file in catalogue.files}
    return [
        ContentProblem("", f"la compétence {code} n’a pas de fichier.", Severity.WARNING)
        for code in COMPETENCES
        if code not in written
    ]
