"""What the live board tells of each pupil: where he is, in words, and whether he needs somebody."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from missions.models import Attempt, Presence
from missions.reports.board import State, class_board
from missions.services import presence
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory, make_class
from tests.missions.junior_cast import give, start
from tests.organizations.factories import OrganizationFactory

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.fixture
def lilas():
    return OrganizationFactory(
        session_opened_at=NOW - minutes(60), session_expires_at=NOW + minutes(180), time_zone="Europe/Paris"
    )


@pytest.fixture
def mission():
    return MissionFactory(title="Rechercher sur internet", playable=True)


@pytest.fixture
def aden(lilas):
    return LearnerFactory(organization=lilas, first_name="Aden", last_name="SMITH", division="CM1 A")


def tiles(school, *divisions, now=NOW):
    board = class_board(school, divisions, now)
    return {tile.name: tile for group in board.groups for tile in group.tiles}


def come(learner, ago, *, seen=None):
    presence.come_in(learner, NOW - minutes(ago))
    if seen is not None:
        Presence.objects.filter(learner=learner).update(seen_at=NOW - minutes(seen))


def play(learner, mission, ago, verdicts=()):
    """Start a mission so many minutes ago, and answer at once, each time."""
    then, rng = NOW - minutes(ago), Random(1)
    start(learner, mission, now=then, rng=rng)
    for verdict in verdicts:
        give(learner, mission, verdict, now=then, rng=rng)


def test_who_never_came_is_offline(lilas, aden):
    tile = tiles(lilas, "CM1 A")["Aden"]
    assert (tile.state, tile.doing.mission, tile.doing.place, tile.doing.sign) == (State.AWAY, "", "", "")


def test_who_has_just_come_in_chooses(lilas, aden):
    come(aden, 1)
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.place, tile.doing.sign) == (
        State.AT_WORK,
        "Choisit une mission",
        "il y a 1\xa0min",
    )


@pytest.mark.parametrize(
    ("verdicts", "place"),
    [
        ("", "Étape 1, validation, question\xa01\xa0sur\xa02"),
        ("R", "Étape 1, validation, question\xa02\xa0sur\xa02"),
        ("W", "Étape 1, entraînement, question\xa01\xa0sur\xa02"),
        ("RR", "Étape 2, validation, question\xa01\xa0sur\xa02"),
        ("RRRR", "Défi, question\xa01\xa0sur\xa01"),
    ],
)
def test_who_plays_is_somewhere_in_a_mission(lilas, aden, mission, verdicts, place):
    come(aden, 3, seen=0)
    play(aden, mission, 2, [{"R": "RIGHT", "W": "WRONG"}[each] for each in verdicts])
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.mission, tile.doing.place) == (
        State.AT_WORK,
        "Rechercher sur internet",
        place,
    )
    assert (tile.doing.sign, tile.doing.reasons) == ("à l’instant", ())


@pytest.mark.parametrize("verdict", ["WRONG", "SKIPPED"])
def test_two_failures_in_a_row_ask_for_help(lilas, aden, mission, verdict):
    come(aden, 3)
    play(aden, mission, 2, [verdict, verdict])
    tile = tiles(lilas)["Aden"]
    assert tile.state is State.HELP
    assert tile.doing.reasons == ("2 essais de suite sans réussir à l’étape 1",)
    assert tile.doing.place == "Étape 1, didacticiel, question\xa01\xa0sur\xa02"


def test_the_lesson_asks_for_help(lilas, aden, mission):
    come(aden, 3)
    play(aden, mission, 2, ["WRONG", "RIGHT", "RIGHT", "WRONG"])
    assert tiles(lilas)["Aden"].doing.reasons == ("au didacticiel de l’étape 1",)


def test_silence_on_a_question_counts_from_the_last_answer(lilas, aden, mission):
    come(aden, 20, seen=1)
    play(aden, mission, 6.5, ["RIGHT"])
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.reasons) == (State.HELP, ("pas de réponse depuis 6\xa0min",))


def test_a_mission_of_another_day_counts_from_the_moment_he_came_in(lilas, aden, mission):
    play(aden, mission, 3 * 24 * 60, ["RIGHT"])
    come(aden, 2)
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.place) == (State.AT_WORK, "Étape 1, validation, question\xa02\xa0sur\xa02")
    later = tiles(lilas, now=NOW + minutes(4))["Aden"]
    assert later.doing.reasons == ("pas de réponse depuis 6\xa0min",)


@pytest.mark.parametrize("verdicts", [["WRONG", "WRONG"], ["WRONG", "RIGHT", "RIGHT", "WRONG"]])
def test_failures_of_another_day_ask_for_help_only_when_he_goes_on(lilas, aden, mission, verdicts):
    play(aden, mission, 120 * 24 * 60, verdicts)
    come(aden, 2)
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.reasons) == (State.AT_WORK, ())
    give(aden, mission, "RIGHT", now=NOW - minutes(1), rng=Random(1))
    assert tiles(lilas)["Aden"].state is State.HELP


def test_failures_of_this_session_still_count_for_who_comes_in_again(lilas, aden, mission):
    play(aden, mission, 5, ["WRONG", "WRONG"])
    come(aden, 2)
    assert tiles(lilas)["Aden"].doing.reasons == ("2 essais de suite sans réussir à l’étape 1",)


def test_silence_before_a_mission_counts_from_the_last_page(lilas, aden):
    come(aden, 12, seen=7)
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.reasons) == (State.HELP, ("sans nouvelles depuis 7\xa0min",))


def test_after_a_quarter_of_an_hour_without_a_sign_he_is_offline(lilas, aden, mission):
    come(aden, 40, seen=15)
    play(aden, mission, 30)
    tile = tiles(lilas, "CM1 A")["Aden"]
    assert (tile.state, tile.doing.sign, tile.doing.reasons) == (State.AWAY, "il y a 15\xa0min", ())


def test_who_finished_is_done_until_he_begins_another(lilas, aden, mission):
    come(aden, 30, seen=1)
    finish(aden, mission, 20)
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.mission, tile.doing.place) == (State.DONE, "Rechercher sur internet", "")
    play(aden, MissionFactory(title="Écrire un message", playable=True), 2)
    tile = tiles(lilas)["Aden"]
    assert (tile.state, tile.doing.mission) == (State.AT_WORK, "Écrire un message")


def finish(learner, mission, ago):
    play(learner, mission, ago, ["RIGHT"] * 5)
    assert not Attempt.objects.started().filter(learner=learner).exists()


def test_who_finished_and_left_keeps_his_mission(lilas, aden, mission):
    come(aden, 30)
    finish(aden, mission, 20)
    presence.leave(aden)
    tile = tiles(lilas, "CM1 A")["Aden"]
    assert (tile.state, tile.doing.mission, tile.doing.place) == (
        State.AWAY,
        "Rechercher sur internet",
        "Mission terminée",
    )


def test_a_mission_finished_before_the_session_says_nothing_of_today(lilas, aden, mission):
    finish(aden, mission, 90)
    come(aden, 1)
    assert tiles(lilas)["Aden"].doing.place == "Choisit une mission"


def test_no_result_is_told(lilas, aden, mission):
    come(aden, 30)
    finish(aden, mission, 20)
    told = repr(class_board(lilas, [], NOW)).lower()
    for word in ("atteint", "dépassé", "reached", "exceeded", "smith"):
        assert word not in told


def test_groups_come_in_order_with_their_counts(lilas, mission):
    pupils = make_class(lilas, "CM1 A", ["Zoé Un", "Aden Deux", "Inès Trois", "Tom Quatre", "Éva Cinq"])
    zoe, aden, ines, tom, _eva = pupils
    for pupil in (zoe, aden, ines, tom):
        come(pupil, 10, seen=0)
    play(zoe, mission, 2)
    play(aden, mission, 2, ["WRONG", "WRONG"])
    finish(ines, mission, 2)
    board = class_board(lilas, [], NOW)
    shown = [(group.state, [tile.name for tile in group.tiles]) for group in board.groups]
    assert shown == [
        (State.HELP, ["Aden"]),
        (State.AT_WORK, ["Tom", "Zoé"]),
        (State.DONE, ["Inès"]),
        (State.AWAY, ["Éva"]),
    ]
    assert board.count_label == "4 élèves en ligne, 1 a besoin d’aide"
    assert board.until == "14:00"


def test_without_a_filter_the_classes_at_work_are_shown(lilas, aden):
    LearnerFactory(organization=lilas, first_name="Léa", division="CM1 A")
    LearnerFactory(organization=lilas, first_name="Noé", division="CM2 B")
    come(aden, 1)
    board = class_board(lilas, [], NOW)
    assert (board.online, board.unseen, set(tiles(lilas))) == (1, 1, {"Aden", "Léa"})
    assert set(tiles(lilas, "CM2 B")) == {"Noé"}
    assert class_board(lilas, ["CM2 B"], NOW).count_label == "Aucun élève en ligne"


def test_namesakes_are_told_apart_inside_of_their_class(lilas, aden):
    LearnerFactory(organization=lilas, first_name="Aden", last_name="ROUX", division="CM1 A")
    LearnerFactory(organization=lilas, first_name="Aden", last_name="BLANC", division="CM2 B")
    board = class_board(lilas, ["CM1 A", "CM2 B"], NOW)
    assert [tile.name for tile in board.groups[0].tiles] == ["Aden R.", "Aden S.", "Aden"]
    assert board.has_several_classes


@pytest.mark.parametrize("count", [1, 2, 12])
def test_any_number_of_classes_may_be_asked_for(lilas, mission, count):
    classes = [f"CM {number}" for number in range(count)]
    for division in [*classes, "GS"]:
        pupil = LearnerFactory(organization=lilas, first_name=f"Élève de {division}", division=division)
        come(pupil, 5)
        play(pupil, mission, 2, ["RIGHT"])
    shown = tiles(lilas, *classes)
    assert set(shown) == {f"Élève de {division}" for division in classes}
    assert {tile.doing.place for tile in shown.values()} == {"Étape 1, validation, question\xa02\xa0sur\xa02"}


def test_pupils_who_left_and_other_schools_are_not_there(lilas, aden):
    LearnerFactory(organization=lilas, first_name="Parti", division="CM1 A", disabled=True)
    come(LearnerFactory(first_name="Ailleurs", division="CM1 A"), 0)
    assert set(tiles(lilas, "CM1 A")) == {"Aden"}


@pytest.mark.parametrize("ends", [None, NOW])
def test_a_closed_session_has_an_empty_board(aden, ends, django_assert_num_queries):
    come(aden, 1)
    aden.organization.session_expires_at = ends
    with django_assert_num_queries(0):
        board = class_board(aden.organization, [], NOW)
    assert (board.until, board.online, board.groups) == ("", 0, ())


@pytest.mark.parametrize("count", [3, 40])
def test_one_query_for_any_class(lilas, mission, count, django_assert_num_queries):
    for number in range(count):
        pupil = LearnerFactory(organization=lilas, first_name=f"P{number}", division="CM1 A")
        come(pupil, 3)
        play(pupil, mission, 2, ["WRONG"])
    with django_assert_num_queries(1):
        board = class_board(lilas, [], NOW)
    assert board.online == count


def test_the_tag_changes_when_something_is_told_anew_and_only_then(lilas, aden, mission):
    come(aden, 1)
    tag = class_board(lilas, [], NOW).etag
    assert class_board(lilas, [], NOW + timedelta(seconds=10)).etag == tag
    play(aden, mission, 0)
    assert class_board(lilas, [], NOW + timedelta(seconds=10)).etag != tag
