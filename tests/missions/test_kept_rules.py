"""Until when an answer is taken that a tablet kept, around each limit; what a ticket says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.test import override_settings

from missions.domain.session import may_answer, may_send_kept
from missions.questions import question_of
from missions.tickets import SALT, Ticket, issue_ticket, mark_of, read_ticket
from tests.challenges.bodies import single_choice
from tests.learners.factories import LearnerFactory
from tests.missions.junior_cast import NOW, mission_asking, start

MOMENT = timedelta(microseconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A session from 8 to 12 o'clock; whoever began in it may answer until 16.
BEGAN = datetime(2026, 10, 1, 9, tzinfo=UTC)
END = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked_at", "now", "accepted"),
    [
        # Asked and sent while answers are accepted: a network that works.
        (END - 2 * HOUR, END - HOUR, True),
        (END + HOUR, END + 4 * HOUR - MOMENT, True),
        # Asked in time, sent when nobody is let in any more.
        (END - HOUR, END + 4 * HOUR, True),
        (END + 4 * HOUR - MOMENT, END + 5 * HOUR, True),
        (END - HOUR, END + DAY, True),
        (END - HOUR, END - HOUR + 21 * DAY - MOMENT, True),
        # For 21 days, also while a session would be open again.
        (END - HOUR, END - HOUR + 21 * DAY, False),
        (END - 30 * DAY, END - HOUR, False),
        # A page of a question that nobody should have been shown.
        (END + 4 * HOUR, END + 5 * HOUR, False),
    ],
)
def test_what_was_asked_in_time_is_taken_for_three_weeks(asked_at, now, accepted):
    assert may_send_kept(asked_at=asked_at, started_at=BEGAN, expires_at=END, now=now) is accepted


def test_a_session_that_opened_since_makes_no_difference():
    tomorrow = {"started_at": BEGAN, "expires_at": END + DAY}
    assert may_send_kept(asked_at=END + HOUR, now=END + DAY - HOUR, **tomorrow)
    assert may_send_kept(asked_at=END + HOUR, now=END + 3 * DAY, **tomorrow)


def test_a_session_that_was_closed_early_takes_what_was_asked_before():
    closed_at = END - 2 * HOUR
    sent = {"asked_at": closed_at - MOMENT, "started_at": BEGAN, "expires_at": closed_at, "now": END + DAY}
    assert not may_answer(started_at=BEGAN, expires_at=closed_at, now=END + DAY)
    assert may_send_kept(**sent)


def test_a_mission_of_another_session_and_a_school_without_session_take_nothing():
    assert not may_send_kept(asked_at=END + HOUR, started_at=END + HOUR, expires_at=END, now=END + HOUR)
    assert not may_send_kept(asked_at=BEGAN, started_at=BEGAN, expires_at=None, now=BEGAN)


@pytest.fixture
def asked(db):
    """A pupil and the question that he is asked."""
    aden = LearnerFactory(organization__session_expires_at=NOW + HOUR, first_name="Aden", last_name="SMITH")
    mission = mission_asking(single_choice())
    start(aden, mission)
    return aden, question_of(aden, mission.pk)


def test_a_ticket_says_whose_answer_to_what_and_since_when(asked):
    aden, question = asked
    ticket = read_ticket(issue_ticket(aden, question, NOW))
    assert ticket == Ticket(aden.pk, question.activity.pk, 0, NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: "noise",
        lambda text: text[:-1],
        lambda text: "A" + text,
        lambda text: text.partition(":")[0],
        lambda text: signing.Signer(salt="missions.pupils").sign_object([1, 1, 0, 0]),
    ],
    ids=["empty", "noise", "cut", "changed", "unsigned", "cookie"],
)
def test_a_ticket_that_is_not_ours_says_nothing(asked, change):
    assert read_ticket(change(issue_ticket(*asked, NOW))) is None


def test_another_key_signs_other_tickets(asked):
    with override_settings(SECRET_KEY="of another site"):
        foreign = issue_ticket(*asked, NOW)
    assert read_ticket(foreign) is None


def test_what_stays_on_a_tablet_names_nobody(asked):
    aden, question = asked
    content = signing.b64_decode(issue_ticket(aden, question, NOW).partition(":")[0].encode()).decode()
    for word in ("Aden", "SMITH", aden.national_student_id, question.challenge.code):
        assert word not in content + mark_of(aden)
    assert mark_of(aden) != mark_of(LearnerFactory())
    assert SALT not in content
