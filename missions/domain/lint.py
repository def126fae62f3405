"""Proof-reading a whole mission: its own texts, its challenges, and enough of them to play again."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from challenges.domain.lint import lint_challenge, lint_picture
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.readability import TARGET_FOR_CHILDREN, reading_ease
from challenges.domain.schema import ChallengeSpec
from challenges.domain.texts import childrens_texts
from challenges.domain.wording import (
    check_bubble,
    check_children_text,
    check_typography,
    shorten,
    words,
)
from missions.domain.content import Activity, MissionSpec

FEWEST_POSITIONS = 3
# An activity may come back in one attempt, a validation twice: its questions then are others.
FEWEST_VARIANTS: Mapping[str, int] = MappingProxyType({"training": 3, "validation": 3, "dare": 2})
WORDS_TO_BE_HARD = 5
MAIN_HEADING = re.compile(r"^# ", re.MULTILINE)


def lint_mission(
    mission: MissionSpec, challenges: Iterable[ChallengeSpec], *, picture_exists: Callable[[str], bool]
) -> list[ContentProblem]:
    """Return what an author should mend in a mission file that was read without problem.

    challenges: those of the file. picture_exists: tells whether a path under static/ is a file.
    """
    challenges = tuple(challenges)
    known = {challenge.code: challenge for challenge in challenges}
    problems = lint_texts(mission) + lint_extent(mission) + lint_variants(mission, known)
    for code in mission.challenge_codes():
        if code not in known:
            problems.append(ContentProblem(mission.code, f"l’épreuve « {code} » n’est pas dans le fichier."))
    for challenge in challenges:
        problems += lint_challenge(challenge, picture_exists=picture_exists)
    own_pictures = {
        "picture": mission.picture,
        "introduction": mission.introduction and mission.introduction.picture,
    }
    for where, picture in own_pictures.items():
        if picture:
            problems += lint_picture(picture, where, picture_exists=picture_exists)
    return problems + lint_reading_ease(mission, challenges)


def lint_texts(mission: MissionSpec) -> list[ContentProblem]:
    """Return what is wrong with the texts of the mission itself."""
    problems = check_children_text(mission.title, "title")
    for key in ("objectives", "achievements"):
        for number, text in enumerate(getattr(mission, key), start=1):
            problems += check_children_text(text, f"{key}[{number}]")
    for number, step in enumerate(mission.steps, start=1):
        problems += check_children_text(step.name, f"steps[{number}].name")
    for number, bubble in enumerate(mission.introduction.bubbles if mission.introduction else (), start=1):
        problems += check_bubble(bubble, f"introduction.bubbles[{number}]")
    problems += check_typography(mission.sheet, "sheet")
    if MAIN_HEADING.search(mission.sheet):
        problems.append(ContentProblem("sheet", "les titres commencent à « ## » : la page a déjà le sien."))
    return problems


def lint_extent(mission: MissionSpec) -> list[ContentProblem]:
    """Warn of an activity that is short, or that a pupil would meet twice with the same questions."""
    problems = []
    for where, activity in mission.activities():
        fewest = FEWEST_VARIANTS.get(where.rpartition(".")[2])
        if fewest is None:
            continue
        if len(activity) < FEWEST_POSITIONS:
            message = f"{len(activity)} position(s) ; {FEWEST_POSITIONS} au moins sont conseillées."
            problems.append(ContentProblem(where, message, Severity.WARNING))
        short = [str(rank) for rank, position in enumerate(activity, start=1) if len(position) < fewest]
        if short:
            message = f"{fewest} variantes par position au moins (à la position {', '.join(short)})."
            problems.append(ContentProblem(where, message, Severity.WARNING))
    return problems


def lint_variants(mission: MissionSpec, challenges: Mapping[str, ChallengeSpec]) -> list[ContentProblem]:
    """Warn of a position that asks in two ways: luck would decide which pupil has the easier one."""
    return [
        ContentProblem(
            f"{where}[{rank}]",
            "les variantes d’une position ont le même genre et le même nombre de choix.",
            Severity.WARNING,
        )
        for where, activity in mission.activities()
        for rank in _uneven_positions(activity, challenges)
    ]


def _uneven_positions(activity: Activity, challenges: Mapping[str, ChallengeSpec]) -> list[int]:
    """Return the ranks of the positions whose variants do not ask in the same way."""
    forms = [
        {(challenges[code].kind, len(challenges[code].choices)) for code in position if code in challenges}
        for position in activity
    ]
    return [rank for rank, form in enumerate(forms, start=1) if len(form) > 1]


def lint_reading_ease(mission: MissionSpec, challenges: Iterable[ChallengeSpec]) -> list[ContentProblem]:
    """Warn when the children's texts of the whole mission are hard to read."""
    texts = texts_to_read(mission, challenges)
    ease = reading_ease(texts)
    if ease >= TARGET_FOR_CHILDREN:
        return []
    hardest = min(
        (text for text in texts if len(words(text)) >= WORDS_TO_BE_HARD),
        key=lambda text: reading_ease([text]),
        default="",
    )
    message = (
        f"indice de lisibilité {ease:.0f} ; {TARGET_FOR_CHILDREN} au moins pour le CM1 et le CM2 : "
        f"des phrases plus courtes, des mots plus courts (le plus dur : {shorten(hardest)})"
    )
    return [ContentProblem(mission.code, message, Severity.WARNING)]


def texts_to_read(mission: MissionSpec, challenges: Iterable[ChallengeSpec]) -> list[str]:
    """Return all that a child reads in a mission, without the texts that replace pictures."""
    texts = [*mission.objectives, *mission.achievements]
    texts += mission.introduction.bubbles if mission.introduction else ()
    return texts + [each.text for challenge in challenges for each in childrens_texts(challenge)]
