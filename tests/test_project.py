"""Rules that hold for the whole project: cheap to check, and they keep it tidy."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from allauth import account
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from pixorga.celery import app as celery
from pixorga.jobs import bell, registry

ROOT = Path(settings.BASE_DIR)
APPS = ("accounts", "challenges", "organizations", "learners", "imports", "missions", "campaigns", "pixorga")
OUR_MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in APPS]

TEMPLATE_FOLDER = ROOT / "templates"
TEMPLATES = sorted(
    path.relative_to(TEMPLATE_FOLDER).as_posix()
    for path in TEMPLATE_FOLDER.rglob("*.*")
    if path.suffix != ".md"
)

FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES = 40, 400, 120

# HTML is made safe in two places: authored Markdown, with HTML off in the parser.
MAY_MARK_SAFE = {"accounts/legal.py", "challenges/markdown.py"}
# Where there is no Django yet, and no log.
MAY_PRINT = {"pixorga/bootstrap.py", "pixorga/testing/launcher.py"}
# A signed ticket or a signed answer is sent, and no cookie gives any right.
MAY_GO_WITHOUT_TOKEN = {"missions/junior_views/kept.py", "accounts/gar/views.py"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


PRODUCT = [*python_files(*APPS), ROOT / "manage.py"]
EVERYTHING = [*PRODUCT, *python_files("tests", "bench")]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of a module with the last part of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


def text_of(template: str) -> str:
    return (TEMPLATE_FOLDER / template).read_text(encoding="utf-8")


def bare(template: str) -> str:
    """Return a template without its comments."""
    return re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", text_of(template), flags=re.S)


# --- Models -----------------------------------------------------------------------------------------

SAME_IN_BOTH_LANGUAGES = {"mission", "invitation", "participation"}


def own_columns(model: type[models.Model]) -> list[models.Field]:
    """Return the columns that the model itself declares; those of Django's bases are named by Django."""
    bases = [base._meta.local_fields for base in model.__mro__[1:] if hasattr(base, "_meta")]
    inherited = {field.name for fields in bases for field in fields}
    return [
        field for field in model._meta.local_fields if not field.primary_key and field.name not in inherited
    ]


def is_lower_case(words: str) -> bool:
    """« UAI/RNE » and « INE » are written so."""
    return words[0].islower() or words.split("/")[0].isupper()


def test_migrations_are_complete(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_models_and_their_columns_are_named_in_lower_case_french():
    wrong = []
    for model in OUR_MODELS:
        english = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
        own = own_columns(model)
        words = [
            model._meta.verbose_name,
            model._meta.verbose_name_plural,
            *(field.verbose_name for field in own),
        ]
        wrong += [f"{model.__name__}.{field.name}" for field in own if field._verbose_name is None]
        wrong += [f"{model.__name__}: {each}" for each in map(str, words) if not is_lower_case(each)]
        if model._meta.verbose_name == english and english not in SAME_IN_BOTH_LANGUAGES:
            wrong.append(f"{model.__name__}: {english}")
    assert wrong == []


def test_every_row_has_a_name():
    assert [model for model in OUR_MODELS if model.__str__ is models.Model.__str__] == []


# --- Templates --------------------------------------------------------------------------------------


def put_together() -> Iterator[tuple[re.Pattern, set[str]]]:
    """Yield the names that modules put together, with the words below their folder that may fill them in."""
    for path in PRODUCT:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and ast.unparse(node).rstrip("'\"").endswith(".html"):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else "(.*)"
                    for part in node.values
                ]
                yield re.compile("".join(parts)), words_of(path.parent)


def words_of(folder: Path) -> set[str]:
    nodes = [node for path in PRODUCT if folder in path.parents for node in ast.walk(tree(path))]
    return {str(node.value) for node in nodes if isinstance(node, ast.Constant)}


def used_templates() -> set[str]:
    named = set()
    for source in [path.read_text(encoding="utf-8") for path in PRODUCT] + list(map(bare, TEMPLATES)):
        named |= set(re.findall(r"\"([\w/.-]+)\"", source))
    allauths = Path(account.__file__).parents[1] / "templates"
    used = {each for each in TEMPLATES if each in named or (allauths / each).exists()}
    used |= {each for each in TEMPLATES if "/mail/" in each and each.rpartition(".")[0] in named}
    for pattern, words in put_together():
        filled = ((each, pattern.fullmatch(each)) for each in TEMPLATES)
        used |= {each for each, found in filled if found and is_made_of("".join(found.groups()), words)}
    return used


def is_made_of(filled_in: str, words: set[str]) -> bool:
    """Whether a name is one of the words, or some of them with _ between: « 404_junior »."""
    known = {word.strip("_") for word in words}
    return filled_in.strip("_") in known or set(filled_in.strip("_").split("_")) <= known


def test_every_template_is_used():
    assert set(TEMPLATES) - used_templates() == set()


def test_every_template_is_a_page_or_is_named_as_a_part():
    def is_part(template: str) -> bool:
        folder, _, file = template.rpartition("/")
        return file[0] == "_" or folder in {"components", ""} or "/mail" in folder or file.endswith(".txt")

    pages = [template for template in TEMPLATES if not is_part(template)]
    assert [page for page in pages if not re.match(r"\s*{% extends ", text_of(page))] == []


def test_components_get_what_they_need_and_no_more():
    """« only » for all but the parts of a page, which share its context; and names that can be looked up."""
    wrong = []
    for template in TEMPLATES:
        for tag in re.findall(r"{%\s*include\b.*?%}", bare(template), re.S):
            included = re.search(r"include \"([^\"]+)\"", tag)
            is_closed = re.search(r"\sonly\s*%}$", tag)
            if not included or not (is_closed or Path(included[1]).name.startswith("_")):
                wrong.append(f"{template}: {tag}")
    assert wrong == []


FORBIDDEN = re.compile(
    r"\|\s*safe\b|autoescape off|\bstyle=|<style|\son\w+=|hx-on|javascript:|<script(?![^>]*\ssrc=)"
)


def test_pages_trust_nothing_hold_no_script_or_style_and_stay_short():
    pages = [template for template in TEMPLATES if template.endswith(".html")]
    assert [(page, found) for page in pages for found in FORBIDDEN.findall(bare(page))] == []
    assert [each for each in TEMPLATES if text_of(each).count("\n") > TEMPLATE_LINES] == []


# --- Python -----------------------------------------------------------------------------------------


def test_nothing_gets_round_escaping_tokens_the_orm_or_the_log():
    wrong = []
    for path in PRODUCT:
        nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Name | ast.Attribute)]
        names = {ast.unparse(node).rpartition(".")[2] for node in nodes} & {"csrf_exempt", "mark_safe"}
        called = {each for each, _ in calls(path)} & {"raw", "extra", "RawSQL", "SafeString", "print"}
        allowed = {"mark_safe"} if name(path) in MAY_MARK_SAFE else set()
        allowed |= {"print"} if name(path) in MAY_PRINT else set()
        allowed |= {"csrf_exempt"} if name(path) in MAY_GO_WITHOUT_TOKEN else set()
        wrong += [f"{name(path)}: {each}" for each in (names | called) - allowed]
    assert wrong == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_production_imports_nothing_of_the_tests():
    product = [path for path in PRODUCT if "testing" not in path.parts and path.name != "manage.py"]
    of_tests = ("tests", "pixorga.testing", "pytest", "factory")
    assert [name(path) for path in product for module in imported(path) if module.startswith(of_tests)] == []


def test_pure_rules_have_no_clock_and_no_chance_of_their_own():
    """Time and random generators are arguments (style.md 16)."""
    pure = [path for path in PRODUCT if {"domain", "lib"} & set(path.parts)]
    own = re.compile(r"\b(now|today|utcnow|time|sleep)$|^random\.")
    called = [(name(path), ast.unparse(call.func)) for path in pure for _, call in calls(path)]
    assert [each for each in called if own.search(each[1])] == []


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_and_functions_stay_short():
    long = [name(path) for path in EVERYTHING if path.read_text(encoding="utf-8").count("\n") > FILE_LINES]
    for path in EVERYTHING:
        sizes = {each.name: each.end_lineno - each.lineno + 1 for each in functions(path)}
        long += [f"{name(path)}: {each}" for each, size in sizes.items() if size > FUNCTION_LINES]
    assert long == []


COUNTER = re.compile(r"(?:assertNumQueries|django_assert_(?:max_)?num_queries|CaptureQueriesContext)\(")


def test_tests_wait_for_nothing_and_really_count_their_queries():
    """A counter that is not entered by « with » counts nothing and never fails."""
    wrong = []
    for path in python_files("tests"):
        lines = [
            line.strip() for line in path.read_text(encoding="utf-8").splitlines() if COUNTER.search(line)
        ]
        wrong += [f"{name(path)}: {line}" for line in lines if not line.startswith("with ")]
        wrong += [name(path) for called, _ in calls(path) if called == "sleep"]
    assert wrong == []


# --- Work and settings ------------------------------------------------------------------------------


def test_every_task_that_is_rung_or_planned_exists():
    celery.loader.import_default_modules()
    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert planned | {bell.WAKE_TASK} == {task for task in celery.tasks if task.startswith("pixorga.")}


def enqueued_kinds(path: Path) -> Iterator[str]:
    """Yield the kinds of jobs that a module writes, read with the module's own words."""
    for called, call in calls(path):
        if called == "enqueue":
            kind = call.args[0]
            module = import_module(name(path).removesuffix(".py").replace("/", "."))
            for each in (kind.body, kind.orelse) if isinstance(kind, ast.IfExp) else (kind,):
                yield eval(ast.unparse(each), vars(module))  # noqa: S307 (our own code)


def test_every_job_that_is_written_is_of_a_kind_that_somebody_does():
    written = {kind for path in PRODUCT for kind in enqueued_kinds(path)}
    assert written == {kind for kind in registry._kinds if kind.partition(".")[0] in APPS}


def test_every_variable_of_the_environment_is_documented():
    guide = (ROOT / "docs/exploitation.md").read_text(encoding="utf-8")
    read = {
        call.args[0].value
        for _, call in calls(ROOT / "pixorga/settings.py")
        if re.fullmatch(r"env(\.\w+)?", ast.unparse(call.func))
    }
    assert {variable for variable in read if f"`{variable}`" not in guide} == set()
