"""The file explorer, by touch and by keyboard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.simulators.host import Host
from tests.challenges.simulators.worlds import files, well_read

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}


@pytest.fixture
def explore(window) -> Callable[..., Host]:
    """Return ``explore(**changes of the world)``."""
    return lambda **changes: Host(window, "files", files(**changes))


def thing(host: Host, name: str) -> "Locator":
    return host.frame.locator(".thing", has_text=name)


def place(host: Host, name: str) -> "Locator":
    return host.frame.locator(".branch", has_text=name)


def target(host: Host, name: str) -> "Locator":
    return host.frame.locator(".target", has_text=name)


def names(host: Host) -> list[str]:
    return host.frame.locator(".thing-name").all_inner_texts()


def done(host: Host) -> list[str]:
    return host.frame.locator(".done li").all_inner_texts()


def here(host: Host) -> str:
    return host.frame.locator("#place").inner_text()


def create(host: Host, name: str) -> None:
    host.button("Nouveau dossier").first.click()
    host.frame.get_by_label("Nom du dossier").fill(name)
    host.button("Créer").click()


def test_files_are_arranged_by_touch(open_window):
    host = Host(open_window(**TABLET), "files", files())
    place(host, "Images").tap()
    assert here(host) == "Mes fichiers › Images"
    assert names(host) == ["vieille photo.png"]
    host.button("Nouveau dossier").tap()
    host.frame.get_by_label("Nom du dossier").fill("  Vacances   à la mer ")
    host.button("Créer").tap()
    assert host.said == "Le dossier Vacances à la mer est créé."
    assert host.answer == "new:Images/Vacances à la mer"
    place(host, "Bureau").tap()
    thing(host, "chat.png").tap()
    host.button("Déplacer").tap()
    assert host.button("Bureau (il est ici)").is_disabled()
    host.button("Images › Vacances à la mer").tap()
    assert host.said == "chat.png est dans Vacances à la mer."
    thing(host, "recette").tap()
    host.button("Mettre à la corbeille").tap()
    assert names(host) == ["exposé sur les loups.odt"]
    sea = "Images/Vacances à la mer"
    assert host.answer == f"move:Bureau/chat.png>{sea}; new:{sea}; trash:Bureau/recette.txt"
    assert well_read("files", files()).may_report(host.answer)


def test_files_are_arranged_with_the_keyboard_alone(open_window):
    window = open_window()
    host = Host(window, "files", files())
    keyboard = Keyboard(window, host.frame)
    keyboard.go_to("chat.png")
    keyboard.press("Space")
    assert host.frame.locator(".thing.is-chosen").inner_text().startswith("chat.png")
    host.page.keyboard.press("Shift+Tab")
    assert host.focused() == "sort"
    for _ in range(3):
        host.page.keyboard.press("Shift+Tab")
    assert host.focused() == "do-rename"
    keyboard.press("Enter")
    keyboard.type("minou.png")
    keyboard.press("Enter")
    assert host.focused() == "thing-Bureau/chat.png"
    assert host.answer == "rename:Bureau/chat.png>minou.png"
    for _ in range(4):
        host.page.keyboard.press("Shift+Tab")
    assert host.focused() == "do-move"
    keyboard.press("Enter")
    keyboard.press("Escape")
    assert host.focused() == "do-move"
    keyboard.press("Enter")
    keyboard.go_to("Musique")
    keyboard.press("Enter")
    assert host.focused() == "place"
    assert host.answer == "move:Bureau/chat.png>Musique; rename:Bureau/chat.png>minou.png"


def test_the_order_of_the_clicks_is_not_told(explore):
    host = explore()
    thing(host, "chat.png").click()
    host.button("Mettre à la corbeille").click()
    create(host, "Zoo")
    first = host.answer
    host.tell(type="reset")
    create(host, "Forêt")
    host.button("Renommer").click()
    host.frame.get_by_label("Nouveau nom de Forêt").fill("Zoo")
    host.frame.locator("#panel-yes").click()
    thing(host, "chat.png").click()
    host.button("Déplacer").click()
    target(host, "Musique").click()
    place(host, "Musique").click()
    thing(host, "chat.png").click()
    host.button("Mettre à la corbeille").click()
    assert host.answer == first == "new:Bureau/Zoo; trash:Bureau/chat.png"


def test_what_is_put_back_was_never_changed(explore):
    host = explore()
    thing(host, "chat.png").click()
    host.button("Mettre à la corbeille").click()
    create(host, "Zoo")
    host.button("Mettre à la corbeille").click()
    assert host.answer == "trash:Bureau/chat.png"
    place(host, "Corbeille").click()
    assert names(host) == ["Zoo", "chat.png"]
    thing(host, "chat.png").click()
    host.button("Restaurer").click()
    assert host.said == "chat.png est de nouveau dans Bureau."
    assert host.answer == ""


def test_a_folder_takes_along_what_lies_in_it(explore):
    host = explore(start="/")
    thing(host, "Bureau").click()
    host.button("Déplacer").click()
    assert host.frame.locator(".target").all_inner_texts() == [
        "Mes fichiers (il est ici)",
        "Images",
        "Musique",
    ]
    target(host, "Images").click()
    assert host.answer == "move:Bureau>Images"
    thing(host, "Images").click()
    host.button("Mettre à la corbeille").click()
    assert host.answer == "trash:Bureau; trash:Images"
    assert names(host) == ["Musique"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Musique", "Le nom «\u00a0Musique\u00a0» est déjà pris ici."),
        ("musique", "Le nom «\u00a0musique\u00a0» est déjà pris ici."),
        ("   ", "Il manque un nom."),
        ("a/b", "Un nom n’a pas ces signes\u00a0: / > ; et les deux-points."),
    ],
)
def test_a_name_that_cannot_be_is_told_and_can_be_mended(explore, name, told):
    host = explore(start="/")
    create(host, name)
    assert told in host.words()
    assert host.said == told.strip()
    assert host.focused() == "panel"
    assert host.answer == ""
    host.frame.get_by_label("Nom du dossier").fill("Livres")
    host.button("Créer").click()
    assert host.answer == "new:Livres"


def test_two_files_of_one_name_do_not_lie_together(explore):
    host = explore(files=[{"path": "Bureau/chat.png"}, {"path": "Images/Chat.png"}])
    thing(host, "chat.png").click()
    host.button("Déplacer").click()
    target(host, "Images").click()
    assert host.said == "Il y a déjà «\u00a0chat.png\u00a0» dans «\u00a0Images\u00a0»."
    assert host.answer == ""


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("Trier par le nom", "chat.png"),
        ("Trier par la date", "exposé sur les loups.odt"),
        ("Trier par la taille", "exposé sur les loups.odt"),
    ],
)
def test_files_are_sorted(explore, order, first):
    host = explore()
    host.frame.get_by_label("Ordre").focus()
    host.frame.get_by_label("Ordre").select_option(order)
    assert names(host)[0] == first
    assert host.focused() == "sort"
    assert host.said == order.replace("Trier", "Trié") + "."


def test_folders_come_first_and_numbers_count(explore):
    listed = [{"path": f"photo {number}.png"} for number in (10, 9, 1)]
    host = explore(start="/", folders=["zèbres", "Écoles"], files=listed)
    assert names(host) == ["Écoles", "zèbres", "photo 1.png", "photo 9.png", "photo 10.png"]


def test_a_file_is_read_and_closed(explore):
    host = explore()
    host.frame.get_by_role("button", name="Ouvrir recette.txt").click()
    assert "Deux œufs, du lait." in host.words()
    assert host.focused() == "shown"
    host.button("Fermer").click()
    assert host.focused() == "open-Bureau/recette.txt"
    assert "Deux œufs" not in host.words()


def test_something_is_chosen_changed_and_shown_again(window):
    world = files(ask="choose")
    host = Host(window, "files", world)
    assert host.button("Déplacer").count() == 0
    assert place(host, "Corbeille").count() == 0
    thing(host, "chat.png").click()
    assert host.answer == "choose:Bureau/chat.png"
    assert host.said == "chat.png est choisi."
    place(host, "Images").click()
    thing(host, "vieille photo").click()
    assert host.answer == "choose:Images/vieille photo.png"
    thing(host, "vieille photo").click()
    assert host.answer == ""
    host = Host(window, "files", world, report="choose:Images/vieille photo.png", locked=True)
    assert host.frame.locator(".thing.is-chosen").inner_text().startswith("vieille photo.png")
    host = Host(window, "files", world, report="choose:rien")
    assert host.answer == ""


def test_only_the_buttons_of_the_world_are_there(explore):
    host = explore(actions=["move"])
    assert host.frame.locator(".content > .toolbar").first.get_by_role("button").all_inner_texts() == [
        "Déplacer"
    ]


def test_each_state_fits_every_size(explore):
    host = explore()
    thing(host, "exposé").click()
    host.button("Déplacer").click()
    problems = host.problems()
    host.button("Annuler").click()
    create(host, "")
    problems += host.problems()
    host.button("Annuler").click()
    host.frame.get_by_role("button", name="Ouvrir recette.txt").click()
    problems += host.problems()
    assert not problems, "\n" + "\n".join(problems)


def test_the_tree_is_folded_where_there_is_little_room(open_window):
    host = Host(open_window(viewport={"width": 360, "height": 640}), "files", files())
    assert not place(host, "Images").is_visible()
    host.frame.get_by_text("Tous les dossiers").click()
    place(host, "Images").click()
    assert here(host) == "Mes fichiers › Images"
    assert place(host, "Musique").is_visible()
    host.frame.get_by_text("Tous les dossiers").click()
    thing(host, "vieille photo").click()
    assert not place(host, "Musique").is_visible()


NESTED = {"folders": ["Bureau", "Images", "Images/Mer", "Musique"]}
DONE = (
    "move:Bureau/chat.png>Musique/Été/Ici; move:Images/Mer>Musique/Été; "
    "new:Musique/Été; new:Musique/Été/Ici; rename:Bureau/chat.png>chatte.png; "
    "trash:Bureau/recette.txt; trash:Images"
)


@pytest.mark.parametrize(
    "report", ["move:Bureau/chat.png>Images", "rename:Images>Photos; trash:Bureau/chat.png", DONE]
)
def test_what_was_arranged_is_shown_again(window, report):
    host = Host(window, "files", files(**NESTED), report=report)
    assert host.answer == report
    assert "chat.png" not in names(host)


def test_afterwards_what_was_arranged_is_shown_and_stays(window):
    host = Host(window, "files", files(), report="move:Bureau/chat.png>Images", locked=True)
    place(host, "Images").wait_for()
    assert names(host) == ["exposé sur les loups.odt", "recette.txt"]
    assert done(host) == ["chat.png est dans Images."]


def test_what_was_done_is_told_until_it_is_undone(explore):
    host = explore()
    assert done(host) == []
    create(host, "Zoo")
    thing(host, "chat.png").click()
    host.button("Renommer").click()
    host.frame.get_by_label("Nouveau nom de chat.png").fill("minou.png")
    host.frame.locator("#panel-yes").click()
    thing(host, "recette.txt").click()
    host.button("Mettre à la corbeille").click()
    assert done(host) == [
        "chat.png s’appelle minou.png.",
        "recette.txt est dans la corbeille.",
        "Zoo est dans Bureau.",
    ]
    assert host.problems() == []
    host.tell(type="reset")
    assert done(host) == []


@pytest.mark.parametrize(
    "report",
    ["<b>", "move:Bureau>Bureau/Bureau", "new:Nulle part/Là", "rename:Bureau", "choose:Images", "trash:/"],
)
def test_what_cannot_be_arranged_is_nothing(window, report):
    host = Host(window, "files", files(), report=report)
    assert host.answer == ""
    assert names(host) == ["chat.png", "exposé sur les loups.odt", "recette.txt"]
