"""Pictures of competence 2.3: shared documents, versions, agendas. The files are in `c23_files`."""

from collections.abc import Mapping, Sequence

from campaigns.content.making.measure import width_of
from campaigns.content.making.screens import (
    BLUE,
    CREAM,
    FRAME,
    GREEN,
    INK,
    MINT,
    NAVY,
    RED,
    ROSE,
    SKY,
    WHITE,
    Drawing,
    Shape,
    application,
    canvas,
    circle,
    files,
    framed,
    heading,
    labelled,
    line,
    paragraph,
    path,
    rect,
    stack,
    table,
    text,
)

# Documents partagés --------------------------------------------------------------------------------------


def writing(words: str, who: str) -> Drawing:
    """A line with somebody's caret at its end, and a label above it."""
    end = 8 + width_of(words, 17) + 6
    wide = width_of(who, 16) + 16
    label = rect(end, 0, wide, 26, fill=CREAM, stroke=INK, round=4) + text(end + 8, 19, who, size=16)
    return canvas(484, 58, text(8, 48, words), line(end, 26, end, 56, stroke=INK, thick=3), label)


def together_in(title: str, access: str, present: str, *parts: tuple[str, str, str]) -> Drawing:
    """A document with who is there, and where each one writes: a heading, a line, a name."""
    drawn = [stack(heading(name), writing(words, who), gap=4) for name, words, who in parts]
    return application(title, f"Ont accès : {access}", paragraph(f"En ligne : {present}", bold=True), *drawn)


def suggested(pieces: Sequence[tuple[str, str]]) -> Drawing:
    """Two lines of pieces: kept, deleted (crossed out) or added (underlined); « | » begins a line."""
    x, y, shapes = 8.0, 28.0, []
    for words, state in pieces:
        if words == "|":
            x, y = 8.0, y + 36
            continue
        bold = state == "add"
        wide = width_of(words, 19, bold=bold)
        fill = {"add": GREEN, "del": RED}.get(state, INK)
        if state in {"add", "del"}:
            shapes.append(rect(x - 2, y - 20, wide + 4, 27, fill=MINT if bold else ROSE, stroke=None))
        shapes.append(text(x, y, words, size=19, bold=bold, fill=fill))
        if state:
            height = y - 6 if state == "del" else y + 5
            shapes.append(line(x, height, x + wide, height, stroke=fill))
        x += wide + 7
    return canvas(484, y + 14, *shapes)


def suggestions(pieces: Sequence[tuple[str, str]]) -> Drawing:
    """A sentence with suggestions, and its legend."""
    legend = "Barré : à supprimer. Souligné : à ajouter."
    return application("Suggestions", suggested(pieces), legend)


def rights(rows: Sequence[tuple[str, str]]) -> Drawing:
    return application("Partages", table(["Élément", "Droits donnés"], rows, widths=[286, 198]))


def journal(title: str, rows: Sequence[tuple[str, str, str]]) -> Drawing:
    return application(title, table(["Heure", "Personne", "Action"], rows, widths=[80, 160, 244]))


# Versions ------------------------------------------------------------------------------------------------

Place = tuple[int, int]


def folder(title: str, names: Sequence[str]) -> Drawing:
    return application(title, files([(name, "") for name in names], columns=("Nom", "")))


def graph(
    names: Mapping[str, int], places: Mapping[str, Place], links: Sequence[str], merge: str = ""
) -> Drawing:
    """A history: the row of each branch, the column and row of each round, and links as « AB »."""
    left, step = 130, 56

    def centre(letter: str) -> tuple[float, float]:
        column, line_ = places[letter]
        return left + 24 + column * step, 46 + line_ * 88

    shapes: list[Shape] = []
    for name, rank in names.items():
        shapes.append(text(8, 52 + rank * 88, name, bold=True, fill=BLUE))
    for one, other in links:
        (x1, y1), (x2, y2) = centre(one), centre(other)
        shapes.append(line(x1, y1, x2, y2, stroke=NAVY, thick=3))
    for letter in places:
        x, y = centre(letter)
        thick = 4 if letter == merge else 2
        shapes.append(circle(x, y, 19, fill=CREAM if letter == merge else WHITE, thick=thick))
        shapes.append(text(x, y + 7, letter, size=19, bold=True, anchor="middle"))
    return framed(canvas(488, 260, *shapes))


# Organisation --------------------------------------------------------------------------------------------


def agenda(hours: Mapping[str, Sequence[str]]) -> Drawing:
    days = ("Lundi", "Mardi", "Jeudi", "Vendredi")
    rows = [list(cells) for cells in zip(days, *hours.values(), strict=True)]
    return application("Agenda partagé", table(["Jour", *hours], rows, widths=[104, 190, 190]))


def mind_map(centre: str, branches: Sequence[tuple[str, Sequence[str]]]) -> Drawing:
    """Four branches around a subject, each with two ideas on its outer side."""
    shapes: list[Shape] = []
    for rank, (name, ideas) in enumerate(branches):
        down, across = divmod(rank, 2)
        x, y = (95, 393)[across], (106, 242)[down]
        side = -1 if down == 0 else 1
        shapes.append(path(f"M244 174L{(150, 338)[across]} {y}", thick=3))
        shapes.append(line(x, y, x, y + side * 60))
        shapes.append(labelled(x - 75, y - 20, 150, 40, name, fill=SKY, bold=True))
        for number, idea in enumerate(ideas):
            top = y + side * (44, 82)[number] - 16
            shapes.append(labelled(x - 70, top, 140, 32, idea, fill=WHITE, stroke=FRAME, size=16))
    shapes.append(labelled(182, 147, 124, 54, centre, fill=CREAM, bold=True))
    return framed(canvas(488, 348, *shapes))


def poll(dates: Sequence[str], answers: Sequence[Sequence[str]]) -> Drawing:
    return application("Sondage", table(["", *dates], answers, widths=[84, 96, 96, 98, 110]))


DOCUMENTS: dict[str, Drawing] = {
    "documentpartage-1a.svg": together_in(
        "Exposé sur le miel",
        "Lina, Noah, Wael",
        "Lina, Noah",
        ("Introduction", "Les abeilles visitent les fleurs…", "Noah"),
        ("Conclusion", "Il faut donc protéger…", "Lina"),
    ),
    "documentpartage-1b.svg": together_in(
        "Règles du jeu",
        "Adam, Maëlle, Sira",
        "Adam, Sira",
        ("But du jeu", "Il faut réunir six cartes…", "Adam"),
        ("Fin de la partie", "On compte les points…", "Sira"),
    ),
    "documentpartage-2a.svg": suggestions(
        [
            ("Le château fut bâti en", ""),
            ("1304", "del"),
            ("1403", "add"),
            ("près du lac", "add"),
            ("|", ""),
            ("par", ""),
            ("le duc", "del"),
            ("la duchesse", "add"),
            ("de Brume.", ""),
        ]
    ),
    "documentpartage-2b.svg": suggestions(
        [
            ("Le car part", ""),
            ("samedi", "del"),
            ("à", ""),
            ("8 h", "del"),
            ("9 h", "add"),
            ("|", ""),
            ("devant", ""),
            ("le gymnase", "del"),
            ("la mairie", "add"),
        ]
    ),
    "documentpartage-5a.svg": rights(
        [
            ("Journal", "Ana, Sami, Lou : lire"),
            ("Journal / Numéro 1", "Lou : modifier"),
            ("Journal / Numéro 1 / maquette.odp", "Sami : commenter"),
            ("Journal / Numéro 1 / budget.ods", "Rémi : modifier"),
        ]
    ),
    "documentpartage-6a.svg": journal(
        "Journal du document",
        [
            ("10 h 00", "Léo", "passe hors ligne"),
            ("10 h 05", "Léo", "change le paragraphe 1"),
            ("10 h 10", "Maya, en ligne", "change le paragraphe 1"),
            ("10 h 15", "Maya", "passe hors ligne"),
            ("10 h 20", "Maya", "change le paragraphe 2"),
            ("10 h 25", "Inaya, en ligne", "change le paragraphe 2"),
            ("10 h 30", "Léo", "retrouve le réseau"),
            ("10 h 35", "Maya", "change le paragraphe 3"),
            ("10 h 40", "Maya", "retrouve le réseau"),
            ("10 h 45", "Inaya, en ligne", "change le paragraphe 3"),
        ],
    ),
    "documentpartage-6b.svg": journal(
        "Journal du document",
        [
            ("15 h 00", "Aïcha", "passe hors ligne"),
            ("15 h 05", "Nils, en ligne", "change le paragraphe 1"),
            ("15 h 10", "Aïcha", "change le paragraphe 2"),
            ("15 h 15", "Tom", "passe hors ligne"),
            ("15 h 20", "Tom", "change le paragraphe 1"),
            ("15 h 25", "Aïcha", "retrouve le réseau"),
            ("15 h 30", "Aïcha, en ligne", "change le paragraphe 1"),
            ("15 h 35", "Nils, en ligne", "change le paragraphe 2"),
            ("15 h 40", "Tom", "change le paragraphe 3"),
            ("15 h 45", "Aïcha, en ligne", "change le paragraphe 3"),
            ("15 h 50", "Tom", "retrouve le réseau"),
        ],
    ),
}


VERSIONS: dict[str, Drawing] = {
    "versions-2a.svg": folder(
        "Programme du gala", ["gala-v06.odt", "gala-v07.odt", "gala-v08.odt", "gala-v09.odt"]
    ),
    "versions-2b.svg": folder(
        "Plan du jardin",
        ["2026-03-28-jardin.odt", "2026-04-11-jardin.odt", "2026-05-02-jardin.odt"],
    ),
    "versions-5c.svg": application(
        "Décor",
        table(
            ["Nom", "Taille", "Modifié"],
            [
                ["decor.odt", "48 Ko", "12/05, 17 h 10"],
                ["decor (conflit de Nora).odt", "51 Ko", "12/05, 17 h 02"],
                ["photos.zip", "2 Mo", "04/05, 9 h 30"],
            ],
            widths=[266, 76, 142],
        ),
    ),
    "versions-6a.svg": graph(
        {"score": 0, "principale": 1, "menu": 2},
        {
            "A": (0, 1),
            "B": (1, 1),
            "C": (2, 2),
            "D": (2, 1),
            "E": (3, 2),
            "F": (4, 1),
            "G": (3, 0),
            "H": (4, 0),
        },
        ["AB", "BD", "DF", "BC", "CE", "EF", "DG", "GH"],
        merge="F",
    ),
    "versions-6b.svg": graph(
        {"sons": 0, "principale": 1, "carte": 2},
        {
            "A": (0, 1),
            "B": (1, 2),
            "C": (1, 1),
            "D": (2, 1),
            "E": (3, 2),
            "F": (2, 0),
            "G": (3, 1),
            "H": (4, 1),
            "I": (5, 1),
        },
        ["AC", "CD", "DG", "GH", "HI", "AB", "BE", "CF", "FG"],
        merge="G",
    ),
}


ORGANISATION: dict[str, Drawing] = {
    "organiser-1a.svg": agenda(
        {
            "16 h": ["Danse (Aya)", "Foot (Léo)", "Danse (Aya)", "Dessin (Léo)"],
            "17 h": ["Foot (Léo)", "", "Chorale (Aya, Léo)", "Danse (Aya)"],
        }
    ),
    "organiser-1b.svg": agenda(
        {
            "13 h": ["Échecs (Noé)", "Piano (Sofia)", "", "Vidéo (Sofia)"],
            "14 h": ["Vidéo (Noé, Sofia)", "Échecs (Noé)", "Piano (Sofia)", "Judo (Noé)"],
        }
    ),
    "organiser-2a.svg": mind_map(
        "Fête du collège",
        [
            ("Musique", ["groupe", "sono"]),
            ("Buffet", ["gâteaux", "jus de fruits"]),
            ("Invités", ["familles", "voisins"]),
            ("Décor", ["guirlandes", "affiches"]),
        ],
    ),
    "organiser-2b.svg": mind_map(
        "Jardin partagé",
        [
            ("Outils", ["pelle", "arrosoir"]),
            ("Plantes", ["tomates", "menthe"]),
            ("Animaux", ["abeilles", "hérisson"]),
            ("Budget", ["vente", "don"]),
        ],
    ),
    "organiser-3a.svg": poll(
        ["Lundi 4", "Mardi 5", "Jeudi 7", "Vendredi 8"],
        [
            ["Ada", "oui", "oui", "si besoin", "non"],
            ["Hugo", "oui", "si besoin", "oui", "oui"],
            ["Kenza", "non", "si besoin", "oui", "oui"],
            ["Mme Roy", "oui", "oui", "oui", "oui"],
        ],
    ),
    "organiser-3b.svg": poll(
        ["Le 12", "Le 14", "Le 19", "Le 21"],
        [
            ["Mona", "oui", "non", "oui", "si besoin"],
            ["Théo", "non", "oui", "oui", "oui"],
            ["Imane", "si besoin", "oui", "oui", "oui"],
            ["Lucas", "oui", "oui", "non", "oui"],
            ["Sara", "non", "oui", "si besoin", "oui"],
        ],
    ),
}


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return DOCUMENTS | VERSIONS | ORGANISATION
