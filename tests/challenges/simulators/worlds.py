"""Small worlds, one for each simulator, as a content file gives them."""

from challenges.domain.problems import ContentProblem
from challenges.domain.reading import Reader
from challenges.domain.simulators import SIMULATORS, World
from tests.challenges.simulators.more_worlds import conversation, inbox, text
from tests.challenges.simulators.set_worlds import settings, table


def files(**changes: object) -> dict[str, object]:
    return {
        "ask": "arrange",
        "start": "Bureau",
        "folders": ["Bureau", "Images", "Musique"],
        "files": [
            {"path": "Bureau/chat.png", "size": "240", "date": "2026-03-12"},
            {"path": "Bureau/exposé sur les loups.odt", "size": "1200", "date": "2026-05-04"},
            {"path": "Bureau/recette.txt", "size": "3", "date": "2025-11-30", "shows": "Deux œufs, du lait."},
            {"path": "Images/vieille photo.png", "size": "90", "date": "2024-06-01"},
        ],
        **changes,
    }


def search(**changes: object) -> dict[str, object]:
    return {
        "ask": "page",
        "searches": [
            {"words": ["panda roux"], "results": ["boutique", "parc", "jeu"]},
            {"words": ["panda roux mange", "panda roux nourriture"], "results": ["parc", "jeu"]},
        ],
        "pages": [
            {
                "id": "boutique",
                "title": "Peluches de panda",
                "address": "peluches.example/panda",
                "excerpt": "Achète ta peluche en deux clics.",
                "text": ["Toutes nos peluches sont douces."],
                "ad": "yes",
            },
            {
                "id": "parc",
                "title": "Le panda roux au parc des Tilleuls",
                "address": "parc-des-tilleuls.example/panda-roux",
                "excerpt": "Le panda roux mange surtout du bambou.",
                "text": ["Le panda roux vit en Asie.", "Il mange du bambou et des fruits."],
                "author": "L’équipe du parc",
                "date": "2026-02-03",
            },
            {
                "id": "jeu",
                "title": "Jeu du panda",
                "address": "jeux.example/panda-qui-saute",
                "excerpt": "Saute plus haut que les autres pandas.",
                "text": ["Appuie sur la barre pour sauter."],
            },
        ],
        **changes,
    }


# One world a simulator, and a report to which it may come: what all simulators obey is tried on them.
WORLDS = {
    "files": (files(), "move:Bureau/chat.png>Images"),
    "search": (search(start="panda roux"), "page:parc"),
    "messages": (conversation(), "actions:bloquer+capture"),
    "mail": (inbox(), "junk:gain"),
    "editor": (text(), "p1:title+center"),
    "settings": (settings(), "position:off; profil:amis"),
    "table": (table(), "row:3"),
}


def read(name: str, params: object) -> tuple[World, list[ContentProblem]]:
    """Return the world of these parameters, and what is wrong with them."""
    problems: list[ContentProblem] = []
    reader = Reader(params, "", problems)
    world = SIMULATORS[name].read(reader)
    reader.close()
    return world, problems


def well_read(name: str, params: object) -> World:
    world, problems = read(name, params)
    assert problems == []
    return world


def messages(name: str, params: object) -> list[str]:
    return [problem.message for problem in read(name, params)[1]]
