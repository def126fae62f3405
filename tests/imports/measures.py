"""What a piece of work takes, in what can be counted."""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Peak:
    """bytes: the most that was held at once, beyond what was held before."""

    bytes: int = 0


@contextmanager
def peak_memory() -> Iterator[Peak]:
    """Measure what Python and expat hold while the block runs."""
    peak = Peak()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    try:
        yield peak
    finally:
        peak.bytes = tracemalloc.get_traced_memory()[1] - before
        tracemalloc.stop()
