"""Pictures of competence 2.4: profiles, traces, public services, offers. The files are in `c24_files`."""

from collections.abc import Mapping

from campaigns.content.making.screens import (
    CREAM,
    GREEN,
    INK,
    MINT,
    NAVY,
    PALE,
    SKY,
    STROKE,
    Drawing,
    Shape,
    application,
    browser,
    button,
    canvas,
    heading,
    labelled,
    line,
    options,
    paragraph,
    path,
    post,
    rect,
    results,
    row,
    search_field,
    stack,
    table,
    text,
)

# Identité ------------------------------------------------------------------------------------------------


def card(lines: Mapping[str, str]) -> Drawing:
    """Somebody's card, one fact a line."""
    facts = [row(paragraph(name, 170, bold=True), paragraph(value, 290)) for name, value in lines.items()]
    return application("Fiche", stack(*facts, gap=14))


def stop() -> Drawing:
    """A bus stop and a bag, each with words."""
    sign = rect(150, 40, 12, 140, fill=STROKE) + labelled(40, 14, 232, 46, "Arrêt Collège Mistral", fill=SKY)
    bag = path("M330 104q0 -34 40 -34t40 34", thick=4) + rect(
        296, 104, 148, 72, fill=CREAM, stroke=INK, round=12
    )
    words: Shape = text(370, 134, "Judo-club", size=16, bold=True, anchor="middle")
    words += text(370, 158, "de Valbrune", size=16, bold=True, anchor="middle")
    return canvas(460, 186, line(0, 180, 460, 180, stroke=STROKE, thick=3), sign, bag, words, fill=PALE)


def found(name: str, *lines: tuple[str, str, str]) -> Drawing:
    """The numbered results of a search for a name."""
    field = search_field(f"« {name} »", button="Chercher")
    return browser("moteur.example", field, results(*lines, numbered=True))


# Citoyenneté ---------------------------------------------------------------------------------------------


def menu(address: str, *names: str) -> Drawing:
    """Six buttons in two columns."""
    boxes: list[Shape] = []
    for rank, name in enumerate(names):
        down, across = divmod(rank, 2)
        boxes.append(labelled(2 + across * 246, 2 + down * 58, 234, 46, name, fill=PALE, bold=True))
    return browser(address, heading("Mes services"), canvas(484, 168, *boxes), lock=True)


def petition() -> Drawing:
    return browser(
        "participer.example",
        heading("Une piste cyclable rue des Tanneurs"),
        "Lancée par : association Roue libre",
        "Adressée à : conseil municipal de Clairval",
        "Règle : à 2 000 signatures, le conseil en débat.",
        paragraph("Signatures : 1 204", bold=True),
        options(
            [
                ("1. Je confirme habiter la commune", False),
                ("2. Afficher mon nom sur la page", True),
                ("3. Recevoir la réponse par courriel", True),
            ]
        ),
        button("Signer", main=True),
    )


def budget() -> Drawing:
    rows = [
        ["Skatepark", "45 000 €", "310"],
        ["Bancs", "8 000 €", "275"],
        ["Serre", "12 000 €", "240"],
        ["Boîtes à livres", "6 000 €", "198"],
    ]
    return browser(
        "budget-participatif.example",
        heading("Budget : 60 000 euros"),
        "Vote ouvert dès 11 ans",
        table(["Projet", "Coût", "Votes"], rows, widths=[244, 130, 110]),
    )


def published(*lines: tuple[str, str]) -> Drawing:
    """Five publications: the day and the words of each."""
    drawn = []
    for rank, (day, words) in enumerate(lines, start=1):
        what = stack(paragraph(day, 440, bold=True), paragraph(words, 440), gap=2)
        drawn.append(row(paragraph(str(rank), 28, bold=True, size=20), what, gap=12))
    return application("Publications", stack(*drawn, gap=14))


# Économie ------------------------------------------------------------------------------------------------


def sheet(name: str, *lines: str) -> Drawing:
    """An application before it is installed."""
    sign = canvas(
        56, 56, rect(2, 2, 52, 52, fill=MINT, stroke=GREEN, round=12), path("M18 30l8 8l14 -18", thick=4)
    )
    top = row(sign, stack(heading(name, 400), button("Installer", main=True), gap=8))
    return application("Magasin d’applications", top, *lines)


def offer(name: str, large: str, small: str, *others: str, go: str) -> Drawing:
    """An offer whose large words say less than its small ones."""
    frame = rect(1, 1, 482, 58, fill=CREAM, stroke=NAVY, round=8)
    inside = stack(
        heading(name),
        canvas(484, 60, frame, text(16, 39, large, size=24, bold=True)),
        *(paragraph(each, size=16) for each in (small, *others)),
        button(go, main=True),
    )
    return application("Offre", inside)


IDENTITY: dict[str, Drawing] = {
    "identitenumerique-1a.svg": card(
        {
            "Prénom et nom": "Inès Caron",
            "Née en": "2015",
            "Ville": "Valbrune",
            "Collège": "Jules-Ferrand",
            "Sport": "handball",
        }
    ),
    "identitenumerique-1b.svg": card(
        {
            "Prénom et nom": "Moussa Leroy",
            "Né en": "2014",
            "Ville": "Port-Lande",
            "Collège": "des Embruns",
            "Sport": "aviron",
        }
    ),
    "identitenumerique-2a.svg": application(
        "Fil public",
        post(
            "Lou",
            "Enfin là ! On rentre le 15. Personne au 8, rue des Pins jusque-là, sauf le chat.",
            detail="Public, à la plage de Kermarec, le 2 août",
            actions=["J’aime", "Répondre", "Partager"],
        ),
    ),
    "identitenumerique-2b.svg": application(
        "Fil public",
        post(
            "Tao",
            "Comme tous les mardis, j’attends le bus de 18 h 10, en solo.",
            detail="Public, le 6 octobre",
            picture=stop(),
            actions=["J’aime", "Répondre", "Partager"],
        ),
    ),
    "identitenumerique-4a.svg": found(
        "Nélia Brunaud",
        ("Nélia Brunaud, fleuriste depuis 1998", "fleurs-brunaud.example", "Bouquets et plantes."),
        ("Résultats du kayak", "kayak-valbrune.example", "3e place, Nélia Brunaud."),
        ("Les dessins de Nélia", "dessins.example/nelia", "Votre ancien compte, ouvert à tous."),
        (
            "Camping des Pins",
            "camping.example/2023",
            "La page ouverte dit : « supprimée ». L’extrait cite encore Nélia Brunaud.",
        ),
    ),
    "identitenumerique-4b.svg": found(
        "Ewen Tasdir",
        ("Chorale de Port-Lande", "chorale.example", "Photo du concert, légende : Ewen Tasdir."),
        ("Forum de jeu", "jeux.example/forum", "Votre message de 2022, bouton Modifier affiché."),
        (
            "Ancien blog de la classe",
            "blog.example/6eb",
            "La page ouverte dit : « supprimée ». L’extrait cite encore Ewen Tasdir.",
        ),
        ("Ewen Tasdir, notaire retraité", "etudes.example", "Portrait."),
    ),
}


def citizens() -> dict[str, Drawing]:
    """Return the pictures of citizens on line."""
    return {
        "citoyennete-1a.svg": menu(
            "ent.college-ferrand.example",
            *("Emploi du temps", "Cahier de textes", "Notes", "Vie scolaire", "Messagerie", "CDI"),
        ),
        "citoyennete-1b.svg": menu(
            "ent.college-mistral.example",
            *("Emploi du temps", "Travail à faire", "Résultats"),
            *("Absences et retards", "Restauration", "Documents de la classe"),
        ),
        "citoyennete-4a.svg": petition(),
        "citoyennete-4b.svg": budget(),
        "citoyennete-6a.svg": published(
            ("2 juillet 2026", "« La directrice vole dans la caisse. » C’est faux."),
            ("10 septembre 2026", "« Ce film est un ratage complet. »"),
            ("15 novembre 2025", "Une injure contre un joueur, à cause de son origine."),
            ("12 mai 2026", "« Le trésorier a volé le club. » C’est faux."),
            ("5 juin 2026", "Une injure contre une voisine, après une dispute."),
        ),
        "citoyennete-6b.svg": published(
            ("25 février 2026", "« Je ne voterai jamais pour cette équipe. »"),
            ("20 mars 2025", "Une injure contre une candidate, parce qu’elle est une femme."),
            ("15 novembre 2025", "« Ce garage truque ses comptes. » C’est faux."),
            ("10 décembre 2025", "« L’entraîneuse revend les maillots du club. » C’est faux."),
            ("12 janvier 2025", "Une injure à cause d’un handicap."),
        ),
    }


def economy() -> dict[str, Drawing]:
    """Return the pictures of prices and offers."""
    return {
        "economie-1a.svg": sheet(
            "Ferme des étoiles",
            "Prix : gratuit",
            "Contient des publicités",
            "Achats dans le jeu : de 0,99 € à 49,99 €",
            "Données transmises à d’autres entreprises : aucune",
        ),
        "economie-1b.svg": sheet(
            "Ma météo",
            "Prix : gratuit 7 jours, puis 1,99 € par mois",
            "Sans publicité",
            "Achats dans l’application : aucun",
            "Données vendues à 12 entreprises : position",
        ),
        "economie-3a.svg": offer(
            "Sonora",
            "0,99 € le premier mois !",
            "puis 8,99 € par mois",
            "Engagement de 12 mois",
            go="J’en profite",
        ),
        "economie-3b.svg": offer(
            "Belle image",
            "Une semaine d’essai gratuite !",
            "puis 3,49 € par semaine, sauf annulation",
            go="J’essaie",
        ),
    }


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return IDENTITY | citizens() | economy()
