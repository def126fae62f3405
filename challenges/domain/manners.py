"""« Tu » for children, « vous » for collège and lycée: the few words that the product says by itself."""

from collections.abc import Mapping
from types import MappingProxyType

ORDERS: Mapping[str, str] = MappingProxyType(
    {
        "Associe": "Associez",
        "Choisis": "Choisissez",
        "Complète": "Complétez",
        "Écris": "Écrivez",
        "Mets": "Mettez",
        "Sélectionne": "Sélectionnez",
    }
)


OTHERS: Mapping[str, str] = MappingProxyType({"ta": "votre"})


def formally(hint: str) -> str:
    """Return a hint that begins with an order as it is said to whom one says « vous »; "" stays so."""
    if not hint:
        return ""
    order, *rest = hint.split(" ")
    return " ".join([ORDERS[order], *(OTHERS.get(word, word) for word in rest)])


def is_formal(hint: str) -> bool:
    """Return whether a hint says « vous », for who knows no more of whom a question is for."""
    return hint.partition(" ")[0].endswith("ez")
