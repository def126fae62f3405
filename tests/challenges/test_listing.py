"""Several answers out of a longer list, each different, in any order."""

import itertools
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from challenges.domain.correction import AnswerProblem, Verdict, judge, validate_answer
from challenges.domain.kinds.listing import each_finds_its_own
from challenges.domain.schema import ChallengeSpec, parse_challenge
from tests.challenges.bodies import listing


def spec_of(**changes: object) -> ChallengeSpec:
    spec, problems = parse_challenge(listing(**changes), where="q")
    assert problems == []
    return spec


LISTING = spec_of()


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        (["mp3", "wav"], "RIGHT"),
        (["ogg", "mp3"], "RIGHT"),
        ([" EN MP3 ", ".Wav"], "RIGHT"),
        (["mp3", "mp3"], "WRONG"),
        (["mp3", "en mp3"], "WRONG"),
        (["ogg", "vorbis"], "WRONG"),
        (["mp3", "jpg"], "WRONG"),
        (["mp3", "?"], "WRONG"),
    ],
)
def test_each_answer_is_another_one_of_the_list(typed, verdict):
    assert judge(LISTING, typed) is Verdict(verdict)


@given(st.permutations(["mp3", "en mp3", "wav", "ogg", "vorbis", "jpg", "MP3"]), st.integers(2, 3))
def test_the_order_of_the_answers_says_nothing(texts, places):
    spec = spec_of(labels=["a", "b", "c"][:places])
    verdicts = {judge(spec, list(order)) for order in itertools.permutations(texts[:places])}
    assert len(verdicts) == 1


def test_an_answer_that_could_be_two_leaves_the_other_what_it_needs():
    # With t3, « cahiers » is within the reach of both; « cahier » of the first one alone.
    spec = spec_of(keys=[["cahier"], ["caniers"]], treatments=["t1", "t3"])
    assert judge(spec, ["cahiers", "cahier"]) is Verdict.RIGHT
    assert judge(spec, ["cahier", "cahiers"]) is Verdict.RIGHT
    assert judge(spec, ["cahiers", "Cahiers"]) is Verdict.WRONG


@given(st.lists(st.sets(st.integers(0, 4), max_size=5), max_size=5))
def test_each_finds_its_own_wherever_a_search_through_everything_says_so(wanted):
    everything = itertools.product(*wanted)
    expected = any(len(set(taken)) == len(wanted) for taken in everything)
    assert each_finds_its_own([sorted(each) for each in wanted]) is expected


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ([], "EMPTY"),
        (["", " "], "EMPTY"),
        (["mp3", " "], "INCOMPLETE"),
        (["mp3"], "INCOMPLETE"),
        (["mp3", "x" * 101], "TOO_LONG"),
        (["mp3", "wav", "ogg"], "TOO_MANY"),
    ],
)
def test_an_answer_that_cannot_be_judged_is_told_why(value, problem):
    assert validate_answer(LISTING, value) is AnswerProblem(problem)
    with pytest.raises(ValueError, match=problem):
        judge(LISTING, value)


def test_adults_read_all_that_could_be_answered():
    assert LISTING.right_answers == ("mp3", "wav", "ogg")
    assert LISTING.model_answer == ("mp3", "wav")


@given(st.data())
def test_any_writings_of_different_answers_are_right_and_no_answer_counts_twice(data):
    keys = data.draw(st.permutations(LISTING.task.keys))
    one, other = (data.draw(st.sampled_from(key)) for key in keys[:2])
    assert judge(LISTING, [one, other]) is Verdict.RIGHT
    assert judge(LISTING, [one, data.draw(st.sampled_from(keys[0]))]) is Verdict.WRONG


def test_a_browser_gets_the_labels_alone():
    slots = LISTING.public_view().slots
    assert [(slot.label, slot.options, slot.max_length) for slot in slots] == [
        ("Première fin", (), 100),
        ("Deuxième fin", (), 100),
    ]
    assert "vorbis" not in repr(LISTING.public_view())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"labels": ["a"]}, "labels : il en faut 2 au moins"),
        ({"labels": ["a", "a"]}, "labels : deux places disent la même chose"),
        ({"labels": ["a", "b", "c", "d"]}, "keys : il y a moins de réponses que de places"),
        ({"keys": []}, "keys : il manque une valeur"),
        ({"keys": [["mp3"], []]}, "keys[2] : il manque une valeur"),
        ({"keys": [["mp3"], [" "]]}, "keys[2][1] : un texte est attendu"),
        ({"keys": [["mp3"], {"a": "b"}]}, "keys[2][1] : un texte est attendu"),
        ({"keys": [["mp3"], ["wav", "?"]]}, "keys[2] : « ? » ne serait pas reconnu"),
        ({"keys": [["mp3", "MP3"], ["wav"]]}, "keys[1] : deux réponses reviennent au même"),
        ({"keys": [["mp3"], ["wav", "Mp3"]]}, "« mp3 » passerait aussi pour « wav »"),
        ({"keys": [["cahier"], ["cahiers"]], "treatments": ["t3"]}, "« cahier » passerait aussi pour"),
        ({"keys": [["2024"], ["2025"]], "treatments": ["t3"]}, "un autre nombre pourrait passer pour 2024"),
        ({"keys": "mp3"}, "keys : une liste est attendue"),
        ({"treatments": ["t4"]}, "traitement inconnu : t4"),
    ],
)
def test_a_slip_of_the_author_is_told(changes, expected):
    spec, problems = parse_challenge(listing(**changes), where="q")
    assert spec is None
    assert expected in "\n".join(map(str, problems)).replace("\u00a0", " ")


def test_the_example_of_the_guide_is_well_written():
    guide = (Path(settings.BASE_DIR) / "docs/contenu.md").read_text(encoding="utf-8")
    labels, keys = re.search(r"`(labels: \[[^`]*\])`, `(keys: \[[^`]*\])`", guide).groups()
    changes = yaml.safe_load(f"{labels}\n{keys.replace(chr(10), ' ')}")
    assert spec_of(**changes, treatments=["t1", "t2", "t3"]).model_answer == ("mp3", "wav")


def test_an_answer_with_one_writing_may_be_written_without_a_list():
    assert spec_of(keys=["mp3", ["wav"]]) == spec_of(keys=[["mp3"], ["wav"]])
