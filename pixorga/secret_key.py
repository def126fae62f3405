"""The signing key of an embedded installation."""

import os
import secrets
from pathlib import Path


def load_or_create(path: Path) -> str:
    """Return the key kept in ``path``; make it at the first call, readable by its owner only.

    Two first starts at the same moment agree: the file appears whole or not at all.
    """
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key is the one that counts
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii")
