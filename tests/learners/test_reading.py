"""« Lecture de la consigne »: for one pupil, for a class, safe twice, kept by imports."""

import re

import pytest

from learners import services
from learners.models import Learner
from pixorga.jobs import services as jobs
from pixorga.journal.models import Event
from tests.imports.journey import onde_bytes, send
from tests.learners.factories import LearnerFactory
from tests.learners.pages import LIST, said
from tests.organizations.factories import OrganizationFactory

ON, OFF = {"is_enabled": "1"}, {"is_enabled": "0"}
DIVISION = f"{LIST}lecture/"
VOICE = "a une voix française"


def url(learner) -> str:
    return f"{LIST}{learner.pk}/lecture/"


def is_on(learner) -> bool:
    return Learner.objects.get(pk=learner.pk).is_oralization_enabled


def verbs() -> list[tuple[str, dict]]:
    events = Event.objects.filter(verb__contains="oralization").order_by("pk")
    return list(events.values_list("verb", "details"))


@pytest.fixture
def ada(school):
    return LearnerFactory(organization=school, first_name="Ada", last_name="ABEILLE", division="CM1 A")


# --- One pupil --------------------------------------------------------------------------------------


def test_any_member_lets_a_pupil_listen_and_takes_it_back(teacher, ada):
    response = teacher.client.post(url(ada), ON)
    assert response.url == f"{LIST}#eleve-{ada.pk}"
    assert is_on(ada)
    page = teacher.client.get(LIST).text
    assert f'<tr id="eleve-{ada.pk}">' in page
    assert "Lecture de la consigne activée pour Ada ABEILLE." in said(page)
    assert VOICE in said(page)
    assert "Désactiver la lecture de la consigne" in page
    teacher.client.post(url(ada), OFF)
    assert not is_on(ada)
    page = teacher.client.get(LIST).text
    assert "Lecture de la consigne désactivée pour Ada ABEILLE." in said(page)
    assert verbs() == [("learner.oralization_set", {"is_enabled": value}) for value in (True, False)]


def test_the_list_comes_back_as_it_was_filtered(teacher, ada):
    query = "nom=ada&classes=CM1+A&tri=-nom"
    page = teacher.client.get(f"{LIST}?{query}").text
    kept = re.search(r'name="query" value="(.*?)"', page)[1].replace("&amp;", "&")
    assert kept == query
    response = teacher.client.post(url(ada), ON | {"query": kept})
    assert response.url == f"{LIST}?{query}#eleve-{ada.pk}"


@pytest.mark.parametrize("query", ["//ailleurs.example", "https://ailleurs.example/?a=1", "\r\nX: 1", "%00"])
def test_an_odd_query_leads_to_the_list_all_the_same(teacher, ada, query):
    assert teacher.client.post(url(ada), ON | {"query": query}).url.startswith(f"{LIST}?")


def test_the_same_button_twice_is_one_change_and_one_line_in_the_journal(teacher, ada):
    for _ in range(2):
        assert teacher.client.post(url(ada), ON).status_code == 302
    assert is_on(ada)
    assert len(verbs()) == 1


def test_a_pupil_of_another_school_does_not_exist_and_one_who_left_is_left_alone(teacher, school):
    stranger = LearnerFactory(organization=OrganizationFactory())
    gone = LearnerFactory(organization=school, disabled=True)
    assert teacher.client.post(url(stranger), ON).status_code == 404
    assert teacher.client.post(url(gone), ON).url == LIST
    assert "n’est plus dans la liste" in said(teacher.client.get(LIST).text)
    assert not is_on(stranger)
    assert not is_on(gone)


def test_a_secondary_school_has_none_of_it(principal):
    learner = LearnerFactory(organization=principal.organization, level="")
    assert principal.client.post(url(learner), ON).status_code == 404
    assert principal.client.post(DIVISION, ON | {"division": learner.division}).status_code == 404
    assert "lecture" not in principal.client.get(LIST).text


def test_a_correction_that_is_being_typed_is_not_disturbed(director, ada):
    before = Learner.objects.get(pk=ada.pk).updated_at
    director.client.post(url(ada), ON)
    assert Learner.objects.get(pk=ada.pk).updated_at == before


# --- A class ----------------------------------------------------------------------------------------


def test_a_whole_class_may_listen_in_one_click(teacher, school, ada):
    LearnerFactory(organization=school, division="CM1 A", is_oralization_enabled=True)
    LearnerFactory(organization=school, division="CM1 A")
    others = [
        LearnerFactory(organization=school, division="CM2 B"),
        LearnerFactory(organization=school, division="CM1 A", disabled=True),
        LearnerFactory(organization=OrganizationFactory(), division="CM1 A"),
    ]
    response = teacher.client.post(DIVISION, ON | {"division": "CM1 A", "query": "classes=CM1+A"})
    assert response.url == f"{LIST}?classes=CM1+A"
    page = said(teacher.client.get(LIST).text)
    assert "Lecture de la consigne activée pour 2 élèves de la classe CM1 A." in page
    assert Learner.objects.filter(is_oralization_enabled=True).count() == 3
    assert not any(map(is_on, others))
    assert verbs() == [("learner.division_oralization_set", {"is_enabled": True, "count": 2})]


def test_a_class_that_has_it_already_changes_nothing(teacher, ada):
    teacher.client.post(DIVISION, OFF | {"division": "CM1 A"})
    assert "déjà désactivée pour toute la classe CM1 A" in said(teacher.client.get(LIST).text)
    assert verbs() == []


@pytest.mark.parametrize("division", ["", "CM3", "cm1 a", "CM1 A\0"])
def test_a_class_that_is_not_there_is_said_so(teacher, ada, division):
    response = teacher.client.post(DIVISION, ON | {"division": division})
    assert response.status_code == 302
    assert "Choisissez une classe de la liste" in said(teacher.client.get(LIST).text)
    assert not is_on(ada)


def test_the_form_offers_the_class_that_the_list_shows_and_tells_of_the_voice(teacher, school, ada):
    LearnerFactory(organization=school, division="CM2 B")
    page = teacher.client.get(f"{LIST}?classes=CM2+B").text
    assert '<option value="CM2 B" selected>' in page
    assert '<option value="CM1 A">' in page
    assert VOICE in said(page)


def test_a_class_costs_as_many_queries_as_it_has_pupils_or_not(school, teacher, flat_queries):
    state = iter([True, False] * 4)

    def switch():
        services.set_division_oralization(
            organization=school, division="CM1 A", by=teacher.user, is_enabled=next(state)
        )

    flat_queries(
        switch, lambda n: LearnerFactory.create_batch(n, organization=school, division="CM1 A"), budget=5
    )


# --- Imports ----------------------------------------------------------------------------------------


def test_an_import_keeps_who_may_listen(director, school):
    send(director, onde_bytes(1, 2))
    while jobs.run_due("imports"):
        pass
    first = Learner.objects.order_by("pk").first()
    director.client.post(url(first), ON)
    send(director, onde_bytes(1, 2, Libellé_classe="CM2 nouvelle"))
    while jobs.run_due("imports"):
        pass
    kept = Learner.objects.get(pk=first.pk)
    assert (kept.division, kept.is_oralization_enabled) == ("CM2 nouvelle", True)
    assert Learner.objects.filter(is_oralization_enabled=True).count() == 1
