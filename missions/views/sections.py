"""The pages of « Missions »: their list, and what each class does with them."""

from django.urls import reverse

LIST, CHOICES = "missions:list", "missions:choices"
LABELS = {LIST: "Toutes les missions", CHOICES: "Par classe"}


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
