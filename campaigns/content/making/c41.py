"""Drawings of competence 4.1, « Sécuriser l’environnement numérique »."""

from collections.abc import Mapping, Sequence

from campaigns.content.making.screens import (
    CREAM,
    FRAME,
    INK,
    MUTED,
    NAVY,
    PALE,
    ROSE,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    application,
    at,
    browser,
    button,
    canvas,
    circle,
    conversation,
    dialog,
    field,
    framed,
    icon,
    inner,
    line,
    link,
    mail,
    paragraph,
    path,
    phone,
    rect,
    row,
    stack,
    table,
    text,
)

ROOM = inner()
SMALL_ROOM = inner(320)

# Mot de passe ----------------------------------------------------------------------------------------------


def profile(name: str, *lines: str) -> Drawing:
    """A public profile on a telephone."""
    face = circle(32, 32, 30, fill=PALE) + at(20, 20, icon("person"))
    head = canvas(SMALL_ROOM, 66, face, text(76, 40, name, size=20, bold=True))
    return phone("Profil public", head, *(paragraph(each, SMALL_ROOM) for each in lines))


def rules(name: str) -> Drawing:
    """A form, with the rules of a password."""
    wanted = [
        "Au moins 12 signes",
        "Au moins une majuscule et une minuscule",
        "Au moins un chiffre",
        "Au moins un signe spécial, comme # + ou -",
        "Pas votre prénom",
    ]
    shapes = [rect(1, 1, ROOM - 2, 30 * len(wanted) + 16, fill=CREAM, stroke=STROKE, round=8)]
    for rank, words in enumerate(wanted):
        y = 30 + 30 * rank
        shapes += [circle(24, y - 6, 4, fill=INK, stroke=None), text(40, y, words)]
    return browser(
        "mon-compte.example/inscription",
        field("Prénom", name),
        field("Mot de passe"),
        canvas(ROOM, 30 * len(wanted) + 18, *shapes),
    )


def accounts(*rows: Sequence[str]) -> Drawing:
    """Accounts and their passwords, made up for the question."""
    drawn = table(["Compte", "Identifiant", "Mot de passe"], rows, width=488)
    return framed(drawn, 16)


def accounts_nour() -> Drawing:
    return accounts(
        ("Jeux Rivage", "nour@courriel.example", "Vent-92-Sabot"),
        ("Courriel", "nour@courriel.example", "Pluie+Tapis64"),
        ("Musique Plus", "nour@courriel.example", "Vent-92-Sabot"),
        ("Bibliothèque", "nour.h", "Livre+Gant31"),
        ("Photos", "nour@courriel.example", "Mur-77-Citron"),
    )


def accounts_malo() -> Drawing:
    return accounts(
        ("Courriel", "malo@courriel.example", "Gare+Plume58"),
        ("Films en ligne", "malo@courriel.example", "Lac-14-Ficelle"),
        ("Vélo Malin", "malo@courriel.example", "Gare+Plume58"),
        ("Jeux Rivage", "malo.r", "Four+Herbe23"),
        ("Club de voile", "malo@courriel.example", "Gare+Plume58"),
    )


# Messages pièges -------------------------------------------------------------------------------------------


def parcel() -> Drawing:
    words = (
        "Bonjour, votre colis 4471 est bloqué. Réglez 1,99 euro avant ce soir sur "
        "colis-4471.example. Sinon il repart."
    )
    talk = conversation([("06 39 98 41 90", words, "samedi 18 h 02")], width=SMALL_ROOM)
    return phone("Messages", talk, clock="18:05")


def school() -> Drawing:
    drawn = mail(
        sender="Aide du collège <aide-tilleuls@boite-vite.example>",
        date="lundi 9 mars",
        subject="Votre compte",
        body=[
            "Bonjour,",
            "votre espace sera supprimé dans deux heures. Répondez avec votre identifiant et votre mot de "
            "passe pour le garder.",
            "Bonne journée.",
        ],
    )
    return application("Courrier", drawn)


def bank() -> Drawing:
    drawn = mail(
        sender="Banque du Plateau",
        subject="Contrôle de votre compte",
        body=["Vérifiez vos informations avant jeudi."],
    )
    pointed = canvas(
        ROOM,
        44,
        at(0, 2, link("www.banque-du-plateau.example")),
        at(150, 20, pointer()),
    )
    target = "https://banque-du-plateau.example.verif-clients.example/acces"
    bar = canvas(ROOM, 34, rect(0, 1, ROOM, 32, fill=PALE, stroke=STROKE), text(10, 23, target, size=16))
    return application("Courrier", drawn, pointed, bar)


def pointer() -> Shape:
    """The arrow of a mouse."""
    return path("M0 0V22L6 17L10 26L14 24L10 15H17Z", fill=INK, stroke=WHITE)


def is_dark(x: int, y: int) -> bool:
    """Return whether a square of the code is black: three corners, then a pattern."""
    for left, top in ((0, 0), (10, 0), (0, 10)):
        far = max(abs(x - left - 2), abs(y - top - 2))
        if far < 4:
            return far in (0, 2)
    return (x * x + 3 * y + x * y) * 7 // 5 & 1 == 1


def qr_code() -> Drawing:
    """A telephone that looks at a notice on a parking meter."""
    dots = [
        rect(18 + 6 * rank, 12 + 6 * line_, 6, 6, fill=INK, stroke=None)
        for line_ in range(15)
        for rank in range(15)
        if is_dark(rank, line_)
    ]
    notice = canvas(
        SMALL_ROOM,
        120,
        rect(1, 1, SMALL_ROOM - 2, 112, fill=CREAM, stroke=NAVY, round=8),
        *dots,
        text(130, 46, "Parking de la ville", bold=True),
        text(130, 76, "Payez ici"),
    )
    asked = stack(
        paragraph("Ouvrir cette page ?", SMALL_ROOM, bold=True),
        paragraph("https://parking.valmorin.example .payer-vite.example/zone4", SMALL_ROOM),
        row(button("Annuler"), button("Ouvrir", main=True), gap=12),
        gap=10,
    )
    return phone("Appareil photo", notice, asked)


# Protection ------------------------------------------------------------------------------------------------


def software(name: str, states: Mapping[str, str]) -> Drawing:
    """A list of programs, each with its state in words."""
    shapes = []
    for rank, (label, state) in enumerate(states.items()):
        y = 44 * rank
        shapes += [
            line(0, y, ROOM, y, stroke=FRAME),
            text(8, y + 28, label, bold=True),
            text(ROOM - 8, y + 28, state, fill=MUTED, anchor="end", room=ROOM - 190),
        ]
    return application(name, canvas(ROOM, 44 * len(states), *shapes))


def software_elio() -> Drawing:
    states = {
        "Messages": "À jour",
        "Photos": "À jour",
        "Navigateur": "Mise à jour de sécurité disponible",
        "Lampe facile": "Abandonnée depuis 2019",
        "Agenda": "À jour",
    }
    return software("Mes applications", states)


def software_romy() -> Drawing:
    states = {
        "Dessin": "À jour",
        "Lecteur vidéo": "Abandonné depuis 2020",
        "Courriel": "À jour",
        "Antivirus": "Mise à jour de sécurité disponible",
        "Traitement de texte": "À jour",
    }
    return software("Mes logiciels", states)


def false_alarm() -> Drawing:
    box = rect(1, 1, ROOM - 2, 178, fill=ROSE, stroke=NAVY, round=8)
    inside = [
        at(16, 18, icon("warning")),
        text(52, 38, "ATTENTION ! 5 virus trouvés", size=22, bold=True),
        text(16, 76, "Votre appareil est infecté.", bold=True),
        text(16, 106, "Appelez tout de suite le 01 99 00 45 45"),
        text(16, 132, "ou installez Nettoyeur Express."),
    ]
    pressed = at(ROOM - 216, 132, button("Nettoyer maintenant", main=True))
    return browser(
        "scan-gratuit-pc.example/alerte",
        canvas(ROOM, 180, box, *inside, pressed),
        tabs=["Article", "Alerte virus"],
        active=2,
    )


def copies(people: Mapping[str, Sequence[str]]) -> Drawing:
    """Four people, and where the copies of their files are."""
    shapes = []
    for rank, (name, places) in enumerate(people.items()):
        x, y = rank % 2 * 264, rank // 2 * 176
        shapes += [
            rect(x + 1, y + 1, 254, 164, fill=WHITE, stroke=NAVY, round=10),
            rect(x + 1, y + 1, 254, 40, fill=PALE, stroke=NAVY, round=10),
            text(x + 16, y + 28, name, size=19, bold=True),
        ]
        shapes += [text(x + 16, y + 72 + 34 * line_, words, size=16) for line_, words in enumerate(places)]
    return canvas(520, 344, *shapes)


def copies_a() -> Drawing:
    return copies(
        {
            "Lina": ("Ordinateur, à la maison", "Clé USB, chez sa tante"),
            "Malo": ("Ordinateur, à la maison", "Disque externe, à la maison", "Clé USB, à la maison"),
            "Awa": ("Ordinateur, à la maison", "Disque externe, à la maison", "Stockage en ligne"),
            "Enzo": (
                "Ordinateur, à la maison",
                "Copie 1, même ordinateur",
                "Copie 2, même ordinateur",
            ),
        }
    )


def copies_b() -> Drawing:
    return copies(
        {
            "Shirine": ("Ordinateur, à la maison", "Stockage en ligne"),
            "Naïm": ("Ordinateur, à l’internat", "Disque externe, à l’internat", "Clé USB, à l’internat"),
            "Issa": (
                "Ordinateur, à la maison",
                "Copie 1, même ordinateur",
                "Copie 2, même ordinateur",
            ),
            "Fatou": (
                "Ordinateur, à l’internat",
                "Clé USB, à l’internat",
                "Disque externe, chez son oncle",
            ),
        }
    )


def networks() -> Drawing:
    found = [
        ("GARE-GRATUIT", "Ouvert, signal fort"),
        ("Gare Wifi Plus", "Ouvert, signal fort"),
        ("Café du Quai", "Protégé, mot de passe affiché au comptoir"),
        ("Téléphone de Mei", "Protégé, partage de connexion"),
    ]
    room = inner(440)
    shapes = []
    for rank, (name, detail) in enumerate(found):
        y = 62 * rank
        shapes += [
            line(0, y, room, y, stroke=FRAME),
            at(4, y + 18, icon("wifi")),
            at(room - 30, y + 18, icon("lock" if detail.startswith("Protégé") else "open lock")),
            text(42, y + 26, name, bold=True),
            text(42, y + 50, detail, size=16, fill=MUTED, room=room - 76),
        ]
    return dialog("Réseaux sans fil", canvas(room, 62 * len(found), *shapes), buttons=["Fermer"], width=440)


MADE = {
    "profil-tom.svg": profile(
        "Tom Vasseur", "Né le 14 mai 2013", "Mon chien : Pilou", "Mon club : handball de Valmorin"
    ),
    "profil-lina.svg": profile(
        "Lina Benali", "Née le 3 août 2012", "Mon chat : Moka", "Ma ville : Montserel"
    ),
    "regles-kofi.svg": rules("Kofi"),
    "regles-aya.svg": rules("Aya"),
    "comptes-nour.svg": accounts_nour(),
    "comptes-malo.svg": accounts_malo(),
    "sms-colis.svg": parcel(),
    "courriel-college.svg": school(),
    "lien-banque.svg": bank(),
    "code-qr.svg": qr_code(),
    "applications-elio.svg": software_elio(),
    "logiciels-romy.svg": software_romy(),
    "fausse-alerte.svg": false_alarm(),
    "copies-a.svg": copies_a(),
    "copies-b.svg": copies_b(),
    "reseaux-gare.svg": networks(),
}
