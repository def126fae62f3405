"""Files that need no library: texts, CSV, web pages, archives, sounds. Every byte is the same each time."""

import csv
import io
import math
import struct
import wave
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape

EPOCH = datetime(2026, 1, 15, 8, 0)  # noqa: DTZ001 (archives know no time zone)
RATE = 11_025  # samples a second


def plain_text(text: str, *, encoding: str = "utf-8") -> bytes:
    """Return a text file: lines end as they do in Unix; another encoding for an exercise about it."""
    return text.replace("\r\n", "\n").encode(encoding)


def csv_file(
    rows: Sequence[Sequence[object]], *, separator: str = ";", decimal: str = ",", encoding: str = "utf-8-sig"
) -> bytes:
    """Return a CSV as French spreadsheets read it; ``utf-8-sig`` so that they see the accents."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerows([[_cell(value, decimal) for value in row] for row in rows])
    return out.getvalue().encode(encoding)


def _cell(value: object, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return figures(value).replace(".", decimal) if isinstance(value, float) else str(value)


def figures(value: float) -> str:
    """Return a number without exponent; what computing adds far behind the point is cut."""
    return f"{Decimal(f'{value:.12g}'):f}"


def web_page(title: str, body: str, *, css: str = "", head: str = "", lang: str = "fr") -> bytes:
    """Return a page of HTML that needs nothing else; ``body`` is HTML, ``head`` more lines of the head."""
    style = f"<style>\n{css.strip()}\n</style>\n" if css else ""
    more = f"{head.strip()}\n" if head else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{more}{style}</head>\n<body>\n{body.strip()}\n</body>\n</html>\n"
    ).encode()


def archive(
    contents: Mapping[str, bytes | str], *, dates: Mapping[str, date] | None = None, date: date = EPOCH
) -> bytes:
    """Return a ZIP; names have their folders (« Voyage/plan.png »), and « Vide/ » is an empty folder.

    dates: when some of the files were last modified; ``date`` for the others.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, content in contents.items():
            entry = zip_entry(name, (dates or {}).get(name, date))
            file.writestr(entry, content.encode() if isinstance(content, str) else content)
    return out.getvalue()


def zip_entry(name: str, when: date = EPOCH) -> zipfile.ZipInfo:
    """Return an entry of an archive that is the same on every machine."""
    moment = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, 8)  # noqa: DTZ001
    entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
    entry.create_system = 3  # Unix, wherever it is made
    entry.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED
    return entry


NOTES = {
    "do": 261.63,
    "ré": 293.66,
    "mi": 329.63,
    "fa": 349.23,
    "sol": 392.00,
    "la": 440.00,
    "si": 493.88,
    "do2": 523.25,
    "": 0,
}


def sound(notes: Sequence[tuple[str | float, float]], *, rate: int = RATE) -> bytes:
    """Return a WAV of notes, each (« la » or its frequency, seconds); "" is a silence. 22 kB a second."""
    samples: list[int] = []
    for name, seconds in notes:
        frequency = NOTES[name] if isinstance(name, str) else name
        count = round(seconds * rate)
        for rank in range(count):
            fade = min(1, rank / 400, (count - rank) / 1500)
            samples.append(round(9000 * fade * math.sin(2 * math.pi * frequency * rank / rate)))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()
