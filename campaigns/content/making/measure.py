"""How wide a text is in Arial: what a drawing must know so that no text leaves its box."""

# Thousandths of the size of the letters, for every sign that Arial and its equals surely have.
_REGULAR = {
    188: "′",
    191: "'",
    222: "ijl’‘",
    260: "|¦",
    278: " !,./:;I[\\]ft\xa0\u202f·ÌÍÎÏìíîï",
    333: "()-`r¡¨²³´¸¹“”„‹›",
    334: "{}",
    350: "•",
    354: "▪″",
    355: '"',
    365: "º",
    370: "ª",
    389: "*",
    400: "°",
    469: "^",
    594: "♥",
    500: "♪Jcksvxyzçýÿ↑↓",
    537: "¶",
    549: "±÷≤≥≠√≈",
    552: "¯",
    556: "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþ€–",
    576: "µ",
    584: "+<=>~¬×−",
    604: "■□○●",
    611: "FTZ¿ßø",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞŸ",
    713: "∞",
    722: "CDHNRUwÇÐÑÙÚÛÜ",
    690: "π",
    737: "©®",
    750: "♫",
    778: "GOQÒÓÔÕÖØ",
    833: "Mm",
    834: "¼½¾",
    889: "%æ",
    944: "Wœ",
    990: "▲►▼◄",
    1000: "↔‰ÆŒ…—→←",
    1015: "@",
}
_BOLD = {
    238: "'",
    240: "′",
    278: " ,./I\\ijl\xa0\u202f·ÌÍÎÏìíîï’‘",
    280: "|¦",
    333: "!()-:;[]`ft¡¨²³´¸¹‹›",
    350: "•",
    354: "▪",
    365: "º",
    370: "ª",
    389: "*r{}",
    400: "°",
    474: '"',
    479: "″",
    594: "♥",
    500: "♪z“”„↑↓",
    549: "±÷≤≥≠√≈",
    552: "¯",
    556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿ€–",
    576: "µ",
    584: "+<=>^~¬×−",
    604: "■□○●",
    611: "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþ",
    667: "EPSVXYÈÉÊËÝÞŸ",
    713: "∞",
    722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ",
    737: "©®",
    750: "♫",
    766: "π",
    778: "GOQwÒÓÔÕÖØ",
    833: "M",
    834: "¼½¾",
    889: "%mæ",
    944: "Wœ",
    975: "@",
    990: "▲►▼◄",
    1000: "↔‰ÆŒ…—→←",
}
REGULAR = {sign: width for width, signs in _REGULAR.items() for sign in signs}
BOLD = {sign: width for width, signs in _BOLD.items() for sign in signs}


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text; ValueError for a sign that Arial may lack."""
    widths = BOLD if bold else REGULAR
    unknown = sorted({sign for sign in words if sign not in widths})
    if unknown:
        raise ValueError(f"{words!r}: these signs may be missing on the pupil's machine: {unknown}")
    return sum(widths[sign] for sign in words) * size / 1000


def check_room(words: str, room: float, size: float, *, bold: bool = False) -> None:
    """Refuse a line that is wider than its room."""
    needed = width_of(words, size, bold=bold)
    if needed > room + 0.5:
        raise ValueError(f"{words!r} needs {needed:.0f} px in letters of {size}, and has {room:.0f} px")


def wrap(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines that a text takes in this room, cut at spaces; newlines are kept."""
    return [line for part in words.split("\n") for line in _wrap_line(part, room, size, bold=bold)]


def _wrap_line(words: str, room: float, size: float, *, bold: bool) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_of(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
        check_room(lines[-1], room, size, bold=bold)
    return lines
