"""An inbox: what an author may write, and which reports can come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.domain.simulators.plain_words import plain_words
from tests.challenges.simulators.more_worlds import inbox, new_mail
from tests.challenges.simulators.worlds import messages, well_read


def test_a_mail_may_be_chosen():
    world = well_read("mail", inbox(ask="mail"))
    assert world.may_report("mail:zoo")
    assert world.may_report("mail:cousin")
    for wrong in ("mail:", "mail:autre", "zoo", "junk:gain", "mail:zoo; mail:gain"):
        assert not world.may_report(wrong), wrong


@pytest.mark.parametrize(
    "report",
    [
        "junk:gain",
        "trash:gain",
        "junk:gain; trash:mamie",
        "inbox:cousin",
        "inbox:cousin; junk:gain",
        "trash:merci",
    ],
)
def test_mails_may_be_put_elsewhere(report):
    assert well_read("mail", inbox()).may_report(report)


@pytest.mark.parametrize(
    "report",
    [
        "",
        "inbox:zoo",
        "junk:cousin",
        "junk:merci",
        "sent:zoo",
        "inbox:merci",
        "trash:mamie; junk:gain",
        "junk:gain; junk:gain",
        "junk:gain; trash:gain",
        "junk:gain;trash:mamie",
        "trash:autre",
        "mail:zoo",
    ],
)
def test_mails_cannot_be_elsewhere_so(report):
    assert not well_read("mail", inbox()).may_report(report)


def test_what_has_no_button_cannot_be_done():
    world = well_read("mail", inbox(actions=["junk"]))
    assert world.may_report("inbox:cousin; junk:gain")
    assert not world.may_report("trash:gain")


def test_a_mail_is_told_once_all_is_filled_in():
    world = well_read("mail", new_mail())
    assert world.may_report(
        "to:zoo@parc.example|subject:visite du parc|body:bonjour a quelle heure ouvre le parc"
    )
    for wrong in (
        "to:zoo@parc.example|subject:visite du parc",
        "to:zoo@parc.example|subject:|body:ouvre quand",
        "to:zoo@parc.example|subject:Visite|body:ouvre quand",
        "to:mamie@parc.example|subject:visite|body:ouvre quand",
        "to:zoo@parc.example|subject:visite|body:autre chose",
        "subject:visite|to:zoo@parc.example|body:ouvre quand",
        f"to:zoo@parc.example|subject:{'a' * 81}|body:ouvre quand",
    ):
        assert not world.may_report(wrong), wrong


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  Visite   du PARC\u00a0!  ", "visite du parc"),
        ("L’été à l’école", "l ete a l ecole"),
        ("Léa.Petit-Roux@ecole.example", "lea.petit-roux@ecole.example"),
        ("Écris à zoo@parc.example.", "ecris a zoo@parc.example"),
        ("Un œuf : 1 | deux", "un oeuf 1 deux"),
        ("…", ""),
    ],
)
def test_what_is_typed_is_told_in_plain_words(typed, told):
    assert plain_words(typed) == told


@given(st.text())
def test_plain_words_stay_what_they_are_and_break_no_report(typed):
    words = plain_words(typed)
    assert plain_words(words) == words
    assert not {"|", ":", ";"} & {*words}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"address": "visites@parc.fr"}, "une adresse de « .example » est attendue, avec un @."),
        ({"address": "parc.example"}, "une adresse de « .example » est attendue, avec un @."),
        ({"date": "hier"}, "un jour s’écrit « 2026-03-12 »."),
        ({"folder": "spam"}, "valeur inconnue « spam » ; possibles : inbox, junk, trash, sent."),
        ({"id": "gain"}, "deux fois « gain »."),
        ({"text": []}, "il manque une valeur."),
        ({"to": "Lou"}, "clé inconnue « to »."),
    ],
)
def test_a_slip_of_a_mail_is_told(changes, message):
    first, *others = inbox()["mails"]
    assert message in messages("mail", inbox(mails=[first | changes, *others]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"fields": []}, "il manque une valeur."),
        (
            {"fields": [{"name": "to", "label": "À", "choices": ["Bonjour !", "bonjour"]}]},
            "deux choix ne diffèrent que par des signes : « bonjour ».",
        ),
        ({"fields": [{"name": "to", "label": "À", "choices": ["…"]}]}, "un choix n’a ni lettre ni chiffre."),
        ({"fields": [{"name": "to", "label": "À"}, {"name": "to", "label": "Pour"}]}, "deux fois « to »."),
        ({"actions": ["junk"]}, "clé inconnue « actions »."),
    ],
)
def test_a_slip_of_a_new_mail_is_told(changes, message):
    assert message in messages("mail", new_mail(**changes))


def test_an_unknown_action_is_told():
    assert "valeur inconnue « cacher » ; possibles : junk, trash." in messages(
        "mail", inbox(actions=["cacher"])
    )


def test_what_was_received_may_stand_above_the_new_mail():
    world = well_read("mail", new_mail(mails=inbox()["mails"][:1]))
    assert [mail.id for mail in world.mails] == ["zoo"]


def test_all_that_is_read_is_proof_read():
    texts = well_read("mail", inbox()).texts
    assert {"Le parc des Tilleuls", "plan.pdf", "Gros bisous de ta mamie."} <= {*texts}
    assert {"Objet", "Ouvre quand\u00a0???"} <= {*well_read("mail", new_mail()).texts}
