"""The two missions on protection: personal data, cyberbullying. Fair, complete, judged as a teacher would."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from challenges.content import read_content
from challenges.domain.correction import Verdict, judge
from challenges.domain.schema import ChallengeKind
from missions.content import FOLDER
from missions.domain.content import parse_mission
from missions.domain.lint import lint_mission

STATIC = Path(__file__).resolve().parents[2] / "static"
SVG = "{http://www.w3.org/2000/svg}"
CODES = ("proteger-ses-donnees-personnelles", "lutter-contre-le-cyberharcelement")
READ = {code: parse_mission(read_content(FOLDER / f"{code}.yaml")) for code in CODES}
CHALLENGES = tuple(chain.from_iterable(challenges for _mission, challenges, _problems in READ.values()))
BY_CODE = {challenge.code: challenge for challenge in CHALLENGES}
DRAWINGS = sorted(path for code in CODES for path in (STATIC / "missions" / code).glob("*.svg"))


def pictures_of(code):
    mission, challenges, _problems = READ[code]
    frames = (c.task.media.pictures for c in challenges if c.kind is ChallengeKind.LESSON and c.task.media)
    return [
        mission.picture,
        *chain.from_iterable(c.pictures for c in challenges),
        *chain.from_iterable(frames),
    ]


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_left_to_mend(code):
    mission, challenges, problems = READ[code]
    assert problems == []
    found = lint_mission(mission, challenges, picture_exists=lambda file: (STATIC / file).is_file())
    assert [str(problem) for problem in found] == []


@pytest.mark.parametrize("code", CODES)
def test_every_activity_has_enough_positions_and_variants_of_one_kind(code):
    mission, _challenges, _problems = READ[code]
    fewest = {"training": 3, "validation": 3, "dare": 2, "tutorial": 1}
    for path, activity in mission.activities():
        level = path.rpartition(".")[2]
        assert len(activity) >= (5 if level == "tutorial" else 3), path
        for position in activity:
            assert len(position) == fewest[level], position
            assert len({BY_CODE[each].kind for each in position}) == 1
            assert len({len(BY_CODE[each].choices) for each in position}) == 1


@pytest.mark.parametrize("code", CODES)
def test_all_the_ways_of_asking_are_used(code):
    _mission, challenges, _problems = READ[code]
    kinds = {challenge.kind for challenge in challenges}
    assert kinds >= set(ChallengeKind) - {ChallengeKind.SIMULATOR, ChallengeKind.LISTING}
    assert any(choice.picture for challenge in challenges for choice in challenge.choices)
    assert any(c.task.media for c in challenges if c.kind is ChallengeKind.LESSON)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", [3, 4])
def test_no_rank_is_the_right_one_more_than_half_of_the_time(code, size):
    ranks = Counter()
    for challenge in READ[code][1]:
        if challenge.kind is ChallengeKind.SINGLE_CHOICE and len(challenge.choices) == size:
            ranks.update(n for n, each in enumerate(challenge.choices) if each.id in challenge.task.right)
        for gap in getattr(challenge.task, "gaps", ()):
            if len(gap.options) == size:
                ranks.update(n for n, each in enumerate(gap.options) if each.id == gap.right)
    if ranks.total() > size:
        assert max(ranks.values()) <= ranks.total() / 2


PHONE = ["téléphone", "Le telephone", "numéro de téléphone", "mon numéro de téléphone", "telefone"]
ADDRESS = ["adresse", "Mon adresse", "adrese", "l'adresse"]
SCHOOL = ["école", "Ecole", "mon école", "le nom de l'école"]
BIRTH = ["date de naissance", "Ma date de naissance", "naissance", "date de naisance"]
TOWN = ["ville", "Ma ville", "la ville"]
SURNAME = ["nom de famille", "Nom", "mon nom de famille"]
OTHERS = ["pseudonyme", "mot de passe", "le mot de passe", "la case pseudonyme", "aucune", "toutes", "oui"]
REPORT = ["Signaler", "je signale", "signalé", "le bouton signaler", "signaler le message"]
NO_REPORT = [
    "bloquer",
    "répondre",
    "le bouton bloquer",
    "le bouton répondre",
    "bloquer le compte",
    "partager",
]
TYPED = {
    "donnees-partage-di-8": (TOWN, ["pseudonyme", "nom"]),
    "donnees-partage-en-3a": (BIRTH, OTHERS),
    "donnees-partage-en-3b": (SURNAME, OTHERS),
    "donnees-partage-en-3c": (TOWN, OTHERS),
    "donnees-partage-va-3a": (PHONE, OTHERS),
    "donnees-partage-va-3b": (ADDRESS, OTHERS),
    "donnees-partage-va-3c": (SCHOOL, OTHERS),
    "donnees-defi-4a": (ADDRESS, [*OTHERS, "livre préféré"]),
    "donnees-defi-4b": (BIRTH, [*OTHERS, "niveau de jeu"]),
    "harcelement-agir-di-8": (REPORT, NO_REPORT),
}


def test_every_typed_answer_has_its_examples():
    assert {c.code for c in CHALLENGES if c.kind is ChallengeKind.SHORT_TEXT} == set(TYPED)


ACTED = {
    "harcelement-agir-en-4a": "bloquer",
    "harcelement-agir-en-4b": "signaler",
    "harcelement-agir-en-4c": "bloquer",
    "harcelement-agir-va-4a": "signaler",
    "harcelement-agir-va-4b": "bloquer",
    "harcelement-agir-va-4c": "signaler",
}


@pytest.mark.parametrize("code", sorted(ACTED))
def test_sending_a_mockery_on_is_never_right_and_doing_more_to_stop_it_is(code):
    right = {"bloquer", "signaler", "partager"}
    sets = [{ACTED[code]}, {"bloquer", "signaler"}, right, {"partager"}, right - {ACTED[code]}]
    verdicts = [judge(BY_CODE[code], [f"actions:{'+'.join(sorted(done))}"]) for done in sets]
    assert verdicts == [Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG, Verdict.WRONG, Verdict.WRONG]


@pytest.mark.parametrize("code", sorted(TYPED))
def test_what_pupils_type_is_judged_as_a_teacher_would(code):
    right, wrong = TYPED[code]
    judged_right = {text for text in right + wrong if judge(BY_CODE[code], [text]) is Verdict.RIGHT}
    assert judged_right == set(right)


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("3018", Verdict.RIGHT), ("30 18", Verdict.RIGHT), ("le 3018", Verdict.RIGHT), ("30.18", Verdict.RIGHT)]
    + [(wrong, Verdict.WRONG) for wrong in ("3019", "318", "18", "3020", "30180")],
)
def test_the_number_to_call_is_typed_exactly(number, verdict):
    challenge = BY_CODE["harcelement-agir-en-2a"]
    _number, days = challenge.task.model_answer()
    assert judge(challenge, [number, days]) is verdict


@pytest.mark.parametrize("code", CODES)
def test_every_drawing_is_used_and_tells_its_true_size(code):
    assert {picture.file for picture in pictures_of(code)} == {
        f"missions/{code}/{path.name}" for path in DRAWINGS if path.parent.name == code
    }
    for picture in pictures_of(code):
        root = ET.parse(STATIC / picture.file).getroot()  # noqa: S314 (our own file)
        size = f"0 0 {picture.width} {picture.height}"
        assert (root.get("viewBox"), root.get("width")) == (size, str(picture.width)), picture.file


@pytest.mark.parametrize("code", CODES)
def test_the_text_of_a_drawing_is_told_to_those_who_do_not_see_it(code):
    for picture in pictures_of(code):
        root = ET.parse(STATIC / picture.file).getroot()  # noqa: S314 (our own file)
        for text in root.iter(f"{SVG}text"):
            assert text.text.rstrip("\u00a0:.").casefold() in picture.alt.casefold(), picture.file
            assert re.fullmatch(r"\d+", text.get("font-size")), picture.file
            assert int(text.get("font-size")) >= 17, picture.file
