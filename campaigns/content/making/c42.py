"""Pictures of competence 4.2: profiles, permissions, ways of a message, traces. See `c42_files`."""

from campaigns.content.making.screens import (
    FRAME,
    INK,
    LIGHT,
    MINT,
    PALE,
    SKY,
    STROKE,
    WHITE,
    Drawing,
    application,
    arrow,
    browser,
    button,
    canvas,
    circle,
    field,
    heading,
    inner,
    labelled,
    line,
    link,
    path,
    phone,
    rect,
    settings,
    table,
    text,
    words_in,
)

PHONE = inner(320)

# Données personnelles ------------------------------------------------------------------------------------


def profile(name: str, *lines: str) -> Drawing:
    """A public profile: a face without features, a pseudonym, lines about oneself."""
    face = circle(36, 36, 34, fill=PALE) + circle(36, 27, 11, fill=WHITE)
    face += path("M16 58Q16 41 36 41 56 41 56 58", fill=WHITE)
    words = text(86, 34, name, size=19, bold=True, room=PHONE - 86) + text(86, 58, "Profil public", size=16)
    return phone("Profil", canvas(PHONE, 76, face, words), *lines)


def newsletter_form() -> Drawing:
    return browser(
        "mediatheque-rivebelle.example",
        heading("Lettre d’information"),
        field("Adresse de courriel", ""),
        field("Numéro de téléphone", ""),
        field("Une lettre par semaine ou par mois", ""),
        field("Métier des parents", ""),
        button("S’inscrire", main=True),
    )


def account_page(address: str, title: str, *lines: tuple[str, str]) -> Drawing:
    """What a site knows of somebody, line by line."""
    return browser(address, heading(title), settings(list(lines)))


# Réglages ------------------------------------------------------------------------------------------------


def bike_permissions() -> Drawing:
    wishes = ("Votre position", "Vos contacts", "Vos SMS", "Vos photos")
    return phone(
        "Roue libre",
        heading("Roue libre demande l’accès à :", width=PHONE),
        *(canvas(PHONE, 44, labelled(0, 0, PHONE, 44, wish, fill=PALE)) for wish in wishes),
    )


def way(names: list[str], words: str) -> Drawing:
    """What a message goes through, from left to right."""
    wide, gap = (136, 48) if len(names) == 3 else (112, 18)
    left = (520 - len(names) * wide - (len(names) - 1) * gap) / 2
    parts = [rect(1, 1, 518, 178, fill=LIGHT, stroke=FRAME, round=12)]
    for rank, name in enumerate(names):
        end = rank in (0, len(names) - 1)
        parts.append(labelled(left + rank * (wide + gap), 24, wide, 78, name, fill=MINT if end else WHITE))
        if rank:
            x = left + rank * (wide + gap)
            parts.append(line(x - gap + 2, 63, x - 2, 63, stroke=INK))
    parts.append(arrow(left + 20, 126, 520 - left - 20, 126))
    parts.append(text(260, 158, words, size=17, bold=True, anchor="middle"))
    return canvas(520, 180, *parts)


def key_ring() -> Drawing:
    return application(
        "Trousseau de Mme Sow",
        table(
            ["Nom", "Clé"],
            [
                ["Aminata Sow", "clé publique"],
                ["Aminata Sow", "clé privée"],
                ["Paul Roy", "clé publique"],
                ["Inès Faure", "clé publique"],
            ],
            widths=[250, 234],
        ),
    )


# Traces --------------------------------------------------------------------------------------------------


def history(*visits: tuple[str, str]) -> Drawing:
    return application(
        "Historique, aujourd’hui",
        table(["Heure", "Page"], [list(visit) for visit in visits], widths=[90, 394]),
    )


def banner() -> Drawing:
    return browser(
        "infos-lac.example",
        heading("Vos cookies"),
        "Ce site utilise des cookies pour la publicité.",
        button("Tout accepter", main=True, width=inner()),
        link("Personnaliser mes choix"),
    )


def island() -> Drawing:
    """A map in four quarters, with latitudes and longitudes."""
    left, top, side = 120, 20, 340
    middle = side / 2
    places = (("Phare", 0, 0), ("Lac", 1, 0), ("Port", 0, 1), ("Bourg", 1, 1))
    parts = [
        rect(left, top, side, side, fill=SKY, stroke=STROKE),
        rect(left + 24, top + 28, side - 48, side - 60, fill=MINT, stroke=STROKE, round=110),
        line(left, top + middle, left + side, top + middle, stroke=INK),
        line(left + middle, top, left + middle, top + side, stroke=INK),
    ]
    for name, column, rank in places:
        x, y = left + middle * (column + 0.5), top + middle * (rank + 0.5)
        parts.append(circle(x, y - 14, 6, fill=INK))
        parts.append(text(x, y + 14, name, size=18, bold=True, anchor="middle"))
    for rank, label in enumerate(("55°", "54,5°\n54° 30 min", "54°")):
        y = top + middle * rank + 6
        parts.append(words_in(4, y - 26, 110, 52, label))
    for rank, label in enumerate(("3°", "3,5° (3° 30 min)", "4°")):
        parts.append(text(left + middle * rank, top + side + 24, label, size=17, anchor="middle"))
    return canvas(520, 396, *parts, fill=WHITE)


def fingerprint() -> Drawing:
    return application(
        "Empreinte de l’appareil d’Élise",
        table(
            ["Caractéristique", "Même valeur"],
            [
                ["Navigateur", "1 appareil sur 4"],
                ["Taille de l’écran", "1 appareil sur 16"],
                ["Polices installées", "1 appareil sur 32"],
                ["Fuseau horaire", "1 appareil sur 2"],
            ],
            widths=[250, 234],
        ),
    )


MADE = {
    "profil-comete.svg": profile(
        "Comète33",
        "Mon nom : Alice Moreau",
        "Mon jeu préféré : les dames",
        "Mon collège : les Tilleuls, à Rivebelle",
        "Ma couleur : le vert",
    ),
    "profil-loutre.svg": profile(
        "Loutre bleue",
        "Mon animal préféré : la loutre",
        "Mon téléphone : 06 39 98 10 24",
        "Mon plat préféré : les lasagnes",
        "Le mardi à 17 h, je suis au judo, salle Colette, à Clairval.",
    ),
    "formulaire-lettre.svg": newsletter_form(),
    "fiche-nour.svg": account_page(
        "photos-lac.example",
        "Mon compte",
        ("Nom", "Nour Lemaire"),
        ("Ville", "Clairval"),
        ("Recevoir des publicités", "Oui"),
        ("Photos", "128"),
    ),
    "fiche-awa.svg": account_page(
        "escalade-lac.example",
        "Fiche de membre : Awa Petit",
        ("Naissance", "14/05/2012"),
        ("Téléphone", "06 39 98 41 07"),
        ("Allergie", "Arachide"),
        ("Cotisation", "Payée"),
    ),
    "autorisations-velo.svg": bike_permissions(),
    "trajet-https.svg": way(
        ["Téléphone d’Assia", "Wifi du café", "Serveur du site"],
        "contenu chiffré par https, du téléphone au serveur",
    ),
    "trajet-bout-en-bout.svg": way(
        ["Téléphone d’Ana", "Fournisseur d’accès", "Serveur de la messagerie", "Téléphone de Tom"],
        "message chiffré de bout en bout",
    ),
    "trousseau-sow.svg": key_ring(),
    "historique-zoe.svg": history(
        ("17:42", "Horaires du bus"),
        ("17:30", "Recette des crêpes"),
        ("17:21", "Les volcans d’Islande"),
        ("17:05", "Conjugaison du verbe aller"),
        ("16:58", "Menu de la cantine"),
    ),
    "historique-come.svg": history(
        ("18:15", "Carte de la forêt"),
        ("17:48", "Nœuds marins"),
        ("17:20", "Résultats du tournoi"),
        ("16:45", "Emploi du temps"),
        ("16:40", "Les planètes"),
        ("13:10", "Menu de la cantine"),
    ),
    "bandeau.svg": banner(),
    "carte-ile.svg": island(),
    "empreinte-elise.svg": fingerprint(),
}
