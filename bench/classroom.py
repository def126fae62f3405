"""Classes of thirty in front of the site, over HTTP: P5 to P9 and P14 of the goals, with their yardsticks.

Usage: python -m bench.classroom [--json] [--schools 1000] [--school-pupils 100] [--small 300] [--large 16000]
       [--clients 300] [--boards 30] [--requests 120] [--answers 8] [--rounds 3] [--only P5 P9 …]

The site runs as in the image (gunicorn, PostgreSQL, Redis), in production, on a private database: first one
school, then a thousand. Everything is set against bare Django views behind the same middleware, on the
same server, in the same run (bench/classroom_bare.py). CPU time is that of the server's workers; wall times
(P7, P8) are shared with the tablets, which run on the same machine.
"""

import os
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from bench.private import database
from bench.report import Measure, as_json, as_table
from pixorga.testing.servers import missing_services

GOALS = ("P5", "P6", "P7", "P8", "P9", "P14")


def parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m bench.classroom")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--only", nargs="+", choices=GOALS, default=GOALS, help="these goals alone")
    parser.add_argument("--schools", type=int, default=1000, help="schools in the full database")
    parser.add_argument("--school-pupils", type=int, default=100, help="pupils of each of these")
    parser.add_argument("--small", type=int, default=300, help="pupils of the first school")
    parser.add_argument("--large", type=int, default=16_000, help="pupils of the largest school")
    parser.add_argument("--clients", type=int, default=300, help="tablets at once, beside the class of 30")
    parser.add_argument("--boards", type=int, default=30, help="boards kept open")
    parser.add_argument("--requests", type=int, default=120, help="of each page, each round")
    parser.add_argument("--answers", type=int, default=8, help="missions that each pupil plays side by side")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    return parser.parse_args(arguments)


def measure_all(options: Namespace, folder: Path) -> Iterator[Measure]:
    from bench.classroom_cast import load_missions, make_schools, open_school
    from bench.classroom_pages import long_lists, queries, way_in
    from bench.classroom_server import analyze, site

    missions = load_missions()
    with site(folder) as server:
        [first] = make_schools(1, options.small)
        small = open_school(first)
        analyze()
        if "P14" in options.only:
            yield from way_in(server, small)
        yield from _everywhere(server, [small], missions, options, "1 school")
        if {"P5", "P8", "P9"} & set(options.only):
            many = make_schools(options.schools - 1, options.school_pupils)
            analyze()
            classes = [open_school(each) for each in many[: max(1, options.clients // 30)]]
            where = f"{options.schools} schools"
            yield from _everywhere(server, classes, missions, options, where)
        if "P7" in options.only:
            large = open_school(make_schools(1, options.large)[0])
            analyze()
            yield from long_lists(server, small, large, missions[0], options.rounds * 10)
    if "P6" in options.only:
        yield from queries(missions, (3, 30, 3000 if options.large > 3000 else options.large))


def _everywhere(server, schools, missions, options: Namespace, where: str) -> Iterator[Measure]:
    """P5, then P8 and P9 without and with open boards."""
    from bench.classroom_bursts import Crowd, answers, boards, bursts
    from bench.classroom_pages import Desk, page_costs

    if "P5" in options.only:
        yield from page_costs(Desk(server, schools[0], missions), options, where)
    crowd = Crowd(server, schools, missions[2:])
    for count in (0, options.boards):
        beside = f"{where}, {count} boards"
        with boards(server, schools, count):
            if "P8" in options.only:
                yield from bursts(crowd, options, beside)
            if "P9" in options.only:
                yield from answers(crowd, options, beside)


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    if missing := missing_services():
        sys.exit(f"Il manque {missing}.")
    os.environ |= {"SECRET_KEY": "bench-" + "x" * 50, "ALLOWED_HOSTS": "127.0.0.1,testserver"}
    with tempfile.TemporaryDirectory(prefix="pixorga-bench-") as folder, database(embedded=False):
        measures = list(measure_all(options, Path(folder)))
    measures.sort(key=lambda measure: GOALS.index(measure.goal))
    if options.json:
        print(as_json(measures, options=vars(options)))
    else:
        print(as_table(measures))


if __name__ == "__main__":
    main(sys.argv[1:])
