"""« Récupérer mon compte », for whoever has left school."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from learners.models import AccountRecovery, Learner
from learners.recovery_links import code_of
from organizations.links import new_nonce, next_nonce
from tests.accounts.factories import UserFactory
from tests.browser.stage import Stage
from tests.browser.views.view import View, send
from tests.browser.window import Window
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

SEARCH, CONFIRM = "/recuperer-mon-compte/", "/recuperer-mon-compte/confirmer/"
PERSON = {"first_name": "Maël", "last_name": "Le Goff", "birthdate": "2008-12-10"}
# Each is looked for once: five searches an hour are all that one of them may bear.
numbers = count(120_890_000)


def leaver(**account: object) -> Learner:
    return LearnerFactory(
        organization=OrganizationFactory(
            secondary=True, name="Collège Marie-Skłodowska-Curie de Plouguerneau"
        ),
        user=UserFactory(pupil=True, **account),
        first_name="Maël",
        last_name="LE GOFF",
        birthdate=date(2008, 12, 10),
        national_student_id=f"{next(numbers)}FA",
        disabled=True,
    )


def letter(*, is_old: bool = False, **state: object) -> Callable[[Stage], str]:
    def path(stage: Stage) -> str:
        user = UserFactory(pupil=True)
        recovery = AccountRecovery.objects.create(
            user=user, email="mael.le-goff@maison.example", nonce=new_nonce(), **state
        )
        code = code_of(recovery)
        if is_old:
            recovery.nonce = next_nonce(recovery.nonce)
            recovery.save()
        return f"/recuperer-mon-compte/lien/?demande={recovery.pk}&code={code}"

    return path


def look_for(learner: Learner, window: Window, stage: Stage) -> None:
    send("Rechercher mon compte", ine=learner.national_student_id, **PERSON)(window, stage)


def find(window: Window, stage: Stage) -> None:
    look_for(leaver(), window, stage)


def find_and(button: str, **values: str) -> Callable[[Window, Stage], None]:
    def act(window: Window, stage: Stage) -> None:
        find(window, stage)
        window.page.wait_for_url(f"**{CONFIRM}")
        send(button, **values)(window, stage)

    return act


def find_a_closed_account(window: Window, stage: Stage) -> None:
    look_for(leaver(is_active=False), window, stage)


LONG_AGO = timezone.now() - timedelta(days=2)

RECOVERY: list[View] = [
    View("recovery", "Vous avez quitté l’école", SEARCH),
    View("recovery, nothing typed", "Votre INE ou INA n’est pas", SEARCH, act=send("Rechercher mon compte")),
    View(
        "recovery, nobody",
        "Nous n’avons pas trouvé",
        SEARCH,
        act=send("Rechercher mon compte", ine="990000099ZZ", **PERSON),
    ),
    View("recovery, for the support", "ne peut pas être récupéré", SEARCH, act=find_a_closed_account),
    View("recovery, found", "Est-ce bien vous", SEARCH, act=find),
    View(
        "recovery, no address typed",
        "n’est pas renseignée",
        SEARCH,
        act=find_and("C’est moi, recevoir le lien"),
    ),
    View(
        "recovery, letter sent",
        "Consultez vos e-mails",
        SEARCH,
        act=find_and("C’est moi, recevoir le lien", email="mael@maison.example"),
    ),
    View("recovery, search over", "Recommencez la recherche", CONFIRM),
    View("recovery, password", "Choisissez votre mot de passe", letter()),
    View(
        "recovery, password too weak",
        "À corriger",
        letter(),
        act=send("Récupérer mon compte", password="abc"),
    ),
    View("recovery, link replaced", "Ce lien a été remplacé", letter(is_old=True)),
    View("recovery, link expired", "Ce lien a expiré", letter(created_at=LONG_AGO)),
    View("recovery, link used", "Ce lien a déjà servi", letter(used_at=LONG_AGO)),
    View("recovery, unknown link", "Ce lien n’est pas reconnu", "/recuperer-mon-compte/lien/"),
    View("recovery, done", "Votre compte est récupéré", "/recuperer-mon-compte/fait/"),
]
