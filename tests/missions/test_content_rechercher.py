"""The mission « Rechercher sur internet »: well written, answerable by all, judged as a teacher would."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from challenges.content import read_content
from challenges.domain.correction import Verdict, judge
from challenges.domain.schema import ChallengeKind
from missions.domain.content import parse_mission
from missions.domain.lint import lint_mission

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
FOLDER = "missions/rechercher-sur-internet"
DRAWINGS = sorted((STATIC / FOLDER).glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"

MISSION, CHALLENGES, PROBLEMS = parse_mission(
    read_content(ROOT / "missions" / "content" / "rechercher-sur-internet.yaml")
)
BY_CODE = {challenge.code: challenge for challenge in CHALLENGES}
PICTURES = [MISSION.picture, *(picture for challenge in CHALLENGES for picture in challenge.pictures)]


def test_nothing_is_left_to_mend():
    assert PROBLEMS == []
    found = lint_mission(MISSION, CHALLENGES, picture_exists=lambda file: (STATIC / file).is_file())
    assert [str(problem) for problem in found] == []


def test_it_has_two_steps_enough_positions_and_a_variant_for_each_time_an_activity_can_be_played():
    assert (MISSION.title, MISSION.competence, len(MISSION.steps)) == ("Rechercher sur internet", "1.1", 2)
    assert len(MISSION.objectives) == 2
    fewest = {"training": 3, "validation": 3, "dare": 2}
    for path, activity in MISSION.activities():
        level = path.rpartition(".")[2]
        if level != "tutorial":
            assert len(activity) >= 3, path
            assert min(map(len, activity)) >= fewest[level], path


def test_every_activity_that_is_judged_asks_in_three_ways():
    for path, activity in MISSION.activities():
        for variant in range(min(map(len, activity)) if not path.endswith("tutorial") else 0):
            kinds = {BY_CODE[position[variant]].kind for position in activity}
            assert len(kinds) >= 3, path


def test_a_tutorial_begins_with_a_lesson_and_asks_in_between():
    for step in MISSION.steps:
        kinds = [BY_CODE[position[0]].kind for position in step.tutorial]
        assert kinds[0] is ChallengeKind.LESSON
        assert Counter(kinds)[ChallengeKind.LESSON] >= 3
        assert len([kind for kind in kinds if kind is not ChallengeKind.LESSON]) >= 3


def test_variants_of_a_position_ask_in_the_same_way():
    for _path, activity in MISSION.activities():
        for position in activity:
            assert len({BY_CODE[code].kind for code in position}) == 1


def test_the_rank_of_the_right_result_cannot_be_guessed():
    """Results are not shuffled: no rank is the right one more than half of the time."""
    ranked = [c for c in CHALLENGES if c.kind is ChallengeKind.SINGLE_CHOICE and not c.task.is_shuffled]
    ranks = Counter(choice.text for c in ranked for choice in c.choices if choice.id in c.task.right)
    assert len(ranked) >= 6
    assert max(ranks.values()) <= len(ranked) / 2


RIGHT = {
    "recherche-mots-di-7": ["Dinosaure", "dinosaures", "un dinosaure", "dinausaure"],
    "recherche-mots-en-3a": ["Oiseaux ", "oisau", "l'oiseau", "un animal"],
    "recherche-mots-en-3b": ["Pain", "du pain", "baguette de pain", "boulangerie"],
    "recherche-mots-en-3c": ["Légume", "un legume", "recettes", "a manger", "graines"],
    "recherche-mots-va-3a": ["Fruit", "un fruit", "le fruit", "kiwi fruit", "a manger", "recettes"],
    "recherche-mots-va-3b": ["animal", "un animal", "ANIMAUX", "rongeur", "mamifère"],
    "recherche-mots-va-3c": ["planete", "planette", "La planète Mars", "une planète", "systeme solaire"],
    "recherche-page-di-7": ["2024", "en 2024", "14 mai 2024", "L'année 2024.", "14/05/2024"],
    "recherche-page-di-9": ["4", "Quatre", "4 ailes", "Elle a quatre ailes.", "elle a 4 ailes"],
    "recherche-page-en-3a": ["3", "Trois.", "3 coeurs", "3 coeur", "Une pieuvre a trois cœurs."],
    "recherche-page-en-3b": ["7", "sept", "7 vertebres", "Il y en a 7.", "sept vertebre"],
    "recherche-page-en-3c": ["21", "vingt-et-un", "21 jours", "21 jour", "Après vingt et un jours."],
    "recherche-page-va-3a": ["1", "une", "1 seule", "une seule bosse", "Un dromadaire a une seule bosse."],
    "recherche-page-va-3b": ["pacifique", "l'océan Pacifique", "Ocean pasifique"],
    "recherche-page-va-3c": ["levraut", "Le levraut.", "levrau", "un levrault"],
}
WRONG = {
    "recherche-mots-di-7": ["dinozore", "un dinozore", "dino", "essaie avec dinozore"],
    "recherche-mots-en-3a": ["grue", "machine", "chantier", "Tiago"],
    "recherche-mots-en-3b": ["baguette", "magique", "magie", "Inès"],
    "recherche-mots-en-3c": ["lentille", "yeux", "lunettes", "Nina"],
    "recherche-mots-va-3a": ["oiseau", "kiwi", "image", "Maë"],
    "recherche-mots-va-3b": ["ordinateur", "souris", "clavier"],
    "recherche-mots-va-3c": ["mars", "mois", "avril"],
    "recherche-page-di-7": ["2025", "2014", "14", "mai"],
    "recherche-page-di-9": ["6", "six", "2", "3", "deux"],
    "recherche-page-en-3a": ["8", "huit", "2", "deux"],
    "recherche-page-en-3b": ["12", "douze", "6"],
    "recherche-page-en-3c": ["3", "trois", "3 minutes", "20", "12"],
    "recherche-page-va-3a": ["2", "deux", "deux bosses"],
    "recherche-page-va-3b": ["c'est l'océan Arctique", "c'est l'Arctique", "Arctique", "Indien"],
    "recherche-page-va-3c": ["lapereau", "le lapereau", "il s'appelle le lapereau", "lièvre", "lapin"],
}


def test_every_typed_answer_has_its_examples():
    typed = {challenge.code for challenge in CHALLENGES if challenge.kind is ChallengeKind.SHORT_TEXT}
    assert typed == set(RIGHT) == set(WRONG)


@pytest.mark.parametrize("code", sorted(RIGHT))
def test_what_pupils_type_is_judged_as_a_teacher_would(code):
    judged_right = {
        text for text in RIGHT[code] + WRONG[code] if judge(BY_CODE[code], [text]) is Verdict.RIGHT
    }
    assert judged_right == set(RIGHT[code])


def test_every_drawing_is_used_and_tells_its_true_size():
    assert {picture.file for picture in PICTURES} == {f"{FOLDER}/{path.name}" for path in DRAWINGS}
    for picture in PICTURES:
        root = ET.parse(STATIC / picture.file).getroot()  # noqa: S314 (our own file)
        size = f"0 0 {picture.width} {picture.height}"
        assert (root.get("viewBox"), root.get("width")) == (size, str(picture.width)), picture.file


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: Path(picture.file).stem)
def test_the_text_of_a_drawing_is_told_to_those_who_do_not_see_it(picture):
    root = ET.parse(STATIC / picture.file).getroot()  # noqa: S314 (our own file)
    for text in root.iter(f"{SVG}text"):
        for part in re.split(r" — ", text.text.rstrip("\u00a0:.")):
            assert part.casefold() in picture.alt.casefold()


def test_addresses_are_those_that_nobody_can_own():
    addresses = [
        text.text
        for path in DRAWINGS
        for text in ET.parse(path).getroot().iter(f"{SVG}text")  # noqa: S314 (our own file)
        if text.text.startswith("www.")
    ]
    assert addresses
    assert all(re.fullmatch(r"www\.[a-z-]+\.example", address) for address in addresses)
