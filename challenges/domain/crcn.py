"""The digital competence framework of French schools (CRCN): 5 domains, 16 competences.

Source: spec/junior.md 7.2. A colour is the name of a family of design tokens, one for each domain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Domain:
    """One of the five domains. `number` is the first digit of its competences."""

    number: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Competence:
    """One of the sixteen competences. `code` is written with a dot, such as 1.1."""

    code: str
    name: str
    domain: Domain

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


DOMAINS = (
    Domain("1", "Information et données", "blue"),
    Domain("2", "Communication et collaboration", "teal"),
    Domain("3", "Création de contenu", "orange"),
    Domain("4", "Protection et sécurité", "violet"),
    Domain("5", "Environnement numérique", "green"),
)

NAMES = {
    "1.1": "Mener une recherche et une veille d’information",
    "1.2": "Gérer des données",
    "1.3": "Traiter des données",
    "2.1": "Interagir",
    "2.2": "Partager et publier",
    "2.3": "Collaborer",
    "2.4": "S’insérer dans le monde numérique",
    "3.1": "Développer des documents textuels",
    "3.2": "Développer des documents multimédia",
    "3.3": "Adapter les documents à leur finalité",
    "3.4": "Programmer",
    "4.1": "Sécuriser l’environnement numérique",
    "4.2": "Protéger les données personnelles et la vie privée",
    "4.3": "Protéger la santé, le bien-être et l’environnement",
    "5.1": "Résoudre des problèmes techniques",
    "5.2": "Évoluer dans un environnement numérique",
}

COMPETENCES: Mapping[str, Competence] = MappingProxyType(
    {code: Competence(code, name, DOMAINS[int(code[0]) - 1]) for code, name in NAMES.items()}
)
