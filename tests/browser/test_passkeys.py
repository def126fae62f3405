"""A passkey in a real browser, with Chromium's virtual authenticator; and codes typed by keyboard alone."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import User
from tests.accounts.factories import PASSWORD, AcceptanceFactory, UserFactory
from tests.accounts.second_steps import code_now, confirm
from tests.browser.keyboard import Keyboard
from tests.browser.views.mfa import APPLICATION, INDEX, KEYS, cookies_of
from tests.browser.window import Window

pytestmark = pytest.mark.browser

HOME = "Mon compte"


@pytest.fixture
def user(stage) -> User:
    return AcceptanceFactory(user=UserFactory()).user


@pytest.fixture
def open_named_window(browser, site):
    """Return a function that opens a browser at « localhost »: no key is made for an IP address."""
    windows: list[Window] = []

    def open_one() -> Window:
        windows.append(Window(browser, site.replace("127.0.0.1", "localhost")))
        return windows[-1]

    yield open_one
    for window in windows:
        window.close()
    assert [message for window in windows for message in window.messages] == []


def plug_key_in(window: Window) -> None:
    """Give the browser a key that recognizes its owner at once."""
    devtools = window.context.new_cdp_session(window.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def arrive(window: Window, user: User) -> None:
    """Be signed in, and have confirmed who one is."""
    client = Client()
    client.force_login(user)
    confirm(client)
    window.bring(cookies_of(client))


def sign_in(window: Window, user: User) -> None:
    window.page.goto("/connexion/?next=/profil/")
    window.page.get_by_label("Adresse e-mail").fill(user.email)
    window.page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    window.button("Je me connecte").click()


def test_a_passkey_is_added_then_signs_in_alone(open_named_window, user):
    window = open_named_window()
    plug_key_in(window)
    arrive(window, user)
    window.page.goto(f"{KEYS}ajouter/")
    window.button("Ajouter la clé").click()
    window.page.get_by_role("heading", name="Codes de secours").wait_for()
    window.button("Se déconnecter").click()
    window.page.wait_for_url("**/connexion/")

    window.page.goto("/connexion/?next=/profil/")
    window.button("Me connecter avec une clé d’accès").click()

    window.page.get_by_role("heading", name=HOME).wait_for()
    assert Authenticator.objects.get(user=user, type="webauthn").last_used_at is not None


def test_a_key_that_is_no_passkey_is_the_second_step(open_named_window, user):
    window = open_named_window()
    plug_key_in(window)
    arrive(window, user)
    window.page.goto(f"{KEYS}ajouter/")
    window.page.get_by_label("Me connecter avec cette clé seule").uncheck()
    window.page.get_by_label("Nom de la clé").fill("Bureau")
    window.page.keyboard.press("Enter")
    window.page.get_by_role("heading", name="Codes de secours").wait_for()
    window.context.clear_cookies()

    sign_in(window, user)
    window.button("Utiliser ma clé d’accès").click()

    window.page.get_by_role("heading", name=HOME).wait_for()


def test_a_key_that_does_not_answer_is_told_of(open_named_window, user):
    window = open_named_window()
    plug_key_in(window)
    window.page.goto("/connexion/")

    window.button("Me connecter avec une clé d’accès").click()

    window.page.get_by_text("La clé d’accès n’a pas répondu.").wait_for()


def test_without_scripts_the_button_of_keys_is_not_there(open_window, stage):
    window = open_window(java_script_enabled=False)
    window.page.goto("/connexion/")

    assert window.button("Je me connecte").is_visible()
    assert not window.page.locator("[data-passkey]").is_visible()


def test_an_application_is_added_and_used_with_a_keyboard_alone(open_window, user):
    window = open_window(viewport={"width": 1280, "height": 800})
    arrive(window, user)
    keyboard = Keyboard(window)
    window.page.goto(INDEX)
    keyboard.follow("Ajouter une application")
    secret = window.page.locator(".secret").inner_text()
    keyboard.go_to("Code à 6 chiffres")
    keyboard.type(code_now(secret=secret))
    with window.page.expect_navigation():
        keyboard.press("Enter")
    assert window.heading() == "Codes de secours"
    keyboard.follow("C’est noté")
    assert "est active" in window.page.locator("main").inner_text()
    window.context.clear_cookies()

    sign_in(window, user)
    window.page.get_by_role("heading", name="Deuxième étape").wait_for()
    keyboard.go_to("Code de l’application")
    keyboard.type(code_now(periods=1, secret=secret))
    with window.page.expect_navigation():
        keyboard.press("Enter")

    assert window.heading() == HOME


def test_a_wrong_code_is_said_and_has_the_focus(open_window, user):
    window = open_window(viewport={"width": 1280, "height": 800})
    arrive(window, user)
    window.page.goto(APPLICATION)
    window.page.get_by_label("Code à 6 chiffres").fill("000000")
    window.button("Activer").click()

    alert = window.page.get_by_role("alert")
    alert.wait_for()

    assert "n’est pas celui de l’application" in alert.inner_text()
    assert alert.evaluate("element => element === document.activeElement")
