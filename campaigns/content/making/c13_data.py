"""What the files of competence 1.3 hold: rows that are always the same, long enough to need a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import TypeVar

Row = tuple[object, ...]
Item = TypeVar("Item")


def draws(seed: int) -> Iterator[int]:
    """Yield numbers from 0 to 32767, the same for the same seed on every machine."""
    state = seed
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state >> 16


def pick(drawn: Iterator[int], items: Sequence[Item]) -> Item:
    """Return one of the items."""
    return items[next(drawn) % len(items)]


# tri-5a ----------------------------------------------------------------------------------------------------

LOAN_HEAD = ("N°", "Date", "Classe", "Genre", "Titre", "Jours")
CLASSES = ("6e A", "6e B", "5e A", "5e B", "4e A", "4e B", "3e A", "3e B")
GENRES = ("Roman", "Bande dessinée", "Documentaire", "Poésie", "Théâtre")
STARTS = ("Le secret", "La nuit", "Les ombres", "Le voyage", "La maison", "Le chant", "Les veilleurs")
STARTS += (
    "La carte",
    "Le peuple",
    "Les couleurs",
    "La mémoire",
    "Le livre",
    "Les chemins",
    "La dernière neige",
)
ENDS = ("du phare", "des dunes", "de la forêt", "du marais", "des étoiles", "du moulin", "de l’hiver")
ENDS += ("du canal", "des toits", "de la rivière", "du volcan", "des oiseaux")


def loans() -> list[Row]:
    """The loans of a school library, one a line."""
    drawn = draws(78)
    titles = [f"{start} {end}" for start, end in product(STARTS, ENDS)]
    rows = []
    for rank, title in enumerate(sorted(titles, key=lambda each: (len(each) * 7 + ord(each[-1])) % 13)):
        day = date(2025, 9, 8) + timedelta(days=rank + 2 * (rank // 5))
        rows.append(
            (1001 + rank, day, pick(drawn, CLASSES), pick(drawn, GENRES), title, 3 + next(drawn) % 40)
        )
    return rows


# tri-5b ----------------------------------------------------------------------------------------------------

TRAIL_HEAD = ("Code", "Commune", "Difficulté", "Distance (km)", "Dénivelé (m)")
TOWNS = ("Valmire", "Ormeville", "Castelbrume", "Rivebelle", "Montclos", "Les Essarts-Neufs", "Saint-Orme")
GRADES = ("Facile", "Moyen", "Difficile")


def trails() -> list[Row]:
    """Walks around a few towns that do not exist."""
    drawn = draws(7)
    rows = []
    for rank in range(160):
        grade = next(drawn) % 3
        distance = (30 + next(drawn) % 70 + 35 * grade) / 10
        climb = 20 + next(drawn) % 180 + 190 * grade
        rows.append((f"R-{rank + 101}", pick(drawn, TOWNS), GRADES[grade], distance, climb))
    return rows


# tri-6 -----------------------------------------------------------------------------------------------------

SIGNING_HEAD = ("Reçue le", "Adresse", "Atelier")
FIRST_NAMES = (
    "ines",
    "malo",
    "awa",
    "sohan",
    "nour",
    "elio",
    "mei",
    "tiago",
    "romane",
    "kofi",
    "salome",
    "yanis",
)
LAST_NAMES = ("diop", "martin", "haddad", "lopez", "morel", "nguyen", "silva", "petit", "benali", "roux")
WORKSHOPS = ("Robotique", "Chant", "Photo", "Cuisine", "Escalade")


def written_again(text: str, way: int) -> str:
    """Return a text as somebody else may write it: other capitals, spaces around."""
    return (text, text.upper(), f"{text} ", f" {text}", text.title(), text)[way % 6]


def signings() -> list[Row]:
    """Answers to a form: several people answered twice, and not with the same capitals."""
    drawn = draws(23)
    rows = []
    for rank in range(150):
        address = f"{pick(drawn, FIRST_NAMES)}.{pick(drawn, LAST_NAMES)}@courriel.example"
        day = date(2026, 3, 2) + timedelta(days=rank // 8)
        rows.append((day, written_again(address, next(drawn)), pick(drawn, WORKSHOPS)))
    return rows


SCAN_HEAD = ("Passage", "Étiquette", "Salle")
ROOMS = ("B12", "B14", "C03", "CDI", "Labo 1", "Labo 2")


def scans() -> list[Row]:
    """Labels of things that were read by several people during an inventory."""
    drawn = draws(64)
    rows = []
    for rank in range(170):
        label = f"{pick(drawn, ('ecran', 'clavier', 'souris', 'casque'))}-{10 + next(drawn) % 45}"
        rows.append((rank + 1, written_again(label, next(drawn)), pick(drawn, ROOMS)))
    return rows


# formules-3 ------------------------------------------------------------------------------------------------

SALE_HEAD = ("Date", "Stand", "Article", "Recette (€)")
GOODS = ("Crêpes", "Jus de pomme", "Badges", "Plants de tomate", "Cartes", "Gâteaux")


def sales() -> list[Row]:
    """What the stands of a school fair earned."""
    drawn = draws(20)
    return [
        (
            date(2026, 6, 12) + timedelta(days=rank // 48),
            f"Stand {rank % 6 + 1}",
            pick(drawn, GOODS),
            _euros(drawn),
        )
        for rank in range(96)
    ]


def _euros(drawn: Iterator[int]) -> float:
    return (16 + next(drawn) % 90) / 2


STEP_HEAD = ("Date", "Pas", "Temps dehors (min)")


def steps() -> list[Row]:
    """What a pedometer counted each day; the mean is a whole number."""
    drawn = draws(90)
    rows = [
        (date(2026, 1, 5) + timedelta(days=rank), 3200 + next(drawn) % 9000, 15 + next(drawn) % 120)
        for rank in range(92)
    ]
    day, count, minutes = rows[-1]
    missing = -sum(int(str(row[1])) for row in rows) % len(rows)
    return [*rows[:-1], (day, int(str(count)) + missing, minutes)]


# formules-6 ------------------------------------------------------------------------------------------------

JOURNEY_HEAD = ("Élève", "Classe", "Moyen", "Distance (km)", "Durée (min)")
OLDER_CLASSES = ("2de A", "2de B", "2de C", "1re A", "1re B", "1re C", "Tle A", "Tle B")
# How they come: from how many half kilometres less or more, and the minutes of a half kilometre.
MEANS = {"À pied": (-8, 6.0), "Vélo": (0, 2.0), "Bus": (2, 1.5), "Voiture": (4, 1.0), "Train": (20, 0.5)}


def journeys() -> list[Row]:
    """How pupils come to a lycée; one of those who cycle comes from 3 km exactly."""
    drawn = draws(36)
    rows = []
    for rank in range(180):
        means, half_km = pick(drawn, tuple(MEANS)), 1 + next(drawn) % 13
        farther, minutes = MEANS[means]
        half_km = max(1 + half_km % 4, half_km + farther)
        time = 4 + round(half_km * minutes) + next(drawn) % 9
        rows.append((f"É{rank + 1:03}", pick(drawn, OLDER_CLASSES), means, half_km / 2, time))
    return rows


WATER_HEAD = ("Relevé", "Mois", "Bâtiment", "Volume (litres)")
BUILDINGS = ("Gymnase", "Cantine", "Internat", "Labos", "Administration")
MONTHS = ("Janvier", "Février", "Mars", "Avril", "Mai")


def water() -> list[Row]:
    """The water that each building used, several readings a month."""
    drawn = draws(77)
    return [
        (rank + 1, pick(drawn, MONTHS), pick(drawn, BUILDINGS), 120 + 5 * (next(drawn) % 170))
        for rank in range(175)
    ]


# graphiques-5 ----------------------------------------------------------------------------------------------

WEATHER_HEAD = ("jour", "minimum", "maximum", "pluie")


def weather() -> list[Row]:
    """Half a year of a weather station: degrees and millimetres, with one figure after the comma."""
    drawn = draws(5)
    rows = []
    for rank in range(181):
        low = round(-2 + rank * 0.09 + next(drawn) % 60 / 10, 1)
        rain = next(drawn) % 300 / 10 if next(drawn) % 3 == 0 else 0.0
        day = date(2026, 1, 1) + timedelta(days=rank)
        rows.append((day, low, round(low + 4 + next(drawn) % 90 / 10, 1), rain))
    rows[103] = (*rows[103][:3], 38.6)
    rows[47] = (*rows[47][:3], 9.8)
    return rows


BIKE_HEAD = ("station", "quartier", "places", "trajets")
PLACES = (
    "Gare",
    "Mairie",
    "Piscine",
    "Marché",
    "Lycée",
    "Stade",
    "Port",
    "Musée",
    "Parc",
    "Théâtre",
    "Hôpital",
)
DISTRICTS = ("Centre", "Les Quais", "Belle-Rive", "La Colline", "Les Forges", "Saint-Orme")
SIDES = (
    "nord",
    "sud",
    "est",
    "ouest",
    "quai 1",
    "quai 2",
    "entrée",
    "sortie",
    "allée A",
    "allée B",
    "porte 3",
)


def bikes() -> list[Row]:
    """Stations of shared bicycles; their names hold a comma."""
    drawn = draws(19)
    return [
        (f"{place}, {side}", pick(drawn, DISTRICTS), 8 + next(drawn) % 30, 90 + next(drawn) % 1900)
        for place, side in product(PLACES, SIDES)
    ]


# graphiques-6 ----------------------------------------------------------------------------------------------

WASTE_HEAD = ("Date", "Menu", "Repas servis", "Déchets (kg)")
# Menu: how often it comes, and what is left of it.
MENUS = {"Poisson": (3, 34), "Pâtes": (8, 27), "Légumes farcis": (2, 44), "Riz": (6, 30), "Omelette": (4, 36)}


def waste() -> list[Row]:
    """What a canteen threw away each day: the menu that comes most often has not the largest mean."""
    drawn = draws(41)
    often = [menu for menu, (times, _left) in MENUS.items() for _ in range(times)]
    rows: list[Row] = []
    for rank in range(190):
        menu = pick(drawn, often)
        day = date(2025, 9, 1) + timedelta(days=rank + 2 * (rank // 5))
        thrown = round(MENUS[menu][1] - 9 + next(drawn) % 180 / 10, 1)
        rows.append((day, menu, 380 + next(drawn) % 90, thrown))
    return with_one_peak(rows, "Pâtes", 58.4)


VISIT_HEAD = ("Relevé", "Salle", "Créneau", "Visites")
SPACES = {"Salle des planètes": (8, 52), "Salle des minéraux": (5, 61), "Salle des fossiles": (3, 78)}
SPACES |= {"Salle des océans": (7, 66), "Salle des robots": (6, 59)}


def visits() -> list[Row]:
    """How many people came to each room of a museum, one line a reading."""
    drawn = draws(88)
    often = [space for space, (times, _mean) in SPACES.items() for _ in range(times)]
    rows: list[Row] = []
    for rank in range(200):
        space, part = pick(drawn, often), pick(drawn, ("Matin", "Après-midi"))
        rows.append((rank + 1, space, part, SPACES[space][1] - 20 + next(drawn) % 41))
    return with_one_peak(rows, "Salle des robots", 112)


def with_one_peak(rows: list[Row], group: str, highest: float) -> list[Row]:
    """Return rows in which one of this group has the highest figure: it is not the highest mean."""
    at = next(rank for rank, row in enumerate(rows) if row[1] == group and rank > len(rows) // 2)
    return [*rows[:at], (*rows[at][:3], highest), *rows[at + 1 :]]
