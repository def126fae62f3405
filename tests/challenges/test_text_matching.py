import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from challenges.domain.text_matching import (
    ALL_TREATMENTS,
    Treatment,
    edit_distance,
    is_accepted,
    is_within,
    simplify,
)

T1, T2, T3 = Treatment.CASE_ACCENTS_SPACES, Treatment.PUNCTUATION, Treatment.TYPOS


@pytest.mark.parametrize(
    ("typed", "accepted", "needed"),
    [
        ("été", "été", set()),
        ("  été ", "été", set()),
        ("e\u0301te\u0301", "été", set()),
        ("ETE", "été", {T1}),
        ("tour eiffel", "Tour  Eiffel", {T1}),
        ("tour\u00a0eiffel", "toureiffel", {T1}),
        ("coeur", "cœur", {T1}),
        ("été.", "été", {T2}),
        ("porte-clés", "porteclés", {T2}),
        ("l'eau", "l’eau", {T2}),
        ("papilon", "papillon", {T3}),
        ("Porte clé !", "porte-clé", {T1, T2}),
        ("PAPILON.", "papillon", {T1, T2, T3}),
    ],
)
def test_each_treatment_forgives_its_own_differences(typed, accepted, needed):
    assert is_accepted(typed, [accepted], needed)
    for treatment in needed:
        assert not is_accepted(
            typed, [accepted], (ALL_TREATMENTS if treatment != T3 else {T1, T2}) - {treatment, T3}
        )


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [("chat", True), ("chas", True), ("cha", False), ("chats", True), ("xxat", False), ("chasse", False)],
)
def test_typing_mistakes_may_reach_a_quarter_of_what_was_typed(typed, is_right):
    assert is_accepted(typed, ["chat"], ALL_TREATMENTS) is is_right


@pytest.mark.parametrize("typed", ["", " ", "\u00a0", "?!", "…"])
def test_nothing_typed_is_never_accepted(typed):
    assert not is_accepted(typed, ["a", "?"], ALL_TREATMENTS)


def test_any_accepted_answer_will_do():
    assert is_accepted("deux", ["un", "deux"], ALL_TREATMENTS)
    assert not is_accepted("deux", [], ALL_TREATMENTS)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "abc", 0),
        ("chat", "char", 1),
        ("niche", "chien", 4),
        ("ab", "ba", 2),
    ],
)
def test_edit_distance(first, second, distance):
    assert edit_distance(first, second) == distance
    assert is_within(first, second, distance)
    assert distance == 0 or not is_within(first, second, distance - 1)


@given(st.text(max_size=20), st.text(max_size=20))
def test_edit_distance_is_symmetrical_and_bounded_by_the_longest_text(first, second):
    distance = edit_distance(first, second)
    assert distance == edit_distance(second, first)
    assert abs(len(first) - len(second)) <= distance <= max(len(first), len(second))
    assert (distance == 0) == (first == second)


@given(st.text(max_size=30), st.sets(st.sampled_from(Treatment)))
def test_a_text_accepts_itself_unless_nothing_is_left_of_it(text, treatments):
    assert is_accepted(text, [text], treatments) == bool(simplify(text, treatments))


@example("🄐")
@given(st.text(max_size=30))
def test_simplifying_twice_changes_nothing_more(text):
    assert simplify(simplify(text)) == simplify(text)
