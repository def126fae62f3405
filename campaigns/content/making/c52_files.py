"""Files of competence 5.2: screens to compare, a part of the DNS, a certificate."""

from campaigns.content.making.documents import Sheet, plain_text, spreadsheet

SCREENS = [
    ["Aube 22", 21.5, 129, 16, "HDMI"],
    ["Aube 24", 23.8, 149, 19, "DisplayPort"],
    ["Berge 24", 24, 185, 18, "HDMI"],
    ["Berge 27", 27, 179, 27, "HDMI"],
    ["Cime 22", 21.5, 99, 15, "VGA"],
    ["Cime 24", 24, 139, 20, "VGA"],
    ["Dôme 24", 24.5, 175, 22, "HDMI"],
    ["Dôme 27", 27, 229, 20, "HDMI"],
    ["Étang 20", 19.5, 89, 14, "HDMI"],
    ["Étang 24", 23.6, 159, 17, "HDMI"],
    ["Forêt 24", 24, 168, 20, "HDMI"],
    ["Forêt 32", 31.5, 259, 34, "HDMI"],
    ["Gorge 24", 24, 199, 16, "HDMI"],
    ["Gorge 27", 27, 178, 19, "DisplayPort"],
    ["Havre 22", 21.5, 119, 18, "HDMI"],
    ["Havre 24", 24, 155, 24, "HDMI"],
    ["Île 24", 23.8, 145, 18, "HDMI"],
    ["Île 27", 27, 189, 21, "HDMI"],
    ["Jetée 24", 24, 165, 21, "HDMI"],
    ["Jetée 27", 27, 199, 20, "DisplayPort"],
]

NAMES = [
    ["clairval.example", "adresse", "198.51.100.7"],
    ["www.clairval.example", "alias", "web2.nuage.example"],
    ["cinema.clairval.example", "adresse", "198.51.100.12"],
    ["clubs.clairval.example", "alias", "pages4.nuage.example"],
    ["club.clairval.example", "alias", "pages5.nuage.example"],
    ["ecoles.clairval.example", "alias", "web1.nuage.example"],
    ["courrier.clairval.example", "adresse", "198.51.100.30"],
    ["stade.clairval.example", "adresse", "198.51.100.31"],
    ["clubs.clairvaux.example", "alias", "pages6.nuage.example"],
    ["nuage.example", "adresse", "203.0.113.10"],
    ["web1.nuage.example", "adresse", "203.0.113.24"],
    ["web2.nuage.example", "adresse", "203.0.113.25"],
    ["web4.nuage.example", "adresse", "203.0.113.27"],
    ["pages1.nuage.example", "adresse", "203.0.113.41"],
    ["pages3.nuage.example", "adresse", "203.0.113.43"],
    ["pages4.nuage.example", "adresse", "203.0.113.54"],
    ["pages5.nuage.example", "adresse", "203.0.113.45"],
    ["pages6.nuage.example", "adresse", "203.0.113.46"],
    ["pages4.prisme.example", "adresse", "192.0.2.54"],
    ["prisme.example", "adresse", "192.0.2.40"],
]

CERTIFICATE = """CERTIFICAT REÇU

Site demandé : https://photos.club.example
Noms couverts : club.example, *.club.example
Valable à partir du : 1er mars 2026
Valable jusqu’au : 30 mai 2026
Méthode de signature : SHA-256, RSA
Signé par : serveur-photos (ce serveur lui-même)

AUTORITÉS CONNUES DU NAVIGATEUR

Autorité Fidélia
Autorité Clef d’Or
Sceau du Plateau
Registre Alizé
"""

MADE = {
    **spreadsheet(
        "ecrans",
        Sheet(
            "Écrans",
            [["Modèle", "Taille (pouces)", "Prix (euros)", "Consommation (W)", "Entrée vidéo"], *SCREENS],
            widths=[14, 16, 14, 20, 16],
            header=True,
        ),
        title="Écrans d’ordinateur",
    ),
    **spreadsheet(
        "annuaire",
        Sheet("DNS", [["Nom", "Sorte", "Valeur"], *NAMES], widths=[28, 12, 24], header=True),
        title="Une partie de l’annuaire DNS",
    ),
    "certificat-photos.txt": plain_text(CERTIFICATE),
}
