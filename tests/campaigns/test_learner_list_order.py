"""« Élèves » of a collège: orders, pages, selection, costs."""

import re

import pytest

from accounts.models import ExternalIdentity, User
from campaigns.models import Campaign
from learners.domain.groups import join_groups
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory
from tests.campaigns.pupils_list import NOW, URL, last_names, part, pupil, sent_profile
from tests.learners.factories import LearnerFactory
from tests.pages import announced, plain, without_tokens

HTMX = {"HX-Request": "true"}
BIRTHDATE, DIVISION, METHODS, COUNT, LAST, CERTIFIABILITY, ACTIONS = range(3, 10)


# --- Orders and pages -------------------------------------------------------------------------------
def some_pupils(school):
    for name, division, count in [
        ("Zoé MARTIN", "3ème B", 2),
        ("Ève ÉLAN", "3EME A", 0),
        ("Bob ELAND", "3eme b", 2),
        ("Cid ZOLA", "3EME A", 1),
    ]:
        learner = pupil(school, name, division=division)
        for _ in range(count):
            part(learner)
    part(learner, deleted_at=NOW)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", "ÉLAN ELAND MARTIN ZOLA"),
        ("-nom", "ZOLA MARTIN ELAND ÉLAN"),
        # « 3ème B » and « 3eme b » are two classes, side by side.
        ("classe", "ÉLAN ZOLA ELAND MARTIN"),
        ("-classe", "MARTIN ELAND ÉLAN ZOLA"),
        ("participations", "ÉLAN ZOLA ELAND MARTIN"),
        ("-participations", "ELAND MARTIN ZOLA ÉLAN"),
        ("prenom", "ÉLAN ELAND MARTIN ZOLA"),
        ("--nom", "ÉLAN ELAND MARTIN ZOLA"),
    ],
)
def test_pupils_sort_both_ways(principal, school, order, expected):
    some_pupils(school)
    assert last_names(principal, tri=order) == expected.split()


@pytest.mark.parametrize("order", ["", "-nom", "classe", "-classe", "participations", "-participations"])
@pytest.mark.parametrize("query", [{}, {"nom": "tom"}])
def test_each_pupil_is_on_one_page(principal, school, order, query):
    for number in range(23):
        learner = pupil(school, f"Tom NOM{number:02}", division=f"3{'ABCDE'[number % 5]}")
        if number % 3:
            part(learner)
    asked = {"tri": order, "taille": "10"} | query
    pages = [last_names(principal, page=str(number), **asked) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 10, 3]
    found = [name for page in pages for name in page]
    assert len(set(found)) == 23
    assert found == last_names(principal, tri=order, **query)
    assert last_names(principal, page="9", **asked) == pages[-1]


def test_headings_say_the_order_and_offer_the_other(principal, school):
    pupil(school)
    text = principal.client.get(URL).text
    assert re.findall(r'aria-sort="(\w+)"', text) == ["ascending", "none", "none"]
    assert re.findall(r'class="sort" href="(.*?)"', text) == [
        "?tri=-nom",
        "?tri=classe",
        "?tri=participations",
    ]
    text = principal.client.get(URL, {"tri": "participations", "nom": "ada", "page": "1"}).text
    assert re.findall(r'aria-sort="(\w+)"', text) == ["none", "none", "ascending"]
    assert 'href="?nom=ada"' in text
    assert 'href="?tri=-participations&amp;nom=ada"' in text
    assert len(set(re.findall(r'id="(learner-list-sort.*?)"', text))) == 3


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=abc", "taille=1000000", "tri=%00", "tri=-", "classes=%00", "connexion=%00", "nom=%00"],
)
def test_an_odd_address_still_shows_a_list(principal, school, query):
    pupil(school)
    page = principal.client.get(f"{URL}?{query}")
    assert page.status_code == 200
    assert "Page 1 / 1" in page.text


@pytest.mark.parametrize("query", ["", "nom=ada&tri=-classe", "nom=zorro"])
def test_a_fragment_is_a_part_of_the_page(principal, school, query):
    pupil(school, account={"username": "ada"})
    page = without_tokens(principal.client.get(f"{URL}?{query}").text)
    fragment = without_tokens(principal.client.get(f"{URL}?{query}", headers=HTMX).text).strip()
    assert fragment in page
    assert fragment.startswith('<div class="fragment" id="learner-list">')
    assert "<h1>" not in fragment


def test_no_match_is_told_apart_from_no_pupil(principal, school):
    assert "exporté de Siècle" in principal.client.get(URL).text
    pupil(school)
    text = principal.client.get(URL, {"nom": "zorro"}).text
    assert "Aucun élève ne correspond à ces filtres" in text
    assert announced(text) == "Aucun élève"
    assert 'id="selection"' not in text


def test_names_are_escaped(principal, school):
    learner = pupil(school, "<b>Zoé</b> O’HARA&Fils", division="<i>3A", account={"username": "zoe"})
    part(learner, campaign=CampaignFactory(organization=school, name="<u>Rentrée</u>"))
    LearnerFactory(organization=school, groups=join_groups(["<s>LATIN"]))
    text = principal.client.get(URL).text
    assert not re.search("<b>Zoé|<i>3A|<u>Rentrée|<s>LATIN", text)


# --- Selection --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("has_gar", "words"),
    [(True, "Réinitialiser les mots de passe"), (False, "Générer identifiants et mots de passe")],
)
def test_the_ticked_pupils_are_sent_to_the_help_with_passwords(principal, school, has_gar, words):
    school.has_gar = has_gar
    school.save(update_fields=["has_gar"])
    learners = [pupil(school, f"Ada {name}") for name in "AB"]
    text = principal.client.get(URL).text
    form = re.search(r'<form class="selection.*?</form>', text, re.S)[0]
    assert 'method="post" action="/eleves/mots-de-passe/' in form
    assert f'name="school_id" value="{school.pk}"' in form
    assert plain(form) == f"Pour les élèves sélectionnés\u00a0: {words}".replace("\u00a0", " ")
    boxes = re.findall(r'<input type="checkbox" name="learner" value="(\d+)" form="selection"', text)
    assert boxes == [str(learner.pk) for learner in learners]
    assert "checked" not in re.search(r"<tbody>.*</tbody>", text, re.S)[0]


# --- Costs ------------------------------------------------------------------------------------------
QUERIES = [
    {},
    {"tri": "classe"},
    {"tri": "-participations"},
    {"nom": "dubois", "classes": "3A", "groupes": "LATIN"},
    {"connexion": ["identifiant", "mediacentre"], "certificabilite": "certifiable", "tri": "-classe"},
]


def grow_by(school):
    def grow(n):
        for number in range(n):
            user = UserFactory(pupil=True)
            ExternalIdentity.objects.create(user=user, provider="gar", subject=f"{user.pk}", linked_at=NOW)
            groups = join_groups(["LATIN", f"3A GR{number}"])
            fields = {"groups": groups, "user": user, "division": "3A"}
            learner = LearnerFactory(organization=school, **fields)
            for _ in range(3):
                sent_profile(learner, is_certifiable=True)

    return grow


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("who", ["member", "principal"])
def test_the_same_queries_for_any_number_of_pupils(request, flat_queries, school, who, query):
    person = request.getfixturevalue(who)
    budget = 9 if who == "member" else 11
    flat_queries(lambda: person.client.get(URL, query), grow_by(school), budget=budget)


def test_the_rest_of_the_world_knows_nothing_of_it(client, db):
    assert client.get(URL).status_code == 302
    assert User.objects.count() == Campaign.objects.count() == 0
