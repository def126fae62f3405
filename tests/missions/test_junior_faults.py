"""Whatever goes wrong at whatever step, a pupil meets one clear page of ours, and nothing is written."""

from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from learners.models import Learner
from missions.models import ActivityAnswer, Attempt
from missions.pupils import COOKIE, SALT, remember
from organizations.models import Organization
from tests.challenges.bodies import single_choice
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory
from tests.missions.junior_cast import Play, answer_form, come_in, mission_asking, right_value
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

OVER = "La séance est finie."
CLOSED = "Session inactive ou école non trouvée."
COME_BACK = "Ta connexion est finie."
CODE = "/junior/"


class Stand:
    """A pupil in the middle of a mission, who finished another one; each step by its name."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.school = OrganizationFactory(session_open=True)
        self.pupil = LearnerFactory(organization=self.school, first_name="Aden", last_name="SECRETNAME")
        self.play = Play(client, self.pupil, single_choice(), single_choice())
        Attempt.objects.update(started_at=timezone.now() - timedelta(hours=9))
        self.given = self.play.give("RIGHT")
        done = AttemptFactory(learner=self.pupil, completed=True).mission
        other = mission_asking(introduction={"bubbles": ["Un robot."]})
        form = answer_form(self.pupil, self.play.mission, right_value(self.play.asked.challenge))
        entry, url = f"/junior/ecole/{self.school.school_code}/", self.play.url
        self.steps = {
            "school": lambda: client.get(entry),
            "learners": lambda: client.get(f"{entry}eleves/", {"classe": self.pupil.division}),
            "confirm": lambda: client.get(f"{entry}eleves/{self.pupil.pk}/"),
            "come in": lambda: client.post(f"{entry}eleves/{self.pupil.pk}/"),
            "missions": lambda: client.get("/junior/missions/"),
            "mission": lambda: client.get(f"/junior/missions/{other.pk}/"),
            "start": lambda: client.post(f"/junior/missions/{other.pk}/commencer/"),
            "resume": lambda: client.get(url),
            "introduction": lambda: client.get(f"/junior/missions/{other.pk}/introduction/"),
            "question": lambda: client.get(f"{url}question/"),
            "answer": lambda: client.post(f"{url}repondre/", form),
            "feedback": lambda: client.get(f"{url}reponse/{self.given.activity_id}/0/"),
            "result": lambda: client.get(f"/junior/missions/{done.pk}/fin/"),
            "sign out": lambda: client.post("/junior/deconnexion/"),
        }
        come_in(client, self.pupil)

    def take(self, step: str) -> HttpResponse:
        return self.steps[step]()


@pytest.fixture
def stand(client) -> Stand:
    return Stand(client)


ENTRANCE = ("school", "learners", "confirm", "come in")
PLAYING = ("question", "answer")
LOOKING = ("introduction", "feedback", "result")
OF_A_PUPIL = ("missions", "mission", "start", "resume", *PLAYING, *LOOKING, "sign out")


def is_a_page_of_ours(response: HttpResponse) -> bool:
    return response.text.count("<h1") == 1 and "SECRETNAME" not in response.text


# --- The session ends, at each step ---------------------------------------------------------------------


@pytest.mark.parametrize("ago", [timedelta(seconds=1), timedelta(hours=3), timedelta(hours=5), None])
@pytest.mark.parametrize("step", ENTRANCE)
def test_nobody_comes_in_after_the_session(stand, step, ago):
    Organization.objects.update(session_expires_at=ago and timezone.now() - ago)
    response = stand.take(step)
    assert (response.status_code, CLOSED in response.text) == (404, True)
    assert is_a_page_of_ours(response)
    assert "junior_pupil" not in response.cookies


@pytest.mark.parametrize("ago", [timedelta(seconds=1), timedelta(hours=3), timedelta(hours=5), None])
@pytest.mark.parametrize(
    ("step", "status"), [("missions", 200), ("mission", 403), ("start", 403), ("resume", 403)]
)
def test_nothing_starts_or_resumes_after_the_session(stand, step, status, ago):
    Organization.objects.update(session_expires_at=ago and timezone.now() - ago)
    response = stand.take(step)
    assert (response.status_code, OVER in response.text) == (status, True)
    assert is_a_page_of_ours(response)
    assert Attempt.objects.started().count() == 1


@pytest.mark.parametrize("step", PLAYING)
def test_what_was_started_goes_on_for_four_hours(stand, step):
    Organization.objects.update(session_expires_at=timezone.now() - timedelta(hours=3))
    assert OVER not in stand.client.get(stand.take(step).get("Location", f"{stand.play.url}question/")).text


@pytest.mark.parametrize("ago", [timedelta(hours=5), None])
@pytest.mark.parametrize("step", PLAYING)
def test_then_it_is_over_too_and_nothing_is_lost(stand, step, ago):
    Organization.objects.update(session_expires_at=ago and timezone.now() - ago)
    response = stand.take(step)
    assert (response.status_code, OVER in response.text) == (403, True)
    assert is_a_page_of_ours(response)
    assert ActivityAnswer.objects.get() == stand.given


@pytest.mark.parametrize("step", ["feedback", "result"])
def test_what_is_done_can_still_be_looked_at(stand, step):
    Organization.objects.update(session_expires_at=timezone.now() - timedelta(hours=5))
    assert stand.take(step).status_code == 200


def test_signing_out_after_the_session_leads_to_the_welcome_and_to_no_refusal(stand):
    Organization.objects.update(session_expires_at=timezone.now() - timedelta(seconds=1))
    response = stand.client.post("/junior/deconnexion/", follow=True)
    assert response.redirect_chain == [(CODE, 303)]
    assert "Bienvenue sur Pix Junior" in response.text
    assert CLOSED not in response.text


# --- A cookie that is worth nothing any more, at each step ------------------------------------------------


def forge(stand: Stand) -> str:
    return f"{stand.client.cookies[COOKIE].value[:-2]}xx"


def grow_old(stand: Stand) -> str:
    issued = (timezone.now() - timedelta(hours=12)).timestamp()
    return signing.Signer(salt=SALT).sign_object([stand.school.pk, stand.pupil.pk, issued])


def replay(stand: Stand) -> str:
    """The copy of a cookie whose pupil signed out since."""
    copy = stand.client.cookies[COOKIE].value
    stand.client.post("/junior/deconnexion/")
    return copy


def change_school(stand: Stand) -> str:
    return signing.Signer(salt=SALT).sign_object(
        [OrganizationFactory().pk, stand.pupil.pk, timezone.now().timestamp()]
    )


def leave(stand: Stand) -> str:
    Learner.objects.update(disabled_at=timezone.now())
    return stand.client.cookies[COOKIE].value


def close_school(stand: Stand) -> str:
    Organization.objects.update(archived_at=timezone.now())
    return stand.client.cookies[COOKIE].value


FAULTS = [forge, grow_old, replay, change_school, leave, close_school]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", OF_A_PUPIL)
def test_whoever_is_no_pupil_of_ours_any_more_is_led_to_the_code(stand, step, fault: Callable[[Stand], str]):
    cookie = fault(stand)
    stand.client.cookies = SimpleCookie({COOKIE: cookie})
    response = stand.take(step)
    assert (response.status_code, response.url) == (302, f"{CODE}?retour=1")
    assert COME_BACK in stand.client.get(response.url).text
    assert ActivityAnswer.objects.get() == stand.given
    assert Attempt.objects.started().count() == 1


# --- Another school, another pupil ----------------------------------------------------------------------


def test_a_pupil_of_another_school_is_nobody_here(stand):
    """Neither may he be taken by his number, nor does he see what this one does."""
    stranger = LearnerFactory(organization=OrganizationFactory(session_open=True), first_name="Zélie")
    entry = f"/junior/ecole/{stand.school.school_code}/eleves/{stranger.pk}/"
    assert [stand.client.get(entry).status_code, stand.client.post(entry).status_code] == [404, 404]
    tablet = Client()
    response = HttpResponse()
    remember(response, stranger, timezone.now())
    tablet.cookies = response.cookies
    assert tablet.get(f"{stand.play.url}reponse/{stand.given.activity_id}/0/").status_code == 404
    form = {"activity": stand.given.activity_id, "position": 1, "answer": "x"}
    followed = tablet.post(f"{stand.play.url}repondre/", form, follow=True)
    assert followed.status_code == 200
    assert "Bonjour Zélie" in followed.text
    assert ActivityAnswer.objects.get() == stand.given
