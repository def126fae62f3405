"""The history of imports, and the errors of each as a file to download."""

import csv
import io
import re

import pytest

from imports.models import LearnerImport
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.imports.factories import ENDED_AT, SENT_AT, LearnerImportFactory, siecle_school
from tests.imports.journey import HISTORY, PAGE, errors_of, plain, sample, send
from tests.organizations.factories import MembershipFactory

Status = LearnerImport.Status
NBSP = "\u00a0"


@pytest.fixture
def ines(db):
    return UserFactory(first_name="Inès", last_name="Roche")


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of the table, as they are read."""
    body = re.search(r"<tbody>(.*?)</tbody>", text, re.S)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]


def test_before_the_first_import_the_history_leads_to_the_page(director):
    page = director.client.get(HISTORY).text
    assert "Aucun import pour l’instant" in page
    assert "<title>Historique des imports · Pix Orga</title>" in page
    assert f'href="{PAGE}"' in page
    assert HISTORY not in director.client.get(PAGE).text


def test_the_page_leads_to_the_history_from_the_first_import_on(director, school):
    LearnerImportFactory(organization=school)
    assert f'href="{HISTORY}"' in director.client.get(PAGE).text


@pytest.mark.parametrize(
    ("traits", "state", "result"),
    [
        ({}, "Fichier reçu", "Aucun changement"),
        ({"validated": True}, "Fichier vérifié", "Aucun changement"),
        (
            {"status": Status.WAITING, "left_count": 9},
            "À confirmer",
            "Aucun changement Confirmer ou abandonner",
        ),
        (
            {"status": Status.ABANDONED, "left_count": 9, "ended_at": ENDED_AT},
            "Abandonné",
            "Aucun changement",
        ),
        ({"failed": True}, "Import en échec", "Aucun changement"),
        ({"imported": True}, "Importé", "Aucun changement"),
        ({"imported": True, "unchanged_count": 40}, "Importé", "Aucun changement"),
        (
            {"imported": True, "created_count": 4, "unchanged_count": 1, "left_count": 3},
            "Importé",
            "4 nouveaux, 1 inchangé, 3 désactivés",
        ),
    ],
)
def test_each_run_has_a_row(director, school, traits, state, result):
    LearnerImportFactory(organization=school, **traits)
    [row] = rows_of(director.client.get(HISTORY).text)
    assert row == ["05/09/2026 à 10:30", "Louise Dupont", "Onde", state, result]


def test_a_run_with_errors_leads_to_their_list(director, school):
    run = LearnerImportFactory(organization=school, wrong=True, error_count=1734)
    page = director.client.get(HISTORY).text
    [row] = rows_of(page)
    assert row[3] == "Contenu à corriger"
    assert row[4].startswith("1734 erreurs du fichier envoyé le 05/09/2026 à 10:30")
    assert f'href="{errors_of(run)}"' in page


def test_a_run_that_was_undone_says_when_and_by_whom(director, school, ines):
    LearnerImportFactory(
        organization=school, imported=True, created_count=2, undone_at=ENDED_AT, undone_by=ines
    )
    [row] = rows_of(director.client.get(HISTORY).text)
    assert row[3] == "Annulé le 05/09/2026 à 10:31 par Inès Roche"
    assert row[4] == "2 nouveaux"


def test_a_run_that_was_confirmed_says_by_whom(director, school, ines):
    LearnerImportFactory(organization=school, imported=True, confirmed_at=ENDED_AT, confirmed_by=ines)
    [row] = rows_of(director.client.get(HISTORY).text)
    assert row[3] == "Importé confirmé le 05/09/2026 à 10:31 par Inès Roche"


def test_whoever_is_forgotten_has_no_name(director, school):
    LearnerImportFactory(organization=school, created_by=None)
    assert rows_of(director.client.get(HISTORY).text)[0][1] == "–"


def test_the_newest_come_first_ten_a_page(director, school):
    runs = LearnerImportFactory.create_batch(12, organization=school, wrong=True)
    first, second = (director.client.get(HISTORY, {"page": page}).text for page in (1, 2))
    found = [re.findall(r"import/(\d+)/erreurs.csv", page) for page in (first, second)]
    newest_first = [str(run.pk) for run in reversed(runs)]
    assert found == [newest_first[:10], newest_first[10:]]
    assert "12 imports" in plain(first)


def test_another_schools_runs_are_not_shown(director, outsider):
    LearnerImportFactory(organization=outsider.organization)
    assert "Aucun import pour l’instant" in director.client.get(HISTORY).text


def test_dates_are_those_of_the_schools_clock(director, school):
    school.time_zone = "Indian/Reunion"
    school.save()
    LearnerImportFactory(organization=school)
    assert rows_of(director.client.get(HISTORY).text)[0][0] == "05/09/2026 à 12:30"


def test_the_fragment_is_part_of_the_page(director, school):
    LearnerImportFactory(organization=school)
    fragment = director.client.get(HISTORY, headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert fragment.strip() in director.client.get(HISTORY).text


def test_the_history_costs_the_same_for_any_number_of_runs(director, school, flat_queries):
    def grow(n):
        for _ in range(n):
            person = UserFactory()
            traits = {"undone_at": ENDED_AT, "undone_by": person, "confirmed_by": person}
            LearnerImportFactory(organization=school, imported=True, **traits)

    flat_queries(lambda: director.client.get(HISTORY), grow, budget=6)


# --- The list of errors as a file ------------------------------------------------------------------


def test_the_errors_of_a_run_are_downloaded_as_a_table(director, run_jobs):
    send(director, sample("onde_errors.csv"))
    run_jobs()
    run = LearnerImport.objects.get()
    assert f'href="{errors_of(run)}"' in director.client.get(PAGE).text
    answer = director.client.get(errors_of(run))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="erreurs-import-{run.pk}.csv"'
    assert "no-store" in answer["Cache-Control"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:3] for row in rows] == [
        ["Ligne", "INE", "Champ"],
        ["4", "", "Cycle"],
        ["5", "", "INE"],
        ["6", "", "Libellé classe"],
        ["7", "", "Niveau"],
        ["8", "", "Nom élève"],
        ["9", "", "Prénom élève"],
    ]
    assert all(row[3] and row[4] for row in rows)


def test_the_errors_left_out_are_counted_in_the_file(director, school):
    error = {"code": "FIELD_REQUIRED", "line": 5, "field": "INE"}
    run = LearnerImportFactory(organization=school, wrong=True, errors=[error] * 500, error_count=1734)
    text = director.client.get(errors_of(run)).content.decode("utf-8-sig")
    assert len(text.splitlines()) == 502
    assert "Et 1\u202f234 autres." in text


def test_errors_of_siecle_name_the_pupil(db, run_jobs):
    head = sign_in(MembershipFactory(organization=siecle_school(), admin=True))
    send(head, sample("siecle_duplicate_ine.xml"), "ElevesSansAdresses.xml")
    run_jobs()
    assert "880000001ZB" in head.client.get(errors_of(LearnerImport.objects.get())).content.decode()


def test_an_older_run_keeps_its_errors(director, school):
    older = LearnerImportFactory(organization=school, wrong=True)
    LearnerImportFactory(organization=school, imported=True)
    assert "FIELD" not in director.client.get(PAGE).text
    assert director.client.get(errors_of(older)).status_code == 200


@pytest.mark.parametrize("traits", [{"imported": True}, {"failed": True}, {}])
def test_a_run_without_errors_has_no_such_file(director, school, traits):
    run = LearnerImportFactory(organization=school, **traits)
    assert director.client.get(errors_of(run)).status_code == 404


def test_another_schools_errors_do_not_exist(outsider, school):
    run = LearnerImportFactory(organization=school, wrong=True, created_at=SENT_AT)
    assert outsider.client.get(errors_of(run)).status_code == 404


@pytest.mark.parametrize("number", [0, 2**63, 10**40])
def test_a_number_that_no_run_has_is_answered(director, number):
    for address in (f"{PAGE}{number}/erreurs.csv", f"{PAGE}{number}/annuler/"):
        assert director.client.get(address).status_code == 404


def test_a_member_reads_no_errors(teacher, school):
    run = LearnerImportFactory(organization=school, wrong=True)
    assert teacher.client.get(errors_of(run)).status_code == 403


def test_advice_is_given_once_for_all_the_errors_that_it_mends(director, school):
    errors = [{"code": "FIELD_REQUIRED", "line": line, "field": "Niveau"} for line in (5, 6, 7)]
    LearnerImportFactory(organization=school, wrong=True, errors=errors, error_count=3)
    page = director.client.get(PAGE).text
    advices = re.search(r'id="corriger".*?<ul>(.*?)</ul>', page, re.S)[1]
    assert advices.count("<li>") == 1
    assert "Onde" in advices
