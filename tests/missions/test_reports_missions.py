"""The missions list: which classes started what, this year and before."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from missions.reports.missions import mission_rows
from missions.reports.years import Years, years_of
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.organizations.factories import OrganizationFactory

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
THIS_YEAR = Years(2026, 2026, ())
LAST_YEAR = Years(2026, 2025, ())


@pytest.fixture
def lilas(db):
    return OrganizationFactory()


def started(school, mission, division, **fields):
    learner = LearnerFactory(organization=school, division=division, disabled_at=fields.pop("left_at", None))
    return AttemptFactory(mission=mission, learner=learner, **fields)


def started_by(school, years=THIS_YEAR):
    return {row.title: row.started_by for row in mission_rows(school, years)}


def test_missions_come_in_their_order_with_their_competence(lilas):
    MissionFactory(position=2, title="Respecter les autres", competence="2.1")
    MissionFactory(position=1, title="Chercher", competence="1.1")
    rows = mission_rows(lilas, THIS_YEAR)
    assert [(row.title, row.competence) for row in rows] == [
        ("Chercher", "1.1 Mener une recherche et une veille d’information"),
        ("Respecter les autres", "2.1 Interagir"),
    ]


def test_classes_are_named_once_in_alphabetical_order_whatever_their_case(lilas):
    mission = MissionFactory(title="Chercher")
    for division in ["cm2 b", "CM1 É", "CM2 A", "CM1 f", "CM2 A"]:
        started(lilas, mission, division)
    assert started_by(lilas) == {"Chercher": "CM1 É, CM1 f, CM2 A, cm2 b"}


def test_a_started_and_a_completed_mission_both_count(lilas):
    mission = MissionFactory(title="Chercher")
    started(lilas, mission, "CM1")
    started(lilas, mission, "CM2", completed=True)
    assert started_by(lilas) == {"Chercher": "CM1, CM2"}


def test_nobody_started_means_no_class(lilas):
    MissionFactory(title="Chercher")
    LearnerFactory(organization=lilas)
    assert started_by(lilas) == {"Chercher": "Aucune classe"}


def test_other_schools_other_years_and_former_pupils_do_not_count(lilas):
    mission = MissionFactory(title="Chercher")
    started(OrganizationFactory(), mission, "CM2 d’ailleurs")
    started(lilas, mission, "CM2 de l’an dernier", school_year=2025)
    started(lilas, mission, "CM2 parti", left_at=NOW)
    assert started_by(lilas) == {"Chercher": "Aucune classe"}


def test_an_earlier_year_keeps_the_pupils_who_left_since(lilas):
    mission = MissionFactory(title="Chercher")
    started(lilas, mission, "CM2 parti", school_year=2025, left_at=NOW)
    started(lilas, mission, "CM1", school_year=2026)
    assert started_by(lilas, LAST_YEAR) == {"Chercher": "CM2 parti"}


def test_an_archived_mission_is_listed_where_it_was_played_that_year(lilas):
    archived = MissionFactory(title="Ancienne", archived=True)
    started(lilas, archived, "CM2", school_year=2025)
    assert started_by(lilas) == {}
    assert started_by(lilas, LAST_YEAR) == {"Ancienne": "CM2"}
    assert started_by(OrganizationFactory(), LAST_YEAR) == {}


def years(school, query="", now=NOW):
    return years_of(school, QueryDict(query), now)


def test_a_first_year_offers_no_choice(lilas):
    AttemptFactory(learner__organization=lilas)
    AttemptFactory(school_year=2025)
    assert years(lilas) == Years(2026, 2026, ())


def test_years_in_which_something_was_played_are_offered_newest_first(lilas):
    AttemptFactory(learner__organization=lilas, school_year=2023)
    AttemptFactory(learner__organization=lilas, school_year=2025)
    shown = years(lilas)
    assert [(choice.label, choice.query, choice.is_shown) for choice in shown.choices] == [
        ("2026-2027", "?", True),
        ("2025-2026", "?annee=2025", False),
        ("2023-2024", "?annee=2023", False),
    ]
    assert (shown.shown, shown.query) == (2026, "")


def test_an_earlier_year_may_be_asked(lilas):
    AttemptFactory(learner__organization=lilas, school_year=2025)
    shown = years(lilas, "annee=2025")
    assert (shown.shown, shown.is_current, shown.query) == (2025, False, "?annee=2025")


def test_the_past_is_read_once(lilas, django_assert_num_queries):
    AttemptFactory(learner__organization=lilas, school_year=2025)
    other = OrganizationFactory()
    first = years(lilas)
    with django_assert_num_queries(0):
        assert years(lilas) == first
    assert years(other).choices == ()
    assert [choice.year for choice in years(lilas, now=datetime(2027, 9, 1, tzinfo=UTC)).choices] == [
        2027,
        2025,
    ]


def test_a_dead_cache_hides_no_year(lilas, monkeypatch):
    class DeadCache:
        def get(self, *args):
            raise ConnectionError

        set = get

    AttemptFactory(learner__organization=lilas, school_year=2025)
    monkeypatch.setattr("missions.reports.years.caches", {"local": DeadCache()})
    assert [choice.year for choice in years(lilas).choices] == [2026, 2025]


@pytest.mark.parametrize("query", ["annee=1990", "annee=abc", "annee=", "annee=2025.0", "annee=%00"])
def test_a_year_that_is_not_offered_shows_the_current_one(lilas, query):
    AttemptFactory(learner__organization=lilas, school_year=2025)
    assert years(lilas, query).shown == 2026


@pytest.mark.parametrize(
    ("zone", "now", "year"),
    [
        ("Europe/Paris", datetime(2026, 7, 31, 21, 59, tzinfo=UTC), 2025),
        ("Europe/Paris", datetime(2026, 7, 31, 22, 0, tzinfo=UTC), 2026),
        ("Pacific/Noumea", datetime(2026, 7, 31, 13, 0, tzinfo=UTC), 2026),
        ("America/Martinique", datetime(2026, 8, 1, 3, 59, tzinfo=UTC), 2025),
    ],
)
def test_the_year_begins_on_the_first_of_august_of_the_school(db, zone, now, year):
    assert years(OrganizationFactory(time_zone=zone), now=now).current == year
