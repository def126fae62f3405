"""The pupils of a mission: which attempt counts, what the cells say, what each filter keeps."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from missions.domain.results import Result
from missions.models import Attempt
from missions.reports.progress import (
    NO_RESULT,
    MissionStatus,
    activity_page,
    attempts_at,
    class_sizes,
    listed,
    missions_of,
    pupils_of,
    result_page,
)
from missions.reports.years import Years
from tests.learners.factories import LearnerFactory
from tests.missions.factories import STARTED_AT, AttemptFactory, MissionFactory
from tests.organizations.factories import OrganizationFactory

THIS_YEAR = Years(2026, 2026, ())
LAST_YEAR = Years(2026, 2025, ())
NOTHING = {"nom": "", "classes": [], "statut": [], "evaluation": []}
REACHED, PARTLY, NOT = Result.REACHED.value, Result.PARTLY_REACHED.value, Result.NOT_REACHED.value


@pytest.fixture
def lilas(db):
    return OrganizationFactory()


@pytest.fixture
def mission(db):
    return MissionFactory(steps=2)


def pupil(school, name="Aden Smith", **fields):
    first_name, last_name = name.split()
    return LearnerFactory(organization=school, first_name=first_name, last_name=last_name, **fields)


def rows_of(school, mission, years, query, wanted):
    pupils, attempts = pupils_of(school, mission, years), attempts_at(school, mission, years)
    return listed(pupils, attempts, NOTHING | wanted, needs_help_first="tri=aide" in query)


def activities(school, mission, years=THIS_YEAR, query="", **wanted):
    rows = rows_of(school, mission, years, query, wanted)
    return list(activity_page(rows, mission, QueryDict(query), year=years.shown))


def results(school, mission, years=THIS_YEAR, query="", **wanted):
    rows = rows_of(school, mission, years, query, wanted)
    return list(result_page(rows, mission, QueryDict(query), year=years.shown))


def cells(row):
    return [cell.short for cell in (*row.marks.steps, row.marks.dare)]


def test_each_pupil_has_his_status(lilas, mission):
    pupil(lilas, "Ada Avant")
    AttemptFactory(mission=mission, learner=pupil(lilas, "Bea Pendant"))
    AttemptFactory(mission=mission, learner=pupil(lilas, "Cleo Sortie"), completed=True)
    rows = activities(lilas, mission)
    assert [(row.first_name, row.last_name, row.status) for row in rows] == [
        ("Ada", "Avant", MissionStatus.NOT_STARTED),
        ("Bea", "Pendant", MissionStatus.STARTED),
        ("Cleo", "Sortie", MissionStatus.COMPLETED),
    ]
    assert [row.status.label for row in rows] == ["Non débutée", "En cours", "Terminée"]


def test_attempts_at_another_mission_or_in_another_year_do_not_count(lilas, mission):
    learner = pupil(lilas)
    AttemptFactory(learner=learner, completed=True)
    AttemptFactory(learner=learner, mission=mission, school_year=2025, completed=True)
    assert activities(lilas, mission)[0].status is MissionStatus.NOT_STARTED
    assert cells(results(lilas, mission)[0]) == ["-", "-", "-"]


def test_a_completed_attempt_counts_more_than_a_newer_started_one(lilas, mission):
    learner = pupil(lilas)
    AttemptFactory(mission=mission, learner=learner, partly_reached=True)
    AttemptFactory(mission=mission, learner=learner, started_at=STARTED_AT + timedelta(days=7))
    assert activities(lilas, mission)[0].status is MissionStatus.COMPLETED
    assert results(lilas, mission)[0].marks.overall is Attempt.Overall.PARTLY_REACHED


def test_of_two_completed_attempts_the_latest_counts(lilas, mission):
    learner = pupil(lilas)
    AttemptFactory(mission=mission, learner=learner, exceeded=True)
    AttemptFactory(
        mission=mission, learner=learner, not_reached=True, started_at=STARTED_AT + timedelta(days=7)
    )
    row = results(lilas, mission)[0]
    assert row.marks.overall is Attempt.Overall.NOT_REACHED
    assert cells(row) == ["NA", "-", "-"]


@pytest.mark.parametrize(
    ("steps", "dare", "overall", "expected", "label"),
    [
        ([REACHED, REACHED], REACHED, "EXCEEDED", ["A", "A", "A"], "Dépassé"),
        ([REACHED, REACHED], NOT, "REACHED", ["A", "A", "NA"], "Atteint"),
        ([REACHED, REACHED], "", "REACHED", ["A", "A", "-"], "Atteint"),
        ([REACHED, PARTLY], "", "PARTLY_REACHED", ["A", "PA", "-"], "Partiellement atteint"),
        ([REACHED, NOT], "", "PARTLY_REACHED", ["A", "NA", "-"], "Partiellement atteint"),
        ([PARTLY], "", "NOT_REACHED", ["PA", "-", "-"], "Non atteint"),
        ([NOT], "", "NOT_REACHED", ["NA", "-", "-"], "Non atteint"),
    ],
)
def test_results_are_shown_as_the_specification_lists_them(
    lilas, mission, steps, dare, overall, expected, label
):
    AttemptFactory(
        mission=mission,
        learner=pupil(lilas),
        completed=True,
        step_results=steps,
        dare_result=dare,
        overall_result=overall,
    )
    row = results(lilas, mission)[0]
    assert cells(row) == expected
    assert row.marks.overall.label == label


def test_a_started_mission_shows_the_steps_that_are_finished(lilas, mission):
    AttemptFactory(mission=mission, learner=pupil(lilas), step_results=[REACHED])
    row = results(lilas, mission)[0]
    assert cells(row) == ["A", "-", "-"]
    assert row.marks.overall is None


def test_cells_say_their_result_in_full_words(lilas, mission):
    AttemptFactory(mission=mission, learner=pupil(lilas), partly_reached=True)
    row = results(lilas, mission)[0]
    assert [cell.label for cell in row.marks.steps] == ["Atteint", "Partiellement atteint"]
    assert row.marks.dare.label == "Pas encore de résultat"


@pytest.mark.parametrize(("steps", "expected"), [(1, ["A", "NA"]), (3, ["A", "A", "-", "NA"])])
def test_an_attempt_at_an_older_revision_fits_the_steps_of_today(lilas, steps, expected):
    mission = MissionFactory(steps=steps)
    AttemptFactory(mission=mission, learner=pupil(lilas), completed=True)
    assert cells(results(lilas, mission)[0]) == expected


def test_pupils_come_by_last_name_then_first_name(lilas, mission):
    for name in ["Zoé Martin", "Ève Élan", "adam martin", "Bob Eland", "Cid Le-Roy", "Dan Leblanc"]:
        pupil(lilas, name)
    names = [f"{row.first_name} {row.last_name}" for row in activities(lilas, mission)]
    assert names == ["Ève Élan", "Bob Eland", "Cid Le-Roy", "Dan Leblanc", "adam martin", "Zoé Martin"]
    assert [f"{row.first_name} {row.last_name}" for row in results(lilas, mission)] == names


def test_only_the_active_pupils_of_the_school_are_listed(lilas, mission):
    pupil(lilas, "Aden Ici")
    pupil(lilas, "Bob Parti", disabled=True)
    pupil(OrganizationFactory(), "Cid Ailleurs")
    assert [row.last_name for row in activities(lilas, mission)] == ["Ici"]


def test_an_earlier_year_lists_those_who_played_the_mission_then(lilas, mission):
    gone = pupil(lilas, "Bob Parti", disabled=True)
    AttemptFactory(mission=mission, learner=gone, school_year=2025, exceeded=True)
    AttemptFactory(mission=mission, learner=pupil(lilas, "Aden Ici"), school_year=2026)
    AttemptFactory(mission=mission, learner=pupil(OrganizationFactory()), school_year=2025)
    rows = results(lilas, mission, LAST_YEAR)
    assert [(row.last_name, row.marks.overall) for row in rows] == [("Parti", Attempt.Overall.EXCEEDED)]
    assert [row.status for row in activities(lilas, mission, LAST_YEAR)] == [MissionStatus.COMPLETED]


@pytest.fixture
def cast(lilas, mission):
    """One pupil for each stage: not started, started, completed, replaying what was completed."""
    pupil(lilas, "Nil Avant", division="CM1 A")
    AttemptFactory(mission=mission, learner=pupil(lilas, "Eva Pendant", division="CM1 B"))
    AttemptFactory(mission=mission, learner=pupil(lilas, "Tom Fini", division="CM2"), exceeded=True)
    again = pupil(lilas, "Rose Encore", division="CM2")
    AttemptFactory(mission=mission, learner=again, partly_reached=True)
    AttemptFactory(mission=mission, learner=again, started_at=STARTED_AT + timedelta(days=7))
    return lilas


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["Nil", "Rose", "Tom", "Eva"]),
        ({"statut": ["NOT_STARTED"]}, ["Nil"]),
        ({"statut": ["STARTED"]}, ["Eva"]),
        ({"statut": ["COMPLETED"]}, ["Rose", "Tom"]),
        ({"statut": ["NOT_STARTED", "STARTED"]}, ["Nil", "Eva"]),
        ({"classes": ["CM2"]}, ["Rose", "Tom"]),
        ({"classes": ["CM1 A", "CM1 B"]}, ["Nil", "Eva"]),
        ({"nom": "eva"}, ["Eva"]),
        ({"nom": "ÉVA pend"}, ["Eva"]),
        ({"nom": "pendant eva"}, ["Eva"]),
        ({"nom": "zorro"}, []),
        ({"classes": ["CM2"], "statut": ["COMPLETED"], "nom": "tom"}, ["Tom"]),
        ({"classes": ["CM2"], "statut": ["NOT_STARTED"]}, []),
    ],
)
def test_filters_of_activities_are_combined(cast, mission, wanted, expected):
    assert [row.first_name for row in activities(cast, mission, **wanted)] == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"evaluation": ["EXCEEDED"]}, ["Tom"]),
        ({"evaluation": ["PARTLY_REACHED"]}, ["Rose"]),
        ({"evaluation": ["REACHED"]}, []),
        ({"evaluation": [NO_RESULT]}, ["Nil", "Eva"]),
        ({"evaluation": [NO_RESULT, "EXCEEDED"]}, ["Nil", "Tom", "Eva"]),
        ({"evaluation": [NO_RESULT], "classes": ["CM1 B"]}, ["Eva"]),
        ({"evaluation": ["EXCEEDED"], "nom": "rose"}, []),
    ],
)
def test_filters_of_results_are_combined(cast, mission, wanted, expected):
    assert [row.first_name for row in results(cast, mission, **wanted)] == expected


def test_who_needs_help_comes_first_on_request(lilas, mission):
    later = {"started_at": STARTED_AT + timedelta(days=7)}
    pupil(lilas, "Nil Avant")
    AttemptFactory(mission=mission, learner=pupil(lilas, "Ada Atteinte"), completed=True)
    AttemptFactory(mission=mission, learner=pupil(lilas, "Bea Cours"))
    AttemptFactory(mission=mission, learner=pupil(lilas, "Cid Partie"), partly_reached=True)
    AttemptFactory(mission=mission, learner=pupil(lilas, "Dan Difficile"), not_reached=True)
    stuck = pupil(lilas, "Eve Encore")
    AttemptFactory(mission=mission, learner=stuck, not_reached=True)
    AttemptFactory(mission=mission, learner=stuck, not_reached=True, **later)
    done = pupil(lilas, "Fay Enfin")
    AttemptFactory(mission=mission, learner=done, not_reached=True)
    AttemptFactory(mission=mission, learner=done, exceeded=True, **later)
    rows = results(lilas, mission, query="tri=aide")
    assert [row.first_name for row in rows] == ["Eve", "Dan", "Cid", "Bea", "Nil", "Fay", "Ada"]
    assert [row.marks.tries for row in rows] == [2, 1, 1, 1, 0, 2, 1]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]


def test_who_needs_help_comes_first_among_those_whom_the_filters_keep(cast, mission):
    rows = results(cast, mission, query="tri=aide", classes=["CM2"])
    assert [row.first_name for row in rows] == ["Rose", "Tom"]


def test_pages_count_what_the_filters_keep(lilas, mission):
    for number in range(12):
        AttemptFactory(
            mission=mission, learner=pupil(lilas, f"Tom Fini{number:02}"), completed=number % 3 > 0
        )
    started = rows_of(lilas, mission, THIS_YEAR, "", {"statut": ["STARTED"]})
    page = activity_page(started, mission, QueryDict("taille=10"), year=2026)
    assert (page.paginator.count, page.paginator.num_pages) == (4, 1)
    everybody = rows_of(lilas, mission, THIS_YEAR, "", {})
    unfiltered = activity_page(everybody, mission, QueryDict("taille=10&page=2"), year=2026)
    assert [(row.number, row.last_name) for row in unfiltered] == [(11, "Fini10"), (12, "Fini11")]


def test_classes_offered_are_those_of_the_pupils_listed(lilas, mission):
    for division in ["CM2 B", "cm2 a", "CM2 B"]:
        pupil(lilas, division=division)
    pupil(lilas, division="CM2 parti", disabled=True)
    pupil(OrganizationFactory(), division="Ailleurs")
    sizes = class_sizes(pupils_of(lilas, mission, THIS_YEAR))
    assert list(sizes.items()) == [("cm2 a", 1), ("CM2 B", 2)]


def test_an_archived_mission_stays_open_to_the_schools_that_played_it(lilas):
    archived = MissionFactory(archived_at=timezone.now())
    assert not missions_of(lilas).filter(pk=archived.pk).exists()
    AttemptFactory(mission=archived, learner=pupil(lilas), school_year=2020)
    assert missions_of(lilas).filter(pk=archived.pk).exists()
    assert not missions_of(OrganizationFactory()).filter(pk=archived.pk).exists()


@pytest.mark.parametrize(("pupils", "queries"), [(30, 2), (60, 3)])  # a page shows 50, and then counts
def test_both_tables_take_the_same_queries_for_any_number_of_pupils(
    lilas, mission, pupils, queries, django_assert_num_queries
):
    for number in range(pupils):
        AttemptFactory(mission=mission, learner=pupil(lilas, f"Tom Fini{number}"), completed=True)
    for show in (activities, results):
        show(lilas, mission)
        with django_assert_num_queries(queries):
            show(lilas, mission)
