"""Start and end the programs that the tests bring along; none outlives the tests."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

# Linux ends the child with its parent, however the parent died; elsewhere `with` and `finally` have to do.
DIE_WITH_PARENT = ("--pdeathsig", "KILL", "--")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], object], what: str, *, seconds: float = 20) -> None:
    """Wait for another process, or raise TimeoutError: the one place of the tests that looks at the clock."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"still waiting after {seconds} s: {what}")
        time.sleep(0.02)


class Process:
    """A program in a session of its own, so that Ctrl-C reaches the tests first; its output goes to a file.

    user: whom root becomes to run it.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        log: Path,
        *,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        setpriv = shutil.which("setpriv")
        prefix = [setpriv, *DIE_WITH_PARENT] if setpriv else []
        self.log = log
        with log.open("ab") as output:
            self._popen = subprocess.Popen(
                [*prefix, *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=None if environment is None else dict(environment),
                start_new_session=True,
                **identity(user),
            )

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        return self._popen.poll() is None

    def wait_ready(self, is_ready: Callable[[], bool], what: str) -> None:
        """Wait until the program answers; RuntimeError with the end of its output if it ended instead."""
        wait_until(lambda: not self.is_running or is_ready(), f"{what} ({self.log})", seconds=40)
        if not self.is_running:
            raise RuntimeError(f"{what}: ended at once\n{self.output()[-2000:]}")

    def output(self) -> str:
        """Return what the program has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def freeze(self) -> None:
        """Stop the program and its children where they are: they accept connections and answer nothing."""
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen program go on."""
        os.killpg(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End the program and its children at once, as a power cut would (SIGKILL)."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._popen.wait()

    def stop(self, how: signal.Signals = signal.SIGTERM, *, seconds: float = 20) -> None:
        """Ask the program to end, wait for it, and insist if it takes too long."""
        if self.is_running:
            self.thaw()
            self._popen.send_signal(how)
            try:
                self._popen.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()


def identity(user: str | None) -> dict[str, Any]:
    """Return the arguments of Popen that make root run a program as ``user``."""
    if user is None:
        return {}
    import pwd  # not on Windows

    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": [], "cwd": "/"}
