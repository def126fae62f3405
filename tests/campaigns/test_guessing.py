"""How likely a guess is right, by kind of question."""

import pytest

from campaigns.domain.guessing import guess_of
from challenges.domain.schema import parse_challenge
from tests.challenges.bodies import (
    ALL_KINDS,
    fill_in,
    lesson,
    matching,
    multiple_choice,
    ordering,
    short_text,
    single_choice,
)


def guess(body):
    spec, problems = parse_challenge(body, where="q")
    assert not problems
    return guess_of(spec)


def of_options(count):
    return {
        "name": f"trou{count}",
        "label": "Le mot",
        "options": [{"right": "oui"}, *({"wrong": f"non {rank}"} for rank in range(1, count))],
    }


def filled_in(*gaps):
    text = " ".join(f"{{{gap['name']}}}" for gap in gaps)
    return guess(fill_in(text=f"Voici {text}.", gaps=list(gaps)))


@pytest.mark.parametrize(("choices", "chance"), [(2, 0.25), (3, 0.25), (4, 0.25), (5, 0.2), (8, 0.125)])
def test_one_choice_of_several(choices, chance):
    wrong = [{"wrong": f"réponse {rank}"} for rank in range(1, choices)]
    assert guess(single_choice(choices=[{"right": "la bonne"}, *wrong])) == chance


@pytest.mark.parametrize(
    ("body", "chance"),
    [(multiple_choice(), 0.05), (short_text(), 0.02), (matching(), 0.05), (ordering(), 0.05)],
)
def test_other_kinds(body, chance):
    assert guess(body) == chance


def test_each_hole_of_a_text_must_be_guessed():
    assert filled_in(of_options(5)) == pytest.approx(0.2)
    assert filled_in(of_options(5), of_options(8)) == pytest.approx(0.2 * 0.125)
    assert guess(fill_in()) == pytest.approx(0.25 * 0.02)


def test_no_guess_is_impossible_or_better_than_one_in_four():
    for body in ALL_KINDS[:-1]:
        assert 0.0 < guess(body) <= 0.25


def test_a_lesson_asks_nothing():
    with pytest.raises(ValueError, match="lecon"):
        guess(lesson())
