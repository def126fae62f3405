"""The register of codes: a code of a question is for ever.

Answers keep the code of the question that was asked. So a register (codes.txt, beside the content files)
remembers, of each code ever given, the kind and a digest of the right answer. A question that keeps both is
the same question in other words; one that changes either wants a new code, and a code is never given again.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from challenges.domain.catalogue import ContentFile, all_challenges, place_of
from challenges.domain.kinds.short_text import ShortText
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec

TOLD_AT_MOST = 3


def lint_register(files: Sequence[ContentFile], register: Mapping[str, str]) -> list[ContentProblem]:
    """Return the codes that were given to another question, and those that are not in the register yet."""
    problems = []
    for file in files:
        missing = [challenge.code for challenge in file.challenges if challenge.code not in register]
        problems += [
            ContentProblem(
                place_of(file, challenge.code),
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


def write_register(text: str, files: Sequence[ContentFile]) -> str:
    """Return the register with the codes that it lacked, in order; what it holds is left as it is."""
    head = "".join(f"{line}\n" for line in text.splitlines() if line.startswith("#"))
    fresh = {challenge.code: entry_of(challenge) for _file, challenge in all_challenges(files)}
    entries = fresh | read_register(text)
    return head + "".join(f"{code} {entries[code]}\n" for code in sorted(entries))
