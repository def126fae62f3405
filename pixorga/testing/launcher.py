"""``manage.py test``: the suite under pytest, on the embedded default or on private servers.

Nothing here loads Django: its settings are read from the environment that is laid out first.
"""

import os
import signal
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pixorga.bootstrap import ROOT
from pixorga.lib.locks import missing_from
from pixorga.testing.chromium import missing_browser
from pixorga.testing.needs import NEEDS
from pixorga.testing.servers import PostgreSQL, missing_services, redis_environment

# A test run touches nothing that is shared: these name servers in use.
SHARED = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "BROKER_URL", *NEEDS.values())

HELP = """\
python3 manage.py test [--services] [--browser] [--content] [--gar] [arguments de pytest…]

  --services   la même suite sur PostgreSQL, avec les tests qui demandent Redis et un vrai worker Celery
               (serveurs privés, lancés pour l’occasion à partir des programmes installés)
  --browser    ajoute les tests dans Chromium
  --content    refait les documents des épreuves, et les compare
  --gar        ajoute les tests de la connexion par le médiacentre (GAR)
  -n 0         un seul processus (par défaut : un par cœur, sauf pour un fichier donné)

REQUIRE_ALL=1 refuse de commencer si quelque chose manque. Suit l’aide de pytest.
"""


def run_tests(arguments: Sequence[str]) -> int:
    """Run the suite and return pytest's exit code; whatever was started for it has ended."""
    options, for_pytest = parse(arguments)
    if options.help:
        print(HELP)
        return pytest.main(["--help"])
    for name in SHARED:
        os.environ.pop(name, None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # pytest ends as with Ctrl-C, and we clean up
    with ExitStack() as running:
        folder = Path(
            running.enter_context(TemporaryDirectory(prefix="pixorga-", ignore_cleanup_errors=True))
        )
        os.environ["PIXORGA_VAR"] = str(folder / "var")
        if options.services:
            os.environ.update(services_environment(folder, running))
        if options.browser:
            os.environ.update(browser_environment())
        if options.content:
            os.environ.update(content_environment())
        if options.gar:
            os.environ.update(gar_environment())
        return pytest.main([*in_parallel(for_pytest), *for_pytest])


def parse(arguments: Sequence[str]) -> tuple[Namespace, list[str]]:
    """Return our options, and the arguments that are pytest's."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="store_true")
    for need in NEEDS:
        parser.add_argument(f"--{need}", action="store_true")
    return parser.parse_known_args(arguments)


def in_parallel(arguments: Sequence[str]) -> list[str]:
    """Return the option that spreads the suite over the cores, if the caller leaves that to us.

    A file or a test named in the arguments is too little to share out.
    """
    chosen = ("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--co")
    for argument in arguments:
        if argument.startswith(chosen) or Path(argument.split("::")[0]).exists():
            return []
    return ["-n", "auto"]


def services_environment(folder: Path, running: ExitStack) -> dict[str, str]:
    """Start PostgreSQL in ``folder`` until ``running`` closes; return the settings of the services leg.

    Redis is started by each process of the suite, for itself (plugin.py).
    """
    if missing := missing_services():
        return {NEEDS["services"]: f"introuvable\u00a0: {missing}"}
    server = PostgreSQL(folder)
    running.callback(server.stop)
    return {NEEDS["services"]: "1", "DATABASE_URL": server.url, **redis_environment()}


def browser_environment() -> dict[str, str]:
    """Return the settings of the browser tests. Playwright's loop runs beside the ORM in the same thread."""
    if missing := missing_browser():
        return {NEEDS["browser"]: f"introuvable\u00a0: {missing}"}
    return {NEEDS["browser"]: "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}


def content_environment() -> dict[str, str]:
    """Return the settings of the tests that make documents again."""
    if missing := missing_from(ROOT / "requirements/content.lock"):
        return {NEEDS["content"]: f"introuvable\u00a0: {', '.join(missing)}"}
    return {NEEDS["content"]: "1"}


def gar_environment() -> dict[str, str]:
    """Return the settings of the tests of SAML."""
    if missing := missing_from(ROOT / "requirements/gar.lock"):
        return {NEEDS["gar"]: f"introuvable\u00a0: {', '.join(missing)}"}
    return {NEEDS["gar"]: "1"}
