"""Documents of competence 3.1, « Développer des documents textuels », each in two formats."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from campaigns.content.making import documents as d
from campaigns.content.making.packing import repack

DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)

WINDS = ("Vent d’ouest", "Vent du nord", "Vent faible", "Vent d’est", "Fort vent de sud-ouest")
SEAS = (
    "mer calme",
    "mer un peu agitée",
    "longue houle",
    "mer forte",
    "mer belle",
    "clapot court",
    "mer plate",
)
SKIES = ("ciel clair", "pluie fine", "averses l’après-midi", "grand soleil", "nuages bas", "ciel voilé")
DEEDS = (
    "J’ai nettoyé les vitres de la lanterne.",
    "Trois bateaux de pêche sont sortis.",
    "Le ravitaillement est arrivé vers dix heures.",
    "Rien à signaler.",
    "Deux promeneurs ont visité l’escalier.",
    "J’ai repeint la porte du magasin.",
    "Un voilier a demandé sa route par radio.",
    "Les goélands nichent au pied de la tour.",
    "J’ai graissé le mécanisme.",
)
# Two months and a half of entries, of which seventeen speak of mist, each once.
MISTY = {3, 4, 9, 15, 16, 17, 22, 28, 31, 36, 37, 43, 49, 52, 58, 63, 68}
MISTS = ("brume jusqu’à midi", "brume épaisse au large", "bancs de brume au lever du jour")

WATERED = ("huit litres", "dix litres", "douze litres", "neuf litres", "onze litres")
PLANTS = (
    "Les radis lèvent",
    "Les salades grossissent",
    "La menthe déborde",
    "Un pot de basilic est en fleur",
)
PLANTS += ("Les fraisiers ont été taillés", "Les semis de courge sont sortis", "Le terreau est renouvelé")
SEEN = ("une coccinelle", "deux limaces", "une araignée", "un cloporte", "une abeille", "rien de spécial")
SEEN += ("trois escargots", "un papillon blanc")
DUTY = ("Imane", "Nahia", "Gabin", "Salomé", "Dimitri", "Aïcha", "Titouan", "Mei", "Rayan", "Louise", "Kofi")
FROG_ON = 34  # an entry in the middle


def day_in_words(day: date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {number} {MONTHS[day.month - 1]}"


def log_of_the_lighthouse() -> Iterator[object]:
    yield d.Heading("Journal du phare de Roc-Gris", level=1)
    yield "Une ligne par jour : le vent, la mer, le ciel, puis ce qui s’est passé."
    first = date(2026, 3, 2)
    for rank in range(70):
        day = first + timedelta(days=rank)
        if day.weekday() == 0:
            yield d.Heading(f"Semaine du {day_in_words(day).lower()}", level=2)
        sky = MISTS[rank % len(MISTS)] if rank in MISTY else SKIES[(rank * 5) % len(SKIES)]
        weather = f"{WINDS[(rank * 3) % len(WINDS)]}, {SEAS[rank % len(SEAS)]}, {sky}."
        yield f"**{day_in_words(day)}.** {weather} {DEEDS[(rank * 4) % len(DEEDS)]}"


def notes_of_the_greenhouse() -> Iterator[object]:
    yield d.Heading("Carnet de la serre de Valdoré", level=1)
    yield "Deux passages par semaine, le lundi et le jeudi. Chacun note ce qu’il a fait et vu."
    day = date(2025, 9, 8)
    for rank in range(62):
        seen = "une grenouille derrière les pots" if rank == FROG_ON else SEEN[(rank * 3) % len(SEEN)]
        yield (
            f"**{day_in_words(day)}.** De service\xa0: {DUTY[(rank * 3) % len(DUTY)]}. "
            f"Arrosage\xa0: {WATERED[(rank * 2) % len(WATERED)]}. {PLANTS[(rank * 5) % len(PLANTS)]}. "
            f"Vu dans la serre\xa0: {seen}."
        )
        day += timedelta(days=3 if day.weekday() == 0 else 4)


def pictured(scene: str, alt: str, caption: str) -> tuple[object, ...]:
    image = d.picture(scene, kind="jpg", width=480, height=300)
    return d.Image(image, width=8, alt=alt, align="center"), d.Para(f"//{caption}//", align="center")


def trip_to_the_lake() -> tuple[object, ...]:
    return (
        d.Heading("Une journée au lac de Sauvane", level=1),
        "Toute la classe est partie en car à sept heures. Voici la journée, en quatre images.",
        *pictured("montagne", "Deux sommets enneigés se dressent au-dessus d’un pré.", "Les montagnes"),
        "Le sentier monte d’abord entre les rochers, puis redescend vers la rive.",
        *pictured("foret", "Un sentier passe entre de grands sapins.", "La forêt"),
        "Nous avons pique-niqué à l’ombre, au bord d’un ruisseau.",
        *pictured("port", "Une allée de sapins, vue depuis le sentier.", "Le port"),
        "Les bateaux attendent les promeneurs. La traversée dure vingt minutes.",
        *pictured("nuit", "La lune et des étoiles brillent au-dessus d’une maison.", "Le ciel du soir"),
        "Avant de repartir, nous avons appris à trouver l’étoile polaire.",
    )


def faked(words: str, level: int) -> object:
    """A line that looks like a heading of this level, and has no style of heading."""
    return d.Heading(words, level=level, real=False)


# The air above a real heading: in ODT as a style; in DOCX in twentieths of a point, by its size in half ones.
ODT_AIR = (
    '<style:style style:name="Faux" style:family="paragraph" style:parent-style-name="Text_20_body">'
    '<style:paragraph-properties fo:margin-top="0.423cm" fo:margin-bottom="0.212cm"/></style:style>'
    "</office:automatic-styles>"
)
DOCX_AIR = {"40": "480", "32": "200"}


def with_faked_air(files: dict[str, bytes], *faked: str) -> dict[str, bytes]:
    """Return the documents with as much air around false headings as around real ones.

    Otherwise the eye alone would tell them, and nobody would need to look at the styles.
    """
    words = "|".join(map(re.escape, faked))

    def mend(name: str, part: bytes) -> bytes:
        text = part.decode() if name in {"content.xml", "word/document.xml"} else ""
        if name == "content.xml":
            line = rf'<text:p text:style-name="Text_20_body">(<text:span [^>]*>(?:{words})<)'
            text = re.sub(line, r'<text:p text:style-name="Faux">\1', text)
            text = text.replace("</office:automatic-styles>", ODT_AIR)
        elif text:
            line = rf'<w:p>(<w:r><w:rPr><w:b/><w:sz w:val="(\d+)"/></w:rPr><w:t>(?:{words})<)'
            text = re.sub(line, _spaced, text)
        return text.encode() or part

    return {name: repack(content, mend) for name, content in files.items()}


def _spaced(line: re.Match[str]) -> str:
    air = f'<w:spacing w:before="{DOCX_AIR[line[2]]}" w:after="0"/>'
    return f"<w:p><w:pPr><w:keepNext/>{air}</w:pPr>{line[1]}"


def guide_to_the_garden() -> tuple[object, ...]:
    return (
        d.Heading("Choisir son coin de terre", level=1),
        "Un potager demande six heures de soleil par jour. Évitez le pied des grands arbres.",
        d.Heading("Préparer le sol", level=1),
        "Retirez les cailloux, ameublissez la terre à la fourche, puis ajoutez du compost.",
        "Inutile de retourner profondément\xa0: les vers de terre s’en chargent.",
        d.Heading("Semer au bon moment", level=1),
        "Les radis se sèment dès mars. Les haricots attendent que la terre soit chaude, en mai.",
        faked("Arroser sans gaspiller", 1),
        "Arrosez le soir, au pied des plantes. Une couche de paille garde l’eau plusieurs jours.",
        d.Heading("Accueillir les insectes utiles", level=1),
        "Une coccinelle mange des dizaines de pucerons par jour. Laissez-lui un coin d’herbes hautes.",
        d.Heading("Récolter et conserver", level=1),
        "Cueillez les courgettes encore petites\xa0: il en viendra d’autres.",
    )


def rules_of_the_tournament() -> tuple[object, ...]:
    return (
        d.Heading("Règlement du tournoi d’échecs", level=1),
        "Ce règlement s’applique à toutes les parties du tournoi.",
        d.Heading("Inscriptions", level=2),
        "Elles sont ouvertes jusqu’à la veille du tournoi.",
        d.Heading("Catégories", level=2),
        "Une pour les sixièmes et les cinquièmes, une pour les autres.",
        faked("Horaires", 2),
        "Les parties ont lieu le mardi et le jeudi, de midi et demi à treize heures vingt.",
        d.Heading("Le déroulement des parties", level=1),
        d.Heading("Temps de réflexion", level=2),
        "Chaque camp dispose de dix minutes.",
        d.Heading("Pièce touchée", level=2),
        "Une pièce touchée est une pièce jouée.",
        faked("Retards", 2),
        "Après cinq minutes de retard, la partie est perdue.",
        d.Heading("Partie nulle", level=2),
        "Chaque camp marque un demi-point.",
        d.Heading("Les résultats", level=1),
        d.Heading("Classement", level=2),
        "Il est affiché chaque vendredi au foyer.",
        faked("Égalités", 2),
        "Une partie de cinq minutes départage les ex æquo.",
        d.Heading("Récompenses", level=2),
        "Chaque catégorie reçoit un échiquier et des livres.",
    )


def made() -> dict[str, bytes]:
    """Return the documents by name."""
    guide = d.text_document("guide-du-jardin", *guide_to_the_garden(), title="Guide du jardin")
    rules = d.text_document("reglement-du-tournoi", *rules_of_the_tournament(), title="Règlement du tournoi")
    return {
        **d.text_document("journal-du-phare", *log_of_the_lighthouse(), title="Journal du phare"),
        **d.text_document("carnet-de-la-serre", *notes_of_the_greenhouse(), title="Carnet de la serre"),
        **d.text_document("sortie-au-lac", *trip_to_the_lake(), title="Une journée au lac"),
        **with_faked_air(guide, "Arroser sans gaspiller"),
        **with_faked_air(rules, "Horaires", "Retards", "Égalités"),
    }
