"""Pictures and files of the downloads of competence 2.4."""

from hashlib import sha256

from campaigns.content.making.documents import plain_text
from campaigns.content.making.screens import (
    AMBER,
    BROWN,
    GREEN,
    MINT,
    SKY,
    STROKE,
    WHITE,
    Drawing,
    application,
    at,
    browser,
    button,
    canvas,
    circle,
    drop_down,
    heading,
    inner,
    paragraph,
    path,
    rect,
    row,
    text,
)

ROOM = inner()


def fox() -> Drawing:
    """A picture in a page, and the menu that is open upon it."""
    picture = canvas(
        ROOM,
        210,
        rect(1, 1, 300, 208, fill=SKY, stroke=STROKE),
        rect(2, 150, 298, 58, fill=MINT, stroke=None),
        path("M60 160l14 -70l34 26l34 -26l14 70l-48 36z", fill=AMBER, stroke=BROWN),
        circle(94, 146, 5, fill=BROWN, stroke=None),
        circle(122, 146, 5, fill=BROWN, stroke=None),
        path("M100 176h16l-8 9z", fill=GREEN, stroke=BROWN),
    )
    menu = drop_down(
        [
            "Ouvrir l’image dans un onglet",
            "Copier l’adresse de l’image",
            "Enregistrer l’image sous…",
            "Partager",
        ]
    )
    return browser("photos-clairval.example", picture).over(at(196, 100, menu))


def rules() -> Drawing:
    """A document in a browser, with its buttons."""
    tools = [button(words) for words in ("Agrandir", "Télécharger", "Tourner", "Chercher")]
    return browser(
        "tournoi.example/reglement.pdf",
        row(*tools, gap=8),
        heading("Règlement du tournoi"),
        paragraph("Chaque équipe compte cinq personnes.", ROOM),
    )


def download(name: str, received: float, total: float, speed: int) -> Drawing:
    """A download that goes on."""
    said = f"Reçu : {received} Go sur {total} Go".replace(".", ",")
    bar = canvas(
        ROOM,
        24,
        rect(1, 1, ROOM - 2, 22, fill=WHITE, stroke=STROKE),
        rect(1, 1, (ROOM - 2) * received / total, 22, fill=MINT, stroke=STROKE),
    )
    words = canvas(ROOM, 56, text(0, 18, said), text(0, 46, f"Débit : {speed} Mb/s"))
    tools = row(button("Pause"), button("Annuler"), gap=12)
    return application("Téléchargement", heading(name), bar, words, tools)


MONTAGE = """Licence du logiciel Bobine 4

1. Usage privé. Toute personne peut installer et utiliser Bobine chez elle, gratuitement et sans
   limite de durée.
2. Enseignement. Les écoles, collèges, lycées et universités l'utilisent gratuitement pour leurs cours.
3. Usage professionnel. Tout travail fait pour une entreprise, un commerce ou un client demande une
   licence payante de 60 euros par an.
4. Distribution. Le fichier d'installation se télécharge seulement sur bobine.example. Il est interdit
   d'en donner ou d'en publier des copies.
5. Films. Les films faits avec Bobine appartiennent à leurs auteurs.
"""

DESSIN = """Licence du logiciel Fusain 2

1. Essai. Toute personne ou tout groupe peut essayer Fusain gratuitement pendant 30 jours.
2. Après l'essai. L'usage demande une licence payante de 25 euros, y compris pour les écoles et les
   associations.
3. Distribution. Le fichier d'installation peut être copié et donné, à condition de ne pas le modifier
   et de ne pas le vendre.
4. Dessins. Les dessins faits pendant l'essai sont réservés à un usage non commercial : on peut les
   montrer, mais il est interdit de les vendre, même après l'achat d'une licence.
"""


def sums(names: tuple[str, ...], changed: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Return the published sums and the computed ones, where some are others, but for both ends."""
    published, computed = [], []
    for name in names:
        digest = sha256(name.encode()).hexdigest()
        published.append(f"{name}\n{digest}\n")
        if name in changed:  # whoever reads the ends alone is caught
            digest = digest[:4] + sha256(digest.encode()).hexdigest()[4:-4] + digest[-4:]
        computed.append(f"{name}\n{digest.upper()}\n")
    return (
        plain_text("Sommes SHA-256 publiées par l’éditeur\n\n" + "\n".join(published)),
        plain_text("Sommes SHA-256 calculées sur vos fichiers\n\n" + "\n".join(computed)),
    )


ATLAS = ("atlas-base.zip", "atlas-cartes.zip", "atlas-photos.zip", "atlas-reliefs.zip", "atlas-villes.zip")
COURS = (
    "cours-algebre.zip",
    "cours-botanique.zip",
    "cours-chimie.zip",
    "cours-dessin.zip",
    "cours-espagnol.zip",
)


def made() -> dict[str, Drawing | bytes]:
    """Return each picture and each file by its name."""
    first = sums(ATLAS, ("atlas-cartes.zip", "atlas-villes.zip"))
    second = sums(COURS, ("cours-algebre.zip", "cours-dessin.zip"))
    return {
        "telechargement-1a.svg": fox(),
        "telechargement-1b.svg": rules(),
        "telechargement-5a.svg": download("atlas.zip", 1.8, 4.5, 48),
        "telechargement-5b.svg": download("cours-video.zip", 0.6, 2.4, 24),
        "licence-montage.txt": plain_text(MONTAGE.replace("'", "’")),
        "licence-dessin.txt": plain_text(DESSIN.replace("'", "’")),
        "sommes-publiees-a.txt": first[0],
        "sommes-calculees-a.txt": first[1],
        "sommes-publiees-b.txt": second[0],
        "sommes-calculees-b.txt": second[1],
    }
