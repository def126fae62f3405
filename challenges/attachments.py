"""What the files of questions weigh, where this release has them."""

from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

# More than all questions have.
MOST = 2_000


@lru_cache(maxsize=MOST)
def size_of(file: str) -> int | None:
    """Return the size in bytes of a file under static/, None for one that an older revision alone has."""
    path = finders.find(file)
    return Path(path).stat().st_size if path else None
