"""QR codes that a page draws itself, as the path of an inline SVG: it loads no picture but files of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import qrcode

# Modules of white around a QR code, without which cameras do not find it.
QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """A drawing of ``size`` by ``size`` units, quiet zone included; ``path``: its dark squares."""

    size: int
    path: str


def draw_qr(text: str) -> QrCode:
    """Return the QR code of a text, in some 5 ms. Remembered nowhere: it may hold a secret."""
    code = qrcode.QRCode(border=QUIET_ZONE)
    code.add_data(text)
    matrix = code.get_matrix()
    return QrCode(len(matrix), "".join(map(_row, range(len(matrix)), matrix)))


def _row(y: int, row: Sequence[bool]) -> str:
    """Return the dark squares of a row, neighbours in one piece."""
    pieces, x = [], 0
    for is_dark, squares in groupby(row):
        width = len(list(squares))
        if is_dark:
            pieces.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(pieces)
