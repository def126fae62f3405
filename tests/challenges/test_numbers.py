"""Numbers as people type them: exactly the same, however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.domain.correction import Verdict, judge, validate_answer
from challenges.domain.numbers import read_number
from challenges.domain.schema import ChallengeSpec, parse_challenge
from tests.challenges.bodies import fill_in, number

UNITS = ("Mo", "mégaoctets", "%")
ANY_SPACE = st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"])


def spec_of(data: dict[str, object]) -> ChallengeSpec:
    spec, problems = parse_challenge(data, where="q")
    assert problems == []
    assert ChallengeSpec.from_body(spec.to_body()) == spec
    return spec


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12.5", "12.5"),
        ("12,50", "12.5"),
        (" 12,5 Mo ", "12.5"),
        ("12,5MÉGAOCTETS.", "12.5"),
        ("12, 5", "12.5"),
        ("012,5", "12.5"),
        ("50 %", "50"),
        ("50.", "50"),
        (",5", "0.5"),
        ("1 200", "1200"),
        ("1\u202f200\u00a0000,25", "1200000.25"),
        ("3,141 592 65", "3.14159265"),
        ("-3", "-3"),
        ("− 3", "-3"),
        ("+3", "3"),
        ("１２", "12"),
        ("sept", "7"),
        ("Zéro", "0"),
        ("une", "1"),
        ("Dix-sept Mo", "17"),
        ("vingt.", "20"),
    ],
)
def test_a_number_is_read_however_it_is_written(typed, expected):
    assert read_number(typed, UNITS) == Decimal(expected)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-",
        ".",
        ",",
        "Mo",
        "septante",
        "douze fichiers",
        "vingt-deux",
        "un peu",
        "-sept",
        "12 5",
        "1 2000",
        "1,200,000",
        "1e3",
        "10²",
        "1/2",
        "12 ko",
        "12 Mo Mo",
    ],
)
def test_what_is_no_number_is_none(typed):
    assert read_number(typed, UNITS) is None


@given(st.integers(), st.integers(0, 60), ANY_SPACE, st.sampled_from([".", ","]), st.sampled_from(["", "Mo"]))
def test_a_number_is_exact_whatever_its_spaces_its_mark_and_its_unit(figures, decimals, space, mark, unit):
    number = Decimal(f"{figures}E-{decimals}")
    written = f"{number:,f}".replace(",", space).replace(".", mark)
    assert read_number(f"{written}{space}{unit}", UNITS) == number


@given(st.text(max_size=100) | st.text(alphabet="0123456789 .,-−\u00a0Mo²٣", max_size=100))
def test_nothing_that_is_typed_is_an_error(typed):
    spec = spec_of(number())
    if validate_answer(spec, [typed]) is None:
        assert judge(spec, [typed]) in Verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("12,5", "RIGHT"),
        ("12.50", "RIGHT"),
        ("12,5 mo", "RIGHT"),
        ("12,500000000000000000000000001", "WRONG"),
        ("125", "WRONG"),
        ("12,5 Go", "WRONG"),
        ("douze et demi", "WRONG"),
    ],
)
def test_a_number_is_judged_exactly(typed, verdict):
    assert judge(spec_of(number()), [typed]) is Verdict(verdict)


def test_a_hole_may_ask_for_a_number():
    gaps = [{"name": "n", "label": "La taille", "accepted": ["1 200", "1,2e"], "format": "number"}]
    spec, problems = parse_challenge(fill_in(text="Elle pèse {n} Mo.", gaps=gaps), where="q")
    assert spec is None
    assert "n’est pas un nombre" in str(problems[0])
    gaps[0]["accepted"] = ["1 200"]
    spec = spec_of(fill_in(text="Elle pèse {n} Mo.", gaps=gaps))
    assert judge(spec, ["1200,0"]) is Verdict.RIGHT
    assert judge(spec, ["1200 Mo"]) is Verdict.WRONG
    (slot,) = spec.public_view().slots
    assert slot.is_number


def test_a_keyboard_of_figures_is_offered_where_it_has_all_that_is_needed():
    assert spec_of(number()).public_view().is_number
    assert not spec_of(number(accepted=["-3"])).public_view().is_number
    assert not any(slot.is_number for slot in spec_of(fill_in()).public_view().slots)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": "nombre"}, "q.format : valeur inconnue « nombre » ; possibles : number."),
        ({"accepted": ["12,5 Mo"]}, "« 12,5 Mo » n’est pas un nombre"),
        ({"accepted": ["12,5", "12.50"]}, "deux réponses reviennent au même"),
        ({"accepted": ["9" * 101]}, "n’est pas un nombre"),
        ({"treatments": ["t1"]}, "clé inconnue « treatments »"),
        ({"unit": ["3 Mo"]}, "« 3 Mo » ne serait pas reconnu derrière un nombre"),
    ],
)
def test_a_slip_of_the_author_is_told(changes, expected):
    spec, problems = parse_challenge(number(**changes), where="q")
    assert spec is None
    assert expected in "\n".join(map(str, problems)).replace("\u00a0", " ")


def test_a_unit_goes_with_a_number_alone():
    body = {key: value for key, value in number().items() if key != "format"}
    _spec, problems = parse_challenge(body, where="q")
    assert [problem.message for problem in problems] == ["clé inconnue « unit »."]
