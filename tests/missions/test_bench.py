"""The bench of the classroom runs on the production stack; what it measures is for people to read."""

import json
import subprocess
import sys

import pytest

from bench.report import Measure

TINY = ["--schools", "2", "--school-pupils", "4", "--small", "5", "--large", "6", "--clients", "5"]
TINIEST = [*TINY, "--boards", "1", "--requests", "2", "--answers", "1", "--rounds", "1"]


@pytest.mark.services
def test_the_bench_tells_a_figure_for_each_goal():
    command = [sys.executable, "-m", "bench.classroom", "--json", *TINIEST]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    measures = json.loads(told)["measures"]
    assert {measure["goal"] for measure in measures} == {"P5", "P6", "P7", "P8", "P9", "P14"}
    errors = [measure["value"] for measure in measures if measure["what"].startswith("errors")]
    assert errors == [0, 0, 0, 0], "one school and two, without and with a board"
    assert all(measure["value"] > 0 for measure in measures if measure["goal"] in ("P5", "P7", "P9", "P14"))
    queries = [measure for measure in measures if measure["goal"] == "P6"]
    assert [measure["what"] for measure in queries if measure["verdict"] == "MISSED"] == []


@pytest.mark.parametrize(("value", "verdict"), [(0.6, "ambition"), (0.35, "first release"), (0.3, "MISSED")])
def test_a_figure_may_have_a_least(value, verdict):
    assert Measure("P9", "answers", value, "", 0.35, 0.6, is_least=True).verdict == verdict
