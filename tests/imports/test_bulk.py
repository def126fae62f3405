"""Many rows at once, as both databases have them, with every value where it belongs."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from imports.bulk import insert_many, update_many
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


SPECIAL = ["tab\tline\nreturn\rend", "\\N", "\\", "\\.", '"', "'; DROP TABLE x --", "%s", "Œ’ 🎈", ""]


@pytest.mark.parametrize("text", SPECIAL)
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


# Rows that are there


def changes(*learners: Learner, **values) -> list[tuple]:
    """Return rows for UPDATED, each with another INE."""
    return [
        (learner.pk, values.get("last_name", f"N{rank}"), BORN, str(rank), values.get("disabled_at"))
        for rank, learner in enumerate(learners)
    ]


UPDATED = (*NAMES, "disabled_at")


def test_each_row_gets_its_values_and_no_other_row_does(school):
    first, second, third = LearnerFactory.create_batch(3, organization=school, disabled=True)
    untouched = Learner.objects.filter(pk=third.pk).values().get()
    update_many(Learner, UPDATED, changes(second, first))
    assert list(Learner.objects.order_by("pk").values_list("pk", *UPDATED))[:2] == [
        (first.pk, "N1", BORN, "1", None),
        (second.pk, "N0", BORN, "0", None),
    ]
    assert Learner.objects.get(pk=first.pk).first_name == first.first_name
    assert Learner.objects.filter(pk=third.pk).values().get() == untouched


@pytest.mark.parametrize("text", SPECIAL)
def test_no_text_is_special_to_a_change_either(school, text):
    learner = LearnerFactory(organization=school)
    update_many(Learner, UPDATED, changes(learner, last_name=text, disabled_at=NOW))
    learner.refresh_from_db()
    assert (learner.last_name, learner.disabled_at) == (text, NOW)


def test_a_row_that_is_not_there_is_not_made(school):
    update_many(Learner, UPDATED, changes(Learner(pk=1)))
    assert not Learner.objects.exists()


def test_changes_follow_each_other_in_one_transaction(school):
    learner = LearnerFactory(organization=school)
    with transaction.atomic():
        for name in ("A", "B"):
            update_many(Learner, UPDATED, changes(learner, last_name=name))
    learner.refresh_from_db()
    assert learner.last_name == "B"


def test_as_many_statements_change_few_rows_as_many(school):
    learners = LearnerFactory.create_batch(40, organization=school)
    costs = []
    for some in (learners[:1], learners):
        with CaptureQueriesContext(connection) as captured:
            update_many(Learner, UPDATED, changes(*some))
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 4


def test_nothing_is_changed_when_a_row_is_refused(school):
    learners = LearnerFactory.create_batch(2, organization=school)
    rows = changes(*learners)
    same_ine = [(*row[:3], "1", *row[4:]) for row in rows]
    with pytest.raises(IntegrityError), transaction.atomic():
        update_many(Learner, UPDATED, same_ine)
    assert not Learner.objects.filter(birthdate=BORN).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no length of its own")
def test_a_text_that_is_too_long_is_refused_rather_than_cut(school):
    learner = LearnerFactory(organization=school)
    with pytest.raises(DatabaseError), transaction.atomic():
        update_many(Learner, UPDATED, changes(learner, last_name="A" * 256))
