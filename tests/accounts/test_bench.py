"""The bench of signing in runs on the production stack; what it measures is for people to read."""

import json
import subprocess
import sys

import pytest

TINY = ["--pupils", "3", "--requests", "3", "--rounds", "1"]


@pytest.mark.services
def test_the_bench_tells_what_a_sign_in_costs_beyond_the_hash():
    command = [sys.executable, "-m", "bench.signin", "--json", *TINY]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    measures = json.loads(told)["measures"]
    assert {measure["goal"] for measure in measures} == {"P15"}
    [sign_in] = [measure for measure in measures if measure["first_release"]]
    assert (sign_in["first_release"], sign_in["ambition"]) == (15, 8)
    assert all(measure["value"] > 0 for measure in measures)
