"""Drawings of competence 1.2, « Gérer des données »."""

from collections.abc import Mapping, Sequence

from campaigns.content.making.screens import (
    BLUE,
    GREY,
    INK,
    MUTED,
    NAVY,
    WHITE,
    Drawing,
    Shape,
    application,
    canvas,
    dialog,
    field,
    files,
    framed,
    heading,
    icon,
    inner,
    paragraph,
    path,
    rect,
    stack,
    table,
    text,
    tree,
    width_of,
)

DIALOG = 520
ROOM = inner(DIALOG)


def save_as(name: str, places: Mapping[str, str]) -> Drawing:
    """The box in which one says where to save; places: each with the name of its icon."""
    lines: list[Shape] = [text(0, 20, "Emplacement", bold=True)]
    for rank, (place, drawing) in enumerate(places.items()):
        y = 30 + rank * 40
        lines.append(rect(1, y, ROOM - 2, 36, fill=WHITE, stroke=GREY, round=4))
        lines += [icon(drawing).shape.moved(10, y + 6), text(46, y + 25, place, room=ROOM - 60)]
    where = canvas(ROOM, 32 + 40 * len(places), *lines)
    buttons = ("Annuler", "Enregistrer")
    return dialog(
        "Enregistrer sous", field("Nom", name, ROOM), where, buttons=buttons, main=buttons[1], width=DIALOG
    )


def space_used(title: str, used: float, total: int) -> Drawing:
    """How full a device is, in Go: a bar, and the two figures; what is free is to be computed."""
    bar = rect(1, 1, ROOM - 2, 34, fill=WHITE, stroke=NAVY, round=4)
    bar += rect(3, 3, (ROOM - 6) * used / total, 30, fill=BLUE, stroke=None, round=2)
    figures = canvas(
        ROOM,
        62,
        *(text(0, 20, "Espace utilisé"), text(ROOM, 20, f"{used} Go".replace(".", ","), anchor="end")),
        *(text(0, 52, "Capacité"), text(ROOM, 52, f"{total} Go", anchor="end")),
    )
    return dialog(title, canvas(ROOM, 36, bar), figures, buttons=("Fermer",), width=DIALOG)


def speed_test(title: str, figures: Mapping[str, str]) -> Drawing:
    """The result of a test of the connection."""
    rows = [[name, value] for name, value in figures.items()]
    return dialog(title, table(["Mesure", "Résultat"], rows, width=ROOM), width=DIALOG)


def synchronized(title: str, states: Mapping[str, str]) -> Drawing:
    """The files of a synchronized folder and the state of each, in words."""
    return application(title, files(list(states.items()), columns=("Nom", "État"), width=inner()))


def properties(title: str, lines: Mapping[str, str]) -> Drawing:
    """The box of the properties of a file."""
    shapes = []
    for rank, (label, value) in enumerate(lines.items()):
        shapes.append(text(0, 20 + rank * 32, label, fill=MUTED))
        shapes.append(text(150, 20 + rank * 32, value, room=ROOM - 150))
    return dialog(title, canvas(ROOM, 32 * len(lines), *shapes), buttons=("Fermer",), width=DIALOG)


def import_of(name: str, choices: Mapping[str, str], rows: Sequence[Sequence[str]]) -> Drawing:
    """The box in which a spreadsheet asks how to read a text, above what it makes of it; first the heads."""
    shapes = []
    for rank, (label, value) in enumerate(choices.items()):
        y = rank * 40
        shapes.append(text(0, y + 25, label))
        shapes.append(rect(190, y + 1, ROOM - 192, 34, fill=WHITE, stroke=GREY, round=4))
        shapes.append(text(202, y + 24, value, room=ROOM - 216))
    head, *lines = rows
    return dialog(
        f"Importer un texte : {name}",
        canvas(ROOM, 40 * len(choices), *shapes),
        stack(paragraph("Aperçu", ROOM, bold=True), table(head, lines, width=ROOM), gap=4),
        buttons=("Annuler", "Ouvrir"),
        main="Ouvrir",
        width=DIALOG,
    )


def spoilt(words: str) -> Drawing:
    """A line of text in which « ? » stands for the sign of what cannot be read: a diamond."""
    shapes: list[Shape] = []
    x, size = 0.0, 24
    for piece in words.split("?"):
        if shapes:
            shapes.append(path(f"M{x:g} 20l11 -14 11 14 -11 14z", fill=INK, stroke=None))
            shapes.append(text(x + 11, 26, "?", size=17, bold=True, fill=WHITE, anchor="middle"))
            x += 23
        # A plain space at either end of a text is not drawn.
        shapes.append(text(x, 28, piece.replace(" ", "\u00a0"), size=size))
        x += width_of(piece, size) + 1
    return canvas(inner(), 44, *shapes)


def copies(rows: Mapping[str, tuple[str, str]]) -> Drawing:
    """What each copy is made of: one under the other, for the words are long."""
    parts = []
    for name, (how, kept) in rows.items():
        about = stack(paragraph(how, ROOM - 24), paragraph(kept, ROOM - 24), gap=2)
        parts.append(stack(paragraph(name, ROOM, bold=True), about, gap=2))
    return framed(stack(heading("Les copies", inner()), *parts, gap=12))


TREES = {
    "arbre-documents.svg": """
Documents
  Collège
    SVT
      climat.odt
      volcan.odt
    Techno
      pont.odt
  Maison
    recettes.odt""",
    "arbre-club.svg": """
Club
  Images
    affiche.png
  Matchs
    Saison 1
      demi-finale.mp4
    Saison 2
      finale.mp4
      scores.ods""",
    "arbre-site.svg": """
site
  images
    logo.png
  pages
    clubs
      echecs.html
    contact.html
  index.html""",
    "arbre-journal.svg": """
journal
  articles
    juin
      sortie.html
    mai
      interview.html
  styles
    page.css
  index.html""",
}

RECORDS = sorted(
    f"{day}_relevé.csv" for day in ("21-10-2025", "02-11-2025", "28-11-2025", "14-12-2025", "09-01-2026")
)
CARDS = sorted(f"fiche_{number}.odt" for number in (1, 2, 9, 10, 12))


def sorted_by_name(title: str, names: list[str]) -> Drawing:
    """A folder that is sorted by name."""
    return application(title, files([[name] for name in names], columns=("Nom",), sorted_by="Nom"))


MADE = {
    **{name: framed(tree(lines, width=inner())) for name, lines in TREES.items()},
    "liste-releves.svg": sorted_by_name("Relevés", RECORDS),
    "liste-fiches.svg": sorted_by_name("Fiches", CARDS),
    "enregistrer-nora.svg": save_as(
        "exposé-nora.odt",
        {
            "Bureau de cet ordinateur": "home",
            "Documents de cet ordinateur": "folder",
            "CLÉ DU CDI": "save",
            "Espace en ligne de l’ENT": "cloud",
        },
    ),
    "enregistrer-sohan.svg": save_as(
        "photos-sohan",
        {
            "Images de cet ordinateur": "picture",
            "Espace en ligne de l’ENT": "cloud",
            "CLÉ DE SOHAN": "save",
            "Serveur du collège": "folder",
        },
    ),
    "espace-cle.svg": space_used("Propriétés de CLÉ ASSIA", 13.6, 16),
    "espace-tablette.svg": space_used("Stockage de la tablette", 29.7, 32),
    "synchro-hanae.svg": synchronized(
        "Dossier synchronisé de Hanaé",
        {
            "roman.pdf": "En ligne seulement",
            "exposé.odt": "Modifié ici, envoi en attente",
            "plan.png": "Sur cet appareil et en ligne",
            "interview.mp3": "Réception en cours, 35 %",
        },
    ),
    "synchro-kofi.svg": synchronized(
        "Dossier synchronisé de Kofi",
        {
            "budget.ods": "Sur cet appareil et en ligne",
            "affiche.png": "Modifié ici, envoi en attente",
            "chorale.mp3": "En ligne seulement",
            "film.mp4": "Envoi en cours, 60 %",
        },
    ),
    "copies-malo.svg": copies(
        {
            "Nuage": ("Synchronisé à chaque instant.", "Corbeille gardée 30 jours."),
            "Clé USB": ("Recopiée chaque vendredi.", "La nouvelle copie remplace l’ancienne."),
            "Disque externe": ("Une copie le 1er de chaque mois.", "Toutes les copies sont gardées."),
            "Carte mémoire": ("Copie unique du 3 janvier.", "Jamais refaite depuis."),
        }
    ),
    "copies-salome.svg": copies(
        {
            "Disque toujours branché": ("Recopié chaque nuit.", "La nouvelle copie remplace l’ancienne."),
            "Nuage": ("Synchronisé à chaque instant.", "Anciennes versions gardées 14 jours."),
            "Clé rangée dans un tiroir": ("Copie du 20 avril.", "Débranchée depuis."),
            "Disque chez sa tante": ("Copie du 2 février.", "Débranché depuis."),
        }
    ),
    "debit-elio.svg": speed_test(
        "Test de connexion",
        {"Débit descendant": "200 Mbit/s", "Débit montant": "20 Mbit/s", "Temps de réponse": "14 ms"},
    ),
    "debit-romane.svg": speed_test(
        "Test de connexion",
        {"Débit montant": "15 Mbit/s", "Débit descendant": "60 Mbit/s", "Temps de réponse": "22 ms"},
    ),
    "fenetre-volcans.svg": properties(
        "Propriétés : volcans",
        {
            "Type": "Présentation (.odp)",
            "Emplacement": "Documents/SVT/Exposés",
            "Taille": "2,4 Mo",
            "Créé le": "3 mars 2026 à 10:12",
            "Modifié le": "9 mars 2026 à 17:40",
            "Ouvert le": "15 mars 2026 à 08:05",
            "Lecture seule": "Non",
        },
    ),
    "fenetre-orage.svg": properties(
        "Propriétés : orage",
        {
            "Type": "Son (.wav)",
            "Emplacement": "Musique/Club radio/Bruitages",
            "Taille": "12,8 Mo",
            "Créé le": "6 janvier 2026 à 14:20",
            "Modifié le": "20 janvier 2026 à 16:02",
            "Ouvert le": "4 février 2026 à 11:31",
            "Lecture seule": "Oui",
        },
    ),
    "encodage-chateau.svg": application(
        "chateau.txt",
        paragraph("Le château a été rénové.".encode().decode("cp1252"), inner(), size=24),
        menus=["Fichier", "Modifier", "Format"],
    ),
    "import-salles.svg": import_of(
        "salles.csv",
        {
            "Jeu de caractères": "Windows-1252",
            "Langue": "Français",
            "Séparateur": "Point-virgule",
        },
        [
            [words.encode().decode("cp1252"), places]
            for words, places in {"salle": "places", "Théâtre": "240", "Cinéma": "180", "Musée": "95"}.items()
        ],
    ),
    "encodage-foret.svg": application(
        "foret.txt",
        spoilt("La for?t a ?t? prot?g?e."),
        menus=["Fichier", "Modifier", "Format"],
    ),
}
