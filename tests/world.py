"""Two schools with everything that a school has, and everybody who may come to a page.

All of it is made by the product itself: the import, the invitations, the session, the pupils' way in. What a
reader of other schools must never meet bears a name that stands nowhere else, so that a page can be searched
for it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http.cookies import SimpleCookie
from io import BytesIO
from random import Random

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Acceptance, LegalDocument, User
from campaigns.content.loading import store_catalogue
from campaigns.models import Campaign
from imports.models import ImportChunk, ImportedLearner, LearnerImport
from imports.services import receive_file
from learners.models import ChosenDivisions, CredentialBatch, Learner
from missions.models import Activity, ActivityAnswer, Attempt, Mission, MissionChoice, Presence
from missions.services import open_session, playing
from organizations import services as organizations
from organizations.models import Invitation, Membership, Organization
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from pixorga.lib.school_year import school_year_of
from pixorga.support.models import SupportRequest
from tests.accounts.factories import AcceptanceFactory, UserFactory
from tests.accounts.keys import SoftwareKey
from tests.accounts.second_steps import give_application
from tests.campaigns.factories import CampaignFactory, ParticipationFactory
from tests.campaigns.framework_files import catalogue_of, competence, profile, thematic
from tests.imports.onde_files import onde_text
from tests.imports.onde_files import pupil as onde_row
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory, mission_body
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

DIVISION = "CM2 Azur"

# What a job's subject is, by the first letters of its kind; the longest that fits counts.
SUBJECTS = {
    "accounts.": User,
    "imports.": LearnerImport,
    "learners.credential": CredentialBatch,
    "learners.recovery": User,
    "organizations.": Invitation,
    "organizations.new_administrator": Membership,
    "pixorga.support_request": SupportRequest,
}


@dataclass(frozen=True)
class School:
    """A primary school in session: its class, a mission being played and one that is finished."""

    organization: Organization
    admin: User
    member: User
    former: User
    pupil: Learner
    activity: Activity
    invitation: Invitation
    newcomer: EmailAddress

    @property
    def key(self) -> Authenticator:
        """The passkey of the administrator."""
        return Authenticator.objects.get(user=self.admin, type=Authenticator.Type.WEBAUTHN)

    def rows(self, model: type[Model]) -> QuerySet:
        """Return the rows of a model that belong to the school."""
        paths = {
            Organization: "pk",
            User: "memberships__organization",
            EmailAddress: "user__memberships__organization",
            UserSession: "user__memberships__organization",
            Acceptance: "user__memberships__organization",
            Authenticator: "user__memberships__organization",
            Membership: "organization",
            Invitation: "organization",
            Learner: "organization",
            LearnerImport: "organization",
            ImportChunk: "run__organization",
            ImportedLearner: "run__organization",
            ChosenDivisions: "organization",
            CredentialBatch: "organization",
            Attempt: "organization",
            Activity: "attempt__organization",
            ActivityAnswer: "activity__attempt__organization",
            Presence: "organization",
            MissionChoice: "organization",
            Event: "organization_id",
            SupportRequest: "user__memberships__organization",
        }
        return model.objects.filter(**{paths[model]: self.organization.pk}).order_by("pk").distinct()

    def everything(self) -> dict[str, list]:
        """Return each row of the school as it is now, the jobs about it included."""
        models = (*OWNED, Event)
        found = {model._meta.label: list(self.rows(model).values()) for model in models}
        found["jobs"] = [job for job in Job.objects.order_by("pk").values() if self._concerns(job)]
        return found

    def _concerns(self, job: dict) -> bool:
        prefix = max(filter(job["kind"].startswith, SUBJECTS), key=len)
        return self.rows(SUBJECTS[prefix]).filter(pk=job["subject_id"]).exists()

    @property
    def secrets(self) -> set[str]:
        """Every name, number, address and code of the school."""
        school = self.organization
        words = {school.name, school.uai, school.mailbox, school.school_code}
        for user in self.rows(User):
            words |= {user.first_name, user.last_name, user.email}
        for learner in self.rows(Learner):
            words |= {learner.first_name, learner.last_name, learner.national_student_id}
        for invitation in self.rows(Invitation):
            words |= {invitation.email, invitation.requester_first_name, invitation.requester_last_name}
        return words - {""}

    @property
    def first_names(self) -> set[str]:
        """What a class reads on its tablets."""
        return set(self.rows(Learner).filter(disabled_at=None).values_list("first_name", flat=True))


OWNED = (
    Organization,
    User,
    EmailAddress,
    UserSession,
    Acceptance,
    Authenticator,
    Membership,
    Invitation,
    Learner,
    LearnerImport,
    ImportChunk,
    ImportedLearner,
    ChosenDivisions,
    CredentialBatch,
    Attempt,
    Activity,
    ActivityAnswer,
    Presence,
    MissionChoice,
)


@dataclass(frozen=True)
class World:
    """``school`` is what pages are asked about, ``other`` is as full, ``newcomers`` is not activated yet.

    collegian: a pupil of the college who has an account. cookies: of each actor's browser. before: all that
    ``school`` had when the world was made.
    """

    school: School
    other: School
    newcomers: Organization
    college: Organization
    collegian: Learner
    campaign: Campaign
    terms: LegalDocument
    account_terms: LegalDocument
    mission: Mission
    finished: Mission
    cookies: dict[str, SimpleCookie]
    before: dict[str, list]

    def visit(self, actor: str) -> Client:
        """Return a browser in which the actor is signed in, as if nothing had been clicked yet."""
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie(self.cookies[actor].output(header="", sep=";"))
        return client

    def onde_file(self) -> SimpleUploadedFile:
        """Return a file that an administrator may send."""
        return SimpleUploadedFile("onde.csv", onde_text([onde_row()]).encode())


def make_world() -> World:
    now = timezone.now()
    mission, finished = _mission("jouee", 1), _mission("finie", 2)
    _framework(now)
    words = ("Ysengrin", "0380411T", "YSNGRN482", ["Eulalie", "Fulbert", "Gwenaëlle"])
    school = _school(*words, missions=(mission, finished), now=now)
    words = ("Pathelin", "0690733W", "PTHQNV573", ["Hyacinthe", "Isidore", "Josseline"])
    other = _school(*words, missions=(mission, finished), now=now)
    college = OrganizationFactory(secondary=True, name="Collège Malebranche", uai="0750655R")
    principal = MembershipFactory(organization=college, admin=True).user
    for waiting in (school, other):
        _send(waiting.organization, waiting.admin, [])
    collegian, campaign = _college(college, principal)
    accounts = {
        "anonymous": None,
        "outsider": other.admin,
        "member": school.member,
        "admin": school.admin,
        "principal": principal,
        "staff": UserFactory(platform_staff=True, first_name="Plateforme"),
    }
    clients = {actor: _signed_in(user) for actor, user in accounts.items()}
    clients["pupil"] = enter(school)
    clients["foreign pupil"] = enter(other)
    Job.objects.update(created_at=now + timedelta(days=1))  # no letter is late, however long the tests take
    return World(
        school=school,
        other=other,
        newcomers=OrganizationFactory(name="École Tiecelin", uai="0010022A", school_code="TCQVKN246"),
        college=college,
        collegian=collegian,
        campaign=campaign,
        terms=LegalDocument.objects.get(kind=LegalDocument.Kind.ORGA_TERMS),
        account_terms=LegalDocument.objects.get(kind=LegalDocument.Kind.ACCOUNT_TERMS),
        mission=mission,
        finished=finished,
        cookies={actor: client.cookies for actor, client in clients.items()},
        before=school.everything(),
    )


def _college(college: Organization, principal: User) -> tuple[Learner, Campaign]:
    """A pupil with an identifier, one without an account, and a campaign in which the first took part."""
    account = UserFactory(
        pupil=True, first_name="Ondine", last_name="Quenelle", username="ondine.quenelle0112"
    )
    names = {"first_name": "Ondine", "last_name": "QUENELLE", "birthdate": date(2012, 12, 1)}
    in_class = {"organization": college, "division": "3EME B", "level": ""}
    learner = LearnerFactory(**in_class, **names, national_student_id="0750655R01Q", user=account)
    names = {"first_name": "Perceval", "last_name": "QUENEAU", "birthdate": date(2012, 11, 30)}
    LearnerFactory(**in_class, **names, national_student_id="0750655R02Q")
    campaign = CampaignFactory(
        organization=college, owner=principal, name="Collecte de novembre", code="QNTCVK357"
    )
    ParticipationFactory(campaign=campaign, learner=learner, shared=True, is_certifiable=True)
    return learner, campaign


def enter(school: School) -> Client:
    """Come in as the pupils do: code, class, first name, « Oui, c'est moi »."""
    client = Client()
    code = school.organization.school_code
    classes = client.post(reverse("junior:code"), {"code": code.lower()}, follow=True)
    assert DIVISION in classes.text
    names = client.get(reverse("junior:learners", args=[code]), {"classe": DIVISION})
    assert school.pupil.first_name in names.text
    client.post(reverse("junior:confirm", args=[code, school.pupil.pk]))
    return client


def _framework(now: datetime) -> None:
    """Two competences, and two courses to choose."""
    images = competence("images", competence="3.2", thematics=[thematic("medias", "images")])
    profiles = [profile(), profile(code="decouverte", title="Découverte", tubes=["images 2"])]
    store_catalogue(catalogue_of(competence(), images, profiles=profiles), now=now)


def _mission(code: str, position: int) -> Mission:
    body = mission_body(code, position, f"Mission {code}", "1.1", steps=1, positions=2, variants=1)
    body["introduction"] = {"bubbles": ["Voici de quoi il s’agit."]}
    return MissionFactory(code=code, position=position, title=body["title"], body=body, playable=True)


def _signed_in(user: User | None) -> Client:
    client = Client()
    if user:
        AcceptanceFactory(user=user)
        AcceptanceFactory(user=user, document__kind=LegalDocument.Kind.ACCOUNT_TERMS)
        client.force_login(user)
        key = client.session.session_key
        UserSession.objects.create(user=user, session_key=key, ip="192.0.2.0", user_agent="Firefox/140.0")
    return client


def _school(
    name: str, uai: str, code: str, first_names: list[str], *, missions: tuple[Mission, ...], now: datetime
) -> School:
    mailbox = f"ce.{uai.lower()}@{name.lower()}.example"
    organization = OrganizationFactory(name=f"École {name}", uai=uai, school_code=code, mailbox=mailbox)
    admin, member, newcomer = (_adult(organization, role) for role in ("directrice", "maître", "novice"))
    give_application(admin)
    SoftwareKey().give(admin)
    former = _invite(organization, admin)
    _import(organization, admin, first_names)
    open_session(organization=organization, by=member, now=now)
    learners = list(Learner.objects.of(organization).active().select_related("organization"))
    activity = _play(learners, *missions, now=now)
    _choose(learners[0], member, missions[1], now)
    invitation = Invitation.objects.of(organization).pending().get(email__startswith="invitee")
    address = EmailAddress.objects.get(user=newcomer)
    return School(organization, admin, member, former, learners[0], activity, invitation, address)


def _choose(learner: Learner, member: User, mission: Mission, now: datetime) -> None:
    """Have a pupil sit at his tablet, and his teacher choose his class and put a mission first."""
    school, division = learner.organization, learner.division
    Presence.objects.create(learner=learner, organization=school, signed_in_at=now, seen_at=now)
    ChosenDivisions.objects.create(organization=school, user=member, divisions=[division])
    first = MissionChoice.State.FIRST
    year = school_year_of(school.local(now).date())
    of_class = {"organization": school, "school_year": year, "division": division}
    MissionChoice.objects.create(**of_class, mission=mission, state=first)


def _adult(organization: Organization, role: str) -> User:
    domain = organization.mailbox.partition("@")[2]
    is_admin = role == "directrice"
    user = UserFactory(
        first_name=f"{role.title()}-{organization.uai}",
        last_name=f"Dunom-{organization.uai}-{role}",
        email=f"{role}@{domain}".replace("î", "i"),
    )
    MembershipFactory(organization=organization, user=user, admin=is_admin)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=role != "novice")
    return user


def _invite(organization: Organization, admin: User) -> User:
    """Leave an invitation that waits, one that was withdrawn, and one of somebody who came and left."""
    domain = organization.mailbox.partition("@")[2]
    addresses = [f"{name}@{domain}" for name in ("invitee", "partie")]
    organizations.invite_members(organization=organization, by=admin, addresses=addresses)
    organizations.cancel_invitation(
        invitation=Invitation.objects.of(organization).get(email=addresses[1]), by=admin
    )
    organizations.request_activation(
        uai=organization.uai, first_name="Requérant", last_name=f"Demandeur-{organization.uai}"
    )
    former = UserFactory(
        first_name=f"Partante-{organization.uai}",
        last_name=f"Départ-{organization.uai}",
        email=f"ancien@{domain}",
    )
    then = timezone.now()
    MembershipFactory(organization=organization, user=former, created_at=then, disabled_at=then)
    InvitationFactory(organization=organization, email=former.email, accepted=True, accepted_by=former)
    return former


def _import(organization: Organization, admin: User, first_names: list[str]) -> None:
    """Three files: one without a pupil, which is refused; a class; one from which a pupil has gone."""
    rows = [
        onde_row(
            number=rank,
            Prénom_élève=first_name,
            Nom_élève=f"{first_name}-{organization.name}".upper(),
            INE=f"{organization.uai}{rank:02}Q",
            Libellé_classe=DIVISION,
        )
        for rank, first_name in enumerate([*first_names, f"Parti-{organization.uai}"])
    ]
    for kept in ([], rows, rows[:-1]):
        _send(organization, admin, kept)
        while jobs.run_due("imports"):
            pass


def _send(organization: Organization, admin: User, rows: list[dict[str, str]]) -> None:
    receive_file(organization=organization, by=admin, file=BytesIO(onde_text(rows).encode()))


def _play(learners: list[Learner], mission: Mission, finished: Mission, *, now: datetime) -> Activity:
    """Have the first pupil finish one mission and stand in another, one answer given; return its activity."""
    rng = Random(7)
    playing.start_attempt(learner=learners[0], mission=finished, now=now, rng=rng)
    while question := playing.current_question(Attempt.objects.started().get(learner=learners[0])):
        _answer(learners[0], question, now, rng)
        if not Attempt.objects.started().filter(learner=learners[0]).exists():
            break
    attempt = playing.start_attempt(learner=learners[0], mission=mission, now=now, rng=rng)
    _answer(learners[0], playing.current_question(attempt), now, rng)
    return attempt.activities.get()


def _answer(learner: Learner, question: playing.Question, now: datetime, rng: Random) -> None:
    right = [each.id for each in question.challenge.choices if each.text in question.challenge.right_answers]
    playing.give_answer(
        learner=learner,
        activity_id=question.activity.pk,
        position=question.position,
        value=right,
        now=now,
        rng=rng,
    )
