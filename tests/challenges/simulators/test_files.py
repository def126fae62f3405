"""Folders and files: what an author may write, and which ends a pupil can come to."""

import pytest

from tests.challenges.simulators.worlds import files, messages, well_read


def arranged(**changes: object):
    return well_read("files", files(**changes))


def test_folders_of_files_need_not_be_named_and_come_after_those_that_hold_them():
    world = arranged(start="/", folders=["Images/Vacances/Mer"], files=[{"path": "Bureau/Tri/chat.png"}])
    assert world.folders == ("Images", "Images/Vacances", "Images/Vacances/Mer", "Bureau", "Bureau/Tri")
    assert [action.value for action in world.actions] == ["new", "rename", "move", "trash"]


def test_choosing_changes_nothing():
    world = arranged(ask="choose")
    assert world.actions == ()
    assert world.may_report("choose:Bureau/chat.png")
    assert world.may_report("choose:Images")
    assert not world.may_report("choose:Bureau/chien.png")
    assert not world.may_report("Bureau/chat.png")
    assert messages("files", files(ask="choose", actions=["move"])) == ["on ne change rien quand on choisit."]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ask": "ranger"}, "valeur inconnue « ranger » ; possibles : choose, arrange."),
        ({"actions": ["copier"]}, "valeur inconnue « copier » ; possibles : new, rename, move, trash."),
        ({"start": "Vidéos"}, "pas de dossier « Vidéos »."),
        (
            {"folders": ["Bureau", "images"]},
            "deux fois le même nom au même endroit : « images ».",
        ),
        (
            {"files": [{"path": "Bureau/a;b.png"}]},
            "« Bureau/a;b.png » n’est pas un chemin comme « Images/Mer/chat.png ».",
        ),
        ({"files": [{"path": "Bureau/a.png", "date": "12/03/2026"}]}, "un jour s’écrit « 2026-03-12 »."),
        ({"files": [{"path": "Bureau/a.png", "date": "2026-02-30"}]}, "un jour s’écrit « 2026-03-12 »."),
        (
            {"files": [{"path": "Bureau/a.png", "size": "1,5"}]},
            "un nombre entier, plus grand que zéro, est attendu.",
        ),
    ],
)
def test_a_slip_is_told(changes, message):
    assert message in messages("files", files(**changes))


@pytest.mark.parametrize(
    "report",
    [
        "move:Bureau/chat.png>Images",
        "move:Bureau/chat.png>/",
        "move:Bureau/chat.png>Images/Vacances; new:Images/Vacances",
        "move:Bureau/chat.png>Images/Été/Mer; new:Images/Été; new:Images/Été/Mer",
        "move:Bureau/chat.png>Photos; rename:Images>Photos",
        "move:Bureau/chat.png>Images; rename:Bureau/chat.png>Minou.png",
        "move:Bureau>Images; move:Musique>Images/Bureau",
        "move:Images/vieille photo.png>/; trash:Images",
        "rename:Bureau>Table; trash:Bureau/recette.txt",
        "trash:Bureau",
        "new:Vacances",
        # The names of two files, the one for the other.
        "rename:Bureau/chat.png>recette.txt; rename:Bureau/recette.txt>chat.png",
    ],
)
def test_an_end_that_can_be_reached(report):
    assert arranged().may_report(report)


@pytest.mark.parametrize(
    "report",
    [
        "",
        "choose:Bureau/chat.png",
        "move:Bureau/chien.png>Images",
        "move:Bureau/chat.png>Vidéos",
        "move:Bureau/chat.png>Bureau",
        "move:Bureau/chat.png>Bureau/recette.txt",
        "move:Bureau>Bureau",
        "move:Images>Musique; move:Musique>Images",
        "move:Bureau/chat.png>Images; move:Bureau/chat.png>Musique",
        "new:Images/Vacances; move:Bureau/chat.png>Images/Vacances",
        "new:Images",
        "new:images",
        "new:Vidéos/Vacances",
        "new:",
        "new: Vacances",
        "rename:Bureau/chat.png>recette.txt",
        "rename:Bureau/chat.png>chat.png",
        "rename:Bureau/chat.png>",
        "rename:Bureau/chat.png",
        "rename:Bureau/chat.png>Images/chat.png",
        "trash:Bureau; trash:Bureau/chat.png",
        "rename:Bureau/chat.png>Minou.png; trash:Bureau/chat.png",
        "trash:/",
        "move:Bureau/chat.png>Images;new:Vacances",
        "copy:Bureau/chat.png>Images",
    ],
)
def test_an_end_that_cannot_be_reached_or_is_written_otherwise(report):
    assert not arranged().may_report(report)


def test_what_has_no_button_cannot_be_done():
    world = arranged(actions=["new", "move"])
    assert world.may_report("move:Bureau/chat.png>Images; new:Vacances")
    assert not world.may_report("trash:Bureau/chat.png")
    assert not world.may_report("rename:Bureau/chat.png>Minou.png")


def test_names_and_contents_are_proof_read():
    assert {"Bureau", "chat.png", "exposé sur les loups.odt", "Deux œufs, du lait."} <= {*arranged().texts}
