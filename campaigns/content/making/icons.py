"""Small icons, 24 px wide: for toolbars, lists of files, telephones."""

from campaigns.content.making.shapes import (
    AMBER,
    BLUE,
    BROWN,
    CREAM,
    GREEN,
    GREY,
    INK,
    NAVY,
    RED,
    SKY,
    WHITE,
    Drawing,
    Shape,
    circle,
    path,
    rect,
    text,
    together,
)

ICON = 24


def icon(name: str) -> Drawing:
    """Return an icon of 24 px; ValueError tells the names."""
    if name not in ICONS:
        raise ValueError(f"No icon « {name} »; there are: {', '.join(sorted(ICONS))}")
    return Drawing(ICON, ICON, ICONS[name])


def _letter(words: str, **look: bool) -> Shape:
    return text(12, 19, words, size=19, anchor="middle", **look)


def _line(d: str, *, stroke: str = INK, fill: str = "none", thick: float = 2) -> Shape:
    return path(d, stroke=stroke, fill=fill, thick=thick)


_SHEET = _line("M5 2H15L20 7V22H5Z M15 2V7H20", fill=WHITE)

ICONS = {
    "bold": _letter("G", bold=True),
    "italic": _letter("I", italic=True),
    "underline": _letter("S", underlined=True),
    "left": _line("M3 5H21M3 10H14M3 15H21M3 20H14"),
    "center": _line("M3 5H21M7 10H17M3 15H21M7 20H17"),
    "right": _line("M3 5H21M10 10H21M3 15H21M10 20H21"),
    "justify": _line("M3 5H21M3 10H21M3 15H21M3 20H21"),
    "bullets": together(
        [_line("M9 5H21M9 12H21M9 19H21"), *(circle(4, y, 1.5, fill=INK) for y in (5, 12, 19))]
    ),
    "undo": _line("M8 4L3 9L8 14M3 9H14Q21 9 21 15 21 20 14 20H9"),
    "redo": _line("M16 4L21 9L16 14M21 9H10Q3 9 3 15 3 20 10 20H15"),
    "save": _line("M3 3H17L21 7V21H3Z M7 3V9H15V3M7 21V14H17V21", stroke=NAVY),
    "copy": _line("M8 7H20V22H8Z M8 17H4V2H16V7", stroke=NAVY),
    "cut": together([_line("M7 16L18 3M17 16L6 3"), circle(6, 19, 3), circle(18, 19, 3)]),
    "paste": _line("M4 4H20V22H4Z M9 2H15V7H9Z", stroke=NAVY),
    "print": _line("M6 9V2H18V9M6 17H3V9H21V17H18M6 14H18V22H6Z", stroke=NAVY),
    "search": together([circle(10, 10, 6.5), _line("M15 15L21 21", thick=3)]),
    "picture": together(
        [
            rect(2, 4, 20, 16),
            circle(8, 9, 2, fill=AMBER, stroke=BROWN),
            _line("M3 19L10 12L14 16L17 13L21 18"),
        ]
    ),
    "sheet": _SHEET,
    "text": _SHEET + _line("M8 11H17M8 15H17M8 19H14"),
    "table": _line("M3 4H21V20H3ZM3 9H21M3 14H21M9 4V20M15 4V20", stroke=GREEN, fill=WHITE),
    "music": together(
        [_line("M9 18V4L19 2V16"), circle(6.5, 18.5, 3, fill=INK), circle(16.5, 16.5, 3, fill=INK)]
    ),
    "film": rect(2, 4, 20, 16) + _line("M9 8V16L16 12Z", fill=INK),
    "archive": _line("M4 2H20V22H4Z", fill=WHITE) + _line("M12 2V14M9 4H12M12 7H15M9 10H12M12 13H15"),
    "code": _line("M8 6L2 12L8 18M16 6L22 12L16 18M14 4L10 20"),
    "folder": _line("M2 20V4H10L12 7H22V20Z", stroke=BROWN, fill=AMBER),
    "open folder": _line("M2 20V4H10L12 7H20V10H6L2 20H18L22 10H20", stroke=BROWN, fill=AMBER),
    "bin": _line("M3 6H21M9 6V3H15V6M5 6L7 22H17L19 6M10 10V18M14 10V18"),
    "lock": _line("M7 11V7Q7 2 12 2 17 2 17 7V11") + rect(4, 11, 16, 11, fill=AMBER, stroke=INK, round=2),
    "open lock": _line("M7 11V7Q7 2 12 2 17 2 17 6") + rect(4, 11, 16, 11, stroke=INK, round=2),
    "warning": _line("M12 2L23 22H1Z", stroke=BROWN, fill=AMBER) + _line("M12 9V15M12 18V19.5", thick=2.5),
    "info": circle(12, 12, 10, stroke=BLUE) + _line("M12 10V18M12 6V7.5", stroke=BLUE, thick=2.5),
    "ok": circle(12, 12, 10, fill=GREEN, stroke=GREEN) + _line("M6 12L10 17L18 7", stroke=WHITE, thick=3),
    "cross": circle(12, 12, 10, fill=RED, stroke=RED) + _line("M7 7L17 17M17 7L7 17", stroke=WHITE, thick=3),
    "close": _line("M5 5L19 19M19 5L5 19"),
    "back": _line("M20 12H4M11 5L4 12L11 19"),
    "forward": _line("M4 12H20M13 5L20 12L13 19"),
    "reload": _line("M20 12A8 8 0 1 1 17 6M17 1V6H12"),
    "home": _line("M2 12L12 3L22 12M5 10V21H19V10M10 21V14H14V21"),
    "menu": _line("M3 6H21M3 12H21M3 18H21"),
    "more": together(circle(12, y, 2, fill=INK, stroke=None) for y in (5, 12, 19)),
    "star": _line("M12 2L15 9L22 9.5L17 14.5L18.5 22L12 18L5.5 22L7 14.5L2 9.5L9 9Z", fill=WHITE),
    "person": circle(12, 7, 5, fill=GREY) + _line("M2 22Q2 14 12 14 22 14 22 22Z", fill=GREY),
    "clip": _line("M8 7V16Q8 19 11 19 14 19 14 16V6Q14 2 10 2 5 2 5 7V16Q5 22 11 22 17 22 17 16V7"),
    "mail": rect(2, 5, 20, 14) + _line("M2 5L12 13L22 5"),
    "pencil": _line("M3 21L5 15L16 4L20 8L9 19Z", fill=AMBER, stroke=BROWN),
    "share": together(
        [_line("M7 12L17 6M7 12L17 18"), circle(6, 12, 3), circle(18, 6, 3), circle(18, 18, 3)]
    ),
    "download": _line("M12 2V15M6 10L12 16L18 10M3 21H21"),
    "upload": _line("M12 16V3M6 8L12 2L18 8M3 21H21"),
    "wifi": _line("M2 9Q12 0 22 9M6 13Q12 8 18 13") + circle(12, 18, 2.5, fill=INK),
    "pin": _line("M12 22Q4 13 4 9 4 2 12 2 20 2 20 9 20 13 12 22Z", fill=SKY) + circle(12, 9, 3),
    "camera": _line("M2 7H7L9 4H15L17 7H22V20H2Z", fill=GREY) + circle(12, 13, 4),
    "mic": rect(9, 2, 6, 12, fill=GREY, round=3) + _line("M5 11Q5 18 12 18 19 18 19 11M12 18V22"),
    "bell": _line("M4 18Q6 16 6 10 6 4 12 4 18 4 18 10 18 16 20 18ZM10 21H14", fill=CREAM),
    "gear": together(
        [
            _line("M12 1V23M1 12H23M4 4L20 20M20 4L4 20", thick=4),
            circle(12, 12, 7, fill=GREY),
            circle(12, 12, 3),
        ]
    ),
    "play": _line("M6 3V21L20 12Z", fill=INK),
    "cloud": _line("M6 19Q1 19 1 14 1 10 6 10 7 4 13 4 18 4 19 10 23 10 23 14 23 19 18 19Z", fill=SKY),
}
