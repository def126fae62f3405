import json

import pytest

from challenges.domain.problems import ContentError, Severity
from missions.domain.content import MissionSpec, parse_mission
from missions.domain.lint import lint_mission, texts_to_read


def question(code: str) -> dict[str, object]:
    return {
        "code": code,
        "kind": "SINGLE_CHOICE",
        "bubbles": ["Où vit le loup\u00a0?"],
        "choices": [{"right": "ici"}, {"wrong": "ailleurs"}],
        "explanation": "Il vit ici.",
    }


def activity(name: str, positions: int = 3, variants: int = 3) -> list[list[dict[str, object]]]:
    return [[question(f"{name}-{p}-{v}") for v in range(variants)] for p in range(positions)]


def mission(**changes: object) -> dict[str, object]:
    return {
        "code": "chercher",
        "position": "3",
        "title": "Chercher",
        "competence": "1.1",
        "objectives": ["Choisir ses mots"],
        "achievements": ["Choisir de bons mots"],
        "sheet": "## But",
        "steps": [step("e1")],
        "dare": activity("defi", variants=2),
        **changes,
    }


def step(prefix: str, **changes: object) -> dict[str, object]:
    return {
        "name": "Les mots",
        "tutorial": activity(f"{prefix}-di", positions=1, variants=1),
        "training": activity(f"{prefix}-en"),
        "validation": activity(f"{prefix}-va"),
        **changes,
    }


def lesson(code: str) -> dict[str, object]:
    return {"code": code, "kind": "LESSON", "bubbles": ["Lis."]}


def problems_of(data: object) -> list[str]:
    spec, _challenges, problems = parse_mission(data)
    assert (spec is None) == bool(problems)
    return [str(problem) for problem in problems]


def lint(data: object, *, exists: bool = True) -> list[str]:
    spec, challenges, problems = parse_mission(data)
    assert problems == []
    return [str(problem) for problem in lint_mission(spec, challenges, picture_exists=lambda file: exists)]


def test_a_file_gives_its_mission_and_its_challenges():
    spec, challenges, problems = parse_mission(
        mission(steps=[step("e1"), step("e2")], achievements=["Un", "Deux"])
    )
    assert problems == []
    assert (spec.code, spec.position, spec.title, str(spec.crcn)) == (
        "chercher",
        3,
        "Chercher",
        "1.1 Mener une recherche et une veille d’information",
    )
    assert spec.steps[1].validation == (
        ("e2-va-0-0", "e2-va-0-1", "e2-va-0-2"),
        ("e2-va-1-0", "e2-va-1-1", "e2-va-1-2"),
        ("e2-va-2-0", "e2-va-2-1", "e2-va-2-2"),
    )
    assert spec.steps[0].tutorial == (("e1-di-0-0",),)
    assert tuple(challenge.code for challenge in challenges) == spec.challenge_codes()
    assert len(challenges) == 2 * (1 + 9 + 9) + 6


def test_a_stored_body_names_challenges_and_comes_back():
    picture = {"file": "missions/x/a.svg", "alt": "Une loupe."}
    introduction = {"bubbles": ["Bonjour\u00a0!"], "picture": picture}
    spec, _, _ = parse_mission(mission(picture=picture, introduction=introduction))
    stored = json.loads(json.dumps(spec.to_body()))
    assert stored["dare"] == [["defi-0-0", "defi-0-1"], ["defi-1-0", "defi-1-1"], ["defi-2-0", "defi-2-1"]]
    assert MissionSpec.from_body(stored) == spec
    assert parse_mission(stored)[1] == ()


def test_a_broken_stored_body_raises_with_its_problems():
    with pytest.raises(ContentError, match="dare : il manque une valeur"):
        MissionSpec.from_body({**mission(), "dare": []})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"code": "À faire"}, "code : un code s’écrit"),
        ({"position": "premier"}, "position : un nombre entier"),
        ({"competence": "1.9"}, "competence : « 1.9 » n’est pas une compétence du CRCN."),
        ({"objectives": []}, "objectives : il manque une valeur."),
        ({"achievements": ["Un", "Deux"]}, "achievements : il faut une réussite par étape."),
        ({"sheet": ""}, "sheet : il manque une valeur."),
        ({"steps": []}, "steps : il manque une valeur."),
        ({"dare": []}, "dare : il manque une valeur."),
        ({"dare": [question("seul")]}, "dare[1] : une liste d’épreuves est attendue"),
        ({"dare": [[]]}, "dare[1] : une liste d’épreuves est attendue"),
        ({"dare": [[question("e1-va-0-0")]]}, "dare[1][1] : deux épreuves ont le code « e1-va-0-0 »."),
        ({"dare": [[lesson("lecon")]]}, "dare[1][1] : un écran de leçon"),
        (
            {"dare": [[{**question("sans-choix"), "choices": []}]]},
            "dare[1][1] (sans-choix).choices : il manque",
        ),
        ({"steps": [step("e1", training=[])]}, "steps[1].training : il manque une valeur."),
        ({"steps": [step("e1", tutorial=[])]}, "steps[1].tutorial : il manque une valeur."),
        ({"steps": [step("e1", defi=[])]}, "steps[1] : clé inconnue « defi »."),
        ({"introduction": {"bubbles": []}}, "introduction.bubbles : il manque une valeur."),
        ({"picture": {"file": "a.svg"}}, "picture.alt : il manque une valeur."),
        ({"titre": "Chercher"}, "clé inconnue « titre »."),
    ],
)
def test_a_mistake_is_explained(changes, expected):
    assert any(expected in problem for problem in problems_of(mission(**changes))), problems_of(
        mission(**changes)
    )


def test_all_mistakes_of_all_floors_are_told_at_once():
    bad = question("bad") | {"explanation": ""}
    found = problems_of(mission(title="", competence="9.9", steps=[step("e1", name="", training=[[bad]])]))
    assert [problem.split(" : ")[0] for problem in found] == [
        "title",
        "steps[1].name",
        "steps[1].training[1][1] (bad).explanation",
        "competence",
    ]


@pytest.mark.parametrize("data", ["texte", None, [], {}])
def test_a_file_that_is_no_mission_is_told(data):
    assert problems_of(data)


def test_a_lesson_may_be_part_of_a_tutorial():
    assert problems_of(mission(steps=[step("e1", tutorial=[[lesson("lecon")]])])) == []


def test_a_well_written_mission_has_nothing_to_mend():
    assert lint(mission()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "L'eau"}, "title : l’apostrophe est droite"),
        ({"objectives": ["Va !"]}, "objectives[1] : il faut une espace insécable"),
        ({"achievements": ["mot " * 19]}, "achievements[1] : une phrase de 19 mots"),
        ({"introduction": {"bubbles": ["Un. Deux. Trois."]}}, "introduction.bubbles[1] : 3 phrases"),
        ({"sheet": "Bonjour !"}, "sheet : il faut une espace insécable"),
        ({"sheet": "# Titre"}, "sheet : les titres commencent à « ## »"),
        ({"steps": [step("e1", name="L'eau")]}, "steps[1].name : l’apostrophe"),
        ({"dare": [[question("a")], [question("b")]]}, "dare : 2 position(s)"),
        (
            {"steps": [step("e1", training=activity("x", variants=1))]},
            "steps[1].training : 3 variantes par position",
        ),
        (
            {"dare": [["ailleurs"], ["ailleurs"], ["ailleurs"]]},
            "chercher : l’épreuve « ailleurs » n’est pas dans",
        ),
        ({"dare": [[question("a") | {"hint": "Va !"}]]}, "a.hint : il faut une espace insécable"),
    ],
)
def test_a_mission_is_proof_read(changes, expected):
    assert any(expected in problem for problem in lint(mission(**changes))), lint(mission(**changes))


def test_missing_pictures_of_a_mission_are_told():
    picture = {"file": "missions/x/a.svg", "alt": "Une loupe."}
    data = mission(picture=picture, introduction={"bubbles": ["Bonjour\u00a0!"], "picture": picture})
    assert lint(data) == []
    assert [problem.split(" : ")[0] for problem in lint(data, exists=False)] == [
        "picture.picture.file",
        "introduction.picture.file",
    ]


def test_a_mission_that_is_hard_to_read_is_a_warning():
    hard = question("dur") | {"bubbles": ["Généralisation institutionnelle intercommunautaire."] * 60}
    dare = [*activity("defi", positions=2, variants=2), [hard, question("b")]]
    spec, challenges, _ = parse_mission(mission(dare=dare))
    found = lint_mission(spec, challenges, picture_exists=lambda file: True)
    assert ["indice de lisibilité" in problem.message for problem in found] == [True]
    assert "70 au moins pour le CM1 et le CM2" in found[0].message
    assert "le plus dur\u00a0: " in found[0].message
    assert found[0].severity is Severity.WARNING


def test_all_that_children_read_counts_for_the_reading_ease():
    hard = "Généralisation institutionnelle intercommunautaire particulièrement déconcertante."
    lesson_that_moves = lesson("film") | {
        "animation": {
            "title": hard,
            "frames": [{"picture": {"file": f"{n}.svg", "alt": "x"}, "caption": hard} for n in "ab"],
        }
    }
    spec, challenges, _ = parse_mission(mission(steps=[step("e1", tutorial=[[lesson_that_moves]])]))
    assert texts_to_read(spec, challenges).count(hard) == 3


def test_variants_that_ask_in_two_ways_are_a_warning():
    """One with four choices and one with two: luck would decide who has the easier one."""
    harder = question("plus-dur") | {"choices": [{"right": "ici"}, {"wrong": "là"}, {"wrong": "ailleurs"}]}
    dare = activity("defi", variants=2)
    dare[1][1] = harder
    assert lint(mission(dare=dare)) == [
        "dare[2]\u00a0: les variantes d’une position ont le même genre et le même nombre de choix."
    ]


def test_the_positions_that_lack_a_variant_are_told():
    training = activity("x")
    del training[1][2]
    assert lint(mission(steps=[step("e1", training=training)])) == [
        "steps[1].training\u00a0: 3 variantes par position au moins (à la position 2)."
    ]
