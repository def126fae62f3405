"""Drawing the variant of an activity."""

from collections import Counter
from random import Random

import pytest

from missions.domain.variants import draw_variant, pick


def drawn(lengths, used, times=300):
    rng = Random(7)
    return Counter(draw_variant(lengths, used, rng) for _ in range(times))


def test_there_are_as_many_variants_as_the_longest_position_has():
    assert set(drawn([1, 3, 2], [])) == {0, 1, 2}


def test_used_variants_are_left_out():
    assert set(drawn([1, 3, 2], [1])) == {0, 2}
    assert set(drawn([3], {0, 1})) == {2}


@pytest.mark.parametrize("used", [[0, 1, 2], [2, 1, 0, 0], [0, 1, 2, 3, 9]])
def test_all_variants_come_back_when_all_are_used(used):
    assert set(drawn([3, 3], used)) == {0, 1, 2}


def test_used_numbers_that_no_longer_exist_are_ignored():
    assert set(drawn([2], [5])) == {0, 1}


def test_single_variant_is_always_drawn():
    assert set(drawn([1, 1], [0])) == {0}


def test_draw_is_uniform():
    counts = drawn([4], [0], times=3000)
    assert all(800 < counts[variant] < 1200 for variant in (1, 2, 3))


def test_draw_depends_on_the_generator_alone():
    assert [draw_variant([5], [], Random(3)) for _ in range(20)] == [draw_variant([5], [], Random(3))] * 20


def test_draw_refuses_an_activity_without_position():
    with pytest.raises(ValueError, match="empty"):
        draw_variant([], [], Random(1))


@pytest.mark.parametrize(("variant", "picked"), [(0, "base"), (1, "bis"), (2, "base"), (7, "base")])
def test_pick_falls_back_to_the_base_version(variant, picked):
    assert pick(["base", "bis"], variant) == picked
