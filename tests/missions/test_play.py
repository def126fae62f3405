"""Starting a mission and giving answers: what is asked, what is written, what is refused."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from challenges.content import digest_of
from challenges.domain.parts import AnswerProblem
from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge
from challenges.services import store_challenges
from missions.domain.path import Level
from missions.models import Activity, ActivityAnswer, Attempt
from missions.questions import question_of
from missions.services import playing
from missions.services.playing import PlayError, Refusal, current_question
from organizations.models import Organization
from tests.challenges.bodies import lesson, multiple_choice, short_text, single_choice
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.missions.junior_cast import NOW, give, mission_asking, right_value, start, wrong_value
from tests.organizations.factories import OrganizationFactory

HOUR = timedelta(hours=1)
Status = Activity.Status

pytestmark = pytest.mark.django_db


def pupil(**changes):
    school = OrganizationFactory(session_expires_at=NOW + 2 * HOUR, **changes)
    return LearnerFactory(organization=school)


def answer_with(learner, mission, value, **changes):
    asked = question_of(learner, mission.pk)
    wanted = {"activity_id": asked.activity.pk, "position": asked.position, "value": value, "now": NOW}
    return playing.give_answer(learner=learner, rng=Random(1), **(wanted | changes))


def refused(call, *args, **kwargs) -> str:
    """Return why a call is refused, having checked that it writes no answer."""
    before = ActivityAnswer.objects.count()
    with pytest.raises(PlayError) as caught:
        call(*args, **kwargs)
    assert ActivityAnswer.objects.count() == before
    return caught.value.code


# --- Starting ---------------------------------------------------------------------------------------


def test_a_mission_begins_with_the_validation_of_the_first_step():
    learner, mission = pupil(), MissionFactory(playable=True)
    attempt = start(learner, mission)
    activity = attempt.activities.get()
    assert (activity.level, activity.step, activity.rank, activity.status) == ("VALIDATION", 0, 1, "STARTED")
    assert (attempt.started_at, attempt.school_year, attempt.completed_at) == (NOW, 2026, None)


def test_the_questions_of_an_activity_are_fixed_when_it_starts():
    learner, mission = pupil(), MissionFactory(playable=True, positions=3)
    activity = start(learner, mission).activities.get()
    codes = [Challenge.objects.get(pk=pk).code for pk in activity.challenge_ids]
    assert codes == [f"{mission.code}-e1-va-{n}-v{activity.variant + 1}" for n in (1, 2, 3)]


def test_starting_twice_is_resuming():
    learner, mission = pupil(), MissionFactory(playable=True)
    first = start(learner, mission)
    give(learner, mission, "RIGHT")
    assert start(learner, mission, now=NOW + HOUR) == first
    assert Attempt.objects.count() == 1
    assert first.activities.count() == 1


def test_a_finished_mission_can_be_played_again_and_keeps_its_first_result():
    learner, mission = pupil(), mission_asking()
    first = start(learner, mission)
    for _ in range(2):
        give(learner, mission, "RIGHT")
    again = start(learner, mission)
    first.refresh_from_db()
    assert again != first
    assert first.overall_result == "EXCEEDED"
    assert current_question(again).position == 0


@pytest.mark.parametrize("expires_at", [None, NOW - HOUR, NOW])
def test_a_closed_session_starts_and_resumes_nothing(expires_at):
    learner, mission = pupil(), MissionFactory(playable=True)
    start(learner, mission)
    learner.organization.session_expires_at = expires_at
    assert refused(start, learner, mission) == Refusal.SESSION_CLOSED
    assert refused(start, learner, MissionFactory(playable=True)) == Refusal.SESSION_CLOSED
    assert Attempt.objects.count() == 1


def test_the_school_year_is_told_by_the_clock_of_the_school():
    """31 July, 23:30 in Paris is already 1 August on Réunion."""
    evening = datetime(2026, 7, 31, 21, 30, tzinfo=UTC)
    mission = MissionFactory(playable=True)
    for zone, year in (("Europe/Paris", 2025), ("Indian/Reunion", 2026)):
        school = OrganizationFactory(time_zone=zone, session_expires_at=evening + HOUR)
        attempt = start(LearnerFactory(organization=school), mission, now=evening)
        assert attempt.school_year == year


def test_a_mission_left_over_the_summer_joins_the_year_in_which_it_goes_on():
    learner, mission = pupil(), MissionFactory(playable=True)
    attempt = AttemptFactory(learner=learner, mission=mission, school_year=2025)
    first = start(pupil(), mission).activities.get()
    attempt.activities.create(
        rank=1, level="VALIDATION", step=0, variant=0, challenge_ids=first.challenge_ids
    )
    give(learner, mission, "RIGHT")
    attempt.refresh_from_db()
    assert attempt.school_year == 2026


def test_an_edited_question_is_asked_from_the_next_activity_on():
    learner, mission = pupil(), mission_asking(single_choice(), single_choice())
    start(learner, mission)
    before = question_of(learner, mission.pk).challenge
    edited = ChallengeSpec.from_body(before.to_body() | {"bubbles": ["Une autre consigne."]})
    store_challenges(specs=[edited], now=NOW)
    assert question_of(learner, mission.pk).challenge == before
    start(other := pupil(), mission)
    assert question_of(other, mission.pk).challenge == edited


def test_a_mission_that_is_archived_meanwhile_can_be_finished():
    learner, mission = pupil(), mission_asking()
    start(learner, mission)
    Challenge.objects.update(is_current=False, archived_at=NOW)
    mission.archived_at = NOW
    mission.save()
    give(learner, mission, "RIGHT")
    give(learner, mission, "RIGHT")
    assert Attempt.objects.get().overall_result == "EXCEEDED"


def test_a_step_that_is_taken_out_meanwhile_ends_the_mission():
    learner, mission = pupil(), MissionFactory(playable=True, positions=1)
    start(learner, mission)
    give(learner, mission, "RIGHT")
    assert question_of(learner, mission.pk).activity.step == 1
    mission.body = mission.body | {"steps": mission.body["steps"][:1], "achievements": ["Une seule"]}
    mission.digest = digest_of(mission.body)
    mission.save()
    give(learner, mission, "WRONG")
    assert question_of(learner, mission.pk) is None
    assert Attempt.objects.get().is_completed


# --- Answering --------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [single_choice(), multiple_choice(), short_text()])
@pytest.mark.parametrize(("make", "verdict"), [(right_value, "RIGHT"), (wrong_value, "WRONG")])
def test_an_answer_is_judged_on_the_server_and_kept_as_it_was_given(body, make, verdict):
    learner, mission = pupil(), mission_asking(body, single_choice())
    start(learner, mission)
    value = make(question_of(learner, mission.pk).challenge)
    answer = answer_with(learner, mission, value)
    answer.refresh_from_db()
    assert (answer.verdict, answer.value, answer.position, answer.answered_at) == (verdict, value, 0, NOW)
    assert answer.challenge_id == answer.activity.challenge_ids[0]


def test_i_do_not_know_ends_the_activity_at_once():
    learner, mission = pupil(), MissionFactory(playable=True)
    start(learner, mission)
    answer = give(learner, mission, "SKIPPED")
    assert (answer.verdict, answer.value, answer.activity.status) == ("SKIPPED", [], Status.SKIPPED)
    assert question_of(learner, mission.pk).activity.level == Level.TRAINING


def test_a_second_training_asks_other_questions():
    learner, mission = pupil(), MissionFactory(playable=True, positions=1, variants=2)
    attempt = start(learner, mission)
    for verdict in ("WRONG", "WRONG", "RIGHT"):
        give(learner, mission, verdict)
    first, second = attempt.activities.filter(level="TRAINING").order_by("rank")
    assert {first.variant, second.variant} == {0, 1}


def test_a_lesson_is_seen_whatever_is_sent_and_nothing_of_it_is_kept():
    learner, mission = pupil(), mission_asking(lesson(), single_choice(), level="tutorial")
    start(learner, mission)
    give(learner, mission, "WRONG")
    give(learner, mission, "WRONG")
    answer = answer_with(learner, mission, ["n’importe quoi"])
    assert (answer.verdict, answer.value) == ("SEEN", [])
    assert question_of(learner, mission.pk).position == 1


def test_the_tutorial_goes_on_after_a_wrong_answer_and_cannot_be_skipped():
    learner, mission = pupil(), mission_asking(single_choice(), single_choice(), level="tutorial")
    start(learner, mission)
    give(learner, mission, "WRONG")
    give(learner, mission, "WRONG")
    assert refused(give, learner, mission, "SKIPPED") == Refusal.SKIP_NOT_OFFERED
    give(learner, mission, "WRONG")
    assert question_of(learner, mission.pk).activity.level == Level.TUTORIAL
    assert give(learner, mission, "WRONG").activity.status == Status.SUCCEEDED


@pytest.mark.parametrize(
    ("body", "value", "problem"),
    [
        (single_choice(), [], AnswerProblem.EMPTY),
        (single_choice(), ["cinconnu"], AnswerProblem.UNKNOWN_CHOICE),
        (short_text(), ["   "], AnswerProblem.EMPTY),
        (short_text(), ["x" * 101], AnswerProblem.TOO_LONG),
        (short_text(), ["deux", "textes"], AnswerProblem.TOO_MANY),
        (multiple_choice(), [], AnswerProblem.EMPTY),
    ],
)
def test_an_answer_that_cannot_be_judged_is_not_stored(body, value, problem):
    learner, mission = pupil(), mission_asking(body)
    start(learner, mission)
    assert refused(answer_with, learner, mission, value) == problem
    assert question_of(learner, mission.pk).position == 0


def test_one_tick_of_a_multiple_choice_is_not_judged():
    learner, mission = pupil(), mission_asking(multiple_choice())
    start(learner, mission)
    tick = right_value(question_of(learner, mission.pk).challenge)[:1]
    assert refused(answer_with, learner, mission, tick) == AnswerProblem.TOO_FEW


def test_two_radio_buttons_are_not_judged():
    learner, mission = pupil(), mission_asking(single_choice())
    start(learner, mission)
    both = [choice.id for choice in question_of(learner, mission.pk).challenge.choices]
    assert refused(answer_with, learner, mission, both) == AnswerProblem.TOO_MANY


# --- Once only --------------------------------------------------------------------------------------


def test_answering_a_position_again_returns_the_first_answer():
    learner, mission = pupil(), mission_asking(single_choice(), single_choice())
    activity = start(learner, mission).activities.get()
    first = give(learner, mission, "RIGHT")
    again = {"activity_id": activity.pk, "position": 0}
    assert answer_with(learner, mission, ["cinconnu"], **again) == first
    assert answer_with(learner, mission, [], is_skip=True, **again) == first
    assert ActivityAnswer.objects.get().verdict == "RIGHT"
    assert question_of(learner, mission.pk).position == 1


def test_the_last_answer_of_a_mission_can_be_sent_again_after_its_end():
    learner, mission = pupil(), mission_asking()
    attempt = start(learner, mission)
    give(learner, mission, "RIGHT")
    last = give(learner, mission, "RIGHT")
    learner.organization.session_expires_at = NOW - 9 * HOUR
    sent = {"learner": learner, "activity_id": last.activity_id, "position": 0, "value": ["cinconnu"]}
    assert playing.give_answer(now=NOW, rng=Random(1), **sent) == last
    assert attempt.activities.count() == 2


@pytest.mark.parametrize("position", [1, 2, 999])
def test_a_position_that_was_not_asked_is_refused(position):
    learner, mission = pupil(), mission_asking(single_choice(), single_choice())
    start(learner, mission)
    assert refused(answer_with, learner, mission, ["x"], position=position) == Refusal.NOT_ASKED


def test_what_follows_a_wrong_answer_was_never_asked():
    learner, mission = pupil(), mission_asking(single_choice(), single_choice())
    activity = start(learner, mission).activities.get()
    give(learner, mission, "WRONG")
    late = {"activity_id": activity.pk, "position": 1}
    assert refused(answer_with, learner, mission, ["x"], **late) == Refusal.NOT_ASKED


def test_the_activity_of_another_pupil_is_as_unknown_as_none():
    mission = MissionFactory(playable=True)
    learner, other = pupil(), pupil()
    start(learner, mission)
    theirs = start(other, mission).activities.get().pk
    for activity_id in (theirs, theirs + 1000):
        code = refused(answer_with, learner, mission, ["x"], activity_id=activity_id)
        assert code == Refusal.NOT_ASKED


# --- The session ends meanwhile ---------------------------------------------------------------------


def test_an_expired_session_lets_a_started_mission_be_finished_for_four_hours():
    learner, mission = pupil(), mission_asking(single_choice(), single_choice())
    attempt = start(learner, mission)
    expires_at = learner.organization.session_expires_at
    last_moment = expires_at + 4 * HOUR - timedelta(seconds=1)
    assert give(learner, mission, "RIGHT", now=last_moment).answered_at == last_moment
    too_late = expires_at + 4 * HOUR
    assert refused(give, learner, mission, "RIGHT", now=too_late) == Refusal.SESSION_CLOSED
    assert not playing.may_go_on(learner=learner, attempt=attempt, now=too_late)


def test_a_mission_left_in_one_session_goes_on_in_the_next():
    learner, mission = pupil(), MissionFactory(playable=True)
    start(learner, mission)
    tomorrow = NOW + 24 * HOUR
    Organization.objects.update(session_expires_at=tomorrow + HOUR)
    learner.organization.refresh_from_db()
    start(learner, mission, now=tomorrow)
    assert give(learner, mission, "RIGHT", now=tomorrow).verdict == "RIGHT"
