"""Codes of the questions of missions: readable, and for ever (challenges/domain/register.py).

A code is « subject-skill-level-number-letter »: recherche-mots-va-2b is variant b of a question of the
validation of the step « mots » in the mission « recherche »; a dare has no skill: recherche-defi-1a.
"""

import re
from collections.abc import Sequence

from challenges.domain.catalogue import place_of
from challenges.domain.problems import ContentProblem, Severity
from missions.domain.catalogue import MissionFile

CODE = re.compile(r"(?P<subject>[a-z0-9]+)(?:-[a-z0-9]+)*?-(?P<level>di|en|va|defi)-\d+[a-z]?")
LEVELS = {"tutorial": "di", "training": "en", "validation": "va", "dare": "defi"}


def lint_codes(files: Sequence[MissionFile]) -> list[ContentProblem]:
    """Warn of codes that do not say where their question belongs, or that two missions could both give."""
    problems = []
    owners: dict[str, str] = {}
    for file in files:
        subjects = set()
        for where, activity in file.mission.activities():
            level = LEVELS[where.rpartition(".")[2]]
            for code in (code for position in activity for code in position):
                match = CODE.fullmatch(code)
                if match is None or match["level"] != level:
                    message = f"le code s’écrit « sujet-savoir-{level}-1a » (sujet-defi-1a dans le défi)."
                    problems.append(ContentProblem(place_of(file, code), message, Severity.WARNING))
                else:
                    subjects.add(match["subject"])
        if len(subjects) > 1:
            message = f"tous les codes commencent par le même mot, pas par {', '.join(sorted(subjects))}."
            problems.append(ContentProblem(file.name, message, Severity.WARNING))
        for subject in sorted(subjects):
            if owners.setdefault(subject, file.name) != file.name:
                message = f"les codes de {owners[subject]} commencent déjà par « {subject} »."
                problems.append(ContentProblem(file.name, message, Severity.WARNING))
    return problems
