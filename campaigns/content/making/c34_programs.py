"""The programs that competence 3.4 shows, line by line, as pictures draw them."""

# Robots: what they are told, in blocks ---------------------------------------------------------------------

ROBOT_1A = ("Aller à droite", "Aller à droite", "Aller en haut", "Aller à droite", "Aller en haut")
ROBOT_1B = ("Aller en haut", "Aller en haut", "Aller à droite", "Aller à droite", "Aller en bas")
ROBOT_2A = (
    "Avancer de 3 cases",
    "Tourner à gauche",
    "Avancer de 2 cases",
    "Tourner à gauche",
    "Avancer de 1 case",
)
ROBOT_2B = (
    "Avancer de 2 cases",
    "Tourner à droite",
    "Avancer de 3 cases",
    "Tourner à droite",
    "Avancer de 1 case",
)
ROBOT_2C = (
    "Avancer de 3 cases",
    "Tourner à gauche",
    "Avancer de 2 cases",
    "Tourner à droite",
    "Avancer de 1 case",
)
ROBOT_3A = (
    ("Répéter 3 fois", ("Avancer de 1 case", "Tourner à gauche", "Avancer de 1 case", "Tourner à droite")),
    "Avancer de 1 case",
)
ROBOT_3B = (
    "Avancer de 1 case",
    ("Répéter 2 fois", ("Avancer de 2 cases", "Tourner à droite")),
    "Avancer de 1 case",
)
ROBOT_3C = (
    ("Répéter ? fois", ("Avancer de 2 cases", "Tourner à gauche", "Avancer de 1 case", "Tourner à droite")),
)
ROBOT_4A = (
    (
        "Répéter 8 fois",
        (("Si la case devant est libre", ("Avancer de 1 case",)), ("Sinon", ("Tourner à droite",))),
    ),
)
ROBOT_4B = (
    (
        "Répéter 10 fois",
        (("Si la case devant est libre", ("Avancer de 1 case",)), ("Sinon", ("Tourner à gauche",))),
    ),
)
ROBOT_5C = (
    (
        "Répéter 3 fois",
        (("Tant que la case devant est libre", ("Avancer de 1 case",)), "Tourner à droite"),
    ),
)

# Instructions, in words --------------------------------------------------------------------------

HOUSE = (
    "si température < 17 alors",
    "    chauffage ← confort",
    "sinon",
    "    chauffage ← éco",
    "si heure ≥ 21 ou lumière < 20 alors",
    "    volets ← fermés",
    "si lumière < 20 et présence = oui alors",
    "    lampe ← allumée",
    "si présence = non alors",
    "    alarme ← en marche",
)
GREENHOUSE = (
    "si humidité < 30 alors",
    "    arrosage ← long",
    "sinon si humidité < 60 alors",
    "    arrosage ← court",
    "si température > 25 et vent < 40 alors",
    "    toit ← ouvert",
    "si heure < 8 ou heure ≥ 19 alors",
    "    lampes ← allumées",
    "si vent ≥ 40 alors",
    "    alerte ← en marche",
)
SQUARES = (
    "pour ligne de 1 à 4",
    "    pour colonne de 1 à ligne",
    "        dessiner un carré",
    "    aller à la ligne suivante",
)
GARDEN = (
    "répéter 3 fois",
    "    poser une fleur",
    "    répéter 4 fois",
    "        poser une graine",
    "        avancer d’une case",
    "poser une fleur",
)
SCORE = (
    "def nb(mot, lettre):",
    "    n = 0",
    "    for c in mot:",
    "        if c == lettre:",
    "            n = n + 1",
    "    return n",
    "",
    "def score(mot):",
    '    return 2 * nb(mot, "a") + nb(mot, "e")',
    "",
    'print(score("carapace"))',
)
DIVISORS = (
    "def reste(a, b):",
    "    while a >= b:",
    "        a = a - b",
    "    return a",
    "",
    "def nombre(limite):",
    "    n = 0",
    "    for i in range(1, limite + 1):",
    "        if reste(limite, i) == 0:",
    "            n = n + 1",
    "    return n",
    "",
    "print(nombre(12))",
)
TUTO_FUNCTION = (
    "def somme(n):",
    "    total = 0",
    "    for i in range(1, n + 1):",
    "        total = total + i",
    "    return total",
    "",
    "print(2 * somme(4))",
)

# Variables --------------------------------------------------------------------------

GAME = ("Mettre score à 0", "Ajouter 10 à score", "Ajouter 10 à score", "Enlever 5 à score")
LIVES = ("Mettre vies à 6", "Enlever 2 à vies", "Ajouter 1 à vies", "Enlever 3 à vies")
PRICE = (
    "prix ← 4",
    "nombre ← 3",
    "total ← prix × nombre",
    "prix ← 6",
    "afficher prix",
    "afficher total",
)
COPY = ("a ← 7", "b ← a", "a ← a − 5", "afficher a", "afficher b")
COUNT_UP = ("n ← 2", "répéter 4 fois", "    n ← n + 3", "afficher n")
COUNT_DOWN = ("n ← 30", "répéter 5 fois", "    n ← n − 4", "n ← n + 1", "afficher n")
DOUBLING = ("n ← 1", "répéter 5 fois", "    n ← n × 2", "n ← n + 1", "afficher n")
MARKS = (
    "compteur ← 0",
    "total ← 0",
    "pour chaque note de [12, 8, 15, 9, 10]",
    "    si note ≥ 10 alors",
    "        compteur ← compteur + 1",
    "        total ← total + note",
    "afficher compteur",
    "afficher total",
)
BASKET = (
    "total ← 0",
    "remise ← 0",
    "pour chaque prix de [20, 35, 5, 50, 30]",
    "    total ← total + prix",
    "    si prix > 30 alors",
    "        remise ← remise + 10",
    "afficher total − remise",
)
WINNER = (
    "record ← 0",
    "pour chaque ligne, de haut en bas",
    "    si groupe = Cadet et points > record alors",
    "        record ← points",
    "        gagnant ← nom",
    "afficher gagnant",
)
FRUITS = (
    'fruits = ["poire", "kiwi", "figue"]',
    'fruits.append("prune")',
    'fruits[1] = "mangue"',
    "print(fruits[2])",
    "print(len(fruits))",
)
NUMBERS = (
    "nombres = [4, 9, 2, 7]",
    "nombres[0] = nombres[3]",
    "nombres.append(5)",
    "print(nombres[0] + nombres[4])",
    "print(len(nombres))",
)
TYPES = (
    "a = input()",
    "print(a * 2)",
    "b = int(a)",
    "print(b * 2)",
)
WHILE = (
    "u = 3",
    "n = 0",
    "while u < 100:",
    "    u = 2 * u + 1",
    "    n = n + 1",
    "print(n)",
    "print(u)",
)
SWAPS = (
    "t = [5, 2, 9, 1]",
    "for i in range(len(t) - 1):",
    "    if t[i] > t[i + 1]:",
    "        x = t[i]",
    "        t[i] = t[i + 1]",
    "        t[i + 1] = x",
    "print(t)",
)
STOCK = (
    'stock = {"pomme": 4, "poire": 0, "kiwi": 7}',
    'commande = ["kiwi", "poire", "kiwi", "pomme"]',
    "refus = 0",
    "for fruit in commande:",
    "    if stock[fruit] > 0:",
    "        stock[fruit] = stock[fruit] - 1",
    "    else:",
    "        refus = refus + 1",
    'print(stock["kiwi"])',
    "print(refus)",
)

# Web pages --------------------------------------------------------------------------

CLUB = (
    "<h1>Le club photo</h1>",
    "<p>Nous nous retrouvons le lundi.</p>",
    '<a href="album.html">Voir nos images</a>',
    "<p>Venez avec votre appareil.</p>",
)
RECIPE = (
    "<h2>Salade de fruits</h2>",
    '<img src="salade.jpg" alt="Un saladier">',
    "<p>Coupez les fruits en morceaux.</p>",
    '<a href="desserts.html">Tous les desserts</a>',
)
HIDDEN_TAGS = (
    "<…>La bibliothèque</…>",
    "<…>Elle ouvre à 9 h.</…>",
    '<… href="livres.html">Nos livres</…>',
)
NOT_CLOSED = (
    "<h1>Randonnée</h1>",
    "<p>Le départ est à <strong>9 h</strong>.</p>",
    "<h2>Le matériel",
    "<p>Prenez <em>deux</em> gourdes.</p>",
    "<h2>Le retour</h2>",
    "<p>Le car arrive à 18 h.</p>",
)
CROSSED = (
    "<h1>La chorale</h1>",
    "<p>Répétition le <em>mardi</em>.</p>",
    "<h2>Le concert</h2>",
    "<p>Entrée <strong>libre</strong>.</p>",
    "<p>Salle <strong>des fêtes, à 20 h.</p>",
    "<p>Venez <em>chanter</em> !</p>",
)
LIGHTHOUSE = (
    "<h1>La côte</h1>",
    '<img src="?" alt="Le phare">',
    "<p>Le phare date de 1880.</p>",
)
CONTACT = (
    "<h1>Le vélo-club</h1>",
    "<p>Une question ?</p>",
    '<a href="?">Nous écrire</a>',
)
CAT = (
    "<h1>Mon chat</h1>",
    '<img src="photos/chat.png" alt="Mon chat">',
    '<a href="jeux.html">Ses jeux</a>',
)
MENU_CSS = (
    "h1 { color: green; }",
    "p { color: navy; }",
    ".special { color: red; }",
)
MENU_HTML = (
    "<h1>Menu du jour</h1>",
    "<p>Soupe de potiron</p>",
    '<p class="special">Gratin de courge</p>',
    '<h1 class="special">Et demain ?</h1>',
)
PRICES_CSS = (
    "li { color: black; }",
    ".prix { font-weight: bold; }",
    "h2 { text-decoration: underline; }",
)
PRICES_HTML = (
    "<h2>Les ateliers</h2>",
    "<ul>",
    "<li>Poterie</li>",
    '<li class="prix">12 euros</li>',
    "</ul>",
    '<p class="prix">Gratuit le dimanche</p>',
    "<p>Ouvert toute l’année</p>",
)
INFO_CSS = ("p { color: black; }", ".info { text-decoration: underline; }")
INFO_HTML = ("<p>Bonjour</p>", '<p class="info">Fermé lundi</p>')
CASCADE_CSS = (
    "p { color: black; }",
    "#fin { color: blue; }",
    ".note { color: green; }",
    "body { color: gray; }",
)
CASCADE_HTML = ('<p class="note" id="fin">À bientôt</p>',)
FORM = (
    "<h1>Inscription</h1>",
    '<label for="nom">Votre nom</label>',
    '<input type="text" id="nom" name="nom">',
    '<label for="mail">Votre courriel</label>',
    '<input type="email" id="courriel" name="mail">',
    "<button>Envoyer</button>",
)
