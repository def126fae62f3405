"""What the demonstration holds: a school with a started class, a small one, one to activate, a collège."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from campaigns.content.loading import load_framework
from imports.models import LearnerImport
from imports.services import receive_file
from learners.models import Learner
from missions.content import load_content
from missions.models import Attempt, Mission
from missions.services import open_session, playing
from organizations.models import Membership, Organization
from organizations.services import create_organization, invite_members
from pixorga.demo.answers import answer_to
from pixorga.demo.college import CAMPAIGNS, make_college
from pixorga.jobs import services as jobs

SAMPLE = Path(__file__).with_name("onde.csv")
SIECLE_SAMPLE = Path(__file__).with_name("ExportXML_ElevesSansAdresses.zip")
PASSWORD = "Lilas-2026"  # noqa: S105 (a demonstration, which refuses a production database)
DIRECTOR = "direction@lilas.example"
TEACHER = "enseignante@lilas.example"
COLLEAGUE = "karim.haddad@verger.example"
INVITED = "remplacante@lilas.example"
PRINCIPAL = "direction@peupliers.example"
PLATFORM = "plateforme@pixorga.example"
LILAS, VERGER, TILLEULS, PEUPLIERS = "0380000X", "0380020E", "0380010K", "0380002A"
SCHOOL_CODE = "BKTSRV237"
STARTED_DIVISION = "CM1-CM2 M. Okoye"

# The class played the day before yesterday, one answer every so often.
SITTING = timedelta(days=2)
THINKING = timedelta(seconds=20)


def prepare(*, now: datetime | None = None) -> dict[str, object]:
    """Load the content and, once, the four schools; return what the welcome message shows."""
    now = now or timezone.now()
    load_content(now=now)
    load_framework(now=now)
    accounts.load_legal_documents()
    if not Organization.objects.filter(uai=LILAS).exists():
        _make_schools(now)
    return {
        "code": Organization.objects.active().get(uai=LILAS).school_code,
        "director": DIRECTOR,
        "teacher": TEACHER,
        "principal": PRINCIPAL,
        "campaign": CAMPAIGNS[0][0],
        "collegian": "charles.babbage2612",
        "platform": PLATFORM,
        "password": PASSWORD,
        "second_uai": TILLEULS,
        "sample": SAMPLE,
    }


def _make_schools(now: datetime) -> None:
    lilas = _school(LILAS, "École primaire des Lilas")
    verger = _school(VERGER, "École du Verger")
    _school(TILLEULS, "École des Tilleuls")
    peupliers = _school(PEUPLIERS, "Collège des Peupliers", Organization.Kind.SCO)
    password_hash = accounts.hash_password(PASSWORD)
    director = _adult("Louise", "Dupont", DIRECTOR, password_hash, now)
    teacher = _adult("Samia", "Okoye", TEACHER, password_hash, now)
    colleague = _adult("Karim", "Haddad", COLLEAGUE, password_hash, now)
    principal = _adult("Maëlle", "Guérin", PRINCIPAL, password_hash, now)
    platform = _adult("Équipe", "Plateforme", PLATFORM, password_hash, now)
    User.objects.filter(pk=platform.pk).update(is_staff=True, is_superuser=True)
    for school, person, role in (
        (lilas, director, Membership.Role.ADMIN),
        (lilas, teacher, Membership.Role.MEMBER),
        (verger, teacher, Membership.Role.ADMIN),  # one person, two schools, two roles
        (verger, colleague, Membership.Role.MEMBER),
        (peupliers, principal, Membership.Role.ADMIN),
    ):
        Membership.objects.create(organization=school, user=person, role=role, created_at=now)
    invite_members(organization=lilas, by=director, addresses=[INVITED], now=now)
    _import_pupils(lilas, director, SAMPLE)
    _import_pupils(peupliers, principal, SIECLE_SAMPLE)
    _play(lilas, teacher, now - SITTING)
    make_college(peupliers, principal, password_hash=password_hash, now=now)


def _school(uai: str, name: str, kind: Organization.Kind = Organization.Kind.SCO_1D) -> Organization:
    school = Organization(
        uai=uai,
        kind=kind,
        name=name,
        mailbox=f"ce.{uai.lower()}@ac-exemple.example",
        city="Grenoble",
        department="038",
    )
    create_organization(organization=school, rng=Random(uai))  # noqa: S311 (the same code for everybody)
    if uai == LILAS:
        Organization.objects.filter(pk=school.pk).update(school_code=SCHOOL_CODE)
        school.school_code = SCHOOL_CODE
    return school


def _adult(first_name: str, last_name: str, email: str, password_hash: str, now: datetime) -> User:
    user = accounts.register_adult(
        first_name=first_name,
        last_name=last_name,
        email=email,
        password_hash=password_hash,
        is_email_verified=True,
        now=now,
    )
    accounts.accept_terms(user=user, document=accounts.current_terms(), now=now)
    return user


def _import_pupils(school: Organization, director: User, sample: Path) -> None:
    """Send a sample file through the real importer, and do the workers' part at once."""
    with sample.open("rb") as file:
        run = receive_file(organization=school, by=director, file=file)
    while jobs.run_due("imports"):
        pass
    run.refresh_from_db()
    if run.status != LearnerImport.Status.IMPORTED:
        raise RuntimeError(f"the sample file ended in {run.status}")


def _play(school: Organization, teacher: User, then: datetime) -> None:
    """Have two thirds of a class play the first mission, so that the results have something to show."""
    rng = Random(2026)  # noqa: S311 (the same demonstration for everybody)
    open_session(organization=school, by=teacher, now=then)
    mission = Mission.objects.active().earliest("position")
    pupils = Learner.objects.of(school).active().in_divisions([STARTED_DIVISION]).by_name()
    for rank, learner in enumerate(pupils.select_related("organization")):
        if rank % 3 == 2:
            continue
        attempt = playing.start_attempt(learner=learner, mission=mission, now=then, rng=rng)
        _answer_all(
            attempt, learner, ease=rng.choice([0.6, 0.75, 0.9, 1.0]), leaves_early=rank % 7 == 6, rng=rng
        )


def _answer_all(attempt: Attempt, learner: Learner, *, ease: float, leaves_early: bool, rng: Random) -> None:
    now = attempt.started_at
    left = 5 if leaves_early else 1000
    while left and (question := playing.current_question(attempt)):
        now += THINKING
        left -= 1
        playing.give_answer(
            learner=learner,
            activity_id=question.activity.pk,
            position=question.position,
            value=answer_to(question.challenge, is_right=rng.random() < ease),
            now=now,
            rng=rng,
        )
