"""Files of competence 4.2: privacy policies, files without names, cookies, photos, visits."""

from datetime import datetime

from campaigns.content.making.documents import Sheet, csv_file, photo, spreadsheet, web_page

# Politiques de confidentialité ---------------------------------------------------------------------------

STYLE = "body { font: 18px/1.5 sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em; }"


def policy(title: str, *parts: tuple[str, str]) -> bytes:
    """Return a page with a title and, in each part, a heading and its text."""
    body = f"<h1>{title}</h1>" + "".join(f"<h2>{head}</h2><p>{words}</p>" for head, words in parts)
    return web_page(title, body, css=STYLE)


def reading_club() -> bytes:
    return policy(
        "Plume : politique de confidentialité",
        ("Qui sommes-nous ?", "Plume est un club de lecture. Siège : 4, quai des Saules, Rivebelle."),
        ("Une panne, un mot de passe perdu ?", "Écrivez à l’assistance : aide@plume-lecture.example."),
        (
            "Données utilisées",
            "Prénom, adresse de courriel, livres lus, avis publiés. Elles servent à vous "
            "conseiller des lectures. Nous ne les vendons pas.",
        ),
        (
            "Durée de conservation",
            "Un compte inactif est supprimé 18 mois après la dernière connexion. "
            "Les factures des abonnements sont gardées dix ans. Les mesures d’audience le sont 13 mois.",
        ),
        (
            "Partenaires",
            "Les éditeurs reçoivent des totaux, sans nom. Leur contact : editeurs@plume-lecture.example.",
        ),
        (
            "Vos droits",
            "Vous pouvez demander l’accès, la rectification ou l’effacement de vos données "
            "à notre délégué à la protection des données (DPO) : dpo@plume-lecture.example.",
        ),
    )


def bicycles() -> bytes:
    return policy(
        "Pédalier : politique de confidentialité",
        ("Le service", "Pédalier loue des vélos à Clairval. Renseignements : bonjour@pedalier.example."),
        ("Ce que nous enregistrons", "Nom, téléphone, moyen de paiement, départ et arrivée des trajets."),
        ("Pourquoi", "Pour ouvrir un vélo, calculer le prix et placer les vélos aux bons endroits."),
        (
            "Combien de temps",
            "Les trajets sont gardés 90 jours. Un lien de mot de passe oublié vaut 2 jours. "
            "Les paiements sont gardés 13 mois, pour répondre aux réclamations.",
        ),
        ("Réclamations", "Un trajet mal facturé ? Écrivez à factures@pedalier.example."),
        (
            "Protection des données",
            "Toute demande sur vos données s’adresse à notre déléguée à la protection "
            "des données, Mme Ferrand : mes-donnees@pedalier.example.",
        ),
    )


# Fichiers sans noms --------------------------------------------------------------------------------------

LOANS = """
P-402 2009 Clairval escalade 12 | P-405 2010 Rivebelle escalade 8 | P-408 2010 Clairval théâtre 31
P-411 2011 Clairval escalade 5 | P-413 2010 Valmorin échecs 17 | P-417 2010 Clairval escalade 23
P-420 2008 Clairval échecs 9 | P-422 2010 Clairval natation 14 | P-425 2009 Rivebelle théâtre 26
P-428 2010 Rivebelle natation 3 | P-431 2011 Valmorin escalade 19 | P-433 2010 Clairval théâtre 7
P-436 2009 Clairval natation 22 | P-439 2010 Valmorin escalade 11 | P-441 2008 Rivebelle escalade 28
P-444 2011 Clairval échecs 16 | P-447 2010 Clairval échecs 13 | P-450 2009 Clairval escalade 4
P-452 2011 Rivebelle théâtre 20 | P-455 2010 Rivebelle échecs 10 | P-458 2008 Clairval escalade 25
P-461 2010 Valmorin natation 6 | P-463 2011 Clairval natation 18 | P-466 2009 Valmorin théâtre 15
"""

TRIPS = """
T-251 2009 Clairval Moulin 18 | T-254 2010 Rivebelle Moulin 33 | T-257 2009 Rivebelle Gare 27
T-260 2008 Rivebelle Moulin 12 | T-263 2009 Valmorin Moulin 9 | T-266 2011 Rivebelle Lavoir 22
T-269 2009 Rivebelle Lavoir 36 | T-272 2010 Clairval Gare 15 | T-275 2008 Clairval Moulin 44
T-278 2009 Clairval Lavoir 21 | T-281 2010 Rivebelle Gare 30 | T-284 2011 Valmorin Moulin 7
T-286 2009 Rivebelle Moulin 41 | T-289 2010 Valmorin Lavoir 19 | T-292 2008 Rivebelle Gare 25
T-295 2009 Valmorin Gare 13 | T-298 2010 Rivebelle Moulin 38 | T-301 2011 Clairval Moulin 29
T-304 2009 Rivebelle Gare 16 | T-307 2008 Valmorin Lavoir 11 | T-310 2011 Rivebelle Moulin 24
T-313 2009 Clairval Gare 34 | T-316 2010 Clairval Moulin 20 | T-319 2008 Rivebelle Lavoir 8
"""


def rows_of(lines: str) -> list[list[str | int]]:
    """Return the rows of a text: figures alone are numbers."""
    cells = (cell.split() for row in lines.split("\n") for cell in row.split("|") if cell.strip())
    return [[int(cell) if cell.isdigit() else cell for cell in row] for row in cells]


# Cookies -------------------------------------------------------------------------------------------------

COOKIES = [
    ["Nom", "Domaine", "Durée en jours"],
    ["langue", "meteo-clairval.example", 365],
    ["ville", "www.meteo-clairval.example", 365],
    ["mesure1", "mesure-web.example", 390],
    ["zoom", "carte.meteo-clairval.example", 30],
    ["cible", "pub-eclair.example", 390],
    ["image", "cdn.pub-eclair.example", 90],
    ["amis", "reseau-amis.example", 365],
    ["bouton", "boutons.reseau-amis.example", 180],
    ["fond", "carte.meteo-clairval.example", 30],
    ["offre", "meteo-clairval-pub.example", 390],
    ["mesure2", "mesure-web.example", 60],
    ["suivi", "meteo-clairval.pub-eclair.example", 390],
    ["consentement", "meteo-clairval.example", 180],
    ["unite", "meteo-clairval.example", 365],
]

# Visites -------------------------------------------------------------------------------------------------

VISITS = ["N°", "Heure", "Adresse IP", "Navigateur", "Système", "Écran", "Langue", "Fuseau"]


def visits(*rows: str) -> Sheet:
    """The visits of a site: one text a visit, from the browser to the time zone."""
    cells = [VISITS]
    for rank, row in enumerate(rows, 1):
        address, *rest = row.split("; ")
        minutes = 8 * 60 + 11 + rank * 23
        cells.append([rank, f"{minutes // 60:02}:{minutes % 60:02}", address, *rest])
    return Sheet("Visites", cells, widths=[6, 9, 18, 16, 16, 14, 12, 16], header=True)


def notebook() -> Sheet:
    return visits(
        "203.0.113.12; Renard 131; Toundra 11; 1920 × 1080; français; Paris",
        "198.51.100.7; Nacre 18; Galet 17; 390 × 844; français; Paris",
        "203.0.113.40; Renard 131; Toundra 11; 1366 × 768; français; Paris",
        "192.0.2.33; Renard 131; Manchot 6; 1366 × 768; suédois; Paris",
        "198.51.100.21; Fusée 120; Toundra 10; 1366 × 768; suédois; Paris",
        "203.0.113.58; Renard 128; Manchot 6; 1366 × 768; français; Paris",
        "192.0.2.90; Nacre 18; Galet 17; 390 × 844; suédois; Stockholm",
        "198.51.100.64; Renard 131; Toundra 11; 1366 × 768; suédois; Stockholm",
        "203.0.113.77; Fusée 120; Toundra 11; 1920 × 1080; français; Paris",
        "192.0.2.14; Renard 131; Manchot 6; 1920 × 1080; suédois; Paris",
        "198.51.100.80; Renard 131; Manchot 6; 1366 × 768; français; Paris",
        "203.0.113.9; Nacre 17; Galet 16; 375 × 667; français; Paris",
        "192.0.2.61; Fusée 119; Toundra 11; 1366 × 768; français; Paris",
        "198.51.100.99; Renard 128; Manchot 6; 1366 × 768; suédois; Paris",
        "203.0.113.140; Renard 131; Manchot 6; 1366 × 768; suédois; Stockholm",
        "192.0.2.120; Fusée 120; Toundra 10; 1920 × 1080; allemand; Berlin",
        "198.51.100.143; Renard 131; Manchot 6; 1366 × 768; suédois; Paris",
        "203.0.113.171; Nacre 18; Galet 17; 390 × 844; français; Paris",
        "192.0.2.155; Renard 131; Toundra 11; 1440 × 900; suédois; Paris",
        "198.51.100.178; Fusée 120; Toundra 11; 1366 × 768; français; Paris",
    )


def puzzle() -> Sheet:
    return visits(
        "203.0.113.15; Fusée 120; Toundra 11; 1920 × 1080; français; Paris",
        "192.0.2.18; Nacre 18; Galet 17; 390 × 844; français; Paris",
        "198.51.100.24; Nacre 18; Galet 17; 430 × 932; italien; Paris",
        "203.0.113.31; Renard 131; Manchot 6; 1366 × 768; italien; Rome",
        "192.0.2.37; Nacre 18; Galet 17; 390 × 844; italien; Rome",
        "198.51.100.42; Nacre 17; Galet 17; 430 × 932; italien; Montréal",
        "203.0.113.50; Fusée 120; Toundra 10; 1366 × 768; français; Paris",
        "192.0.2.59; Nacre 18; Galet 18; 430 × 932; français; Montréal",
        "198.51.100.63; Nacre 18; Galet 17; 430 × 932; italien; Montréal",
        "203.0.113.68; Renard 131; Toundra 11; 1920 × 1080; anglais; Montréal",
        "192.0.2.71; Nacre 18; Galet 17; 390 × 844; français; Montréal",
        "198.51.100.79; Fusée 119; Toundra 11; 1440 × 900; italien; Montréal",
        "203.0.113.84; Nacre 17; Galet 16; 375 × 667; français; Paris",
        "192.0.2.92; Nacre 18; Galet 17; 430 × 932; anglais; Montréal",
        "198.51.100.104; Renard 128; Manchot 6; 1366 × 768; français; Paris",
        "203.0.113.117; Nacre 18; Galet 18; 430 × 932; italien; Montréal",
        "192.0.2.126; Fusée 120; Toundra 11; 1920 × 1080; italien; Rome",
        "198.51.100.133; Nacre 17; Galet 17; 390 × 844; italien; Montréal",
        "203.0.113.149; Renard 131; Toundra 11; 1366 × 768; français; Paris",
        "192.0.2.158; Nacre 18; Galet 17; 430 × 932; français; Montréal",
        "198.51.100.166; Nacre 18; Galet 17; 430 × 932; italien; Montréal",
        "203.0.113.182; Fusée 120; Toundra 10; 1440 × 900; français; Paris",
    )


def made() -> dict[str, bytes]:
    loans = [["Code", "Année", "Commune", "Activité", "Prêts"], *rows_of(LOANS)]
    trips = [["Code", "Année", "Commune", "Arrêt", "Trajets"], *rows_of(TRIPS)]
    widths = [12, 10, 16, 16, 12]
    return {
        "confidentialite-plume.html": reading_club(),
        "confidentialite-pedalier.html": bicycles(),
        **spreadsheet("prets", Sheet("Prêts", loans, widths=widths, header=True), title="Prêts"),
        **spreadsheet("trajets", Sheet("Trajets", trips, widths=widths, header=True), title="Trajets"),
        "cookies-meteo.csv": csv_file(COOKIES),
        "vacances-kenza.jpg": photo(
            "plage",
            taken=datetime(2026, 7, 18, 16, 42),  # noqa: DTZ001 - a camera notes the hour where it is
            make="Aster",
            model="Aster 5",
            gps=(54.76, 3.22),
        ),
        "balade-isaac.jpg": photo(
            "foret",
            taken=datetime(2026, 8, 2, 8, 17),  # noqa: DTZ001 - the same
            make="Corail",
            model="Corail 12",
            gps=(54.24, 3.78),
        ),
        **spreadsheet("visites-carnet", notebook(), title="Visites"),
        **spreadsheet("visites-puzzle", puzzle(), title="Visites"),
    }
