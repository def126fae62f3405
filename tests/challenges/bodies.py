"""Authored questions as a content file gives them: plain data, texts only."""


def single_choice(**changes: object) -> dict[str, object]:
    return {
        "code": "panda",
        "kind": "SINGLE_CHOICE",
        "bubbles": ["Où vit le panda roux ?"],
        "choices": [{"right": "en Asie"}, {"wrong": "en Afrique"}, {"wrong": "en Europe"}],
        "explanation": "Le panda roux vit dans les montagnes d’Asie.",
        **changes,
    }


def multiple_choice(**changes: object) -> dict[str, object]:
    return {
        "code": "mots",
        "kind": "MULTIPLE_CHOICE",
        "bubbles": ["Quels mots gardes-tu ?"],
        "choices": [{"right": "loup"}, {"wrong": "une"}, {"right": "neige"}, {"wrong": "dans"}],
        "explanation": "Ces deux mots sont importants.",
        **changes,
    }


def short_text(**changes: object) -> dict[str, object]:
    return {
        "code": "baleine",
        "kind": "SHORT_TEXT",
        "bubbles": ["Quel animal faut-il ajouter ?"],
        "accepted": ["baleine", "une baleine"],
        "explanation": "Il faut nommer l’animal.",
        **changes,
    }


def fill_in(**changes: object) -> dict[str, object]:
    return {
        "code": "photo",
        "kind": "FILL_IN",
        "bubbles": ["Léa range une photo."],
        "text": "La photo est dans {dossier}. Son nom finit par {fin}, comme d’autres.",
        "gaps": [
            {
                "name": "dossier",
                "label": "Le dossier",
                "options": [{"right": "Images"}, {"wrong": "Musique"}, {"wrong": "Vidéos"}],
            },
            {
                "name": "fin",
                "label": "La fin du nom",
                "accepted": ["jpg", "jpeg"],
                "treatments": ["t1", "t2"],
            },
        ],
        "explanation": "Une photo est une image.",
        **changes,
    }


def number(**changes: object) -> dict[str, object]:
    return {
        "code": "taille",
        "kind": "SHORT_TEXT",
        "bubbles": ["Combien pèsent ces deux photos ?"],
        "accepted": ["12,5"],
        "format": "number",
        "unit": ["Mo", "mégaoctets"],
        "explanation": "Les deux tailles s’ajoutent.",
        **changes,
    }


def listing(**changes: object) -> dict[str, object]:
    return {
        "code": "sons",
        "kind": "LISTING",
        "bubbles": ["Donne deux fins de noms de sons."],
        "labels": ["Première fin", "Deuxième fin"],
        "keys": [["mp3", "en mp3"], ["wav"], ["ogg", "vorbis"]],
        "treatments": ["t1", "t2"],
        "explanation": "Un son se garde sous plusieurs formats.",
        **changes,
    }


def matching(**changes: object) -> dict[str, object]:
    return {
        "code": "fins",
        "kind": "MATCHING",
        "bubbles": ["Quelle fin va avec quel fichier ?"],
        "pairs": [{"left": "une photo", "right": ".jpg"}, {"left": "un texte", "right": ".odt"}],
        "extra": [".mp3"],
        "explanation": "La fin du nom dit ce que contient le fichier.",
        **changes,
    }


def ordering(**changes: object) -> dict[str, object]:
    return {
        "code": "etapes",
        "kind": "ORDERING",
        "bubbles": ["Dans quel ordre fais-tu cela ?"],
        "items": ["J’ouvre le texte.", "J’écris.", "J’enregistre."],
        "explanation": "On enregistre ce qui est écrit.",
        **changes,
    }


def lesson(**changes: object) -> dict[str, object]:
    return {"code": "lecon", "kind": "LESSON", "bubbles": ["Lis avant de cliquer."], **changes}


ALL_KINDS = [
    single_choice(),
    multiple_choice(),
    short_text(),
    fill_in(),
    listing(),
    matching(),
    ordering(),
    lesson(),
]
