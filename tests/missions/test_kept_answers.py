"""Answers that tablets send with a ticket: whose they are, once only, one clear answer to everything else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from learners.models import Learner
from missions.comfort import Comfort
from missions.junior_views import kept
from missions.models import ActivityAnswer, Attempt
from missions.tickets import issue_ticket
from organizations.models import Organization
from tests.challenges.bodies import lesson, multiple_choice, short_text, single_choice
from tests.crowd import at_once
from tests.learners.factories import LearnerFactory
from tests.missions.junior_cast import NOW, Play, come_in, right_value, without_tokens, wrong_value
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

KEPT = "/junior/reponses-gardees/"
HOUR = timedelta(hours=1)


@pytest.fixture
def aden(client):
    learner = LearnerFactory(organization=OrganizationFactory(session_open=True), first_name="Aden")
    come_in(client, learner)
    return learner


@pytest.fixture
def play(client, aden):
    return Play(client, aden, single_choice(), single_choice())


def ticket_of(play: Play, age: timedelta = timedelta(0)) -> str:
    return issue_ticket(play.learner, play.asked, timezone.now() - age)


def send(ticket: str, answer: list[str] | None = None, client: Client | None = None, **more: object):
    return (client or Client()).post(KEPT, {"ticket": ticket, "answer": answer or [], **more})


def right(play: Play) -> list[str]:
    return right_value(play.asked.challenge)


def wrong(play: Play) -> list[str]:
    return wrong_value(play.asked.challenge)


def refused(why: str) -> dict:
    return {"state": "refused", "why": why}


# --- Taken ------------------------------------------------------------------------------------------


def test_the_page_of_a_question_holds_the_ticket_of_this_question(play):
    page = play.page()
    ticket = page.partition('data-ticket="')[2].partition('"')[0]
    assert page.count(f'data-ticket="{ticket}"') == 2  # « Je vérifie » and « Je ne sais pas »
    assert send(ticket, right(play)).json()["state"] == "written"
    assert ActivityAnswer.objects.get().activity.attempt.learner == play.learner


def test_the_page_of_an_answer_holds_none(client, play):
    assert "data-ticket" not in client.get(play.send(right(play)).url).text


def test_the_pupil_who_is_there_goes_on_to_the_answer(client, play):
    activity = play.asked.activity.pk
    told = send(ticket_of(play), wrong(play), client).json()
    assert told == {"state": "written", "next": f"{play.url}reponse/{activity}/0/"}
    assert "Ce n’est pas la bonne réponse." in client.get(told["next"]).text
    assert ActivityAnswer.objects.get().verdict == "WRONG"


@pytest.mark.parametrize(("body", "more"), [(single_choice(), {"skip": "1"}), (lesson(), {})])
def test_what_is_not_judged_leads_to_the_next_question(client, aden, body, more):
    level = "tutorial" if body["kind"] == "LESSON" else "validation"
    play = Play(client, aden, body, single_choice(), level=level)
    told = send(ticket_of(play), [], client, **more).json()
    assert told == {"state": "written", "next": f"{play.url}question/"}


def test_no_cookie_and_no_token_are_needed(play):
    strict = Client(enforce_csrf_checks=True)
    assert send(ticket_of(play), right(play), strict).json()["state"] == "written"
    assert dict(strict.cookies) == {}


def test_it_counts_for_the_pupil_who_gave_it_whoever_sits_there_now(play):
    lea = LearnerFactory(organization=play.learner.organization)
    tablet = Client()
    come_in(tablet, lea)
    told = send(ticket_of(play), right(play), tablet).json()
    assert told == {"state": "written", "next": "/junior/missions/"}
    assert ActivityAnswer.objects.get().activity.attempt.learner == play.learner


def test_nobody_at_the_tablet_is_told_where_the_pupil_is(play):
    assert send(ticket_of(play), right(play)).json() == {"state": "written", "next": "/junior/missions/"}


@pytest.mark.parametrize("age", [HOUR, timedelta(days=1), timedelta(days=20)])
def test_an_answer_of_before_the_end_is_taken_long_after(play, age):
    """The session is over since the question was shown, and so are the 4 hours."""
    Attempt.objects.update(started_at=timezone.now() - age - HOUR)
    Organization.objects.update(session_expires_at=timezone.now() - age + timedelta(minutes=1))
    assert send(ticket_of(play, age), right(play)).json()["state"] == "written"


# --- Once only --------------------------------------------------------------------------------------


def test_sending_again_leads_to_the_first_answer(client, play):
    ticket, good, bad = ticket_of(play), right(play), wrong(play)
    first = send(ticket, bad, client).json()
    for again in (bad, good, []):
        assert send(ticket, again, client).json() == first | {"state": "answered"}
    assert send(ticket, [], client, skip="1").json()["state"] == "answered"
    assert ActivityAnswer.objects.get().verdict == "WRONG"


def test_an_answer_from_another_tablet_came_first(client, play):
    ticket, bad = ticket_of(play), wrong(play)
    form = play.send(right(play))
    assert send(ticket, bad, client).json() == {"state": "answered", "next": form.url}
    assert ActivityAnswer.objects.get().verdict == "RIGHT"


def test_every_reload_gives_another_ticket_and_all_of_them_one_answer(client, play):
    tickets = [ticket_of(play, timedelta(minutes=age)) for age in (3, 2, 1)]
    value = right(play)
    assert [send(ticket, value).json()["state"] for ticket in tickets] == ["written", "answered", "answered"]


def test_an_answer_to_a_finished_mission_stays_what_it_was(client, aden):
    play = Play(client, aden, single_choice())
    ticket, value = ticket_of(play), right(play)
    play.give("RIGHT")
    play.give("RIGHT")
    assert Attempt.objects.get().is_completed
    assert send(ticket, value).json()["state"] == "answered"


@pytest.mark.django_db(transaction=True)
def test_a_crowd_of_sendings_writes_one_answer(play):
    ticket, good, bad = ticket_of(play), right(play), wrong(play)
    told = at_once(*[lambda value=value: send(ticket, value).json() for value in (good, bad, good, bad)])
    assert sorted(each["state"] for each in told) == ["answered"] * 3 + ["written"]
    assert ActivityAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_ticket_and_a_form_at_once_write_one_answer(client, play):
    ticket, value = ticket_of(play), right(play)
    asked = {"activity": play.asked.activity.pk, "position": 0, "answer": value}
    form, kept = at_once(
        lambda: client.post(f"{play.url}repondre/", asked), lambda: send(ticket, wrong(play)).json()
    )
    assert form.status_code == 303
    assert kept["state"] in ("written", "answered")
    assert ActivityAnswer.objects.count() == 1


# --- Refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "value", "why"),
    [
        (single_choice(), [], "EMPTY"),
        (short_text(), [" "], "EMPTY"),
        (short_text(), ["mot " * 30], "TOO_LONG"),
        (single_choice(), ["x"], "UNKNOWN_CHOICE"),
        (multiple_choice(), None, "TOO_FEW"),
    ],
)
def test_what_is_missing_is_told_as_by_the_form(client, aden, body, value, why):
    play = Play(client, aden, body)
    value = [play.asked.challenge.choices[0].id] if value is None else value
    assert send(ticket_of(play), value, client).json() == refused(why)
    assert ActivityAnswer.objects.count() == 0


def test_skipping_where_it_is_not_offered(client, aden):
    play = Play(client, aden, single_choice(), level="tutorial")
    assert send(ticket_of(play), [], skip="1").json() == refused("SKIP_NOT_OFFERED")


def tampered(play: Play) -> str:
    """Return a ticket of a question that comes later, under the signature of the question of now."""
    later = play.asked
    content = issue_ticket(LearnerFactory(), later, NOW).partition(":")[0]
    return f"{content}:{ticket_of(play).partition(':')[2]}"


@pytest.mark.parametrize("ticket", ["", "noise", "a:b:c", "é" * 100, "\0", "x" * 5000, tampered])
def test_a_ticket_that_we_did_not_sign(client, play, ticket):
    response = send(ticket(play) if callable(ticket) else ticket, right(play), client)
    assert (response.status_code, response.json()) == (403, refused("FORGED"))
    assert ActivityAnswer.objects.count() == 0


def test_the_cookie_of_a_pupil_is_no_ticket(client, play):
    assert send(client.cookies["junior_pupil"].value, right(play), client).status_code == 403


def test_a_ticket_is_no_cookie(play):
    thief = Client()
    thief.cookies["junior_pupil"] = ticket_of(play)
    assert thief.get("/junior/missions/").status_code == 302


def test_a_question_that_is_not_asked_any_more_or_not_yet(client, play):
    later = play.asked
    ahead = Play(client, LearnerFactory(organization=play.learner.organization), *[single_choice()] * 3)
    ahead.give("RIGHT")
    ahead.give("RIGHT")
    skipping = type(later)(later.attempt, later.activity, 1, later.challenge)
    assert send(issue_ticket(play.learner, skipping, timezone.now())).json() == refused("NOT_ASKED")
    assert send(issue_ticket(play.learner, ahead.asked, timezone.now())).json() == refused("NOT_ASKED")
    assert ActivityAnswer.objects.filter(activity__attempt__learner=play.learner).count() == 0


def test_an_attempt_that_was_given_to_another_pupil_or_is_gone(play):
    ticket, value = ticket_of(play), right(play)
    Attempt.objects.update(learner=LearnerFactory(organization=play.learner.organization))
    assert send(ticket, value).json() == refused("NOT_ASKED")
    Attempt.objects.all().delete()
    assert send(ticket, value).json() == refused("NOT_ASKED")


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Learner, {"disabled_at": NOW}),
        (Organization, {"archived_at": NOW}),
        (Organization, {"kind": Organization.Kind.SCO}),
    ],
)
def test_a_pupil_who_left_or_whose_school_closed(client, play, model, changes):
    ticket, value = ticket_of(play), right(play)
    model.objects.update(**changes)
    assert send(ticket, value, client).json() == refused("LEFT")
    assert ActivityAnswer.objects.count() == 0


@pytest.mark.parametrize("age", [timedelta(days=21), timedelta(days=400)])
def test_a_ticket_is_worth_nothing_after_three_weeks(play, age):
    assert send(ticket_of(play, age), right(play)).json() == refused("SESSION_CLOSED")
    assert ActivityAnswer.objects.count() == 0


def test_a_school_that_never_had_a_session(play):
    ticket = ticket_of(play)
    Organization.objects.update(session_expires_at=None)
    assert send(ticket, right(play)).json() == refused("SESSION_CLOSED")


def test_a_body_that_no_form_sends(client, play):
    response = send(ticket_of(play), ["x" * 30_000], client)
    assert (response.status_code, response.json()) == (413, refused("TOO_LARGE"))


@pytest.mark.parametrize(
    ("length", "status"), [("", 403), ("0", 403), ("x", 413), ("-1", 413), ("9" * 5000, 413)]
)
def test_a_length_that_is_none_is_no_error(length, status):
    kind = "application/x-www-form-urlencoded"
    assert Client().post(KEPT, b"", content_type=kind, CONTENT_LENGTH=length).status_code == status


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data"])
def test_another_kind_of_body_is_no_error(play, content_type):
    assert 400 <= Client().post(KEPT, b'{"ticket": 1}', content_type=content_type).status_code < 500


def test_looking_is_no_sending(client):
    assert client.get(KEPT).status_code == 405


# --- How often --------------------------------------------------------------------------------------


def test_forged_tickets_of_one_address_end_soon_and_stop_no_good_one(play):
    for _ in range(settings.FORGED_TICKETS_PER_ADDRESS):
        assert send("noise").status_code == 403
    response = send("noise")
    assert (response.status_code, response.json()) == (429, {"state": "later"})
    assert response["Retry-After"] == "60"
    assert send(ticket_of(play), right(play)).json()["state"] == "written"


def test_a_tablet_that_never_stops_sending_is_told_to_come_back(play, settings):
    settings.SENDINGS_PER_QUESTION = 3
    ticket, value = ticket_of(play), right(play)
    assert [send(ticket, value).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert send(ticket_of(play), right(play)).json()["state"] == "written"


def test_a_class_of_thirty_behind_one_address_sends_what_it_kept(client):
    school = OrganizationFactory(session_open=True)
    plays = [
        Play(client, pupil, single_choice()) for pupil in LearnerFactory.create_batch(30, organization=school)
    ]
    sent = [send(ticket_of(play), right(play)).json()["state"] for play in plays]
    assert sent == ["written"] * 30


def test_a_cache_that_is_away_stops_no_answer(play, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    for method in ("get", "add", "incr"):
        monkeypatch.setattr(cache, method, fail)
    assert send(ticket_of(play), right(play)).json()["state"] == "written"
    assert send("noise").status_code == 403


# --- What a tablet stores -------------------------------------------------------------------------------


def test_the_page_for_no_network_is_the_same_for_everybody(client, aden):
    pages = [without_tokens(each.get("/junior/hors-ligne/").text) for each in (client, Client())]
    assert pages[0] == pages[1]
    assert "Pas de réseau pour l’instant…" in pages[0]
    # « Aa » could keep nothing there: its form belongs to the cookies of whoever sits there.
    assert "<form" not in pages[0]


def test_its_script_stands_where_it_works_for_the_pupils_pages_alone(client):
    response = client.get("/junior/hors-ligne.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert "/junior/hors-ligne/" in response.text
    assert "no-store" in response["Cache-Control"]


def test_another_page_or_another_style_makes_another_script(client, monkeypatch, tmp_path):
    def script():
        kept._worker_script.cache_clear()
        return client.get("/junior/hors-ligne.js").text

    first = script()
    assert script() == first
    page = render_to_string("junior/no_network.html", {"comfort": Comfort(), "comfort_place": ""})
    with monkeypatch.context() as patch:
        patch.setattr(kept, "render_to_string", lambda *args: page.replace("Attends un peu.", "Patience."))
        assert script() != first
    style = tmp_path / "junior.css"
    style.write_text("body {}", encoding="utf-8")
    found = finders.find
    with monkeypatch.context() as patch:
        patch.setattr(finders, "find", lambda name: style if name == "css/junior.css" else found(name))
        assert script() != first
    assert script() == first


# --- Cost -------------------------------------------------------------------------------------------


def test_a_ticket_costs_what_the_form_costs(client, play, django_assert_num_queries):
    play.page()
    ticket, value = ticket_of(play), right(play)
    with django_assert_num_queries(7):
        assert send(ticket, value, client).json()["state"] == "written"


def test_answers_of_tickets_stay_out_of_caches_and_search_engines(play):
    response = send(ticket_of(play), right(play))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Content-Type"] == "application/json"
