"""Codes of questions: readable, and for ever.

A code is « subject-skill-level-number-letter »: recherche-mots-va-2b is variant b of a question of the
validation of the step « mots » in the mission « recherche »; a dare has no skill: recherche-defi-1a.

Answers keep the code of the question that was asked. So the register (missions/content/codes.txt) remembers,
of each code ever given, the kind and a digest of the right answer. A question that keeps both is the same
question in other words; one that changes either wants a new code, and a code is never given again.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from challenges.domain.kinds.short_text import ShortText
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec
from missions.domain.catalogue import MissionFile, all_challenges

CODE = re.compile(r"(?P<subject>[a-z0-9]+)(?:-[a-z0-9]+)*?-(?P<level>di|en|va|defi)-\d+[a-z]?")
LEVELS = {"tutorial": "di", "training": "en", "validation": "va", "dare": "defi"}
TOLD_AT_MOST = 3


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
                    problems.append(ContentProblem(file.where(code), message, Severity.WARNING))
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


def lint_register(files: Sequence[MissionFile], register: Mapping[str, str]) -> list[ContentProblem]:
    """Return the codes that were given to another question, and those that are not in the register yet."""
    problems = []
    for file in files:
        missing = [challenge.code for challenge in file.challenges if challenge.code not in register]
        problems += [
            ContentProblem(
                file.where(challenge.code),
                "ce code est inscrit avec un autre genre ou une autre bonne réponse : donne un code neuf "
                "(ou, si personne n’a encore vu la question, efface sa ligne de codes.txt).",
            )
            for challenge in file.challenges
            if register.get(challenge.code, entry_of(challenge)) != entry_of(challenge)
        ]
        if missing:
            told = ", ".join(missing[:TOLD_AT_MOST]) + (", …" if len(missing) > TOLD_AT_MOST else "")
            message = f"{len(missing)} code(s) à inscrire ({told}) : check_content --register."
            problems.append(ContentProblem(file.name, message, Severity.WARNING))
    return problems


def entry_of(challenge: ChallengeSpec) -> str:
    """Return what the register holds of a challenge: its kind and a digest of its right answer."""
    answer = "\x1f".join(sorted(" ".join(text.casefold().split()) for text in _right(challenge)))
    return f"{challenge.kind} {hashlib.sha256(answer.encode()).hexdigest()[:8]}"


def _right(challenge: ChallengeSpec) -> Iterable[str]:
    """Return the right answer in words; what else is accepted may be added at any time."""
    task = challenge.task
    if isinstance(task, ShortText | Simulator):
        return task.accepted[:1]
    return challenge.right_answers


def read_register(text: str) -> dict[str, str]:
    """Return the entry of each code of a register; lines that begin with # are for people."""
    lines = (line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#"))
    return {code: entry.strip() for code, entry in lines}


def write_register(text: str, files: Sequence[MissionFile]) -> str:
    """Return the register with the codes that it lacked, in order; what it holds is left as it is."""
    head = "".join(f"{line}\n" for line in text.splitlines() if line.startswith("#"))
    fresh = {challenge.code: entry_of(challenge) for _file, challenge in all_challenges(files)}
    entries = fresh | read_register(text)
    return head + "".join(f"{code} {entries[code]}\n" for code in sorted(entries))
