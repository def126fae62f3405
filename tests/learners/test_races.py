"""Several people, or several tabs, at the same moment."""

from threading import Event

import pytest

from imports import writing
from imports.models import LearnerImport
from learners.models import Learner
from pixorga.jobs import services as jobs
from pixorga.journal.models import Event as Journal
from tests.conftest import sign_in
from tests.crowd import at_once
from tests.imports.journey import onde_bytes, send
from tests.learners.factories import LearnerFactory
from tests.learners.pages import ADD, typed, url
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)

INE = "990000001ZA"


def test_two_people_and_two_tabs_add_one_pupil(director, school):
    other = sign_in(MembershipFactory(organization=school, admin=True))
    forms = [typed(), typed(), typed(last_name="Le Goeuff", division="CM2")]
    calls = [
        lambda person=person, form=form: person.client.post(ADD, form).status_code
        for person, form in zip([director, other, other], forms, strict=True)
    ]
    answers = at_once(*calls)
    assert set(answers) <= {200, 302}
    assert Learner.objects.count() == 1


def test_one_ine_is_given_once(director, school):
    learner = LearnerFactory(organization=school, provisional=True)
    version = learner.updated_at.isoformat()
    correction = typed(last_name="AUTRE", national_student_id=INE) | {"version": version}
    answers = at_once(
        lambda: director.client.post(ADD, typed(national_student_id=INE)).status_code,
        lambda: director.client.post(url(learner, "corriger"), correction).status_code,
    )
    assert sorted(answers) == [200, 302]
    assert Learner.objects.filter(national_student_id=INE).count() == 1


@pytest.mark.parametrize("ine", ["", INE])
def test_a_pupil_added_while_an_import_writes_him_is_there_once(director, school, monkeypatch, ine):
    """The form waits for the import that is about to write, then says that the pupil is there."""
    send(director, onde_bytes(1, Nom_élève="LE GOEUFF", Prénom_élève="Zoé", Date_naissance="2016-03-14"))
    jobs.run_due("imports")  # validated; what is left is to write
    prepare, is_planned, is_added = writing.prepare, Event(), Event()

    def prepare_slowly(*args):
        draft = prepare(*args)
        is_planned.set()
        is_added.wait(timeout=1)  # long enough for a form that waits for nobody
        return draft

    def add() -> int:
        is_planned.wait(timeout=30)
        status = director.client.post(ADD, typed(national_student_id=ine)).status_code
        is_added.set()
        return status

    monkeypatch.setattr(writing, "prepare", prepare_slowly)
    answer, _ = at_once(add, lambda: jobs.run_due("imports"))
    assert answer == 200
    assert LearnerImport.objects.get().status == LearnerImport.Status.IMPORTED
    assert [pupil.national_student_id for pupil in Learner.objects.all()] == [INE]


def test_a_pupil_is_withdrawn_once_while_another_brings_him_back(director, school):
    learner = LearnerFactory(organization=school, provisional=True)
    at_once(
        lambda: director.client.post(url(learner, "retirer")).status_code,
        lambda: director.client.post(url(learner, "retirer")).status_code,
        lambda: director.client.post(url(learner, "remettre")).status_code,
    )
    learner.refresh_from_db()
    assert learner.is_provisional


def test_a_class_and_a_pupil_switched_at_the_same_moment_are_told_once_each(director, school):
    other = sign_in(MembershipFactory(organization=school))
    learners = LearnerFactory.create_batch(30, organization=school, division="CM1 A")
    of_class = {"division": "CM1 A", "is_enabled": "1"}
    at_once(
        lambda: director.client.post("/eleves/lecture/", of_class).status_code,
        lambda: other.client.post("/eleves/lecture/", of_class).status_code,
        lambda: other.client.post(url(learners[0], "lecture"), {"is_enabled": "1"}).status_code,
    )
    assert Learner.objects.filter(is_oralization_enabled=True).count() == 30
    details = Journal.objects.filter(verb__contains="oralization").values_list("details", flat=True)
    assert sum(each.get("count", 1) for each in details) == 30
