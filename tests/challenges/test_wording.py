from dataclasses import replace

import pytest

from challenges.domain.kinds.simulator import Simulator
from challenges.domain.lint import lint_challenge
from challenges.domain.problems import ContentProblem, Severity, errors_among
from challenges.domain.readability import count_syllables, reading_ease
from challenges.domain.schema import parse_challenge
from challenges.domain.wording import check_bubble, check_children_text, check_typography, sentences
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

GOOD = [
    "Tu écris\u00a0: kiwi.",
    "Que dit «\u00a0Annonce\u00a0»\u00a0?",
    "«\u00a0**Attention**\u00a0»\u00a0!",
    "L’élève réussit à 50\u202f%.",
    "À 12:30, va sur https://a.example/?q=a:b;c.",
    "L’adresse «\u00a0https://a.example\u00a0» est la bonne.",
    "Regarde www.jardin-nature.example.",
    "Vraiment\u00a0?! (Oui\u00a0!) Et puis…",
    "1.1 Mener une recherche",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_typography_is_left_alone(text):
    assert check_typography(text, "x") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'eau", "apostrophe"),
        ('le mot "eau"', "guillemets"),
        ("le mot “eau”", "guillemets"),
        ("et puis...", "points de suspension"),
        ("« eau\u00a0»", "après «"),
        ("«\u00a0eau »", "avant\u00a0»"),
        ("Oui ?", "avant un signe double"),
        ("Oui?", "avant un signe double"),
        ("50%", "avant un signe double"),
        ("Tu écris : kiwi.", "avant un signe double"),
        ("deux  espaces", "deux espaces"),
        ("Tu écris\u00a0:\u00a0 kiwi.", "deux espaces"),
    ],
)
def test_each_rule_of_typography_is_checked(text, expected):
    problems = check_typography(text, "place")
    assert [problem.where for problem in problems] == ["place"]
    assert expected in problems[0].message


def test_sentences_end_at_marks_and_line_breaks_but_not_inside_addresses_or_quotes():
    text = "Lis **bien**\u00a0! Le mot «\u00a0kiwi.\u00a0» a deux sens. Va sur www.a.example\npuis lis 1.1."
    assert sentences(text) == [
        "Lis bien\u00a0!",
        "Le mot «\u00a0kiwi.",
        "a deux sens.",
        "Va sur www.a.example",
        "puis lis 1.1.",
    ]


@pytest.mark.parametrize(
    ("words", "severities"), [(12, []), (13, ["warning"]), (18, ["warning"]), (19, ["error"])]
)
def test_long_sentences_are_a_warning_then_an_error(words, severities):
    assert [problem.severity for problem in check_children_text("mot " * words, "x")] == severities


def test_a_bubble_holds_two_sentences():
    assert check_bubble("Un. Deux.", "x") == []
    (problem,) = check_bubble("Un. Deux. Trois.", "x")
    assert "3 phrases" in problem.message
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("mange", 1),
        ("animal", 3),
        ("boutique", 2),
        ("l’eau", 1),
        ("mots-clés", 2),
        ("longue", 1),
        ("cœurs", 1),
    ],
)
def test_syllables_are_counted_as_they_are_heard(word, syllables):
    assert count_syllables(word) == syllables


def test_easy_texts_read_more_easily_than_administrative_ones():
    easy = reading_ease(["Le chat mange. Il a faim."])
    hard = reading_ease(
        ["La dématérialisation administrative généralisée nécessite une anticipation particulière."]
    )
    assert easy > 100 > 70 > hard
    assert reading_ease([]) == 100


def lint(data: dict[str, object], *, exists: bool = True) -> list[str]:
    spec, problems = parse_challenge(data, where="q")
    assert problems == []
    return [str(problem) for problem in lint_challenge(spec, picture_exists=lambda file: exists)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"bubbles": ["Un. Deux. Trois."]}, "panda.bubbles[1] : 3 phrases"),
        ({"hint": "Choisis !"}, "panda.hint : il faut une espace insécable"),
        ({"choices": [{"right": "l'eau"}, {"wrong": "le feu"}]}, "panda.choices[1] : l’apostrophe"),
        ({"explanation": "mot " * 21}, "panda.explanation : une phrase longue"),
        ({"picture": {"file": "a.svg", "alt": "x" * 701}}, "panda.picture.alt : un texte de 701 signes"),
        ({"choices": [{"right": "0"}, *({"wrong": str(n)} for n in range(1, 7))]}, "panda.choices : 7 choix"),
    ],
)
def test_every_text_of_a_challenge_is_proof_read(changes, expected):
    data = single_choice(**{"bubbles": ["Où vit le panda\u00a0?"], **changes})
    assert [problem for problem in lint(data) if expected in problem]


LONG = "mot " * 13
PANDA = {"file": "missions/x/a.svg", "alt": "Un panda."}
FRAMES = [{"picture": PANDA, "caption": "Le panda mange."}, {"picture": PANDA, "caption": "Un. Deux. Trois."}]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (fill_in(text=f"{LONG} {{dossier}} et {{fin}}."), "photo.text : une phrase de 16 mots"),
        (fill_in(gaps=[{**gap, "label": LONG} for gap in fill_in()["gaps"]]), "photo.gaps[2].label : une"),
        (
            fill_in(
                text="Dans {d}.",
                gaps=[{"name": "d", "label": "Où", "options": [{"right": "l'eau"}, {"wrong": "ici"}]}],
            ),
            "photo.gaps[1].options[1] : l’apostrophe",
        ),
        (
            matching(pairs=[{"left": "l'un", "right": "a"}, {"left": "l’autre", "right": "b"}]),
            "pairs[1].left",
        ),
        (matching(extra=["l'un"]), "fins.extra[1] : l’apostrophe"),
        (ordering(items=["J’écris.", LONG]), "etapes.items[2] : une phrase de 13 mots"),
        (ordering(items=[str(number) for number in range(7)]), "etapes.labels : 7 choix"),
        (
            lesson(animation={"title": "Le panda", "frames": FRAMES}),
            "animation.frames[2].caption : 3 phrases",
        ),
        (
            lesson(video={"title": "l'eau", "file": "a", "captions": "b", "transcript": ["Oui."]}),
            "video.title : l’apostrophe",
        ),
    ],
)
def test_every_text_of_the_newer_kinds_is_proof_read(data, expected):
    found = [problem.replace("\u00a0", " ") for problem in lint(data)]
    assert [problem for problem in found if expected in problem], found


def test_a_text_to_fill_in_is_proof_read_as_it_reads_once_filled_in():
    """A hole counts as the words that belong there."""
    gap = {"name": "lieu", "label": "Le lieu", "accepted": ["un deux trois quatre cinq six sept"]}
    data = fill_in(bubbles=["Où\u00a0?"], text="Le chat dort toute la nuit {lieu}.", gaps=[gap])
    assert [problem for problem in lint(data) if "une phrase de 13 mots" in problem]


def test_the_world_of_a_simulator_is_proof_read():
    class World:
        texts = ("On joue samedi !", "chat.png")

    spec, _ = parse_challenge(single_choice(bubbles=["Où\u00a0?"]), where="q")
    task = Simulator("mail", "Le courrier", World(), ("x",), "mot " * 21)
    found = [str(each) for each in lint_challenge(replace(spec, task=task), picture_exists=lambda file: True)]
    assert [problem.partition("\u00a0: ")[0] for problem in found] == ["panda.params", "panda.solution"]


def test_pictures_of_choices_and_of_animations_are_told_by_their_place():
    choices = [{"right": "ici", "picture": PANDA}, {"wrong": "là", "picture": {**PANDA, "alt": "Un loup !"}}]
    assert [
        problem for problem in lint(multiple_choice(choices=[*choices, {"right": "x"}])) if "alt" in problem
    ]
    frames = [FRAMES[0], {**FRAMES[0], "picture": {**PANDA, "alt": "x" * 701}}]
    assert lint(lesson(animation={"title": "Le panda", "frames": frames})) == [
        "lecon.animation.frames[2].picture.alt\u00a0: un texte de 701 signes, 700 au plus."
    ]


def test_pictures_to_choose_from_differ_for_who_does_not_see_them():
    choices = [{"right": "A", "picture": PANDA}, {"wrong": "B", "picture": {**PANDA, "file": "b.svg"}}]
    (problem,) = lint(single_choice(bubbles=["Où\u00a0?"], choices=choices))
    assert "deux images ont le même texte" in problem


def test_a_missing_video_or_its_captions_are_told():
    data = lesson(video={"title": "L’eau", "file": "a.webm", "captions": "a.vtt", "transcript": ["Oui."]})
    assert lint(data) == []
    assert [problem.split("«\u00a0")[1][:5] for problem in lint(data, exists=False)] == ["a.web", "a.vtt"]


def test_addresses_and_names_of_files_do_not_make_a_text_hard():
    assert reading_ease(["Va sur www.administration-generale.example."]) == reading_ease(["Va sur."])


def test_a_missing_picture_is_told():
    data = lesson(picture={"file": "missions/x/a.svg", "alt": "Un panda."})
    assert lint(data) == []
    assert lint(data, exists=False) == [
        "lecon.picture.file : pas de fichier « missions/x/a.svg » sous static/."
    ]


@pytest.mark.parametrize(
    "changes", [{"files": ["a.csv"]}, {"alternative": "Oui."}, {"timer": "60"}, {"focused": "yes"}]
)
def test_what_children_are_not_shown_is_an_error(changes):
    (problem,) = lint(short_text(bubbles=["Oui."]) | changes)
    assert "qu’au collège et au lycée" in problem


@pytest.mark.parametrize("data", ALL_KINDS, ids=lambda data: data["kind"])
def test_every_kind_can_be_proof_read(data):
    assert all("espace insécable" in problem for problem in lint(data))


def test_only_errors_forbid_using_content():
    warning = ContentProblem("x", "long", Severity.WARNING)
    error = ContentProblem("x", "faux")
    assert errors_among([warning, error]) == [error]
