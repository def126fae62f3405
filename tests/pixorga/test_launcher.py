"""``manage.py test``: what goes to pytest, and what the tests find in their environment."""

import os
from types import SimpleNamespace

import pytest

from pixorga.testing import launcher, plugin
from pixorga.testing.needs import NEEDS, lacking


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list:
    """Run the launcher without pytest; returns the arguments and the environment that pytest would get."""
    started: list = []

    def main(arguments: list[str]) -> int:
        started.append((arguments, dict(os.environ)))
        return 5

    monkeypatch.setattr(launcher.pytest, "main", main)
    monkeypatch.setattr(launcher.signal, "signal", lambda number, handler: None)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    return started


@pytest.fixture
def not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that nobody asked for services or a browser."""
    for variable in (*NEEDS.values(), "REQUIRE_ALL"):
        monkeypatch.delenv(variable, raising=False)


def test_the_exit_code_is_pytests(started):
    assert launcher.run_tests([]) == 5


@pytest.mark.parametrize(
    "arguments",
    [["-n", "0"], ["-n4"], ["--pdb"], ["--collect-only"], [__file__], [f"{__file__}::test_x", "-q"]],
)
def test_the_caller_decides_how_many_processes(started, arguments):
    launcher.run_tests(arguments)
    assert started[0][0] == arguments


@pytest.mark.parametrize("arguments", [[], ["-q"], ["-k", "import"], ["--no-header"]])
def test_the_suite_is_spread_over_the_cores(started, arguments):
    launcher.run_tests(arguments)
    assert started[0][0] == ["-n", "auto", *arguments]


def test_our_options_are_not_pytests(started, monkeypatch):
    monkeypatch.setattr(launcher, "missing_services", lambda: "PostgreSQL (paquet postgresql)")
    monkeypatch.setattr(launcher, "missing_browser", lambda: "Chromium (paquet chromium)")
    launcher.run_tests(["--services", "-x", "--browser", "-k", "join"])
    assert started[0][0] == ["-n", "auto", "-x", "-k", "join"]


def test_a_run_forgets_the_servers_in_use(started, monkeypatch):
    for name in launcher.SHARED:
        os.environ[name] = "redis://production.example:6379/0"
    launcher.run_tests([])
    assert not set(launcher.SHARED) & set(started[0][1])


def test_what_is_not_installed_is_said_to_the_tests(started, monkeypatch):
    monkeypatch.setattr(launcher, "missing_services", lambda: "PostgreSQL (paquet postgresql)")
    launcher.run_tests(["--services"])
    environment = started[0][1]
    assert environment["PIXORGA_TEST_SERVICES"] == "introuvable\u00a0: PostgreSQL (paquet postgresql)"
    assert "DATABASE_URL" not in environment


def test_an_installed_browser_is_said_to_the_tests(started, monkeypatch):
    monkeypatch.setattr(launcher, "missing_browser", lambda: "")
    launcher.run_tests(["--browser"])
    assert started[0][1]["PIXORGA_TEST_BROWSER"] == "1"


def test_files_of_a_run_are_gone_after_it(started):
    launcher.run_tests([])
    assert not os.path.exists(os.path.dirname(started[0][1]["PIXORGA_VAR"]))


@pytest.mark.usefixtures("not_asked")
def test_a_test_that_was_not_asked_for_says_how_to_ask(monkeypatch):
    assert lacking("browser") == "browser\u00a0: non demandé (python3 manage.py test --browser)"
    monkeypatch.setenv("PIXORGA_TEST_BROWSER", "1")
    assert lacking("browser") == ""


@pytest.mark.usefixtures("not_asked")
def test_require_all_refuses_to_run_when_something_is_missing(monkeypatch):
    config = SimpleNamespace(addinivalue_line=lambda name, line: None)
    monkeypatch.setenv("PIXORGA_TEST_SERVICES", "introuvable\u00a0: Redis (paquet redis-server)")
    monkeypatch.setenv("PIXORGA_TEST_BROWSER", "1")
    monkeypatch.setenv("PIXORGA_TEST_CONTENT", "1")
    monkeypatch.setenv("PIXORGA_TEST_GAR", "1")
    plugin.pytest_configure(config)
    monkeypatch.setenv("REQUIRE_ALL", "1")
    with pytest.raises(pytest.UsageError, match=r"services.*introuvable.*Redis \(paquet redis-server\)$"):
        plugin.pytest_configure(config)


@pytest.mark.usefixtures("not_asked")
def test_only_marked_tests_are_skipped_when_something_is_missing():
    marked, plain = Item("services"), Item("django_db")
    plugin.pytest_collection_modifyitems([marked, plain])
    assert [mark.mark.kwargs["reason"] for mark in marked.added] == [lacking("services")]
    assert plain.added == []


class Item:
    """The part of a pytest item that the plugin uses."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.added: list = []

    def get_closest_marker(self, name: str) -> str | None:
        return name if name == self.mark else None

    def add_marker(self, marker: pytest.MarkDecorator) -> None:
        self.added.append(marker)
