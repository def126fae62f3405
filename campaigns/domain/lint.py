"""Proof-reading a competence that is well formed: enough of everything, and written for its readers."""

import re
from collections.abc import Callable, Iterator

from campaigns.domain.framework import CompetenceSpec
from campaigns.domain.practice import LEAST_SHARE, deeds_of
from challenges.domain.lint import lint_picture
from challenges.domain.lint_teenagers import check_text, lint_for_teenagers
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.tutorials import TutorialFormat, TutorialSpec
from challenges.domain.wording import words

FEWEST_TUBES = 3
FEWEST_LEVELS = 5
LEVELS_TO_COVER = range(1, 7)
FEWEST_CHALLENGES_A_SKILL = 2
FEWEST_WORDS = 60
LONGEST_TITLE = 70
MAIN_HEADING = re.compile(r"^ {0,3}#(?=\s|$)", re.MULTILINE)


def lint_competence(
    competence: CompetenceSpec,
    *,
    picture_exists: Callable[[str], bool],
    file_exists: Callable[[str], bool],
) -> list[ContentProblem]:
    """Return what an author should mend in a competence that was read without problem.

    picture_exists, file_exists: tell whether a path under static/ is a file.
    """
    problems = lint_extent(competence)
    for where, text in texts_to_read(competence):
        problems += check_text(text, where)
    for where, title in _titles(competence):
        if len(title) > LONGEST_TITLE:
            problems.append(_advice(where, f"un titre de {len(title)} signes, {LONGEST_TITLE} au plus."))
    for challenge in competence.challenges:
        problems += lint_for_teenagers(challenge, picture_exists=picture_exists, file_exists=file_exists)
    for tutorial in competence.tutorials:
        problems += lint_tutorial(tutorial, picture_exists=picture_exists)
    return problems


def lint_extent(competence: CompetenceSpec) -> list[ContentProblem]:
    """Warn of a competence that asks too little of something."""
    problems = []
    if len(competence.tubes) < FEWEST_TUBES:
        problems.append(_advice("thematics", f"{FEWEST_TUBES} sujets au moins sont conseillés."))
    for tube in competence.tubes:
        if len(tube.skills) < FEWEST_LEVELS:
            problems.append(_advice(tube.code, f"{FEWEST_LEVELS} niveaux au moins sont conseillés."))
    present = {skill.level for skill in competence.skills}
    if missing := sorted(set(LEVELS_TO_COVER) - present):
        problems.append(_advice("thematics", f"rien n’est demandé au niveau {missing[0]}."))
    challenges = competence.challenges
    if len(challenges) < FEWEST_CHALLENGES_A_SKILL * len(competence.skills):
        problems.append(_advice("thematics", "deux épreuves par acquis, en moyenne, sont conseillées."))
    if sum(bool(deeds_of(each)) for each in challenges) < LEAST_SHARE * len(challenges):
        problems.append(_advice("thematics", "un tiers des épreuves au moins fait faire quelque chose."))
    return problems


def lint_tutorial(tutorial: TutorialSpec, *, picture_exists: Callable[[str], bool]) -> list[ContentProblem]:
    """Return what an author should mend in a tutorial."""
    where = tutorial.code
    problems = check_text(tutorial.text, f"{where}.text")
    if MAIN_HEADING.search(tutorial.text):
        message = "les titres commencent à « ## » : la page a déjà le sien."
        problems.append(ContentProblem(f"{where}.text", message))
    if len(words(tutorial.text)) < FEWEST_WORDS:
        problems.append(
            _advice(f"{where}.text", f"{FEWEST_WORDS} mots au moins pour apprendre quelque chose.")
        )
    if tutorial.format is TutorialFormat.PICTURE and not tutorial.picture:
        problems.append(ContentProblem(where, "une image commentée a une image."))
    if tutorial.picture:
        problems += lint_picture(tutorial.picture, where, picture_exists=picture_exists, check=check_text)
    return problems


def texts_to_read(competence: CompetenceSpec) -> Iterator[tuple[str, str]]:
    """Yield every text of a competence outside its challenges and tutorials' bodies, with its place."""
    yield "description", competence.description
    yield from _titles(competence)
    for tube in competence.tubes:
        yield f"{tube.code}.description", tube.description
    for skill in competence.skills:
        yield f"{skill.code}.hint", skill.hint


def _titles(competence: CompetenceSpec) -> Iterator[tuple[str, str]]:
    yield from ((f"{thematic.code}.title", thematic.title) for thematic in competence.thematics)
    yield from ((f"{tube.code}.title", tube.title) for tube in competence.tubes)
    yield from ((f"{skill.code}.title", skill.title) for skill in competence.skills)
    for tutorial in competence.tutorials:
        yield f"{tutorial.code}.title", tutorial.title
        yield from ((f"{tutorial.code}.links", link.title) for link in tutorial.links)


def _advice(where: str, message: str) -> ContentProblem:
    return ContentProblem(where, message, Severity.WARNING)
