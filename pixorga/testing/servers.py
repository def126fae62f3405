"""Private PostgreSQL and Redis for the tests: installed programs, free ports, a throw-away folder."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
import redis

from pixorga.testing.processes import Process, free_port, identity

DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")

INITDB = ("-A", "trust", "-U", "pixorga", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
# What a throw-away database may do without: surviving a power cut.
POSTGRESQL_CONF = """
port = {port}
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
shared_buffers = 64MB
"""


def postgresql_bin() -> Path | None:
    """Return the folder of PostgreSQL's programs, on the PATH or Debian's newest, or None."""
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    found = [path for path in DEBIAN_POSTGRESQL.glob("*/bin") if (path / "initdb").exists()]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def redis_program() -> str | None:
    """Return the path of redis-server, or of its sister valkey-server, or None."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def missing_services() -> str:
    """Return what is not installed, in French, or the empty string."""
    missing = []
    if postgresql_bin() is None:
        missing.append("PostgreSQL (paquet postgresql)")
    if redis_program() is None:
        missing.append("Redis (paquet redis-server)")
    return " et ".join(missing)


class PostgreSQL:
    """A PostgreSQL server of our own; every database in it is lost with its folder."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._bin = postgresql_bin()
        self._user = unprivileged_user()
        self._data = folder / "postgresql"
        self._log = folder / "postgresql.log"
        self._create()
        self.process = self._start()

    @property
    def url(self) -> str:
        """The address of a database that the tests replace by their own, ``test_pixorga``."""
        return f"postgres://pixorga@127.0.0.1:{self.port}/pixorga"

    def stop(self) -> None:
        """End it without waiting for clients."""
        self.process.stop(signal.SIGINT)

    def _create(self) -> None:
        self._data.mkdir(mode=0o700)
        if self._user:
            # The server's user must reach its folder through ours, which is closed to others.
            self._data.parent.chmod(0o711)
            shutil.chown(self._data, self._user)
        command = [self._bin / "initdb", "-D", self._data, *INITDB]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **identity(self._user))
        if done.returncode != 0:
            raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")
        with (self._data / "postgresql.conf").open("a", encoding="ascii") as conf:
            conf.write(POSTGRESQL_CONF.format(port=self.port))

    def _start(self) -> Process:
        process = Process([self._bin / "postgres", "-D", self._data], self._log, user=self._user)
        process.wait_ready(self._answers, "PostgreSQL")
        return process

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


class Redis:
    """A Redis server of our own, which tests may freeze, empty, kill and start again."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._folder = folder
        self._start()

    def client(self, database: int = 0) -> redis.Redis:
        """Return a client that does not wait for long."""
        return redis.Redis(port=self.port, db=database, socket_timeout=1, socket_connect_timeout=1)

    def freeze(self) -> None:
        """Make it accept connections and answer nothing."""
        self._process.freeze()

    def thaw(self) -> None:
        """Let it answer again."""
        self._process.thaw()

    def flush(self) -> None:
        """Empty it: cache and queues."""
        with self.client() as client:
            client.flushall()

    def kill(self) -> None:
        """End it at once; connections are refused until restart()."""
        self._process.kill()

    def restart(self) -> None:
        """Start it again with what it had on disk (append-only file)."""
        self._process.kill()
        self._start()

    def stop(self) -> None:
        """End it."""
        self._process.stop()

    def heal(self) -> None:
        """Undo whatever a test did to it: running, thawed and empty."""
        if self._process.is_running:
            self.thaw()
        else:
            self._start()
        self.flush()

    def _start(self) -> None:
        command = [redis_program(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self._folder]
        # Every second (the default), a busy disk may hold back what was answered: a kill would lose it.
        file = ["--appendonly", "yes", "--appendfsync", "no", "--save", ""]
        self._process = Process([*command, *file, "--loglevel", "warning"], self._folder / "redis.log")
        self._process.wait_ready(self._answers, "Redis")

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                return client.ping()
        except redis.RedisError:
            return False


def unprivileged_user() -> str | None:
    """Return whom root becomes to run PostgreSQL, which refuses root; None for anybody else."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def port_of(url: str) -> int:
    """Return the port that a local Redis address names."""
    return int(re.fullmatch(r"redis://127\.0\.0\.1:(\d+)/\d+", url)[1])


def redis_environment() -> dict[str, str]:
    """Return the settings of a Redis to come, cache and broker apart: emptying one spares the other."""
    address = f"redis://127.0.0.1:{free_port()}"
    return {"REDIS_URL": f"{address}/0", "CACHE_URL": f"{address}/0", "BROKER_URL": f"{address}/1"}
