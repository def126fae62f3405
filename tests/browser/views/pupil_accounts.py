"""The choice of a password of one's own, and « Mon compte » in the App."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts import services
from accounts.models import ExternalIdentity, User
from tests.accounts.factories import UserFactory
from tests.browser.stage import Stage
from tests.browser.views.view import View, send
from tests.browser.window import Window
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

SIGN_IN, ACCOUNT = "/app/connexion/", "/app/compte/"
GIVEN = "drxhtn74"
LONG_NAME = "anne-gwendoline.de-la-rochefoucauld-montmorency"
_numbers = count()


def given_to_a_pupil(stage: Stage, **more: object) -> User:
    """Return a pupil who has just been given a password."""
    user = UserFactory(pupil=True, first_name="Anne-Gwendoline", username=f"{LONG_NAME}{next(_numbers):04}")
    password = {"password_hash": make_password(GIVEN), "by": stage.teacher}
    assert services.give_one_time_password(user=user, **password, **more)
    return user


def type_what_was_given(window: Window, stage: Stage) -> None:
    send("Je me connecte", login=given_to_a_pupil(stage).username, password=GIVEN)(window, stage)


def choose_too_weak_a_password(window: Window, stage: Stage) -> None:
    type_what_was_given(window, stage)
    send("Enregistrer et continuer", password="marmotte")(window, stage)


def type_what_has_expired(window: Window, stage: Stage) -> None:
    user = given_to_a_pupil(stage, now=timezone.now() - timedelta(days=30))
    send("Je me connecte", login=user.username, password=GIVEN)(window, stage)


def pupil_of_two_schools(stage: Stage) -> dict[str, str]:
    user = UserFactory(first_name="Maël", last_name="Le Goff", username=f"mael.legoff{next(_numbers):04}")
    for name in ("Collège Malebranche", "Lycée professionnel Jean-Baptiste-Clément de la Vallée"):
        school = OrganizationFactory(secondary=True, name=name)
        LearnerFactory(organization=school, user=user, first_name="Maël", last_name="LE GOFF")
    services.accept_posted_terms(
        user=user, posted=str(services.current_terms(kind=services.ACCOUNT_TERMS[0]).pk)
    )
    return stage.session_of(user)


def pupil_of_the_mediacentre(stage: Stage) -> dict[str, str]:
    user = services.create_pupil_account(first_name="Maël", last_name="Le Goff")
    subject = f"ido-{next(_numbers)}"
    services.link_external_identity(user=user, provider=ExternalIdentity.GAR, subject=subject)
    return stage.session_of(user)


PUPIL_SIGN_IN: list[View] = [
    View("own password", "Choisissez votre mot de passe", SIGN_IN, act=type_what_was_given),
    View("own password, too weak", "À corriger", SIGN_IN, act=choose_too_weak_a_password),
    View("one-time password, expired", "n’est plus valable", SIGN_IN, act=type_what_has_expired),
    View("app account, two schools", "Collège Malebranche", ACCOUNT, pupil_of_two_schools),
    View("app account, mediacentre", "Par l’ENT", ACCOUNT, pupil_of_the_mediacentre),
]
