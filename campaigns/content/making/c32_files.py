"""Sounds, photos and subtitles of competence 3.2, « Développer des documents multimédia »."""

import io
import math
import wave
from collections.abc import Sequence

from campaigns.content.making import documents as d

RATE = 4_000  # a second and a byte each: a minute of it stays light
BELLS = (523.25, 659.25, 783.99, 1046.5)
STROKES_APART = 2.5  # seconds


def chimes(seconds: int) -> bytes:
    """Return a WAV of this length: bells that die away, then ring again."""
    apart = round(STROKES_APART * RATE)
    samples = bytearray()
    for rank in range(seconds * RATE):
        stroke, since = divmod(rank, apart)
        note = BELLS[stroke * 3 % len(BELLS)]
        loud = 70 * math.exp(-3 * since / apart) * min(1, since / 20)
        samples.append(128 + round(loud * math.sin(2 * math.pi * note * since / RATE)))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(samples))
    return out.getvalue()


def timecode(thousandths: int) -> str:
    """Return « 00:01:04,500 »."""
    seconds, rest = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"


def subtitles(lines: Sequence[tuple[int, int, str]]) -> bytes:
    """Return subtitles as players read them: each (start, end, words), in thousandths of a second."""
    blocks = (
        f"{rank}\n{timecode(start)} --> {timecode(end)}\n{words}\n"
        for rank, (start, end, words) in enumerate(lines, start=1)
    )
    return d.plain_text("\n".join(blocks))


DUNE = (
    (3_000, 6_500, "Bienvenue au pied de la grande dune de Sablonne."),
    (8_000, 12_500, "Poussée par le vent, elle avance de trois mètres par an."),
    (15_000, 19_000, "Vue d’en haut, elle ressemble à une vague."),
    (24_500, 29_000, "Les lézards s’y réchauffent dès le matin."),
    (33_000, 37_500, "Des barrières de bois ralentissent le sable."),
    (43_000, 48_000, "Marcher hors du sentier abîme les plantes."),
    (55_500, 61_000, "Les racines des oyats retiennent le sable."),
    (66_000, 70_500, "Chaque automne, des bénévoles en replantent."),
    (75_000, 79_000, "Et le soir, la dune devient rose."),
)
LIGHTHOUSE = (
    (6_000, 9_500, "Le phare de Roc-Gris se dresse sur son îlot."),
    (18_000, 23_000, "Il a fallu onze ans pour le construire."),
    (36_000, 40_500, "Les pierres arrivaient par bateau, à marée basse."),
    (58_000, 62_000, "Son escalier compte deux cents marches."),
    (85_500, 90_000, "La lumière porte à quarante kilomètres."),
    (117_500, 122_000, "Le dernier gardien est parti il y a trente ans."),
    (131_000, 135_500, "Depuis, la lampe s’allume toute seule."),
    (148_000, 152_000, "Les visites reprennent au printemps."),
)


def made() -> dict[str, bytes]:
    """Return the files by name."""
    return {
        "carillon.wav": chimes(65),
        "sapins.jpg": d.photo(scene="foret", width=840, height=560),
        "facades.jpg": d.photo(scene="ville", width=480, height=720),
        "sous-titres-dune.txt": subtitles(DUNE),
        "sous-titres-phare.txt": subtitles(LIGHTHOUSE),
    }
