"""Archives of office files, packed again so that they are the same on every machine."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime

from campaigns.content.making.plain import EPOCH, zip_entry

UNUSED = re.compile(r"Thumbnails/|Configurations2/|docProps/thumbnail|customXml/|word/stylesWithEffects")
FIRST = ("mimetype", "[Content_Types].xml")


def moment(when: date) -> datetime:
    """Return a date with its hour: eight in the morning when nobody says."""
    return when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, 8)  # noqa: DTZ001


def repack(content: bytes, mend: Callable[[str, bytes], bytes] = lambda _name, part: part) -> bytes:
    """Return the same archive in a fixed order, with fixed dates, not compressed, without what nobody reads.

    mend: what each part becomes.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target,
    ):
        names = {name for name in source.namelist() if not UNUSED.match(name) and not name.endswith("/")}
        for name in sorted(names, key=lambda each: (each not in FIRST, each)):
            target.writestr(zip_entry(name, EPOCH), mend(name, source.read(name)))
    return out.getvalue()
