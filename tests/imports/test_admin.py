"""The runs in the platform's admin: found by school, looked at, never touched."""

import pytest

from tests.accounts.factories import UserFactory
from tests.imports.factories import ENDED_AT, LearnerImportFactory
from tests.imports.journey import plain
from tests.organizations.factories import OrganizationFactory

LIST = "/admin/imports/learnerimport/"


@pytest.fixture
def platform(client, db):
    client.force_login(UserFactory(platform_staff=True))
    return client


@pytest.mark.parametrize(("text", "found"), [("0380000X", True), ("lilas", True), ("tilleuls", False)])
def test_runs_are_found_by_school(platform, text, found):
    run = LearnerImportFactory(
        organization=OrganizationFactory(name="École des Lilas", uai="0380000X"), wrong=True
    )
    page = platform.get(LIST, {"q": text})
    assert (f"{LIST}{run.pk}/change/" in page.text) == found


def test_runs_are_filtered_by_state(platform):
    LearnerImportFactory(wrong=True)
    assert "0 import" in platform.get(LIST, {"status__exact": "IMPORTED"}).text
    assert "1 import" in platform.get(LIST, {"status__exact": "VALIDATION_ERROR"}).text


def test_a_run_is_shown_with_its_errors_and_nobody_changes_it(platform):
    run = LearnerImportFactory(wrong=True)
    page = platform.get(f"{LIST}{run.pk}/change/")
    assert page.status_code == 200
    assert "FIELD_REQUIRED" in page.text
    assert 'name="status"' not in page.text
    assert platform.post(f"{LIST}{run.pk}/change/", {"status": "IMPORTED"}).status_code == 403
    assert platform.get(f"{LIST}add/").status_code == 403
    assert platform.post(f"{LIST}{run.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_run_tells_who_confirmed_it_and_who_undid_it(platform):
    by = UserFactory(first_name="Inès", last_name="Roche")
    run = LearnerImportFactory(
        imported=True,
        created_count=4,
        left_count=12,
        leaving=[812345],
        confirmed_at=ENDED_AT,
        confirmed_by=by,
        undone_at=ENDED_AT,
        undone_by=by,
    )
    text = plain(platform.get(f"{LIST}{run.pk}/change/").text)
    for words in ("Confirmé le", "Confirmé par", "Annulé le", "Annulé par", "De retour", "Désactivés"):
        assert words in text
    assert text.count(str(by)) >= 2
    assert "812345" not in text
    assert "Annulé le" in plain(platform.get(LIST).text)


@pytest.mark.parametrize("status", ["WAITING", "ABANDONED"])
def test_runs_that_wait_or_were_abandoned_are_filtered_by_state(platform, status):
    LearnerImportFactory(status=status)
    LearnerImportFactory(imported=True)
    assert "1 import" in platform.get(LIST, {"status__exact": status}).text
