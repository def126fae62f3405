"""Small worlds of what is set and sorted: a page of settings, tables."""

AUDIENCES = {"tous": "Tout le monde", "amis": "Mes contacts", "moi": "Moi uniquement"}
LANGUAGES = {"de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "it": "Italiano"}


def settings(**changes: object) -> dict[str, object]:
    return {
        "title": "Réglages de Photofil",
        "groups": [
            {
                "title": "Confidentialité",
                "items": [
                    {
                        "id": "profil",
                        "label": "Qui peut voir mon profil",
                        "options": [{"id": each, "label": label} for each, label in AUDIENCES.items()],
                        "value": "tous",
                    },
                    {
                        "id": "position",
                        "label": "Partager ma position",
                        "value": "on",
                        "note": "La position est visible sur chaque photo publiée.",
                    },
                ],
            },
            {
                "title": "Notifications",
                "items": [
                    {"id": "sons", "label": "Jouer un son", "value": "off"},
                    {
                        "id": "langue",
                        "label": "Langue",
                        "options": [{"id": code, "label": name} for code, name in LANGUAGES.items()],
                        "value": "fr",
                        "note": "La langue des menus.",
                    },
                ],
            },
        ],
        **changes,
    }


def table(**changes: object) -> dict[str, object]:
    return {
        "ask": "row",
        "title": "Les inscrits du club",
        "columns": [
            {"id": "nom", "label": "Nom"},
            {"id": "age", "label": "Âge", "kind": "number"},
            {"id": "jour", "label": "Inscription", "kind": "date"},
            {"id": "ville", "label": "Ville"},
        ],
        "rows": [
            ["Lina", "12", "2026-03-04", "Valmont"],
            ["Élias", "12,5", "2026-01-18", "Saint-Aubin"],
            ["Zoé", "9", "2025-11-02", "Valmont"],
            ["Éric", "14", "2026-02-27", "Valmont"],
            ["éric", "9", "2025-12-30", "L’Orme"],
            ["Ada", "12", "", "Saint-Aubin"],
        ],
        **changes,
    }
