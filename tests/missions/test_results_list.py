"""The tab « Résultats » before a class: names hidden, who needs help first, filters kept from tab to tab."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.pages import table

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("missions.views.lists.timezone", SimpleNamespace(now=lambda: NOW))


@pytest.fixture
def mission(db):
    return MissionFactory(title="Rechercher sur internet", steps=2)


@pytest.fixture
def cast(school, mission):
    """Adam has not begun, Bea found it hard, Cleo did it."""
    names = [("Adam", "Dupon"), ("Bea", "Martin"), ("Cleo", "Zola")]
    adam, bea, cleo = [
        LearnerFactory(organization=school, division="CM2", first_name=first, last_name=last)
        for first, last in names
    ]
    AttemptFactory(mission=mission, learner=bea, not_reached=True)
    AttemptFactory(mission=mission, learner=bea)
    AttemptFactory(mission=mission, learner=cleo, exceeded=True)
    return adam, bea, cleo


def link(text, label):
    """Return where the link of this label leads, as a browser reads it."""
    found = re.search(rf'href="([^"]*)"[^>]*>{label}</a>', text)
    return found and found[1].replace("&amp;", "&")


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_hidden_names_stand_nowhere_on_the_page_and_stay_hidden(teacher, mission, cast, path):
    url = f"/missions/{mission.pk}/{path}"
    asked = {"classes": "CM2", "noms": "masques"}
    for headers in ({}, {"HX-Request": "true"}):
        text = teacher.client.get(url, asked, headers=headers).text
        for pupil in cast:
            assert pupil.first_name not in text
            assert pupil.last_name not in text
        assert [row[:2] for row in table(text)] == [[f"Élève {rank}", "CM2"] for rank in (1, 2, 3)]
        assert 'form="filters" name="noms" value="masques"' in text
        assert link(text, "Afficher les noms") == "?classes=CM2"
    shown = teacher.client.get(url, {"classes": "CM2"}).text
    assert [row[:2] for row in table(shown)] == [["Adam", "Dupon"], ["Bea", "Martin"], ["Cleo", "Zola"]]
    assert link(shown, "Masquer les noms") == "?classes=CM2&noms=masques"


def test_who_needs_help_is_shown_first_on_request(teacher, mission, cast):
    url = f"/missions/{mission.pk}/resultats/"
    by_name = teacher.client.get(url, {"classes": "CM2"}).text
    assert [row[0] for row in table(by_name)] == ["Adam", "Bea", "Cleo"]
    assert link(by_name, "Qui a besoin d’aide d’abord") == "?classes=CM2&tri=aide"
    by_need = teacher.client.get(url, {"classes": "CM2", "tri": "aide"}).text
    assert [row[0] for row in table(by_need)] == ["Bea", "Adam", "Cleo"]
    assert [row[-1] for row in table(by_need)] == [
        "Non atteint 2 tentatives",
        "- [Pas encore de résultat]",
        "Dépassé",
    ]
    assert link(by_need, "Par nom") == "?classes=CM2"
    assert 'form="filters" name="tri" value="aide"' in by_need


def test_tabs_keep_the_filters(teacher, mission, cast):
    url = f"/missions/{mission.pk}/"
    asked = {"classes": "CM2", "nom": "bea", "annee": "2026", "noms": "masques", "page": "1"}
    text = teacher.client.get(url, asked).text
    kept = "?classes=CM2&nom=bea&annee=2026&noms=masques"
    assert link(text, "Résultats") == f"{url}resultats/{kept}"
    assert link(teacher.client.get(f"{url}resultats/", asked).text, "Activités") == f"{url}{kept}"


def test_own_classes_are_one_tap_away(teacher, school, mission, cast):
    LearnerFactory(organization=school, division="CM1", first_name="Zoé")
    teacher.client.post("/eleves/mes-classes/", {"classes": ["CM2"]})
    text = teacher.client.get(f"/missions/{mission.pk}/resultats/?tri=aide").text
    assert link(text, "Mes classes\N{NO-BREAK SPACE}: CM2") == "?tri=aide&classes=CM2"


def test_a_value_that_nobody_offers_changes_nothing(teacher, mission, cast):
    url = f"/missions/{mission.pk}/resultats/"
    odd = teacher.client.get(url, {"tri": "z'", "noms": "oui"}).text
    assert [row[0] for row in table(odd)] == ["Adam", "Bea", "Cleo"]


@pytest.mark.parametrize("query", ["", "?tri=aide", "?noms=masques", "?evaluation=NO_RESULT"])
def test_each_way_to_show_results_takes_the_same_queries_for_any_number_of_pupils(
    teacher, school, mission, flat_queries, query
):
    def grow(n):
        for _ in range(n):
            AttemptFactory(mission=mission, learner__organization=school, completed=True)
            AttemptFactory(mission=mission, learner__organization=school)

    flat_queries(lambda: teacher.client.get(f"/missions/{mission.pk}/resultats/{query}"), grow, budget=10)
