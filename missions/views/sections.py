"""The three pages of « Missions »: their list, what each class does with them, the competences."""

from django.urls import reverse

LIST, CHOICES, COMPETENCES = "missions:list", "missions:choices", "missions:competences"
LABELS = {LIST: "Toutes les missions", CHOICES: "Par classe", COMPETENCES: "Compétences"}


def sections(current: str, query: str = "") -> list[dict]:
    """Return the tabs, for components/tabs.html. query: of the school year, where a page has one."""
    return [
        {
            "label": label,
            "url": reverse(name) + ("" if name == CHOICES else query),
            "is_current": name == current,
        }
        for name, label in LABELS.items()
    ]
