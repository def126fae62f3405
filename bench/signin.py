"""What it costs to sign a pupil in, beyond the hash of his password: P15 of the goals.

Usage: python -m bench.signin [--json] [--pupils 30] [--requests 120] [--rounds 5]

The site runs as in the image (gunicorn, PostgreSQL, Redis), in production, on a private database. A hash
takes a hundred times what all the rest does, and swings by more than the rest: so passwords are hashed in one
round here, and the whole request is what it costs beyond the hash. It is set against the bare view of
bench/classroom_bare.py, on the same server, in the same run; CPU time is that of the server's workers. What
the true hash costs is told beside it.
"""

import os
import statistics
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from bench.private import database
from bench.report import Measure, as_json, as_table
from pixorga.testing.servers import missing_services

PAGE, LANDING = "/app/connexion/", "/app/"
PASSWORD = "Chamois-2026"  # noqa: S105 (of nobody)
FIRST_RELEASE, AMBITION = 15, 8
MS = 1000


def parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m bench.signin")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--pupils", type=int, default=30, help="pupils of the class")
    parser.add_argument("--requests", type=int, default=120, help="sign-ins each round")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many counts")
    return parser.parse_args(arguments)


def make_pupils(count: int) -> list[str]:
    """Make a collège and pupils with an account; return their identifiers."""
    from django.core.management import call_command

    from accounts.models import User
    from bench.signin_hasher import OneRound
    from learners.models import Learner
    from organizations.models import Organization

    call_command("load_legal", stdout=StringIO())
    hasher = OneRound()
    kind = Organization.Kind.SCO
    college = Organization.objects.create(uai="0000001X", kind=kind, name="Collège", school_code="ABCDEF234")
    users = User.objects.bulk_create(
        User(username=f"pupil.number{number:04}", password=hasher.encode(PASSWORD, hasher.salt()))
        for number in range(count)
    )
    for number, user in enumerate(users):
        learner = Learner(
            organization=college,
            last_name=f"NUMBER{number:05}",
            first_name="Pupil",
            birthdate="2012-05-12",
            national_student_id=f"{number:09}ZA",
            division="3EME A",
            user=user,
        )
        learner.set_keys()
        learner.save()
    return [user.username for user in users]


def measure_all(options: Namespace, folder: Path) -> Iterator[Measure]:
    from bench.classroom_server import analyze, site

    logins = make_pupils(options.pupils)
    hash_ms = true_hash() * MS
    with site(folder, "bench.signin_settings") as server:
        analyze()
        _round(server, logins, options.pupils)  # warms caches and statements
        yield _sign_in(server, logins, options, f"the hash itself: {hash_ms:.0f} ms")
        yield from _pages(server, logins[0], options)


def true_hash() -> float:
    """Return the CPU seconds of a check of the product's own hash."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    hasher = PBKDF2PasswordHasher()
    encoded = hasher.encode(PASSWORD, hasher.salt())
    start = time.process_time()
    hasher.verify(PASSWORD, encoded)
    return time.process_time() - start


def _round(server, logins: Sequence[str], count: int) -> tuple[float, float]:
    """Return the CPU seconds of a sign-in, of the workers and of PostgreSQL, each in a browser of its own."""
    from bench.classroom_http import Tablet

    spent = [0.0, 0.0]
    for first in range(0, count, len(logins)):
        tablets = [Tablet(server.port) for _ in logins[: count - first]]
        for tablet in tablets:
            tablet.get(PAGE)
        before = server.cpu()
        for tablet, login in zip(tablets, logins, strict=False):
            send(tablet, login)
        spent = [sum_ + after - start for sum_, after, start in zip(spent, server.cpu(), before, strict=True)]
        for tablet in tablets:
            tablet.close()
    return spent[0] / count, spent[1] / count


def send(tablet, login: str) -> None:
    """Send the form of the page that is open. UnexpectedAnswerError: it does not lead into the App."""
    from bench.classroom_http import UnexpectedAnswerError

    leads_to = tablet.post(PAGE, [("login", login), ("password", PASSWORD)])
    if leads_to != LANDING:
        raise UnexpectedAnswerError(leads_to)


def _sign_in(server, logins: Sequence[str], options: Namespace, more: str) -> Measure:
    """P15: the median of the rounds, in each of which the bare view comes before and after."""
    rounds = []
    for _ in range(options.rounds):
        bares = [_bare(server, options.requests)]
        ours, postgresql = _round(server, logins, options.requests)
        bares.append(_bare(server, options.requests))
        bare = statistics.mean(bares)
        rounds.append((ours / bare, ours * MS, bare * MS, postgresql * MS))
    ratio, ours, bare, postgresql = sorted(rounds)[len(rounds) // 2]
    detail = f"{ours:.2f} ms ÷ {bare:.2f} ms, and {postgresql:.2f} ms of PostgreSQL"
    what = "sign-in beyond the hash"
    return Measure("P15", what, ratio, "", FIRST_RELEASE, AMBITION, f"{detail}; {more}")


def _bare(server, count: int) -> float:
    from bench.classroom_http import Tablet
    from bench.classroom_pages import ask_bare, cpu, lines

    return cpu(server, ask_bare, lines(Tablet(server.port)), count)[0]


def _pages(server, login: str, options: Namespace) -> Iterator[Measure]:
    """The pages before and after, for whoever wonders."""
    from bench.classroom_http import Tablet
    from bench.classroom_pages import cpu, lines

    pupil = Tablet(server.port)
    pupil.get(PAGE)
    send(pupil, login)
    pages: dict[str, tuple[Tablet, Callable]] = {
        "the page to sign in": (Tablet(server.port), lambda tablet: tablet.get(PAGE)),
        "the page that one comes to": (pupil, lambda tablet: tablet.get(LANDING, expect=(200, 302))),
    }
    for what, (tablet, act) in pages.items():
        bare = _bare(server, options.requests)
        ours, postgresql = cpu(server, act, lines(tablet), options.requests)
        detail = f"{ours * MS:.2f} ms ÷ {bare * MS:.2f} ms, and {postgresql * MS:.2f} ms of PostgreSQL"
        yield Measure("P15", what, ours / bare, detail=detail)


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    if missing := missing_services():
        sys.exit(f"Il manque {missing}.")
    os.environ |= {"SECRET_KEY": "bench-" + "x" * 50, "ALLOWED_HOSTS": "127.0.0.1,testserver"}
    with tempfile.TemporaryDirectory(prefix="pixorga-bench-") as folder, database(embedded=False):
        measures = list(measure_all(options, Path(folder)))
    print(as_json(measures, options=vars(options)) if options.json else as_table(measures))


if __name__ == "__main__":
    main(sys.argv[1:])
