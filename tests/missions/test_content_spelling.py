"""The spelling of the catalogue: by hunspell where it is installed, and told where it is not."""

import io
import shutil
import subprocess
from types import SimpleNamespace

import pytest
import yaml
from django.core.management import call_command

from challenges import spelling
from challenges.domain.problems import Severity
from challenges.domain.spelling import without_elision, words_to_spell
from challenges.spelling import find_unknown, read_lexicon
from missions.content.spelling import check_spelling, texts_of
from tests.missions.test_content_catalogue import asked, file_of
from tests.missions.test_content_format import mission


def hunspell(monkeypatch, *, unknown: str = "", code: int = 0) -> list[list[str]]:
    """Put a hunspell of ours in the place of the program; return the commands that it gets."""
    commands = []

    def run(command: list[str], **options: object) -> SimpleNamespace:
        commands.append(command)
        return SimpleNamespace(returncode=code, stdout=unknown)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_words_are_what_a_dictionary_can_know():
    text = (
        "Va **sur** https://a.example/x, www.b.example ou chat.png : l’eau d’Inès, mots-clés, 3D, c@d.ex, à"
    )
    assert words_to_spell(text) == ("Va", "sur", "ou", "l’eau", "d’Inès", "mots", "clés")
    assert without_elision("d’Inès") == "Inès"


def test_every_text_for_children_and_adults_is_spelt():
    typed = asked("loup-defi-1a", kind="SHORT_TEXT", accepted=["modèle", "louppe"], hint="Indice.")
    del typed["choices"]
    file = file_of(
        typed, introduction={"bubbles": ["Bonjour."]}, picture={"file": "a.svg", "alt": "Une loupe."}
    )
    texts = {text for _where, text in texts_of(file)}
    assert {"Chercher", "## But", "Bonjour.", "Une loupe.", "Indice.", "modèle", "Il vit ici."} <= texts
    assert "louppe" not in texts


def test_a_word_that_nobody_knows_is_told_once_a_file_with_its_place(monkeypatch):
    commands = hunspell(monkeypatch, unknown="crocodyle\nRivebelle\nd’Awa\n")
    file = file_of(asked("loup-defi-1a", bubbles=["Le crocodyle d’Awa.", "À Rivebelle, un crocodyle."]))
    (problem,) = check_spelling([file])
    assert problem.where == "chercher.yaml › loup-defi-1a.bubbles[1]"
    assert "crocodyle" in problem.message
    assert problem.severity is Severity.WARNING
    assert len(commands) == 1


def test_what_follows_a_hash_in_our_words_is_for_people():
    assert read_lexicon("# Prénoms\nAwa\n\nchein # texte-1\n") == {"Awa", "chein"}


def test_another_name_of_the_dictionary_is_tried_then_none_is_no_failure(monkeypatch):
    commands = hunspell(monkeypatch, code=1)
    assert find_unknown(["eau"]) is None
    assert [command[2] for command in commands] == list(spelling.DICTIONARIES)


def test_without_hunspell_one_line_says_so_and_nothing_fails(monkeypatch, tmp_path):
    monkeypatch.setattr(spelling, "PROGRAM", "un-programme-qui-manque")
    path = tmp_path / "chercher.yaml"
    path.write_text(yaml.safe_dump(mission(), allow_unicode=True, default_style='"'), encoding="utf-8")
    output = io.StringIO()
    call_command("check_content", "--folder", str(tmp_path), stdout=output)
    (line,) = [each for each in output.getvalue().splitlines() if "Orthographe non relue" in each]
    assert "Debian\u00a0: hunspell hunspell-fr" in line
    assert "aucune erreur" in output.getvalue()


@pytest.mark.skipif(
    not shutil.which("hunspell"), reason="hunspell n’est pas installé (Debian : hunspell hunspell-fr)"
)
def test_hunspell_knows_french_and_finds_a_fault():
    unknown = find_unknown(["l’eau", "aujourd’hui", "Écris", "dinozore", "œufs"])
    assert unknown in ({"dinozore"}, None)  # None: its French dictionary is not installed.
