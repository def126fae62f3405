"""pytest plugin: the marks ``services``, ``browser``, ``content``, ``gar``, and what their tests may use.

What cannot run here is skipped and told in one line at the end; with ``REQUIRE_ALL=1`` nothing runs at all.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pixorga.testing.needs import NEEDS, lacking


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "services: needs PostgreSQL, Redis and a real Celery worker")
    config.addinivalue_line("markers", "browser: needs Playwright and an installed Chromium")
    config.addinivalue_line("markers", "content: needs the libraries that make documents")
    config.addinivalue_line("markers", "gar: needs the libraries of SAML")
    absent = [reason for reason in map(lacking, NEEDS) if reason]
    if absent and os.environ.get("REQUIRE_ALL") == "1":
        raise pytest.UsageError("REQUIRE_ALL=1 : il manque de quoi tout tester. " + " ; ".join(absent))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for need in NEEDS:
        if reason := lacking(need):
            for item in items:
                if item.get_closest_marker(need):
                    item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each reason why tests were skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"Tests ignorés ({count}) — {reason}", yellow=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_newgateway(gateway: Any) -> None:
    """Give each parallel process a Redis of its own, before it reads its settings."""
    if not lacking("services"):
        from pixorga.testing.servers import redis_environment

        channel = gateway.remote_exec("import os; os.environ.update(channel.receive())")
        channel.send(redis_environment())
        channel.waitclose()


@pytest.fixture(scope="session", autouse=True)
def _redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The Redis that this process's settings name; cache and broker of every test in the services leg."""
    if lacking("services"):
        yield None
        return
    from pixorga.testing.servers import Redis, port_of

    server = Redis(tmp_path_factory.mktemp("redis"), port_of(os.environ["REDIS_URL"]))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Leave the database to the private server, which goes away with everything in it.

    Dropping it fails while a thread of the live server still holds its line, at the very end of a run.
    """
    return not lacking("services") or request.config.getvalue("reuse_db")


@pytest.fixture
def service_tools(transactional_db: None, _redis: Any, tmp_path: Path) -> Iterator[Any]:
    """Real workers, and a Redis to break (pixorga.testing.tools). Mark the test ``services``."""
    from pixorga.testing.tools import ServiceTools

    tools = ServiceTools(_redis, tmp_path)
    yield tools
    tools.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright. Mark the test ``browser``."""
    from pixorga.testing.chromium import launch

    with launch() as chromium:
        yield chromium
