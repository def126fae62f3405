"""The page of a pupil: all of his missions, year by year, what he reached, and where he is."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from missions.models import Activity, ActivityAnswer, Presence
from tests.learners.factories import LearnerFactory
from tests.learners.pages import said
from tests.missions.factories import AttemptFactory, MissionFactory, make_challenges
from tests.pages import plain, table

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
NOTHING, REACHED = "- [Pas encore de résultat]", "A [Atteint]"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("missions.views.pupils.timezone", SimpleNamespace(now=lambda: NOW))


@pytest.fixture
def aden(school):
    return LearnerFactory(organization=school, first_name="Aden", last_name="SMITH", division="CM1 A")


def page(teacher, learner, **query):
    response = teacher.client.get(f"/missions/eleves/{learner.pk}/", query)
    assert response.status_code == 200
    return response.text


def missions(text):
    """Return the lines of the table of missions, its cells in words; « [1] A [Atteint] » for a first step."""
    return table(text.replace("Étape ", "").replace("\u00a0: ", " "))


def competences(text):
    return table(text.split('id="pupil-competences-title"')[1])


def test_every_mission_is_told_step_by_step(teacher, aden):
    todo = MissionFactory(position=1, title="À découvrir", competence="2.1")
    done = MissionFactory(position=2, title="Chercher", competence="1.1")
    AttemptFactory(learner=aden, mission=done, partly_reached=True)
    AttemptFactory(learner=aden, mission=done, started_at=NOW - timedelta(minutes=5))
    text = page(teacher, aden)
    nothing = "[1 ] - [Pas encore de résultat] [2 ] - [Pas encore de résultat]"
    reached = "[1 ] A [Atteint] [2 ] PA [Partiellement atteint]"
    assert missions(text) == [
        ["À découvrir", "Non débutée", nothing, NOTHING, NOTHING, "- [Aucune]"],
        ["Chercher", "Terminée 2 tentatives", reached, NOTHING, "Partiellement atteint", "01/10/2026"],
    ]
    assert f'href="/missions/{todo.pk}/resultats/"' in text


def test_the_last_act_is_the_last_answer(teacher, aden):
    mission = MissionFactory(playable=False)
    challenge = make_challenges(mission)[0]
    attempt = AttemptFactory(learner=aden, mission=mission, started_at=NOW - timedelta(days=9))
    challenge = type(challenge).objects.first()
    activity = Activity.objects.create(
        attempt=attempt, rank=1, level="VALIDATION", step=0, variant=0, challenge_ids=[challenge.pk]
    )
    ActivityAnswer.objects.create(
        activity=activity,
        position=0,
        challenge=challenge,
        value=[],
        verdict="SKIPPED",
        answered_at=NOW - timedelta(days=2),
    )
    assert missions(page(teacher, aden))[0][1:] == [
        "En cours 1 tentative",
        "[1 ] - [Pas encore de résultat] [2 ] - [Pas encore de résultat]",
        NOTHING,
        NOTHING,
        "29/09/2026",
    ]


def test_the_last_completed_attempt_counts_whichever_began_last(teacher, aden):
    mission = MissionFactory()
    AttemptFactory(learner=aden, mission=mission, exceeded=True, started_at=NOW - timedelta(days=3))
    AttemptFactory(learner=aden, mission=mission, not_reached=True, started_at=NOW - timedelta(days=1))
    AttemptFactory(learner=aden, mission=mission)
    assert missions(page(teacher, aden))[0][1::3] == ["Terminée 3 tentatives", "Non atteint"]


def test_a_competence_keeps_the_best_that_was_reached(teacher, aden):
    search, other = MissionFactory(competence="1.1"), MissionFactory(competence="1.1")
    AttemptFactory(learner=aden, mission=search, exceeded=True)
    AttemptFactory(learner=aden, mission=search, not_reached=True)
    AttemptFactory(learner=aden, mission=other, completed=True)
    AttemptFactory(learner=aden, mission=MissionFactory(competence="2.1"), completed=True)
    AttemptFactory(learner=aden, mission=MissionFactory(competence="3.1"))
    MissionFactory(competence="4.1")
    found = [(row[1].split()[0], row[2]) for row in competences(page(teacher, aden))]
    assert found == [
        ("1.1", "D [Dépassée]"),
        ("2.1", "A [Atteinte]"),
        ("3.1", "T [Travaillée]"),
        ("4.1", "- [Pas commencée]"),
    ]


def test_an_earlier_year_shows_what_was_begun_then(teacher, aden):
    MissionFactory(title="Toute neuve")
    AttemptFactory(learner=aden, mission__title="L’an dernier", school_year=2025, exceeded=True)
    assert {row[0]: row[1] for row in missions(page(teacher, aden))} == {
        "Toute neuve": "Non débutée",
        "L’an dernier": "Non débutée",
    }
    earlier = page(teacher, aden, annee="2025")
    assert [row[0] for row in missions(earlier)] == ["L’an dernier"]
    assert re.search(r'aria-current="page">2025-2026</a>', earlier)
    assert 'resultats/?annee=2025"' in earlier


def test_a_pupil_who_left_keeps_his_years(teacher, school):
    rose = LearnerFactory(organization=school, first_name="Rose", disabled=True)
    AttemptFactory(learner=rose, school_year=2025, completed=True)
    text = page(teacher, rose, annee="2025")
    assert "n’est plus dans la liste de l’école" in said(text)
    assert missions(text)[0][1] == "Terminée 1 tentative"
    assert "En ce moment" not in said(text)


def test_a_year_in_which_he_did_nothing_is_empty(teacher, school, aden):
    AttemptFactory(learner=LearnerFactory(organization=school), school_year=2025)
    assert "Aucune mission commencée cette année-là" in page(teacher, aden, annee="2025")


def test_a_school_without_missions_is_told(teacher, aden):
    assert "Aucune mission pour l’instant" in page(teacher, aden)


@pytest.mark.parametrize(
    ("seen", "plays", "place"),
    [
        (None, True, "N’est pas connecté à Pix Junior"),
        (timedelta(hours=1), True, "N’est pas connecté à Pix Junior"),
        (timedelta(seconds=30), False, "Choisit une mission"),
        (timedelta(seconds=30), True, "Dans la mission « Chercher »"),
    ],
)
def test_where_the_pupil_is_now(teacher, aden, seen, plays, place):
    if seen is not None:
        Presence.objects.create(
            learner=aden, organization=aden.organization, signed_in_at=NOW - seen, seen_at=NOW - seen
        )
    AttemptFactory(learner=aden, mission__title="Finie", completed=True, started_at=NOW - timedelta(hours=2))
    if plays:
        AttemptFactory(learner=aden, mission__title="Chercher", started_at=NOW - timedelta(minutes=1))
    assert f"En ce moment {place}" in said(page(teacher, aden))


def test_each_work_may_be_given(teacher, aden):
    attempt = AttemptFactory(learner=aden, mission__title="Chercher")
    done = AttemptFactory(learner=aden, completed=True)
    text = page(teacher, aden)
    for each in (attempt, done):
        assert f'href="/missions/eleves/{aden.pk}/donner/{each.pk}/"' in text
    assert "Chercher : En cours Commencé le 01/10/2026 à 10:00" in said(text)


def test_names_lead_to_the_page(teacher, school, aden):
    mission = AttemptFactory(learner=aden, school_year=2025).mission
    link = f'<a href="/missions/eleves/{aden.pk}/'
    assert link in teacher.client.get("/eleves/").text
    for path in ("", "resultats/"):
        assert f"{link}?annee=2025" in teacher.client.get(f"/missions/{mission.pk}/{path}?annee=2025").text
        hidden = teacher.client.get(f"/missions/{mission.pk}/{path}?noms=masques").text
        assert link not in hidden


def test_a_collegian_has_no_such_page(principal):
    learner = LearnerFactory(organization=principal.organization)
    assert principal.client.get(f"/missions/eleves/{learner.pk}/").status_code == 404
    assert "/missions/eleves/" not in principal.client.get("/eleves/").text


def test_only_an_administrator_corrects_from_here(teacher, director, aden):
    link = f'href="/eleves/{aden.pk}/corriger/"'
    assert link in page(director, aden)
    assert link not in page(teacher, aden)


def test_names_are_escaped(teacher, school):
    text = page(teacher, LearnerFactory(organization=school, first_name="<b>Zoé</b>"))
    assert "<b>Zoé" not in text
    assert "&lt;b&gt;Zoé" in plain(text)


def test_the_same_queries_for_any_number_of_missions(teacher, aden, flat_queries):
    def grow(n):
        for _ in range(n):
            mission = AttemptFactory(learner=aden).mission
            AttemptFactory(learner=aden, mission=mission, completed=True)

    flat_queries(lambda: teacher.client.get(f"/missions/eleves/{aden.pk}/"), grow, budget=9)
