"""« Gestion du compte Pix de l'élève »: each block of the page, and the password that is shown once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from learners.models import Learner
from organizations.models import Membership, Organization
from tests.accounts.factories import UserFactory
from tests.browser.stage import Stage, accept_terms
from tests.browser.views.view import View
from tests.browser.window import Window
from tests.learners.accounts import make_account
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory

COLLEGE = "0010041C"
RESET, ADD_USERNAME = "Réinitialiser le mot de passe", "Ajouter une connexion avec un identifiant"
# Longer than most, and cut nowhere.
LONG = {"first_name": "Marie-Clémentine", "last_name": "MONTGAILLARD-LAFONTAINE"}
LONG_NAME = "marieclementine.montgaillardlafontaine0112"


def principal(stage: Stage) -> dict[str, str]:
    return stage.session_of(Membership.objects.get(organization=college()).user)


def college() -> Organization:
    return Organization.objects.filter(uai=COLLEGE).first() or _make_college()


def _make_college() -> Organization:
    school = OrganizationFactory(uai=COLLEGE, name="Collège des Tilleuls", secondary=True)
    accept_terms(MembershipFactory(organization=school, user=UserFactory(), admin=True).user)
    return school


def pupil(ways: str | None, **state: object) -> Learner:
    """Return a pupil made for one view. ways: of username, email and gar; None for no account."""
    number = Learner.objects.count()
    names = {"username": f"{LONG_NAME}{number}", "email": f"{LONG_NAME}{number}@pixmail.example"}
    given = {way: names[way] for way in (ways or "").split() if way in names}
    account = None if ways is None else make_account(ways, **given | state)
    return LearnerFactory(organization=college(), division="3EME B", level="", user=account, **LONG)


def page_of(ways: str | None, **state: object) -> Callable[[Stage], str]:
    return lambda stage: f"/eleves/{pupil(ways, **state).pk}/compte/"


def press(button: str) -> Callable[[Window, Stage], None]:
    return lambda window, stage: window.button(button).click()


def send_again(window: Window, stage: Stage) -> None:
    """Send the form of a page that is no longer the one of now."""
    account = Learner.objects.of(college()).latest("pk").user
    window.page.wait_for_load_state()
    account.set_password("Marmotte-2026")
    account.save(update_fields=["password"])
    window.button(RESET).click()


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


NOW = timezone.now()
PUPIL_ACCOUNTS: list[View] = [
    View("pupil's account, identifier", "Connecté avec un identifiant", page_of("username"), principal),
    View("pupil's account, e-mail", "Son mot de passe sera le même", page_of("email"), principal),
    View("pupil's account, médiacentre", "sera créé", page_of("gar"), principal),
    View("pupil's account, every way in", "Médiacentre de l’ENT", page_of("gar email username"), principal),
    View("pupil's account, none", "n’a pas encore de compte Pix", page_of(None), principal),
    View("pupil's account, no way in", "plus aucune méthode", page_of(""), principal),
    View(
        "pupil's account, blocked",
        "personne ne peut se connecter",
        page_of("username", blocked_at=NOW),
        principal,
    ),
    View(
        "pupil's account, paused",
        "L’élève peut attendre",
        page_of("username", blocked_until=in_days(1)),
        principal,
    ),
    View(
        "pupil's account, password waiting",
        "attend l’élève",
        page_of("username", one_time_password_until=in_days(5)),
        principal,
    ),
    View(
        "pupil's account, password too old",
        "n’a pas utilisé à temps",
        page_of("username", one_time_password_until=in_days(-5)),
        principal,
    ),
    View(
        "pupil's account, of an adult",
        "celui d’un adulte",
        page_of("email", is_staff=True),
        principal,
    ),
    View("pupil's account, closed", "est fermé", page_of("email", is_active=False), principal),
    View(
        "pupil's account, new password",
        "Communiquez ce mot de passe",
        page_of("username email"),
        principal,
        press(RESET),
    ),
    View(
        "pupil's account, new password of a blocked one",
        "Communiquez ce mot de passe",
        page_of("username", blocked_at=NOW),
        principal,
        press(RESET),
    ),
    View(
        "pupil's account, new identifier with a password",
        "Communiquez ce mot de passe",
        page_of("gar"),
        principal,
        press(ADD_USERNAME),
    ),
    View(
        "pupil's account, new identifier without a password",
        "Le mot de passe reste",
        page_of("email"),
        principal,
        press(ADD_USERNAME),
    ),
    View("pupil's account, sent again", "vient de changer", page_of("username"), principal, send_again),
]
