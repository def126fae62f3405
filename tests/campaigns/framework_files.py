"""A small framework as content files give it: plain data, texts only."""

from pathlib import Path

import yaml

from campaigns.content import Catalogue
from campaigns.domain.catalogue import CompetenceFile
from campaigns.domain.framework import parse_competence
from campaigns.domain.profiles import parse_profiles
from tests.challenges.bodies import short_text, single_choice

LESSON = "Voici une petite leçon qui explique la méthode, pas à pas. " * 7


def question(code: str, **changes: object) -> dict[str, object]:
    return single_choice(code=code, bubbles=[f"Où vit le panda de {code}\u00a0?"], **changes)


def skill(tube: str, level: int, **changes: object) -> dict[str, object]:
    return {
        "level": str(level),
        "title": f"Faire une chose de niveau {level}",
        "hint": "Commencez par lire la page.",
        "tutorials": [f"{tube}-lecon"],
        "challenges": [
            question(f"{tube}-{level}a"),
            short_text(code=f"{tube}-{level}b", bubbles=[f"Quel animal ajouter à {tube}, {level}\u00a0?"]),
        ],
        **changes,
    }


def tube(code: str, *levels: int, **changes: object) -> dict[str, object]:
    return {
        "code": code,
        "title": f"Sujet {code}",
        "description": "Lire une page.",
        "skills": [skill(code, level) for level in levels or range(1, 7)],
        **changes,
    }


def thematic(code: str, *tubes: str) -> dict[str, object]:
    return {"code": code, "title": f"Thème {code}", "tubes": [tube(each) for each in tubes]}


def tutorial(code: str, **changes: object) -> dict[str, object]:
    return {
        "code": code,
        "title": "Lire une page",
        "format": "STEPS",
        "minutes": "3",
        "text": LESSON.strip(),
        **changes,
    }


def competence(*codes: str, **changes: object) -> dict[str, object]:
    """Return the file of a competence with these tubes, three of six levels when none is named."""
    codes = codes or ("pages", "mots", "sources")
    return {
        "competence": "1.1",
        "description": "Chercher et trouver.",
        "thematics": [thematic("recherche", *codes)],
        "tutorials": [tutorial(f"{code}-lecon") for code in codes],
        **changes,
    }


def profile(**changes: object) -> dict[str, object]:
    return {
        "code": "rentree",
        "title": "Parcours de rentrée",
        "category": "BACK_TO_SCHOOL",
        "description": "Pour commencer l’année.",
        "tubes": ["pages 2", "mots 3"],
        "bands": "yes",
        **changes,
    }


def write_framework(folder: Path, *competences: dict[str, object], profiles: object = ()) -> Path:
    """Write the files of a framework and return its folder, as campaigns/content is laid out."""
    for kind in ("competences", "profiles"):
        (folder / kind).mkdir(exist_ok=True)
        for path in (folder / kind).glob("*.yaml"):
            path.unlink()
    for data in competences:
        dump(folder / "competences" / f"{data['competence'].replace('.', '-')}.yaml", data)
    if profiles:
        dump(folder / "profiles" / "1.yaml", {"profiles": list(profiles)})
    return folder


def catalogue_of(*competences: dict[str, object], profiles: object = ()) -> Catalogue:
    """Return what reading such files gives."""
    found = Catalogue()
    for data in competences:
        parsed, problems = parse_competence(data)
        assert problems == []
        found.files.append(CompetenceFile(parsed))
    found.profiles, problems = parse_profiles({"profiles": list(profiles) or [profile()]})
    assert problems == []
    return found


def dump(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, default_style='"'), encoding="utf-8")
