"""Proof-reading a challenge that is well formed: is it well written, and can everybody answer it?"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from challenges.domain.kinds.fill_in import FillIn
from challenges.domain.kinds.listing import Listing
from challenges.domain.kinds.placing import Placing
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.media import Video
from challenges.domain.parts import Picture
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec
from challenges.domain.texts import childrens_texts, placed_pictures
from challenges.domain.wording import check_bubble, check_children_text, check_explanation

# Proof-reads a text: the text, and where it stands.
Check: TypeAlias = Callable[[str, str], list[ContentProblem]]

MOST_CHOICES = 6
ALT_MAX_LENGTH = 700


def lint_challenge(spec: ChallengeSpec, *, picture_exists: Callable[[str], bool]) -> list[ContentProblem]:
    """Return what an author should mend. picture_exists: tells whether a path under static/ is a file."""
    code = spec.code
    problems = []
    for each in childrens_texts(spec):
        check = check_bubble if each.is_bubble else check_children_text
        problems += check(each.text, f"{code}.{each.where}")
    problems += lint_pictures(spec, picture_exists=picture_exists)
    problems += check_explanation(spec.explanation, f"{code}.explanation")
    if isinstance(spec.task, Simulator):
        problems += check_explanation(spec.task.solution, f"{code}.solution")
    if spec.files or spec.alternative or spec.timer or spec.is_focused:
        message = "files, alternative, timer et focused ne sont montrés qu’au collège et au lycée."
        problems.append(ContentProblem(code, message))
    return problems + lint_long_lists(spec)


def lint_long_lists(spec: ChallengeSpec) -> list[ContentProblem]:
    """Warn of more choices, labels, options or places than one can compare."""
    return [
        ContentProblem(f"{spec.code}.{where}", f"{count} choix, {MOST_CHOICES} au plus.", Severity.WARNING)
        for where, count in _numbers_of_choices(spec)
        if count > MOST_CHOICES
    ]


def lint_pictures(
    spec: ChallengeSpec, *, picture_exists: Callable[[str], bool], check: Check = check_children_text
) -> list[ContentProblem]:
    """Return what is wrong with the pictures and the video of a challenge. check: reads their texts."""
    problems = []
    for each in placed_pictures(spec):
        where = ".".join(part for part in (spec.code, each.where) if part)
        problems += lint_picture(each.picture, where, picture_exists=picture_exists, check=check)
    alts = Counter(choice.picture.alt.casefold() for choice in spec.choices if choice.picture)
    if alts and max(alts.values()) > 1:
        message = "deux images ont le même texte : qui ne les voit pas ne peut choisir."
        problems.append(ContentProblem(f"{spec.code}.choices", message))
    if isinstance(spec.media, Video):
        for file in (spec.media.file, spec.media.captions):
            problems += lint_file(file, f"{spec.code}.video", picture_exists)
    return problems


def lint_picture(
    picture: Picture,
    where: str,
    *,
    picture_exists: Callable[[str], bool],
    check: Check = check_children_text,
) -> list[ContentProblem]:
    """Return what is wrong with a picture: a missing file, or a text that does not replace it well."""
    where = f"{where}.picture"
    problems = check(picture.alt, f"{where}.alt")
    if len(picture.alt) > ALT_MAX_LENGTH:
        message = f"un texte de {len(picture.alt)} signes, {ALT_MAX_LENGTH} au plus."
        problems.append(ContentProblem(f"{where}.alt", message))
    return problems + lint_file(picture.file, f"{where}.file", picture_exists)


def lint_file(file: str, where: str, exists: Callable[[str], bool]) -> list[ContentProblem]:
    """Return that a file is missing where it is."""
    return [] if exists(file) else [ContentProblem(where, f"pas de fichier « {file} » sous static/.")]


def _numbers_of_choices(spec: ChallengeSpec) -> Iterator[tuple[str, int]]:
    """Yield each list that a pupil has to compare or to fill, with its length."""
    yield "choices", len(spec.choices)
    if isinstance(spec.task, Placing | Listing):
        yield "labels", len(spec.task.labels)
    if isinstance(spec.task, FillIn):
        for number, gap in enumerate(spec.task.gaps, start=1):
            yield f"gaps[{number}].options", len(gap.options)
