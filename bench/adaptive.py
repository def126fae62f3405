"""The adaptive engines before the same pupils: who asks less, who errs less; spec/campaigns.md 10.5.

Usage: python -m bench.adaptive [--pupils 2000] [--scenario headline|weak|strong|noisy|holes|mixed|loose|all]
       [--seed 1] [--json] [--processes 2] [--charts docs/adaptatif]

Pupils, contents and answers are drawn from the seed: the same command gives the same figures, but for times.
The prior of bayes is fitted to other pupils, who met smart random before the same contents. « all » is the
seven scenarios and the two smaller contents; a few others have names of their own.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from time import perf_counter

from bench.adaptive_charts import write_charts
from bench.adaptive_gate import gate
from bench.adaptive_page import page
from bench.adaptive_report import as_json, as_text
from bench.adaptive_runs import Plan, runs, workers
from bench.adaptive_scenario import Told, tell
from bench.adaptive_times import decision_times
from bench.adaptive_world import EVERY, NAMED, SMALLER, World


def parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m bench.adaptive")
    parser.add_argument("--pupils", type=int, default=2000, help="of each scenario")
    parser.add_argument("--scenario", choices=[*EVERY, "all"], default="headline")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="JSON instead of tables")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="that play at once")
    parser.add_argument("--charts", type=Path, help="folder for the curves, as SVG, and the figures")
    parser.add_argument("--log", type=int, default=300, help="pupils that a prior is fitted to, by content")
    parser.add_argument("--cap", type=int, default=60, help="questions of the curves")
    parser.add_argument("--samples", type=int, default=400, help="of the bootstrap")
    parser.add_argument("--timed", type=int, default=30, help="pupils whose decisions are timed; 0 for none")
    return parser.parse_args(arguments)


def scenarios(options: Namespace) -> tuple[World, ...]:
    return tuple((NAMED | SMALLER).values()) if options.scenario == "all" else (EVERY[options.scenario],)


def play_all(options: Namespace) -> list[Told]:
    """Return what each scenario tells, and say on the way which ones are done."""
    # But for the headline, fewer pupils play priors that nothing was fitted to: no goal depends on them.
    unfitted = max(200, options.pupils // 8)
    plan = Plan(scenarios(options), options.pupils, options.seed, options.log, options.cap, unfitted)
    found, start = [], perf_counter()
    with workers(options.processes) as do:
        for run in runs(plan, do):
            found.append(tell(run, options.samples, options.seed))
            print(f"{perf_counter() - start:6.0f} s  {run.world.name}", file=sys.stderr)
    return found


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    start = perf_counter()
    found = play_all(options)
    times = None
    if options.timed and found[0].world.name == "headline":
        times = decision_times(found[0].fitted, options.seed, options.timed)
    reached = list(gate(found, times))
    if options.charts:
        write_charts(options.charts, found)
        figures = page(found, options.pupils, options.seed)
        (options.charts / "chiffres.md").write_text(figures, encoding="utf-8")
    if options.json:
        about = {"pupils": options.pupils, "seed": options.seed, "scenario": options.scenario}
        print(as_json(found, times, reached, **about, seconds=round(perf_counter() - start, 1)))
    else:
        print(as_text(found, times, reached))


if __name__ == "__main__":
    main(sys.argv[1:])
