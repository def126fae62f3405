"""The reminder of the last import above the pupils’ list, for 15 days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from imports.models import LearnerImport
from imports.reports import import_banner
from tests.conftest import sign_in
from tests.imports.factories import ENDED_AT, SENT_AT, LearnerImportFactory, siecle_school
from tests.imports.journey import PAGE, plain, said
from tests.organizations.factories import MembershipFactory

Status = LearnerImport.Status


@pytest.mark.parametrize(
    ("traits", "level", "words"),
    [
        ({}, "info", "en cours de vérification"),
        ({"validated": True}, "info", "en cours d’enregistrement"),
        ({"wrong": True}, "error", "comporte des erreurs"),
        ({"refused": True}, "error", "n’a pas pu être lu"),
        ({"failed": True}, "error", "n’a pas abouti"),
        ({"status": Status.WAITING, "left_count": 9}, "warning", "Import à confirmer"),
        ({"abandoned": True}, "info", "a été abandonné"),
        ({"imported": True}, "success", "avec succès le 05/09/2026 à 10:31 par Louise Dupont"),
        ({"imported": True, "undone_at": ENDED_AT}, "info", "a été annulé le 05/09/2026 à 10:31"),
    ],
)
def test_administrators_are_reminded_of_the_last_import_for_15_days(school, traits, level, words):
    run = LearnerImportFactory(organization=school, **traits)
    last_change = run.ended_at or SENT_AT
    banner = import_banner(school, last_change + timedelta(days=15))
    assert (banner.level, banner.url) == (level, PAGE)
    assert words in banner.text
    assert import_banner(school, last_change + timedelta(days=15, seconds=1)) is None


def test_there_is_nothing_to_be_reminded_of_before_the_first_import(school):
    assert import_banner(school, SENT_AT) is None


def test_an_import_undone_late_is_recalled_from_then_on(school):
    undone_at = ENDED_AT + timedelta(days=6)
    LearnerImportFactory(organization=school, imported=True, undone_at=undone_at)
    assert import_banner(school, undone_at + timedelta(days=15)) is not None


def test_a_secondary_school_is_reminded_too(db):
    principal = sign_in(MembershipFactory(organization=siecle_school(), admin=True))
    LearnerImportFactory(
        organization=principal.organization, kind="SIECLE", imported=True, ended_at=timezone.now()
    )
    assert any("importé avec succès" in text for text in said(principal.client.get("/eleves/").text))


def test_the_reminder_stands_above_the_list_for_administrators_alone(director, teacher, school):
    LearnerImportFactory(organization=school, imported=True, ended_at=timezone.now())
    assert any("importé avec succès" in text for text in said(director.client.get("/eleves/").text))
    assert "importé avec succès" not in plain(teacher.client.get("/eleves/").text)
    assert "importé avec succès" not in plain(director.client.get("/").text)
