"""Files of competence 4.3: two surveys, two pages of law, two analyses of a life cycle."""

from campaigns.content.making.documents import Sheet, spreadsheet, web_page

# Enquêtes ------------------------------------------------------------------------------------------------

# Screen after 9 p.m. and sleep, in minutes.
NIGHTS = [
    (20, 535), (95, 440), (0, 540), (75, 480), (45, 490), (110, 430), (30, 525), (60, 495),
    (130, 415), (15, 500), (55, 470), (80, 465), (0, 520), (150, 420), (40, 515), (70, 500),
    (25, 505), (90, 475), (65, 485), (10, 530), (50, 480), (120, 450), (100, 489), (35, 510),
]  # fmt: skip

# Alerts at night, and sleep in minutes.
ALERTS = [
    ("oui", 455), ("non", 520), ("non", 485), ("oui", 500), ("non", 530), ("oui", 470), ("oui", 510),
    ("non", 475), ("oui", 440), ("non", 515), ("non", 490), ("oui", 495), ("oui", 460), ("non", 525),
    ("oui", 505), ("non", 500), ("non", 510), ("oui", 465), ("non", 490), ("oui", 480),
]  # fmt: skip


def survey(name: str, second: str, answers: list[tuple[int | str, int]]) -> Sheet:
    rows = [[rank, *answer] for rank, answer in enumerate(answers, 1)]
    return Sheet(name, [["N°", second, "Sommeil (min)"], *rows], widths=[8, 28, 18], header=True)


# Règles de droit -----------------------------------------------------------------------------------------

STYLE = "body { font: 18px/1.5 sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em; }"


def rules(title: str, start: str, *parts: tuple[str, str]) -> bytes:
    """Return a page with a title, a sentence and, in each part, a heading and its text."""
    body = f"<h1>{title}</h1><p>{start}</p>"
    body += "".join(f"<h2>{head}</h2><p>{words}</p>" for head, words in parts)
    return web_page(title, body, css=STYLE)


def articles() -> bytes:
    return rules(
        "Code pénal : six articles résumés",
        "Résumés pour la classe, en 2026. Les peines sont des maximums pour un adulte.",
        (
            "222-33-2-2, harcèlement",
            "Des propos ou des comportements répétés dégradent les conditions de vie de quelqu’un, jusqu’à "
            "atteindre sa santé physique ou mentale. Il y a aussi harcèlement quand plusieurs personnes "
            "s’entendent contre une même victime, même si chacune n’agit qu’une fois. "
            "En ligne : 2 ans de prison et 30 000 € d’amende, davantage si la victime est mineure.",
        ),
        (
            "222-33-2-3, harcèlement scolaire",
            "Mêmes faits, quand la victime est élève et que l’auteur étudie ou travaille dans le même "
            "établissement. 3 ans et 45 000 €, davantage si la santé est gravement atteinte.",
        ),
        (
            "226-1, vie privée",
            "Sans son accord, fixer, enregistrer ou transmettre l’image d’une personne qui se trouve dans un "
            "lieu privé, en portant atteinte à son intimité. 1 an et 45 000 €.",
        ),
        (
            "226-2-1, image intime",
            "Diffuser sans accord une image à caractère sexuel, même quand la personne avait "
            "accepté d’être photographiée ou l’avait envoyée elle-même. 2 ans et 60 000 €. Pour l’image d’un "
            "mineur, d’autres articles, plus sévères, s’appliquent.",
        ),
        (
            "226-4-1, usurpation d’identité",
            "Prendre l’identité de quelqu’un, y compris en ligne, pour troubler sa "
            "tranquillité ou porter atteinte à son honneur. 1 an et 15 000 €.",
        ),
        (
            "226-8, montage",
            "Publier sans son accord un montage de l’image ou des paroles d’une personne, ou un contenu créé "
            "par une intelligence artificielle qui les imite, si cela n’est ni évident ni signalé. "
            "En ligne : 2 ans et 45 000 €.",
        ),
    )


def speech() -> bytes:
    return rules(
        "Propos publics et non publics : règles résumées",
        "Résumés pour la classe, en 2026. Les peines sont des maximums pour un adulte.",
        (
            "Public ou non ?",
            "Un propos est public quand des personnes sans lien entre elles peuvent le lire. Dans un "
            "petit groupe fermé de proches, il n’est pas public.",
        ),
        (
            "Injure publique simple",
            "Expression qui outrage une personne, sans motif discriminatoire. 12 000 € "
            "d’amende. Délai pour agir : trois mois après la publication.",
        ),
        (
            "Injure publique discriminatoire",
            "La personne est visée pour son origine, sa religion, son sexe, son "
            "orientation sexuelle, son identité de genre ou son handicap. "
            "Un an de prison et 45 000 € d’amende. "
            "Délai : un an après la publication.",
        ),
        (
            "Provocation à la haine",
            "Appeler publiquement à la haine, à la discrimination ou à la violence contre des "
            "personnes pour l’un de ces motifs. Un an de prison et 45 000 € d’amende. Délai : un an.",
        ),
        (
            "Injure non publique",
            "Elle reste interdite : c’est une contravention. Amende de 38 € au plus, ou de 1 500 € "
            "au plus si elle est discriminatoire.",
        ),
        (
            "Critiquer une idée",
            "Critiquer une idée, une œuvre ou une religion, sans outrager des personnes, relève "
            "de la liberté d’expression.",
        ),
    )


# Cycles de vie -------------------------------------------------------------------------------------------


def cycle(name: str, stages: tuple[int, int, int, int], old: int, new: int, factor: float) -> Sheet:
    """What an appliance costs before it is used, and what both use in a year."""
    labels = ("Matières premières", "Fabrication", "Transport", "Fin de vie")
    return Sheet(
        "Étude",
        [
            [name, "Valeur", "Unité"],
            *([f"{label} du neuf", value, "kg éq. CO₂"] for label, value in zip(labels, stages, strict=True)),
            ["Électricité de l’ancien", old, "kWh par an"],
            ["Électricité du neuf", new, "kWh par an"],
            ["Impact d’un kWh", factor, "kg éq. CO₂"],
        ],
        widths=[32, 12, 16],
        header=True,
    )


def made() -> dict[str, bytes]:
    return {
        **spreadsheet("nuits", survey("Nuits", "Écran après 21 h (min)", NIGHTS), title="Nuits"),
        **spreadsheet("alertes", survey("Nuits", "Alertes la nuit", ALERTS), title="Nuits et alertes"),
        "articles-de-loi.html": articles(),
        "regles-propos.html": speech(),
        **spreadsheet("cycle-serveur", cycle("Serveur", (95, 70, 9, 6), 400, 150, 0.06), title="Serveur"),
        **spreadsheet("cycle-ecran", cycle("Grand écran", (68, 52, 10, 5), 310, 210, 0.45), title="Écran"),
    }
