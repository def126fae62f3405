"""Pictures of competence 5.2: ports, technical sheets, windows, terminals, networks."""

from collections.abc import Mapping, Sequence

from campaigns.content.making.screens import (
    CREAM,
    GREY,
    INK,
    NAVY,
    PALE,
    RED,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    application,
    at,
    browser,
    button,
    callout,
    canvas,
    circle,
    field,
    framed,
    heading,
    inner,
    labelled,
    line,
    path,
    rect,
    row,
    stack,
    table,
    text,
    together,
)

ROOM = inner()

# Matériel ------------------------------------------------------------------------------------------------


def jack(x: float, y: float) -> Shape:
    return circle(x, y, 13, fill=INK) + circle(x, y, 6, fill=GREY, stroke=None)


def usb_a(x: float, y: float) -> Shape:
    return rect(x - 32, y - 14, 64, 28, fill=INK, round=2) + rect(
        x - 25, y - 2, 50, 10, fill=GREY, stroke=None
    )


def usb_c(x: float, y: float) -> Shape:
    return rect(x - 22, y - 9, 44, 18, fill=INK, round=9) + rect(
        x - 12, y - 2, 24, 4, fill=GREY, stroke=None, round=2
    )


def hdmi(x: float, y: float) -> Shape:
    edge = f"M{x - 40:g} {y - 14:g}h80v14l-12 14h-56l-12 -14z"
    return path(edge, fill=INK) + rect(x - 26, y - 6, 52, 7, fill=GREY, stroke=None)


def network(x: float, y: float) -> Shape:
    """A hole with a notch on top, and eight thin contacts."""
    edge = f"M{x - 26:g} {y - 14:g}h16v-10h20v10h16v36h-52z"
    contacts = "".join(f"M{x - 18 + 5 * rank:g} {y + 10:g}v10" for rank in range(8))
    return path(edge, fill=INK) + path(contacts, stroke=GREY, thick=2)


def ports(*drawn: object) -> Drawing:
    """The side of a computer: ports in a row, numbered from 1."""
    shapes = [rect(1, 1, 518, 128, fill=PALE, stroke=NAVY, round=10)]
    for rank, port in enumerate(drawn):
        x = 56 + 102 * rank
        shapes += [port(x, 52), callout(x, 104, rank + 1)]
    return canvas(520, 130, *shapes)


def sheet(title: str, *lines: Sequence[str]) -> Drawing:
    """A technical sheet."""
    return framed(stack(heading(title, 488), table(["Élément", "Valeur"], lines, widths=[180, 308])), 16)


def chain(*links: tuple[str, str]) -> Drawing:
    """What data goes through, and how fast."""
    shapes: list[Shape] = []
    for rank, (name, speed) in enumerate(links):
        x = 4 + 178 * rank
        shapes += [
            labelled(x, 10, 150, 60, name, fill=WHITE),
            text(x + 75, 102, speed, bold=True, anchor="middle", room=150),
        ]
        if rank:
            shapes.append(path(f"M{x - 25:g} 40h20m-8 -7l8 7l-8 7", stroke=NAVY, thick=3))
    return canvas(514, 120, *shapes)


# Systèmes ------------------------------------------------------------------------------------------------

SIGNS = {"trait": "M-8 0H8", "carré": "M-8 -8H8V8H-8z", "croix": "M-8 -8L8 8M8 -8L-8 8"}


def sign(x: float, y: float, which: str) -> Shape:
    """A button of a window."""
    return rect(x - 19, y - 17, 38, 34, fill=PALE, stroke=STROKE, round=4) + at(
        x, y, path(SIGNS[which], stroke=INK, thick=3)
    )


def window(title: str, signs: Sequence[str], left: float, title_at: float) -> Drawing:
    """A window whose buttons are numbered."""
    shapes = [
        rect(1, 1, 518, 198, stroke=NAVY, round=8),
        rect(1, 1, 518, 52, fill=CREAM, stroke=NAVY, round=8),
        text(title_at, 34, title, bold=True),
        *(line(24, y, 24 + wide, y, stroke=STROKE) for y, wide in ((130, 420), (152, 380), (174, 440))),
    ]
    for rank, which in enumerate(signs):
        x = left + 52 * rank
        shapes += [sign(x, 27, which), callout(x, 80, rank + 1)]
    return canvas(520, 200, *shapes)


def terminal(*lines: str) -> Drawing:
    """Commands, which begin with « > », and what they answer."""
    tall = 28 * len(lines) + 18
    shapes = [rect(0, 0, ROOM, tall, fill=INK, stroke=None, round=4)]
    for rank, words in enumerate(lines):
        asked = ">" in words
        color = "#ffe08a" if asked else WHITE
        shapes.append(text(14, 30 + 28 * rank, words, bold=asked, fill=color, room=ROOM - 24))
    return application("Terminal", canvas(ROOM, tall, *shapes))


# Internet ------------------------------------------------------------------------------------------------


def engine() -> Drawing:
    """A search engine, open in a browser, with three marks."""
    drawn = browser(
        "cherche.example",
        heading("Cherche"),
        row(field("Vos mots", "", 330), stack(canvas(110, 22), button("Chercher", main=True)), gap=16),
        tabs=["Cherche"],
    )
    return drawn.over(callout(170, 22, 1), callout(440, 62, 2), callout(300, 180, 3))


def names(*lines: Sequence[str]) -> Drawing:
    """A part of the DNS."""
    drawn = table(["Nom", "Sorte", "Valeur"], lines, widths=[194, 84, 206])
    return application("Annuaire DNS", drawn)


SPOTS = {
    "A": (40, 120),
    "R1": (160, 45),
    "R2": (160, 195),
    "R3": (320, 195),
    "R4": (320, 45),
    "S": (480, 120),
}


def routes(times: Mapping[str, int], cut: str) -> Drawing:
    """Routers and links with their times; one of the links is cut."""
    links: list[Shape] = []
    labels: list[Shape] = []
    for name, time in times.items():
        (x1, y1), (x2, y2) = (SPOTS[end] for end in name.split("-"))
        links.append(line(x1, y1, x2, y2, stroke=RED if name == cut else NAVY, dashed=name == cut))
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        wide = 86 if name == cut else 36
        words = f"{time} coupée" if name == cut else str(time)
        labels.append(
            rect(x - wide / 2, y - 14, wide, 28, stroke=STROKE, round=4)
            + text(x, y + 6, words, anchor="middle", size=16)
        )
    spots = [
        circle(x, y, 25, fill=CREAM if name in "AS" else PALE)
        + text(x, y + 7, name, bold=True, anchor="middle", size=19)
        for name, (x, y) in SPOTS.items()
    ]
    return canvas(520, 240, together(links), together(labels), *spots)


def certificate(names_: str, dates: str) -> Drawing:
    """A certificate and its three informations."""
    lines = [["Noms couverts", names_], ["Valable", dates], ["Signé par", "Autorité Fidélia (reconnue)"]]
    return application("Certificat du site", table(["Champ", "Contenu"], lines, widths=[134, 350]))


def machines() -> dict[str, Drawing]:
    return {
        "ports-a.svg": ports(jack, usb_a, hdmi, usb_c, network),
        "ports-b.svg": ports(hdmi, network, usb_c, jack, usb_a),
        "fiche-ordinateur.svg": sheet(
            "Ordinateur portable Brise",
            ["Écran", "14 pouces"],
            ["Processeur", "6 cœurs, 2,8 GHz"],
            ["RAM", "16 Go"],
            ["SSD", "512 Go"],
            ["Carte graphique", "4 Go"],
            ["Autonomie", "9 heures"],
            ["Poids", "1,4 kg"],
        ),
        "fiche-telephone.svg": sheet(
            "Téléphone Lagune",
            ["Écran", "6,1 pouces"],
            ["Processeur", "8 cœurs, 2,2 GHz"],
            ["Mémoire", "6 Go de RAM, 128 Go internes"],
            ["Carte mémoire", "non fournie, 256 Go au plus"],
            ["Batterie", "4 500 mAh"],
        ),
        "chaine-a.svg": chain(
            ("Disque externe", "110 Mo/s"), ("Câble USB", "480 Mb/s"), ("SSD de l’ordinateur", "900 Mo/s")
        ),
        "chaine-b.svg": chain(
            ("Serveur du lycée", "200 Mo/s"), ("Wi-Fi", "160 Mb/s"), ("Clé USB", "30 Mo/s")
        ),
        "cables.svg": framed(
            table(
                ["Du moins cher au plus cher", "Débit utile"],
                [[f"Câble {name}", f"{speed} Gb/s"] for name, speed in zip("ABCD", SPEEDS, strict=True)],
                widths=[300, 188],
            ),
            16,
        ),
    }


SPEEDS = ("4,0", "5,4", "8,2", "14,4")


def systems() -> dict[str, Drawing]:
    return {
        "fenetre-a.svg": window("Texte", ["trait", "carré", "croix"], 384, 24),
        "fenetre-b.svg": window("Carte", ["croix", "trait", "carré"], 32, 240),
        "terminal-a.svg": terminal(
            "projet > ls",
            "images\u00a0\u00a0\u00a0textes",
            "projet > cd textes",
            "textes > ls",
            "intro.txt\u00a0\u00a0\u00a0plan.txt",
            "textes > mkdir v2",
            "textes > mv intro.txt v2",
            "textes > cd ../images",
        ),
        "terminal-b.svg": terminal(
            "jeu > ls",
            "sons\u00a0\u00a0\u00a0scores.csv",
            "jeu > mkdir donnees",
            "jeu > mv scores.csv donnees",
            "jeu > mkdir archives",
            "jeu > mv donnees archives",
            "jeu > cd sons",
        ),
    }


MADE = {
    **machines(),
    **systems(),
    "navigateur-a.svg": engine(),
    "dns-a.svg": names(
        ["clairval.example", "adresse", "198.51.100.7 "],
        ["www.clairval.example", "alias", "web2.nuage.example"],
        ["web1.nuage.example", "adresse", "203.0.113.24 "],
        ["web2.nuage.example", "adresse", "203.0.113.25 "],
    ),
    "dns-b.svg": names(
        ["lycee.example", "adresse", "192.0.2.40 "],
        ["www.lycee.example", "alias", "lycee.example"],
        ["cdi.lycee.example", "alias", "livres.prisme.example"],
        ["prisme.example", "adresse", "198.51.100.60 "],
        ["livres.prisme.example", "adresse", "198.51.100.61 "],
    ),
    "routes-a.svg": routes(
        {
            "A-R1": 4,
            "A-R2": 7,
            "R1-R3": 9,
            "R2-R3": 2,
            "R1-R4": 12,
            "R3-R4": 5,
            "R4-S": 3,
            "R3-S": 11,
        },
        "R3-R4",
    ),
    "routes-b.svg": routes(
        {
            "A-R1": 6,
            "A-R2": 3,
            "R1-R3": 4,
            "R2-R3": 10,
            "R1-R4": 15,
            "R3-R4": 6,
            "R4-S": 2,
            "R3-S": 9,
        },
        "R1-R3",
    ),
    "certificat-a.svg": certificate("lycee.example, www.lycee.example", "du 4 janvier 2026 au 4 avril 2026"),
    "certificat-b.svg": certificate(
        "tilleuls.example, *.tilleuls.example", "du 2 décembre 2025 au 2 mars 2026"
    ),
}
