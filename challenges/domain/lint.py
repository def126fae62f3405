"""Proof-reading a challenge that is well formed: is it well written, and can everybody answer it?"""

from collections.abc import Callable

from challenges.domain.parts import Picture
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec
from challenges.domain.wording import check_bubble, check_children_text, check_explanation

MOST_CHOICES = 6
ALT_MAX_LENGTH = 700


def lint_challenge(spec: ChallengeSpec, *, picture_exists: Callable[[str], bool]) -> list[ContentProblem]:
    """Return what an author should mend. picture_exists: tells whether a path under static/ is a file."""
    where = spec.code
    problems = []
    for number, bubble in enumerate(spec.bubbles, start=1):
        problems += check_bubble(bubble, f"{where}.bubbles[{number}]")
    problems += check_children_text(spec.hint, f"{where}.hint")
    for number, choice in enumerate(spec.choices, start=1):
        problems += check_children_text(choice.text, f"{where}.choices[{number}]")
    for picture in spec.pictures:
        problems += lint_picture(picture, where, picture_exists=picture_exists)
    problems += check_explanation(spec.explanation, f"{where}.explanation")
    if len(spec.choices) > MOST_CHOICES:
        message = f"{len(spec.choices)} choix, {MOST_CHOICES} au plus."
        problems.append(ContentProblem(f"{where}.choices", message, Severity.WARNING))
    return problems


def lint_picture(
    picture: Picture, where: str, *, picture_exists: Callable[[str], bool]
) -> list[ContentProblem]:
    """Return what is wrong with a picture: a missing file, or a text that does not replace it well."""
    where = f"{where}.picture"
    problems = check_children_text(picture.alt, f"{where}.alt")
    if len(picture.alt) > ALT_MAX_LENGTH:
        message = f"un texte de {len(picture.alt)} signes, {ALT_MAX_LENGTH} au plus."
        problems.append(ContentProblem(f"{where}.alt", message))
    if not picture_exists(picture.file):
        problems.append(ContentProblem(f"{where}.file", f"pas de fichier « {picture.file} » sous static/."))
    return problems
