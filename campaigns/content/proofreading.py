"""Proof-reading the framework as a whole. Only authors and the CI ask for it: loading does without."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from campaigns.content import FOLDER, Catalogue, read_catalogue
from campaigns.content.making import NO_LIBRARIES, compare, static_folder, written_files
from campaigns.content.summary import summary
from campaigns.domain.catalogue import CompetenceFile
from campaigns.domain.lint import texts_to_read
from challenges.content import Review
from challenges.domain.doubles import lint_doubles
from challenges.domain.problems import ContentProblem, Severity, errors_among
from challenges.domain.ranks import lint_ranks
from challenges.domain.register import lint_register, read_register, write_register
from challenges.spelling import NO_SPELLING, read_lexicon, spell, texts_of_challenge
from pixorga.lib.text import plural_fr

REGISTER = "codes.txt"
LEXICONS = "lexique"


def review(folder: Path = FOLDER, *, only: str = "", register: bool = False) -> Review:
    """Proof-read the framework, or one competence of it. register: add the new codes to codes.txt first."""
    catalogue = read_catalogue(folder, only=only)
    if register and not errors_among(catalogue.problems):
        register_codes(catalogue, folder)
    together, notes = proofread(catalogue, folder)
    made, unmade = compare_files(catalogue, only) if folder == FOLDER else ([], [])
    challenges = sum(len(file.challenges) for file in catalogue.files)
    competences = len(catalogue.files)
    return Review(
        problems=(*catalogue.problems, *together, *made),
        notes=(*notes, *unmade),
        lines=tuple(summary(catalogue.files)),
        content=f"{competences} {plural_fr(competences, 'compétence')}, "
        f"{challenges} {plural_fr(challenges, 'épreuve')}",
    )


def proofread(catalogue: Catalogue, folder: Path) -> tuple[list[ContentProblem], list[str]]:
    """Return what to mend in the catalogue as a whole, and what could not be checked."""
    files = catalogue.files
    problems = lint_doubles(files) + lint_ranks(files)
    register = folder / REGISTER
    if register.exists():
        problems += lint_register(files, read_register(register.read_text(encoding="utf-8")))
    spelling = spell(texts_of(files), _our_words(folder), f"{LEXICONS}/")
    if spelling is None:
        return problems, [NO_SPELLING]
    return problems + spelling, []


def compare_files(catalogue: Catalogue, only: str) -> tuple[list[ContentProblem], list[str]]:
    """Return the pictures and files that differ from their recipes or serve nobody; what is not checked."""
    used = {file for each in catalogue.files for file in files_of(each)}
    idle = sorted(written_files(static_folder(), only) - used)
    problems = [ContentProblem(file, "ne sert à aucune question.", Severity.WARNING) for file in idle]
    different = compare(only)
    return (problems, [NO_LIBRARIES]) if different is None else (problems + different, [])


def files_of(file: CompetenceFile) -> Iterator[str]:
    """Yield the path of everything that a competence shows or gives to download."""
    for challenge in file.challenges:
        yield from (picture.file for picture in challenge.pictures)
        yield from (attachment.file for attachment in challenge.files)
    for tutorial in file.competence.tutorials:
        if tutorial.picture:
            yield tutorial.picture.file


def register_codes(catalogue: Catalogue, folder: Path) -> None:
    """Add to the codes.txt of a folder the codes that it lacks."""
    register = folder / REGISTER
    text = register.read_text(encoding="utf-8") if register.exists() else ""
    register.write_text(write_register(text, catalogue.files), encoding="utf-8")


def texts_of(files: Sequence[CompetenceFile]) -> Iterator[tuple[str, str, str]]:
    """Yield every text of the competences, with its file and its place."""
    for file in files:
        for where, text in texts_to_read(file.competence):
            yield file.name, where, text
        for challenge in file.challenges:
            for where, text in texts_of_challenge(challenge):
                yield file.name, f"{challenge.code}.{where}", text
        for tutorial in file.competence.tutorials:
            yield file.name, f"{tutorial.code}.text", tutorial.text
            if tutorial.picture:
                yield file.name, f"{tutorial.code}.picture", tutorial.picture.alt


def _our_words(folder: Path) -> set[str]:
    """Return the words to let pass: those of every competence, whoever uses them."""
    paths = sorted((folder / LEXICONS).glob("*.txt"))
    return {word for path in paths for word in read_lexicon(path.read_text(encoding="utf-8"))}
