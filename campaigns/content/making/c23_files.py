"""Files of competence 2.3: documents with comments, two versions of a text, discussions, votes."""

from collections.abc import Mapping, Sequence

from campaigns.content.making.documents import Heading, Para, Sheet, plain_text, spreadsheet, text_document

MUSEUM = (
    Heading("Sortie au musée des Moulins"),
    Para("Jeudi 21 mai, toute la classe visite le musée.", comment=("Solal", "Le titre est-il assez gros ?")),
    Para("Le car part à 8 h 45 devant le collège.", comment=("Inès", "Le chauffeur propose 8 h 30. À voir.")),
    "La visite guidée commence à 10 h et dure une heure trente.",
    Para(
        "L’entrée coûte 5 euros par personne.",
        comment=("Oriane", "J’ai appelé : depuis cette année, c’est 6,50 euros."),
    ),
    "À midi, pique-nique dans le parc, derrière le grand moulin.",
    Para(
        "Prévoir un repas froid et une gourde.",
        comment=("Kylian", "Ajouter : 2 euros pour la boisson chaude, si l’on veut."),
    ),
    "Le car revient au collège à 16 h 30.",
)

TOYS = (
    Heading("Guide de la ludothèque"),
    Para(
        "La ludothèque ouvre le mercredi de 14 h à 18 h.",
        comment=("Meriem", "Et le samedi ? On parle de 10 h à 12 h."),
    ),
    "L’inscription est gratuite pour les moins de 18 ans.",
    Para("Une caution de 15 euros est demandée.", comment=("Axel", "La caution sera peut-être de 20 euros.")),
    Para(
        "Chaque jeu est prêté pour 14 jours.",
        comment=("Farid", "La règle a changé en janvier : le prêt est de 21 jours."),
    ),
    "On peut emprunter deux jeux à la fois.",
    Para("Les boîtes sont vérifiées au retour.", comment=("Lucie", "Centrer ce paragraphe, page 1 ?")),
    "En cas de pièce perdue, prévenez l’accueil.",
)

WORKSHOP = (
    "L’atelier accueille dix-huit élèves, le mardi et le vendredi.",
    "Chacun porte une blouse et attache ses cheveux longs.",
    "Une pause de cinq minutes a lieu après {number} minutes de travail.",
    "Les écouteurs restent dans le sac pendant toute la séance.",
    "On demande avant de se servir d’une machine.",
    "Les outils reviennent à leur place, dessinée sur le mur.",
    "Dix minutes avant la fin, tout le monde range.",
    "En cas de retard, on attend la fin des consignes avant d’entrer.",
    "Les projets terminés restent deux semaines sur l’étagère bleue.",
)

SHELTER = (
    "Le refuge est ouvert de mai à octobre.",
    "Les chaussures de marche restent dans l’entrée, sur les étagères.",
    "Le dortoir a 28 places et {number} couvertures.",
    "Le poêle s’allume seulement en présence du gardien.",
    "Fermez les volets du côté nord avant la nuit.",
    "L’eau de la source se boit. Celle du bassin ne se boit pas.",
    "Chacun lave sa vaisselle et la range dans le buffet.",
    "Le silence commence à 22 heures.",
    "Les déchets redescendent avec vous dans la vallée.",
)

RADIO = """\
Discussion du club radio - du 4 au 8 mai

Lola : On fait l’émission quand ? Je propose le mardi 19 mai.
Gabin : Le 19 me va.
Sékou : Moi aussi. Donc le 19, c’est noté.
Mme Bauer : Je viens répondre à vos questions, avec plaisir.
Lola : Merci ! Invitée trouvée, alors.
Gabin : Pour le thème, on avait dit les transports.
Sékou : Ou les rivières, avec la nouvelle passerelle ?
Lola : On vote. Transports ou rivières ?
Gabin : Rivières, finalement.
Sékou : Rivières.
Lola : Moi, transports. Deux contre un : ce sera les rivières.
Lola : J’apporte les deux micros du CDI.
Gabin : Je prépare les questions pour Mme Bauer avant le 15.
Sékou : Mauvaise nouvelle, la salle est prise le 19.
Mme Bauer : Je suis libre le jeudi 21 aussi.
Gabin : Le 21, même heure ?
Lola : D’accord pour le 21. Mais je serai absente la veille : je ne pourrai pas prendre les micros.
Sékou : Je m’en charge, je passe au CDI mercredi.
Lola : Merci Sékou. Et la musique du début ?
Gabin : Un morceau à nous, ou un morceau libre de droits ?
Sékou : Pas d’idée. On en reparle à la prochaine réunion.
Lola : OK. Durée : vingt minutes, comme d’habitude ?
Gabin : Oui.
Sékou : Oui.
"""

TABLE_TENNIS = """\
Discussion du club de ping-pong - du 5 au 9 octobre

Mehdi : Le tournoi, on le met le samedi 7 novembre ?
Jade : Parfait, et dans le gymnase.
Côme : Je demande le gymnase pour le 7.
Jade : Je tiens la liste des inscriptions.
Naomi : Je fais l’affiche ce week-end.
Mehdi : Pour le goûter, chaque famille apporte quelque chose, comme l’an dernier ?
Naomi : Oui.
Côme : Oui, très bien.
Côme : Attention, le 7 plusieurs d’entre nous sont en compétition.
Mehdi : Alors le 14 ?
Jade : Le 14 me va.
Naomi : À moi aussi. Je mettrai le 14 sur l’affiche.
Côme : Le 14, le gymnase est réservé au basket. Il reste le préau ou la salle des fêtes.
Mehdi : La salle des fêtes est payante. Le préau a de la lumière.
Jade : Le préau, donc. Les quatre tables y passent ?
Côme : Oui, j’ai mesuré.
Naomi : Et les prix pour les gagnants ? Des coupes, ou des livres ?
Mehdi : Des livres, peut-être. Je ne sais pas.
Jade : On verra ça lundi, à la réunion.
Jade : Au fait, j’ai beaucoup de contrôles. Quelqu’un peut reprendre la liste des inscriptions ?
Naomi : Moi, envoie-la-moi.
Jade : C’est fait, merci !
"""

# How many of each answer, proposal by proposal; the others did not vote.
Votes = Mapping[str, tuple[int, int, int]]
ASSOCIATION: Votes = {"A": (14, 11, 3), "B": (10, 3, 1), "C": (12, 12, 6)}
RADIO_VOTES: Votes = {"A": (20, 11, 4), "B": (18, 8, 9), "C": (17, 2, 2)}


def cells(members: int, counts: tuple[int, int, int], step: int) -> list[str]:
    """Return one answer a member, spread by a step that has no divisor in common with their number."""
    words = ("pour", "contre", "blanc")
    answers = [word for word, times in zip(words, counts, strict=True) for _ in range(times)]
    answers += [""] * (members - len(answers))
    return [answers[rank * step % members] for rank in range(members)]


def votes(stem: str, title: str, members: int, counts: Votes) -> dict[str, bytes]:
    """Return the spreadsheet of a vote, one line a member."""
    steps = (7, 11, 13)
    columns = [cells(members, each, step) for each, step in zip(counts.values(), steps, strict=True)]
    head: list[object] = ["Membre", *(f"Proposition {name}" for name in counts)]
    rows = [head, *([rank, *answers] for rank, answers in enumerate(zip(*columns, strict=True), start=1))]
    return spreadsheet(stem, Sheet("Votes", rows, widths=[12, 16, 16, 16], header=True), title=title)


def two_versions(
    stem: str, title: str, lines: Sequence[str], numbers: tuple[int, int], lost: int
) -> dict[str, bytes]:
    """Return two versions of a text: a number changes, and the line of a rank goes."""
    first = [each.format(number=numbers[0]) for each in lines]
    second = [each.format(number=numbers[1]) for rank, each in enumerate(lines) if rank != lost]
    return {
        **text_document(f"{stem}-v1", Heading(title), *first, title=title),
        **text_document(f"{stem}-v2", Heading(title), *second, title=title),
    }


def made() -> dict[str, bytes]:
    """Return each file by its name."""
    return {
        **text_document("sortie-musee", *MUSEUM, title="Sortie au musée des Moulins"),
        **text_document("ludotheque", *TOYS, title="Guide de la ludothèque"),
        **two_versions("charte", "Charte de l’atelier bois", WORKSHOP, (40, 45), lost=3),
        **two_versions("refuge", "Guide du refuge des Crêtes", SHELTER, (32, 36), lost=4),
        "discussion-radio.txt": plain_text(RADIO),
        "discussion-tournoi.txt": plain_text(TABLE_TENNIS),
        **votes("votes-association", "Votes de l’association", 36, ASSOCIATION),
        **votes("votes-radio", "Votes de la radio", 45, RADIO_VOTES),
    }
