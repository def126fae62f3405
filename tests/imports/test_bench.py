"""The bench of imports runs on both databases; what it measures is for people to read."""

import json
import subprocess
import sys

import pytest

from bench.report import Measure, as_json, as_table

TINY = ["--pupils", "20", "--large", "30", "--small", "10", "--schools", "2", "--school-pupils", "5"]
GOALS = {"P1", "P2", "P3", "P4", "P12"}


def told_by(*options: str) -> str:
    command = [sys.executable, "-m", "bench.imports", *options, *TINY, "--rounds", "1"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.parametrize(
    ("options", "engine"),
    [
        pytest.param(["--embedded"], "SQLite", id="SQLite"),
        pytest.param([], "PostgreSQL", id="PostgreSQL", marks=pytest.mark.services),
    ],
)
def test_the_bench_tells_a_figure_for_each_goal(options, engine):
    told = json.loads(told_by("--json", *options))
    assert told["database"] == engine
    assert {measure["goal"] for measure in told["measures"]} == GOALS
    rewritten = [measure["value"] for measure in told["measures"] if "written" in measure["what"]]
    assert rewritten == [0, 0], "a file that says nothing new writes no pupil, whatever its format"


@pytest.mark.parametrize(
    ("value", "first_release", "ambition", "verdict"),
    [
        (4, 10, 4, "ambition"),
        (4.1, 10, 4, "first release"),
        (10.1, 10, 4, "MISSED"),
        (0.8, None, 0.7, "not yet"),
        (12, None, None, ""),
    ],
)
def test_a_figure_is_told_beside_its_goals(value, first_release, ambition, verdict):
    measures = [Measure("P1", "import ÷ floor", value, "", first_release, ambition, "1 ms ÷ 2 ms")]
    [told] = json.loads(as_json(measures, database="SQLite"))["measures"]
    assert told["verdict"] == verdict
    header, line = as_table(measures).splitlines()
    assert header.startswith("goal")
    assert [verdict in line, f"{value:g}" in line, "1 ms ÷ 2 ms" in line] == [True] * 3
