import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.domain.problems import ContentError
from challenges.domain.schema import ChallengeKind, ChallengeSpec, Picture, parse_challenge
from tests.challenges.bodies import (
    ALL_KINDS,
    lesson,
    matching,
    multiple_choice,
    number,
    short_text,
    single_choice,
)

PICTURE = {"file": "missions/x/a.svg", "alt": "Un panda.", "width": "300", "height": "200"}


def problems_of(data: object) -> list[str]:
    spec, problems = parse_challenge(data, where="q")
    assert (spec is None) == bool(problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("data", ALL_KINDS, ids=lambda data: data["kind"])
def test_every_kind_is_read_and_comes_back_from_its_stored_body(data):
    spec, problems = parse_challenge({**data, "picture": PICTURE}, where="q")
    assert problems == []
    assert spec.kind is ChallengeKind(data["kind"])
    stored = json.loads(json.dumps(spec.to_body()))
    assert ChallengeSpec.from_body(stored) == spec
    assert ChallengeSpec.from_body(stored).to_body() == stored


def test_a_picture_and_the_order_of_choices_come_back_from_the_stored_body():
    choices = [{"right": "un", "picture": PICTURE}, {"wrong": "deux", "picture": PICTURE}]
    spec, _ = parse_challenge(single_choice(choices=choices, shuffled="no"), where="q")
    again = ChallengeSpec.from_body(spec.to_body())
    assert again == spec
    assert again.pictures == (Picture("missions/x/a.svg", "Un panda.", 300, 200),) * 2
    assert not again.task.is_shuffled


def test_a_kind_has_its_own_hint_unless_the_author_writes_one():
    hints = [parse_challenge(data, where="q")[0].hint for data in ALL_KINDS]
    assert hints == [
        "Sélectionne une seule réponse.",
        "Sélectionne plusieurs réponses.",
        "Écris ta réponse.",
        "Complète le texte.",
        "Écris une réponse différente dans chaque case.",
        "Choisis une étiquette pour chaque ligne.",
        "Mets les étiquettes dans l’ordre.",
        "",
    ]
    assert parse_challenge(short_text(hint="Écris un mot."), where="q")[0].hint == "Écris un mot."
    assert parse_challenge(matching(extra=[]), where="q")[0].hint == "Associe chaque étiquette."
    assert parse_challenge(number(), where="q")[0].hint == "Écris un nombre."


def test_whoever_is_older_is_told_vous():
    hints = [parse_challenge(data, where="q", formal=True)[0].hint for data in (*ALL_KINDS, number())]
    assert hints == [
        "Sélectionnez une seule réponse.",
        "Sélectionnez plusieurs réponses.",
        "Écrivez votre réponse.",
        "Complétez le texte.",
        "Écrivez une réponse différente dans chaque case.",
        "Choisissez une étiquette pour chaque ligne.",
        "Mettez les étiquettes dans l’ordre.",
        "",
        "Écrivez un nombre.",
    ]


def test_all_problems_are_told_at_once_with_their_place():
    data = short_text(
        code="Pas un code", bubbles=[], accepted=["?"], explanation=" ", hnit="x", picture={"alt": "a"}
    )
    assert problems_of(data) == [
        "q.code : un code s’écrit avec des lettres minuscules, des chiffres et des tirets (60 au plus).",
        "q.bubbles : il manque une valeur.",
        "q.picture.file : il manque une valeur.",
        "q.accepted : « ? » ne serait pas reconnu.",
        "q.explanation : il manque une valeur.",
        "q : clé inconnue « hnit ».",
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("texte", "q : une fiche « clé : valeur » est attendue."),
        (single_choice(kind="DRAWING"), "q.kind : valeur inconnue « DRAWING »"),
        (single_choice(bubbles="Une bulle"), "q.bubbles : une liste est attendue."),
        (single_choice(bubbles=["Une", {}]), "q.bubbles[2] : un texte est attendu."),
        (single_choice(shuffled="peut-être"), "q.shuffled : « yes » ou « no » est attendu."),
        (single_choice(choices=[]), "q.choices : il manque une valeur."),
        (single_choice(choices=["oui", {"right": "non"}]), "q.choices[1] : une fiche"),
        (
            single_choice(choices=[{"right": "a"}, {"right": "b"}, {"wrong": "c"}]),
            "un choix juste, et un seul",
        ),
        (single_choice(choices=[{"wrong": "a"}, {"wrong": "b"}]), "un choix juste, et un seul"),
        (single_choice(choices=[{"right": "a"}]), "au moins un choix faux"),
        (single_choice(choices=[{"right": "Oui"}, {"wrong": "oui "}]), "deux choix disent la même chose"),
        (single_choice(choices=[{"right": "a", "wrong": "b"}, {"wrong": "c"}]), "pas les deux"),
        (multiple_choice(choices=[{"right": "a"}, {"wrong": "b"}]), "au moins deux choix justes"),
        (multiple_choice(choices=[{"right": "a"}, {"right": "b"}]), "au moins un choix faux"),
        (short_text(accepted=["x" * 101]), "ne serait pas reconnu"),
        (short_text(accepted=["été", "ETE"]), "deux réponses reviennent au même"),
        (short_text(accepted=["2024"]), "un autre nombre pourrait passer pour 2024"),
        (short_text(treatments=["t1", "t9"]), "q.treatments : traitement inconnu : t9."),
        (lesson(choices=[{"right": "a"}]), "q : clé inconnue « choices »."),
        (lesson(picture={**PICTURE, "width": "0"}), "q.picture.width : un nombre entier"),
        (lesson(picture="a.svg"), "q.picture : une fiche"),
    ],
)
def test_a_mistake_is_explained(data, expected):
    assert any(expected in problem for problem in problems_of(data)), problems_of(data)


def test_a_number_is_accepted_once_typing_mistakes_are_not_forgiven():
    assert problems_of(short_text(accepted=["2024"], treatments=["t1", "t2"])) == []


def test_a_broken_stored_body_raises_with_its_problems():
    with pytest.raises(ContentError) as raised:
        ChallengeSpec.from_body({"kind": "LESSON"})
    assert [problem.where for problem in raised.value.problems] == ["code", "bubbles"]
    assert "bubbles : il manque une valeur." in str(raised.value)


@pytest.mark.parametrize("timer", ["9" * 5000, "1" + "0" * 9, "٣", "-1", "1e3", "0", "1.5", None, True, []])
def test_a_number_has_figures_and_not_too_many(timer):
    _, problems = parse_challenge(number(timer=timer), where="q")
    assert [problem.where for problem in problems] == ["q.timer"]


@given(
    st.recursive(
        st.text(max_size=8) | st.none() | st.booleans(),
        lambda s: (
            st.lists(s)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "code",
                        "kind",
                        "bubbles",
                        "choices",
                        "accepted",
                        "picture",
                        "right",
                        "wrong",
                        "treatments",
                    ]
                ),
                s,
            )
        ),
    )
)
def test_no_data_makes_the_reader_fail(data):
    for kind in ChallengeKind:
        given_kind = {**data, "kind": kind.value} if isinstance(data, dict) else data
        spec, problems = parse_challenge(given_kind, where="q")
        assert spec is None or not problems


def test_the_public_view_holds_no_solution():
    secrets = {
        "single": single_choice(explanation="SECRET"),
        "multiple": multiple_choice(explanation="SECRET"),
        "text": short_text(accepted=["SECRET"], explanation="SECRET"),
    }
    for data in secrets.values():
        spec, _ = parse_challenge(data, where="q")
        view = spec.public_view(seed=7)
        assert "SECRET" not in repr(view)
        names = {field.name for field in dataclasses.fields(view)}
        assert names.isdisjoint({"task", "right", "explanation", "accepted", "treatments", "right_answers"})
        choice_fields = {field.name for choice in view.choices for field in dataclasses.fields(choice)}
        assert choice_fields <= {"id", "text", "picture"}


def test_the_public_view_keeps_what_is_shown():
    spec, _ = parse_challenge(multiple_choice(picture=PICTURE), where="q")
    view = spec.public_view(seed=7)
    assert (view.code, view.kind, view.bubbles, view.hint, view.picture, view.is_judged) == (
        "mots",
        ChallengeKind.MULTIPLE_CHOICE,
        ("Quels mots gardes-tu ?",),
        "Sélectionne plusieurs réponses.",
        spec.picture,
        True,
    )
    assert set(view.choices) == set(spec.choices)
    assert parse_challenge(short_text(), where="q")[0].public_view().max_length == 100
    assert not parse_challenge(lesson(), where="q")[0].public_view().is_judged


def test_choice_ids_depend_on_the_text_and_not_on_rank_or_solution():
    first, _ = parse_challenge(single_choice(choices=[{"right": "oui"}, {"wrong": "non"}]), where="q")
    swapped, _ = parse_challenge(single_choice(choices=[{"right": "non"}, {"wrong": "oui"}]), where="q")
    other, _ = parse_challenge(
        single_choice(code="autre", choices=[{"right": "oui"}, {"wrong": "non"}]), where="q"
    )
    ids = {choice.text: choice.id for choice in first.choices}
    assert ids == {choice.text: choice.id for choice in swapped.choices}
    assert set(ids.values()).isdisjoint(choice.id for choice in other.choices)


def test_right_answers_are_told_in_words_for_the_correction():
    kinds = (single_choice(), multiple_choice(), short_text(), lesson())
    answers = [parse_challenge(data, where="q")[0].right_answers for data in kinds]
    assert answers == [("en Asie",), ("loup", "neige"), ("baleine", "une baleine"), ()]
