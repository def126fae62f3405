"""What the demonstration holds: an active school with its pupils and a started class, and a school to activate."""

import random
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from imports import services as imports
from imports.models import LearnerImport
from learners.models import Learner
from missions import content as mission_content
from missions.models import Mission
from organizations.models import Membership, Organization
from pixorga.jobs import services as jobs

SAMPLE = Path(__file__).with_name("onde.csv")
PASSWORD = "Lilas-2026"  # noqa: S105 - a demonstration, on a database that refuses to be production
DIRECTOR = "direction@lilas.example"
TEACHER = "enseignante@lilas.example"
STAFF = "plateforme@pixorga.example"
SCHOOL_CODE = "BKTSRV237"
STARTED_DIVISION = "CM1-CM2 M. Okoye"


def prepare(*, now: datetime | None = None) -> dict:
    """Load the content and, once, the two schools; return what the welcome message shows."""
    now = now or timezone.now()
    mission_content.load_content(now=now)
    accounts.load_legal_documents()
    if not Organization.objects.filter(uai="0380000X").exists():
        _make_lilas(now)
        _make_tilleuls(now)
    return {
        "code": SCHOOL_CODE,
        "director": DIRECTOR,
        "teacher": TEACHER,
        "staff": STAFF,
        "password": PASSWORD,
        "second_uai": "0380010K",
        "sample": SAMPLE,
    }


def _make_lilas(now: datetime) -> None:
    hashed = accounts.hash_password(PASSWORD)
    school = Organization.objects.create(
        uai="0380000X",
        kind=Organization.Kind.SCO_1D,
        name="École primaire des Lilas",
        mailbox="ce.0380000x@ac-exemple.example",
        city="Grenoble",
        department="038",
        school_code=SCHOOL_CODE,
    )
    director = _adult("Louise", "Dupont", DIRECTOR, hashed, now)
    teacher = _adult("Karim", "Okoye", TEACHER, hashed, now)
    Membership.objects.create(organization=school, user=director, role=Membership.Role.ADMIN)
    Membership.objects.create(organization=school, user=teacher)
    User.objects.create(
        email=STAFF,
        first_name="Équipe",
        last_name="Plateforme",
        password=hashed,
        is_staff=True,
        is_superuser=True,
    )
    _import_pupils(school, director, now)
    _play_a_little(school, now)


def _adult(first_name: str, last_name: str, email: str, hashed: str, now: datetime) -> User:
    user = accounts.register_adult(
        first_name=first_name,
        last_name=last_name,
        email=email,
        password_hash=hashed,
        is_email_verified=True,
        now=now,
    )
    accounts.accept_terms(user=user, document=accounts.current_terms(), now=now)
    return user


def _import_pupils(school: Organization, director: User, now: datetime) -> None:
    """Send the sample file through the real importer and do the workers' part at once."""
    with SAMPLE.open("rb") as file:
        run = imports.receive_file(organization=school, by=director, file=file, now=now)
    jobs.run_due("imports")
    jobs.run_due("imports")
    run.refresh_from_db()
    if run.status != LearnerImport.Status.IMPORTED:
        raise RuntimeError(f"the sample file was not imported: {run.status}")


def _play_a_little(school: Organization, now: datetime) -> None:
    """Have two thirds of a class play the mission, each at an own pace: the results page has something to show."""
    rng = random.Random(2026)  # noqa: S311 - the same demonstration for everybody
    mission = Mission.objects.active().order_by("position").first()
    pupils = list(Learner.objects.of(school).active().in_divisions([STARTED_DIVISION]).by_name())
    for learner in pupils[: 2 * len(pupils) // 3]:
        _play(
            mission,
            learner,
            chance=rng.choice([0.6, 0.8, 0.95, 1.0]),
            stops=rng.random() < 0.25,
            now=now,
            rng=rng,
        )


def _play(
    mission: Mission, learner: Learner, *, chance: float, stops: bool, now: datetime, rng: random.Random
) -> None: ...
