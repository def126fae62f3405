"""A page of settings, by touch and by keyboard."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.simulators.hands import TABLET, keyboard_in
from tests.browser.simulators.host import Host
from tests.challenges.simulators.set_worlds import settings
from tests.challenges.simulators.worlds import well_read

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser


def switch(host: Host, name: str) -> "Locator":
    return host.frame.get_by_role("switch", name=name, exact=True)


def changes(host: Host) -> list[str]:
    return host.frame.locator(".was").all_inner_texts()


def test_settings_are_changed_by_touch_and_put_back(open_window):
    host = Host(open_window(**TABLET), "settings", settings())
    assert switch(host, "Partager ma position").get_attribute("aria-checked") == "true"
    switch(host, "Partager ma position").tap()
    assert host.answer == "position:off"
    assert host.said == "Partager ma position\u00a0: Désactivé."
    assert switch(host, "Partager ma position").get_attribute("aria-checked") == "false"
    host.frame.get_by_text("Moi uniquement").tap()
    host.frame.get_by_label("Langue").select_option("English")
    assert host.answer == "langue:en; position:off; profil:moi"
    assert well_read("settings", settings()).may_report(host.answer)
    assert changes(host) == [
        "Modifié. Au début\u00a0: Tout le monde.",
        "Modifié. Au début\u00a0: Activé.",
        "Modifié. Au début\u00a0: Français.",
    ]
    host.frame.get_by_text("Tout le monde", exact=True).tap()
    switch(host, "Partager ma position").tap()
    host.frame.get_by_label("Langue").select_option("Français")
    assert host.answer == ""
    assert changes(host) == []


def test_settings_are_changed_by_keyboard(window):
    host = Host(window, "settings", settings())
    keys = keyboard_in(host)
    keys.go_to("Tout le monde")
    keys.press("ArrowDown")
    assert host.answer == "profil:amis"
    keys.press("ArrowDown")
    assert host.answer == "profil:moi"
    assert host.focused() == "set-profil-moi"
    keys.go_to("Jouer un son")
    keys.press("Space")
    keys.go_to("Langue")
    keys.press("ArrowUp")
    assert host.focused() == "set-langue"
    assert host.answer == "langue:es; profil:moi; sons:on"


def test_notes_and_groups_are_told_with_what_they_are_about(window):
    host = Host(window, "settings", settings())
    described = host.frame.locator("[aria-describedby]")
    notes = [host.frame.locator(f"#{each.get_attribute('aria-describedby')}") for each in described.all()]
    assert [note.inner_text() for note in notes] == [
        "La position est visible sur chaque photo publiée.",
        "La langue des menus.",
    ]
    assert host.frame.get_by_role("group", name="Qui peut voir mon profil").get_by_role("radio").count() == 3
    assert host.frame.get_by_role("region", name="Notifications").get_by_role("switch").count() == 1


@pytest.mark.parametrize("is_locked", [True, False])
def test_what_was_set_is_shown_again(window, is_locked):
    host = Host(
        window, "settings", settings(), report="langue:de; position:off; profil:moi", locked=is_locked
    )
    assert host.frame.get_by_label("Moi uniquement").is_checked()
    assert host.frame.get_by_label("Langue").input_value() == "de"
    assert switch(host, "Partager ma position").get_attribute("aria-checked") == "false"
    assert switch(host, "Jouer un son").get_attribute("aria-checked") == "false"
    assert len(changes(host)) == 3
    assert host.problems() == []


@pytest.mark.parametrize(
    "report", ["<b>", "profil:personne", "couleur:on", "position:tous", "constructor:on"]
)
def test_what_cannot_be_set_is_nothing(window, report):
    host = Host(window, "settings", settings(), report=report)
    assert host.answer == ""
    assert changes(host) == []
