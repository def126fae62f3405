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


def lesson(**changes: object) -> dict[str, object]:
    return {"code": "lecon", "kind": "LESSON", "bubbles": ["Lis avant de cliquer."], **changes}


ALL_KINDS = [single_choice(), multiple_choice(), short_text(), lesson()]
