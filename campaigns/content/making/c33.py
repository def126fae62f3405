"""Pictures of competence 3.3: credits and licences. `c33_access` has those of the other subjects."""

from collections.abc import Sequence

from campaigns.content.making.screens import (
    AMBER,
    BLUE,
    BROWN,
    CREAM,
    GREEN,
    INK,
    MUTED,
    NAVY,
    PALE,
    SKY,
    STROKE,
    WHITE,
    Drawing,
    application,
    arrow,
    at,
    browser,
    button,
    canvas,
    circle,
    heading,
    icon,
    inner,
    labelled,
    line,
    paragraph,
    path,
    rect,
    row,
    stack,
)

ROOM = inner()
DARK_GREEN = "#14532d"


def small(words: str, *, fill: str = MUTED) -> Drawing:
    """A line of details under a title or a picture."""
    return paragraph(words, ROOM, size=16, fill=fill)


# Droit d’auteur ------------------------------------------------------------------------------------------


def lighthouse() -> Drawing:
    """A photo of a lighthouse by the sea."""
    return canvas(
        ROOM,
        130,
        rect(0, 0, ROOM, 130, fill=SKY, stroke=STROKE),
        circle(400, 40, 20, fill=AMBER, stroke=None),
        rect(2, 96, ROOM - 4, 32, fill=PALE, stroke=None),
        path("M170 128L190 92H290L310 128Z", fill=BROWN, stroke=None),
        path("M220 96L228 34H252L260 96Z", fill=WHITE, stroke=INK),
        rect(228, 18, 24, 16, fill=AMBER, stroke=INK),
        path("M224 18L240 6L256 18Z", fill=NAVY, stroke=INK),
        line(225, 66, 256, 66, thick=8),
    )


def article_phare() -> Drawing:
    return browser(
        "journal-de-brumeval.example/phare",
        paragraph("Le Journal de Brumeval", ROOM, size=20, bold=True, fill=BLUE),
        heading("Le phare rouvre au public"),
        small("Article de Hugo Martel, le 8 avril 2026"),
        lighthouse(),
        small("Le phare au petit matin. Photo\u00a0: Awa Diallo", fill=INK),
        small("Site réalisé par l’agence Pixelune"),
    )


def details(pairs: Sequence[tuple[str, str]], left: float = 190) -> Drawing:
    """Lines « label, value »."""
    drawn = [
        row(paragraph(f"{label}\u00a0:", left, bold=True), paragraph(value, 250), gap=10)
        for label, value in pairs
    ]
    return stack(*drawn, gap=8)


def song() -> Drawing:
    pairs = [
        ("Titre", "La mer au loin"),
        ("Auteur et compositeur", "Noé Kessler"),
        ("Chant", "Inaya Blum"),
        ("Pochette", "Studio Vague"),
        ("Mis en ligne par", "tomtom78"),
    ]
    return application(
        "Musique", details(pairs, 210), toolbar=["◄", "►", "Paroles"], status="1 morceau choisi"
    )


def article_castor() -> Drawing:
    beaver = canvas(
        ROOM,
        84,
        rect(0, 0, ROOM, 84, fill=PALE, stroke=STROKE),
        path("M190 60Q200 26 250 30Q292 34 294 60Z", fill=BROWN, stroke=INK),
        path("M192 60L140 70L148 52L196 50Z", fill=INK, stroke=None),
        circle(298, 44, 18, fill=BROWN, stroke=INK),
        circle(306, 40, 3, fill=WHITE, stroke=None),
        circle(315, 47, 4, fill=INK, stroke=None),
        line(100, 72, 384, 72, stroke=BLUE),
    )
    return browser(
        "nature-vercelle.example/castor",
        row(
            paragraph("Nature en Vercelle", 240, size=20, bold=True, fill=GREEN),
            paragraph("Rubrique\u00a0: Les animaux", 220),
            gap=20,
        ),
        heading("Le castor est de retour"),
        small("Par Salomé Okafor, publié le 12 février 2026", fill=INK),
        beaver,
        small("Photo de Rémi Astier, été 2019"),
    )


def video_verre() -> Drawing:
    film = canvas(
        ROOM,
        118,
        rect(0, 0, ROOM, 118, fill=INK, stroke=None),
        circle(ROOM / 2, 52, 30, fill=WHITE, stroke=None),
        path(f"M{ROOM / 2 - 9:g} 36l26 16l-26 16z", fill=INK, stroke=None),
        line(16, 104, ROOM - 16, 104, stroke=STROKE, thick=5),
        line(16, 104, 150, 104, stroke=AMBER, thick=5),
    )
    return browser(
        "cine-ateliers.example/verre",
        paragraph("Ciné-Ateliers", ROOM, size=20, bold=True, fill=BLUE),
        film,
        heading("Souffler le verre"),
        small("Un film d’Ilan Perrin. Musique\u00a0: Jade Noret.", fill=INK),
        small("Mise en ligne le 3 novembre 2025", fill=INK),
        small("Vidéo suivante\u00a0: Tourner un vase"),
    )


def fox() -> Drawing:
    """A photo of a fox at dusk."""
    return canvas(
        180,
        150,
        rect(0, 0, 180, 150, fill="#f6d8b8", stroke=STROKE),
        circle(130, 40, 18, fill=AMBER, stroke=None),
        rect(2, 112, 176, 36, fill=DARK_GREEN, stroke=None),
        path("M50 122L58 78L68 92H86L96 78L104 122Z", fill="#c2571a", stroke=INK),
        path("M66 104L77 120L88 104Z", fill=WHITE, stroke=None),
        circle(70, 102, 3, fill=INK, stroke=None),
        circle(84, 102, 3, fill=INK, stroke=None),
    )


def licence_renard() -> Drawing:
    facts = stack(
        paragraph("Renard au crépuscule", 280, size=20, bold=True),
        paragraph("Photo de Gabin Sorel", 280),
        paragraph("Licence\u00a0: CC BY-NC-SA", 280, bold=True),
        button("Télécharger", main=True),
        button("Contacter l’auteur"),
        gap=10,
    )
    return browser("banque-images.example/renard", row(fox(), facts, gap=20))


def notice() -> Drawing:
    pairs = [
        ("Genre", "roman"),
        ("Première édition", "1931"),
        ("Autrice", "Marguerite Vasseur"),
        ("Naissance", "2 avril 1899"),
        ("Mort", "12 mars 1968"),
        ("Édition de poche", "1974"),
    ]
    return browser("bibliotheque-valombre.example", heading("Les Marais bleus"), details(pairs))


def tuto_legende() -> Drawing:
    photo = canvas(
        270,
        84,
        rect(0, 0, 270, 84, fill=PALE, stroke=STROKE),
        at(123, 30, icon("picture")),
    )
    page = stack(
        paragraph("Un été à la ferme", 270, size=20, bold=True),
        paragraph("Par Tom Rivière", 270),
        photo,
        paragraph("Photo\u00a0: Maya Duval", 270),
        paragraph("Éditions du Pont", 270, fill=MUTED),
        gap=20,
    )
    sheet = rect(1, 1, 306, page.height + 34, stroke=STROKE)
    tall = page.height + 36
    marks = []
    for y, words in ((76, "auteur du texte"), (223, "autrice de la photo"), (266, "éditeur")):
        marks += [
            arrow(344, y, 200, y),
            labelled(346, y - 17, 172, 34, words, fill=CREAM, stroke=BROWN),
        ]
    return canvas(520, tall, sheet, at(18, 18, page), *marks)


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return {
        "auteur-phare.svg": article_phare(),
        "auteur-chanson.svg": song(),
        "reference-castor.svg": article_castor(),
        "reference-verre.svg": video_verre(),
        "licence-renard.svg": licence_renard(),
        "domaine-public-notice.svg": notice(),
        "tuto-legende.svg": tuto_legende(),
    }
