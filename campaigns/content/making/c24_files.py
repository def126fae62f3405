"""Files of competence 2.4: the data of two accounts, two surveys, the takings of two services."""

from collections.abc import Sequence

from campaigns.content.making.documents import Sheet, archive, csv_file, plain_text, spreadsheet

# The data of an account: each connection, then each advertiser and whether it was given data.
Connection = tuple[str, str, str, str, str]

# What nobody but a stranger did: three failures, then a success; two failures, then a success.
LYS_STRANGER: tuple[Connection, ...] = (
    ("2026-02-14", "03:12", "Inconnue", "Ordinateur XK-20", "échec"),
    ("2026-02-15", "03:14", "Inconnue", "Ordinateur XK-20", "échec"),
    ("2026-02-17", "03:15", "Inconnue", "Ordinateur XK-20", "échec"),
    ("2026-02-18", "03:16", "Inconnue", "Ordinateur XK-20", "réussie"),
)
ORME_STRANGER: tuple[Connection, ...] = (
    ("2025-11-06", "02:39", "Inconnue", "Téléphone ZQ", "échec"),
    ("2025-11-08", "02:41", "Inconnue", "Téléphone ZQ", "échec"),
    ("2025-11-09", "02:44", "Inconnue", "Téléphone ZQ", "réussie"),
)

NAMES = (
    *("Baladine", "Cap Loisirs", "Délice", "Éclair Mode", "Fil d’eau", "Grand Pré"),
    *("Horizon Jeux", "Île Verte", "Jardin Clair", "Kiosque", "Lueur", "Mobilis"),
)
KINDS = ("Annonces", "Conseil", "Direct", "Mesure")

README = """\
Export des données du compte

connexions.csv : chaque essai de connexion, réussi ou non.
annonceurs.csv : les annonceurs partenaires. La colonne « transmis » dit si vos données leur ont été envoyées.
centres.csv : les centres d’intérêt que nous avons déduits.
"""

AGES = (
    ("15 à 24 ans", 400, 36, "trop compliqué"),
    ("25 à 44 ans", 600, 75, "site en panne"),
    ("45 à 64 ans", 500, 110, "site en panne"),
    ("65 à 74 ans", 300, 96, "trop cher"),
    ("75 ans et plus", 200, 70, "ne sait pas faire"),
)

TOWNS = (
    ("Clairmont", 2200, 198, "trop cher"),
    ("Port-Lande", 900, 108, "ne veut pas"),
    ("Haut-Vernet", 150, 36, "pas de réseau"),
    ("Sauvignac", 640, 128, "ne sait pas faire"),
    ("Valbrune", 1250, 75, "trop cher"),
)

# What each brings in one year: 60 000 × 48 + 1 900 000 × 1,20 + 20 000 × 15 = 5 460 000 euros.
LANGUAGES = (
    ("Abonnement", "utilisateurs abonnés", 60_000, 48),
    ("Publicité", "annonceurs, par utilisateur sans abonnement", 1_900_000, 1.2),
    ("Certificats", "candidats aux examens", 20_000, 15),
)

# 1 500 000 × 1,60 + 700 000 × 2 + 2 000 × 360 + 3 000 000 × 0,20 = 5 120 000 euros.
MARKET = (
    ("Commission", "vendeurs, à chaque vente", 1_500_000, 1.6),
    ("Annonces mises en avant", "vendeurs, par annonce", 700_000, 2),
    ("Abonnement des boutiques", "boutiques, par an", 2_000, 360),
    ("Publicité", "annonceurs, par visiteur", 3_000_000, 0.2),
)


def habits(month: str, days: int, devices: Sequence[str], places: Sequence[str]) -> list[Connection]:
    """Return what an owner does each day of a month: the devices in turn, and a slip now and then."""
    made: list[Connection] = []
    for day in range(1, days + 1):
        where, device = places[day % 9 == 0], devices[day % 2]
        date, minute = f"{month}-{day:02}", day * 7 % 50 + 1
        if day % 6 == 2:
            made.append((date, f"07:{minute - 1:02}", where, device, "échec"))
        made.append((date, f"07:{minute:02}", where, device, "réussie"))
        if day % 3:
            made.append((date, f"18:{minute:02}", where, devices[1 - day % 2], "réussie"))
    return made


def partners(modulus: int, lowest: int) -> list[list[str]]:
    """Return four advertisers a name, and whether each was given data."""
    names = [f"{name} {kind}" for name in NAMES for kind in KINDS]
    words = ("non", "oui")
    return [[name, words[rank * 7 % modulus >= lowest]] for rank, name in enumerate(names)]


def export(
    connections: Sequence[Connection], given: Sequence[Sequence[str]], interests: Sequence[str]
) -> bytes:
    """Return the archive of an account's data."""
    head = ["date", "heure", "lieu", "appareil", "résultat"]
    return archive(
        {
            "lisez-moi.txt": plain_text(README),
            "connexions.csv": csv_file([head, *sorted(connections)]),
            "annonceurs.csv": csv_file([["annonceur", "transmis"], *given]),
            "centres.csv": csv_file([["centre d’intérêt"], *([each] for each in interests)]),
        }
    )


def survey(stem: str, title: str, head: Sequence[str], lines: Sequence[Sequence[object]]) -> dict[str, bytes]:
    rows = [list(head), *(list(each) for each in lines)]
    return spreadsheet(stem, Sheet("Enquête", rows, widths=[20, 24, 24, 26], header=True), title=title)


def takings(stem: str, title: str, lines: Sequence[Sequence[object]]) -> dict[str, bytes]:
    """Return what a service earns, source by source."""
    head = ["Source", "Qui paie", "Nombre en 2025", "Recette pour chacun (€)"]
    rows = [head, *(list(each) for each in lines)]
    return spreadsheet(stem, Sheet("Recettes", rows, widths=[28, 44, 20, 26], header=True), title=title)


def made() -> dict[str, bytes]:
    """Return each file by its name."""
    return {
        "export-compte-lys.zip": export(
            [
                *habits("2026-02", 28, ("Téléphone Lys", "Tablette Lys"), ("Valbrune", "Port-Lande")),
                *LYS_STRANGER,
            ],
            partners(11, 6),
            ("danse", "manga", "cuisine"),
        ),
        "export-compte-orme.zip": export(
            [
                *habits("2025-11", 30, ("Ordinateur Orme", "Montre Orme"), ("Clairval", "Haut-Vernet")),
                *ORME_STRANGER,
            ],
            partners(13, 8),
            ("vélo", "astronomie", "piano"),
        ),
        **survey(
            "enquete-ages",
            "Renoncer à une démarche en ligne",
            ("Groupe d’âge", "Personnes interrogées", "Ont renoncé", "Première cause"),
            AGES,
        ),
        **survey(
            "enquete-communes",
            "Foyers sans connexion",
            ("Commune", "Foyers interrogés", "Sans connexion", "Première cause"),
            TOWNS,
        ),
        **takings("recettes-langues", "Recettes d’une application de langues", LANGUAGES),
        **takings("recettes-marche", "Recettes d’une place de marché", MARKET),
    }
