"""The project's own environment, `.venv`, made on the first start. Standard library only.

An activated environment or a container (``PIXORGA_IN_CONTAINER=1``) is used as it is; so is a `.venv` that
somebody else made. Our own carries a stamp: the fingerprint of the lock and of the Python that it was made
from, written last. Where the stamp is empty or another one, the environment is made again from nothing.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree, which
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[[Sequence[str]], int]

PREPARING = "Préparation de l’environnement (une seule fois, une quinzaine de secondes)…"
PREPARING_MORE = {
    "browser": "Installation des outils du navigateur (une seule fois)…",
    "content": "Installation des outils qui font les documents (une seule fois)…",
    "gar": "Installation des outils de la connexion par le médiacentre (une seule fois)…",
}
WAITING = "Un autre démarrage prépare déjà l’environnement : on l’attend…"
READY = "Environnement prêt."
NO_INSTALLER = (
    "Ce Python est venu sans « ensurepip ». Il manque un paquet : python3-venv\n"
    "(Debian, Ubuntu : sudo apt install python3-venv). Installez-le, puis relancez la même commande."
)
INSTALL_FAILED = (
    "L’installation des paquets a échoué (le détail est ci-dessus).\nElle demande un accès à internet, ou au "
    "miroir PyPI de votre réseau. Relancez ensuite la même commande : elle reprend depuis le début."
)
VENV_FAILED = "L’environnement .venv n’a pas pu être créé (le détail est ci-dessus)."
NOT_OURS = (
    "L’environnement Python utilisé ({folder}) ne contient pas Django.\nQuittez-le (deactivate) et relancez, "
    "ou complétez-le : pip install --require-hashes -r requirements/base.lock"
)


# Two -q hide pip's warnings, not its errors. Modules are compiled when first imported: less to wait for now.
PIP_INSTALL = ("install", "-qq", "--disable-pip-version-check", "--no-input", "--no-compile")


class BootstrapError(Exception):
    """The environment cannot be made; the message tells a person what to do."""


def ensure_environment(arguments: Sequence[str]) -> None:
    """Return if the running Python is the one to use; otherwise go on in `.venv` and never return."""
    if os.environ.get("PIXORGA_IN_CONTAINER") == "1":
        return
    if sys.prefix != sys.base_prefix:
        if find_spec("django") is None:
            sys.exit(NOT_OURS.format(folder=sys.prefix))
        return
    environment = Environment(ROOT)
    try:
        environment.prepare(*more_locks(arguments))
    except BootstrapError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrompu. Relancez la même commande : elle reprend depuis le début.")
    _continue_in(environment.python)


def more_locks(arguments: Sequence[str]) -> list[str]:
    """Return the locks that a command needs beside that of the product."""
    if arguments[:1] == ["make_content"]:
        return ["content"]
    return [name for name in PREPARING_MORE if arguments[:1] == ["test"] and f"--{name}" in arguments]


class Environment:
    """The folder `.venv` of a project: whether it is ready, how it is made."""

    def __init__(self, root: Path, run: Run = subprocess.call) -> None:
        self.folder = root / ".venv"
        self.requirements = root / "requirements"
        self._run = run

    @property
    def python(self) -> Path:
        """Where the environment's own interpreter is, or will be."""
        return self.folder.joinpath(*(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))

    def prepare(self, *more: str) -> None:
        """Make the environment, or what it lacks, with more locks; at most one process does it at a time."""
        if self.is_ready(*more):
            return
        with exclusive(self.folder.with_name(".venv.lock")):
            if not self.is_ready():
                say(PREPARING)
                self._make()
                say(READY)
            for name in more:
                if not self.is_ready(name):
                    say(PREPARING_MORE[name])
                    self._install(name)

    def is_ready(self, *more: str) -> bool:
        """True if nothing has to be made, also for an environment that somebody else takes care of."""
        if not (self.python.exists() and (self.folder / "pyvenv.cfg").exists()):
            return False
        if not self._stamp("base").exists():
            return True
        return all(self._is_stamped(name) for name in ("base", *more))

    def _make(self) -> None:
        """Create the environment from nothing; the empty stamp comes first and stays if we are stopped."""
        without_pip = [] if find_spec("ensurepip") else ["--without-pip"]
        if without_pip:
            outside_installer(self.python)  # refuses before anything is deleted
        self._discard()
        self.folder.mkdir()
        self._stamp("base").touch()
        if self._run([sys.executable, "-m", "venv", *without_pip, str(self.folder)]) != 0:
            raise BootstrapError(VENV_FAILED)
        self._install("base")

    def _discard(self) -> None:
        """Put the old folder aside in one step, so that it is never seen half deleted, and delete it."""
        if self.folder.exists():
            aside = Path(tempfile.mkdtemp(prefix=".venv-", dir=self.folder.parent))
            self.folder.rename(aside / "old")
            rmtree(aside, ignore_errors=True)

    def _install(self, name: str) -> None:
        """Install a lock, every file checked against its hash, then stamp the environment with it."""
        if self.python.with_stem("pip").exists():
            installer = [str(self.python), "-m", "pip", *PIP_INSTALL]
        else:
            installer = outside_installer(self.python)
        if self._run([*installer, "--require-hashes", "-r", str(self._lock(name))]) != 0:
            raise BootstrapError(INSTALL_FAILED)
        self._stamp(name).write_text(self._fingerprint(name), encoding="ascii")

    def _is_stamped(self, name: str) -> bool:
        stamp = self._stamp(name)
        return stamp.exists() and stamp.read_text(encoding="ascii") == self._fingerprint(name)

    def _fingerprint(self, name: str) -> str:
        python = f"{sys.implementation.name}-{sys.version_info.major}.{sys.version_info.minor}"
        return f"{python}-{hashlib.sha256(self._lock(name).read_bytes()).hexdigest()}"

    def _lock(self, name: str) -> Path:
        return self.requirements / f"{name}.lock"

    def _stamp(self, name: str) -> Path:
        return self.folder / f".pixorga-{name}"


def outside_installer(python: Path) -> list[str]:
    """Return the command that fills an environment without pip: uv, else the pip of the system.

    Raises BootstrapError, naming the package to install, where there is neither.
    """
    if uv := which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", str(python)]
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(python), *PIP_INSTALL]
    raise BootstrapError(NO_INSTALLER)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a file lock; if another process has it, say so and wait. A killed process holds none."""
    with path.open("w") as file:
        try:
            _lock_file(file, wait=False)
        except OSError:
            say(WAITING)
            _lock_file(file, wait=True)
        yield


def _lock_file(file: IO[str], *, wait: bool) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def say(message: str) -> None:
    """Tell a person what is going on, away from what a command prints for programs."""
    print(message, file=sys.stderr, flush=True)


def _continue_in(python: Path) -> None:
    """Start the same command again with the environment's interpreter, in place of this process."""
    command = [str(python), *sys.orig_argv[1:]]
    if os.name == "nt":  # there, exec would leave the terminal to the shell while the command goes on
        sys.exit(subprocess.call(command))
    os.execv(python, command)  # noqa: S606
