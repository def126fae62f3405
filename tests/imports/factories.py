from datetime import UTC, datetime

import factory

from imports.models import ImportChunk, LearnerImport
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.organizations.factories import OrganizationFactory

SENT_AT = datetime(2026, 9, 5, 8, 30, tzinfo=UTC)
ENDED_AT = datetime(2026, 9, 5, 8, 31, tzinfo=UTC)

Status = LearnerImport.Status


def onde_school(**traits) -> Organization:
    """Return a primary school: the one of the samples."""
    return OrganizationFactory(**{"uai": "0380000X", "name": "École primaire des Lilas"} | traits)


def siecle_school(**traits) -> Organization:
    """Return the collège of the samples."""
    return OrganizationFactory(secondary=True, **{"uai": "0380002A", "name": "Collège du Lac"} | traits)


def fregata_school(**traits) -> Organization:
    """Return an agricultural school."""
    named = {"uai": "0380003B", "name": "Lycée agricole des Vergers"}
    return OrganizationFactory(secondary=True, is_agricultural=True, **named | traits)


class LearnerImportFactory(factory.django.DjangoModelFactory):
    """A run that was just received; traits for the other states. Without a job: nothing happens to it."""

    class Meta:
        model = LearnerImport

    organization = factory.SubFactory(OrganizationFactory)
    created_by = factory.SubFactory(UserFactory, first_name="Louise", last_name="Dupont")
    encoding = "utf-8"
    created_at = SENT_AT

    class Params:
        validated = factory.Trait(status=Status.VALIDATED)
        imported = factory.Trait(status=Status.IMPORTED, ended_at=ENDED_AT)
        refused = factory.Trait(
            status=Status.UPLOAD_ERROR,
            ended_at=ENDED_AT,
            errors=[{"code": "BAD_CSV_FORMAT"}],
            error_count=1,
        )
        wrong = factory.Trait(
            status=Status.VALIDATION_ERROR,
            ended_at=ENDED_AT,
            errors=[{"code": "FIELD_REQUIRED", "line": 5, "field": "INE"}],
            error_count=1,
        )
        failed = factory.Trait(status=Status.IMPORT_ERROR, ended_at=ENDED_AT)
        abandoned = factory.Trait(status=Status.ABANDONED, left_count=9, ended_at=ENDED_AT)


class ImportChunkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportChunk

    run = factory.SubFactory(LearnerImportFactory)
    position = factory.LazyAttribute(lambda chunk: chunk.run.chunks.count())
    data = b"INE"
