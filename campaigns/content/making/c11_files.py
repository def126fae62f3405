"""Files of competence 1.1: two archive sheets to check an assistant against, and two feeds."""

from collections.abc import Sequence

from campaigns.content.making import documents as d

# Feeds -----------------------------------------------------------------------------------------------------

# (title, day as RSS writes it, category, summary)
Item = tuple[str, str, str, str]

ASTRONOMY: tuple[Item, ...] = (
    ("Mars au télescope", "Tue, 17 Feb 2026", "Observer", "La planète rouge est bien visible ce mois-ci."),
    ("Éclipse, les bons gestes", "Tue, 03 Mar 2026", "Observer", "Regardez sans risque pour les yeux."),
    ("Le ciel du mois", "Sun, 01 Mar 2026", "Calendrier", "Planètes, étoiles et Lune, jour par jour."),
    ("Un rover sur Mars", "Mon, 12 Jan 2026", "Espace", "Cinq ans de photos prises par le robot."),
    ("Le ciel du mois", "Sun, 01 Feb 2026", "Calendrier", "Planètes, étoiles et Lune, jour par jour."),
    ("Une comète ce soir", "Sat, 28 Mar 2026", "Actualité", "Cherchez vers l’ouest, après le coucher."),
    ("Nuit des étoiles de mars", "Wed, 04 Feb 2026", "Sorties", "Inscrivez-vous dès maintenant."),
    ("Petites lunes de Mars", "Fri, 13 Mar 2026", "Espace", "Phobos et Déimos en quelques images."),
    ("Le ciel du mois", "Sat, 01 Mar 2025", "Calendrier", "Planètes, étoiles et Lune, jour par jour."),
)
LIBRARY: tuple[Item, ...] = (
    ("Concours de nouvelles", "Mon, 02 Mar 2026", "Concours", "Trois pages, un mystère, un prix."),
    ("Horaires d’été", "Fri, 06 Mar 2026", "Vie pratique", "La médiathèque ouvre plus tôt."),
    ("Les gagnants du concours", "Tue, 10 Mar 2026", "Actualité", "Bravo à toutes et à tous."),
    ("Dessinez notre affiche", "Thu, 12 Mar 2026", "Concours", "Le meilleur dessin sera imprimé."),
    ("Atelier manga", "Sat, 14 Mar 2026", "Ateliers", "Préparez le concours avec une dessinatrice."),
    ("Photo de lecture", "Wed, 18 Mar 2026", "Concours", "Un lieu, un livre, une photo."),
    ("Rencontre avec une autrice", "Fri, 20 Mar 2026", "Rencontres", "Elle a présidé le concours de 2025."),
)


def feed(name: str, host: str, items: Sequence[Item]) -> bytes:
    """Return a feed, as a reader of feeds gets it."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<rss version="2.0">', "<channel>"]
    lines += [f"  <title>{name}</title>", f"  <link>https://{host}/</link>"]
    for rank, (title, day, category, summary) in enumerate(items, start=1):
        lines += [
            "  <item>",
            f"    <title>{title}</title>",
            f"    <link>https://{host}/article-{rank}</link>",
            f"    <pubDate>{day} 08:00:00 +0100</pubDate>",
            f"    <category>{category}</category>",
            f"    <description>{summary}</description>",
            "  </item>",
        ]
    lines += ["</channel>", "</rss>"]
    return d.plain_text("\n".join(lines) + "\n")


# Archives --------------------------------------------------------------------------------------------------


def bridge() -> dict[str, bytes]:
    return d.text_document(
        "pont-de-sarvel",
        d.Heading("Le pont de Sarvel"),
        "Archives municipales de Sarvel, fiche 118. Document imaginé pour un exercice.",
        d.Heading("Le projet", level=2),
        "La ville décide de construire un pont en 1924. Le projet de l’architecte Aurèle Vidal est choisi en "
        "juin 1926, parmi onze projets.",
        d.Heading("Les travaux", level=2),
        "Le chantier s’ouvre en mai 1927. Une crue l’arrête pendant quatre mois, en 1929. Les piétons "
        "passent sur le pont dès mars 1931. Les voitures y circulent à partir d’octobre 1931.",
        d.Heading("La suite", level=2),
        "En 1932, le pont est éclairé à l’électricité. Il est fermé six semaines en 2004, pour être rénové. "
        "La tour nord se visite depuis 2011.",
        title="Le pont de Sarvel",
        author="Archives municipales de Sarvel",
    )


def tramway() -> dict[str, bytes]:
    return d.text_document(
        "tramway-de-montserel",
        d.Heading("Le tramway de Montserel"),
        "Archives municipales de Montserel, fiche 42. Document imaginé pour un exercice.",
        d.Heading("Les débuts", level=2),
        "La première ligne est inaugurée le 7 juin 1903. Elle va de la gare au port et compte neuf arrêts. "
        "Une seconde ligne, de douze arrêts, ouvre en 1911.",
        d.Heading("Les belles années", level=2),
        "En 1928, le tramway transporte un million de voyageurs. Le billet coûte alors 50 centimes. Les "
        "voitures sont peintes en vert, puis en crème.",
        d.Heading("La fin", level=2),
        "Les autobus remplacent peu à peu le tramway. Le dernier voyage a lieu le 30 septembre 1956. Les "
        "rails sont retirés en 1958. Une voiture de 1911 est exposée au musée.",
        title="Le tramway de Montserel",
        author="Archives municipales de Montserel",
    )


def made() -> dict[str, bytes]:
    return {
        "flux-astronomie.txt": feed("Ciel et planètes", "ciel-et-planetes.example", ASTRONOMY),
        "flux-mediatheque.txt": feed("La médiathèque de Valmorin", "mediatheque-valmorin.example", LIBRARY),
        **bridge(),
        **tramway(),
    }
