"""Pictures of competence 2.2: profiles, posts, feeds. See `c22_share`, `c22_files`."""

from campaigns.content.making.screens import (
    FRAME,
    LIGHT,
    MUTED,
    PALE,
    WHITE,
    Drawing,
    Shape,
    application,
    arrow,
    browser,
    button,
    canvas,
    circle,
    inner,
    labelled,
    path,
    phone,
    post,
    rect,
    settings,
    table,
    text,
    words_in,
)

PHONE = inner(320)

# Réseaux sociaux -----------------------------------------------------------------------------------------


def person() -> Shape:
    """A face without features, in its disc."""
    return circle(40, 30, 13, fill=WHITE) + path("M16 66Q16 46 40 46 64 46 64 66", fill=WHITE)


def profile(name: str, handle: str, about: str, posts: int, followers: int, following: int) -> Drawing:
    """The page of an account, with its three numbers."""
    counts = ((posts, "publications", 48), (followers, "abonnés", 138), (following, "abonnements", 232))
    parts = [
        circle(40, 40, 38, fill=PALE) + person(),
        text(92, 36, name, bold=True, room=PHONE - 92),
        text(92, 60, handle, size=16, fill=MUTED, room=PHONE - 92),
        words_in(0, 88, PHONE, 46, about, anchor="start"),
    ]
    for value, label, middle in counts:
        parts.append(text(middle, 166, str(value), size=20, bold=True, anchor="middle"))
        parts.append(text(middle, 188, label, size=16, anchor="middle"))
    return phone("Profil", canvas(PHONE, 196, *parts), button("Suivre", main=True, width=PHONE))


def published(author: str, detail: str, words: str) -> Drawing:
    """A post in the page of a network."""
    return browser("reseau.example", post(author, words, detail=detail, actions=["J’aime", "Partager"]))


def account(x: float, y: float, name: str, count: int) -> Shape:
    return labelled(x, y, 132, 56, f"{name}\n{count} abonnés", fill=PALE)


def shares_of_nina() -> Drawing:
    """One account, and three that share what it published."""
    return canvas(
        520,
        230,
        rect(1, 1, 518, 228, fill=LIGHT, stroke=FRAME, round=12),
        account(194, 20, "Nina", 120),
        account(20, 154, "Ali", 80),
        account(194, 154, "Zoé", 210),
        account(368, 154, "Max", 60),
        arrow(222, 80, 106, 148),
        arrow(260, 80, 260, 148),
        arrow(298, 80, 414, 148),
        text(140, 112, "partage", size=16, anchor="end"),
        text(268, 124, "partage", size=16),
        text(384, 112, "partage", size=16),
    )


def shares_of_club() -> Drawing:
    """One account, two that share, and one that shares the share."""
    return canvas(
        520,
        230,
        rect(1, 1, 518, 228, fill=LIGHT, stroke=FRAME, round=12),
        account(16, 87, "Le club", 150),
        account(194, 20, "Inès", 90),
        account(194, 154, "Tom", 40),
        account(372, 154, "Léo", 300),
        arrow(150, 100, 188, 60),
        arrow(150, 130, 188, 170),
        arrow(328, 182, 366, 182),
        text(120, 60, "partage", size=16, anchor="middle"),
        text(120, 184, "partage", size=16, anchor="middle"),
        text(347, 140, "partage", size=16, anchor="middle"),
    )


def feed_by_points() -> Drawing:
    return application(
        "Publications à classer",
        table(
            ["Publication", "Compte suivi", "Vidéo", "J’aime", "Âge"],
            [
                ["Match de basket", "oui", "oui", "10 ", "3 jours"],
                ["Dessin du jour", "non", "non", "60 ", "0 jour"],
                ["Tour de magie", "non", "oui", "90 ", "1 jour"],
                ["Sortie au lac", "oui", "non", "20 ", "0 jour"],
            ],
            widths=[148, 120, 68, 68, 80],
        ),
    )


def feed_by_friends() -> Drawing:
    return application(
        "Publications à classer",
        table(
            ["Publication", "Réactions d’amis", "Thème aimé", "Âge"],
            [
                ["Travaux en ville", "1 ", "non", "0 h"],
                ["Danse de salon", "2 ", "oui", "6 h"],
                ["Figures de skate", "0 ", "oui", "1 h"],
                ["Recette de crêpes", "3 ", "non", "2 h"],
            ],
            widths=[148, 150, 107, 79],
        ),
    )


def earnings() -> Drawing:
    return application(
        "Vidéo « Tour de magie »",
        settings(
            [
                ("Affichages de publicité", "120 000"),
                ("Prix payé pour 1 000 affichages", "2,50 €"),
                ("Part de la création", "55 %"),
                ("Part du réseau", "45 %"),
            ]
        ),
    )


def attention() -> Drawing:
    return application(
        "Publicité sur le réseau, par jour",
        table(
            ["", "Avant", "Après"],
            [
                ["Personnes", "40 000 comptes", "40 000 comptes"],
                ["Temps par personne", "30 min", "45 min"],
                ["Une publicité toutes les", "5 min", "5 min"],
                ["Prix de 1 000 affichages", "2 euros", "2 euros"],
            ],
            widths=[200, 142, 142],
        ),
    )


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return {
        "reseauxsociaux-1a.svg": profile(
            "Atelier Vélo", "@velo.clairval", "On répare, on roule, on apprend à Clairval.", 48, 312, 95
        ),
        "reseauxsociaux-1b.svg": profile(
            "Les plats d’Awa", "@plats.awa", "Une recette facile chaque dimanche.", 27, 140, 203
        ),
        "reseauxsociaux-2a.svg": published(
            "École de musique",
            "Hier",
            "Samedi, 40 élèves jouent sur le vieux pont ! Merci à @mairie.clairval pour la scène. "
            "#ConcertDuPont #Musique",
        ),
        "reseauxsociaux-2b.svg": published(
            "Club des foulées",
            "Lundi",
            "Dimanche, on court autour du lac ! L’équipe de @secours.lac veille sur nous. "
            "#CourseDuLac2026 #Sport",
        ),
        "reseauxsociaux-3a.svg": shares_of_nina(),
        "reseauxsociaux-3b.svg": shares_of_club(),
        "reseauxsociaux-4a.svg": feed_by_points(),
        "reseauxsociaux-4b.svg": feed_by_friends(),
        "reseauxsociaux-5a.svg": earnings(),
        "reseauxsociaux-5b.svg": attention(),
    }
