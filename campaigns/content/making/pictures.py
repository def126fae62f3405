"""Photographs and pictures, drawn by Pillow: a scene, and what a camera notes beside it."""

import io
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Exif
    from PIL.Image import Image as Picture

SCALE = 2  # drawn twice as big, then made smaller: soft edges
KINDS = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "bmp": "BMP",
    "webp": "WEBP",
    "tiff": "TIFF",
}


def size_of(content: bytes) -> tuple[int, int, str]:
    """Return the width, the height and the ending of the name of a picture."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        return (
            image.width,
            image.height,
            {"JPEG": "jpg"}.get(image.format or "", (image.format or "").lower()),
        )


def photo(
    scene: str = "plage",
    *,
    width: int = 900,
    height: int = 600,
    taken: datetime | None = None,
    make: str = "",
    model: str = "",
    software: str = "",
    gps: tuple[float, float] | None = None,
    orientation: int = 0,
    description: str = "",
    author: str = "",
    copyright: str = "",
    caption: str = "",
    quality: int = 80,
    dpi: int = 72,
) -> bytes:
    """Return a JPEG with the metadata that are told, and no other. ``gps``: latitude, longitude.

    caption: words written in the picture. orientation: 6 for a picture to be turned, as phones note it.
    """
    notes = {
        0x010E: description,
        0x010F: make,
        0x0110: model,
        0x0131: software,
        0x013B: author,
        0x8298: copyright,
    }
    exif = _exif(notes, taken, gps, orientation)
    out = io.BytesIO()
    drawn = draw(scene, width, height, caption)
    drawn.save(
        out, "JPEG", quality=quality, dpi=(dpi, dpi), **({"exif": exif.tobytes()} if len(exif) else {})
    )
    return out.getvalue()


def picture(
    scene: str = "plage",
    *,
    kind: str = "png",
    width: int = 600,
    height: int = 400,
    caption: str = "",
    dpi: int = 72,
) -> bytes:
    """Return a picture in this format: png, jpg, gif, bmp, webp, tiff."""
    image = draw(scene, width, height, caption)
    if kind in {"png", "gif"}:
        image = image.quantize(64, dither=0)
    out = io.BytesIO()
    image.save(out, KINDS[kind], **({"dpi": (dpi, dpi)} if kind in {"png", "jpg", "jpeg", "tiff"} else {}))
    return out.getvalue()


def _exif(
    notes: dict[int, str], taken: datetime | None, gps: tuple[float, float] | None, orientation: int
) -> "Exif":
    from PIL import Image

    exif = Image.Exif()
    for tag, words in notes.items():
        if words:
            exif[tag] = (
                words.encode()
            )  # UTF-8: what readers expect today, and Pillow would turn « é » into « ? »
    if orientation:
        exif[0x0112] = orientation
    if taken:
        stamp = f"{taken:%Y:%m:%d %H:%M:%S}"
        exif[0x0132] = stamp
        exif.get_ifd(0x8769).update({0x9003: stamp, 0x9004: stamp})
    if gps:
        latitude, longitude = gps
        exif.get_ifd(0x8825).update(
            {
                1: "N" if latitude >= 0 else "S",
                2: _degrees(latitude),
                3: "E" if longitude >= 0 else "W",
                4: _degrees(longitude),
            }
        )
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    """Return degrees, minutes and seconds."""
    seconds = round(abs(value) * 3600, 2)
    return float(seconds // 3600), float(seconds % 3600 // 60), round(seconds % 60, 2)


# Scenes ----------------------------------------------------------------------------------------------------


def draw(scene: str, width: int, height: int, caption: str = "") -> "Picture":
    """Return a scene of this size; ValueError tells their names."""
    from PIL import Image

    if scene not in SCENES:
        raise ValueError(f"No scene « {scene} »; there are: {', '.join(SCENES)}")
    brush = _Brush(width * SCALE, height * SCALE)
    SCENES[scene](brush)
    image = brush.image.resize((width, height), Image.Resampling.LANCZOS)
    if caption:
        _write(image, caption)
    return image


ACCENTS = {  # what Pillow's own font lacks, as strokes above (or under) a letter, in shares of its size
    "\u0300": (((-0.12, -0.16), (0.06, -0.03)),),
    "\u0301": (((0.12, -0.16), (-0.06, -0.03)),),
    "\u0302": (((-0.14, -0.03), (0, -0.16)), ((0, -0.16), (0.14, -0.03))),
    "\u0308": (((-0.12, -0.09), (-0.09, -0.09)), ((0.09, -0.09), (0.12, -0.09))),
    "\u0327": (((0.02, 0.72), (-0.06, 0.88)),),
}


def _write(image: "Picture", caption: str) -> None:
    """Write a caption at the bottom, its accents drawn by hand."""
    from PIL import ImageDraw, ImageFont

    size = max(16, image.height // 14)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    pen.rectangle((0, image.height - size * 2, image.width, image.height), fill="#1c2333")
    x, y = float(size), image.height - size * 1.6
    for letter in caption.replace("’", "'").replace("\xa0", " "):
        base, *accents = unicodedata.normalize("NFD", letter)
        if not base.isascii():
            raise ValueError(f"« {letter} » cannot be written in a picture")
        pen.text((x, y), base, fill="#ffffff", font=font)
        left, top, right, _bottom = pen.textbbox((x, y), base, font=font)
        for (x1, y1), (x2, y2) in (stroke for accent in accents for stroke in ACCENTS[accent]):
            points = [((left + right) / 2 + dx * size, top + dy * size) for dx, dy in ((x1, y1), (x2, y2))]
            pen.line(points, fill="#ffffff", width=max(2, size // 12))
        x += font.getlength(base)
    if x > image.width:
        raise ValueError(f"The caption « {caption} » is wider than the picture")


class _Brush:
    """Draws in shares of the picture, so that any size will do."""

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image, ImageDraw

        self.width, self.height = width, height
        self.image = Image.new("RGB", (width, height))
        self._pen = ImageDraw.Draw(self.image)

    def _points(self, points: tuple[tuple[float, float], ...]) -> list[tuple[int, int]]:
        return [(round(x * self.width), round(y * self.height)) for x, y in points]

    def fade(self, top: str, bottom: str, start: float = 0, end: float = 1) -> None:
        """Fill from one colour to another, downwards."""
        first, last = (
            tuple(int(color[rank : rank + 2], 16) for rank in (1, 3, 5)) for color in (top, bottom)
        )
        begin, finish = round(start * self.height), round(end * self.height)
        for y in range(begin, finish):
            share = (y - begin) / max(1, finish - begin)
            color = tuple(round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
            self._pen.line((0, y, self.width, y), fill=color)

    def shape(self, color: str, *points: tuple[float, float]) -> None:
        self._pen.polygon(self._points(points), fill=color)

    def disc(self, color: str, x: float, y: float, radius: float) -> None:
        """Fill a disc; the radius is a share of the height."""
        cx, cy, r = x * self.width, y * self.height, radius * self.height
        self._pen.ellipse((round(cx - r), round(cy - r), round(cx + r), round(cy + r)), fill=color)

    def box(self, color: str, left: float, top: float, right: float, bottom: float) -> None:
        self.shape(color, (left, top), (right, top), (right, bottom), (left, bottom))

    def cloud(self, x: float, y: float, size: float, color: str = "#f4f8fd") -> None:
        for shift, drop, share in (
            (-1.3, 0.25, 0.7),
            (0, 0, 1),
            (1.3, 0.2, 0.8),
            (0.5, 0.45, 0.8),
            (-0.6, 0.4, 0.7),
        ):
            self.disc(color, x + shift * size * self.height / self.width, y + drop * size, size * share)


def _beach(brush: _Brush) -> None:
    brush.fade("#5fb4ec", "#d6efff", 0, 0.5)
    brush.disc("#ffe9a0", 0.8, 0.17, 0.08)
    brush.cloud(0.25, 0.15, 0.05)
    brush.fade("#1f6f9f", "#59b7c9", 0.45, 0.68)
    brush.shape("#ffffff", (0.52, 0.3), (0.52, 0.52), (0.62, 0.52))
    brush.shape("#b3402e", (0.46, 0.53), (0.64, 0.53), (0.61, 0.57), (0.49, 0.57))
    brush.fade("#f3dfae", "#dcb877", 0.68, 1)
    brush.shape(
        "#eef8fb",
        (0, 0.66),
        (0.3, 0.69),
        (0.6, 0.665),
        (1, 0.69),
        (1, 0.72),
        (0.55, 0.69),
        (0.3, 0.72),
        (0, 0.7),
    )
    brush.box("#7a5b3a", 0.195, 0.55, 0.205, 0.92)
    brush.shape("#d9483b", (0.07, 0.64), (0.2, 0.5), (0.33, 0.64))
    brush.shape("#fbf4e6", (0.155, 0.64), (0.2, 0.5), (0.245, 0.64))
    brush.shape("#2f6db3", (0.26, 0.9), (0.5, 0.87), (0.56, 0.94), (0.3, 0.97))


def _mountain(brush: _Brush) -> None:
    brush.fade("#6fb1e8", "#e8f4ff", 0, 0.75)
    brush.cloud(0.7, 0.16, 0.05)
    brush.shape(
        "#8c9bb5",
        (0, 0.62),
        (0.2, 0.28),
        (0.36, 0.5),
        (0.6, 0.14),
        (0.83, 0.5),
        (1, 0.34),
        (1, 0.8),
        (0, 0.8),
    )
    brush.shape("#ffffff", (0.6, 0.14), (0.51, 0.28), (0.56, 0.26), (0.6, 0.31), (0.65, 0.26), (0.69, 0.28))
    brush.shape("#ffffff", (0.2, 0.28), (0.145, 0.37), (0.2, 0.35), (0.24, 0.38), (0.262, 0.365))
    brush.shape("#5f7d6e", (0, 0.7), (0.25, 0.58), (0.5, 0.68), (0.78, 0.56), (1, 0.66), (1, 1), (0, 1))
    brush.fade("#7fb069", "#4f8a4c", 0.78, 1)
    for x, y, size in ((0.1, 0.82, 0.2), (0.18, 0.86, 0.24), (0.86, 0.84, 0.22), (0.94, 0.88, 0.26)):
        _fir(brush, x, y, size)
    brush.shape("#d8c9a8", (0.48, 0.78), (0.51, 0.78), (0.62, 1), (0.42, 1))


def _fir(brush: _Brush, x: float, y: float, size: float, color: str = "#2f5d3f") -> None:
    half = size * brush.height / brush.width * 0.32
    brush.box("#5a4230", x - half * 0.15, y - 0.02, x + half * 0.15, y + 0.06)
    for share in (0, 0.28, 0.56):
        wide = half * (1 - share * 0.7)
        low = y - size * share
        brush.shape(color, (x - wide, low), (x, low - size * 0.5), (x + wide, low))


def _forest(brush: _Brush) -> None:
    brush.fade("#bfe3f2", "#eaf6df", 0, 0.6)
    brush.fade("#a9cfa0", "#7fb07a", 0.36, 0.58)
    brush.fade("#8dbb6e", "#5b8a45", 0.55, 1)
    for rank in range(11):
        _fir(
            brush, 0.02 + rank * 0.096, 0.6 + (rank * 7 % 5) * 0.008, 0.34 + (rank * 3 % 4) * 0.04, "#5c8a66"
        )
    for rank in range(6):
        _fir(brush, 0.06 + rank * 0.18 + (0.05 if rank > 2 else 0), 0.78 + (rank % 2) * 0.05, 0.5, "#2f6044")
    brush.shape("#cdb68a", (0.47, 0.62), (0.5, 0.62), (0.66, 1), (0.36, 1))


def _town(brush: _Brush) -> None:
    brush.fade("#7cbcec", "#f4f0e0", 0, 0.86)
    brush.cloud(0.2, 0.15, 0.05)
    walls = ("#e8cfa9", "#d98f6c", "#c9d3df", "#eddcc0", "#b9786a", "#dfe3d4")
    for rank, wall in enumerate(walls):
        left, top = 0.02 + rank * 0.163, 0.32 + (rank * 5 % 4) * 0.07
        brush.box(wall, left, top, left + 0.15, 0.85)
        brush.shape("#8a4b3c", (left - 0.008, top), (left + 0.075, top - 0.1), (left + 0.158, top))
        for floor in range(3):
            for window in range(2):
                x, y = left + 0.025 + window * 0.07, top + 0.05 + floor * 0.13
                if y < 0.72:
                    brush.box("#3f5b7d", x, y, x + 0.03, y + 0.07)
        brush.box("#5a4230", left + 0.058, 0.74, left + 0.092, 0.85)
    brush.box("#9a9da3", 0, 0.85, 1, 1)
    for rank in range(7):
        brush.box("#f4f4f0", 0.03 + rank * 0.15, 0.915, 0.1 + rank * 0.15, 0.93)


def _harbour(brush: _Brush) -> None:
    brush.fade("#86c5ee", "#f2f7fb", 0, 0.5)
    brush.shape("#6f8f73", (0, 0.46), (0.3, 0.36), (0.55, 0.44), (0.8, 0.4), (1, 0.46), (1, 0.5), (0, 0.5))
    brush.fade("#2d7fa3", "#17516f", 0.5, 1)
    brush.box("#f6f2ea", 0.86, 0.18, 0.9, 0.5)
    brush.box("#c0392b", 0.86, 0.26, 0.9, 0.34)
    brush.box("#2b3a67", 0.853, 0.14, 0.907, 0.18)
    for x, y, hull in ((0.18, 0.66, "#b3402e"), (0.46, 0.72, "#f0f0ea"), (0.72, 0.64, "#2f6db3")):
        brush.box("#4a3a2c", x - 0.003, y - 0.36, x + 0.003, y)
        brush.shape("#fbfaf3", (x + 0.01, y - 0.34), (x + 0.01, y - 0.05), (x + 0.1, y - 0.05))
        brush.shape(
            hull, (x - 0.1, y - 0.02), (x + 0.12, y - 0.02), (x + 0.08, y + 0.06), (x - 0.07, y + 0.06)
        )
    for rank in range(9):
        left = (rank * 37 % 90) / 100
        brush.box("#5aa5c4", left, 0.84 + rank % 4 * 0.04, left + 0.07, 0.846 + rank % 4 * 0.04)


def _desert(brush: _Brush) -> None:
    brush.fade("#f7b267", "#fde8c4", 0, 0.7)
    brush.disc("#fff3cf", 0.3, 0.28, 0.1)
    brush.shape("#c9773e", (0, 0.6), (0.35, 0.48), (0.7, 0.62), (1, 0.5), (1, 1), (0, 1))
    brush.shape("#e39a55", (0, 0.74), (0.3, 0.63), (0.62, 0.8), (1, 0.66), (1, 1), (0, 1))
    brush.shape("#efb878", (0, 0.9), (0.45, 0.78), (1, 0.92), (1, 1), (0, 1))
    brush.box("#3f7a4a", 0.76, 0.5, 0.785, 0.8)
    brush.box("#3f7a4a", 0.72, 0.58, 0.737, 0.68)
    brush.box("#3f7a4a", 0.72, 0.66, 0.77, 0.685)
    brush.box("#3f7a4a", 0.808, 0.55, 0.825, 0.66)
    brush.box("#3f7a4a", 0.78, 0.635, 0.825, 0.66)


def _night(brush: _Brush) -> None:
    brush.fade("#0e1a3a", "#3b4b7d", 0, 0.8)
    brush.disc("#f6efcf", 0.78, 0.22, 0.09)
    for x, y, size in ((0.765, 0.19, 0.02), (0.795, 0.25, 0.026), (0.76, 0.26, 0.012)):
        brush.disc("#ddd3a8", x, y, size)
    for rank in range(46):
        brush.disc("#f2f2e4", (rank * 61 % 97) / 97, (rank * 37 % 61) / 100, 0.003 + rank % 3 * 0.0015)
    brush.shape("#1a2a3f", (0, 0.75), (0.3, 0.62), (0.6, 0.74), (1, 0.6), (1, 1), (0, 1))
    brush.box("#2e2430", 0.2, 0.7, 0.36, 0.9)
    brush.shape("#221a26", (0.18, 0.7), (0.28, 0.58), (0.38, 0.7))
    brush.box("#f5cf6b", 0.225, 0.75, 0.265, 0.82)
    brush.box("#f5cf6b", 0.295, 0.75, 0.335, 0.82)
    brush.box("#101a26", 0, 0.9, 1, 1)
    for x in (0.55, 0.66, 0.9):
        _fir(brush, x, 0.9, 0.34, "#0d1a22")


SCENES: dict[str, Callable[[_Brush], None]] = {
    "plage": _beach,
    "montagne": _mountain,
    "foret": _forest,
    "ville": _town,
    "port": _harbour,
    "desert": _desert,
    "nuit": _night,
}
