"""A conversation: a reply, a message that is found, what is done about it."""

import pytest

from tests.browser.simulators.hands import TABLET, keyboard_in
from tests.browser.simulators.host import Host
from tests.challenges.simulators.more_worlds import conversation, find_message, replies

pytestmark = pytest.mark.browser


def test_a_reply_by_touch_appears_and_is_changed(open_window):
    host = Host(open_window(**TABLET), "messages", replies())
    thread = host.frame.get_by_role("list", name="Le groupe du foot")
    assert thread.get_by_role("listitem").count() == 4
    host.button("Je m’en fiche.").tap()
    assert host.answer == "reply:bof"
    assert "Je m’en fiche." in thread.get_by_role("listitem").last.inner_text()
    host.button("Zik, ce n’est pas gentil. Arrête.").tap()
    assert host.answer == "reply:stop"
    assert thread.get_by_role("listitem").count() == 5
    assert "Zik, ce n’est pas gentil. Arrête." in thread.get_by_role("listitem").last.inner_text()
    host.button("Zik, ce n’est pas gentil. Arrête.").tap()
    assert host.answer == ""
    assert thread.get_by_role("listitem").count() == 4


def test_a_reply_by_keyboard(window):
    host = Host(window, "messages", replies())
    keys = keyboard_in(host)
    keys.go_to("Merci de me prévenir")
    keys.press("Enter")
    assert host.answer == "reply:merci"
    assert host.said == "Je réponds\u00a0: Merci de me prévenir, Lina\u00a0!"
    keys.go_to("Je m’en fiche.")
    keys.press("Space")
    assert host.answer == "reply:bof"
    assert host.focused() == "reply-bof"


def test_a_message_is_chosen_by_touch_or_by_keyboard(open_window):
    host = Host(open_window(**TABLET), "messages", find_message())
    host.frame.get_by_role("button", name="Noé est trop nul").tap()
    assert host.answer == "message:m3"
    keys = keyboard_in(host)
    keys.go_to("Noé tombe dans la boue.")
    keys.press("Enter")
    assert host.answer == "message:m4"
    pressed = host.frame.locator("[aria-pressed=true]")
    assert pressed.count() == 1
    assert host.said == "Ce message est choisi."
    keys.press("Enter")
    assert host.answer == ""


def test_several_things_are_done_in_any_order_and_undone(open_window):
    host = Host(open_window(**TABLET), "messages", conversation())
    host.button("Faire une capture d’écran").tap()
    host.button("Se moquer de Zik").tap()
    host.button("Bloquer Zik").tap()
    assert host.answer == "actions:bloquer+capture+moquerie"
    assert host.said == "Zik ne peut plus t’écrire."
    host.button("Se moquer de Zik").tap()
    assert host.answer == "actions:bloquer+capture"
    assert "Ta moquerie est partie." not in host.words()
    assert "Je garde une image des messages." in host.words()


def test_things_are_done_by_keyboard(window):
    host = Host(window, "messages", conversation())
    keys = keyboard_in(host)
    keys.go_to("Bloquer Zik")
    keys.press("Space")
    keys.go_to("Montrer à un adulte")
    keys.press("Enter")
    assert host.answer == "actions:adulte+bloquer"


@pytest.mark.parametrize(
    ("params", "report", "shown"),
    [
        (replies(), "reply:stop", "Zik, ce n’est pas gentil. Arrête."),
        (find_message(), "message:m3", "Zik 17:05"),
        (conversation(), "actions:bloquer", "Bloquer Zik"),
    ],
)
def test_what_was_answered_is_shown_again(window, params, report, shown):
    host = Host(window, "messages", params, report=report, locked=True)
    chosen = host.frame.locator("[aria-pressed=true]")
    assert chosen.count() == 1
    assert shown in " ".join(chosen.inner_text().split())


@pytest.mark.parametrize("params", [replies(), find_message()], ids=["reply", "message"])
def test_the_other_ways_to_ask_fit_every_size_too(window, params):
    assert Host(window, "messages", params).problems() == []
