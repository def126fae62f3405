"""« Corriger la fiche », « Retirer de la liste », « Remettre dans la liste »."""

import re
from datetime import UTC, date, datetime

import pytest

from learners import services
from learners.models import Learner
from organizations.models import Organization
from tests.french import typography_problems, visible_text
from tests.learners.factories import LearnerFactory
from tests.learners.pages import LIST, WITHDRAWN, forms, said, typed, url
from tests.organizations.factories import OrganizationFactory
from tests.pages import table

LATER = datetime(2026, 12, 1, tzinfo=UTC)
INE = "990000001ZA"


def opened(person, learner) -> str:
    """Open the page, and return the version that its form holds."""
    text = person.client.get(url(learner, "corriger")).text
    return re.search(r'name="version" value="(.*?)"', text)[1]


def correct(person, learner, version, **fields):
    data = {"version": version, **fields}
    return person.client.post(url(learner, "corriger"), data, follow=True)


def after_an_import(learner, **changes):
    Learner.objects.filter(pk=learner.pk).update(updated_at=LATER, **changes)


@pytest.mark.parametrize(
    ("who", "is_agricultural", "software"),
    [("director", False, "Onde"), ("principal", False, "Siècle"), ("principal", True, "Fregata")],
)
def test_the_name_of_an_imported_pupil_is_corrected_and_one_learns_where_else(
    request, who, is_agricultural, software
):
    person = request.getfixturevalue(who)
    Organization.objects.filter(pk=person.organization.pk).update(is_agricultural=is_agricultural)
    learner = LearnerFactory(organization=person.organization, last_name="MARTIN", first_name="Lea")
    text = person.client.get(url(learner, "corriger")).text
    assert f"corrigez-les aussi dans {software}" in said(text)
    assert learner.national_student_id not in text
    assert not [name for name in ("birthdate", "division", "level") if f'name="{name}"' in text]
    assert typography_problems(visible_text(text)) == []
    page = correct(person, learner, opened(person, learner), last_name="MARTIN", first_name="Léa")
    assert page.redirect_chain == [(LIST, 302)]
    assert "La fiche de Léa MARTIN est enregistrée" in page.text
    learner.refresh_from_db()
    assert (learner.first_name, learner.sort_key) == ("Léa", "martin  lea")


@pytest.mark.parametrize(("name", "of_whom"), [("Amina", "d’Amina"), ("Hugo", "de Hugo")])
def test_the_page_says_whose_it_is(director, school, name, of_whom):
    learner = LearnerFactory(organization=school, last_name="MARTIN", first_name=name)
    text = director.client.get(url(learner, "corriger")).text
    assert f"Corriger la fiche {of_whom} MARTIN" in said(text)
    assert f"<title>Corriger la fiche {of_whom} MARTIN" in text


def test_the_rest_of_an_imported_pupil_stays(director, school):
    learner = LearnerFactory(organization=school)
    forged = typed(national_student_id=INE, division="Autre")
    correct(director, learner, opened(director, learner), **forged)
    before = learner.national_student_id, learner.division, learner.birthdate
    learner.refresh_from_db()
    assert learner.last_name == "LE GŒUFF"
    assert (learner.national_student_id, learner.division, learner.birthdate) == before


def test_all_of_a_provisional_pupil_is_corrected(director, school):
    learner = LearnerFactory(organization=school, provisional=True)
    changes = typed(division="CM2", level="CM2", national_student_id="99 0000001 za", birthdate="2015-12-31")
    correct(director, learner, opened(director, learner), **changes)
    learner.refresh_from_db()
    assert (learner.last_name, learner.division, learner.level) == ("LE GŒUFF", "CM2", "CM2")
    assert (learner.national_student_id, learner.birthdate) == (INE, date(2015, 12, 31))
    assert learner.is_provisional


def test_the_form_holds_what_is_known(director, school):
    learner = LearnerFactory(organization=school, provisional=True, division="CM1 A")
    text = director.client.get(url(learner, "corriger")).text
    for value in (learner.last_name, learner.first_name, "2016-05-12", "CM1 A"):
        assert f'value="{value}"' in text
    assert re.search(r'value="CM1"[^>]* checked', text)


def test_an_import_that_changed_the_pupil_meanwhile_wins_and_its_values_are_shown(director, school):
    learner = LearnerFactory(organization=school, last_name="MARTIN", first_name="Lea")
    version = opened(director, learner)
    after_an_import(learner, first_name="Léa-Rose", division="CM2 Z")
    page = correct(director, learner, version, last_name="MARTIN", first_name="Léa")
    assert page.status_code == 409
    assert "Rien n’est enregistré" in said(page.text)
    assert 'value="Léa-Rose"' in page.text
    assert "CM2 Z" in page.text
    assert typography_problems(visible_text(page.text)) == []
    learner.refresh_from_db()
    assert learner.first_name == "Léa-Rose"
    # The page that says so holds the new version: now one may.
    version = re.search(r'name="version" value="(.*?)"', page.text)[1]
    correct(director, learner, version, last_name="MARTIN", first_name="Léa")
    learner.refresh_from_db()
    assert learner.first_name == "Léa"


def test_a_pupil_whom_an_import_took_over_meanwhile_keeps_what_the_file_says(director, school):
    learner = LearnerFactory(organization=school, provisional=True)
    version = opened(director, learner)
    after_an_import(learner, is_provisional=False, national_student_id=INE, division="CM2 Z")
    page = correct(director, learner, version, **typed())
    assert page.status_code == 409
    assert 'name="birthdate"' not in page.text
    learner.refresh_from_db()
    assert (learner.division, learner.national_student_id) == ("CM2 Z", INE)


def test_an_error_does_not_make_one_forget_what_was_seen(director, school):
    learner = LearnerFactory(organization=school, last_name="MARTIN")
    version = opened(director, learner)
    after_an_import(learner, last_name="MARTINEAU")
    page = correct(director, learner, version, last_name="", first_name="Léa")
    assert "Le nom de l’élève n’est pas renseigné" in said(page.text)
    version = re.search(r'name="version" value="(.*?)"', page.text)[1]
    assert correct(director, learner, version, last_name="MARTINET", first_name="Léa").status_code == 409
    learner.refresh_from_db()
    assert learner.last_name == "MARTINEAU"


@pytest.mark.parametrize("version", ["", "x", "2026-01-01", "9" * 400, "\0", "2026-01-01T00:00:00"])
def test_an_odd_version_saves_nothing(director, school, version):
    learner = LearnerFactory(organization=school, last_name="MARTIN")
    page = correct(director, learner, version, last_name="AUTRE", first_name="Léa")
    assert page.status_code == 409
    learner.refresh_from_db()
    assert learner.last_name == "MARTIN"


def test_the_same_correction_sent_twice_is_no_conflict(director, school):
    learner = LearnerFactory(organization=school)
    version = opened(director, learner)
    for _ in range(2):
        page = correct(director, learner, version, last_name="NOUVEAU", first_name="Léa")
        assert "La fiche de Léa NOUVEAU est enregistrée" in page.text


@pytest.mark.parametrize("state", [{}, {"disabled": True}])
def test_the_ine_of_another_pupil_is_refused_with_his_name(director, school, state):
    LearnerFactory(organization=school, first_name="Ada", last_name="LOVE", national_student_id=INE, **state)
    learner = LearnerFactory(organization=school, provisional=True)
    page = correct(director, learner, opened(director, learner), **typed(national_student_id=INE))
    assert "celui d’Ada LOVE" in said(page.text)
    assert typography_problems(visible_text(page.text)) == []
    learner.refresh_from_db()
    assert learner.national_student_id == ""


def test_an_unusual_ine_that_is_there_already_does_not_stop_a_correction(director, school):
    learner = LearnerFactory(organization=school, is_provisional=True, national_student_id="AGRI-1")
    correct(director, learner, opened(director, learner), **typed(national_student_id="AGRI-1"))
    learner.refresh_from_db()
    assert learner.last_name == "LE GŒUFF"


def test_a_provisional_pupil_is_withdrawn_after_a_question_and_found_again(director, school):
    learner = LearnerFactory(organization=school, provisional=True, first_name="Ada", last_name="LOVE")
    assert "Voir les élèves retirés" not in director.client.get(LIST).text
    question = director.client.get(url(learner, "retirer")).text
    assert "Retirer Ada LOVE de la liste ?" in said(question)
    [(action, fields)] = forms(question)
    page = director.client.post(action, fields, follow=True)
    assert "Ada LOVE n’est plus dans la liste. Ses résultats sont conservés." in page.text
    assert table(page.text) == []
    assert "Voir les élèves retirés" in page.text
    again = director.client.post(action, fields, follow=True)
    assert "n’est plus dans la liste" in again.text

    gone = director.client.get(WITHDRAWN).text
    assert table(gone)[0][:2] == ["LOVE", "Ada"]
    [(action, fields)] = forms(gone)
    page = director.client.post(action, fields, follow=True)
    assert "Ada LOVE est de retour dans la liste" in page.text
    assert table(page.text)[0][:2] == ["LOVE", "Ada ajouté à la main"]
    assert "Aucun élève retiré" in director.client.get(WITHDRAWN).text


def test_only_what_was_added_by_hand_may_be_withdrawn_by_hand(director, school):
    learner = LearnerFactory(organization=school)
    assert "Retirer de la liste" not in director.client.get(url(learner, "corriger")).text
    page = director.client.post(url(learner, "retirer"), follow=True)
    assert "seul un import peut retirer sa fiche" in said(page.text)
    learner.refresh_from_db()
    assert learner.disabled_at is None


def test_the_record_of_somebody_who_left_leads_back_to_the_list(director, school):
    learner = LearnerFactory(organization=school, disabled=True)
    for answer in (
        director.client.get(url(learner, "corriger"), follow=True),
        correct(director, learner, "", last_name="X", first_name="Y"),
        director.client.get(url(learner, "retirer"), follow=True),
    ):
        assert answer.redirect_chain == [(LIST, 302)]
        assert "n’est plus dans la liste" in answer.text


def test_somebody_withdrawn_while_one_corrects_him_is_not_corrected(director, school, monkeypatch):
    learner = LearnerFactory(organization=school, provisional=True)
    version = opened(director, learner)

    def late(*args, **kwargs):
        Learner.objects.filter(pk=learner.pk).update(disabled_at=LATER, updated_at=LATER)
        return original(*args, **kwargs)

    original = services.correct_learner
    monkeypatch.setattr(services, "correct_learner", late)
    page = correct(director, learner, version, **typed())
    assert page.redirect_chain == [(LIST, 302)]
    assert "n’est plus dans la liste" in page.text


def test_pupils_of_other_schools_do_not_exist(director):
    stranger = LearnerFactory(organization=OrganizationFactory(), provisional=True)
    for act in ("corriger", "retirer", "remettre"):
        assert director.client.post(url(stranger, act), typed()).status_code == 404
    stranger.refresh_from_db()
    assert stranger.disabled_at is None


def test_the_withdrawn_of_this_school_alone_are_listed(director, school, flat_queries):
    LearnerFactory(organization=school, disabled=True, last_name="IMPORTÉ")
    LearnerFactory(disabled=True, provisional=True, last_name="AILLEURS")
    LearnerFactory(organization=school, disabled=True, provisional=True, last_name="ICI")
    assert [row[0] for row in table(director.client.get(WITHDRAWN).text)] == ["ICI"]

    def grow(n):
        LearnerFactory.create_batch(n, organization=school, disabled=True, provisional=True)

    flat_queries(lambda: director.client.get(WITHDRAWN), grow, budget=7)


def test_one_pupil_costs_the_same_queries_in_any_school(director, school, flat_queries):
    learner = LearnerFactory(organization=school, provisional=True)

    def grow(n):
        LearnerFactory.create_batch(n, organization=school)

    flat_queries(lambda: director.client.get(url(learner, "corriger")), grow, budget=7)
