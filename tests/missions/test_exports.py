"""Results as files and on paper: what stands in them, for whom, and what it takes to make them."""

import csv
import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest

from missions.views import exports as views
from organizations.models import Organization
from pixorga.journal.models import Event
from tests.learners.factories import LearnerFactory
from tests.missions.factories import STARTED_AT, AttemptFactory, MissionFactory
from tests.organizations.factories import OrganizationFactory
from tests.pages import plain

NOW = datetime(2026, 10, 1, 22, 42, tzinfo=UTC)
ALL = "/missions/export/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for module in ("lists", "exports"):
        monkeypatch.setattr(f"missions.views.{module}.timezone", SimpleNamespace(now=lambda: NOW))


@pytest.fixture
def mission(db):
    return MissionFactory(code="rechercher", title="Rechercher sur internet", position=1, steps=2)


def pupil(school, name="Aden Smith", **fields):
    first_name, last_name = name.split()
    return LearnerFactory(organization=school, first_name=first_name, last_name=last_name, **fields)


@pytest.fixture
def cast(school, mission):
    """Two classes: Bea at it, Cleo done, Adam not begun."""
    pupil(school, "Adam Dupon", division="CM2")
    AttemptFactory(mission=mission, learner=pupil(school, "Bea Martin", division="CM1"))
    AttemptFactory(mission=mission, learner=pupil(school, "Cleo Zola", division="CM2"), partly_reached=True)


def file_url(mission):
    return f"/missions/{mission.pk}/resultats/export/"


def read(response) -> list[list[str]]:
    """Return the lines of a file as a spreadsheet reads them."""
    assert response.streaming
    text = response.getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def names(lines):
    return [line[2] for line in lines[1:]]


# The file of one mission


def test_the_file_of_a_mission_tells_each_pupil_in_full_words(teacher, mission, cast):
    assert read(teacher.client.post(file_url(mission))) == [
        ["Classe", "Nom", "Prénom", "Mission", "Statut", "Étape 1", "Étape 2", "Défi", "Évaluation",
         "Commencée le", "Terminée le"],
        ["CM1", "Martin", "Bea", "Rechercher sur internet", "En cours", "", "", "", "",
         "01/10/2026 10:00", ""],
        ["CM2", "Dupon", "Adam", "Rechercher sur internet", "Non débutée", "", "", "", "", "", ""],
        ["CM2", "Zola", "Cleo", "Rechercher sur internet", "Terminée", "Atteint", "Partiellement atteint", "",
         "Partiellement atteint", "01/10/2026 10:00", "01/10/2026 10:20"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?classes=CM2", ["Adam", "Cleo"]),
        ("?nom=zola", ["Cleo"]),
        ("?evaluation=NO_RESULT", ["Bea", "Adam"]),
        ("?tri=aide&noms=masques&page=7", ["Bea", "Adam", "Cleo"]),
        ("?nom=nobody", []),
    ],
)
def test_the_file_keeps_the_filters_of_the_list(teacher, mission, cast, query, expected):
    assert names(read(teacher.client.post(file_url(mission) + query))) == expected


def test_hours_are_those_of_the_school(teacher, school, mission):
    Organization.objects.filter(pk=school.pk).update(time_zone="Indian/Reunion")
    AttemptFactory(mission=mission, learner=pupil(school), completed=True)
    response = teacher.client.post(file_url(mission))
    assert read(response)[1][-2:] == ["01/10/2026 12:00", "01/10/2026 12:20"]
    assert "-2026-10-02.csv" in response["Content-Disposition"]


def test_the_file_is_named_after_the_mission_the_school_and_the_day(teacher, mission, cast):
    response = teacher.client.post(file_url(mission))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    name = "resultats-rechercher-ecole-primaire-des-lilas-2026-10-02.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_no_spreadsheet_takes_a_name_for_a_formula(teacher, school, mission):
    pupil(school, "@Ada =1+1", division="-CM2")
    line = read(teacher.client.post(file_url(mission)))[1]
    assert line[:3] == ["'-CM2", "'=1+1", "'@Ada"]


def test_the_attempt_that_counts_is_told(teacher, school, mission):
    learner = pupil(school)
    later = {"started_at": STARTED_AT + timedelta(days=1)}
    AttemptFactory(mission=mission, learner=learner, exceeded=True)
    AttemptFactory(mission=mission, learner=learner, not_reached=True, **later)
    AttemptFactory(mission=mission, learner=learner, started_at=STARTED_AT + timedelta(days=2))
    line = read(teacher.client.post(file_url(mission)))[1]
    assert line[4:] == [
        "Terminée", "Non atteint", "", "", "Non atteint", "02/10/2026 10:00", "02/10/2026 10:20"
    ]  # fmt: skip


def test_a_past_year_is_told_of_those_who_played_then(teacher, school, mission, cast):
    former = pupil(school, "Rose Partie", disabled=True)
    AttemptFactory(mission=mission, learner=former, school_year=2025, exceeded=True)
    past = teacher.client.post(f"{file_url(mission)}?annee=2025")
    assert f'filename="resultats-2025-2026-{mission.code}' in past["Content-Disposition"]
    assert names(read(past)) == ["Rose"]


# The file of all missions


def test_the_file_of_all_missions_has_a_line_for_each_pupil_and_mission(teacher, school, mission, cast):
    long = MissionFactory(title="Écrire un message", position=2, steps=3)
    AttemptFactory(mission=long, learner=school.learners.get(first_name="Adam"))
    lines = read(teacher.client.post(ALL))
    assert lines[0][5:9] == ["Étape 1", "Étape 2", "Étape 3", "Défi"]
    assert [(line[2], line[3], line[4]) for line in lines[1:]] == [
        ("Bea", "Rechercher sur internet", "En cours"),
        ("Bea", "Écrire un message", "Non débutée"),
        ("Adam", "Rechercher sur internet", "Non débutée"),
        ("Adam", "Écrire un message", "En cours"),
        ("Cleo", "Rechercher sur internet", "Terminée"),
        ("Cleo", "Écrire un message", "Non débutée"),
    ]
    assert {len(line) for line in lines} == {12}


def test_the_file_of_all_missions_holds_the_classes_that_were_ticked(teacher, mission, cast):
    assert names(read(teacher.client.post(ALL, {"classes": ["CM2", "CM9"]}))) == ["Adam", "Cleo"]
    page = teacher.client.get(ALL).text
    labels = re.findall(r'<label for="id_classes_\d+">(.*?)</label>', page, re.S)
    assert [plain(label) for label in labels] == ["CM1", "CM2"]


def test_an_archived_mission_is_told_of_those_who_played_it(teacher, school, mission, cast):
    archived = MissionFactory(title="Ancienne", position=2, archived_at=NOW)
    MissionFactory(title="Jamais jouée", position=3, archived_at=NOW)
    AttemptFactory(mission=archived, learner=school.learners.get(first_name="Cleo"))
    lines = read(teacher.client.post(ALL))
    assert [line[2] for line in lines if line[3] == "Ancienne"] == ["Cleo"]
    assert not [line for line in lines if line[3] == "Jamais jouée"]


def test_the_file_of_a_past_year_keeps_the_pupils_who_left(teacher, school, mission, cast):
    former = pupil(school, "Rose Partie", disabled=True, division="CM2 de 2025")
    AttemptFactory(mission=mission, learner=former, school_year=2025, exceeded=True)
    page = teacher.client.get(f"{ALL}?annee=2025").text
    assert '<input type="hidden" name="annee" value="2025">' in page
    response = teacher.client.post(ALL, {"annee": "2025"})
    assert "resultats-2025-2026-ecole-primaire-des-lilas-" in response["Content-Disposition"]
    assert names(read(response)) == ["Rose"]


def test_pupils_and_attempts_of_other_schools_stay_out(teacher, school, mission, cast):
    other = OrganizationFactory()
    AttemptFactory(mission=mission, learner=pupil(other, "Zoé Ailleurs"), completed=True)
    for lines in (read(teacher.client.post(ALL)), read(teacher.client.post(file_url(mission)))):
        assert names(lines) == ["Bea", "Adam", "Cleo"]


def test_a_school_without_pupils_gets_a_file_with_its_titles(teacher, mission):
    assert len(read(teacher.client.post(ALL))) == 1


def test_an_export_of_everything_is_told_in_the_journal_without_a_name(teacher, school, mission, cast):
    read(teacher.client.post(ALL, {"classes": ["CM2"]}))
    event = Event.objects.get(verb="results.exported")
    assert (event.actor_id, event.organization_id, event.at) == (teacher.user.pk, school.pk, NOW)
    assert event.details == {"school_year": 2026, "classes": 1}


def test_the_file_of_one_mission_is_told_too(teacher, director, school, mission, cast):
    read(teacher.client.post(f"{file_url(mission)}?classes=CM2"))
    event = Event.objects.get(verb="results.exported")
    assert (event.actor_id, event.organization_id, event.at) == (teacher.user.pk, school.pk, NOW)
    assert event.details == {"school_year": 2026, "classes": 1, "mission": mission.pk}
    read(teacher.client.post(ALL))
    text = plain(director.client.get("/equipe/journal/").text)
    assert "Résultats d’une mission exportés" in text
    assert "Résultats de toutes les missions exportés" in text


def test_looking_writes_nothing(teacher, mission, cast):
    teacher.client.get(ALL)
    shown = teacher.client.get(f"{file_url(mission)}?classes=CM2&page=1")
    assert shown.url == f"/missions/{mission.pk}/resultats/?classes=CM2"
    assert not Event.objects.filter(verb="results.exported").exists()


@pytest.mark.parametrize("is_all", [False, True])
def test_a_file_takes_the_same_queries_for_any_number_of_pupils(
    teacher, school, mission, flat_queries, is_all
):
    def grow(n):
        for _ in range(n):
            AttemptFactory(mission=mission, learner__organization=school, completed=True)
            AttemptFactory(mission=mission, learner__organization=school)

    def ask():
        client = teacher.client
        return read(client.post(ALL if is_all else file_url(mission)))

    flat_queries(ask, grow, budget=12)


# On paper


def printed(text: str) -> list[tuple[str, list[str]]]:
    """Return each class with the names on its page."""
    sections = re.findall(r'<section class="printed".*?</section>', text, re.S)
    return [
        (
            plain(re.search(r"<h2.*?</h2>", section, re.S)[0]),
            [plain(cell) for cell in re.findall(r'<th scope="row">(.*?)</th>', section)],
        )
        for section in sections
    ]


def test_paper_has_a_page_for_each_class_with_school_year_and_day(teacher, mission, cast):
    text = teacher.client.get(f"/missions/{mission.pk}/resultats/imprimer/").text
    title = "Rechercher sur internet : "
    assert printed(text) == [(f"{title}CM1", ["Bea"]), (f"{title}CM2", ["Adam", "Cleo"])]
    line = "École primaire des Lilas, année scolaire 2026-2027. Résultats au 02/10/2026."
    assert text.count(line) == 2
    assert text.count('<dl class="legend">') == 2


def test_paper_keeps_filters_order_and_hidden_names(teacher, mission, cast):
    url = f"/missions/{mission.pk}/resultats/imprimer/"
    assert printed(teacher.client.get(f"{url}?classes=CM2&tri=aide").text)[0][1] == ["Cleo", "Adam"]
    hidden = teacher.client.get(f"{url}?classes=CM2&noms=masques").text
    assert printed(hidden)[0][1] == ["Élève 1", "Élève 2"]
    for name in ("Adam", "Dupon", "Cleo", "Zola"):
        assert name not in hidden
    assert "Aucun élève ne correspond" in teacher.client.get(f"{url}?nom=zorro").text


def test_too_many_pupils_for_paper_are_told(teacher, mission, cast, monkeypatch):
    monkeypatch.setattr(views, "MOST_PRINTED", 2)
    url = f"/missions/{mission.pk}/resultats/imprimer/"
    assert "choisissez des classes" in teacher.client.get(url).text
    assert len(printed(teacher.client.get(f"{url}?classes=CM2").text)) == 1


def test_the_list_leads_to_the_file_and_to_paper_with_its_filters(teacher, mission, cast):
    base = f"/missions/{mission.pk}/resultats/"
    text = teacher.client.get(f"{base}?classes=CM2&tri=aide&page=1").text
    assert f'form="results-file" formaction="{base}export/?classes=CM2&amp;tri=aide"' in text
    assert f'href="{base}imprimer/?classes=CM2&amp;tri=aide"' in text
    assert f'href="{ALL}"' in teacher.client.get("/missions/").text
