"""The import page in all its states, for whom it is, and the part of it that htmx asks for again."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from imports.models import LearnerImport
from imports.services.reading import kind_of
from organizations.models import Membership, Organization
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.imports.factories import (
    ENDED_AT,
    LearnerImportFactory,
    fregata_school,
    onde_school,
    siecle_school,
)
from tests.imports.journey import (
    ABANDON,
    CONFIRM,
    PAGE,
    RETRY,
    STATUS,
    UPLOAD,
    listed_errors,
    onde_bytes,
    plain,
    said,
)
from tests.organizations.factories import MembershipFactory
from tests.pages import main_of

Status = LearnerImport.Status
HTMX = {"HX-Request": "true"}
READ, ACTS = (PAGE, STATUS), (UPLOAD, RETRY, CONFIRM, ABANDON)
ADDRESSES = [*(("get", address) for address in READ), *(("post", address) for address in ACTS)]
NBSP, THIN = "\u00a0", "\u202f"


@pytest.fixture
def show(director, school):
    """Return a function that shows the page of the school after a run in this state."""

    def show(**traits) -> str:
        LearnerImportFactory(organization=school, **traits)
        return director.client.get(PAGE).text

    return show


def without_token(text: str) -> str:
    """Return a page without the token of its forms, which differs from one answer to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text).strip()


def test_before_the_first_import_there_is_the_form_alone(director):
    page = director.client.get(PAGE)
    assert page.status_code == 200
    assert said(page.text) == []
    assert listed_errors(page.text) == []
    assert "<title>Importer des élèves · Pix Orga</title>" in page.text
    assert page.text.count("<h1") == 1
    assert 'type="file"' in page.text
    assert "Importer la liste</button>" in page.text
    assert f"Format supporté{NBSP}: .csv" in page.text
    assert "hx-get" not in main_of(page.text)
    assert "http-equiv" not in page.text


def test_a_file_just_received_is_followed_with_and_without_scripts(show):
    page = show()
    [told] = said(page)
    assert told.startswith("Votre fichier est bien reçu. Son contenu est en cours de vérification.")
    assert "Fichier envoyé le 05/09/2026 à 10:30 par Louise Dupont." in told
    assert re.search(r'id="import-status" hx-get="/eleves/import/etat/\?vu=\d+-UPLOADED"', page)
    assert 'hx-trigger="every 3s" hx-swap="outerHTML"' in page
    assert (
        f'<noscript><meta http-equiv="refresh" content="5;url={PAGE}"></noscript>' in page.split("<body")[0]
    )


def test_a_file_being_written_says_so(show):
    [told] = said(show(validated=True))
    assert told.startswith("Le contenu du fichier est correct. Les élèves sont en cours d’enregistrement.")


@pytest.mark.parametrize("traits", [{}, {"validated": True}])
def test_no_other_file_can_be_sent_meanwhile_and_the_page_says_why(show, traits):
    page = show(**traits)
    assert 'type="file"' not in page
    assert f'action="{UPLOAD}"' not in page
    assert re.search(
        r"<button[^>]* disabled aria-describedby=\"import-wait\">Importer la liste</button>", page
    )
    assert f'<p id="import-wait">Un import est en cours{NBSP}:' in page


def test_success_tells_when_who_and_how_many(show):
    page = show(
        imported=True, created_count=4, changed_count=2, back_count=1, unchanged_count=37, left_count=3
    )
    [told] = said(page)
    assert "Dernier fichier importé avec succès le 05/09/2026 à 10:31 par Louise Dupont." in told
    assert f"Élèves{NBSP}: 4 nouveaux, 2 modifiés, 1 de retour, 37 inchangés, 3 désactivés." in told
    assert "callout-success" in page
    assert f'action="{UPLOAD}"' in page


def test_success_agrees_with_one_and_does_without_a_sender(show):
    [told] = said(show(imported=True, created_by=None, created_count=1, changed_count=1))
    assert "succès le 05/09/2026 à 10:31." in told
    assert "1 nouveau, 1 modifié, 0 de retour, 0 inchangé, 0 désactivé." in told


def test_a_file_that_could_not_be_read(show):
    page = show(refused=True)
    [told] = said(page)
    assert "Le fichier n’a pas pu être lu." in told
    assert "Le fichier a été importé le 05/09/2026. Aucun élève n’a changé." in told
    assert listed_errors(page) == [
        "Ce fichier n’est pas un CSV lisible (séparateur point-virgule ou virgule)."
    ]


def test_wrong_content_leads_to_the_list_of_errors(show):
    page = show(wrong=True)
    [told] = said(page)
    assert "Le contenu du fichier comporte des erreurs. (Voir la liste des erreurs)" in told
    assert "Le fichier a été importé le 05/09/2026. Aucun élève n’a changé." in told
    assert "Merci de corriger les erreurs et d’importer à nouveau le fichier." in told
    assert 'href="#erreurs"' in page
    assert re.search(r'<section [^>]*id="erreurs"[^>]* aria-live="assertive">', page)
    assert f"Erreurs dans le dernier fichier importé{NBSP}:" in page
    assert listed_errors(page) == [f'Ligne{NBSP}5{NBSP}: Le champ "INE" est obligatoire.']
    assert f'action="{UPLOAD}"' in page


def test_beyond_500_errors_the_others_are_counted(show):
    error = {"code": "FIELD_REQUIRED", "line": 5, "field": "INE"}
    page = show(wrong=True, errors=[error] * 500, error_count=1734)
    assert len(listed_errors(page)) == 500
    assert f"Et 1{THIN}234 autres." in page


def test_exactly_500_errors_have_no_others(show):
    error = {"code": "FIELD_REQUIRED", "line": 5, "field": "INE"}
    page = show(wrong=True, errors=[error] * 500, error_count=500)
    assert len(listed_errors(page)) == 500
    assert " autre" not in page


def test_a_file_of_another_kind_is_called_so_before_its_missing_columns(show):
    missing = [{"code": "HEADER_REQUIRED", "field": name} for name in ("INE", "Cycle", "Niveau", "a", "b")]
    first, *others = listed_errors(show(wrong=True, errors=missing, error_count=5))
    assert first.startswith(f"Format non reconnu{NBSP}: ce fichier n’est pas l’extraction CSV")
    assert others[0] == 'La colonne "INE" est absente.'
    assert len(others) == 5


def test_what_a_file_holds_is_escaped_in_the_list_of_errors(show):
    valids = ["<b>CYCLE III</b>"]
    error = {"code": "FIELD_BAD_VALUES", "line": 2, "field": "<script>", "valids": valids}
    page = show(wrong=True, errors=[error])
    assert "<b>CYCLE" not in page
    assert "&lt;script&gt;" in page


def test_only_the_last_run_is_told(show):
    show(wrong=True)
    page = show(imported=True)
    assert len(said(page)) == 1
    assert listed_errors(page) == []


def test_another_schools_run_is_not_told(director, outsider, school):
    LearnerImportFactory(organization=outsider.organization, wrong=True)
    assert said(director.client.get(PAGE).text) == []


def test_dates_are_those_of_the_schools_clock(director, school):
    school.time_zone = "Indian/Reunion"
    school.save()
    late = datetime(2026, 9, 5, 21, 30, tzinfo=UTC)
    LearnerImportFactory(organization=school, imported=True, created_at=late, ended_at=late)
    assert "succès le 06/09/2026 à 01:30" in director.client.get(PAGE).text
    LearnerImportFactory(organization=school, wrong=True, created_at=late)
    assert "importé le 06/09/2026" in director.client.get(PAGE).text


# --- Each kind of school ----------------------------------------------------------------------------


@pytest.fixture
def first_page(db):
    """Return a function that shows a school its page before the first import."""

    def show(school: Organization) -> str:
        return sign_in(MembershipFactory(organization=school, admin=True)).client.get(PAGE).text

    return show


@pytest.mark.parametrize(
    ("make", "formats", "accepted", "way"),
    [
        (onde_school, f"Format supporté{NBSP}: .csv, 20{NBSP}Mo", ".csv", "Extraction des élèves"),
        (
            siecle_school,
            f"Formats supportés{NBSP}: .xml, .zip, 20{NBSP}Mo",
            ".xml,.zip",
            "Élèves sans adresse",
        ),
        (fregata_school, f"Format supporté{NBSP}: .csv, 20{NBSP}Mo", ".csv", "à la division"),
    ],
)
def test_each_kind_of_school_learns_how_to_get_its_file(first_page, make, formats, accepted, way):
    page = first_page(make())
    assert formats in page
    assert f'accept="{accepted},' in page
    assert way in page
    other_ways = {"Extraction des élèves", "Élèves sans adresse", "à la division"} - {way}
    assert not [other for other in other_ways if other in page]


def test_a_college_learns_when_siecle_exports_and_in_what(first_page):
    page = plain(first_page(siecle_school()))
    assert f"entre 18{NBSP}h et 8{NBSP}h" in page
    assert "ExportXML_ElevesSansAdresses.zip" in page


@pytest.mark.parametrize(("make", "is_told"), [(onde_school, 0), (siecle_school, 1), (fregata_school, 1)])
def test_secondary_schools_learn_what_becomes_of_former_pupils(first_page, make, is_told):
    assert first_page(make()).count("À la rentrée, avant d’importer la nouvelle liste") == is_told


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (onde_school, "le fichier extrait d’Onde"),
        (siecle_school, "l’export «\u00a0Élèves sans adresse\u00a0»"),
        (fregata_school, "la liste des élèves exportée de Fregata"),
    ],
)
def test_a_file_that_cannot_be_read_is_to_be_chosen_again_with_care(first_page, make, words):
    school = make()
    LearnerImportFactory(organization=school, kind=kind_of(school), refused=True)
    assert f"Vérifiez que vous avez choisi {words}" in said(first_page(school))[0]


# --- The fragment ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "traits",
    [
        {},
        {"validated": True},
        {"status": Status.WAITING, "left_count": 9},
        {"abandoned": True},
        {"imported": True},
        {"imported": True, "undone_at": ENDED_AT},
        {"wrong": True},
        {"refused": True},
        {"failed": True},
    ],
)
def test_the_fragment_is_part_of_the_page(director, school, traits):
    LearnerImportFactory(organization=school, **traits)
    asked_again = director.client.get(STATUS, headers=HTMX)
    assert asked_again.status_code == 200
    assert "<html" not in asked_again.text
    assert without_token(asked_again.text) in without_token(director.client.get(PAGE).text)
    assert "Importer la liste" in asked_again.text


def test_the_fragment_before_the_first_import_is_part_of_the_page(director):
    asked = director.client.get(STATUS, headers=HTMX).text
    assert without_token(asked) in without_token(director.client.get(PAGE).text)


def test_nothing_is_answered_while_nothing_changes(director, school):
    """Nothing is swapped then: the focus stays, and a screen reader does not repeat itself."""
    run = LearnerImportFactory(organization=school)
    seen = f"{STATUS}?vu={run.pk}-UPLOADED"
    assert seen in director.client.get(PAGE).text
    answer = director.client.get(seen, headers=HTMX)
    assert (answer.status_code, answer.content) == (204, b"")
    LearnerImport.objects.update(status=Status.VALIDATED)
    assert "en cours d’enregistrement" in director.client.get(seen, headers=HTMX).text


def test_whoever_is_signed_out_meanwhile_is_not_shown_the_sign_in_page_in_the_middle(client):
    answer = client.get(STATUS, headers=HTMX)
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


# --- Who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
class TestAccess:
    def test_a_member_learns_who_can(self, teacher, method, address):
        answer = getattr(teacher.client, method)(address)
        assert answer.status_code == 403
        assert "réservée aux administrateurs" in answer.text

    def test_somebody_without_a_school_has_no_such_page(self, db, method, address):
        client = Client()
        client.force_login(UserFactory())
        assert getattr(client, method)(address).status_code == 404

    def test_a_former_administrator_has_no_such_page(self, school, method, address):
        former = MembershipFactory(organization=school, admin=True)
        person = sign_in(former)
        Membership.objects.filter(pk=former.pk).update(disabled_at=timezone.now())
        assert getattr(person.client, method)(address).status_code == 404

    def test_anybody_else_signs_in_first(self, db, client, method, address):
        answer = getattr(client, method)(address, headers={"Referer": f"http://testserver{PAGE}"})
        assert answer.status_code == 302
        # A button is no page to come back to: the one where it stood is.
        assert answer["Location"] == f"/connexion/?next={address if method == 'get' else PAGE}"


def test_whoever_signed_in_to_send_a_file_finds_the_page(director):
    answer = director.client.get(UPLOAD)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


@pytest.mark.parametrize("address", ACTS)
def test_a_form_of_another_site_is_refused(director, school, address):
    LearnerImportFactory(organization=school, failed=True)
    client = Client(enforce_csrf_checks=True)
    client.cookies = director.client.cookies
    assert client.post(address).status_code == 403
    assert LearnerImport.objects.count() == 1


@pytest.mark.parametrize("address", [PAGE, STATUS])
def test_the_form_of_the_page_and_that_of_the_fragment_are_ours(director, school, address):
    client = Client(enforce_csrf_checks=True)
    client.cookies = director.client.cookies
    [token] = set(re.findall(r'action="/eleves[^>]*>\s*<input[^>]*value="(\w+)"', client.get(address).text))
    file = SimpleUploadedFile("eleves.csv", onde_bytes(1))
    assert client.post(UPLOAD, {"file": file, "csrfmiddlewaretoken": token}).status_code == 302
    assert LearnerImport.objects.of(school).exists()


def test_looking_changes_nothing(director, school):
    run = LearnerImportFactory(organization=school)
    before = LearnerImport.objects.values().get(pk=run.pk)
    director.client.get(PAGE)
    director.client.get(STATUS)
    director.client.get(UPLOAD)
    assert LearnerImport.objects.values().get() == before


# --- Cost ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PAGE, STATUS])
@pytest.mark.parametrize(("trait", "budget"), [("imported", 5), ("wrong", 5), ("failed", 6)])
def test_the_page_costs_a_fixed_number_of_queries(director, school, flat_queries, address, trait, budget):
    def grow(n):
        errors = [{"code": "FIELD_REQUIRED", "line": 5, "field": "INE"}] * n
        LearnerImportFactory.create_batch(
            n, organization=school, **{trait: True}, errors=errors, error_count=n
        )

    flat_queries(lambda: director.client.get(address), grow, budget=budget)


def test_the_page_of_a_running_import_costs_as_much(director, school, django_assert_max_num_queries):
    LearnerImportFactory(organization=school)
    director.client.get(PAGE)
    for address in (PAGE, STATUS):
        with django_assert_max_num_queries(5):
            director.client.get(address)
