"""« Ajouter un élève », and the questions before a second pupil of the same name and birth date."""

from datetime import date

import pytest

from learners.models import Learner
from tests.conftest import sign_in
from tests.french import typography_problems, visible_text
from tests.learners.factories import LearnerFactory
from tests.learners.pages import ADD, LIST, forms, said, typed, url
from tests.organizations.factories import MembershipFactory, OrganizationFactory
from tests.pages import table

INE = "990000001ZA"


def add(person, **changes):
    return person.client.post(ADD, typed(**changes), follow=True)


def namesake(school, **fields):
    born = date(2016, 3, 14)
    return LearnerFactory(
        organization=school, last_name="LE GOEUFF", first_name="ZOE", birthdate=born, **fields
    )


def test_a_pupil_is_added_and_stands_in_the_list_with_a_mark(director, school):
    page = add(director)
    assert page.redirect_chain == [(LIST, 302)]
    assert "Zoé LE GŒUFF est dans la liste" in page.text
    assert table(page.text)[0][:3] == ["LE GŒUFF", "Zoé ajouté à la main", "CM1 A"]
    learner = Learner.objects.get()
    assert (learner.organization, learner.level, learner.birthdate) == (school, "CM1", date(2016, 3, 14))


def test_the_form_offers_the_classes_of_the_school_and_says_what_imports_will_do(director, school):
    LearnerFactory(organization=school, division="CM2 <b>")
    LearnerFactory(organization=school, division="Parti", disabled=True)
    text = director.client.get(ADD).text
    assert '<option value="CM2 &lt;b&gt;"></option>' in text
    assert "Parti" not in text
    assert 'list="classes"' in text
    assert "Le prochain import qui contient cet élève reprend sa fiche" in said(text)
    assert "aucun import ne désactive sa fiche" in said(text)


def test_what_is_typed_is_tidied_as_imports_tidy_a_cell(director, school):
    LearnerFactory(organization=school, division="CM1 Éléphants")
    add(
        director,
        last_name="  LE\u00a0 GŒUFF\u200b ",
        first_name="Zoe\u0301",
        division=" cm1  elephants",
        national_student_id="99 0000001 za",
        birthdate="14/03/2016",
    )
    learner = Learner.objects.get(national_student_id=INE)
    assert (learner.last_name, learner.first_name) == ("LE GŒUFF", "Zoé")
    assert (learner.division, learner.birthdate) == ("CM1 Éléphants", date(2016, 3, 14))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("last_name", " ", "Le nom de l’élève n’est pas renseigné"),
        ("first_name", "\u200b", "Le prénom de l’élève n’est pas renseigné"),
        ("last_name", "a\0b", "caractères illisibles"),
        ("first_name", "Ã‰lÃ©onore", "caractères illisibles"),
        ("last_name", "a" * 256, "255 caractères suffisent"),
        ("last_name", "-", "au moins une lettre"),
        ("birthdate", "", "La date de naissance n’est pas complète"),
        ("birthdate", "30/02/2016", "Cette date n’existe pas"),
        ("birthdate", "0016-03-14", "Vérifiez l’année"),
        ("birthdate", "2999-01-01", "Vérifiez l’année"),
        ("division", "", "La classe n’est pas renseignée"),
        ("level", "", "Choisissez le niveau"),
        ("level", "CE2", "Choisissez le niveau"),
        ("national_student_id", "12345", "Un INE a 11 chiffres et lettres"),
        ("national_student_id", "ß" * 200, "Un INE a 11 chiffres et lettres"),
    ],
)
def test_what_cannot_be_a_pupil_is_refused_with_what_to_do(director, field, value, sentence):
    page = add(director, **{field: value})
    assert sentence in said(page.text)
    assert page.text.count("Erreur\u00a0:") >= 1
    assert typography_problems(visible_text(page.text)) == []
    assert not Learner.objects.exists()


def test_a_double_click_adds_one_pupil(director):
    assert "est dans la liste" in add(director).text
    assert "est dans la liste" in add(director).text
    assert Learner.objects.count() == 1


def test_the_ine_of_a_pupil_of_the_list_leads_to_his_record(director, school):
    holder = LearnerFactory(
        organization=school, first_name="Ada", last_name="LOVE", division="CM2", national_student_id=INE
    )
    page = add(director, national_student_id=INE)
    assert "Cet INE est déjà celui d’Ada LOVE (CM2)" in said(page.text)
    assert f'href="{url(holder, "corriger")}"' in page.text
    assert Learner.objects.count() == 1


def test_the_ine_of_a_pupil_who_left_brings_him_back(director, school):
    left = LearnerFactory(
        organization=school, disabled=True, last_name="AUTRE", division="CM1 A", national_student_id=INE
    )
    page = add(director, national_student_id=INE, division="CM2 B", level="CM2")
    assert "l’INE que vous avez saisi est celui d’un élève qui était dans votre liste" in said(page.text)
    assert "Ajouter quand même" not in page.text
    assert Learner.objects.count() == 1
    [(action, fields), (again, edited)] = forms(page.text)
    assert (action, again) == (url(left, "remettre"), ADD)
    back = director.client.post(action, fields, follow=True)
    assert "est de retour dans la liste" in back.text
    left.refresh_from_db()
    assert (left.disabled_at, left.division, left.level, left.last_name) == (None, "CM2 B", "CM2", "AUTRE")
    assert left.is_provisional
    assert 'value="CM2 B"' in director.client.post(again, edited).text


def test_a_namesake_in_the_list_is_shown_before_a_second_one_is_added(director, school):
    there = namesake(school, division="CM2")
    page = add(director)
    assert "votre établissement a déjà un élève de ce nom" in said(page.text)
    assert "ZOE LE GOEUFF" in said(page.text)
    assert "14/03/2016" in said(page.text)
    assert f'href="{url(there, "corriger")}"' in page.text
    assert "Remettre dans la liste" not in page.text
    assert typography_problems(visible_text(page.text)) == []
    [(edit, fields), (anyway, confirmed)] = forms(page.text)
    assert fields["edit"] == ["1"]
    assert 'value="LE GŒUFF"' in director.client.post(edit, fields).text
    assert Learner.objects.count() == 1
    for _ in range(2):
        page = director.client.post(anyway, confirmed, follow=True)
        assert "Zoé LE GŒUFF est dans la liste" in page.text
    assert Learner.objects.count() == 2


def test_a_namesake_who_left_may_be_brought_back_with_the_class_and_the_ine_of_today(director, school):
    left = namesake(school, disabled=True, national_student_id="")
    page = add(director, national_student_id=INE, division="CM2")
    action, fields = forms(page.text)[0]
    assert action == url(left, "remettre")
    assert "est de retour dans la liste" in director.client.post(action, fields, follow=True).text
    left.refresh_from_db()
    assert (left.disabled_at, left.division, left.national_student_id) == (None, "CM2", INE)
    assert Learner.objects.count() == 1


def test_a_namesake_who_comes_while_one_decides_is_shown_too(director, school):
    first = namesake(school, division="CM2")
    _, confirmed = forms(add(director).text)[1]
    second = namesake(school, division="CE2")
    page = director.client.post(ADD, confirmed)
    known = forms(page.text)[1][1]["known"]
    assert known == [str(first.pk), str(second.pk)]
    assert Learner.objects.count() == 2


@pytest.mark.parametrize("known", ["", "x", "-1", "٣", "9" * 400, "0"])
def test_an_odd_confirmation_confirms_nothing(director, school, known):
    namesake(school)
    assert "existe peut-être déjà" in add(director, known=known).text
    assert Learner.objects.count() == 1


def test_names_are_escaped_on_every_page(director, school):
    odd = {"last_name": '"><i>Le Gœuff', "first_name": "<b>Zoé</b>", "division": "<u>CM1</u>"}
    first = add(director, **odd)
    questions = add(director, **odd | {"level": "CM2"})
    assert "existe peut-être déjà" in questions.text
    record = director.client.get(url(Learner.objects.get(), "corriger"))
    for page in (first, questions, record):
        assert "&lt;b&gt;Zoé" in page.text
        assert not [tag for tag in ("<b>Zoé", "<i>Le", "<u>CM1") if tag in page.text]


def test_a_secondary_school_asks_for_no_level(principal):
    assert "Niveau" not in principal.client.get(ADD).text
    page = principal.client.post(ADD, typed(division="3A"), follow=True)
    row = table(page.text)[0]
    assert (row[1], row[2], row[4]) == ("LE GŒUFF", "Zoé ajouté à la main", "3A")
    assert Learner.objects.get().level == ""


def test_a_form_made_for_another_school_adds_nobody(director):
    other = OrganizationFactory()
    page = director.client.post(ADD, typed(school_id=str(other.pk)), follow=True)
    assert "Rien n’a été fait" in page.text
    assert not Learner.objects.exists()


def test_the_same_queries_however_many_pupils_the_school_has(director, school, flat_queries):
    number = iter(range(1000))

    def grow(n):
        LearnerFactory.create_batch(n, organization=school)

    flat_queries(lambda: director.client.get(ADD), grow, budget=6)
    flat_queries(lambda: director.client.post(ADD, typed(last_name=f"N{next(number)}x")), grow, budget=14)


def test_members_neither_add_nor_see_the_button(teacher):
    assert teacher.client.post(ADD, typed()).status_code == 403
    assert "ajouter" not in teacher.client.get(LIST).text
    assert not Learner.objects.exists()


def test_another_administrator_of_the_school_may(school):
    other = sign_in(MembershipFactory(organization=school, admin=True))
    assert "est dans la liste" in add(other).text
