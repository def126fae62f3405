"""Sending a file of pupils in a browser: the sign of work, the way out that asks, and a line that is cut."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from imports.models import LearnerImport
from organizations.models import Organization
from tests.browser.look import axe_problems, layout_problems
from tests.browser.views.view import head_of
from tests.browser.window import Window
from tests.imports.journey import UPLOAD, onde_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

UAI = "0010001A"
FILE = {"name": "CSVExtraction.csv", "mimeType": "text/csv", "buffer": onde_bytes(1, 2)}
UNDER_WAY = "Envoi du fichier en cours"
CUT = "la connexion a été coupée"


@pytest.fixture
def import_page(open_window, stage) -> Iterator[Window]:
    """The import page of a school that has sent nothing yet."""
    window = open_window(viewport={"width": 1280, "height": 800})
    window.bring(head_of(UAI)(stage))
    window.page.goto("/eleves/import/")
    yield window
    LearnerImport.objects.of(Organization.objects.get(uai=UAI)).delete()


def choose(window: Window, file: dict = FILE) -> None:
    with window.page.expect_file_chooser() as chosen:
        window.button("Importer la liste").click()
    chosen.value.set_files(file)


def runs() -> int:
    return LearnerImport.objects.filter(organization__uai=UAI).count()


def hold(page: "Page") -> list["Route"]:
    """Let the file stop on its way; return where it is held."""
    held: list[Route] = []
    page.route(f"**{UPLOAD}", lambda route: held.append(route))
    return held


def looks_right(window: Window) -> None:
    problems = [*axe_problems(window.page), *layout_problems(window.page)]
    assert not problems, "\n" + "\n".join(problems)
    window.page.set_viewport_size({"width": 1280, "height": 800})


def forgive(window: Window) -> None:
    """Forget what the console says of a request that failed on purpose."""
    assert all("envoyer" in text or "htmx:" in text or "Response Status" in text for text in window.messages)
    window.messages.clear()


def test_the_page_shows_that_the_file_is_on_its_way_and_then_what_becomes_of_it(import_page):
    page = import_page.page
    held = hold(page)
    choose(import_page)
    page.get_by_text(UNDER_WAY).wait_for()
    assert not import_page.button("Importer la liste").is_visible()
    assert UNDER_WAY in page.locator(":focus").inner_text()
    looks_right(import_page)
    held[0].continue_()
    page.get_by_text("Votre fichier est bien reçu").first.wait_for()
    page.get_by_text(UNDER_WAY).wait_for(state="hidden")
    assert page.url.endswith("/eleves/import/")
    assert runs() == 1


def test_leaving_while_the_file_is_on_its_way_asks_first(import_page):
    page, asked = import_page.page, []
    held = hold(page)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    choose(import_page)
    page.get_by_text(UNDER_WAY).wait_for()
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    assert not page.is_closed()
    held[0].continue_()
    page.get_by_text("Votre fichier est bien reçu").first.wait_for()
    page.reload()
    assert asked == ["beforeunload"]


def test_a_line_that_is_cut_is_told_and_the_same_file_leaves_again(import_page):
    page = import_page.page
    held = hold(page)
    choose(import_page)
    page.get_by_text(UNDER_WAY).wait_for()
    held[0].abort("connectionreset")
    page.get_by_text(CUT).wait_for()
    forgive(import_page)
    assert CUT in page.locator(":focus").inner_text()
    assert import_page.button("Importer la liste").is_visible()
    assert runs() == 0
    looks_right(import_page)
    page.unroute(f"**{UPLOAD}")
    import_page.button("Renvoyer le fichier").click()
    page.get_by_text("Votre fichier est bien reçu").first.wait_for()
    assert runs() == 1
    assert bytes(LearnerImport.objects.get(organization__uai=UAI).chunks.get().data) == FILE["buffer"]


@pytest.mark.parametrize(("status", "words"), [(413, "Ce fichier dépasse 20"), (500, "n’a pas pu être reçu")])
def test_a_refusal_of_the_server_is_told_beside_the_form(import_page, status, words):
    page = import_page.page
    page.route(f"**{UPLOAD}", lambda route: route.fulfill(status=status, body="<h1>Erreur</h1>"))
    choose(import_page)
    page.get_by_text(words).wait_for()
    forgive(import_page)
    assert import_page.button("Importer la liste").is_visible()
    looks_right(import_page)


def test_a_file_that_is_too_large_is_not_even_sent(import_page):
    page = import_page.page
    held = hold(page)
    page.locator("[data-max-bytes]").evaluate("form => (form.dataset.maxBytes = 10)")
    choose(import_page)
    page.get_by_text(re.compile("Ce fichier dépasse 20.Mo")).wait_for()
    assert held == []
    assert import_page.button("Importer la liste").is_visible()


def test_a_file_of_another_kind_is_told_where_the_page_stands(import_page):
    page = import_page.page
    choose(import_page, FILE | {"name": "photo.png"})
    page.get_by_text("pas au bon format").first.wait_for()
    page.locator(":focus").get_by_text("À corriger").wait_for()
    assert page.title().startswith("Erreur")
    choose(import_page)
    page.get_by_text("Votre fichier est bien reçu").first.wait_for()
    assert not page.title().startswith("Erreur")


def test_whoever_was_signed_out_meanwhile_is_led_to_sign_in(import_page):
    import_page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    choose(import_page)
    import_page.page.wait_for_url("**/connexion/**")
    forgive(import_page)
    assert runs() == 0
