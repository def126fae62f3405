"""What the staff reads about the session: on the school's own clock, with the day when it is another one."""

from datetime import UTC, datetime, timedelta

import pytest

from missions.models import Activity, ActivityAnswer
from missions.reports.sessions import (
    closing_report,
    count_pupils_at_work,
    has_new_code,
    session_block,
    session_news,
)
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory, make_challenges
from tests.organizations.factories import OrganizationFactory

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def block(expires_at, now=NOW, school_code="LYQXJB237", **fields):
    fields |= {"session_expires_at": expires_at, "school_code": school_code}
    return session_block(OrganizationFactory.build(**fields), now)


def test_a_closed_session_shows_the_code_alone():
    closed = block(None, school_code="LYQXJB237")
    assert (closed.school_code, closed.is_open, closed.ends_at_label) == ("LYQXJB237", False, "")
    assert (closed.seconds_left, closed.is_ending_soon) == (0, False)


def test_an_open_session_shows_its_end_on_the_schools_clock():
    shown = block(NOW + 4 * HOUR)
    assert (shown.is_open, shown.ends_at_label, shown.seconds_left) == (True, "15:42", 14_400)


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Indian/Reunion", "17:42"),
        ("America/Martinique", "09:42"),
        ("Pacific/Noumea", "00:42 le 02/10/2026"),
    ],
)
def test_overseas_schools_have_their_own_clock(zone, label):
    assert block(NOW + 4 * HOUR, time_zone=zone).ends_at_label == label


def test_the_day_is_shown_when_the_session_ends_after_midnight():
    evening = datetime(2026, 10, 1, 20, 30, tzinfo=UTC)
    assert block(evening + 4 * HOUR, evening).ends_at_label == "02:30 le 02/10/2026"
    after_midnight = evening + 2 * HOUR
    assert block(evening + 4 * HOUR, after_midnight).ends_at_label == "02:30"


@pytest.mark.parametrize(
    ("opened_at", "label"),
    [
        # Clocks go back at 03:00 on 25 October 2026, and go forward at 02:00 on 28 March 2027.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "05:30"),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "06:30"),
    ],
)
def test_four_hours_are_real_hours_when_the_clocks_change(opened_at, label):
    assert block(opened_at + 4 * HOUR, opened_at).ends_at_label == label


@pytest.mark.parametrize(("left", "soon"), [(15 * MINUTE, False), (14 * MINUTE, True), (-MINUTE, False)])
def test_the_last_quarter_of_an_hour_is_told(left, soon):
    assert block(NOW + left).is_ending_soon is soon


QUIET = ""


@pytest.mark.parametrize("seen", ["", "fermee", "ouverte 15:42"])
def test_a_page_of_a_former_release_is_told_of_no_code(seen):
    assert not has_new_code(block(None), seen)
    assert has_new_code(block(None), block(None, school_code="NVCDBK234").key)


@pytest.mark.parametrize(
    ("seen_at", "news"),
    [
        (None, QUIET),  # a page that was made while the session was closed
        (HOUR, "La session se termine bientôt, à 11:52."),
        (11 * MINUTE, QUIET),  # told before
    ],
)
def test_the_last_quarter_of_an_hour_is_said_once(seen_at, news):
    ends_at = NOW + 10 * MINUTE
    seen = block(None) if seen_at is None else block(ends_at, ends_at - seen_at)
    assert session_news(block(ends_at), seen.key) == news


def test_the_end_is_said_once_to_whoever_saw_the_session_open():
    seen = block(NOW + HOUR), block(NOW + MINUTE), block(None)
    assert [session_news(block(NOW), each.key) for each in seen] == ["La session est terminée."] * 2 + [QUIET]


def test_a_page_that_shows_no_state_is_told_nothing():
    assert session_news(block(NOW + MINUTE), "") == QUIET


def test_what_is_shown_changes_when_the_session_does_and_at_no_other_time():
    ends_at = NOW + 4 * HOUR
    moments = [NOW, NOW + HOUR, ends_at - 14 * MINUTE, ends_at - MINUTE, ends_at, ends_at + HOUR]
    keys = [block(ends_at, moment).key for moment in moments]
    assert keys[0] == keys[1] != keys[2] == keys[3] != keys[4] == keys[5]
    assert block(ends_at + HOUR).key != keys[0]


def test_the_block_asks_nothing_of_the_database(db, django_assert_num_queries):
    school = OrganizationFactory(session_open=True)
    with django_assert_num_queries(0):
        session_block(school, NOW)


def answer(attempt, answered_at):
    activity = Activity.objects.create(
        attempt=attempt, rank=1, level="VALIDATION", step=0, variant=0, challenge_ids=[1, 2]
    )
    ActivityAnswer.objects.create(
        activity=activity,
        position=0,
        challenge=make_challenges(attempt.mission)[0],
        value=["x"],
        verdict="RIGHT",
        answered_at=answered_at,
    )


def test_pupils_at_work_are_those_who_answered_or_began_a_moment_ago(db):
    school = OrganizationFactory()
    long_ago = NOW - 2 * HOUR

    def attempt(started_at, **fields):
        return AttemptFactory(learner__organization=school, started_at=started_at, **fields)

    attempt(NOW - 2 * MINUTE)
    answer(attempt(long_ago), NOW - 14 * MINUTE)
    answer(attempt(long_ago), NOW - 16 * MINUTE)
    attempt(long_ago)
    attempt(NOW - 2 * MINUTE, completed=True)
    AttemptFactory(started_at=NOW)
    assert count_pupils_at_work(school, NOW) == 2


def test_a_pupil_in_two_missions_is_one_pupil(db):
    learner = LearnerFactory()
    for mission in (MissionFactory(), MissionFactory()):
        AttemptFactory(learner=learner, mission=mission, started_at=NOW)
    assert count_pupils_at_work(learner.organization, NOW) == 1


def test_closing_tells_who_opened_and_when_on_the_schools_clock(db):
    school = OrganizationFactory(
        time_zone="Indian/Reunion",
        session_opened_at=NOW,
        session_expires_at=NOW + 4 * HOUR,
        session_opened_by=UserFactory(first_name="Karim", last_name="Okoye"),
    )
    report = closing_report(school, NOW)
    assert (report.opened_by, report.opened_at_label) == ("Karim Okoye", "01/10/2026 à 13:42")


def test_closing_a_session_whose_opener_is_not_known(db):
    school = OrganizationFactory(session_expires_at=NOW + HOUR)
    assert closing_report(school, NOW).opened_by == ""
