"""Makes the pictures and files of the questions. Run by ``make_content``, never by the product.

A recipe is a module c<digits>*.py with ``MADE``, or a function ``made()``: contents by name.
A module of such a name with neither helps the others.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from django.conf import settings

from challenges.domain.problems import ContentProblem
from pixorga.lib.locks import missing_from

FOLDER = Path(__file__).parent
PREFIX = "campaigns"  # under static/
RECIPE = re.compile(r"c(\d)(\d)\D*")
NO_LIBRARIES = (
    "Dessins et fichiers non comparés à leurs recettes : il manque ce que requirements/content.lock installe "
    "(pip install --require-hashes -r requirements/content.lock)."
)


@dataclass(slots=True)
class Making:
    """What the recipes make: contents by path under static/, and what is wrong with the recipes."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[ContentProblem] = field(default_factory=list)


def lacking() -> list[str]:
    """Return the libraries to install: only the locked versions make the same bytes again."""
    return missing_from(Path(settings.BASE_DIR) / "requirements/content.lock")


def make(only: str = "", *, folder: Path = FOLDER) -> Making:
    """Run the recipes and return what they make; nothing is written. only: one competence, such as 1-1."""
    making = Making()
    for path in sorted(folder.glob("c[0-9]*.py")):
        competence = competence_of(path.stem)
        if competence is None:
            making.problems.append(
                ContentProblem(path.name, "le nom dit la compétence : c11.py, c11_files.py.")
            )
        elif only in {"", competence}:
            _run(path, competence, making)
    return making


def competence_of(stem: str) -> str | None:
    """Return the competence of a recipe: « 1-1 » for c11 and c11_files."""
    found = RECIPE.fullmatch(stem)
    return f"{found[1]}-{found[2]}" if found else None


def _run(path: Path, competence: str, making: Making) -> None:
    """Add what a recipe makes, under the folder of its competence."""
    try:
        recipe = import_module(f"{__name__}.{path.stem}")
        made: Mapping[str, object] = recipe.made() if hasattr(recipe, "made") else getattr(recipe, "MADE", {})
        contents = {name: _content(thing, name) for name, thing in made.items()}
    except Exception as error:  # whatever goes wrong is told with the recipe's name
        making.problems.append(
            ContentProblem(path.name, f"la recette échoue : {type(error).__name__} : {error}")
        )
        return
    for name, content in contents.items():
        file = f"{PREFIX}/{competence}/{name}"
        if file in making.files:
            making.problems.append(
                ContentProblem(path.name, f"« {name} » est déjà fait par une autre recette.")
            )
        making.files[file] = content


def _content(thing: object, name: str) -> bytes:
    """Return the bytes of a content: a drawing, a text or bytes."""
    try:
        content = thing.svg() if hasattr(thing, "svg") else thing
    except ValueError as error:
        raise ValueError(f"{name} : {error}") from error
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, bytes):
        return content
    raise TypeError(f"{name} : {type(content).__name__}, ni texte ni octets")


def compare(
    only: str = "", *, static: Path | None = None, folder: Path = FOLDER
) -> list[ContentProblem] | None:
    """Return what differs between the recipes and their files; None where a library is missing."""
    if lacking():
        return None
    static = static or static_folder()
    making = make(only, folder=folder)
    problems = list(making.problems)
    for file, content in making.files.items():
        path = static / file
        if not path.exists():
            problems.append(ContentProblem(file, "le fichier manque ; lancez make_content."))
        elif path.read_bytes() != content:
            problems.append(ContentProblem(file, "n’est plus ce que fait sa recette ; lancez make_content."))
    strays = written_files(static, only) - making.files.keys()
    if not making.problems:
        problems += [ContentProblem(file, "n’est fait par aucune recette.") for file in sorted(strays)]
    return problems


def written_files(static: Path, only: str = "") -> set[str]:
    """Return the files that are there, by path under static/."""
    top = static / PREFIX
    return {path.relative_to(static).as_posix() for path in _files(top / only if only else top)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def static_folder() -> Path:
    """Return where the files are written."""
    return Path(settings.BASE_DIR) / "static"
