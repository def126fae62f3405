"""The pupils’ App, the support, the state of the service."""

from collections.abc import Callable

from django.core.cache import cache

from accounts import services
from pixorga import status
from tests.accounts.factories import PASSWORD, UserFactory
from tests.browser.stage import Stage
from tests.browser.views.view import View, send, teacher
from tests.browser.window import Window

SIGN_UP, SIGN_IN = "/app/inscription/", "/app/connexion/"


def with_terms_due(stage: Stage) -> dict[str, str]:
    """Somebody who signed up before the terms of today."""
    user = UserFactory(first_name="Maël", last_name="Le Goff")
    assert services.due_terms(user=user, kinds=services.ACCOUNT_TERMS)
    return stage.session_of(user)


def pupil_of_a_college(stage: Stage) -> dict[str, str]:
    return stage.session_of(UserFactory(pupil=True, first_name="Maël", last_name="Le Goff"))


def late(*queues: str) -> Callable[[Stage], str]:
    def path(stage: Stage) -> str:
        cache.set(status.KEY, list(queues), status.KEPT_FOR_SECONDS)
        return "/etat-du-service/"

    return path


def sign_up_with_the_address_of_the_teacher(window: Window, stage: Stage) -> None:
    window.page.get_by_role("checkbox").check()
    person = {"first_name": "Maël", "last_name": "Le Goff", "email": stage.teacher.email}
    send("Je m’inscris", **person, password=PASSWORD)(window, stage)


APP: list[View] = [
    View("app", "Mon espace Pix Orga", "/app/", teacher),
    View("app, pupil", "apparaîtront ici", "/app/", pupil_of_a_college),
    View("app, terms to accept", "Avant d’entrer dans votre espace", "/app/cgu/", with_terms_due),
    View("app sign in", "Adresse e-mail ou identifiant", SIGN_IN),
    View("app sign in, nothing typed", "votre identifiant n’est pas", SIGN_IN, act=send("Je me connecte")),
    View(
        "app sign in, wrong password",
        "Un enseignant peut vous donner",
        SIGN_IN,
        act=send("Je me connecte", login="personne.nulle0101", password="Mauvais-2026"),
    ),
    View("app sign up", "Inscrivez-vous", SIGN_UP),
    View("app sign up, nothing typed", "Cochez cette case", SIGN_UP, act=send("Je m’inscris")),
    View(
        "app sign up, address taken",
        "a déjà un compte",
        SIGN_UP,
        act=sign_up_with_the_address_of_the_teacher,
    ),
    View("app sign up, closed", "Les inscriptions sont fermées", "/apercu/inscription-fermee/"),
    View("another provider", "Relier votre compte", "/apercu/compte-externe/", teacher),
    View("terms of the account", "Conditions générales du compte", "/conditions-generales/"),
    View("contact", "Nous contacter", "/contact/"),
    View("contact, signed in", "Nous contacter", "/contact/", teacher),
    View("contact, nothing typed", "Votre message est vide", "/contact/", act=send("Envoyer")),
    View("contact, sent", "Votre message est envoyé", "/contact/envoye/"),
    View("state of the service", "Tout fonctionne", late()),
    View("state of the service, late", "ne refaites pas la demande", late("imports", "mail")),
    View("no school, pupil", "Votre espace est ailleurs", "/", pupil_of_a_college),
]
