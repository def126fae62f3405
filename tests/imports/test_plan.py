from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from imports.domain.plan import ImportPlan, PlanCounts, StoredPupil, build_plan
from imports.domain.rows import PupilRow

BORN = date(2014, 3, 21)
LEFT_AT = datetime(2026, 9, 5, 8, 30, tzinfo=UTC)


def row(number: int = 1, **changes) -> PupilRow:
    return replace(
        PupilRow(number + 1, f"MARTEL{number}", "Chloé", BORN, f"99{number:07}ZA", "CM1", "CM1 A"), **changes
    )


def stored(
    number: int = 1,
    *,
    pk: int | None = None,
    is_active: bool = True,
    is_provisional: bool = False,
    account: int | None = None,
    **said,
) -> StoredPupil:
    disabled_at = None if is_active else LEFT_AT
    return StoredPupil(pk or number, row(number, **said), disabled_at, is_provisional, account)


def provisional(number: int = 1, **changes) -> StoredPupil:
    return stored(number, **{"pk": 900 + number, "national_student_id": "", "is_provisional": True} | changes)


def test_new_pupil_is_created():
    plan = build_plan([], [row()])
    assert (plan.create, plan.counts) == ([row()], PlanCounts(1, 0, 0, 0, 0))


def test_same_pupil_is_unchanged():
    plan = build_plan([stored()], [row()])
    assert plan.is_empty
    assert plan.counts == PlanCounts(created=0, changed=0, back=0, unchanged=1, left=0)


@pytest.mark.parametrize(
    "change",
    [
        {"last_name": "AUTRE"},
        {"first_name": "Chloe"},
        {"birthdate": date(2014, 3, 22)},
        {"level": "CM2"},
        {"division": "CM1 B"},
    ],
)
def test_any_other_value_is_a_change_of_the_same_record(change):
    plan = build_plan([stored()], [row(**change)])
    assert plan.update == [(1, row(**change))]
    assert plan.counts == PlanCounts(created=0, changed=1, back=0, unchanged=0, left=0)


def test_absent_pupil_is_disabled():
    plan = build_plan([stored(1), stored(2)], [row(1)])
    assert (plan.disable, plan.unchanged) == ([2], 1)


def test_pupil_disabled_before_is_left_alone():
    assert build_plan([stored(1), stored(2, is_active=False)], [row(1)]).is_empty


@pytest.mark.parametrize("change", [{}, {"division": "CM1 B"}])
def test_disabled_pupil_comes_back_on_the_same_record(change):
    plan = build_plan([stored(is_active=False)], [row(**change)])
    assert plan.enable == [(1, row(**change))]
    assert plan.counts == PlanCounts(created=0, changed=0, back=1, unchanged=0, left=0)


def test_other_ine_is_another_pupil():
    plan = build_plan([stored(1)], [row(1, national_student_id="880000001ZA")])
    assert plan.counts == PlanCounts(created=1, changed=0, back=0, unchanged=0, left=1)


def test_homonyms_are_told_apart_by_the_ine():
    twin = row(1, national_student_id="880000001ZA")
    assert build_plan([], [row(1), twin]).create == [row(1), twin]


# Provisional pupils


@pytest.mark.parametrize(
    "spelling",
    [
        {},
        {"last_name": "Martel1", "first_name": "CHLOE"},
        {"last_name": " martel1", "first_name": "Chlôe"},
    ],
)
def test_provisional_pupil_is_adopted(spelling):
    plan = build_plan([provisional(**spelling)], [row()])
    assert plan.update == [(901, row())]
    assert (plan.create, plan.disable) == ([], [])


def test_provisional_pupil_who_was_disabled_is_adopted_and_comes_back():
    assert build_plan([provisional(is_active=False)], [row()]).enable == [(901, row())]


@pytest.mark.parametrize(
    "difference", [{"birthdate": date(2014, 3, 22)}, {"last_name": "AUTRE"}, {"first_name": "Autre"}]
)
def test_other_pupil_adopts_nobody(difference):
    plan = build_plan([provisional(**difference)], [row()])
    assert plan.counts == PlanCounts(created=1, changed=0, back=0, unchanged=0, left=0)


def test_provisional_pupil_is_never_disabled():
    plan = build_plan([provisional(1), provisional(2)], [row(3)])
    assert plan.disable == []


def test_two_provisional_pupils_alike_are_not_adopted():
    plan = build_plan([provisional(1), provisional(1, pk=999)], [row(1)])
    assert plan.counts == PlanCounts(created=1, changed=0, back=0, unchanged=0, left=0)


def test_of_two_provisional_pupils_alike_the_one_who_is_there_is_adopted():
    plan = build_plan([provisional(1, is_active=False), provisional(1, pk=999)], [row(1)])
    assert plan.update == [(999, row(1))]


def test_two_provisional_pupils_alike_who_left_are_not_adopted():
    gone = [provisional(1, is_active=False), provisional(1, pk=999, is_active=False)]
    assert build_plan(gone, [row(1)]).create == [row(1)]


def test_two_new_rows_alike_adopt_nobody():
    twin = row(1, national_student_id="880000001ZA")
    assert build_plan([provisional(1)], [row(1), twin]).create == [row(1), twin]


def test_row_with_a_known_ine_adopts_nobody():
    plan = build_plan([stored(1), provisional(1)], [row(1)])
    assert plan.is_empty


def test_known_pupil_does_not_stand_in_the_way_of_an_adoption():
    namesake = row(1, national_student_id="880000001ZA")
    plan = build_plan([stored(1), provisional(1)], [row(1), namesake])
    assert (plan.unchanged, plan.update) == (1, [(901, namesake)])


def test_pupil_found_by_his_ine_is_not_provisional_any_more():
    assert build_plan([stored(is_provisional=True)], [row()]).update == [(1, row())]


# Accounts


def test_pupil_who_gets_an_account_is_a_changed_one():
    plan = build_plan([stored(1), stored(2)], [row(1), row(2)], {row(1).national_student_id: 7})
    assert (plan.update, plan.unchanged) == ([(1, row(1))], 1)


def test_pupil_who_has_an_account_gets_no_other():
    assert build_plan([stored(account=5)], [row()], {row().national_student_id: 7}).is_empty


def test_account_alone_brings_nobody_back():
    pupils = [stored(1), stored(2, is_active=False)]
    assert build_plan(pupils, [row(1)], {row(2).national_student_id: 7}).is_empty


# Confirmation


@pytest.mark.parametrize(
    ("active", "leaving", "asked"),
    [
        (25, 5, False),
        (24, 5, True),
        (10, 4, False),
        (5, 5, True),
        (100, 20, False),
        (100, 21, True),
        (0, 0, False),
    ],
)
def test_confirmation_is_needed_above_a_fifth_and_from_five_pupils(active, leaving, asked):
    plan = build_plan([stored(n) for n in range(active)], [row(n) for n in range(leaving, active)])
    assert len(plan.disable) == leaving
    assert plan.needs_confirmation is asked


def test_disabled_pupils_do_not_count_among_the_active():
    pupils = [stored(n) for n in range(24)] + [stored(100 + n, is_active=False) for n in range(50)]
    plan = build_plan(pupils, [row(n) for n in range(5, 24)])
    assert plan.active == 24
    assert plan.needs_confirmation


def test_leaving_share_of_an_empty_school_is_zero():
    assert ImportPlan().leaving_share == 0
