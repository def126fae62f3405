"""What every simulator obeys: docs/simulateurs.md."""

from collections.abc import Callable

import pytest

from tests.browser.simulators.host import FITTED, Host
from tests.challenges.simulators.worlds import WORLDS

pytestmark = pytest.mark.browser

every_simulator = pytest.mark.parametrize("name", WORLDS)


def move_the_cat(host: Host) -> None:
    host.button("chat.png 12/03/2026 · 240 Ko").click()
    host.button("Déplacer").click()
    host.button("Images").last.click()


def choose_the_park(host: Host) -> None:
    host.link("Le panda roux au parc des Tilleuls").click()
    host.button("Je choisis cette page").click()


def act_against_zik(host: Host) -> None:
    host.button("Faire une capture d’écran").click()
    host.button("Bloquer Zik").click()


def report_the_prize(host: Host) -> None:
    host.frame.locator("#mail-gain").click()
    host.button("Signaler comme indésirable").click()


def write_a_title(host: Host) -> None:
    host.button("Les loups").click()
    host.button("Titre").click()
    host.button("Au centre").click()


def keep_to_oneself(host: Host) -> None:
    host.frame.get_by_label("Mes contacts").check()
    host.frame.get_by_role("switch", name="Partager ma position").click()


def choose_zoe(host: Host) -> None:
    host.frame.get_by_label("Choisir Zoé").check()


# What leads to the report of its world.
DEEDS: dict[str, Callable[[Host], None]] = {
    "files": move_the_cat,
    "search": choose_the_park,
    "messages": act_against_zik,
    "editor": write_a_title,
    "mail": report_the_prize,
    "settings": keep_to_oneself,
    "table": choose_zoe,
}


@pytest.fixture
def show(window) -> Callable[..., Host]:
    """Return ``show(name, **init)``: the simulator with its world of worlds.py."""
    return lambda name, **init: Host(window, name, WORLDS[name][0], **init)


def test_every_simulator_is_tried_here():
    assert DEEDS.keys() == WORLDS.keys()


@every_simulator
@pytest.mark.parametrize("comfort", ["", "comfort-larger comfort-spaced comfort-contrast"])
def test_it_fits_every_size_and_everybody(show, name, comfort):
    host = show(name, comfort=comfort)
    problems = host.problems()
    assert not problems, "\n" + "\n".join(problems)


@every_simulator
def test_what_is_reached_is_told_and_begun_anew(show, name):
    host = show(name)
    before = host.words()
    assert host.answer == ""
    DEEDS[name](host)
    assert host.answer == WORLDS[name][1]
    host.tell(type="reset")
    assert host.answer == ""
    assert host.words() == before
    assert host.said == "Tout est remis comme au début."
    DEEDS[name](host)
    assert host.answer == WORLDS[name][1]


@every_simulator
def test_it_tells_how_tall_it_is(show, name):
    host = show(name)
    heights = [each["height"] for each in host.told if each["type"] == "height"]
    assert heights[-1] == host.frame.evaluate("document.documentElement.offsetHeight")
    host.page.set_viewport_size({"width": 360, "height": 640})
    host.frame.evaluate(FITTED)


@every_simulator
def test_locked_it_is_looked_at_and_says_nothing(show, name):
    host = show(name, locked=True, report=WORLDS[name][1])
    controls = host.frame.locator("button, input, select, textarea")
    assert controls.count() > 0
    assert [each for each in controls.all() if each.is_enabled()] == []
    assert not host.frame.locator(".hint:visible").count()
    host.tell(type="reset")
    assert host.answer is None


HOSTILE = [
    {"type": "init", "world": {}},
    {"type": "init", "world": "<img src=x>"},
    {"type": "answer", "answer": "x"},
    {"type": "constructor"},
    {"type": "__proto__"},
    {"type": ["reset"]},
    {"type": "comfort", "comfort": {}},
    {},
]


@every_simulator
def test_odd_messages_change_nothing(show, name):
    host = show(name)
    DEEDS[name](host)
    before, told = host.words(), len(host.told)
    for message in HOSTILE:
        host.tell(**message)
    # No message of ours, and a message of ours that another window sends.
    host.tell(**{"from": "ailleurs", "type": "reset"})
    host.page.evaluate("document.querySelector('iframe').contentWindow.postMessage(null, '*')")
    host.page.evaluate("document.querySelector('iframe').contentWindow.postMessage('reset', '*')")
    host.frame.evaluate("postMessage({ from: 'pixorga', type: 'reset' }, '*')")
    assert host.words() == before
    assert len(host.told) == told
    assert host.answer == WORLDS[name][1]


# Keys of worlds that hold words for children, and nothing that something else is named by.
TEXTS = {"title", "excerpt", "text", "shows", "author", "body", "subject", "label", "note"}


def marked(value: object, key: str = "") -> object:
    """Return the world with a tag in each of its texts."""
    if isinstance(value, dict):
        return {name: marked(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [marked(each, key) for each in value]
    return f"{value}<img src=x>" if key in TEXTS else value


@every_simulator
def test_its_texts_are_text(window, name):
    params = marked(WORLDS[name][0])
    assert params != WORLDS[name][0]
    host = Host(window, name, params)
    assert host.frame.locator("main img").count() == 0
    for control in ("link", "button"):
        for each in host.frame.get_by_role(control).all():
            if each.is_visible() and each.is_enabled():
                each.click()
                assert host.frame.locator("main img").count() == 0


@every_simulator
def test_it_has_an_origin_of_its_own(show, name):
    host = show(name)
    assert host.frame.evaluate("self.origin") == "null"
    for forbidden in ("localStorage.length", "document.cookie", "parent.document.title"):
        attempt = f"() => {{ try {{ {forbidden}; return true }} catch {{ return false }} }}"
        assert not host.frame.evaluate(attempt), forbidden


@every_simulator
def test_opened_alone_it_waits_and_without_scripts_it_says_so(open_window, name):
    window = open_window()
    window.page.goto(f"/simulateurs/{name}/")
    window.page.get_by_text("Un instant…").wait_for()
    assert window.page.evaluate("self.origin") == "null"
    window = open_window(java_script_enabled=False)
    window.page.goto(f"/simulateurs/{name}/")
    window.page.get_by_text("Cet exercice a besoin de JavaScript.").wait_for()
    assert not window.page.get_by_text("Un instant…").is_visible()
