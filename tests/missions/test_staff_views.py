"""The missions list, a mission's two tabs and its sheet, as staff sees them."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.organizations.factories import OrganizationFactory
from tests.pages import announced, plain, table

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
LIST = "/missions/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("missions.views.missions.timezone", SimpleNamespace(now=lambda: NOW))


@pytest.fixture
def mission(db):
    return MissionFactory(title="Rechercher sur internet", competence="1.1", steps=2)


def pupil(school, name="Aden Smith", **fields):
    first_name, last_name = name.split()
    return LearnerFactory(organization=school, first_name=first_name, last_name=last_name, **fields)


# The list of missions


def test_missions_are_listed_with_the_classes_that_started(teacher, school, mission):
    AttemptFactory(mission=mission, learner=pupil(school, division="CM1CM2"))
    page = teacher.client.get(LIST)
    assert page.status_code == 200
    assert table(page.text) == [
        [
            "Rechercher sur internet",
            "1.1 Mener une recherche et une veille d’information",
            "CM1CM2",
            "Voir le détail[ de la mission Rechercher sur internet]",
        ]
    ]
    assert f'href="/missions/{mission.pk}/"' in page.text


def test_no_mission_is_told(teacher):
    assert "Aucune mission pour l’instant" in teacher.client.get(LIST).text


def test_the_first_steps_tell_an_administrator_to_import(director):
    text = director.client.get(LIST).text
    assert "Pour commencer à utiliser Pix Junior" in text
    assert 'href="/eleves/import/"' in text
    assert "Listes &amp; documents &gt; Extractions" in text


def test_the_first_steps_tell_a_member_to_ask(teacher):
    text = teacher.client.get(LIST).text
    assert "Demandez à une personne qui administre" in text
    assert "/eleves/import/" not in text


def test_the_first_steps_give_the_code_and_the_direct_link(teacher):
    text = teacher.client.get(LIST).text
    assert '<span class="code">LYQXJB237</span>' in text
    assert 'data-copy="LYQXJB237"' in text
    link = '<a href="http://testserver/junior/ecole/LYQXJB237/" target="_blank" rel="noopener">'
    assert link in text
    assert " (nouvelle fenêtre)" in text.split(link)[1].split("</a>")[0]


def test_a_school_without_a_code_is_sent_to_the_support(teacher, school):
    school.school_code = None
    school.save()
    page = teacher.client.get(LIST)
    assert page.status_code == 200
    assert "Votre école n’a pas encore de code." in page.text


def test_the_first_steps_fold_once_a_session_was_opened(teacher, school):
    assert '<details class="callout callout-info steps-banner">' not in teacher.client.get(LIST).text
    school.session_opened_at = NOW
    school.save()
    assert '<details class="callout callout-info steps-banner">' in teacher.client.get(LIST).text


def test_a_first_year_offers_no_other_year(teacher, school, mission):
    AttemptFactory(mission=mission, learner__organization=school)
    assert "Année scolaire" not in teacher.client.get(LIST).text


def test_an_earlier_year_is_one_link_away(teacher, school, mission):
    former = pupil(school, division="CM2 de 2025", disabled=True)
    AttemptFactory(mission=mission, learner=former, school_year=2025)
    assert "CM2 de 2025" not in teacher.client.get(LIST).text
    page = teacher.client.get(LIST, {"annee": "2025"})
    assert table(page.text)[0][2] == "CM2 de 2025"
    assert re.search(r'aria-current="page">2025-2026</a>', page.text)
    assert f'href="/missions/{mission.pk}/?annee=2025"' in page.text


def test_the_year_changes_on_the_first_of_august_in_the_school(teacher, school, mission, monkeypatch):
    AttemptFactory(mission=mission, learner=pupil(school, division="CM2"), school_year=2026)
    assert table(teacher.client.get(LIST).text)[0][2] == "CM2"
    august = datetime(2027, 7, 31, 22, 0, tzinfo=UTC)
    monkeypatch.setattr("missions.views.missions.timezone", SimpleNamespace(now=lambda: august))
    assert table(teacher.client.get(LIST).text)[0][2] == "Aucune classe"


# The head of a mission


def test_a_mission_shows_its_objectives_its_competence_and_its_sheet(teacher, mission):
    text = teacher.client.get(f"/missions/{mission.pk}/").text
    assert "<h1>Rechercher sur internet</h1>" in text
    assert "<li>Choisir de bons mots</li><li>Comparer des résultats</li>" in text
    assert "<p>1.1 Mener une recherche et une veille d’information</p>" in text
    link = f'href="/missions/{mission.pk}/fiche/" target="_blank" rel="noopener">Voir la fiche pédagogique'
    assert link in text


@pytest.mark.parametrize(("path", "label"), [("", "Activités"), ("resultats/", "Résultats")])
def test_tabs_are_links_and_the_current_one_says_so(teacher, mission, path, label):
    text = teacher.client.get(f"/missions/{mission.pk}/{path}").text
    assert f'<a href="/missions/{mission.pk}/{path}" aria-current="page">{label}</a>' in text
    assert text.count(f'href="/missions/{mission.pk}/resultats/"') == 1


def test_the_sheet_is_a_page_of_its_own(teacher, mission):
    page = teacher.client.get(f"/missions/{mission.pk}/fiche/")
    assert page.status_code == 200
    assert "<h2>Avant la séance</h2>" in page.text
    assert "<p>Prévoir une tablette par élève.</p>" in page.text
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("path", ["", "resultats/", "fiche/"])
def test_an_unknown_or_forgotten_mission_is_not_found(teacher, path):
    archived = MissionFactory(archived=True)
    AttemptFactory(mission=archived)
    assert teacher.client.get(f"/missions/999999/{path}").status_code == 404
    assert teacher.client.get(f"/missions/{archived.pk}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "resultats/", "fiche/"])
def test_missions_are_for_primary_schools(principal, client, mission, path):
    assert principal.client.get(f"/missions/{mission.pk}/{path}").status_code == 404
    assert client.get(f"/missions/{mission.pk}/{path}").status_code == 302


# Both tabs


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_an_earlier_year_says_whom_it_shows(teacher, school, mission, path):
    other = MissionFactory()
    AttemptFactory(mission=mission, learner=pupil(school, "Rose Partie"), school_year=2025)
    query = {"annee": "2025"}
    text = teacher.client.get(f"/missions/{mission.pk}/{path}", query).text
    assert "Les élèves qui ont commencé la mission en 2025-2026" in text
    assert "Rose" in text
    empty = teacher.client.get(f"/missions/{other.pk}/{path}", query).text
    assert "Aucun élève n’a commencé cette mission cette année-là" in empty
    assert "Les élèves qui ont commencé" not in teacher.client.get(f"/missions/{mission.pk}/{path}").text


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_pupils_of_another_school_are_never_shown(teacher, school, mission, path):
    pupil(school, "Ici Même")
    stranger = pupil(OrganizationFactory(), "Ailleurs Loin", division="CM2 lointain")
    AttemptFactory(mission=mission, learner=stranger, completed=True)
    url = f"/missions/{mission.pk}/{path}"
    for query in ({}, {"nom": "loin"}, {"classes": "CM2 lointain"}, {"annee": "2025"}):
        text = teacher.client.get(url, query).text
        assert "Ailleurs" not in text
        assert "CM2 lointain" not in text


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_a_fragment_is_a_part_of_the_page(teacher, school, mission, path):
    AttemptFactory(mission=mission, learner=pupil(school), completed=True)
    url = f"/missions/{mission.pk}/{path}"
    page, fragment = teacher.client.get(url), teacher.client.get(url, headers=HTMX)
    assert fragment.text.strip() in page.text
    assert fragment.text.strip().startswith('<div class="fragment" id="mission-pupils">')
    assert "HX-Request" in fragment.headers["Vary"]


@pytest.mark.parametrize("path", ["", "resultats/"])
@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-3",
        "page=999",
        "page=abc",
        "page=" + "9" * 5000,
        "taille=0",
        "taille=7",
        "taille=abc",
        "statut=ENVOYEE",
        "evaluation=BIEN",
        "classes=Inconnue",
        "nom=%00",
        "nom=" + "a%20" * 3000,
        "annee=abc",
        "taille=%00&annee=%00",
        "classes=%00&statut=%00&evaluation=%00",
        "nom=%25_%27%22%3Cscript%3E",
    ],
)
def test_an_odd_address_still_shows_a_list(teacher, school, mission, path, query):
    pupil(school)
    page = teacher.client.get(f"/missions/{mission.pk}/{path}?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert "Page 1 / 1" in page.text


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_pages_are_counted_and_the_last_one_is_shown_beyond_the_end(teacher, school, mission, path):
    for number in range(11):
        pupil(school, f"Tom Nom{number:02}")
    url = f"/missions/{mission.pk}/{path}"
    assert "Page 1 / 1" in teacher.client.get(url).text
    text = teacher.client.get(url, {"taille": "10", "page": "5"}).text
    assert "Page 2 / 2" in text
    assert "11 élèves" in text
    assert [row[1] for row in table(text)] == ["Nom10"]


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_filters_can_be_cleared_only_when_there_are_any(teacher, school, mission, path):
    pupil(school)
    url = f"/missions/{mission.pk}/{path}"
    assert 'href="?">Effacer les filtres' not in teacher.client.get(url).text
    filtered = teacher.client.get(url, {"nom": "smith", "taille": "25"}).text
    assert 'href="?taille=25">Effacer les filtres' in filtered
    assert 'value="smith"' in filtered
    assert '<input type="hidden" form="filters" name="taille" value="25">' in filtered


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_nobody_is_told_apart_from_no_match(director, teacher, school, mission, path):
    url = f"/missions/{mission.pk}/{path}"
    assert "Importez le fichier des élèves" in director.client.get(url).text
    member_text = teacher.client.get(url).text
    assert "Demandez à une personne qui administre" in member_text
    assert "Aucun élève" in member_text
    pupil(school)
    text = teacher.client.get(url, {"nom": "zorro"}).text
    assert "Aucun élève ne correspond à ces filtres" in text
    assert announced(text) == "Aucun élève"


@pytest.mark.parametrize("path", ["", "resultats/"])
def test_the_same_queries_for_any_number_of_pupils(teacher, school, mission, path, flat_queries):
    def grow(n):
        for _ in range(n):
            AttemptFactory(mission=mission, learner__organization=school, completed=True)
            AttemptFactory(mission=mission, learner__organization=school, school_year=2025)

    flat_queries(lambda: teacher.client.get(f"/missions/{mission.pk}/{path}"), grow, budget=9)


def test_the_list_asks_the_same_queries_for_any_number_of_missions(teacher, school, flat_queries):
    def grow(n):
        for _ in range(n):
            AttemptFactory(learner__organization=school)

    flat_queries(lambda: teacher.client.get(LIST), grow, budget=7)


# Activités


def test_activities_show_how_far_each_pupil_is(teacher, school, mission):
    pupil(school, "Adam Dupon", division="cm1 cm2 caroline")
    AttemptFactory(mission=mission, learner=pupil(school, "Bea Martin", division="CM2"))
    AttemptFactory(mission=mission, learner=pupil(school, "Cleo Zola", division="CM2"), completed=True)
    text = teacher.client.get(f"/missions/{mission.pk}/").text
    headings = re.findall(r'<th scope="col">(.*?)</th>', text)
    assert headings == ["Prénom", "Nom", "Classe", "Statut de la mission"]
    assert table(text) == [
        ["Adam", "Dupon", "cm1 cm2 caroline", "Non débutée"],
        ["Bea", "Martin", "CM2", "En cours"],
        ["Cleo", "Zola", "CM2", "Terminée"],
    ]
    assert announced(text) == "3 élèves"


def test_activities_follow_their_filters(teacher, school, mission):
    pupil(school, "Adam Dupon", division="CM1")
    AttemptFactory(mission=mission, learner=pupil(school, "Bea Martin", division="CM2"))
    pupil(school, "Cleo Zola", division="CM2")
    url = f"/missions/{mission.pk}/"
    names = lambda **query: [row[0] for row in table(teacher.client.get(url, query).text)]  # noqa: E731
    assert names(classes=["CM2"]) == ["Bea", "Cleo"]
    assert names(classes=["CM1", "CM2", "CM9"]) == ["Adam", "Bea", "Cleo"]
    assert names(statut=["STARTED"]) == ["Bea"]
    assert names(statut=["NOT_STARTED"], classes=["CM2"]) == ["Cleo"]
    assert names(nom="dupôn adam") == ["Adam"]
    text = teacher.client.get(url, {"statut": ["STARTED"]}).text
    assert announced(text) == "1 élève"
    assert "<span>En cours</span>" in text


# Résultats


def test_results_show_a_column_for_each_step_and_the_dare(teacher, school, mission):
    pupil(school, "Adam Dupon")
    AttemptFactory(mission=mission, learner=pupil(school, "Aden Smith"), exceeded=True)
    AttemptFactory(mission=mission, learner=pupil(school, "Bea Zola"), partly_reached=True)
    text = teacher.client.get(f"/missions/{mission.pk}/resultats/").text
    nothing, reached = "- [Pas encore de résultat]", "A [Atteint]"
    assert table(text) == [
        ["Adam", "Dupon", "CM1 A", nothing, nothing, nothing, nothing],
        ["Aden", "Smith", "CM1 A", reached, reached, reached, "Dépassé"],
        ["Bea", "Zola", "CM1 A", reached, "PA [Partiellement atteint]", nothing, "Partiellement atteint"],
    ]
    headings = [plain(heading) for heading in re.findall(r'<th scope="col">(.*?)</th>', text, re.S)]
    assert [" ".join(heading.split()[:2]) for heading in headings] == [
        "Prénom", "Nom", "Classe", "Étape 1", "Étape 2", "Défi", "Évaluation de"
    ]  # fmt: skip
    assert "Les bons mots 2" in headings[4]
    assert "tag-exceeded" in text


def test_results_are_explained_in_a_legend(teacher, school, mission):
    pupil(school)
    legend = teacher.client.get(f"/missions/{mission.pk}/resultats/").text.split('<dl class="legend">')[1]
    words = ["Atteint", "Partiellement atteint", "Non atteint", "Pas encore de résultat"]
    assert re.findall(r"<dd>(.*?)</dd>", legend) == words


def test_results_follow_their_filters(teacher, school, mission):
    pupil(school, "Adam Dupon", division="CM1")
    AttemptFactory(mission=mission, learner=pupil(school, "Bea Martin", division="CM2"), not_reached=True)
    AttemptFactory(mission=mission, learner=pupil(school, "Cleo Zola", division="CM2"), exceeded=True)
    url = f"/missions/{mission.pk}/resultats/"
    names = lambda **query: [row[0] for row in table(teacher.client.get(url, query).text)]  # noqa: E731
    assert names(evaluation=["NOT_REACHED", "EXCEEDED"]) == ["Bea", "Cleo"]
    assert names(evaluation=["NO_RESULT"]) == ["Adam"]
    assert names(evaluation=["NOT_REACHED"], nom="cleo") == []
    assert "Sans résultat" in teacher.client.get(url).text


def test_results_of_an_earlier_year_keep_the_pupils_who_left(teacher, school, mission):
    former = pupil(school, "Rose Partie", disabled=True)
    AttemptFactory(mission=mission, learner=former, school_year=2025, exceeded=True)
    pupil(school, "Adam Dupon")
    url = f"/missions/{mission.pk}/resultats/"
    assert [row[0] for row in table(teacher.client.get(url).text)] == ["Adam"]
    earlier = teacher.client.get(url, {"annee": "2025", "nom": "rose"}).text
    assert [row[0] for row in table(earlier)] == ["Rose"]
    assert 'href="?annee=2025">Effacer les filtres' in earlier
    assert f'href="/missions/{mission.pk}/?annee=2025&amp;nom=rose">Activités' in earlier
