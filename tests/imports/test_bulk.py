"""Many rows at once, as both databases have them, with every value where it belongs."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from imports.bulk import insert_many
from imports.models import ImportedLearner
from learners.models import Learner
from tests.imports.factories import LearnerImportFactory
from tests.learners.factories import LearnerFactory

NAMES = ("last_name", "birthdate", "national_student_id")
BORN = date(2014, 3, 21)
NOW = datetime(2026, 9, 5, 8, 30, 15, 123456, tzinfo=UTC)


def common(school, **fields) -> Learner:
    return Learner(organization=school, division="CM1", created_at=NOW, updated_at=NOW, **fields)


def test_rows_get_their_own_values_and_the_common_ones(school):
    insert_many(common(school, is_provisional=True), NAMES, [("A", BORN, "1"), ("B", BORN, "2")])
    first, second = Learner.objects.order_by("pk")
    assert (first.last_name, first.birthdate, first.national_student_id) == ("A", BORN, "1")
    assert (second.last_name, second.division, second.is_provisional) == ("B", "CM1", True)
    assert (second.created_at, second.disabled_at, second.first_name) == (NOW, None, "")
    assert second.organization == school


@pytest.mark.parametrize(
    "text", ["tab\tline\nreturn\rend", "\\N", "\\", "\\.", '"', "'; DROP TABLE x --", "%s", "Œ’ 🎈", ""]
)
def test_no_text_is_special(school, text):
    insert_many(common(school), NAMES, [(text, BORN, "1"), ("next", BORN, "2")])
    assert list(Learner.objects.order_by("pk").values_list("last_name", flat=True)) == [text, "next"]


def test_rows_read_back_as_if_they_had_been_saved(school):
    saved = LearnerFactory(organization=school, national_student_id="1")
    insert_many(saved, ["national_student_id"], [("2",)])
    values = Learner.objects.values()
    ignored = {"id", "national_student_id"}
    one, other = ({key: row[key] for key in row.keys() - ignored} for row in values)
    assert one == other


def test_json_columns_take_json(school):
    run = LearnerImportFactory(organization=school)
    learner = LearnerFactory(organization=school)
    row = (learner.pk, "CHANGED", '{"last_name": "L\'\\"É\\\\"}')
    insert_many(ImportedLearner(run=run), ("learner_id", "action", "before"), [row])
    trace = ImportedLearner.objects.get()
    assert (trace.learner, trace.action, trace.before) == (learner, "CHANGED", {"last_name": "L'\"É\\"})
    assert ImportedLearner.objects.filter(before__last_name="L'\"É\\").exists()


def test_nothing_is_written_when_a_row_is_refused(school):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many(common(school), NAMES, [("A", BORN, "1"), ("B", BORN, "1")])
    assert not Learner.objects.exists()


def test_a_generator_that_fails_writes_nothing(school):
    def rows():
        yield "A", BORN, "1"
        raise OSError

    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011 - ours
        insert_many(common(school), NAMES, rows())
    assert not Learner.objects.exists()


def test_a_row_that_is_too_short_is_a_fault_of_ours(school):
    with pytest.raises(ValueError, match="shorter"), transaction.atomic():
        insert_many(common(school), NAMES, [("A", BORN)])
