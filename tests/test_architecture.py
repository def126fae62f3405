"""The floors of the house (docs/architecture.md): an app imports only lower floors."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each part, and the parts it may use; what is not named here may be used by nobody else.
GROUND = {"pixorga.backoffice", "pixorga.db", "pixorga.jobs", "pixorga.journal", "pixorga.lib"}
MAY_USE = {
    "pixorga.lib": set(),
    "pixorga.db": {"pixorga.lib"},
    "pixorga.backoffice": {"pixorga.lib"},
    "pixorga.journal": {"pixorga.lib", "pixorga.backoffice"},
    "pixorga.jobs": {"pixorga.lib", "pixorga.backoffice", "pixorga.journal"},
    "accounts": GROUND,
    "challenges": GROUND,
    "organizations": GROUND | {"accounts"},
    "learners": GROUND | {"accounts", "organizations"},
    "imports": GROUND | {"accounts", "organizations", "learners"},
    "missions": GROUND | {"accounts", "challenges", "organizations", "learners"},
    "campaigns": GROUND | {"accounts", "challenges", "organizations", "learners"},
}
APPS = {part for part in MAY_USE if part not in GROUND}
OURS = APPS | {"pixorga"}

# Floors inside an app: a module of this name never imports these siblings.
NEVER = {
    "models": {"services", "reports", "views", "forms", "access", "admin", "tasks"},
    "services": {"views", "forms", "admin", "tasks"},
    "reports": {"views", "forms", "admin", "tasks"},
    "forms": {"views", "admin", "tasks"},
}
NOBODY_ELSES = {"views", "forms", "tasks"}


def python_files(part: str) -> list[Path]:
    folder = ROOT / part.replace(".", "/")
    return [path for path in folder.rglob("*.py") if "migrations" not in path.parts]


def imported_modules(path: Path) -> set[str]:
    """Every module that is imported, inside functions too; « from a import b » counts as a and a.b."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def part_of(module: str) -> str | None:
    """The part of ours that a module belongs to, or None for a library."""
    words = module.split(".")
    if words[0] != "pixorga":
        return words[0] if words[0] in OURS else None
    return ".".join(words[:2]) if ".".join(words[:2]) in GROUND else "pixorga"


@pytest.mark.parametrize("part", sorted(MAY_USE))
def test_a_part_imports_only_lower_floors(part):
    allowed = MAY_USE[part] | {part, None}
    breaches = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in python_files(part)
        for module in imported_modules(path)
        if part_of(module) not in allowed and module != "pixorga"
    ]
    assert not breaches


@pytest.mark.parametrize("part", sorted(MAY_USE))
def test_domain_and_lib_use_the_standard_library_and_pure_modules_only(part):
    pure = [path for path in python_files(part) if "domain" in path.parts or "lib" in path.parts]
    forbidden = re.compile(
        r"^(django|celery|allauth|yaml|structlog|kombu|redis|psycopg)\b|\.(models|services)\b"
    )
    breaches = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in pure
        for module in imported_modules(path)
        if forbidden.search(module)
    ]
    assert not breaches


@pytest.mark.parametrize("app", sorted(APPS))
def test_modules_of_an_app_keep_their_floors(app):
    breaches = []
    for path in python_files(app):
        own = path.relative_to(ROOT / app).parts[0].removesuffix(".py")
        for module in imported_modules(path):
            words = module.split(".")
            if words[0] not in APPS or len(words) < 2:
                continue
            if words[0] == app and words[1] in NEVER.get(own, set()):
                breaches.append(f"{path.relative_to(ROOT)} imports {module}")
            if words[0] != app and words[1] in NOBODY_ELSES:
                breaches.append(f"{path.relative_to(ROOT)} imports {module}, which belongs to another app")
    assert not breaches


@pytest.mark.parametrize("app", sorted(APPS))
def test_templates_and_lookups_look_no_higher(app):
    """Templates load, include and extend; models name others by string; get_model does the same."""
    higher = "|".join(sorted(APPS - MAY_USE[app] - {app}))
    pattern = re.compile(
        rf"""{{%\s*(?:load|include|extends)\s+["']?(?:{higher})[/ "']"""
        rf"""|["'](?:{higher})\.[A-Z]\w+["']|get_model\(\s*["'](?:{higher})["']"""
    )
    files = [*python_files(app), *(ROOT / "templates" / app).rglob("*.html")]
    assert not [
        str(path.relative_to(ROOT)) for path in files if pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_the_root_package_is_empty_so_that_pure_modules_load_no_framework():
    assert (ROOT / "pixorga/__init__.py").read_text() == ""


def test_the_top_level_is_the_design_cards():
    card = {
        "manage.py",
        "pixorga",
        "organizations",
        "missions",
        "campaigns",
        "learners",
        "imports",
        "templates",
    }
    card |= {"static", "tests", "pyproject.toml", "Dockerfile", "docker-compose.yml", "README.md"}
    ours = {"accounts", "challenges", "docs", "bench", "requirements"}
    ours |= {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"}
    produced = {"var", "staticfiles", "__pycache__"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert card <= found
    assert found - card - ours - produced == set()


def test_every_dependency_is_in_the_lock_with_a_hash():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements/base.lock").read_text().lower()
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    names = [re.match(r"[\w-]+", requirement)[0].lower() for requirement in wanted]
    assert [name for name in names if not re.search(rf"^{name}==\S+.*\\\n\s+--hash", lock, re.M)] == []
