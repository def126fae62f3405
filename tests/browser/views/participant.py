"""The way into a campaign: code, access, sign-up, the identity of an account."""

from datetime import date

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from campaigns.models import Campaign
from learners.models import Learner
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.browser.stage import Stage
from tests.browser.views.view import View, send
from tests.campaigns.factories import CampaignFactory
from tests.campaigns.joining import make_account
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

CODE, OF_GAR, ENDED = "CHMNKR357", "CHMNKR368", "CHMNKR379"
LONG = "Rentrée 2026 des élèves de cinquième du collège Anne-Gwendoline-de-La-Rochefoucauld"
PERSON = {"first_name": "Marie-Clémentine", "last_name": "Montgaillard-Lafontaine"}
BORN = {"day": "1", "month": "12", "year": "2012"}


def campaign(code: str = CODE, **school: object) -> Campaign:
    """Return the campaign of a code, made for the first view that asks."""
    found = Campaign.objects.filter(code=code).first()
    if found:
        return found
    organization = OrganizationFactory(secondary=True, name=f"Collège des Peupliers {code[-3:]}", **school)
    return CampaignFactory(organization=organization, code=code, name=LONG)


def learner(user: User | None = None) -> Learner:
    """Return the pupil of the views, of nobody or of this account."""
    school: Organization = campaign().organization
    names = {"first_name": PERSON["first_name"], "last_name": PERSON["last_name"].upper()}
    found = Learner.objects.of(school).first()
    found = found or LearnerFactory(
        organization=school, **names, birthdate=date(2012, 12, 1), division="5EME A", level=""
    )
    Learner.objects.filter(pk=found.pk).update(user=user)
    return found


def page(name: str, code: str = CODE, **school: object):
    def path(stage: Stage) -> str:
        campaign(code, **school)
        return reverse(f"participant:{name}", args=[code])

    return path


def ended(stage: Stage) -> str:
    Campaign.objects.filter(pk=campaign(ENDED).pk).update(archived_at=stage.now)
    return reverse("participant:campaign", args=[ENDED])


def arrived(*, page: str = "sign_up", user: User | None = None, is_found: bool = False) -> dict[str, str]:
    """Return the cookie of somebody who began, and was found if asked."""
    client = Client()
    learner()
    if user:
        client.force_login(user)
    client.post(reverse("participant:start", args=[CODE]))
    if is_found:
        client.post(reverse(f"participant:{page}", args=[CODE]), PERSON | BORN)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def begun(stage: Stage) -> dict[str, str]:
    return arrived()


def found(stage: Stage) -> dict[str, str]:
    return arrived(is_found=True)


def with_account(stage: Stage) -> dict[str, str]:
    return arrived(user=UserFactory(pupil=True, **PERSON))


def with_account_found(stage: Stage) -> dict[str, str]:
    user = UserFactory(pupil=True, **PERSON)
    return arrived(page="identity", user=user, is_found=True)


def joined(stage: Stage) -> dict[str, str]:
    username = "marieclementine.montgaillardlafontaine0112"
    user = User.objects.filter(username=username).first()
    user = user or UserFactory(pupil=True, username=username, **PERSON)
    learner(user)
    return stage.session_of(user)


def begun_by_somebody_with_an_account(stage: Stage) -> dict[str, str]:
    cookies = arrived()
    username = "charles.babbage2612"
    learner(User.objects.filter(username=username).first() or make_account("USERNAME"))
    return cookies


PARTICIPANTS: list[View] = [
    View("campaign code", "9 lettres et chiffres", "/app/campagnes/"),
    View(
        "campaign code, empty", "Écrivez d’abord le code", "/app/campagnes/", act=send("Accéder au parcours")
    ),
    View("campaign code, ended", "Ce parcours est terminé", ended),
    View("campaign", "Qui voit quoi", page("campaign")),
    View("campaign, tied", "est rattaché à", page("campaign"), joined),
    View("campaign access", "Avez-vous déjà un compte", page("access")),
    View("campaign access, gar", "Passez par votre ENT", page("access", OF_GAR, has_gar=True)),
    View("campaign sign up", "Date de naissance", page("sign_up"), begun),
    View("campaign sign up, nothing typed", "À corriger", page("sign_up"), begun, act=send("Continuer")),
    View(
        "campaign sign up, nobody found",
        "Pour les enseignants",
        page("sign_up"),
        begun,
        act=send("Continuer", first_name="Zoé", last_name="Ferry", **BORN),
    ),
    View(
        "campaign sign up, has an account",
        "S52",
        page("sign_up"),
        begun_by_somebody_with_an_account,
        act=send("Continuer", **PERSON, **BORN),
    ),
    View("campaign password", "Est-ce bien vous", page("choose_password"), found),
    View(
        "campaign password, nothing typed",
        "mot de passe n’est pas renseigné",
        page("choose_password"),
        found,
        act=send("Je crée mon compte"),
    ),
    View("campaign identity", "n’est pas encore rattaché", page("identity"), with_account),
    View(
        "campaign identity, confirm",
        "Compte utilisé en ce moment",
        page("confirm_identity"),
        with_account_found,
    ),
]
