"""Small worlds of what is written: a conversation, an inbox, a text."""


def conversation(**changes: object) -> dict[str, object]:
    return {
        "ask": "action",
        "conversation": "Le groupe du foot",
        "messages": [
            {"id": "m1", "from": "Lina", "time": "17:02", "text": "On joue samedi\u00a0?"},
            {"id": "m2", "time": "17:04", "text": "Oui, à dix heures au stade."},
            {"id": "m3", "from": "Zik", "time": "17:05", "text": "Noé est trop nul, ne viens pas."},
            {"id": "m4", "from": "Zik", "time": "17:06", "photo": "Noé tombe dans la boue."},
        ],
        "actions": [
            {"id": "partager"},
            {"id": "capture"},
            {"id": "bloquer", "text": "Bloquer Zik", "done": "Zik ne peut plus t’écrire."},
            {"id": "moquerie", "text": "Se moquer de Zik", "done": "Ta moquerie est partie."},
            {"id": "adulte"},
        ],
        **changes,
    }


def replies(**changes: object) -> dict[str, object]:
    offered = [
        {"id": "merci", "text": "Merci de me prévenir, Lina\u00a0!"},
        {"id": "bof", "text": "Je m’en fiche."},
        {"id": "stop", "text": "Zik, ce n’est pas gentil. Arrête."},
    ]
    world = {key: value for key, value in conversation().items() if key != "actions"}
    return {**world, "ask": "reply", "replies": offered, **changes}


def find_message(**changes: object) -> dict[str, object]:
    world = {key: value for key, value in conversation().items() if key != "actions"}
    return {**world, "ask": "message", **changes}


MAILS = [
    {
        "id": "zoo",
        "from": "Le parc des Tilleuls",
        "address": "visites@parc-des-tilleuls.example",
        "subject": "Votre visite de jeudi",
        "date": "2026-05-04",
        "attachment": "plan.pdf",
        "text": ["Bonjour,", "Voici le plan du parc pour la classe."],
    },
    {
        "id": "gain",
        "from": "Super Cadeaux",
        "address": "gagne@cadeaux-vite.example",
        "subject": "Tu as gagné une console\u00a0!",
        "date": "2026-05-05",
        "text": ["Clique vite\u00a0!", "Donne le mot de passe de tes parents."],
    },
    {
        "id": "mamie",
        "from": "Mamie Rose",
        "address": "rose@famille.example",
        "subject": "Bon anniversaire",
        "date": "2026-05-01",
        "text": ["Gros bisous de ta mamie."],
    },
    {
        "id": "cousin",
        "folder": "junk",
        "from": "Malo",
        "address": "malo@famille.example",
        "subject": "Photos des vacances",
        "text": ["Regarde nos photos de la mer."],
    },
    {
        "id": "merci",
        "folder": "sent",
        "from": "Mamie Rose",
        "address": "rose@famille.example",
        "subject": "Merci",
        "text": ["Merci pour le livre."],
    },
]


def inbox(**changes: object) -> dict[str, object]:
    return {"ask": "sort", "mails": MAILS, **changes}


def new_mail(**changes: object) -> dict[str, object]:
    return {
        "ask": "write",
        "fields": [
            {"name": "to", "label": "À", "choices": ["lea@ecole.example", "zoo@parc.example"]},
            {"name": "subject", "label": "Objet"},
            {
                "name": "body",
                "label": "Message",
                "choices": [
                    "Bonjour, à quelle heure ouvre le parc\u00a0?",
                    "Ouvre quand\u00a0???",
                    "Salut, t’ouvres\u00a0?",
                ],
            },
        ],
        **changes,
    }


def text(**changes: object) -> dict[str, object]:
    return {
        "paragraphs": [
            {"text": "Les loups"},
            {"text": "Le loup vit en meute dans la forêt.", "words": ["3:italic"]},
            {"text": "Les petits du loup sont les louveteaux.", "format": "right"},
            {"text": "Ils jouent toute la journée\u00a0!", "format": "bold"},
        ],
        **changes,
    }
