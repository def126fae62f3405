"""« Compétences »: what classes and pupils reached in the framework of the schools."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from learners.chosen import choose_divisions
from missions.domain.mastery import Mastery, best_mastery
from missions.reports.crcn import LARGEST_CLASS, class_sizes, competence_page
from missions.reports.years import Years
from tests.learners.factories import LearnerFactory
from tests.learners.pages import said
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.pages import announced, plain, table

PAGE = "/missions/competences/"
NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
THIS_YEAR, LAST_YEAR = Years(2026, 2026, ()), Years(2026, 2025, ())
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("missions.views.crcn.timezone", SimpleNamespace(now=lambda: NOW))


def pupil(school, name="Aden Smith", division="CM1 A", **fields):
    first_name, last_name = name.split()
    return LearnerFactory(
        organization=school, first_name=first_name, last_name=last_name, division=division, **fields
    )


def counts(text):
    """Return the numbers of each competence by its code: not begun, worked, reached, exceeded."""
    rows = re.findall(r'<th scope="row">(\d\.\d) [^<]*</th>(.*?)</tr>', text.split("<tbody>", 1)[1], re.S)
    return {code: [int(number) for number in plain(cells).split()] for code, cells in rows}


def pupils(text):
    """Return the lines of the table of pupils, by first name; empty without one."""
    _, _, rest = text.partition('id="competence-pupils-caption"')
    return {row[0]: row[2:] for row in table(rest)}


def shown(teacher, **query):
    return teacher.client.get(PAGE, query).text


# The rule


@pytest.mark.parametrize(
    ("results", "mastery"),
    [
        ([], Mastery.NOT_BEGUN),
        ([""], Mastery.WORKED),
        (["NOT_REACHED"], Mastery.WORKED),
        (["PARTLY_REACHED", ""], Mastery.WORKED),
        (["REACHED", "NOT_REACHED"], Mastery.REACHED),
        (["REACHED", "EXCEEDED", ""], Mastery.EXCEEDED),
    ],
)
def test_the_best_counts(results, mastery):
    assert best_mastery(results) == mastery


# The numbers


def test_pupils_are_counted_by_what_they_reached(teacher, school):
    search, write = MissionFactory(competence="1.1"), MissionFactory(competence="3.1")
    too = MissionFactory(competence="1.1")
    MissionFactory(competence="5.2")
    ada, bob, cid, _ = (pupil(school, f"{name} Un") for name in ("Ada", "Bob", "Cid", "Dan"))
    AttemptFactory(mission=search, learner=ada, not_reached=True)
    AttemptFactory(mission=too, learner=ada, exceeded=True)
    AttemptFactory(mission=search, learner=bob, completed=True)
    AttemptFactory(mission=search, learner=bob)
    AttemptFactory(mission=search, learner=cid, partly_reached=True)
    AttemptFactory(mission=write, learner=cid)
    AttemptFactory(mission=search, exceeded=True)  # in another school
    text = shown(teacher)
    assert counts(text) == {"1.1": [1, 1, 1, 1], "3.1": [3, 1, 0, 0], "5.2": [4, 0, 0, 0]}
    assert announced(text) == "4 élèves , CM1 A"
    assert "1. Information et données" in said(text)
    assert "Communication et collaboration" not in said(text)


def test_the_two_ways_to_count_agree(school):
    missions = MissionFactory.create_batch(2, competence="1.1")
    states = [{}, {"completed": True}, {"exceeded": True}, {"not_reached": True}, {"partly_reached": True}]
    for number, state in enumerate(states):
        AttemptFactory(learner=pupil(school), mission=missions[number % 2], **state)
    pupil(school)
    sizes = class_sizes(school, THIS_YEAR)
    one = competence_page(school, THIS_YEAR, ["CM1 A"], sizes)
    several = competence_page(school, THIS_YEAR, [], sizes)
    assert one.domains == several.domains
    assert one.domains[0].rows[0].counts == (1, 3, 1, 1)
    assert (len(one.rows), several.rows) == (6, None)


def test_each_pupil_of_one_class_has_a_line(teacher, school):
    search = MissionFactory(competence="1.1")
    MissionFactory(competence="3.1")
    aden = pupil(school, "Aden Smith")
    pupil(school, "Bea Adam")
    pupil(school, "Zoé Ailleurs", division="CM2")
    AttemptFactory(mission=search, learner=aden, completed=True)
    text = shown(teacher, classes="CM1 A")
    assert pupils(text) == {
        "Bea": ["- [Pas commencée]", "- [Pas commencée]"],
        "Aden": ["A [Atteinte]", "- [Pas commencée]"],
    }
    assert list(pupils(text)) == ["Bea", "Aden"]
    assert f'href="/missions/eleves/{aden.pk}/"' in text
    assert re.findall(r"<dd>(.*?)</dd>", text) == ["Travaillée", "Atteinte", "Dépassée", "Pas commencée"]


def test_several_classes_are_told_by_their_numbers(teacher, school):
    mission = MissionFactory(competence="1.1")
    for division in ("CM1 A", "CM1 B", "CM2"):
        AttemptFactory(mission=mission, learner=pupil(school, division=division))
    text = shown(teacher, classes=["CM1 A", "CM2"])
    assert counts(text) == {"1.1": [0, 2, 0, 0]}
    assert pupils(text) == {}
    assert "Choisissez une seule classe pour voir chaque élève." in said(text)
    assert announced(text) == "2 élèves , CM1 A, CM2"


def test_a_class_of_a_wrong_import_is_told_by_its_numbers(teacher, school):
    MissionFactory()
    LearnerFactory.create_batch(LARGEST_CLASS + 1, organization=school, division="CM1 A")
    pupil(school, division="CM2")
    assert pupils(shown(teacher, classes="CM1 A")) == {}


# Which classes


def test_ones_own_classes_open_the_page_and_all_are_one_tap_away(teacher, school):
    MissionFactory(competence="1.1")
    for division in ("CM1 A", "CM1 B", "CM2"):
        pupil(school, division=division)
    assert announced(shown(teacher)) == "3 élèves , toutes les classes"
    choose_divisions(user=teacher.user, organization=school, divisions=["CM2"])
    text = shown(teacher)
    assert announced(text) == "1 élève , CM2"
    assert 'aria-current="true">Mes classes\u00a0: CM2</a>' in text
    assert 'href="?filtre=1">Toutes les classes</a>' in text
    everybody = shown(teacher, filtre="1")
    assert announced(everybody) == "3 élèves , toutes les classes"
    assert "checked" not in everybody
    assert announced(shown(teacher, classes=["CM1 B"])) == "1 élève , CM1 B"


def test_a_fragment_is_a_part_of_the_page(teacher, school):
    MissionFactory()
    pupil(school)
    fragment = teacher.client.get(f"{PAGE}?classes=CM1+A", headers=HTMX).text.strip()
    assert fragment in teacher.client.get(f"{PAGE}?classes=CM1+A").text
    assert fragment.startswith('<div class="fragment" id="competences">')
    assert "<h1>" not in fragment


@pytest.mark.parametrize("query", ["classes=%00", "classes=Inconnue", "annee=abc", "annee=1e9", "filtre=%00"])
def test_an_odd_address_still_shows_a_page(teacher, school, query):
    MissionFactory()
    pupil(school)
    assert teacher.client.get(f"{PAGE}?{query}").status_code == 200


def test_what_is_missing_is_told(teacher, school):
    assert "Aucune mission pour l’instant" in shown(teacher)
    MissionFactory()
    assert "Aucun élève pour l’instant" in shown(teacher)


# Years


def test_a_teacher_with_two_classes_in_september(teacher, school):
    """Last year’s results exist, the classes are new: each year tells its own."""
    search, write = MissionFactory(competence="1.1"), MissionFactory(competence="3.1")
    grown = pupil(school, "Aden Smith", division="CM2 B")  # was in CM1 A
    left = pupil(school, "Rose Partie", division="CM2 A", disabled=True)
    pupil(school, "Bea Neuve", division="CM1 A")
    for learner in (grown, left):
        AttemptFactory(mission=search, learner=learner, school_year=2025, completed=True)
    AttemptFactory(mission=write, learner=grown, school_year=2026)
    choose_divisions(user=teacher.user, organization=school, divisions=["CM1 A", "CM2 A", "CM2 B"])
    now = shown(teacher)
    assert announced(now) == "2 élèves , CM1 A, CM2 B"
    assert counts(now) == {"1.1": [2, 0, 0, 0], "3.1": [1, 1, 0, 0]}
    before = shown(teacher, annee="2025")
    assert announced(before) == "2 élèves , CM2 A, CM2 B"
    assert counts(before) == {"1.1": [0, 0, 2, 0], "3.1": [2, 0, 0, 0]}
    assert "avec leur classe la plus récente" in said(before)
    alone = shown(teacher, annee="2025", classes="CM2 A")
    assert pupils(alone) == {"Rose": ["A [Atteinte]", "- [Pas commencée]"]}
    assert f'href="/missions/eleves/{left.pk}/?annee=2025"' in alone
    assert 'name="annee" value="2025"' in alone


def test_an_archived_mission_counts_where_it_was_played(teacher, school):
    old = MissionFactory(competence="2.2", archived=True)
    AttemptFactory(mission=old, learner=pupil(school), completed=True)
    assert counts(shown(teacher)) == {"2.2": [0, 0, 1, 0]}


# Numbers of queries


@pytest.mark.parametrize("query", [{}, {"classes": "CM1 A"}, {"annee": "2025", "classes": "CM1 A"}])
def test_the_same_queries_for_any_number_of_pupils(teacher, school, query, flat_queries):
    pupil(school, division="CM2")

    def grow(n):
        for number in range(n):
            learner = pupil(school)
            for year in (2025, 2026):
                AttemptFactory(learner=learner, school_year=year, completed=bool(number % 2))

    flat_queries(lambda: teacher.client.get(PAGE, query), grow, budget=9)


def test_counting_takes_three_queries(school, django_assert_num_queries):
    AttemptFactory(learner=pupil(school))
    for years in (THIS_YEAR, LAST_YEAR):
        with django_assert_num_queries(3):
            competence_page(school, years, [], class_sizes(school, years))
