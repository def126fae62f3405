"""The bench of imports runs on both databases; what it measures is for people to read."""

import re
import subprocess
import sys

import pytest

TINY = ("--pupils", "20", "--large", "30", "--small", "10", "--schools", "2", "--rounds", "1")


@pytest.mark.parametrize(
    ("options", "engine"),
    [
        pytest.param(["--embedded"], "SQLite", id="SQLite"),
        pytest.param([], "PostgreSQL", id="PostgreSQL", marks=pytest.mark.services),
    ],
)
def test_the_bench_tells_a_ratio_for_each_goal(options, engine):
    command = [sys.executable, "-m", "bench.onde_import", *options, *TINY]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    assert told.startswith(f"{engine}, 20 pupils")
    assert re.findall(r"^P\d+", told, re.M) == ["P1", "P4", "P3", "P3", "P12"]
    assert " 0 rows written" in told
