"""The page « Mes classes », and what the pupils' list offers of it."""

import re
from html import unescape

import pytest

from learners.chosen import choose_divisions, chosen_divisions
from learners.models import ChosenDivisions
from tests.learners.factories import LearnerFactory
from tests.learners.pages import hidden, said

LIST, PAGE = "/eleves/", "/eleves/mes-classes/"
DIVISIONS = ["CM1 A", "CM1 B", "CM2"]


@pytest.fixture(autouse=True)
def classes(school):
    for division in DIVISIONS:
        LearnerFactory(organization=school, division=division)
    LearnerFactory(organization=school, division="CE2", disabled=True)


def of(person):
    return chosen_divisions(person.user, person.organization, DIVISIONS)


def choose(person, *divisions):
    choose_divisions(user=person.user, organization=person.organization, divisions=divisions)


def boxes(text):
    """Return the check boxes of classes in their order, and those that are ticked."""
    found = re.findall(r'<input type="checkbox" name="classes" value="(.*?)"(.*?)>', text)
    return [value for value, _ in found], [value for value, rest in found if "checked" in rest]


def last_names(text):
    return len(re.findall(r'<th scope="row">', text))


def test_somebody_says_which_classes_are_his(teacher):
    page = teacher.client.get(PAGE)
    assert boxes(page.text) == (DIVISIONS, [])
    sent = teacher.client.post(PAGE, {"classes": ["CM2", "CM1 A", "CE2", "Inventée"]}, follow=True)
    assert sent.redirect_chain == [(LIST, 302)]
    assert "Vos classes : CM1 A et CM2. Chaque liste les propose en premier." in said(sent.text)
    assert of(teacher) == ["CM1 A", "CM2"]
    assert boxes(teacher.client.get(PAGE).text)[1] == ["CM1 A", "CM2"]


def test_the_list_from_which_one_came_is_shown_again(teacher):
    before = "http://testserver/eleves/?nom=a"
    assert hidden(teacher.client.get(PAGE, headers={"Referer": before}).text, "next") == [before]
    sent = {"classes": "CM2", "next": before}
    assert teacher.client.post(PAGE, sent).url == before


@pytest.mark.parametrize("url", ["https://ailleurs.example/", "//ailleurs.example", PAGE, ""])
def test_no_other_site_and_no_circle(teacher, url):
    assert teacher.client.post(PAGE, {"classes": "CM2", "next": url}).url == LIST


def test_nothing_ticked_forgets_the_classes(teacher):
    choose(teacher, "CM2")
    text = teacher.client.post(PAGE, follow=True).text
    assert "Aucune classe n’est retenue comme la vôtre." in said(text)
    assert of(teacher) == []


def test_classes_that_went_meanwhile_leave_the_choice_as_it_was(teacher):
    choose(teacher, "CM2")
    text = teacher.client.post(PAGE, {"classes": "CE2"}, follow=True).text
    assert "Vos classes n’ont pas changé" in said(text)
    assert of(teacher) == ["CM2"]


def test_a_colleague_keeps_his_own(teacher, director):
    choose(teacher, "CM2")
    assert of(director) == []
    assert "Mes classes" not in said(director.client.get(LIST).text)


def test_own_classes_are_offered_first_and_filter_in_one_tap(teacher):
    choose(teacher, "CM2")
    text = teacher.client.get(LIST, {"nom": "dubois"}).text
    link = unescape(re.search(r'href="([^"]*)">Mes classes\u00a0: CM2</a>', text)[1])
    assert boxes(text) == (["CM2", "CM1 A", "CM1 B"], [])
    filtered = teacher.client.get(LIST + link).text
    assert last_names(filtered) == 1
    assert boxes(filtered)[1] == ["CM2"]
    assert 'aria-current="true">Mes classes\u00a0: CM2</a>' in filtered
    assert "Retenir comme mes classes" not in filtered


def test_a_filter_becomes_ones_classes_in_one_tap(teacher):
    assert "Retenir comme mes classes" not in teacher.client.get(LIST).text
    text = teacher.client.get(LIST, {"classes": ["CM1 A", "CM2"]}).text
    assert hidden(text, "classes") == ["CM1 A", "CM2"]
    form = {"classes": hidden(text, "classes"), "next": unescape(hidden(text, "next")[0])}
    for _ in range(2):
        sent = teacher.client.post(PAGE, form, follow=True)
        assert last_names(sent.text) == 2
    assert of(teacher) == ["CM1 A", "CM2"]
    assert ChosenDivisions.objects.count() == 1


def test_a_school_of_one_class_has_nothing_to_choose(outsider):
    LearnerFactory(organization=outsider.organization)
    assert "mes classes" not in outsider.client.get(LIST).text.lower()


def test_a_school_without_pupils_learns_where_classes_come_from(outsider):
    assert "elles viennent avec la liste des élèves" in said(outsider.client.get(PAGE).text)


def test_looking_writes_nothing(teacher):
    teacher.client.get(PAGE)
    teacher.client.get(LIST, {"classes": "CM2"})
    assert not ChosenDivisions.objects.exists()


def test_names_of_classes_are_escaped(teacher, school):
    LearnerFactory(organization=school, division="<b>CM3</b> & co")
    choose(teacher, "<b>CM3</b> & co")
    for text in (teacher.client.get(PAGE).text, teacher.client.get(LIST, {"classes": "CM2"}).text):
        assert "<b>CM3" not in text
        assert "&lt;b&gt;CM3&lt;/b&gt; &amp; co" in text


def test_the_same_queries_for_any_number_of_classes(teacher, school, flat_queries):
    def grow(n):
        for number in range(n):
            LearnerFactory(organization=school, division=f"CM{n}-{number}")

    flat_queries(lambda: teacher.client.get(PAGE), grow, budget=6)
