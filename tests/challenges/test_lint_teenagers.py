"""Challenges for collège and lycée: well written, complete, and judged as their authors say."""

from dataclasses import replace

import pytest

from challenges.domain.lint_teenagers import lint_correction, lint_for_teenagers
from challenges.domain.problems import Severity
from challenges.domain.schema import parse_challenge
from challenges.domain.text_matching import Treatment
from challenges.domain.typed import Typed
from tests.challenges.bodies import (
    ALL_KINDS,
    fill_in,
    listing,
    matching,
    multiple_choice,
    number,
    short_text,
    single_choice,
)

NBSP = "\u00a0"
SIMULATOR = {
    "code": "reponse",
    "kind": "SIMULATOR",
    "bubbles": ["Répondez à Lina."],
    "simulator": "messages",
    "title": "La conversation",
    "params": {
        "ask": "message",
        "conversation": "Le club",
        "messages": [
            {"id": "m1", "from": "Lina", "text": "On vient samedi."},
            {"id": "m2", "text": "À dix heures."},
        ],
    },
    "accepted": ["message:m1"],
    "solution": "C’est le premier message.",
    "explanation": "Lina a écrit la première.",
}


def well_written(body: dict[str, object]) -> dict[str, object]:
    return {**body, "bubbles": ["Lisez, puis répondez."]}


def spec_of(body):
    spec, problems = parse_challenge(body, where="q", formal=True)
    assert problems == []
    return spec


def lint(body, *, files=True, pictures=True) -> list[str]:
    spec = spec_of(body)
    problems = lint_for_teenagers(spec, picture_exists=lambda _: pictures, file_exists=lambda _: files)
    return [f"{each.severity.name} {each}".replace(NBSP, " ") for each in problems]


@pytest.mark.parametrize("body", [*ALL_KINDS, number(), SIMULATOR], ids=lambda body: body["code"])
def test_what_is_well_written_has_no_problem(body):
    assert lint(well_written(body)) == []


@pytest.mark.parametrize(
    ("count", "severities"), [(28, []), (29, ["WARNING"]), (40, ["WARNING"]), (41, ["ERROR"])]
)
def test_a_long_sentence_is_told_and_forbidden_when_it_is_very_long(count, severities):
    sentence = f"Voici {'un ' * (count - 2)}mot."
    for changes, where in [
        ({"bubbles": [sentence]}, "bubbles[1]"),
        ({"explanation": sentence}, "explanation"),
        ({"alternative": sentence}, "alternative"),
    ]:
        problems = lint(well_written(single_choice()) | changes)
        assert [problem.split()[:2] for problem in problems] == [
            [severity, f"panda.{where}"] for severity in severities
        ]


def test_a_long_instruction_is_told():
    body = well_written(single_choice(explanation="Oui."))
    sentence = f"Voici {'un ' * 22}mot."  # 24 words
    assert (
        lint({**body, "bubbles": [sentence] * 2 + ["Et voilà " + "un " * 18 + "mot."]})
        == [
            # 24 + 24 + 21
        ]
    )
    assert lint({**body, "bubbles": [sentence] * 3}) == [
        "WARNING panda.bubbles : une consigne de 72 mots, 70 au plus."
    ]


@pytest.mark.parametrize("text", ["Où ?", "L'eau", "« eau\u00a0»", "50 %", "Il dit : oui", "Voilà..."])
def test_typography_is_read_everywhere(text):
    for changes in [
        {"bubbles": [text]},
        {"explanation": text},
        {"alternative": text},
        {"choices": [{"right": text}, {"wrong": "non"}]},
        {"picture": {"file": "a.svg", "alt": text}},
    ]:
        problems = lint(well_written(single_choice()) | changes)
        assert [problem.split()[0] for problem in problems] == ["ERROR"], (changes, problems)


@pytest.mark.parametrize(
    "text",
    [
        "=SOMME(A1:A3)",
        '=SI(ARRONDI(B2;1)>=10;"Reçu";"À revoir")',
        '=NB.SI(B2:B37;"pour")',
        '=NB.SI.ENS(A2:A90;"Train";B2:B90;">20")',
        "la plage A1:C12",
        "C:\\Documents\\eleve",
        'la balise <img src="a.png" alt="Un chat">',
        "nom;ville;âge",
        f'«{NBSP}"panda roux" habitat{NBSP}»',
        "panda site:zoo.example",
        "Merci :-)",
        "https://zoo.example/page?n=1",
        "le format 16:9, à 12:30",
    ],
)
def test_what_is_typed_for_a_machine_keeps_its_signs(text):
    choices = [{"right": text}, {"wrong": "un autre texte qui ne dit rien du tout"}]
    assert lint(well_written(single_choice(choices=choices))) == []


def test_too_many_things_to_compare_are_told():
    wrong = [{"wrong": f"choix {rank}"} for rank in range(6)]
    body = well_written(single_choice(choices=[{"right": "un"}, *wrong]))
    assert lint(body) == ["WARNING panda.choices : 7 choix, 6 au plus."]
    pairs = [{"left": f"nom {rank}", "right": f"fin {rank}"} for rank in range(7)]
    assert lint(well_written(matching(pairs=pairs, extra=[]))) == [
        "WARNING fins.labels : 7 choix, 6 au plus."
    ]
    body = well_written(
        listing(labels=list("abcdefg"), keys=["un", "dé", "tri", "quai", "soi", "août", "oui"])
    )
    assert lint(body) == ["WARNING sons.labels : 7 choix, 6 au plus."]


def test_a_picture_is_there_and_its_text_is_short_enough():
    body = well_written(single_choice(picture={"file": "campaigns/1-1/a.svg", "alt": "Un panda. " * 70}))
    assert lint(body) == []
    assert lint(body, pictures=False) == [
        "ERROR panda.picture.file : pas de fichier « campaigns/1-1/a.svg » sous static/."
    ]
    body["picture"]["alt"] = "Un panda. " * 71
    assert lint(body) == ["ERROR panda.picture.alt : un texte de 709 signes, 700 au plus."]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["a/clubs.ods", "a/clubs.xlsx"], []),
        (["a/clubs.ods", "a/clubs.csv"], []),
        (["a/clubs.csv"], []),
        (["a/photos.zip", "a/lettre.html"], []),
        (["a/clubs.ods"], ["WARNING panda.files[1] : « clubs.ods » n’est donné que dans un format."]),
        (
            ["a/clubs.odt", "b/clubs.docx"],
            [
                "WARNING panda.files[1] : « clubs.odt » n’est donné que dans un format.",
                "WARNING panda.files[2] : « clubs.docx » n’est donné que dans un format.",
            ],
        ),
        (["a/clubs.csv", "a/clubs.csv"], ["ERROR panda.files : un fichier est donné deux fois."]),
    ],
)
def test_a_document_is_given_in_two_formats(files, expected):
    assert lint(well_written(single_choice(files=files))) == expected


def test_a_file_that_is_missing_is_told():
    body = well_written(single_choice(files=["a/clubs.csv"]))
    assert lint(body, files=False) == ["ERROR panda.files[1] : pas de fichier « a/clubs.csv » sous static/."]


LONG = "Un texte de quarante signes exactement."


@pytest.mark.parametrize(
    ("right", "wrong", "is_told"),
    [
        (LONG, ["Un texte court.", "Un autre."], True),
        (LONG, ["Un texte court.", LONG[:-1] + " ou plus."], False),
        (LONG, ["Un texte de vingt-cinq ou.", "Un texte de vingt-cinq et."], False),
        ("Un texte de vingt signes.", ["oui", "non"], False),
    ],
)
def test_a_right_choice_is_not_told_by_its_length(right, wrong, is_told):
    choices = [{"right": right}, *({"wrong": text} for text in wrong)]
    problems = lint(well_written(single_choice(choices=choices)))
    told = f"WARNING panda.choices : le choix juste se voit à sa longueur ({right})."
    assert problems == ([told] if is_told else [])


def test_a_multiple_choice_has_no_telling_length():
    choices = [{"right": LONG}, {"right": LONG[:-1]}, {"wrong": "non"}]
    assert lint(well_written(multiple_choice(choices=choices))) == []


def test_every_answer_that_an_author_calls_right_or_wrong_goes_through_the_correction():
    """What the reader refuses cannot be written; a correction that changed would be seen here."""
    typed = Typed(("un", "dé"), frozenset(Treatment))
    spec = spec_of(short_text())
    assert lint_correction(replace(spec, task=replace(spec.task, typed=typed))) == []
    broken = Typed(("un", "?"), frozenset(Treatment))
    (problem,) = lint_correction(replace(spec, task=replace(spec.task, typed=broken)))
    assert (problem.severity, problem.message) == (
        Severity.ERROR,
        f"la correction ne juge pas juste{NBSP}: ?",
    )


def test_a_choice_judged_otherwise_than_it_is_written_is_told():
    spec = spec_of(single_choice())
    both = replace(spec.task, right=frozenset(choice.id for choice in spec.choices[:2]))
    (problem,) = lint_correction(replace(spec, task=both))
    assert problem.message.startswith("la correction ne juge pas juste")


def test_every_writing_of_a_hole_and_of_a_listing_is_tried():
    spec = spec_of(fill_in())
    hole = replace(spec.task.gaps[1], typed=Typed(("jpg", "!"), frozenset(Treatment)))
    broken = replace(spec.task, gaps=(spec.task.gaps[0], hole))
    assert len(lint_correction(replace(spec, task=broken))) == 1
    spec = spec_of(listing())
    broken = replace(spec.task, keys=(("mp3", "!"), ("wav",), ("ogg", "?")))
    assert [each.message.rpartition(": ")[2] for each in lint_correction(replace(spec, task=broken))] == [
        "!, wav",
        "?, mp3",
    ]


def test_a_number_with_its_unit_is_tried():
    spec = spec_of(number())
    broken = replace(spec.task, typed=replace(spec.task.typed, units=("Mo", "3 Mo Mo")))
    assert lint_correction(replace(spec, task=broken)) == []
    tail = replace(spec.task.typed, accepted=("12,5", "une dizaine"))
    assert len(lint_correction(replace(spec, task=replace(spec.task, typed=tail)))) == 1
