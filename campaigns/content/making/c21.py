"""Pictures of competence 2.1: mails, meetings, a charter. The files are in `c21_files`."""

from collections.abc import Sequence

from campaigns.content.making.screens import (
    AMBER,
    CREAM,
    FRAME,
    GREY,
    INK,
    LIGHT,
    MINT,
    NAVY,
    PALE,
    RED,
    ROSE,
    SKY,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    application,
    arrow,
    at,
    button,
    canvas,
    circle,
    dialog,
    icon,
    labelled,
    line,
    mail,
    options,
    paragraph,
    path,
    rect,
    row,
    stack,
    table,
    text,
    together,
    words_in,
)

# Courriel ------------------------------------------------------------------------------------------------


ANSWERS = ("Répondre", "Répondre à tous", "Transférer", "Archiver")


def reunion() -> Drawing:
    """A mail to a group of four."""
    return application(
        "Courrier",
        mail(
            sender="Anouk",
            to="Sacha, Bilal, Chloé, Wen",
            subject="Réunion du journal",
            body=[
                "Bonjour,",
                "la réunion du journal est déplacée à jeudi, 13 h. Dites à tout le groupe "
                "si cela vous convient.",
                "Anouk",
            ],
        ),
        toolbar=ANSWERS,
    )


def decor() -> Drawing:
    """A mail to a group of three, which speaks of two others."""
    return application(
        "Courrier",
        mail(
            sender="Mme Diallo",
            to="Wassim, Lucie, Élias",
            subject="Décor de la pièce",
            body=[
                "Bonjour,",
                "Nina a terminé le fond bleu. M. Roy prête son atelier samedi. Qui peut venir peindre ?",
                "Mme Diallo",
            ],
        ),
        toolbar=ANSWERS,
    )


def copies() -> Drawing:
    """A new mail with a visible and two hidden copies."""
    return application(
        "Nouveau message",
        mail(
            sender="ines@clairval.example",
            to="karim@clairval.example",
            copy="louise@clairval.example",
            hidden="marc@clairval.example, tao@clairval.example",
            subject="Tournoi de samedi",
        ),
        button("Envoyer", main=True),
    )


def attached(subject: str, *names: str) -> Drawing:
    """A new mail and the weight of each attached file."""
    return application(
        "Nouveau message",
        mail(to="equipe@clairval.example", subject=subject, attachments=names),
        button("Envoyer", main=True),
    )


def rules() -> Drawing:
    """Three rules, tried in this order."""
    return application(
        "Règles de tri",
        table(
            ["N°", "Si…", "Alors"],
            [
                ["1", "l’objet contient « stage »", "→ Stages"],
                ["2", "l’adresse finit par « @aviron.example »", "→ Sport"],
                ["3", "l’objet contient « promo »", "→ Corbeille"],
            ],
            widths=[40, 324, 120],
        ),
        "Sinon : laisser dans la boîte de réception.",
    )


def new_rule() -> Drawing:
    """A rule whose three conditions must all be true."""
    return dialog(
        "Nouvelle règle",
        options({"Toutes les conditions": True, "Au moins une condition": False}, 400, several=False),
        table(
            ["Si…", "", ""],
            [
                ["l’adresse", "contient", "lycee-clairval"],
                ["le message", "a", "une pièce jointe"],
                ["l’objet", "ne contient pas", "menu"],
            ],
            widths=[120, 140, 170],
        ),
        "Alors : ranger dans « À imprimer ».",
        buttons=["Annuler", "Enregistrer"],
        main="Enregistrer",
        width=480,
    )


# Visioconférence -----------------------------------------------------------------------------------------

# Each button: its words, its icon, the middle of its place.
TOOLS = (
    ("Micro", "mic", 34),
    ("Caméra", "camera", 104),
    ("Lever la main", "hand", 196),
    ("Discussion", "chat", 298),
    ("Partager", "share", 384),
    ("Quitter", "close", 452),
)


def barred(x: float, y: float) -> Shape:
    """A red line across an icon, with a white edge."""
    d = f"M{x + 2} {y + 22}L{x + 22} {y + 2}"
    return path(d, stroke=WHITE, thick=6) + path(d, stroke=RED, thick=3)


def tile(x: float, y: float, name: str, *, muted: bool) -> Shape:
    """Somebody in a meeting, with the state of the microphone."""
    face = rect(x, y, 232, 106, fill=GREY, stroke=STROKE, round=8) + circle(x + 136, y + 38, 20, fill=SKY)
    body = path(f"M{x + 100} {y + 88}q0 -28 36 -28t36 28z", fill=SKY)
    ring = rect(x + 190, y + 66, 34, 34, stroke=RED if muted else STROKE, round=17)
    sign = ring + at(x + 195, y + 71, icon("mic"))
    if muted:
        sign += barred(x + 195, y + 71)
    label = rect(x + 8, y + 72, 16 + 10 * len(name), 28, stroke=None, round=6) + text(x + 14, y + 92, name)
    return face + body + sign + label


def hand() -> Shape:
    return path("M6 22V12L4 8M9 12V3M13 12V2M17 12V4M20 14V7M6 14Q4 22 12 22 20 22 20 13", thick=2.5)


def bubble() -> Shape:
    return path("M2 3H22V17H11L6 22V17H2Z", fill=WHITE)


def meeting(names: Sequence[str], *, muted: str = "") -> Drawing:
    """A meeting of four, and its six buttons."""
    parts: list[Shape] = []
    for rank, name in enumerate(names):
        down, across = divmod(rank, 2)
        parts.append(tile(across * 244, down * 116, name, muted=name == muted))
    for label, name, middle in TOOLS:
        off = bool(muted) and label == "Micro"
        drawn = {"hand": hand, "chat": bubble}[name]() if name in {"hand", "chat"} else icon(name)
        fill, stroke = (ROSE, RED) if off else (PALE, NAVY)
        parts.append(rect(middle - 24, 240, 48, 40, fill=fill, stroke=stroke, round=8))
        parts.append(at(middle - 12, 248, drawn))
        if off:
            parts.append(barred(middle - 12, 248))
        parts.append(text(middle, 300, label, size=16, anchor="middle"))
    return application("Réunion en cours", canvas(484, 308, *parts))


def sharing() -> Drawing:
    """The choice of what to share."""
    return dialog(
        "Que voulez-vous partager ?",
        options(
            [
                ("Tout l’écran", False),
                ("Fenêtre Diaporama", False),
                ("Fenêtre Notes", False),
                ("Onglet Météo", False),
            ],
            400,
            several=False,
        ),
        options({"Partager le son de l’ordinateur": False}, 400),
        buttons=["Annuler", "Partager"],
        main="Partager",
        width=520,
    )


def volcano() -> Shape:
    mountain = path("M0 90L50 20h30l50 70z", fill=STROKE, stroke=INK)
    return mountain + path("M50 20q-14 -14 4 -18q4 -10 18 -2q20 0 8 20z", fill=AMBER, stroke=INK)


def window(x: float, wide: float, title: str, inside: Shape) -> Shape:
    """A small window on a desktop."""
    frame = rect(x, 70, wide, 210, stroke=NAVY, round=6)
    bar = rect(x, 70, wide, 32, fill=NAVY, stroke=NAVY, round=6)
    return frame + bar + text(x + 10, 92, title, bold=True, fill=WHITE) + inside


def desktop() -> Drawing:
    """A whole screen: two windows, an alert, the bar of applications."""
    words = ("Lina : devoir", "CDI : rappel", "Club : match")
    letters = together(text(290, 130 + rank * 38, each) for rank, each in enumerate(words))
    talk = text(74, 138, "Les volcans", size=22, bold=True) + volcano().moved(72, 170)
    icons = ("menu", "folder", "mail", "music", "gear")
    parts = [
        rect(1, 1, 518, 338, fill=SKY, stroke=NAVY, round=10),
        window(14, 248, "Exposé", talk),
        window(276, 230, "Courriel", letters),
        rect(290, 12, 218, 46, fill=CREAM, stroke=INK, round=8),
        text(302, 41, "Maman : pense au pain"),
        rect(2, 292, 516, 46, fill=GREY, stroke=NAVY, round=8),
    ]
    parts += [at(20 + rank * 44, 303, icon(name)) for rank, name in enumerate(icons)]
    parts.append(text(500, 321, "10:24", anchor="end"))
    return canvas(520, 340, *parts)


KNOWN = "comptes, adresses de connexion, heures d’envoi"


def encrypted() -> Drawing:
    """Two telephones with a key, a server without."""

    def device(x: float, name: str) -> Shape:
        body = rect(x, 40, 96, 150, stroke=NAVY, round=12)
        body += text(x + 48, 28, name, bold=True, anchor="middle")
        return body + labelled(x + 12, 90, 72, 44, "clé", fill=MINT)

    server = rect(200, 40, 120, 150, fill=GREY, stroke=NAVY, round=6)
    server += text(260, 28, "Serveur", bold=True, anchor="middle") + words_in(206, 76, 108, 70, "pas de clé")
    return canvas(
        520,
        280,
        rect(1, 1, 518, 278, fill=LIGHT, stroke=FRAME, round=12),
        device(20, "Jade"),
        device(404, "Ilan"),
        server,
        arrow(120, 100, 194, 100),
        arrow(324, 100, 398, 100),
        text(157, 86, "chiffré", size=16, anchor="middle"),
        text(361, 86, "chiffré", size=16, anchor="middle"),
        line(260, 192, 260, 212, stroke=STROKE, dashed=True),
        labelled(60, 214, 400, 52, KNOWN, fill=WHITE, stroke=STROKE),
    )


# Chartes -------------------------------------------------------------------------------------------------


def charter(title: str, days: str, hours: str, answer: str, urgent: str) -> Drawing:
    """Four rules on a sheet."""
    rows = (("Jours", days), ("Messages", hours), ("Réponse", answer), ("Urgence", urgent))
    drawn = [row(paragraph(label, 96, bold=True), paragraph(words, 372), gap=12) for label, words in rows]
    return application(title, stack(*drawn, gap=14))


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return {
        "courriel-2a.svg": reunion(),
        "courriel-2b.svg": decor(),
        "courriel-3b.svg": copies(),
        "courriel-4a.svg": attached(
            "Spectacle de fin d’année",
            "affiche.png (3,2 Mo)",
            "repetition.mp4 (16 Mo)",
            "chanson.mp3 (2,9 Mo)",
            "programme.pdf (900 Ko)",
        ),
        "courriel-4b.svg": attached(
            "Journée au stade", "compte-rendu.odt (500 Ko)", "plan-du-stade.pdf (5,5 Mo)"
        ),
        "courriel-5a.svg": rules(),
        "courriel-5b.svg": new_rule(),
        "messagerie-2a.svg": meeting(["Mme Ngo", "Lina", "Tom", "Jo"]),
        "messagerie-2b.svg": meeting(["Lina", "M. Roux", "Tom", "Jo"], muted="Tom"),
        "messagerie-4a.svg": sharing(),
        "messagerie-4b.svg": desktop(),
        "messagerie-6a.svg": encrypted(),
        "usages-4a.svg": charter(
            "Charte de communication du collège",
            "jours de classe, du lundi au vendredi",
            "de 7 h 30 à 18 h 30, les jours de classe, entre élèves et adultes",
            "au plus tard le deuxième jour de classe après l’envoi",
            "téléphoner à la vie scolaire",
        ),
        "usages-4b.svg": charter(
            "Charte de communication de l’association",
            "jours d’ouverture, du lundi au jeudi",
            "de 9 h à 17 h, les jours d’ouverture",
            "au plus tard le troisième jour d’ouverture après l’envoi",
            "téléphoner à la permanence",
        ),
    }
