"""Kinds whose answer has several places: a text to fill in, labels to match or to put in order."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.domain.correction import AnswerProblem, Verdict, judge, validate_answer
from challenges.domain.schema import ChallengeSpec, parse_challenge
from tests.challenges.bodies import fill_in, matching, ordering


def spec_of(data: dict[str, object]) -> ChallengeSpec:
    spec, problems = parse_challenge(data, where="q")
    assert problems == []
    return spec


FILL_IN, MATCHING, ORDERING = spec_of(fill_in()), spec_of(matching()), spec_of(ordering())


def option(spec: ChallengeSpec, text: str) -> str:
    slots = spec.public_view().slots
    return next(each.id for slot in slots for each in slot.options if each.text == text)


@pytest.mark.parametrize(
    ("folder", "end", "verdict"),
    [
        ("Images", "jpg", "RIGHT"),
        ("Images", " .JPEG ", "RIGHT"),
        ("Images", "mp3", "WRONG"),
        ("Musique", "jpg", "WRONG"),
    ],
)
def test_every_hole_of_a_text_must_be_right(folder, end, verdict):
    assert judge(FILL_IN, [option(FILL_IN, folder), end]) is Verdict(verdict)


def test_each_label_has_one_place():
    labels = [option(MATCHING, text) for text in (".jpg", ".odt", ".mp3")]
    right = [value for value in itertools.permutations(labels, 2) if judge(MATCHING, value) is Verdict.RIGHT]
    assert right == [(labels[0], labels[1])]


def test_one_order_is_right():
    labels = [option(ORDERING, text) for text in ("J’ouvre le texte.", "J’écris.", "J’enregistre.")]
    right = [value for value in itertools.permutations(labels) if judge(ORDERING, value) is Verdict.RIGHT]
    assert right == [tuple(labels)]


@pytest.mark.parametrize(
    ("spec", "value", "problem"),
    [
        (FILL_IN, ["", " "], "EMPTY"),
        (FILL_IN, [], "EMPTY"),
        (FILL_IN, [option(FILL_IN, "Images"), ""], "INCOMPLETE"),
        (FILL_IN, ["cXX", "jpg"], "UNKNOWN_CHOICE"),
        (FILL_IN, [option(FILL_IN, "Images"), "x" * 101], "TOO_LONG"),
        (FILL_IN, [option(FILL_IN, "Images"), "jpg", "jpg"], "TOO_MANY"),
        (MATCHING, ["", ""], "EMPTY"),
        (MATCHING, [option(MATCHING, ".jpg"), ""], "INCOMPLETE"),
        (MATCHING, [option(MATCHING, ".jpg")] * 2, "REPEATED"),
        (MATCHING, [option(MATCHING, ".jpg"), "cXX"], "UNKNOWN_CHOICE"),
        (ORDERING, [option(ORDERING, "J’écris.")], "INCOMPLETE"),
        (ORDERING, [option(ORDERING, "J’écris.")] * 4, "TOO_MANY"),
    ],
)
def test_an_answer_that_cannot_be_judged_is_told_why(spec, value, problem):
    assert validate_answer(spec, value) is AnswerProblem(problem)
    with pytest.raises(ValueError, match=problem):
        judge(spec, value)


@given(st.integers())
def test_labels_never_begin_in_the_order_of_the_solution(seed):
    for spec in (MATCHING, ORDERING):
        for slot in spec.public_view(seed=seed).slots:
            assert slot.options != spec.task.labels
            assert sorted(slot.options, key=str) == sorted(spec.task.labels, key=str)


def test_a_text_is_cut_at_its_holes():
    public = FILL_IN.public_view()
    assert [(slot.label, slot.before, bool(slot.options), slot.max_length) for slot in public.slots] == [
        ("Le dossier", "La photo est dans", True, None),
        ("La fin du nom", ". Son nom finit par", False, 100),
    ]
    assert public.ending == ", comme d’autres."


def test_adults_read_the_right_answer_in_words():
    nbsp = "\u00a0"
    assert FILL_IN.right_answers == (
        f"La photo est dans «{nbsp}Images{nbsp}». Son nom finit par «{nbsp}jpg{nbsp}», comme d’autres.",
    )
    assert MATCHING.right_answers == ("une photo → .jpg", "un texte → .odt")
    assert ORDERING.right_answers == ("1. J’ouvre le texte.", "2. J’écris.", "3. J’enregistre.")


@pytest.mark.parametrize("spec", [FILL_IN, MATCHING, ORDERING], ids=lambda spec: spec.code)
def test_the_model_answer_is_right_and_the_stored_body_is_the_same_challenge(spec):
    assert judge(spec, spec.model_answer) is Verdict.RIGHT
    assert ChallengeSpec.from_body(spec.to_body()) == spec


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (fill_in(text="Sans trou."), "ne se suivent pas dans le même ordre"),
        (fill_in(text="{fin} puis {dossier}"), "ne se suivent pas dans le même ordre"),
        (
            fill_in(text="{a}", gaps=[{"name": "a", "label": "A", "options": [{"right": "x"}]}]),
            "deux options",
        ),
        (
            fill_in(
                text="{a}", gaps=[{"name": "a", "label": "A", "options": [{"right": "x"}, {"right": "y"}]}]
            ),
            "dont une juste, et une seule",
        ),
        (fill_in(text="{a}", gaps=[{"name": "a", "label": "A", "accepted": ["?"]}]), "ne serait pas reconnu"),
        (matching(pairs=[{"left": "a", "right": "b"}]), "il en faut 2 au moins"),
        (matching(extra=[".jpg"]), "deux étiquettes disent la même chose"),
        (matching(pairs=[{"left": "a", "right": "b"}, {"left": "a", "right": "c"}]), "deux places disent"),
        (ordering(items=["a", "a"]), "deux étiquettes disent la même chose"),
        (ordering(items=["a"]), "il en faut 2 au moins"),
    ],
)
def test_a_slip_of_the_author_is_told(data, expected):
    spec, problems = parse_challenge(data, where="q")
    assert spec is None
    assert expected in "\n".join(map(str, problems))
