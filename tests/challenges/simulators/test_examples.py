"""What docs/simulateurs.md shows to authors can be written, and its reports can come."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from tests.challenges.simulators.worlds import well_read

GUIDE = (Path(settings.BASE_DIR) / "docs/simulateurs.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### `(\w+)`.*?(?=^### |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"```yaml\n(params:\n)?(.*?)```", re.DOTALL)
EXAMPLES = [
    (found[1], "params:\n" + block)
    for found in SECTION.finditer(GUIDE)
    for _, block in BLOCK.findall(found[0])
    if "accepted:" in block
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_is_well_written(name, example):
    written = yaml.load(example, Loader=yaml.BaseLoader)  # noqa: S506 (texts alone, as content files)
    world = well_read(name, written["params"])
    assert [report for report in written["accepted"] if not world.may_report(report)] == []


def test_there_are_examples():
    assert {name for name, _ in EXAMPLES} >= {"messages", "mail", "editor", "settings", "table"}
