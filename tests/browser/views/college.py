"""The pupils of a collège: their accounts, their participations, and several of them ticked."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from accounts.models import ExternalIdentity
from campaigns.models import Participation
from learners.domain.groups import join_groups
from learners.models import Learner
from organizations.models import Membership, Organization
from tests.accounts.factories import UserFactory
from tests.browser.stage import Stage, accept_terms
from tests.browser.views.view import View, head_of
from tests.browser.window import Window
from tests.campaigns.factories import CampaignFactory, ParticipationFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory

LIST = "/eleves/"
COLLEGE = "0010031B"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NOBODY = "?nom=personne"


def college(stage: Stage) -> dict[str, str]:
    """A collège with every kind of account, and pupils who have groups."""
    school = Organization.objects.filter(uai=COLLEGE).first() or _make_college()
    return stage.session_of(Membership.objects.get(organization=school).user)


def _make_college() -> Organization:
    school = OrganizationFactory(uai=COLLEGE, name="Collège des Vignes", secondary=True)
    principal = MembershipFactory(organization=school, user=UserFactory(), admin=True).user
    accept_terms(principal)
    long_name = "Retrouver ses repères numériques après les vacances d’été"
    campaign = CampaignFactory(organization=school, owner=principal, name=long_name)
    everybody = [*_known(school), *_others(school)]
    for number, learner in enumerate(everybody):
        if number % 3 == 0:
            _share(ParticipationFactory(campaign=campaign, learner=learner), is_certifiable=number % 2 == 0)
    return school


def _known(school: Organization) -> list[Learner]:
    now = timezone.now()
    blocked, paused = {"blocked_at": NOW}, {"blocked_until": now + timedelta(minutes=4)}
    waiting = {"one_time_password_until": now + timedelta(days=6)}
    return [
        _pupil(school, "Charles BABBAGE", "3EME C", username="charles.vignes2612", **waiting),
        _pupil(school, "Robert CAILLIAU", "3EME B", username="robert.vignes2601", **blocked),
        _pupil(school, "Mary JACKSON", "3EME A", username="mary.vignes0904"),
        _pupil(school, "Ada LOVELACE", "3EME A", email="ada@vignes.example", **paused),
        LearnerFactory(organization=school, last_name="POUZIN", first_name="Louis", division="3EME B"),
        _pupil(
            school,
            "Garance SANTA",
            "3EME B",
            email="garance@vignes.example",
            username="garance.vignes0402",
            gar=True,
        ),
        _pupil(school, "Marie-Clémentine MONTGAILLARD-LAFONTAINE", "3EME EUROPÉENNE", gar=True),
    ]


def _pupil(
    school: Organization, name: str, division: str, *, gar: bool = False, **account: object
) -> Learner:
    first_name, last_name = name.split()
    user = UserFactory(**{"email": None, "username": None} | account)
    if gar:
        ExternalIdentity.objects.create(user=user, provider="gar", subject=f"ido-{name}", linked_at=NOW)
    names = {"first_name": first_name, "last_name": last_name, "division": division, "level": ""}
    return LearnerFactory(organization=school, user=user, birthdate=date(2003, 12, 26), **names)


def _others(school: Organization) -> list[Learner]:
    pupils = [
        LearnerFactory(
            organization=school,
            level="",
            division="3EME A",
            groups=join_groups(["3LATIN", f"3A GR{number % 2}", "3A ANGLAIS EUROPÉEN"][: number % 4]),
        )
        for number in range(12)
    ]
    return [*pupils, LearnerFactory(organization=school, level="", division="3EME B", provisional=True)]


def _share(participation: Participation, *, is_certifiable: bool) -> None:
    sent = {"status": "SHARED", "shared_at": NOW, "is_certifiable": is_certifiable}
    Participation.objects.filter(pk=participation.pk).update(**sent)


def open_filter(label: str) -> Callable[[Window, Stage], None]:
    def act(window: Window, stage: Stage) -> None:
        window.page.locator(".multi", has_text=label).locator("summary").click()

    return act


def tick(*names: str) -> Callable[[Window, Stage], None]:
    def act(window: Window, stage: Stage) -> None:
        for name in names:
            window.page.get_by_role("checkbox", name=f"Sélectionner {name}").check()

    return act


def press(name: str) -> Callable[[Window, Stage], None]:
    def act(window: Window, stage: Stage) -> None:
        window.page.get_by_role("button", name=name).click()

    return act


COLLEGES: list[View] = [
    View("pupils of a collège", "Nombre de participations", LIST, college),
    View("pupils of a collège, groups open", "3LATIN", LIST, college, open_filter("Groupe")),
    View("pupils of a collège, methods open", "Sans Médiacentre", LIST, college, open_filter("connexion")),
    View("pupils of a collège, filtered", "4 élèves", f"{LIST}?connexion=identifiant", college),
    View("pupils of a collège, by participations", "9-0", f"{LIST}?tri=-participations", college),
    View("pupils of a collège, nobody found", "Aucun élève ne correspond", f"{LIST}{NOBODY}", college),
    View(
        "pupils of a collège, two ticked",
        "2 élèves sélectionnés",
        LIST,
        college,
        tick("Charles BABBAGE", "Mary JACKSON"),
    ),
    View(
        "pupils of a collège, menu open", "Gérer le compte", LIST, college, press("Actions pour Mary JACKSON")
    ),
    View(
        "pupils of a collège, last participation",
        "Retrouver ses repères",
        LIST,
        college,
        press("Dernière participation de Charles BABBAGE"),
    ),
    View("pupils of a collège, none yet", "exporté de Siècle", LIST, head_of("0010008H")),
]
