"""Logs hold ids only (style.md 46): what the product writes while the tests run is searched for people.

The cast of the tests has names, addresses, numbers and codes that stand nowhere else; whatever looks like an
e-mail address, an INE or a school code is found too.
"""

import logging
import re
from pathlib import Path

from django.conf import settings

from tests.imports.onde_files import read_bytes

ROOT = Path(settings.BASE_DIR)

# What the factories number: « Prénom12 », « DUBOIS3 ».
MADE = ("Prénom", "Nom", "Élève", "DUBOIS", "MARTEL")
SHAPES = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # an e-mail address
    r"\b\d{9,10}[A-Z]{1,2}\b",  # an INE
    r"\b[A-Z]{6}\d{3}\b",  # a school code
    rf"\b(?:{'|'.join(MADE)})\d+\b",
)
# Names of the samples that a log may say of something else.
SHORTEST_NAME = 5


def sample_names() -> set[str]:
    """Return the names of the pupils whom the samples and the demonstration import."""
    found = set()
    for path in (ROOT / "tests/imports/samples/onde_valid.csv", ROOT / "pixorga/demo/onde.csv"):
        for pupil in read_bytes(path.read_bytes()).pupils:
            found |= {pupil.last_name, pupil.first_name}
    return {name for name in found if len(name) >= SHORTEST_NAME}


PEOPLE = re.compile("|".join([*SHAPES, *(rf"\b{re.escape(name)}\b" for name in sorted(sample_names()))]))


class LogWatch(logging.Handler):
    """Reads each record as it is written for operators, and keeps those that tell of somebody."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.read(written(record))

    def read(self, text: str) -> None:
        self.told += [f"« {found[0]} » in: {found.string[:400]}" for found in PEOPLE.finditer(text)]


def written(record: logging.LogRecord) -> str:
    """Return the line that production writes for a record."""
    handler = next(each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler)
    return handler.format(record)
