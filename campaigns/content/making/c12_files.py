"""Files of competence 1.2: archives to open, photographs and documents whose metadata are to be read."""

from collections.abc import Iterator
from datetime import date, datetime

from campaigns.content.making import documents as d

ROOMS = {
    "salle-1": ("GRUE 14", "Grue cendrée", "Cigogne blanche"),
    "salle-2": ("LOUTRE 63", "Loutre d’Europe", "Ragondin"),
    "salle-3": ("HERON 27", "Héron cendré", "Aigrette garzette"),
    "salle-4": ("CASTOR 85", "Castor d’Europe", "Campagnol amphibie"),
}


def exhibition() -> dict[str, bytes]:
    """The documents of an exhibition: each room has its own « consignes.txt »."""
    contents = {
        "exposition/lisez-moi.txt": d.plain_text(
            "Exposition « Au bord de l’étang »\n\n"
            "Un dossier par salle. Dans chacun : les consignes et les fiches.\n"
        ),
        "exposition/affiche.jpg": d.photo("foret", width=480, height=320),
    }
    for room, (code, *animals) in ROOMS.items():
        number = room.removeprefix("salle-")
        contents[f"exposition/{room}/consignes.txt"] = d.plain_text(
            f"Consignes de la salle {number}\n\n"
            "Ouverture à 9 h, fermeture à 17 h.\n"
            f"Code de la vitrine : {code}\n"
            "Ne pas toucher les maquettes.\n"
        )
        for animal in animals:
            name = animal.lower().replace(" ", "-").replace("’", "-")
            contents[f"exposition/{room}/fiches/{name}.txt"] = d.plain_text(
                f"{animal}\n\nFiche à placer sous la vitrine de la salle {number}.\n"
            )
    return contents


ARRIVALS = {
    ("chats", "fevrier"): {"3 février": "Griotte", "14 février": "Mistral", "26 février": "Plume"},
    ("chats", "mars"): {"8 mars": "Caramel", "14 mars": "Mirette", "30 mars": "Domino"},
    ("chiens", "fevrier"): {"14 février": "Saxo", "19 février": "Biscotte"},
    ("chiens", "mars"): {"4 mars": "Tango", "14 mars": "Pacha", "22 mars": "Réglisse"},
    ("chiens", "avril"): {"2 avril": "Ficelle", "14 avril": "Boléro"},
    ("lapins", "mars"): {"14 mars": "Flocon", "17 mars": "Noisette"},
}


def shelter() -> dict[str, bytes]:
    """The cards of a shelter for animals: kind, month, then what happened."""
    contents = {"refuge/lisez-moi.txt": d.plain_text("Un dossier par espèce, puis un dossier par mois.\n")}
    for (kind, month), animals in ARRIVALS.items():
        lines = "".join(f"{day} : {name}\n" for day, name in animals.items())
        contents[f"refuge/{kind}/{month}/arrivees.txt"] = d.plain_text(f"Arrivées\n\n{lines}")
        contents[f"refuge/{kind}/{month}/soins.txt"] = d.plain_text(
            "Soins\n\n" + "".join(f"{name} : pesée et vaccins\n" for name in animals.values())
        )
    return contents


MONTHS = {
    "2024": ("octobre", "novembre", "decembre"),
    "2025": ("janvier", "fevrier", "mars", "avril", "mai", "juin", "septembre", "octobre"),
    "2026": ("janvier", "fevrier", "mars", "avril"),
}


def readings() -> Iterator[tuple[str, bytes]]:
    """What a weather station wrote: a CSV file a month, and others beside."""
    yield "station/lisez-moi.txt", d.plain_text("Les relevés de la station, un dossier par année.\n")
    for year, months in MONTHS.items():
        for rank, month in enumerate(months):
            rows = [["jour", "température", "pluie"]]
            rows += [
                [day, round(4 + (day * 7 + rank * 5) % 11 + 0.3 * (day % 4), 1), (day * (rank + 3)) % 9]
                for day in range(1, 29)
            ]
            yield f"station/{year}/releves/{month}.csv", d.csv_file(rows)
        yield f"station/{year}/notes.txt", d.plain_text(f"Notes de l’année {year}.\n")
        yield f"station/{year}/carte.png", d.picture("montagne", width=320, height=200)
    pannes = [["date", "durée en heures"], ["2025-02-11", 3], ["2025-09-30", 5], ["2026-01-08", 2]]
    yield "station/entretien/pannes.csv", d.csv_file(pannes)
    yield "station/entretien/pieces.csv", d.csv_file([["pièce", "quantité"], ["pluviomètre", 1], ["pile", 8]])
    yield "station/entretien/contrat.txt", d.plain_text("Une visite par an.\n")


# Name: what the camera wrote, and the day of the copy, which says nothing.
OUTING = {
    "photo-a.jpg": ("plage", datetime(2025, 5, 17, 15, 20), date(2026, 1, 4)),  # noqa: DTZ001
    "photo-b.jpg": ("port", datetime(2025, 5, 18, 9, 5), date(2025, 12, 28)),  # noqa: DTZ001
    "photo-c.jpg": ("ville", datetime(2025, 6, 2, 11, 32), date(2025, 11, 3)),  # noqa: DTZ001
    "photo-d.jpg": ("foret", datetime(2025, 5, 17, 9, 41), date(2026, 2, 15)),  # noqa: DTZ001
    "photo-e.jpg": ("montagne", datetime(2025, 7, 9, 18, 2), date(2025, 12, 1)),  # noqa: DTZ001
}
CONTEST = {
    "vue-1.jpg": ("montagne", "Lumo", "Lumo 5"),
    "vue-2.jpg": ("plage", "Vireo", "Vireo 3"),
    "vue-3.jpg": ("ville", "Vireo", "Vireo 5"),
    "vue-4.jpg": ("desert", "Lumo", "Lumo 5"),
    "vue-5.jpg": ("nuit", "Vireo", "Vireo 3"),
}


def outing() -> bytes:
    """Five photographs of an outing, taken on other days than those of their copies."""
    photos = {
        f"photos-de-sortie/{name}": d.photo(
            scene, width=720, height=480, taken=taken, make="Lumo", model="Lumo 5"
        )
        for name, (scene, taken, _copied) in OUTING.items()
    }
    copied = {f"photos-de-sortie/{name}": each[2] for name, each in OUTING.items()}
    return d.archive(photos, dates=copied)


def contest() -> bytes:
    """Five photographs of a contest, from three devices."""
    taken = datetime(2026, 3, 21, 10, 30)  # noqa: DTZ001
    return d.archive(
        {
            f"photos-du-concours/{name}": d.photo(
                scene, width=720, height=480, taken=taken.replace(minute=rank * 7), make=make, model=model
            )
            for rank, (name, (scene, make, model)) in enumerate(CONTEST.items())
        },
        date=date(2026, 4, 2),
    )


RULES = (
    d.Heading("Règlement du tournoi d’échecs"),
    "Le tournoi a lieu au foyer, chaque jeudi de mars, de 12 h 30 à 13 h 30.",
    d.Heading("Inscription", level=2),
    d.Numbers(
        [
            "Chaque classe inscrit au plus six joueuses et joueurs.",
            "La liste est remise au CDI avant le 20 février.",
            "Toute absence non signalée compte comme une partie perdue.",
        ]
    ),
    d.Heading("Parties", level=2),
    d.Bullets(
        [
            "Une partie dure vingt minutes au plus.",
            "Le silence est demandé autour des tables.",
            "L’arbitre décide en cas de désaccord.",
        ]
    ),
    "Les résultats sont affichés au CDI le lendemain.",
)


def made() -> dict[str, bytes]:
    """Return every file, by name."""
    return {
        "exposition.zip": d.archive(exhibition()),
        "refuge.zip": d.archive(shelter(), date=date(2026, 5, 4)),
        "station-meteo.zip": d.archive(dict(readings()), date=date(2026, 5, 5)),
        "photos-de-sortie.zip": outing(),
        "photos-du-concours.zip": contest(),
        **d.text_document(
            "reglement",
            *RULES,
            title="Règlement du tournoi",
            author="Ysaline Corbier",
            created=date(2026, 1, 19),
        ),
    }
