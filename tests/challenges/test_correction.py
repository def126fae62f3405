import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.domain.correction import AnswerProblem, Verdict, judge, shuffled_choices, validate_answer
from challenges.domain.schema import ChallengeSpec, parse_challenge
from tests.challenges.bodies import (
    ALL_KINDS,
    lesson,
    multiple_choice,
    number,
    short_text,
    single_choice,
)


def spec_of(data: dict[str, object]) -> ChallengeSpec:
    spec, problems = parse_challenge(data, where="q")
    assert problems == []
    return spec


def ids(spec: ChallengeSpec, *texts: str) -> list[str]:
    return [choice.id for choice in spec.choices if choice.text in texts]


SINGLE, MULTIPLE, TEXT, LESSON = map(spec_of, (single_choice(), multiple_choice(), short_text(), lesson()))

ANY = [spec_of(data) for data in (*ALL_KINDS, number())]


@pytest.mark.parametrize(
    ("chosen", "verdict"), [("en Asie", "RIGHT"), ("en Afrique", "WRONG"), ("en Europe", "WRONG")]
)
def test_a_single_choice_is_right_for_its_one_solution(chosen, verdict):
    assert judge(SINGLE, ids(SINGLE, chosen)) is Verdict(verdict)


def test_a_multiple_choice_is_right_for_the_same_set_alone():
    texts = [choice.text for choice in MULTIPLE.choices]
    for size in range(2, len(texts) + 1):
        for chosen in itertools.permutations(texts, size):
            value = [ids(MULTIPLE, text)[0] for text in chosen]
            expected = Verdict.RIGHT if set(chosen) == {"loup", "neige"} else Verdict.WRONG
            assert judge(MULTIPLE, value) is expected


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("baleine", "RIGHT"),
        (" Une BALEINE ! ", "RIGHT"),
        ("balaine", "RIGHT"),
        ("requin", "WRONG"),
        ("!", "WRONG"),
    ],
)
def test_a_text_is_right_when_it_is_accepted(typed, verdict):
    assert judge(TEXT, [typed]) is Verdict(verdict)


@pytest.mark.parametrize("value", [[], [""], ["go"]])
def test_a_lesson_counts_as_passed(value):
    assert validate_answer(LESSON, value) is None
    assert judge(LESSON, value) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("spec", "value", "problem"),
    [
        (SINGLE, [], "EMPTY"),
        (SINGLE, ["cXX"], "UNKNOWN_CHOICE"),
        (SINGLE, ids(SINGLE, "en Asie", "en Europe"), "TOO_MANY"),
        (SINGLE, ids(MULTIPLE, "loup"), "UNKNOWN_CHOICE"),
        (MULTIPLE, [], "EMPTY"),
        (MULTIPLE, ids(MULTIPLE, "loup"), "TOO_FEW"),
        (MULTIPLE, ids(MULTIPLE, "loup") * 2, "TOO_FEW"),
        (MULTIPLE, [*ids(MULTIPLE, "loup"), "en Asie"], "UNKNOWN_CHOICE"),
        (TEXT, [], "EMPTY"),
        (TEXT, [" \n\u00a0"], "EMPTY"),
        (TEXT, ["x" * 101], "TOO_LONG"),
        (TEXT, ["baleine", "requin"], "TOO_MANY"),
    ],
)
def test_an_answer_that_cannot_be_judged_is_told_why(spec, value, problem):
    assert validate_answer(spec, value) is AnswerProblem(problem)
    with pytest.raises(ValueError, match=problem):
        judge(spec, value)


@given(
    st.sampled_from([spec_of(data) for data in (*ALL_KINDS, number())]),
    st.lists(st.text(max_size=120), max_size=4),
)
def test_any_value_is_either_refused_or_judged(spec, value):
    if validate_answer(spec, value) is None:
        assert judge(spec, value) in Verdict


@given(st.integers() | st.text())
def test_the_same_seed_gives_the_same_order_of_the_same_choices(seed):
    order = shuffled_choices(MULTIPLE, seed)
    assert order == shuffled_choices(spec_of(multiple_choice()), seed)
    assert sorted(order, key=repr) == sorted(MULTIPLE.choices, key=repr)


def test_every_choice_comes_first_for_some_seed_so_that_rank_says_nothing():
    firsts = [shuffled_choices(MULTIPLE, seed)[0].text for seed in range(400)]
    assert min(firsts.count(choice.text) for choice in MULTIPLE.choices) > 60


def test_the_order_of_a_seed_is_the_same_on_every_machine():
    assert [choice.text for choice in shuffled_choices(MULTIPLE, 1)] == ["loup", "neige", "dans", "une"]


def test_choices_whose_order_means_something_are_not_shuffled():
    spec = spec_of(single_choice(shuffled="no"))
    assert all(shuffled_choices(spec, seed) == spec.choices for seed in range(20))


def test_kinds_without_choices_have_no_order():
    assert shuffled_choices(spec_of(short_text()), 1) == shuffled_choices(spec_of(lesson()), 1) == ()
