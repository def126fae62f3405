"""How long imports take and how much memory, each beside its yardstick: P1 to P4 and P12 of the goals.

Usage: python -m bench.imports [--json] [--embedded] [--pupils 4000] [--small 400] [--large 40000]
       [--schools 50] [--school-pupils 300] [--rounds 3]

On a private PostgreSQL if it is installed, else on SQLite, where COPY is `executemany`. Times are CPU time,
ours and the database's, which other programs on the machine hardly change; what counts are the ratios to
yardsticks that run beside (bench/yardsticks.py).
"""

import sys
from argparse import ArgumentParser, Namespace

from bench.private import database
from bench.report import as_json, as_table


def parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m bench.imports")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--embedded", action="store_true", help="on SQLite in any case")
    parser.add_argument("--pupils", type=int, default=4000, help="of the school that is timed")
    parser.add_argument("--small", type=int, default=400, help="pupils of the small school, for the memory")
    parser.add_argument("--large", type=int, default=40_000, help="pupils of the large one")
    parser.add_argument("--schools", type=int, default=50, help="imports queued together")
    parser.add_argument("--school-pupils", type=int, default=300, help="pupils of each of these")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    with database(embedded=options.embedded):
        from django.db import connection

        from bench.import_measures import measure_all

        measures = list(measure_all(options))
        engine = connection.display_name
    if options.json:
        print(as_json(measures, database=engine, options=vars(options)))
    else:
        print(f"{engine}; CPU time, best of {options.rounds}\n{as_table(measures)}")


if __name__ == "__main__":
    main(sys.argv[1:])
