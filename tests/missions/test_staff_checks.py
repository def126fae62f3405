"""What the nightly check finds among the missions played."""

from missions.checks import find_inconsistencies
from missions.models import Activity, ActivityAnswer
from tests.missions.factories import STARTED_AT, AttemptFactory, MissionFactory, make_challenges
from tests.organizations.factories import OrganizationFactory


def add_activity(attempt, rank=1, status="STARTED", challenge_ids=()):
    return Activity.objects.create(
        attempt=attempt,
        rank=rank,
        level="VALIDATION",
        step=0,
        status=status,
        variant=0,
        challenge_ids=list(challenge_ids),
    )


def add_answer(activity, position, challenge):
    return ActivityAnswer.objects.create(
        activity=activity,
        position=position,
        challenge=challenge,
        value=["c1"],
        verdict="RIGHT",
        answered_at=STARTED_AT,
    )


def found():
    return list(find_inconsistencies())


def test_sound_attempts_are_no_anomaly(db):
    first, second, *_ = make_challenges(MissionFactory())
    started = AttemptFactory()
    add_activity(started, 1, "FAILED")
    activity = add_activity(started, 2, challenge_ids=[first.pk, second.pk])
    add_answer(activity, 0, first)
    add_activity(AttemptFactory(completed=True), 1, "SUCCEEDED")
    assert found() == []


def test_an_attempt_in_another_school_than_its_pupils(db):
    attempt = AttemptFactory(organization=OrganizationFactory())
    add_activity(attempt)
    assert found() == [f"missions : le parcours {attempt.pk} n’est pas de l’établissement de son élève"]


def test_an_attempt_that_ended_without_result(db):
    attempt = AttemptFactory(completed=True, overall_result="")
    assert found() == [f"missions : le parcours {attempt.pk} est terminé et n’a pas de résultat"]


def test_an_attempt_that_has_its_result_too_early(db):
    attempt = AttemptFactory(overall_result="REACHED")
    add_activity(attempt)
    assert found() == [f"missions : le parcours {attempt.pk} est en cours et a déjà son résultat"]


def test_an_attempt_in_which_nothing_is_asked(db):
    attempt = AttemptFactory()
    add_activity(attempt, 1, "FAILED")
    assert found() == [f"missions : le parcours {attempt.pk} est en cours sans activité en cours"]


def test_activities_that_were_left_open(db):
    overtaken = add_activity(AttemptFactory())
    add_activity(overtaken.attempt, 2)
    forgotten = add_activity(AttemptFactory(completed=True))
    sentence = "missions : l’activité {} est en cours et n’est plus la dernière de son parcours"
    assert found() == [sentence.format(overtaken.pk), sentence.format(forgotten.pk)]


def test_answers_to_what_was_not_asked(db):
    first, second, *_ = make_challenges(MissionFactory())
    activity = add_activity(AttemptFactory(), challenge_ids=[first.pk, second.pk])
    swapped = add_answer(activity, 0, second)
    beyond = add_answer(activity, 2, first)
    sentence = "missions : la réponse {} ne répond pas à une épreuve tirée pour son activité"
    assert found() == [sentence.format(swapped.pk), sentence.format(beyond.pk)]
