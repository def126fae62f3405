"""The guide of those who run the product: what it says of faults is what tests show."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

GUIDE = (Path(settings.BASE_DIR) / "docs/exploitation.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", GUIDE)


@cache
def names_in(file: str) -> set[str]:
    tree = ast.parse((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_test_that_the_guide_names_is_there(file, name):
    assert name in names_in(file)


@pytest.mark.parametrize("file", ["test_faults.py", "test_faults_disk.py", "test_crowd_of_imports.py"])
def test_the_guide_tells_of_nearly_every_fault_that_is_tested(file):
    told = {name for each, name in NAMED if each == file}
    tested = {name for name in names_in(file) if name.startswith("test_")}
    assert tested - told <= {"test_a_worker_with_a_bell_in_its_hands_outlives_its_broker"}
