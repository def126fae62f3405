"""manage.py prepares its own environment: once, whole, one process at a time, in clear words."""

import ast
import os
import re
import runpy
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread

import pytest

from pixorga import bootstrap
from pixorga.bootstrap import BootstrapError, Environment

ROOT = Path(bootstrap.__file__).parent.parent


class Programs:
    """Stands for the commands that make an environment: keeps what was asked, and does what shows on disk."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.before_install: Callable[[], int] = lambda: 0

    def __call__(self, command: Sequence[str]) -> int:
        self.commands.append(list(command))
        if "venv" in command:
            self._make(Path(command[-1]), with_pip="--without-pip" not in command)
            return 0
        return self.before_install()

    @property
    def locks(self) -> list[str]:
        """The locks that were installed, in order."""
        return [Path(command[-1]).name for command in self.commands if "install" in command]

    def _make(self, folder: Path, *, with_pip: bool) -> None:
        programs = folder / "bin"
        programs.mkdir()
        for name in ["python", *(["pip"] if with_pip else [])]:
            (programs / name).touch()
        (folder / "pyvenv.cfg").touch()


@pytest.fixture
def programs() -> Programs:
    return Programs()


@pytest.fixture
def environment(tmp_path: Path, programs: Programs) -> Environment:
    """The environment of an empty project that has its locks."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("base", "browser", "content", "gar"):
        (requirements / f"{name}.lock").write_text(f"{name}==1 --hash=sha256:00\n")
    return Environment(tmp_path, run=programs)


@pytest.fixture
def python_with(monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Return ``python_with(*modules, uv=…)``: this Python has only these modules, and uv is there or not."""

    def pretend(*modules: str, uv: bool = False) -> None:
        monkeypatch.setattr(bootstrap, "find_spec", lambda name: name if name in modules else None)
        monkeypatch.setattr(bootstrap, "which", lambda name: f"/programs/{name}" if uv else None)

    return pretend


def change_lock(environment: Environment, name: str = "base") -> None:
    (environment.requirements / f"{name}.lock").write_text("another==2 --hash=sha256:11\n")


def test_the_first_start_installs_the_lock_with_its_hashes(environment, programs, capsys):
    environment.prepare()
    install = programs.commands[-1]
    assert install[:4] == [str(environment.python), "-m", "pip", "install"]
    assert install[-3:] == ["--require-hashes", "-r", str(environment.requirements / "base.lock")]
    assert bootstrap.PREPARING in capsys.readouterr().err


def test_the_next_start_does_nothing_and_says_nothing(environment, programs, capsys):
    environment.prepare()
    capsys.readouterr()
    environment.prepare()
    assert programs.locks == ["base.lock"]
    assert capsys.readouterr() == ("", "")


def test_a_changed_lock_makes_the_environment_again_from_nothing(environment, programs):
    environment.prepare()
    leftover = environment.folder / "leftover"
    leftover.touch()
    change_lock(environment)
    environment.prepare()
    assert programs.locks == ["base.lock", "base.lock"]
    assert not leftover.exists()
    assert sorted(path.name for path in environment.folder.parent.iterdir()) == [
        ".venv",
        ".venv.lock",
        "requirements",
    ]


def test_an_environment_of_another_python_is_made_again(environment, programs):
    environment.prepare()
    stamp = environment.folder / ".pixorga-base"
    stamp.write_text(stamp.read_text().replace("cpython-3.", "cpython-2."))
    environment.prepare()
    assert programs.locks == ["base.lock", "base.lock"]


def test_a_failed_installation_is_told_and_made_again(environment, programs):
    programs.before_install = lambda: 1
    with pytest.raises(BootstrapError, match="accès à internet"):
        environment.prepare()
    assert not environment.is_ready()
    programs.before_install = lambda: 0
    environment.prepare()
    assert environment.is_ready()


def test_an_interrupted_installation_is_made_again(environment, programs):
    def interrupt() -> int:
        raise KeyboardInterrupt

    programs.before_install = interrupt
    with pytest.raises(KeyboardInterrupt):
        environment.prepare()
    programs.before_install = lambda: 0
    environment.prepare()
    assert programs.locks == ["base.lock", "base.lock"]
    assert environment.is_ready()


def test_an_environment_without_interpreter_is_made_again(environment, programs):
    environment.folder.mkdir()
    (environment.folder / "pyvenv.cfg").touch()
    environment.prepare()
    assert programs.locks == ["base.lock"]


def test_an_environment_that_somebody_else_made_is_left_alone(environment, programs):
    (environment.folder / "bin").mkdir(parents=True)
    environment.python.touch()
    (environment.folder / "pyvenv.cfg").touch()
    environment.prepare("browser")
    assert programs.commands == []


def test_the_browser_tools_come_only_when_asked_for_and_once(environment, programs):
    environment.prepare()
    environment.prepare("browser")
    environment.prepare("browser")
    assert programs.locks == ["base.lock", "browser.lock"]


def test_a_changed_browser_lock_leaves_the_rest_in_place(environment, programs):
    environment.prepare("browser")
    change_lock(environment, "browser")
    environment.prepare()
    environment.prepare("browser")
    assert programs.locks == ["base.lock", "browser.lock", "browser.lock"]


def test_a_new_environment_gets_its_browser_tools_again(environment, programs):
    environment.prepare("browser")
    change_lock(environment)
    environment.prepare("browser")
    assert programs.locks == ["base.lock", "browser.lock"] * 2


def test_without_ensurepip_uv_fills_the_environment(environment, programs, python_with):
    python_with("pip", uv=True)
    environment.prepare()
    creation, install = programs.commands
    assert "--without-pip" in creation
    assert install[:3] == ["/programs/uv", "pip", "install"]
    assert install[install.index("--python") + 1] == str(environment.python)
    assert "--require-hashes" in install


def test_without_ensurepip_and_uv_the_pip_of_the_system_fills_the_environment(
    environment, programs, python_with
):
    python_with("pip")
    environment.prepare("browser")
    for install in programs.commands[1:]:
        assert install[:5] == [sys.executable, "-m", "pip", "--python", str(environment.python)]
    assert programs.locks == ["base.lock", "browser.lock"]


def test_without_any_installer_the_missing_package_is_named_and_nothing_is_deleted(
    environment, programs, python_with
):
    python_with("ensurepip")
    environment.prepare()
    change_lock(environment)
    python_with()
    with pytest.raises(BootstrapError, match="sudo apt install python3-venv"):
        environment.prepare()
    assert environment.python.exists()


def test_two_first_starts_at_once_make_one_environment(environment, programs, monkeypatch):
    installing, waiting = Event(), Event()

    def install() -> int:
        installing.set()
        return 0 if waiting.wait(timeout=20) else 1

    def say(message: str) -> None:
        if message == bootstrap.WAITING:
            waiting.set()

    programs.before_install = install
    monkeypatch.setattr(bootstrap, "say", say)
    first, second = Thread(target=environment.prepare), Thread(target=environment.prepare)
    first.start()
    assert installing.wait(timeout=20)
    second.start()
    first.join()
    second.join()
    assert programs.locks == ["base.lock"]
    assert environment.is_ready()


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, environment: Environment) -> list:
    """manage.py started by a Python outside of any environment; returns what it goes on with."""
    continued: list = []
    monkeypatch.delenv("PIXORGA_IN_CONTAINER", raising=False)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.setattr(bootstrap, "Environment", lambda root: environment)
    monkeypatch.setattr(os, "execv", lambda path, command: continued.append((path, command)))
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-X", "dev", "manage.py", "demo", "--port", "8001"])
    return continued


def test_the_same_command_goes_on_in_the_environment(environment, outside):
    bootstrap.ensure_environment(["demo", "--port", "8001"])
    python = str(environment.python)
    assert outside == [
        (environment.python, [python, "-X", "dev", "manage.py", "demo", "--port", "8001"]),
    ]


@pytest.mark.parametrize(
    ("arguments", "locks"),
    [
        (["test", "--browser", "-k", "axe"], ["base.lock", "browser.lock"]),
        (["test"], ["base.lock"]),
        (["demo", "--browser"], ["base.lock"]),
        (["test", "--browser", "--content"], ["base.lock", "browser.lock", "content.lock"]),
        (["test", "--gar"], ["base.lock", "gar.lock"]),
        (["make_content", "--only", "1-1"], ["base.lock", "content.lock"]),
    ],
)
@pytest.mark.usefixtures("outside")
def test_more_is_installed_for_the_commands_that_need_it_only(programs, arguments, locks):
    bootstrap.ensure_environment(arguments)
    assert programs.locks == locks


@pytest.mark.usefixtures("outside")
def test_a_failure_ends_the_command_with_its_sentence(programs):
    programs.before_install = lambda: 1
    with pytest.raises(SystemExit, match="L’installation des paquets a échoué"):
        bootstrap.ensure_environment(["demo"])


def test_a_container_is_used_as_it_is(outside, programs, monkeypatch):
    monkeypatch.setenv("PIXORGA_IN_CONTAINER", "1")
    bootstrap.ensure_environment(["test", "--browser"])
    assert outside == programs.commands == []


def test_an_activated_environment_is_used_as_it_is(outside, programs, monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/somewhere/else")
    bootstrap.ensure_environment(["demo"])
    assert outside == programs.commands == []


def test_an_activated_environment_without_django_is_told(outside, python_with, monkeypatch):
    python_with("ensurepip")
    monkeypatch.setattr(sys, "prefix", "/somewhere/else")
    with pytest.raises(SystemExit, match=r"/somewhere/else.*ne contient pas Django"):
        bootstrap.ensure_environment(["demo"])
    assert outside == []


def test_an_old_python_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    with pytest.raises(SystemExit, match=r"demande Python 3\.11 ou plus récent.*3\.10"):
        runpy.run_path(str(ROOT / "manage.py"))


def test_manage_py_is_short_and_readable_by_old_pythons():
    source = (ROOT / "manage.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 30
    ast.parse(source, feature_version=(3, 7))


def test_the_bootstrap_uses_the_standard_library_alone():
    tree = ast.parse((ROOT / "pixorga" / "bootstrap.py").read_text(encoding="utf-8"))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported - set(sys.stdlib_module_names) == set()


@pytest.mark.parametrize(("name", "extras"), [("base", ["test"]), ("browser", ["browser"])])
def test_the_locks_hold_what_the_project_asks_for(name, extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [line for extra in extras for line in project["optional-dependencies"][extra]]
    asked += project["dependencies"] if name == "base" else []
    lock = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    for line in asked:
        package, pinned = re.match(r"([a-z0-9-]+)(?:\[\w+\])?(?:==(\S+))?", line).groups()
        assert package in locked
        assert pinned in (None, locked[package])
