"""What simulators say by themselves suits pupils of every age: nobody is called « tu » or « vous »."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from challenges.domain.simulators.messages import KNOWN_ACTIONS

ROOT = Path(settings.BASE_DIR)
SCRIPTS = sorted((ROOT / "static/simulators").glob("*.js"))
PAGES = sorted((ROOT / "templates/challenges/simulators").glob("*.html"))
TEXT = re.compile(r'"[^"\n]*"|`[^`\n]*`|>[^<>{}]+<')
# An order begins a sentence: « Choisir », or « Je choisis » on a button, is for everybody.
CALLED = re.compile(
    r"\b(?:(?i:tu|toi|te|t’\w+|ton|ta|tes|vous|votre|vos)"
    r"|(?:Touche|Choisis|Écris|Regarde|Essaie|Remplis|Place|Coupe|Copie|Appuie|Appuy|Clique|Ouvre)(?:ez|sez)?)\b"
)


def addresses(text: str) -> list[str]:
    return [found for told in TEXT.findall(text) for found in CALLED.findall(told)]


@pytest.mark.parametrize("path", [*SCRIPTS, *PAGES], ids=lambda path: path.name)
def test_a_simulator_speaks_to_everybody(path):
    assert addresses(path.read_text(encoding="utf-8")) == []


def test_what_is_done_in_a_conversation_is_told_to_everybody():
    words = [f'"{each}"' for pair in KNOWN_ACTIONS.values() for each in pair]
    assert addresses("\n".join(words)) == []


def test_orders_and_persons_are_found():
    told = 'say("Choisis ta réponse."); say(`Elle t’écrit`); <p>Appuyez ici</p> "Je choisis"'
    assert addresses(told) == ["Choisis", "ta", "t’écrit", "Appuyez"]
