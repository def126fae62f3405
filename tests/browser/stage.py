"""The school that the browser sees: the demonstration, and beside it whatever has a page in another state.

All of it is committed, since the server runs in a thread of its own; a module makes it once (conftest.py).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge
from challenges.services import store_challenges
from imports.models import LearnerImport
from imports.services import receive_file
from imports.services.reading import kind_of
from learners.models import Learner
from missions import limits
from missions.domain.path import Level
from missions.models import Activity, ActivityAnswer, Attempt, Mission
from missions.pupils import COOKIE, remember
from missions.services import open_session, playing
from organizations import links
from organizations import services as organizations
from organizations.models import Invitation, Membership, Organization
from pixorga.demo import seed
from pixorga.demo.answers import answer_to
from pixorga.jobs import services as jobs
from pixorga.lib.school_year import school_year_of
from pixorga.lib.throttle import hit
from tests.accounts.factories import UserFactory
from tests.imports.factories import ImportChunkFactory, LearnerImportFactory
from tests.imports.journey import SAMPLES
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory, mission_body
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

CLASS = "CM1 Mme Bellanger"
# A long name without and with places to break it.
LONG_NAMES = [("Anne-Gwendoline", "DE LA ROCHEFOUCAULD-MONTMORENCY"), ("Maximilien", "WOLFESCHLEGELSTEIN")]
MISSION = "rechercher-sur-internet"
# Beside those of the demonstration, and without questions.
MISSIONS = [
    ("ecrire-un-message", "2.1", "Écrire un message à une amie"),
    ("retoucher-une-image", "3.2", "Recadrer une photo"),
    ("mot-de-passe", "4.1", "Choisir un mot de passe solide"),
    ("parties-de-l-ordinateur", "5.2", "Reconnaître les parties d’un ordinateur et d’une tablette"),
]
PICTURED = {
    "code": "quel-dessin",
    "kind": "MULTIPLE_CHOICE",
    "bubbles": ["Voici quatre dessins du site.", "Lesquels parlent d’images et de messages ?"],
    "explanation": "Le crayon retouche une image, les bulles portent un message.",
    "choices": [
        {verdict: text, "picture": {"file": f"img/{drawing}.svg", "alt": text, "width": 160, "height": 110}}
        for verdict, text, drawing in [
            ("right", "Des bulles", "domain-2"),
            ("right", "Une image et un crayon", "domain-3"),
            ("wrong", "Un bouclier", "domain-4"),
            ("wrong", "Un ordinateur et une tablette", "domain-5"),
        ]
    ],
}


@dataclass(frozen=True)
class Stage:
    """now: when it was made. pupils: of one class, a pupil for each thing that a pupil may be doing."""

    now: datetime
    lilas: Organization
    director: User
    teacher: User
    mission: Mission
    pupils: list[Learner]

    def session_of(self, user: User) -> dict[str, str]:
        """Return the cookie of a browser in which somebody of the staff is signed in."""
        client = Client()
        client.force_login(user)
        return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def place_of(self, learner: Learner) -> dict[str, str]:
        """Return the cookie of a tablet at which a pupil sits."""
        response = HttpResponse()
        remember(response, learner, timezone.now())
        return {COOKIE: response.cookies[COOKIE].value}

    def pupil(self, first_name: str) -> Learner:
        return next(pupil for pupil in self.pupils if pupil.first_name == first_name)

    def staff_of(self, uai: str) -> User:
        """Return who administers one of the other schools."""
        administrators = {"memberships__organization__uai": uai, "memberships__role": Membership.Role.ADMIN}
        return User.objects.get(**administrators)

    def stand(
        self,
        first_name: str,
        *codes: str,
        level: Level = Level.VALIDATION,
        mission: Mission | None = None,
    ) -> None:
        """Put a pupil before the first of these questions, of the demonstration’s mission or another."""
        latest = dict(Challenge.objects.order_by("revision").values_list("code", "pk"))
        attempt = AttemptFactory(
            mission=mission or self.mission,
            learner=self.pupil(first_name),
            started_at=self.now,
            school_year=school_year_of(self.now.date()),
        )
        Activity.objects.create(
            attempt=attempt,
            rank=1,
            level=level.value,
            step=0,
            variant=0,
            challenge_ids=[latest[code] for code in codes],
        )

    def answer(self, first_name: str, *, is_right: bool, mission: Mission | None = None) -> ActivityAnswer:
        """Have a pupil answer the question before which he stands."""
        learner = Learner.objects.select_related("organization").get(pk=self.pupil(first_name).pk)
        attempts = Attempt.objects.started().filter(learner=learner)
        question = playing.current_question(attempts.get(mission=mission or self.mission))
        return playing.give_answer(
            learner=learner,
            activity_id=question.activity.pk,
            position=question.position,
            value=answer_to(question.challenge, is_right=is_right),
            now=self.now,
            rng=Random(1),
        )


def make_stage() -> Stage:
    now = timezone.now()
    seed.prepare(now=now)
    lilas = Organization.objects.get(uai=seed.LILAS)
    director, teacher = (User.objects.get(email=email) for email in (seed.DIRECTOR, seed.TEACHER))
    mission = Mission.objects.get(code=MISSION)
    store_challenges(specs=[ChallengeSpec.from_body(PICTURED)], now=now)
    for rank, (code, competence, title) in enumerate(MISSIONS, start=Mission.objects.count() + 1):
        body = mission_body(code, rank, title, competence, steps=1, positions=2, variants=1)
        MissionFactory(code=code, position=rank, title=title, competence=competence, body=body)
    open_session(organization=lilas, by=teacher, now=now)
    for first_name, last_name in LONG_NAMES:
        LearnerFactory(organization=lilas, division=CLASS, first_name=first_name, last_name=last_name)
    _make_team(lilas, director, now)
    _make_past_year(lilas, mission, now)
    _make_other_schools(now)
    _make_people(now)
    pupils = list(Learner.objects.of(lilas).active().filter(division=CLASS).by_name())
    stage = Stage(now, lilas, director, teacher, mission, pupils)
    _seat_pupils(stage)
    return stage


def _seat_pupils(stage: Stage) -> None:
    """One pupil before each kind of question, before each verdict and at each end of the mission."""
    Learner.objects.filter(pk=stage.pupil("Capucine").pk).update(is_oralization_enabled=True)
    stage.stand("Malo", "recherche-mots-va-1a")
    stage.stand("Capucine", "recherche-mots-va-2a")
    stage.stand("Clémence", "recherche-mots-va-3a")
    stage.stand("Maxence", "recherche-page-va-2a")
    stage.stand("Louison", "recherche-mots-di-3", level=Level.TUTORIAL)
    stage.stand("Joséphine", PICTURED["code"])
    for first_name, code, is_right in [
        ("Hugo", "recherche-mots-va-1a", True),
        ("Isaac", "recherche-mots-va-1b", False),
        ("Sacha", "recherche-page-va-2b", False),
        ("Ondine", "recherche-page-va-3a", False),
    ]:
        stage.stand(first_name, code, "recherche-mots-va-2a")
        stage.answer(first_name, is_right=is_right)
    today = {"started_at": stage.now, "school_year": school_year_of(stage.now.date())}
    ends = {"Félix": "exceeded", "Yanis": "completed", "Léandre": "partly_reached", "Éloïse": "not_reached"}
    for first_name, end in ends.items():
        AttemptFactory(mission=stage.mission, learner=stage.pupil(first_name), **today, **{end: True})
    # Three states side by side in the list of missions.
    doing, done = Mission.objects.filter(code__in=[code for code, *_ in MISSIONS])[:2]
    AttemptFactory(mission=doing, learner=stage.pupil("Noé"), **today)
    AttemptFactory(mission=done, learner=stage.pupil("Noé"), **today, completed=True)


def _make_team(lilas: Organization, director: User, now: datetime) -> None:
    for first_name, last_name in [("Jean-Baptiste", "Montgaillard-Lafontaine"), ("Zoé", "Ferry")]:
        MembershipFactory(organization=lilas, user=UserFactory(first_name=first_name, last_name=last_name))
    addresses = ["amina.benali@lilas.example", "jean-baptiste.montgaillard-lafontaine@ac-grenoble.example"]
    organizations.invite_members(organization=lilas, by=director, addresses=addresses[:1], now=now)
    InvitationFactory(organization=lilas, email=addresses[1])
    InvitationFactory(organization=lilas, email="boite.pleine@lilas.example", send_failed_at=now)
    InvitationFactory(organization=lilas, email="ancienne@lilas.example", expired=True)


def _make_past_year(lilas: Organization, mission: Mission, now: datetime) -> None:
    year = school_year_of(now.date()) - 1
    learner = Learner.objects.of(lilas).active().by_name().first()
    then = now - timedelta(days=365)
    AttemptFactory(mission=mission, learner=learner, school_year=year, started_at=then, completed=True)


def _make_other_schools(now: datetime) -> None:
    """One school for each state of an import, and the schools that are empty, closed or of another kind."""
    _school("0010001A", "École neuve")
    _school("0010002B", "École qui envoie", LearnerImportFactory)
    _school("0010003C", "École qui écrit", LearnerImportFactory, validated=True)
    _school("0010004D", "École du mauvais fichier", LearnerImportFactory, refused=True)
    failed = _school("0010005E", "École en panne", LearnerImportFactory, failed=True)
    ImportChunkFactory(run=LearnerImport.objects.get(organization=failed))
    wrong = _school("0010006F", "École aux erreurs")
    with (SAMPLES / "onde_errors.csv").open("rb") as file:
        receive_file(organization=wrong, by=None, file=file)
    while jobs.run_due("imports"):
        pass
    ending = _school("0010007G", "École qui finit")
    Organization.objects.filter(pk=ending.pk).update(
        session_opened_at=now - timedelta(hours=3, minutes=50), session_expires_at=now + timedelta(minutes=10)
    )
    _school("0010008H", "Collège du Lac", secondary=True)
    LearnerFactory(organization=_school("0010009J", "École fermée"))
    _make_imports(now)


def _make_imports(now: datetime) -> None:
    """Schools whose last import waits for a yes, was abandoned or undone; one that sent many files."""
    waiting = LearnerImport.Status.WAITING
    few = _school("0010011L", "École qui perd une classe")
    _leave(
        few,
        {"CM1 A": (9, 3), "CM2 Mme de La Rochefoucauld-Montmorency": (0, 6)},
        status=waiting,
        created_at=now,
    )
    many = _school("0010012M", "Collège qui perd beaucoup d’élèves", secondary=True)
    _leave(many, {"6EME A": (4, 24), "6EME B": (0, 26), "3EME C": (22, 10)}, status=waiting)
    _school("0010013N", "École qui renonce", LearnerImportFactory, abandoned=True)
    undone = {"created_count": 4, "undone_at": now}
    _school("0010014P", "École qui revient en arrière", LearnerImportFactory, imported=True, **undone)
    vineyard = _school("0010015R", "Lycée agricole des Vergers", secondary=True)
    Organization.objects.filter(pk=vineyard.pk).update(is_agricultural=True)
    busy = _school("0010016S", "École aux nombreux fichiers")
    sender = busy.memberships.get().user
    common = {"organization": busy, "created_by": sender}
    for number in range(12):
        state = {"wrong": True} if number % 3 else {"imported": True, "created_count": 4, "left_count": 1}
        LearnerImportFactory(**common, **state)
    LearnerImportFactory(**common, abandoned=True)
    LearnerImportFactory(**common, imported=True, changed_count=2, undone_at=now, undone_by=sender)
    LearnerImportFactory(**common, imported=True, left_count=9, confirmed_at=now, confirmed_by=sender)
    last = {"imported": True, "changed_count": 12, "created_at": now, "ended_at": now}
    LearnerImportFactory(**common, **last)
    LearnerImportFactory(**common, status=waiting)


def _leave(school: Organization, divisions: dict[str, tuple[int, int]], **state: object) -> None:
    """Have a run wait. divisions: how many pupils of each stay, and how many would leave."""
    leaving = []
    for division, (stay, leave) in divisions.items():
        LearnerFactory.create_batch(stay, organization=school, division=division)
        leaving += LearnerFactory.create_batch(leave, organization=school, division=division)
    first_name, last_name = LONG_NAMES[0]
    Learner.objects.filter(pk=leaving[0].pk).update(first_name=first_name, last_name=last_name)
    LearnerImportFactory(
        organization=school,
        created_by=school.memberships.get().user,
        kind=kind_of(school),
        leaving=[learner.pk for learner in leaving],
        left_count=len(leaving),
        created_count=2,
        unchanged_count=10,
        **state,
    )


def _school(
    uai: str, name: str, run: type | None = None, *, secondary: bool = False, **state: bool
) -> Organization:
    school = OrganizationFactory(uai=uai, name=name, secondary=secondary)
    user = UserFactory(first_name="Camille", last_name="Berger", email=f"direction@{uai.lower()}.example")
    MembershipFactory(organization=school, user=user, admin=True)
    accept_terms(user)
    if run:
        run(organization=school, created_by=user, **state)
    return school


def _make_people(now: datetime) -> None:
    """Adults who meet another page than their school's home, by the name before the @."""
    lilas = Organization.objects.get(uai=seed.LILAS)
    for name, changes in {
        "sans.ecole": {},
        "deux.ecoles": {},
        "sans.cgu": {},
        "en.pause": {"failure_count": 10, "blocked_until": now + timedelta(minutes=59)},
        "bloque": {"failure_count": 30, "blocked_at": now},
        "presque.bloque": {"failure_count": 26},
    }.items():
        user = UserFactory(first_name="Alix", last_name="Roche", email=f"{name}@lilas.example", **changes)
        if name != "sans.cgu":
            accept_terms(user)
    MembershipFactory(organization=lilas, user=User.objects.get(email="sans.cgu@lilas.example"))
    for school in (lilas, Organization.objects.get(uai="0010008H")):
        MembershipFactory(organization=school, user=User.objects.get(email="deux.ecoles@lilas.example"))


def accept_terms(user: User) -> None:
    for document in accounts.due_terms(user=user):
        accounts.accept_terms(user=user, document=document, now=timezone.now())


def invitation_path(invitation: Invitation, *, is_old: bool = False) -> str:
    """Return the path and query of the link of an invitation; is_old: of one that was replaced since."""
    code = links.code_of(invitation)
    if is_old:
        invitation.nonce = links.next_nonce(invitation.nonce)
        invitation.save(update_fields=["nonce"])
    return f"/rejoindre/?invitationId={invitation.pk}&code={code}"


def try_too_many_codes() -> None:
    """Bring the address of the tests to the limit of wrong school codes."""
    limit = limits.wrong_school_codes()
    for number in range(limit.count):
        hit(cache, limit, "127.0.0.1", distinct=f"AAAAAA{number:03}")
