"""Whether what a lock file pins is installed here, in those very versions."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)


def missing_from(lock: Path) -> list[str]:
    """Return what is to be installed, « name==version »; the lock's own name where it was left out."""
    if not lock.exists():
        return [lock.name]
    pinned = PINNED.findall(lock.read_text(encoding="utf-8"))
    return [f"{name}=={wanted}" for name, wanted in pinned if _installed(name) != wanted]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
