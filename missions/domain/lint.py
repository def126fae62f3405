"""Proof-reading a whole mission: its own texts, its challenges, and enough of them to play again."""

import re
from collections.abc import Callable, Iterable

from challenges.domain.lint import lint_challenge, lint_picture
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.readability import TARGET_FOR_CHILDREN, reading_ease
from challenges.domain.schema import ChallengeSpec
from challenges.domain.wording import check_bubble, check_children_text, check_typography
from missions.domain.content import MissionSpec

FEWEST_POSITIONS = 3
FEWEST_VARIANTS = 2
MAIN_HEADING = re.compile(r"^# ", re.MULTILINE)


def lint_mission(
    mission: MissionSpec, challenges: Iterable[ChallengeSpec], *, picture_exists: Callable[[str], bool]
) -> list[ContentProblem]:
    """Return what an author should mend in a mission file that was read without problem.

    challenges: those of the file. picture_exists: tells whether a path under static/ is a file.
    """
    challenges = tuple(challenges)
    problems = lint_texts(mission) + lint_extent(mission)
    known = {challenge.code for challenge in challenges}
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
        if where.endswith("tutorial"):
            continue
        if len(activity) < FEWEST_POSITIONS:
            message = f"{len(activity)} position(s) ; {FEWEST_POSITIONS} au moins sont conseillées."
            problems.append(ContentProblem(where, message, Severity.WARNING))
        if where != "dare" and any(len(position) < FEWEST_VARIANTS for position in activity):
            message = f"{FEWEST_VARIANTS} variantes par position au moins sont conseillées."
            problems.append(ContentProblem(where, message, Severity.WARNING))
    return problems


def lint_reading_ease(mission: MissionSpec, challenges: Iterable[ChallengeSpec]) -> list[ContentProblem]:
    """Warn when the children's texts of the whole mission are hard to read."""
    texts = [*mission.objectives, *mission.achievements]
    for challenge in challenges:
        texts += [*challenge.bubbles, *(choice.text for choice in challenge.choices)]
    ease = reading_ease(texts)
    if ease >= TARGET_FOR_CHILDREN:
        return []
    message = f"indice de lisibilité {ease:.0f} ; {TARGET_FOR_CHILDREN} au moins est souhaité."
    return [ContentProblem(mission.code, message, Severity.WARNING)]
