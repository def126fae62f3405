"""A pupil added by hand, then found in a file: one record, through the pages that a head teacher uses."""

import pytest

from learners.models import Learner
from missions.models import Attempt
from tests.imports.journey import UPLOAD, onde_bytes, send
from tests.learners.pages import ADD, LIST, typed, url
from tests.missions.factories import AttemptFactory
from tests.pages import table

HIM = {"Nom_élève": "LE GOEUFF", "Prénom_élève": "ZOE", "Date_naissance": "2016-03-14"}
INE = "990000001ZA"  # of the first pupil of onde_bytes()


def add(director, **changes) -> Learner:
    assert director.client.post(ADD, typed(**changes)).status_code == 302
    return Learner.objects.get(is_provisional=True)


def import_file(director, run_jobs, *numbers: int, **cells: str) -> list[list[str]]:
    """Send a file on the page of imports, let it end, and return the rows of the list."""
    answer = send(director, onde_bytes(*numbers, **cells))
    assert answer.status_code == 302, UPLOAD
    run_jobs()
    return table(director.client.get(LIST).text)


@pytest.mark.parametrize("ine", ["", INE])
def test_the_import_takes_the_record_over_with_its_results(director, school, run_jobs, ine):
    learner = add(director, national_student_id=ine)
    attempt = AttemptFactory(learner=learner)
    [row] = import_file(director, run_jobs, 1, **HIM, Libellé_classe="CM2 B", Niveau="CM2")
    assert row[:3] == ["LE GOEUFF", "ZOE", "CM2 B"]
    adopted = Learner.objects.get()
    assert adopted.pk == learner.pk
    assert (adopted.is_provisional, adopted.national_student_id, adopted.level) == (False, INE, "CM2")
    assert Attempt.objects.get().learner_id == learner.pk == attempt.learner_id


def test_until_then_imports_leave_him_in_the_list(director, school, run_jobs):
    add(director)
    rows = import_file(director, run_jobs, 2)
    assert [row[:2] for row in rows] == [["LE GŒUFF", "Zoé ajouté à la main"], ["MARTEL2", "Chloé"]]
    rows = import_file(director, run_jobs, 2, 3)
    assert len(rows) == 3


def test_a_pupil_withdrawn_by_hand_comes_back_with_the_file(director, school, run_jobs):
    learner = add(director)
    director.client.post(url(learner, "retirer"))
    [row] = import_file(director, run_jobs, 1, **HIM)
    assert row[:2] == ["LE GOEUFF", "ZOE"]
    assert Learner.objects.get().pk == learner.pk


def test_a_pupil_who_left_and_was_brought_back_by_hand_stays_until_the_file_has_him_again(
    director, school, run_jobs
):
    import_file(director, run_jobs, 1, **HIM)
    learner = Learner.objects.get()
    import_file(director, run_jobs, 2)
    learner.refresh_from_db()
    assert learner.disabled_at is not None

    page = director.client.post(ADD, typed(division="CM2"))
    assert "existe peut-être déjà" in page.text
    director.client.post(url(learner, "remettre"), typed(division="CM2"))
    assert len(import_file(director, run_jobs, 2)) == 2
    rows = import_file(director, run_jobs, 1, **HIM)
    assert [row[1] for row in rows] == ["ZOE"]
    learner.refresh_from_db()
    assert (learner.is_provisional, learner.national_student_id) == (False, INE)


def test_a_corrected_name_lasts_until_the_file_says_otherwise(director, school, run_jobs):
    import_file(director, run_jobs, 1, **HIM)
    learner = Learner.objects.get()
    version = learner.updated_at.isoformat()
    names = {"last_name": "LE GŒUFF", "first_name": "Zoé", "version": version}
    director.client.post(url(learner, "corriger"), names)
    assert table(director.client.get(LIST).text)[0][:2] == ["LE GŒUFF", "Zoé"]
    assert import_file(director, run_jobs, 1, **HIM)[0][:2] == ["LE GOEUFF", "ZOE"]
