"""« Élèves », the pupils' list of a primary school; tests/campaigns/test_learner_list.py has the other."""

import pytest

from tests.conftest import sign_in
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory
from tests.pages import announced, table, without_tokens

URL = "/eleves/"
HTMX = {"HX-Request": "true"}
ACTIONS, READING = "[Actions pour", "la lecture de la consigne"


def pupil(school, name="Aden Smith", **fields):
    first_name, last_name = name.split()
    return LearnerFactory(organization=school, first_name=first_name, last_name=last_name, **fields)


def last_names(person, **query):
    return [row[0] for row in table(person.client.get(URL, query).text)]


def test_pupils_are_listed_with_their_class_and_reading_aloud(teacher, school):
    pupil(school, "Ipsum LOREM", division="CLASSE DE CM2")
    pupil(school, "Ada ABEILLE", division="CM1", is_oralization_enabled=True)
    page = teacher.client.get(URL)
    assert page.status_code == 200
    assert "<h1>Élèves (2)</h1>" in page.text
    assert table(page.text) == [
        ["ABEILLE", "Ada", "CM1", "Activée", f"{ACTIONS} Ada ABEILLE] Désactiver {READING}"],
        ["LOREM", "Ipsum", "CLASSE DE CM2", "Désactivée", f"{ACTIONS} Ipsum LOREM] Activer {READING}"],
    ]
    assert announced(page.text) == "2 élèves"
    assert "Aide\u00a0: lecture de la consigne" in page.text


def test_only_the_active_pupils_of_the_school_are_listed(teacher, school):
    pupil(school, "Aden ICI")
    pupil(school, "Bob PARTI", disabled=True, division="CM2 parti")
    pupil(OrganizationFactory(), "Cid AILLEURS", division="CM2 lointain")
    page = teacher.client.get(URL)
    assert [row[0] for row in table(page.text)] == ["ICI"]
    assert "CM2 parti" not in page.text
    assert "CM2 lointain" not in page.text
    assert last_names(teacher, nom="ailleurs") == []
    assert last_names(teacher, classes="CM2 lointain") == ["ICI"]


def test_an_administrator_may_import_and_a_member_is_not_offered_to(director, teacher, school):
    pupil(school)
    assert 'href="/eleves/import/"' in director.client.get(URL).text
    assert "/eleves/import/" not in teacher.client.get(URL).text


def test_a_school_without_pupils_learns_what_to_do(director, teacher):
    text = director.client.get(URL).text
    assert "Importez le fichier des élèves de cycle 3" in text
    assert "Élèves (0)" in text
    member_text = teacher.client.get(URL).text
    assert "Demandez à une personne qui administre" in member_text
    assert "/eleves/import/" not in member_text


def test_the_list_is_for_members_of_a_school(client, db):
    assert client.get(URL).status_code == 302


def test_names_sort_both_ways(teacher, school):
    for name in ["Zoé martin", "Ève ÉLAN", "Adam MARTIN", "Bob Eland"]:
        pupil(school, name)
    assert last_names(teacher) == ["ÉLAN", "Eland", "MARTIN", "martin"]
    assert last_names(teacher, tri="-nom") == ["martin", "MARTIN", "Eland", "ÉLAN"]
    ascending = teacher.client.get(URL).text
    assert 'aria-sort="ascending"' in ascending
    assert 'href="?tri=-nom"' in ascending
    descending = teacher.client.get(URL, {"tri": "-nom", "nom": "martin"}).text
    assert 'aria-sort="descending"' in descending
    assert 'href="?nom=martin"' in descending


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"nom": "gœuff"}, ["LE GOEUFF"]),
        ({"nom": "jean-françois"}, ["LE GOEUFF"]),
        ({"nom": "zola ada"}, ["ZOLA"]),
        ({"nom": "a"}, ["LE GOEUFF", "ZOLA"]),
        ({"classes": ["CM2"]}, ["ZOLA"]),
        ({"classes": ["CM1", "CM2"]}, ["LE GOEUFF", "ZOLA"]),
        ({"classes": ["CM1"], "nom": "zola"}, []),
        ({"classes": ["Inconnue"], "nom": ""}, ["LE GOEUFF", "ZOLA"]),
    ],
)
def test_filters_are_combined(teacher, school, query, expected):
    LearnerFactory(organization=school, first_name="Jean François", last_name="LE GOEUFF", division="CM1")
    pupil(school, "Ada ZOLA", division="CM2")
    assert last_names(teacher, **query) == expected


def test_filters_show_what_is_chosen_and_can_be_cleared(teacher, school):
    pupil(school, division="CM1")
    pupil(school, division="CM2")
    plain = teacher.client.get(URL).text
    assert ">Effacer les filtres</a>" not in plain
    text = teacher.client.get(URL, {"classes": ["CM2"], "tri": "-nom", "page": "1"}).text
    assert 'href="?tri=-nom">Effacer les filtres</a>' in text
    assert "<span>CM2</span>" in text
    assert "<h1>Élèves (2)</h1>" in text
    assert announced(text) == "1 élève"


@pytest.mark.parametrize(("is_agricultural", "software"), [(False, "Siècle"), (True, "Fregata")])
def test_a_secondary_school_without_pupils_learns_who_must_do_what(principal, is_agricultural, software):
    school = principal.organization
    school.is_agricultural = is_agricultural
    school.save(update_fields=["is_agricultural"])
    text = principal.client.get(URL).text
    assert f"exporté de {software}" in text
    assert 'href="/eleves/import/"' in text
    member = sign_in(MembershipFactory(organization=school))
    text = member.client.get(URL).text
    assert f"d’importer les élèves depuis {software}" in text
    assert "/eleves/import/" not in text


def test_an_administrator_corrects_each_pupil_and_withdraws_those_added_by_hand(director, teacher, school):
    imported, by_hand = pupil(school, "Ada IMPORT"), pupil(school, "Bob MAIN", provisional=True)
    text = director.client.get(URL).text
    for learner in (imported, by_hand):
        assert f'href="/eleves/{learner.pk}/corriger/"' in text
        assert f"Actions pour {learner.full_name}" in text
    assert f'href="/eleves/{by_hand.pk}/retirer/"' in text
    assert f'href="/eleves/{imported.pk}/retirer/"' not in text
    assert 'href="/eleves/ajouter/"' in text
    plain = teacher.client.get(URL).text
    assert "/corriger/" not in plain
    assert "/retirer/" not in plain
    assert table(plain)[1][:3] == ["MAIN", "Bob ajouté à la main", "CM1 A"]


def test_no_match_is_told_apart_from_no_pupil(teacher, school):
    pupil(school)
    text = teacher.client.get(URL, {"nom": "zorro"}).text
    assert "Aucun élève ne correspond à ces filtres" in text
    assert announced(text) == "Aucun élève"
    assert "Élèves (1)" in text


def test_pages_have_the_size_that_is_asked(teacher, school):
    for number in range(12):
        pupil(school, f"Tom NOM{number:02}")
    assert len(last_names(teacher)) == 12
    text = teacher.client.get(URL, {"taille": "10", "page": "2"}).text
    assert [row[0] for row in table(text)] == ["NOM10", "NOM11"]
    assert "Page 2 / 2" in text
    assert last_names(teacher, taille="10", page="9") == ["NOM10", "NOM11"]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=abc",
        "taille=1000000",
        "tri=prenom",
        "tri=%00",
        "classes=%00",
        "nom=%00",
        "nom=" + "a%20" * 3000,
        "nom=%25%5F%5C%27",
    ],
)
def test_an_odd_address_still_shows_a_list(teacher, school, query):
    pupil(school)
    page = teacher.client.get(f"{URL}?{query}")
    assert page.status_code == 200
    assert "Page 1 / 1" in page.text


@pytest.mark.parametrize("query", ["", "nom=smith&tri=-nom", "nom=zorro"])
def test_a_fragment_is_a_part_of_the_page(teacher, school, query):
    pupil(school)
    page = without_tokens(teacher.client.get(f"{URL}?{query}").text)
    fragment = without_tokens(teacher.client.get(f"{URL}?{query}", headers=HTMX).text).strip()
    assert fragment in page
    assert fragment.startswith('<div class="fragment" id="learner-list">')
    assert "<h1>" not in fragment


def test_names_are_escaped(teacher, school):
    LearnerFactory(
        organization=school, first_name="<b>Zoé</b>", last_name="O’HARA & Fils", division="<i>CM1</i>"
    )
    text = teacher.client.get(URL).text
    assert "<b>Zoé" not in text
    assert "<i>CM1" not in text
    assert "O’HARA &amp; Fils" in text


@pytest.mark.parametrize("query", [{}, {"nom": "dubois", "classes": "CM1 A"}])
@pytest.mark.parametrize(("who", "budget"), [("teacher", 8), ("director", 10)])
def test_the_same_queries_for_any_number_of_pupils(request, flat_queries, who, budget, query):
    person = request.getfixturevalue(who)

    def grow(n):
        LearnerFactory.create_batch(n, organization=person.organization, is_provisional=True)

    flat_queries(lambda: person.client.get(URL, query), grow, budget=budget)
