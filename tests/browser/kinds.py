"""A question of each kind that the demonstration’s mission does without."""

from django.utils import timezone

from challenges.domain.schema import ChallengeSpec
from challenges.services import store_challenges
from tests.challenges.simulators.worlds import search

PICTURES = [
    {"file": f"img/domain-{number}.svg", "alt": f"Dessin {number}.", "width": 160, "height": 110}
    for number in (2, 3, 4)
]
FILL_IN = {
    "code": "a-completer",
    "kind": "FILL_IN",
    "bubbles": ["Léa range la photo de sa classe."],
    "text": "La photo est dans le dossier « {dossier} ». Son nom finit par {fin}, comme d’autres images.",
    "gaps": [
        {
            "name": "dossier",
            "label": "Le dossier de la photo",
            "options": [{"right": "Images"}, {"wrong": "Musique"}, {"wrong": "Téléchargements"}],
        },
        {"name": "fin", "label": "La fin du nom", "accepted": [".jpg", "jpeg"], "treatments": ["t1", "t2"]},
    ],
    "explanation": "Une photo est une image.",
}
MATCHING = {
    "code": "a-associer",
    "kind": "MATCHING",
    "bubbles": ["Quelle fin de nom va avec quel fichier ?"],
    "pairs": [
        {"left": "une photo", "right": ".jpg"},
        {"left": "un texte", "right": ".odt"},
        {"left": "une chanson à écouter en famille", "right": ".mp3"},
    ],
    "extra": [".exe"],
    "explanation": "La fin du nom dit ce que contient le fichier.",
}
ORDERING = {
    "code": "a-ordonner",
    "kind": "ORDERING",
    "bubbles": ["Dans quel ordre fais-tu cela ?"],
    "items": [
        "J’ouvre un nouveau texte.",
        "J’écris une invitation pour mes amis.",
        "J’enregistre mon travail.",
        "Je ferme le logiciel.",
    ],
    "explanation": "On enregistre ce qui est écrit.",
}
ANIMATION = {
    "code": "une-animation",
    "kind": "LESSON",
    "bubbles": ["Regarde bien, puis continue."],
    "animation": {
        "title": "Ranger une photo",
        "frames": [
            {"picture": picture, "caption": caption}
            for picture, caption in zip(
                PICTURES,
                ["La photo est sur le bureau.", "Léa ouvre le dossier Images.", "La photo est rangée."],
                strict=True,
            )
        ],
    },
}
VIDEO = {
    "code": "une-video",
    "kind": "LESSON",
    "bubbles": ["Regarde la vidéo, puis continue."],
    "video": {
        "title": "Ranger une photo",
        # Neither is one: nothing plays it, and what a browser asks for must be there.
        "file": "img/hills.svg",
        "captions": "img/hills.svg",
        "transcript": ["Léa ouvre le dossier Images.", "Elle range la photo."],
    },
}
SIMULATOR = {
    "code": "un-simulateur",
    "kind": "SIMULATOR",
    "bubbles": ["Quelle page dit ce que mange le panda roux ?"],
    "simulator": "search",
    "title": "Un moteur de recherche",
    "params": search(start="panda roux"),
    "accepted": ["page:parc"],
    "solution": "La page du parc dit ce qu’il mange.",
    "explanation": "Le parc connaît bien ses animaux.",
}


def store(*bodies: dict) -> tuple[str, ...]:
    """Store these questions, once; return their codes."""
    store_challenges(specs=[ChallengeSpec.from_body(body) for body in bodies], now=timezone.now())
    return tuple(body["code"] for body in bodies)
