"""How long there is to answer, and what a file is, in French words."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".odt": "texte OpenDocument",
        ".docx": "texte Word",
        ".ods": "classeur OpenDocument",
        ".xlsx": "classeur Excel",
        ".odp": "diaporama OpenDocument",
        ".pptx": "diaporama PowerPoint",
        ".csv": "tableau CSV",
        ".txt": "texte brut",
        ".pdf": "document PDF",
        ".html": "page web",
        ".eml": "courriel",
        ".json": "données JSON",
        ".zip": "archive ZIP",
        ".jpg": "image JPEG",
        ".jpeg": "image JPEG",
        ".png": "image PNG",
        ".svg": "image SVG",
        ".mp3": "son MP3",
        ".ogg": "son Ogg",
        ".wav": "son WAV",
        ".mp4": "vidéo MP4",
        ".webm": "vidéo WebM",
    }
)
# Of a kilobyte and of a megabyte, as files are sold and as most desktops count them.
THOUSAND, MILLION = 1_000, 1_000_000
NBSP = "\u00a0"


def format_in_words(file: str) -> str:
    """Return what a file is by the end of its name: «\u00a0classeur Excel\u00a0»."""
    end = PurePosixPath(file).suffix.lower()
    return FORMATS.get(end) or f"fichier {end}".strip()


def size_in_words(octets: int) -> str:
    """Return the size of a file: «\u00a0340 octets\u00a0», «\u00a012 ko\u00a0», «\u00a01,4 Mo\u00a0»."""
    if octets < THOUSAND:
        return f"{octets}{NBSP}octet{'s' if octets > 1 else ''}"
    if octets < MILLION - THOUSAND // 2:
        return f"{(octets + THOUSAND // 2) // THOUSAND}{NBSP}ko"
    return f"{octets / MILLION:.1f}{NBSP}Mo".replace(".", ",")


def time_in_words(seconds: int) -> str:
    """Return a number of seconds: «\u00a045 secondes\u00a0», «\u00a01 minute 30 secondes\u00a0»."""
    parts = zip(divmod(seconds, 60), ("minute", "seconde"), strict=True)
    return " ".join(f"{count}{NBSP}{unit}{'s' if count > 1 else ''}" for count, unit in parts if count)
