"""What no mission file can show alone: codes, doubles, the ranks of right answers, figures."""

import re
from pathlib import Path

import pytest
import yaml

from challenges.domain.crcn import COMPETENCES
from challenges.domain.doubles import lint_doubles
from challenges.domain.ranks import lint_ranks
from challenges.domain.register import lint_register, read_register, write_register
from challenges.domain.schema import ChallengeKind, parse_challenge
from missions.content import read_catalogue
from missions.content.summary import figures_of, summary
from missions.domain.catalogue import MissionFile
from missions.domain.codes import lint_codes
from missions.domain.content import parse_mission
from tests.missions.test_content_format import mission, question


def asked(code: str, **changes: object) -> dict[str, object]:
    return {**question(code), **changes}


def file_of(*dare: dict[str, object], **changes: object) -> MissionFile:
    """A mission of which only the dare matters, each question a position of its own."""
    own = {"steps": [plain_step()], "dare": [[each] for each in dare] or [[asked("loup-defi-1a")]]}
    spec, challenges, problems = parse_mission(mission(**{**own, **changes}))
    assert problems == []
    return MissionFile(spec, challenges)


def plain_step() -> dict[str, object]:
    levels = {"tutorial": "di", "training": "en", "validation": "va"}
    return {"name": "Les mots"} | {
        key: [[asked(f"loup-mots-{level}-1a", bubbles=[f"Question {level}"])]]
        for key, level in levels.items()
    }


def messages(problems: list) -> list[str]:
    return [str(problem).replace("\u00a0", " ") for problem in problems]


def test_codes_tell_the_subject_the_skill_the_level_and_the_variant():
    codes = ["loup-defi-1a", "loup-defi-12", "loup-defi-2b"]
    assert lint_codes([file_of(*map(asked, codes))]) == []


@pytest.mark.parametrize("code", ["loup-va-1a", "loup-defi", "defi-1a", "loup-defi-1-a", "loup-1a"])
def test_a_code_that_does_not_say_its_level_is_told(code):
    (problem,) = messages(lint_codes([file_of(asked(code))]))
    assert problem.startswith(f"chercher.yaml › {code} : le code s’écrit « sujet-savoir-defi-1a »")


def test_all_codes_of_a_mission_begin_with_one_word_of_its_own():
    (problem,) = messages(lint_codes([file_of(asked("renard-defi-1a"))]))
    assert problem == "chercher.yaml : tous les codes commencent par le même mot, pas par loup, renard."
    (problem,) = messages(lint_codes([file_of(), file_of(code="classer")]))
    assert problem == "classer.yaml : les codes de chercher.yaml commencent déjà par « loup »."


def test_a_code_keeps_its_kind_and_its_right_answer_for_ever():
    before = file_of(asked("loup-defi-1a"))
    register = read_register(write_register("# pour les gens\n", [before]))
    assert lint_register([before], register) == []
    in_other_words = asked(
        "loup-defi-1a", bubbles=["Où habite le loup ?"], choices=[{"right": " Ici"}, {"wrong": "là"}]
    )
    assert lint_register([file_of(in_other_words)], register) == []
    another = asked("loup-defi-1a", choices=[{"right": "ailleurs"}, {"wrong": "ici"}])
    (problem,) = messages(lint_register([file_of(another)], register))
    assert problem.startswith("chercher.yaml › loup-defi-1a : ce code est inscrit avec un autre genre")


def test_more_texts_may_be_accepted_but_the_model_answer_stays():
    typed = {
        "code": "loup-defi-1a",
        "kind": "SHORT_TEXT",
        "bubbles": ["Qui ?"],
        "accepted": ["loup"],
        "explanation": "Oui.",
    }
    register = read_register(write_register("", [file_of(typed)]))
    assert lint_register([file_of({**typed, "accepted": ["loup", "une louve"]})], register) == []
    assert lint_register([file_of({**typed, "accepted": ["renard", "loup"]})], register)


def test_new_codes_are_to_be_registered_and_nothing_that_is_registered_changes():
    register = "# pour les gens\nancien-defi-1a SINGLE_CHOICE 00000000\nloup-defi-1a LESSON 11111111\n"
    (problem,) = messages(lint_register([file_of()], read_register(write_register(register, [file_of()]))))
    assert "loup-defi-1a" in problem
    lines = write_register(register, [file_of()]).splitlines()
    assert lines[:3] == register.splitlines()
    assert [line.split()[0] for line in lines[3:]] == [
        "loup-mots-di-1a",
        "loup-mots-en-1a",
        "loup-mots-va-1a",
    ]
    (problem, _reused) = sorted(messages(lint_register([file_of()], read_register(register))), key=len)
    assert problem.startswith("chercher.yaml : 3 code(s) à inscrire (loup-mots-di-1a, ")


TEXT = "Ce matin, {} cherche dans la forêt la trace d’un animal gris qui hurle la nuit. Quel est cet animal ?"


def test_questions_that_differ_by_a_name_are_doubles():
    one, other = (asked(f"loup-defi-{n}a", bubbles=[TEXT.format(n)]) for n in ("1", "2"))
    (problem,) = messages(lint_doubles([file_of(one, other)]))
    assert problem == (
        "chercher.yaml › loup-defi-1a : presque la même question que loup-defi-2a, avec la même réponse."
    )
    found = lint_doubles([file_of(one), file_of(other, code="classer")])
    assert [problem.where for problem in found if "-defi-" in problem.where] == [
        "chercher.yaml › loup-defi-1a"
    ]


def test_another_answer_another_picture_or_more_words_make_another_question():
    one = asked("loup-defi-1a", bubbles=[TEXT.format("Léa")])
    answer = asked("loup-defi-2a", bubbles=[TEXT.format("Tom")], choices=[{"right": "là"}, {"wrong": "ici"}])
    assert lint_doubles([file_of(one, answer)]) == []
    longer = asked("loup-defi-2a", bubbles=[TEXT.format("Tom, avec sa petite sœur,")])
    assert lint_doubles([file_of(one, longer)]) == []
    pictures = [
        {"file": "a.svg", "alt": alt} for alt in ("Une trace large et ronde.", "Un arbre penché, seul.")
    ]
    shown = [
        asked(f"loup-defi-{n}a", bubbles=[TEXT.format("Léa")], picture=picture)
        for n, picture in enumerate(pictures)
    ]
    assert lint_doubles([file_of(*shown)]) == []
    short = [asked(f"loup-defi-{n}a", bubbles=[f"Où vit {who} ?"]) for n, who in ((1, "le loup"), (2, "Zoé"))]
    assert lint_doubles([file_of(*short)]) == []


def ranked(number: int, rank: int, size: int = 3, *, shuffled: str = "no") -> dict[str, object]:
    """A question whose right choice stands at a rank."""
    texts = [f"{place} de {number}" for place in range(1, size + 1)]
    choices = [{"right" if place == rank else "wrong": text} for place, text in enumerate(texts, start=1)]
    return asked(f"loup-defi-{number}a", bubbles=[f"Question {number}"], choices=choices, shuffled=shuffled)


def test_a_rank_that_is_right_more_than_half_of_the_time_is_told():
    even = [ranked(number, 1 + number % 3) for number in range(6)]
    assert lint_ranks([file_of(*even)]) == []
    often = [ranked(number, rank) for number, rank in enumerate([2, 2, 2, 2, 1, 3])]
    assert messages(lint_ranks([file_of(*often)])) == [
        "chercher.yaml : sur 6 questions à 3 choix non mélangés, le bon est 4 fois au rang 2 : "
        "répartis les rangs."
    ]


def test_few_questions_or_shuffled_choices_say_nothing_about_ranks():
    assert lint_ranks([file_of(*(ranked(number, 2) for number in range(5)))]) == []
    assert lint_ranks([file_of(*(ranked(number, 1, shuffled="yes") for number in range(9)))]) == []


def test_all_missions_together_are_more_even_than_one():
    half = [ranked(number, rank) for number, rank in enumerate([2, 2, 2, 1, 3, 1])]
    files = [file_of(*half, code=f"mission-{number}") for number in range(3)]
    assert [problem.where for problem in lint_ranks(files)] == ["tous les fichiers"]


def test_the_summary_counts_missions_questions_variants_and_kinds():
    figures = figures_of([file_of(asked("loup-defi-1a"), asked("loup-defi-2a"))])
    assert (figures.challenges, figures.positions, figures.variants) == (5, 5, 0)
    first, second = file_of(position="9", title="Dernière"), file_of(code="classer", title="Première " * 9)
    lines = summary([first, second])
    assert lines[2].startswith("Première Première")
    assert lines[2][39] == "…"
    assert lines[3].startswith("Dernière")
    assert lines[3].split()[1:6] == ["4", "4", "0", "0", "4"]
    assert lines[5].split()[:5] == ["Total", ":", "2", "8", "8"]
    assert len({len(line) for line in lines[:6]}) == 1
    assert any(line.startswith("Simulateurs") for line in lines)


GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "contenu.md").read_text(encoding="utf-8")


def test_the_examples_of_the_guide_can_be_read():
    (block,) = re.findall(r"```yaml\n(- .*?)```", GUIDE, re.S)
    kinds = set()
    for data in yaml.load(block, Loader=yaml.BaseLoader):  # noqa: S506 (builds texts alone)
        spec, problems = parse_challenge(data, where="guide")
        assert problems == []
        kinds.add(spec.kind)
    assert kinds == {
        ChallengeKind.LESSON,
        ChallengeKind.FILL_IN,
        ChallengeKind.MATCHING,
        ChallengeKind.ORDERING,
    }


def test_the_plan_of_the_guide_has_forty_missions_and_says_which_are_written():
    rows = re.findall(r"^\| (\d\.\d) [^|]+ \| (.+) \|$", GUIDE, re.M)
    titles = [(code, title) for code, cell in rows for title in cell.split(", ")]
    assert {code for code, _title in titles} == set(COMPETENCES)
    assert len(titles) == len({title for _code, title in titles}) == 40
    written = {(code, title.strip("*")) for code, title in titles if title.startswith("**")}
    assert written == {(mission.competence, mission.title) for mission in read_catalogue().missions}
