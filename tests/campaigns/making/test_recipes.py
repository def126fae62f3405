"""The recipes of the framework, and the command that writes what they make."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from campaigns.content import making
from campaigns.content.making import screens
from campaigns.management.commands import make_content

DRAWINGS = sorted((settings.BASE_DIR / "static/campaigns").rglob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.content
def test_the_files_of_the_framework_are_what_their_recipes_make():
    assert making.compare() == []


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in DRAWINGS}))
def test_the_drawings_of_a_competence_are_small_and_hold_shapes_and_texts_alone(folder):
    for path in (each for each in DRAWINGS if each.parent.name == folder):
        assert path.stat().st_size <= 8_000, path.name
        for element in ET.parse(path).getroot().iter():  # noqa: S314 (our own file)
            assert element.tag.removeprefix(SVG) in {"svg", "g", "rect", "circle", "path", "text"}, path.name
            assert not {"style", "href", "class", "id"} & element.attrib.keys(), path.name
            assert "url(" not in "".join(element.attrib.values()), path.name


def test_the_product_does_without_the_libraries_that_make_documents():
    """They are no dependency of ours: who reads the framework, or a recipe, must not import them."""
    code = (
        "import sys, django; django.setup();"
        "import campaigns.content.proofreading, campaigns.content.making.documents;"
        "print({'docx', 'odfdo', 'xlsxwriter', 'PIL', 'lxml'} & sys.modules.keys())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert run.stdout == "set()\n"


@pytest.fixture
def recipes(tmp_path, monkeypatch) -> SimpleNamespace:
    """A folder with one recipe, of competence 1.1, whose ``MADE`` the test fills; and a folder of files."""
    folder = tmp_path / "making"
    folder.mkdir()
    (folder / "c11_files.py").touch()
    recipe = SimpleNamespace(
        MADE={"note.txt": "é", "dessin.svg": screens.framed(screens.paragraph("Un mot", 80))}
    )
    modules = {"campaigns.content.making.c11_files": recipe}
    monkeypatch.setattr(making, "import_module", modules.__getitem__)
    monkeypatch.setattr(making, "lacking", list)
    return SimpleNamespace(recipe=recipe, folder=folder, static=tmp_path / "static")


def compared(recipes: SimpleNamespace, only: str = "") -> list[str]:
    return [str(problem) for problem in making.compare(only, static=recipes.static, folder=recipes.folder)]


def written(recipes: SimpleNamespace) -> Path:
    """Write what the recipes make; return the folder of the competence."""
    for file, content in making.make(folder=recipes.folder).files.items():
        path = recipes.static / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return recipes.static / "campaigns/1-1"


def test_files_that_are_missing_changed_or_made_by_nobody_are_told(recipes):
    assert [each.split(" : ")[0] for each in compared(recipes)] == [
        "campaigns/1-1/note.txt",
        "campaigns/1-1/dessin.svg",
    ]
    folder = written(recipes)
    assert compared(recipes) == []
    (folder / "note.txt").write_text("è")
    (folder / "ancien.csv").touch()
    assert compared(recipes) == [
        "campaigns/1-1/note.txt : n’est plus ce que fait sa recette ; lancez make_content.",
        "campaigns/1-1/ancien.csv : n’est fait par aucune recette.",
    ]
    assert compared(recipes, "2-1") == []


def test_a_recipe_that_fails_is_told_and_leaves_the_files_alone(recipes):
    folder = written(recipes)
    (folder / "ancien.csv").touch()
    recipes.recipe.MADE["dessin.svg"] = screens.canvas(40, 40, screens.text(0, 20, "Mot", size=9))
    [problem] = compared(recipes)[:1]
    assert problem.startswith(
        "c11_files.py : la recette échoue : ValueError : dessin.svg : 'Mot': letters of 9"
    )
    assert not any("ancien" in each for each in compared(recipes))


def test_a_recipe_may_be_a_function_or_help_the_others(recipes):
    recipes.recipe.made = lambda: {"calcul.csv": b"a;b"}
    assert list(making.make(folder=recipes.folder).files) == ["campaigns/1-1/calcul.csv"]
    del recipes.recipe.made, recipes.recipe.MADE
    assert making.make(folder=recipes.folder).files == {}


@pytest.mark.parametrize(
    ("stem", "competence"),
    [("c11", "1-1"), ("c52_files", "5-2"), ("c5", None), ("c115", None), ("charts", None)],
)
def test_the_name_of_a_recipe_tells_its_competence(stem, competence):
    assert making.competence_of(stem) == competence


def test_nothing_is_compared_without_the_libraries(monkeypatch):
    monkeypatch.setattr(making, "lacking", lambda: ["pillow==1"])
    assert making.compare() is None


@pytest.fixture
def command(recipes, monkeypatch, capsys):
    """Return ``command(**options)``: what make_content prints on these recipes."""
    monkeypatch.setattr(make_content, "make", lambda only: making.make(only, folder=recipes.folder))
    monkeypatch.setattr(make_content, "static_folder", lambda: recipes.static)
    monkeypatch.setattr(make_content, "lacking", list)

    def run(**options: object) -> str:
        call_command("make_content", **options)
        return capsys.readouterr().out

    return run


def test_the_command_writes_what_differs_and_nothing_else(command, recipes):
    assert "2 fichiers, 0 ko : 2 écrits, 0 sans changement." in command()
    assert (recipes.static / "campaigns/1-1/note.txt").read_text() == "é"
    recipes.recipe.MADE["note.txt"] = "è"
    out = command()
    assert out.splitlines()[0] == "écrit : campaigns/1-1/note.txt"
    assert "1 écrit, 1 sans changement" in out


def test_the_command_erases_only_when_asked(command, recipes):
    command()
    stray = recipes.static / "campaigns/1-1/ancien.csv"
    stray.touch()
    assert "sans recette (--prune l’efface) : campaigns/1-1/ancien.csv" in command()
    assert stray.exists()
    assert "effacé : campaigns/1-1/ancien.csv" in command(prune=True)
    assert not stray.exists()


def test_the_command_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(make_content, "lacking", lambda: ["odfdo==1"])
    with pytest.raises(CommandError, match=r"odfdo==1.*\n.*requirements/content\.lock"):
        call_command("make_content")


@pytest.mark.parametrize("folder", [".", "..", "1.1", "6-1", "/tmp"])
def test_nothing_is_erased_but_in_the_folder_of_a_competence(command, recipes, folder):
    command()
    (recipes.static / "logo.svg").touch()
    with pytest.raises(CommandError, match="--only"):
        call_command("make_content", "--prune", "--only", folder)
    assert (recipes.static / "campaigns/1-1/note.txt").exists()
    assert (recipes.static / "logo.svg").exists()


@pytest.mark.parametrize("arguments", [["--only", "1.1"], ["--only", "1-1", "--folder", "ici"]])
def test_check_content_reads_something_or_complains(arguments):
    with pytest.raises(CommandError):
        call_command("check_content", *arguments)
