"""Schools, pupils and staff that exist for the bench alone."""

from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Acceptance, LegalDocument, User
from challenges.content import digest_of
from challenges.domain.schema import ChallengeSpec
from learners.models import Learner
from missions.models import Attempt, Mission, Presence
from missions.services import open_session, playing
from organizations.models import Membership, Organization
from pixorga.lib.school_year import school_year_of

FIRST_NAMES = ("Aden", "Inès", "Raphaël", "Kenza", "Tiago", "Éléonore", "Paul", "Léa", "Noé", "Zoé")
LAST_NAMES = ("BERNARD", "DUBOIS", "PETIT", "LEROY", "MOREAU", "SIMON", "LAURENT", "GARCIA", "ROUX", "FAURE")
LETTERS = "ABCDEFGHJK"
CLASS_SIZE = 30
MISSIONS = 40  # as many as the original has
BORN = timezone.now().date().replace(year=2016, day=1)


@dataclass(frozen=True)
class School:
    """A primary school in session. cookies: of a browser in which a teacher of it is signed in."""

    organization: Organization
    cookies: dict[str, str]

    def pupils(self, count: int) -> list[Learner]:
        """Return the first pupils, class after class."""
        active = Learner.objects.of(self.organization).active().select_related("organization")
        return list(active.order_by("pk")[:count])


def load_missions() -> list[Mission]:
    """Load the product's missions and texts; return as many missions as a school has."""
    for command in ("load_content", "load_legal"):
        call_command(command, stdout=StringIO())
    missions = list(Mission.objects.order_by("position"))
    for number in range(len(missions), MISSIONS):
        body = missions[0].body | {"code": f"mission-{number}", "position": 1000 + number}
        missions.append(
            Mission.objects.create(
                code=body["code"],
                position=body["position"],
                title=f"{missions[0].title} {number}",
                competence=missions[0].competence,
                body=body,
                digest=digest_of(body),
            )
        )
    return missions


def make_schools(count: int, pupils: int) -> list[Organization]:
    """Make primary schools with pupils in classes; each pupil has finished a mission this year."""
    first = Organization.objects.count()
    kind = Organization.Kind.SCO_1D
    schools = Organization.objects.bulk_create(
        Organization(uai=f"{number:07}X", kind=kind, name=f"École {number}", school_code=_code(number))
        for number in range(first, first + count)
    )
    for start in range(0, count, 50):
        some = schools[start : start + 50]
        learners = Learner.objects.bulk_create(
            (_learner(school, number) for school in some for number in range(pupils)), batch_size=2000
        )
        _finish_one(learners)
    return schools


def open_school(organization: Organization) -> School:
    """Open the session and sign a teacher in."""
    user = User.objects.create_user(email=f"{organization.uai}@bench.example")
    Membership.objects.create(organization=organization, user=user)
    now = timezone.now()
    for document in LegalDocument.objects.all():
        Acceptance.objects.create(user=user, document=document, accepted_at=now)
    open_session(organization=organization, by=user, now=now)
    client = Client()
    client.force_login(user)
    return School(organization, {settings.SESSION_COOKIE_NAME: client.cookies["sessionid"].value})


def seat(learners: list[Learner], missions: list[Mission], count: int) -> list[Attempt]:
    """Have each pupil start so many missions; return their attempts."""
    now, rng = timezone.now(), Random(1)  # noqa: S311 (which questions are drawn)
    Presence.objects.bulk_create(
        [
            Presence(learner=each, organization_id=each.organization_id, signed_in_at=now, seen_at=now)
            for each in learners
        ],
        ignore_conflicts=True,
    )
    return [
        playing.start_attempt(learner=learner, mission=mission, now=now, rng=rng)
        for learner in learners
        for mission in missions[:count]
    ]


def right_value(challenge: ChallengeSpec) -> list[str]:
    """Return a right answer as the form sends it; nothing for a lesson."""
    return list(challenge.model_answer)


def _code(number: int) -> str:
    digits = f"{number:06}"
    return "".join(LETTERS[int(digit)] for digit in digits) + "234"


def _learner(school: Organization, number: int) -> Learner:
    learner = Learner(
        organization=school,
        last_name=f"{LAST_NAMES[number // 10 % len(LAST_NAMES)]}{number:05}",
        first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        birthdate=BORN,
        national_student_id=f"{school.pk:05}{number:05}ZA",
        level="CM1",
        division=f"CM1 {number // CLASS_SIZE:03}",
    )
    learner.set_keys()
    return learner


def _finish_one(learners: list[Learner]) -> None:
    now = timezone.now()
    mission = Mission.objects.order_by("position")[0]
    Attempt.objects.bulk_create(
        [
            Attempt(
                mission=mission,
                learner=learner,
                organization_id=learner.organization_id,
                school_year=school_year_of(now.date()),
                started_at=now - timedelta(days=7),
                completed_at=now - timedelta(days=7),
                step_results=[Attempt.Overall.REACHED],
                overall_result=Attempt.Overall.REACHED,
            )
            for learner in learners
        ],
        batch_size=2000,
    )
