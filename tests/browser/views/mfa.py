"""Two-step sign-in, set up and used."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from accounts.models import User
from tests.accounts.factories import UserFactory
from tests.accounts.keys import SoftwareKey
from tests.accounts.pages import sign_in
from tests.accounts.second_steps import confirm, give_application
from tests.browser.stage import Stage
from tests.browser.views.view import Cookies, View, send
from tests.browser.window import Window

INDEX = "/profil/connexion-en-deux-etapes/"
APPLICATION = f"{INDEX}application/"
CODES = f"{INDEX}codes-de-secours/"
KEYS = f"{INDEX}cles/"
STEP = "/connexion/deux-etapes/"
NAMES = ("Téléphone", "Clé USB du trousseau de la direction")


def person(*, has_application: bool = False, keys: int = 0, used_codes: int = 0, **changes: object) -> User:
    user = UserFactory(**changes)
    if has_application:
        give_application(user)
    for name in NAMES[:keys]:
        SoftwareKey().give(user, name)
    for codes in Authenticator.objects.filter(user=user, type="recovery_codes"):
        codes.data["used_mask"] = 2**used_codes - 1
        codes.save()
    return user


def cookies_of(client: Client) -> dict[str, str]:
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def inside(*, is_confirmed: bool = True, **state: object) -> Cookies:
    """Return who is signed in, and has confirmed who he is, with the second step that ``state`` says."""

    def cookies(stage: Stage) -> dict[str, str]:
        client = Client()
        client.force_login(person(**state))
        if is_confirmed:
            confirm(client)
        return cookies_of(client)

    return cookies


def at_second_step(**state: object) -> Cookies:
    def cookies(stage: Stage) -> dict[str, str]:
        client = Client()
        sign_in(client, person(**state).email)
        return cookies_of(client)

    return cookies


def follow(*words: str) -> object:
    def act(window: Window, stage: Stage) -> None:
        for each in words:
            window.page.get_by_role("link", name=each).first.click()

    return act


def rename_to_nothing(window: Window, stage: Stage) -> None:
    follow("Renommer")(window, stage)
    send("Enregistrer", name="")(window, stage)


MFA = [
    View("two steps, none", "Un mot de passe peut être deviné", INDEX, inside()),
    View("two steps, application", "Il vous reste 10 codes", INDEX, inside(has_application=True)),
    View(
        "two steps, keys and no code left",
        "Il ne vous reste aucun code",
        INDEX,
        inside(has_application=True, keys=2, used_codes=10),
    ),
    View("two steps, add an application", "scannez ce QR code", APPLICATION, inside()),
    View(
        "two steps, add an application, wrong code",
        "n’est pas celui de l’application",
        APPLICATION,
        inside(),
        send("Activer", code="000000"),
    ),
    View(
        "two steps, take the application away",
        "Retirer l’application de codes",
        f"{APPLICATION}retirer/",
        inside(has_application=True),
    ),
    View("two steps, codes", "Chaque code vous laisse entrer", CODES, inside(has_application=True)),
    View("two steps, codes used up", "ont servi", CODES, inside(has_application=True, used_codes=10)),
    View("two steps, new codes", "ne serviront plus", f"{CODES}nouveaux/", inside(has_application=True)),
    View(
        "two steps, new codes for nothing",
        "Ajoutez d’abord",
        f"{CODES}nouveaux/",
        inside(),
        send("Créer de nouveaux codes"),
    ),
    View("two steps, no key", "Vous n’avez pas de clé", KEYS, inside()),
    View("two steps, keys", NAMES[1], KEYS, inside(keys=2)),
    View("two steps, add a key", "où garder la clé", f"{KEYS}ajouter/", inside()),
    # The browser of these tests has no key to offer.
    View(
        "two steps, add a key, no answer",
        "n’a pas répondu",
        f"{KEYS}ajouter/",
        inside(),
        lambda window, stage: window.button("Ajouter la clé").click(),
    ),
    View("two steps, rename a key", "Renommer la clé", KEYS, inside(keys=2), follow("Renommer")),
    View("two steps, a key without name", "Donnez un nom", KEYS, inside(keys=2), rename_to_nothing),
    View("two steps, take a key away", "Retirer la clé «", KEYS, inside(keys=2), follow("Retirer")),
    View("second step", "Ouvrez l’application", STEP, at_second_step(has_application=True)),
    View(
        "second step, wrong code",
        "n’est pas valable",
        STEP,
        at_second_step(has_application=True),
        send("Je me connecte", code="000000"),
    ),
    View(
        "second step, blocked",
        "ce compte est bloqué pendant",
        STEP,
        at_second_step(has_application=True, failure_count=9),
        send("Je me connecte", code="000000"),
    ),
    View("second step, key", "Utilisez la clé d’accès", STEP, at_second_step(keys=1)),
    View(
        "second step, key or code", "ou saisissez un code", STEP, at_second_step(has_application=True, keys=1)
    ),
    View(
        "second step, key, no answer",
        "n’a pas répondu",
        STEP,
        at_second_step(keys=1),
        lambda window, stage: window.button("Utiliser ma clé d’accès").click(),
    ),
    View(
        "confirm by a code",
        "C’est bien vous",
        "/connexion/verification/code/",
        inside(has_application=True, is_confirmed=False),
    ),
    View(
        "confirm by a key",
        "C’est bien vous",
        "/connexion/verification/cle-d-acces/",
        inside(keys=1, is_confirmed=False),
    ),
]
