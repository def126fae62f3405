"""« Élèves » of a collège: accounts, participations, certifiability, filters."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import ExternalIdentity
from campaigns.models import Participation
from learners.domain.groups import join_groups
from tests.campaigns.factories import CampaignFactory
from tests.campaigns.pupils_list import NOW, URL, cells, last_names, part, pupil, sent_profile
from tests.organizations.factories import OrganizationFactory
from tests.pages import announced, main_of, plain, table

HTMX = {"HX-Request": "true"}
BIRTHDATE, DIVISION, METHODS, COUNT, LAST, CERTIFIABILITY, ACTIONS = range(3, 10)


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
