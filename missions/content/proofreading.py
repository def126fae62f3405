"""Proof-reading all missions together. Only authors and the CI ask for it: loading does without."""

from pathlib import Path

from challenges.content import Review
from challenges.domain.doubles import lint_doubles
from challenges.domain.problems import ContentProblem, errors_among
from challenges.domain.ranks import lint_ranks
from challenges.domain.register import lint_register, read_register, write_register
from challenges.spelling import NO_SPELLING
from missions.content import FOLDER, Catalogue, read_catalogue
from missions.content.spelling import check_spelling
from missions.content.summary import summary
from missions.domain.codes import lint_codes
from pixorga.lib.text import plural_fr

REGISTER = "codes.txt"


def review(folder: Path = FOLDER, *, register: bool = False) -> Review:
    """Proof-read every mission of a folder. register: add the new codes to codes.txt first."""
    catalogue = read_catalogue(folder)
    if register and not errors_among(catalogue.problems):
        register_codes(catalogue, folder)
    together, notes = proofread(catalogue, folder)
    missions, challenges = len(catalogue.missions), len(catalogue.challenges)
    return Review(
        problems=(*catalogue.problems, *together),
        notes=tuple(notes),
        lines=tuple(summary(catalogue.files)),
        content=f"{missions} {plural_fr(missions, 'mission')}, "
        f"{challenges} {plural_fr(challenges, 'épreuve')}",
    )


def proofread(catalogue: Catalogue, folder: Path) -> tuple[list[ContentProblem], list[str]]:
    """Return what to mend in the catalogue as a whole, and what could not be checked.

    folder: where the files come from; its codes.txt, if there is one, says which codes were given before.
    """
    files = catalogue.files
    problems = lint_codes(files) + lint_doubles(files) + lint_ranks(files)
    register = folder / REGISTER
    if register.exists():
        problems += lint_register(files, read_register(register.read_text(encoding="utf-8")))
    spelling = check_spelling(files)
    if spelling is None:
        return problems, [NO_SPELLING]
    return problems + spelling, []


def register_codes(catalogue: Catalogue, folder: Path) -> None:
    """Add to the codes.txt of a folder the codes that it lacks."""
    register = folder / REGISTER
    text = register.read_text(encoding="utf-8") if register.exists() else ""
    register.write_text(write_register(text, catalogue.files), encoding="utf-8")
