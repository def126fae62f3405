"""« Élèves » of a collège: accounts, participations, certifiability, filters, orders, selection."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import ExternalIdentity, User
from campaigns.models import Campaign, Participation
from learners.domain.groups import join_groups
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory, ParticipationFactory
from tests.conftest import sign_in
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory
from tests.pages import announced, main_of, plain, table, without_tokens

URL = "/eleves/"
HTMX = {"HX-Request": "true"}
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BIRTHDATE, DIVISION, METHODS, COUNT, LAST, CERTIFIABILITY, ACTIONS = range(3, 10)


@pytest.fixture
def school(principal):
    return principal.organization


@pytest.fixture
def member(school):
    return sign_in(MembershipFactory(organization=school))


def pupil(school, name="Ada LOVELACE", *, account=None, gar=False, **fields):
    """account: the fields of his account, None without one."""
    first_name, last_name = name.split()
    user = None
    if account is not None or gar:
        user = UserFactory(**{"email": None, "username": None} | (account or {}))
    if gar:
        ExternalIdentity.objects.create(user=user, provider="gar", subject=f"ido-{user.pk}", linked_at=NOW)
    fields = {"division": "3A", "level": "", "user": user} | fields
    return LearnerFactory(organization=school, first_name=first_name, last_name=last_name, **fields)


def part(learner, **fields):
    campaign = fields.pop("campaign", None) or CampaignFactory(organization=learner.organization)
    return ParticipationFactory(learner=learner, campaign=campaign, **fields)


def sent_profile(learner, *, is_certifiable, shared_at=NOW):
    status = Participation.Status.SHARED
    return part(learner, status=status, shared_at=shared_at, is_certifiable=is_certifiable)


def last_names(person, **query):
    return [row[1] for row in table(person.client.get(URL, query).text)]


def cells(person, column, **query):
    return [row[column] for row in table(person.client.get(URL, query).text)]


# --- Columns ----------------------------------------------------------------------------------------
def test_a_row_tells_who_how_how_often_and_what_is_known(principal, school):
    fields = {
        "division": "3EME C",
        "groups": join_groups(["LATIN", "3A GR1"]),
        "birthdate": date(2003, 12, 26),
    }
    charles = pupil(school, "Charles BABBAGE", account={"username": "charles.babbage2612"}, **fields)
    part(charles)
    campaign = CampaignFactory(organization=school, name="Rentrée <3e>")
    shared = {"status": Participation.Status.SHARED, "shared_at": NOW, "is_certifiable": True}
    part(charles, campaign=campaign, started_at=datetime(2026, 11, 17, 23, 30, tzinfo=UTC), **shared)
    page = principal.client.get(URL)
    assert page.status_code == 200
    assert "<h1>Élèves (1)</h1>" in page.text
    assert announced(page.text) == "1 élève"
    [row] = table(page.text)
    assert row[:LAST] == [
        "[Sélectionner Charles BABBAGE]",
        "BABBAGE",
        "Charles",
        "26/12/2003",
        "3EME C 3A GR1, LATIN",
        "Identifiant",
        "2",
    ]
    # The day of the school, where it is past midnight already.
    assert row[LAST].startswith("18/11/2026 [Dernière participation de Charles BABBAGE] Rentrée &lt;3e&gt;")
    assert row[LAST].endswith("Campagne de collecte de profils Résultats reçus")
    assert row[CERTIFIABILITY] == "Certifiable 22/11/2026"
    assert row[ACTIONS] == "[Actions pour Charles BABBAGE] Gérer le compte Corriger la fiche"


def test_a_pupil_who_never_came_has_dashes(member, school):
    pupil(school)
    [row] = table(member.client.get(URL).text)
    assert row[:METHODS] == ["[Sélectionner Ada LOVELACE]", "LOVELACE", "Ada", "12/05/2016", "3A"]
    assert row[METHODS:] == ["- [Pas de compte]", "0", "- [Aucune]", "Non communiqué", ""]


@pytest.mark.parametrize(
    ("account", "gar", "said"),
    [
        (None, False, "- [Pas de compte]"),
        ({"username": "ada.lovelace1012"}, False, "Identifiant"),
        ({"email": "ada@a.example"}, False, "Adresse e-mail"),
        ({"email": "ada@a.example", "username": "ada"}, False, "Adresse e-mail Identifiant"),
        ({"email": "ada@a.example", "username": "ada"}, True, "Adresse e-mail Identifiant Médiacentre"),
        ({}, True, "Médiacentre"),
        ({}, False, "Aucune"),
    ],
)
def test_the_methods_stand_one_under_another(principal, school, account, gar, said):
    pupil(school, account=account, gar=gar)
    assert cells(principal, METHODS) == [said]


def test_an_identity_of_another_provider_is_no_mediacentre(principal, school):
    learner = pupil(school, account={"username": "ada"})
    ExternalIdentity.objects.create(user=learner.user, provider="autre", subject="1", linked_at=NOW)
    assert cells(principal, METHODS) == ["Identifiant"]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"blocked_at": NOW}, "Compte bloqué"),
        ({"blocked_until": timedelta(minutes=2)}, "Compte bloqué quelques minutes"),
        ({"blocked_until": timedelta(minutes=-2)}, ""),
        ({"blocked_at": NOW, "blocked_until": timedelta(minutes=2)}, "Compte bloqué"),
        ({"one_time_password_until": timedelta(days=2)}, "Mot de passe à usage unique en attente"),
        ({"one_time_password_until": timedelta(days=-2)}, "Mot de passe à usage unique périmé"),
        ({"is_active": False}, "Compte désactivé"),
        (
            {"blocked_at": NOW, "one_time_password_until": timedelta(days=2)},
            "Compte bloqué Mot de passe à usage unique en attente",
        ),
    ],
)
def test_the_state_of_an_account_is_said_in_words(principal, school, state, said):
    now = timezone.now()
    fields = {name: now + value if isinstance(value, timedelta) else value for name, value in state.items()}
    pupil(school, account={"username": "ada"} | fields)
    assert cells(principal, METHODS) == [f"Identifiant {said}".strip()]


def test_only_what_was_not_deleted_counts(principal, school):
    learner = pupil(school)
    part(learner, started_at=datetime(2026, 9, 1, tzinfo=UTC))
    late = sent_profile(learner, is_certifiable=True)
    Participation.objects.filter(pk=late.pk).update(deleted_at=NOW, started_at=NOW)
    [row] = table(principal.client.get(URL).text)
    assert row[COUNT] == "1"
    assert row[LAST].startswith("01/09/2026")
    assert row[CERTIFIABILITY] == "Non communiqué"


def test_the_profile_sent_last_tells_whether_a_pupil_may_be_certified(principal, school):
    for name, profiles in {"A": [True, False], "B": [False, True], "C": [False], "D": []}.items():
        learner = pupil(school, f"Ada {name}")
        for day, is_certifiable in enumerate(profiles, start=1):
            day = datetime(2026, 10, day, tzinfo=UTC)
            sent_profile(learner, is_certifiable=is_certifiable, shared_at=day)
        part(learner, started_at=NOW)
    said = ["Non certifiable", "Certifiable 02/10/2026", "Non certifiable", "Non communiqué"]
    assert cells(principal, CERTIFIABILITY) == said


def test_an_assessment_says_what_it_is(principal, school):
    learner = pupil(school)
    part(learner, campaign=CampaignFactory(organization=school, assessment=True), status="TO_SHARE")
    assert cells(principal, LAST)[0].endswith("Campagne d’évaluation En attente d’envoi")


def test_headings_explain_the_dash_and_who_is_certifiable(principal, school):
    pupil(school)
    text = plain(main_of(principal.client.get(URL).text))
    assert "aucun compte n’est relié à l’élève" in text
    assert "au moins le niveau 1 dans 5 compétences" in text


def test_only_administrators_correct_and_withdraw(principal, member, school):
    pupil(school, "Ada IMPORT", account={"username": "ada"})
    pupil(school, "Bob MAIN", provisional=True)
    assert cells(principal, ACTIONS) == [
        "[Actions pour Ada IMPORT] Gérer le compte Corriger la fiche",
        "[Actions pour Bob MAIN] Corriger la fiche Retirer de la liste",
    ]
    assert cells(member, ACTIONS) == ["[Actions pour Ada IMPORT] Gérer le compte", ""]
    assert cells(member, 2) == ["Ada", "Bob ajouté à la main"]


def test_pupils_of_other_schools_and_those_who_left_are_never_shown(principal, school):
    pupil(school, "Ada ICI")
    pupil(school, "Bob PARTI", disabled=True, division="3 partie", groups=join_groups(["PARTI"]))
    other = pupil(OrganizationFactory(secondary=True), "Cid AILLEURS", groups=join_groups(["LOINTAIN"]))
    part(other)
    for query in (
        {},
        {"tri": "classe"},
        {"tri": "participations"},
        {"nom": "a"},
        {"connexion": "aucune"},
        {"certificabilite": "non-communique"},
    ):
        page = principal.client.get(URL, query)
        assert [row[1] for row in table(page.text)] == ["ICI"], query
        assert not re.search("PARTI|3 partie|AILLEURS|LOINTAIN", page.text)


def test_nothing_secret_is_in_the_page(principal, school):
    account = {"username": "ada.lovelace1012", "email": "ada@a.example"}
    learner = pupil(school, account=account, gar=True, national_student_id="123456789AB")
    text = principal.client.get(URL).text
    secrets = {learner.national_student_id, learner.user.password, f"ido-{learner.user.pk}"}
    assert not [secret for secret in secrets | {*account.values()} if secret in text]


# --- Filters ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"nom": "gœuff"}, ["LE-GOEUFF"]),
        ({"nom": "ada"}, ["MAIL", "TOUT"]),
        ({"classes": ["3B"]}, ["GAR", "LE-GOEUFF"]),
        ({"classes": ["3A", "3B"], "nom": "ada"}, ["MAIL", "TOUT"]),
        ({"groupes": ["LATIN"]}, ["MAIL"]),
        ({"groupes": ["LATIN"], "classes": ["3B"]}, []),
        ({"connexion": ["aucune"]}, ["LE-GOEUFF"]),
        ({"connexion": ["email"]}, ["MAIL", "TOUT"]),
        ({"connexion": ["identifiant"]}, ["TOUT"]),
        ({"connexion": ["mediacentre"]}, ["GAR", "TOUT"]),
        ({"connexion": ["sans-mediacentre"]}, ["LE-GOEUFF", "MAIL"]),
        ({"connexion": ["identifiant", "aucune"]}, ["LE-GOEUFF", "TOUT"]),
        ({"connexion": ["email"], "nom": "ada mail"}, ["MAIL"]),
        ({"certificabilite": ["certifiable"]}, ["TOUT"]),
        ({"certificabilite": ["non-certifiable"]}, ["GAR"]),
        ({"certificabilite": ["non-communique"]}, ["LE-GOEUFF", "MAIL"]),
        ({"certificabilite": ["certifiable", "non-certifiable"]}, ["GAR", "TOUT"]),
        ({"connexion": ["inconnue"], "certificabilite": ["?"], "groupes": ["?"]}, None),
    ],
)
def test_each_filter_keeps_whom_it_names(principal, school, query, expected):
    pupil(school, "Noé LE-GOEUFF", division="3B")
    pupil(school, "Ada MAIL", account={"email": "ada@a.example"}, groups=join_groups(["LATIN"]))
    both = pupil(school, "Ada TOUT", account={"email": "tout@a.example", "username": "tout"}, gar=True)
    gar = pupil(school, "Eva GAR", gar=True, division="3B")
    sent_profile(both, is_certifiable=False, shared_at=NOW - timedelta(days=9))
    sent_profile(both, is_certifiable=True)
    sent_profile(gar, is_certifiable=False)
    expected = ["GAR", "LE-GOEUFF", "MAIL", "TOUT"] if expected is None else expected
    assert last_names(principal, **query) == expected
    # Other orders keep the same pupils.
    for order in ("-nom", "classe", "-classe", "participations", "-participations"):
        assert sorted(last_names(principal, tri=order, **query)) == expected


def test_filters_are_counted_and_cleared_and_leave_the_order_alone(principal, school):
    pupil(school, division="3A")
    pupil(school, division="3B", groups=join_groups(["LATIN"]))
    plain_page = principal.client.get(URL).text
    assert ">Effacer les filtres</a>" not in plain_page
    query = {
        "classes": ["3B"],
        "connexion": ["aucune"],
        "tri": "-participations",
        "taille": "25",
        "page": "1",
    }
    text = principal.client.get(URL, query).text
    assert 'href="?taille=25&amp;tri=-participations">Effacer les filtres</a>' in text
    assert announced(text) == "1 élève"
    assert "<h1>Élèves (2)</h1>" in text
    assert 'name="groupes" value="LATIN"' in text


def test_no_group_no_filter(principal, school):
    pupil(school)
    assert 'name="groupes"' not in principal.client.get(URL, {"groupes": "LATIN"}).text


def test_my_classes_are_offered_first(principal, school):
    pupil(school, division="3A")
    pupil(school, "Bob DEUX", division="3B")
    fields = {"school_id": school.pk, "next": URL, "classes": ["3B"]}
    assert principal.client.post("/eleves/mes-classes/", fields).status_code == 302
    text = principal.client.get(URL).text
    assert "Mes classes\u00a0: 3B" in text
    assert re.findall(r'name="classes" value="(.*?)"', text) == ["3B", "3A"]


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
