"""A conversation: what an author may write, and which reports can come."""

import pytest

from challenges.domain.simulators.messages import KNOWN_ACTIONS
from tests.challenges.simulators.more_worlds import conversation, find_message, replies
from tests.challenges.simulators.worlds import messages, well_read


def asked(**changes: object):
    return well_read("messages", conversation(**changes))


def test_a_message_of_the_conversation_may_be_chosen():
    world = well_read("messages", find_message())
    assert world.may_report("message:m1")
    for wrong in ("message:m9", "message:", "m1", "reply:m1", "message:m1+m2"):
        assert not world.may_report(wrong), wrong


def test_one_of_the_replies_may_be_sent():
    world = well_read("messages", replies())
    assert world.may_report("reply:stop")
    for wrong in ("reply:m1", "reply:", "stop", "message:m1", "reply:stop+merci"):
        assert not world.may_report(wrong), wrong


def test_what_is_done_is_told_in_order_each_once():
    world = asked()
    for right in (
        "actions:bloquer",
        "actions:bloquer+capture",
        "actions:adulte+bloquer+capture+moquerie+partager",
    ):
        assert world.may_report(right), right
    for wrong in (
        "actions:capture+bloquer",
        "actions:bloquer+bloquer",
        "actions:quitter",
        "actions:",
        "actions:bloquer+",
        "bloquer",
        "action:bloquer",
    ):
        assert not world.may_report(wrong), wrong


def test_a_known_action_brings_its_words_and_may_have_others():
    adult, *_ = [action for action in asked().actions if action.id == "adulte"]
    block, *_ = [action for action in asked().actions if action.id == "bloquer"]
    assert (adult.text, adult.done) == KNOWN_ACTIONS["adulte"]
    assert block.text == "Bloquer Zik"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ask": "parler"}, "valeur inconnue « parler » ; possibles : reply, message, action."),
        ({"actions": [{"id": "rire"}]}, "il manque une valeur."),
        ({"actions": [{"id": "bloquer"}, {"id": "bloquer"}]}, "deux fois « bloquer »."),
        ({"actions": [{"id": "bloquer", "texte": "Bloquer"}]}, "clé inconnue « texte »."),
        ({"messages": [{"id": "m1", "from": "Lina"}]}, "il manque une valeur."),
        ({"messages": [{"id": "m1", "text": "Oui"}, {"id": "m1", "text": "Non"}]}, "deux fois « m1 »."),
        ({"conversation": ""}, "il manque une valeur."),
        ({"replies": [{"id": "oui", "text": "Oui"}]}, "clé inconnue « replies »."),
    ],
)
def test_a_slip_is_told(changes, message):
    assert message in messages("messages", conversation(**changes))


def test_all_that_is_read_is_proof_read():
    assert {"Le groupe du foot", "Lina", "Noé tombe dans la boue.", "Zik ne peut plus t’écrire."} <= {
        *asked().texts
    }
    assert "Je m’en fiche." in well_read("messages", replies()).texts
