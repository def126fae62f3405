"""Pictures of competence 4.3: seats, screen time, sound, captures, energy. See `c43_files`."""

from campaigns.content.making.screens import (
    AMBER,
    BLUE,
    BROWN,
    FRAME,
    GREY,
    INK,
    LIGHT,
    PALE,
    WHITE,
    Drawing,
    application,
    bars,
    callout,
    canvas,
    circle,
    flat_bars,
    framed,
    inner,
    line,
    path,
    phone,
    rect,
    row,
    stack,
    table,
    text,
    words_in,
)

PHONE = inner(320)
DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")

# Bien-être -----------------------------------------------------------------------------------------------


def seat(
    captions: list[str], places: list[tuple[float, float]], *, bent: bool, near: bool, hanging: bool
) -> Drawing:
    """Somebody in front of a screen, seen from the side, with four marks and what they say."""
    screen = 226 if near else 290
    back = "M150,232Q108,180,150,112" if bent else "M132,232L132,118"
    head = (166, 92) if bent else (142, 90)
    parts = [
        rect(1, 1, 518, 418, fill=LIGHT, stroke=FRAME, round=12),
        rect(104, 130, 12, 108, fill=BROWN),
        rect(104, 238, 92, 12, fill=BROWN),
        line(148, 250, 148, 296, stroke=BROWN, thick=6),
        rect(214, 196, 262, 10, fill=BROWN),
        line(452, 206, 452, 300, stroke=BROWN, thick=6),
        rect(screen, 74, 14, 104, fill=INK),
        rect(screen + 14, 120, 14, 76, fill=GREY),
        line(130, 232, 214, 232, stroke=BLUE, thick=16),
        path(back, stroke=BLUE, thick=16),
        line(146 if bent else 138, 126, 250 if bent else 226, 190, stroke=BLUE, thick=9),
        circle(*head, 24, fill=WHITE),
        circle(head[0] + 13, head[1] - 4, 3, fill=INK),
        line(214, 232, 214, 268 if hanging else 292, stroke=BLUE, thick=12),
        line(210, 268 if hanging else 292, 236, 268 if hanging else 292, stroke=INK, thick=9),
        line(20, 300, 500, 300, stroke=INK, thick=3),
    ]
    for number, ((x, y), caption) in enumerate(zip(places, captions, strict=True), 1):
        parts.append(callout(x, y, number))
        down, right = divmod(number - 1, 2)
        words = f"{number} : {caption}"
        parts.append(text(28 + 250 * right, 342 + 40 * down, words, size=16))
    return canvas(520, 420, *parts)


def seat_of_samir() -> Drawing:
    captions = ["yeux à 25 cm de l’écran", "dos appuyé au dossier", "pieds dans le vide"]
    captions.append("écran à hauteur des yeux")
    return seat(captions, [(196, 94), (84, 170), (260, 278), (262, 74)], bent=False, near=True, hanging=True)


def seat_of_louane() -> Drawing:
    captions = ["reflet du soleil sur l’écran", "dos rond, loin du dossier", "pieds posés au sol"]
    captions.append("avant-bras sur la table")
    sun = circle(110, 28, 18, fill=AMBER) + line(132, 34, 286, 98, stroke=INK)
    places: list[tuple[float, float]] = [(258, 58), (84, 150), (262, 278), (262, 174)]
    return seat(captions, places, bent=True, near=False, hanging=False).over(sun)


def week(*minutes: int) -> Drawing:
    return framed(
        bars(
            {day[:3]: value for day, value in zip(DAYS, minutes, strict=True)},
            title="Temps d’écran de loisir",
            axis="en minutes",
        )
    )


def videos() -> Drawing:
    screen = canvas(
        PHONE, 120, rect(1, 1, PHONE - 2, 118, fill=INK, round=8), path("M128,36L128,84L168,60Z", fill=WHITE)
    )
    lines = (
        "Vidéo suivante dans 3 secondes",
        "Sous-titres activés",
        "Série de 41 jours : plus que 2 heures !",
        "Temps passé aujourd’hui : 1 h 10",
    )
    return phone("Zapette", screen, *(box(line_, PHONE) for line_ in lines))


def box(words: str, width: float) -> Drawing:
    """Words in a pale box."""
    return canvas(
        width, 56, rect(1, 1, width - 2, 54, fill=PALE, round=6), words_in(8, 2, width - 16, 52, words)
    )


def doses() -> Drawing:
    return application(
        "Écoute au casque",
        "Durée par semaine à ne pas dépasser",
        table(
            ["Niveau", "Durée"],
            [
                ["75 décibels", "40 heures"],
                ["78 décibels", "20 heures"],
                ["81 décibels", "10 heures"],
                ["84 décibels", "5 heures"],
                ["87 décibels", "2 heures 30"],
            ],
            widths=[250, 234],
        ),
    )


# Cyberviolence -------------------------------------------------------------------------------------------

MESSAGE = "Tu joues trop mal, quitte ce groupe !"


def capture(
    letter: str, *, head: str = "", words: str = MESSAGE, address: str = "", hidden: bool = False
) -> Drawing:
    """A capture of a message, with its letter; what is empty is not in it."""
    parts = [
        rect(1, 1, 248, 178, fill=WHITE, stroke=FRAME, round=8),
        text(14, 28, letter, size=20, bold=True),
    ]
    if address:
        parts.append(text(44, 28, address, size=16, room=198))
    if head:
        parts.append(words_in(14, 44, 222, 48, head, anchor="start"))
    if hidden:
        parts.append(rect(14, 112, 222, 22, fill=INK) + rect(14, 142, 150, 22, fill=INK))
    else:
        parts.append(words_in(14, 104, 222, 64, words, anchor="start", bold=True))
    return canvas(250, 180, *parts)


def captures() -> Drawing:
    head = "Compte : tornade\n6 mai, 18:32"
    return stack(
        row(capture("A"), capture("B", head=head, words="Tu joues trop…"), gap=20),
        row(
            capture("C", head=head, address="reseau.example/g12"),
            capture("D", head=head, hidden=True),
            gap=20,
        ),
        gap=16,
    )


def comment_capture() -> Drawing:
    return canvas(
        520,
        140,
        rect(1, 1, 518, 138, fill=WHITE, stroke=FRAME, round=8),
        circle(46, 46, 24, fill=PALE),
        text(86, 52, "brume_07", size=18, bold=True),
        text(24, 108, "Ton dessin est nul, arrête tout de suite !", size=18),
    )


# Environnement -------------------------------------------------------------------------------------------


def standby() -> Drawing:
    return application(
        "Puissance en veille",
        table(
            ["Appareil", "Puissance"],
            [
                ["Box", "9 watts"],
                ["Console", "10 watts"],
                ["Enceinte connectée", "4 watts"],
                ["Écran", "2 watts"],
            ],
            widths=[300, 184],
        ),
    )


def weight_of_videos() -> Drawing:
    values = {"Définition standard": 0.7, "Haute définition": 1.5, "4K": 6}
    return framed(flat_bars(values, title="Une heure de vidéo", unit=" Go"))


def impact(name: str, materials: int, making: int, transport: int, end: int, use: int) -> Drawing:
    lines = [
        ("Matières premières", f"{materials} kg"),
        ("Fabrication", f"{making} kg"),
        ("Transport", f"{transport} kg"),
        ("Fin de vie", f"{end} kg"),
        ("Usage", f"{use} kg par an"),
    ]
    return application(
        f"Impact d’un {name}",
        "En kilogrammes (kg) d’équivalent CO2",
        table(["Étape", "Impact"], [list(each) for each in lines], widths=[300, 184]),
    )


def made() -> dict[str, Drawing]:
    return {
        "poste-samir.svg": seat_of_samir(),
        "poste-louane.svg": seat_of_louane(),
        "semaine-anissa.svg": week(60, 45, 120, 50, 75, 150, 130),
        "semaine-robin.svg": week(80, 70, 135, 65, 90, 170, 160),
        "videos.svg": videos(),
        "doses.svg": doses(),
        "captures-hugo.svg": captures(),
        "capture-capucine.svg": comment_capture(),
        "veille.svg": standby(),
        "poids-video.svg": weight_of_videos(),
        "impact-telephone.svg": impact("téléphone", 22, 32, 4, 2, 4),
        "impact-portable.svg": impact("ordinateur portable", 60, 105, 9, 6, 12),
    }
