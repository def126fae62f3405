"""Every act that is recorded has a French sentence, and says it whatever a row lacks."""

import ast
import logging
import re
from pathlib import Path

import pytest

from organizations.journal_words import Cast
from pixorga.journal.models import Event
from pixorga.journal.services import record
from pixorga.journal.verbs import all_verbs, find_verb
from tests.french import typography_problems
from tests.test_architecture import APPS, python_files

SUBJECTS = {verb.code.partition(".")[0] for verb in all_verbs()}
# A verb, or something that looks like one: « account.blocked ».
VERB = re.compile(rf"(?:{'|'.join(sorted(SUBJECTS))})\.[a-z_]+")
KNOWN = [verb.code for verb in all_verbs()]


def written_verbs(path: Path) -> set[str]:
    """Return the verbs that a module which records events names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "pixorga.journal.services"
        for alias in node.names
    }
    if "record" not in imported:
        return set()
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    verbs = {text for text in texts if isinstance(text, str) and VERB.fullmatch(text)}
    return verbs - said_by(tree, "logger") | said_by(tree, "record") | said_by(tree, "_record")


def said_by(tree: ast.AST, name: str) -> set[str]:
    """Return the constants that calls of a function, or of the methods of an object, begin with."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.args[0], ast.Constant)
        if getattr(getattr(call.func, "value", call.func), "id", "") == name
    }


def test_every_verb_that_is_recorded_is_known():
    modules = [path for app in sorted(APPS) for path in python_files(app)]
    written = {verb: path.name for path in modules for verb in written_verbs(path)}
    assert {verb: name for verb, name in written.items() if find_verb(verb) is None} == {}
    assert len(written) > 20  # the search finds them


DETAILS = [
    {},
    {"count": 1, "invitations": [1]},
    {"count": 3, "invitations": [1, 2, 3]},
    {"role": "ADMIN", "former": "MEMBER"},
    {"role": "ADMIN"},
    {"role": "inconnu", "fields": ["inconnu"], "status": "inconnu", "what": "inconnu"},
    {"fields": ["name", "mailbox", "keeps_mailbox", "last_name"]},
    {"status": "VALIDATION_ERROR", "errors": 1},
    {"created": 12, "left": 0},
]


@pytest.mark.parametrize("code", KNOWN)
def test_a_verb_tells_every_row_in_clean_french(code):
    verb = find_verb(code)
    cast = Cast({7: "Ada Lovelace"}, {7: 7}, {1: "ada@a.example"})
    for details in DETAILS:
        sentence = cast.sentence(Event(verb=code, subject_id=7, details=details))
        assert typography_problems(sentence) == []
        assert "{" not in sentence
        assert sentence[0].isupper() or sentence[0].isdigit()
    assert typography_problems(verb.label) == []
    assert "{" not in verb.label


def test_labels_tell_verbs_apart():
    labels = [verb.label for verb in all_verbs()]
    assert len(set(labels)) == len(labels)


def test_what_only_another_release_knows_is_kept_shown_by_its_code_and_logged(db, caplog):
    with caplog.at_level(logging.ERROR):
        event = record("account.teleported", subject_id=7)
    assert Event.objects.get() == event
    assert Cast({}, {}).sentence(event) == "account.teleported"
    [line] = caplog.records
    assert (line.message, line.verb) == ("journal.unknown_verb", "account.teleported")


@pytest.mark.parametrize(
    ("verb", "details", "sentence"),
    [
        (
            "membership.role_changed",
            {"role": "ADMIN"},
            "Rôle changé : Ada Lovelace, qui devient administrateur",
        ),
        (
            "organization.changed",
            {"fields": ["keeps_name", "mailbox", "name"]},
            "Fiche de l’établissement corrigée : nom et adresse e-mail de l’établissement",
        ),
        ("import.written", {"created": 2, "left": 1}, "Import terminé : 2 nouveaux élèves, 1 désactivé"),
        ("import.stopped", {"status": "IMPORT_ERROR"}, "Import arrêté par un incident"),
        ("learner.corrected", {"fields": ["division"]}, "Fiche d’un élève corrigée : classe"),
        ("invitation.sent", {"count": 3, "invitations": []}, "3 invitations envoyées"),
        ("invitation.resent", {}, "Invitation envoyée de nouveau : ada@a.example"),
    ],
)
def test_sentences_count_and_name(verb, details, sentence):
    cast = Cast({1: "Ada Lovelace"}, {1: 1}, {1: "ada@a.example"})
    told = cast.sentence(Event(verb=verb, subject_id=1, details=details))
    assert told == sentence.replace(" :", "\u00a0:")
