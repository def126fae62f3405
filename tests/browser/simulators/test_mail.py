"""An inbox: a mail that is found, mails that are sorted, a mail that is written."""

import pytest

from challenges.domain.simulators.plain_words import plain_words
from tests.browser.simulators.hands import TABLET, keyboard_in
from tests.browser.simulators.host import Host
from tests.challenges.simulators.more_worlds import inbox, new_mail

pytestmark = pytest.mark.browser

WRITTEN = "to:zoo@parc.example|subject:visite du parc|body:bonjour a quelle heure ouvre le parc"


def mail(host: Host, subject: str):
    return host.frame.get_by_role("listitem").get_by_role("button").filter(has_text=subject)


def folder(host: Host, words: str):
    return host.frame.get_by_role("navigation").get_by_role("button").filter(has_text=words)


def test_a_mail_is_read_and_chosen_by_touch(open_window):
    host = Host(open_window(**TABLET), "mail", inbox(ask="mail"))
    mail(host, "Votre visite de jeudi").tap()
    assert "Voici le plan du parc pour la classe." in host.words()
    assert "visites@parc-des-tilleuls.example" in host.words()
    assert host.focused() == "subject"
    assert host.answer == ""
    host.button("Je choisis ce message").tap()
    assert host.answer == "mail:zoo"
    host.button("Retour à la liste").tap()
    assert host.focused() == "mail-zoo"
    assert "Message choisi." in mail(host, "Votre visite de jeudi").inner_text()
    folder(host, "Envoyés").tap()
    mail(host, "Merci").tap()
    host.button("Je choisis ce message").tap()
    assert host.answer == "mail:merci"
    host.button("Je ne le choisis plus").tap()
    assert host.answer == ""


def test_a_mail_is_chosen_by_keyboard(window):
    host = Host(window, "mail", inbox(ask="mail"))
    keys = keyboard_in(host)
    keys.go_to("Super Cadeaux")
    keys.press("Enter")
    assert host.focused() == "subject"
    keys.go_to("Je choisis ce message")
    keys.press("Space")
    assert host.answer == "mail:gain"
    assert host.said == "Ce message est choisi."


def test_mails_are_sorted_by_touch_and_taken_back(open_window):
    host = Host(open_window(**TABLET), "mail", inbox())
    mail(host, "Bon anniversaire").tap()
    host.button("Mettre à la corbeille").tap()
    assert host.answer == "trash:mamie"
    assert host.said == "«\u00a0Bon anniversaire\u00a0» est dans Corbeille."
    assert mail(host, "Bon anniversaire").count() == 0
    mail(host, "Tu as gagné une console").tap()
    host.button("Signaler comme indésirable").tap()
    assert host.answer == "junk:gain; trash:mamie"
    folder(host, "Corbeille").tap()
    mail(host, "Bon anniversaire").tap()
    host.button("Remettre dans Réception").tap()
    assert host.answer == "junk:gain"
    assert "Ce dossier est vide." in host.words()
    folder(host, "Indésirables").tap()
    mail(host, "Photos des vacances").tap()
    host.button("Remettre dans Réception").tap()
    assert host.answer == "inbox:cousin; junk:gain"


def test_mails_are_sorted_by_keyboard(window):
    host = Host(window, "mail", inbox())
    keys = keyboard_in(host)
    keys.go_to("Super Cadeaux")
    keys.press("Enter")
    keys.go_to("Signaler comme indésirable")
    keys.press("Enter")
    assert host.answer == "junk:gain"
    assert host.focused() == "place"
    keys.go_to("Mamie Rose")
    keys.press("Space")
    keys.go_to("Mettre à la corbeille")
    keys.press("Space")
    assert host.answer == "junk:gain; trash:mamie"


def test_what_was_sent_is_no_junk_and_goes_back_to_where_it_was(open_window):
    host = Host(open_window(**TABLET), "mail", inbox())
    folder(host, "Envoyés").tap()
    mail(host, "Merci").tap()
    assert host.button("Signaler comme indésirable").count() == 0
    host.button("Mettre à la corbeille").tap()
    assert host.answer == "trash:merci"
    folder(host, "Corbeille").tap()
    mail(host, "Merci").tap()
    host.button("Remettre dans Envoyés").tap()
    assert host.answer == ""


def test_only_what_is_allowed_has_a_button(window):
    host = Host(window, "mail", inbox(actions=["trash"]))
    mail(host, "Super Cadeaux").click()
    assert host.button("Signaler comme indésirable").count() == 0
    assert host.button("Mettre à la corbeille").count() == 1


def test_a_mail_is_written_by_touch(open_window):
    host = Host(open_window(**TABLET), "mail", new_mail())
    host.frame.get_by_label("À", exact=True).select_option("zoo@parc.example")
    host.frame.get_by_label("Objet").tap()
    host.page.keyboard.type(" Visite du PARC\u00a0!")
    assert host.answer == ""
    host.frame.get_by_text("Bonjour, à quelle heure").tap()
    assert host.answer == WRITTEN
    assert host.said == "Le message est prêt."
    host.frame.get_by_label("Objet").fill("\u00a0!")
    assert host.answer == ""
    assert "Remplir toutes les lignes." in host.words()


def test_a_mail_is_written_by_keyboard(window):
    host = Host(window, "mail", new_mail())
    keys = keyboard_in(host)
    keys.go_to("À")
    keys.type("zoo")
    keys.go_to("Objet")
    keys.type("Visite du parc")
    keys.press("Tab")
    keys.press("Space")
    assert host.answer == WRITTEN


@pytest.mark.parametrize(
    "typed", ["L’été à l’école", "lea.petit-roux@ecole.example.", "Un œuf : 1 | deux", "Ça, c’est n°3 — ½ ﬁn"]
)
def test_what_is_typed_is_told_as_the_domain_tells_it(window, typed):
    host = Host(window, "mail", new_mail(fields=new_mail()["fields"][1:2]))
    host.frame.get_by_label("Objet").fill(typed)
    assert host.init["world"]["fields"][0]["name"] == "subject"
    assert host.answer == f"subject:{plain_words(typed)}"


@pytest.mark.parametrize(
    ("params", "report", "shown"),
    [
        (inbox(ask="mail"), "mail:cousin", "Regarde nos photos de la mer."),
        (inbox(), "junk:gain; trash:mamie", "Votre visite de jeudi"),
    ],
)
def test_what_was_answered_is_shown_again(window, params, report, shown):
    host = Host(window, "mail", params, report=report)
    assert shown in host.words()
    assert host.answer == report


def test_what_was_written_is_shown_again(window):
    host = Host(window, "mail", new_mail(), report=WRITTEN, locked=True)
    assert host.frame.get_by_label("À", exact=True).input_value() == "zoo@parc.example"
    assert host.frame.get_by_label("Objet").input_value() == "visite du parc"
    assert host.frame.get_by_label("Bonjour, à quelle heure").is_checked()


def test_what_was_received_stands_above_the_new_mail(window):
    host = Host(window, "mail", new_mail(mails=inbox()["mails"][:1]))
    assert "Voici le plan du parc pour la classe." in host.words()
    assert host.problems() == []


@pytest.mark.parametrize("comfort", ["", "comfort-larger comfort-spaced comfort-contrast"])
def test_an_open_mail_and_a_new_one_fit_every_size(window, comfort):
    host = Host(window, "mail", inbox(), comfort=comfort)
    mail(host, "Votre visite de jeudi").click()
    assert host.problems() == []
    assert Host(window, "mail", new_mail(), comfort=comfort).problems() == []
