"""Files of competence 3.3: paintings, contrasts, a text with a false heading, a page with images."""

from campaigns.content.making import documents as d

# Title, painter, year of the painting, year of the painter's death.
PAINTINGS = (
    ("Le Gué", "Adrien Vauquier", 1874, 1903),
    ("Jour de lessive", "Berthe Almeyrac", 1921, 1957),
    ("Les Toits de Valombre", "Célestin Roubaud", 1938, 1955),
    ("Nature morte au citron", "Dina Sorokina", 1899, 1929),
    ("L’Attente", "Edmond Tavel", 1952, 1956),
    ("Le Port gelé", "Frida Holm", 1912, 1944),
    ("Autoportrait", "Gustave Perrec", 1961, 1978),
    ("Le Verger", "Hélène Miraud", 1908, 1951),
    ("Deux sœurs", "Isaac Lembert", 1931, 1960),
    ("La Foire", "Joséphine Cadiou", 1886, 1912),
    ("Marée basse", "Kléber Naudin", 1947, 1991),
    ("Femme au livre", "Léonie Astruc", 1926, 1955),
    ("Le Moulin noir", "Marceau Tilly", 1940, 1971),
    ("Neige à Brumeval", "Noémie Quéré", 1919, 1949),
    ("Les Joueurs", "Octave Barsac", 1902, 1957),
    ("Fenêtre ouverte", "Pauline Gorse", 1955, 2004),
    ("Le Facteur", "René Ostier", 1891, 1938),
    ("Coquelicots", "Suzanne Vial", 1934, 1963),
)
FREE_IN_2026 = sum(death <= 1955 for *_, death in PAINTINGS)

# Page, text, kind, contrast measured.
CONTRASTS = (
    ("Accueil", "Bienvenue au club", "Grand titre", 3.4),
    ("Accueil", "Nos horaires d’été", "Texte courant", 7.1),
    ("Accueil", "Lire le règlement", "Texte courant", 4.1),
    ("Accueil", "Prochaine sortie", "Grand titre", 2.8),
    ("Sorties", "Le sentier des crêtes", "Grand titre", 5.2),
    ("Sorties", "Départ devant la mairie", "Texte courant", 4.6),
    ("Sorties", "Prévoir de l’eau", "Texte courant", 3.4),
    ("Sorties", "Retour vers 18 h", "Texte courant", 12.6),
    ("Sorties", "Niveau facile", "Grand titre", 3.1),
    ("Tarifs", "Adhésion annuelle", "Grand titre", 4.2),
    ("Tarifs", "Moins de 18 ans", "Texte courant", 4.4),
    ("Tarifs", "Paiement en trois fois", "Texte courant", 5.9),
    ("Tarifs", "Gratuit pour essayer", "Grand titre", 2.3),
    ("Contact", "Nous écrire", "Grand titre", 6.8),
    ("Contact", "Réponse sous trois jours", "Texte courant", 4.5),
    ("Contact", "Plan d’accès", "Texte courant", 2.9),
    ("Contact", "Local du club", "Texte courant", 8.3),
    ("Contact", "Suivez nos sorties", "Grand titre", 3),
    ("Photos", "Album de mai", "Grand titre", 3.9),
    ("Photos", "Envoyer vos images", "Texte courant", 3.8),
    ("Photos", "Droits réservés au club", "Texte courant", 4.7),
)
TOO_FAINT = sum(ratio < (3 if kind == "Grand titre" else 4.5) for *_, kind, ratio in CONTRASTS)

FESTIVAL_STYLE = "body { font-family: sans-serif; max-width: 40em; margin: auto; }"
FESTIVAL = """\
<header>
  <img src="vague.svg" alt="">
  <h1>Le festival des lacs</h1>
</header>
<main>
  <h2>Les concerts</h2>
  <img src="scene.jpg" alt="La scène, posée sur l’eau au milieu du lac">
  <p>Trois soirs de musique, du 3 au 5 juillet 2026.</p>
  <img src="programme.png" width="600">
  <h2>Venir</h2>
  <p>Une navette part de la gare toutes les vingt minutes.</p>
  <img src="plan.png" width="600" title="Plan">
  <img src="navette.jpg" alt="La navette bleue, marquée Festival">
  <h2>Manger sur place</h2>
  <p>Dix cuisines, des plats à partir de 5 euros.</p>
  <img src="cuisines.jpg" class="grande">
</main>
<footer>
  <img src="vague.svg" alt="">
  <p>Association Les Rives</p>
</footer>
"""
IMAGES_WITHOUT_ALT = sum("<img" in each and "alt=" not in each for each in FESTIVAL.splitlines())


def walk() -> dict[str, bytes]:
    """Return a text of five parts; one heading only looks like the others."""
    return d.text_document(
        "sentier-du-lac",
        d.Heading("Le sentier du lac", level=1),
        "Ce guide présente une randonnée facile autour du lac de Vercelle.",
        d.Heading("Le départ", level=2),
        "Le rendez-vous est à 9 h devant l’embarcadère. Le sentier commence derrière le grand platane.",
        d.Heading("Le parcours", level=2),
        "La boucle mesure 7 km. Comptez deux heures et demie, pauses comprises.",
        d.Heading("Le matériel", level=2, real=False),
        "Prévoyez de bonnes chaussures, un litre d’eau et un vêtement de pluie.",
        d.Heading("Les animaux", level=2),
        "Gardez vos distances avec les hérons, surtout au printemps.",
        d.Heading("Le retour", level=2),
        "Le car part à 16 h 10 de la place du Marché.",
        title="Le sentier du lac",
    )


def made() -> dict[str, bytes]:
    """Return each file by its name."""
    page = d.web_page("Le festival des lacs", FESTIVAL, css=FESTIVAL_STYLE)
    paintings = [["Titre", "Peintre", "Date du tableau", "Mort du peintre"], *map(list, PAINTINGS)]
    contrasts = [["Page", "Texte", "Sorte de texte", "Contraste"], *map(list, CONTRASTS)]
    return {
        **d.spreadsheet(
            "tableaux-du-musee", d.Sheet("Tableaux", paintings, widths=[28, 24, 18, 18], header=True)
        ),
        **d.spreadsheet(
            "releve-contrastes", d.Sheet("Relevé", contrasts, widths=[14, 30, 18, 14], header=True)
        ),
        **walk(),
        "page-festival.html": page,
        "page-festival.txt": d.plain_text(page.decode("utf-8")),
    }
