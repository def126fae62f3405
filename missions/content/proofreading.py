"""Proof-reading all missions together. Only authors and the CI ask for it: loading does without."""

from pathlib import Path

from challenges.domain.problems import ContentProblem
from missions.content import Catalogue
from missions.content.spelling import check_spelling
from missions.domain.codes import lint_codes, lint_register, read_register, write_register
from missions.domain.doubles import lint_doubles
from missions.domain.ranks import lint_ranks

REGISTER = "codes.txt"
NO_SPELLING = (
    "Orthographe non relue : il manque hunspell ou son dictionnaire français (Debian : hunspell hunspell-fr)."
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
