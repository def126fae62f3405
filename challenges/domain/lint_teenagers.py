"""Proof-reading a challenge for collège and lycée: is it well written, complete, and judged as it says?

Our thresholds: a sentence has 28 words at most, which is an error above 40; an instruction 70.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from statistics import mean

from challenges.domain.correction import Verdict, judge, validate_answer
from challenges.domain.kinds import ChallengeKind
from challenges.domain.kinds.fill_in import FillIn
from challenges.domain.kinds.listing import Listing
from challenges.domain.kinds.short_text import ShortText
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.lint import lint_file, lint_long_lists, lint_pictures
from challenges.domain.problems import ContentProblem, Severity
from challenges.domain.schema import ChallengeSpec
from challenges.domain.texts import childrens_texts
from challenges.domain.typed import Typed
from challenges.domain.wording import check_sentences, check_typography, shorten, words

WORDS_IN_SENTENCE = 28
WORDS_AT_MOST = 40
WORDS_IN_INSTRUCTION = 70
# A right choice that is so much longer than the others is chosen without a thought; short ones tell nothing.
TELLING_LENGTH = 1.8
SHORT = 25

# Not every school has the program that opens one of them: a second format serves the others.
OFFICE = frozenset({".odt", ".docx", ".ods", ".xlsx", ".odp", ".pptx"})

# What is typed for a machine keeps the signs of machines.
CODE = re.compile(
    r"""=\w+(?:\.\w+)*\((?:[^()]|\([^()]*\))*\)             # a formula: =SOMME(…), =NB.SI.ENS(…)
    | \b[A-Z]:\\\S*                                         # a path
    | </?\w[^<>]*>                                          # a tag
    | (?<=[\w"])[:;?%](?=[\w"/])                            # A1:B2, nom;ville, site:ville.example
    | "[^"«»]+"(?=[^«]*»)                                   # straight quotes between « and »
    | (?<!\w)[:;]-?[()DPp](?!\w)                            # an emoticon
    """,
    re.VERBOSE,
)


def lint_for_teenagers(
    spec: ChallengeSpec,
    *,
    picture_exists: Callable[[str], bool],
    file_exists: Callable[[str], bool],
) -> list[ContentProblem]:
    """Return what an author should mend.

    picture_exists, file_exists: tell whether a path under static/ is a file.
    """
    problems = []
    for where, text in _texts(spec):
        problems += check_text(text, f"{spec.code}.{where}")
    problems += lint_pictures(spec, picture_exists=picture_exists, check=check_text)
    problems += lint_files(spec, file_exists=file_exists)
    problems += lint_long_lists(spec)
    problems += lint_telling_length(spec)
    problems += lint_correction(spec)
    count = sum(len(words(text)) for text in spec.bubbles)
    if count > WORDS_IN_INSTRUCTION:
        message = f"une consigne de {count} mots, {WORDS_IN_INSTRUCTION} au plus."
        problems.append(_advice(spec, "bubbles", message))
    return problems


def check_text(text: str, where: str) -> list[ContentProblem]:
    """Return typographic mistakes and sentences that are too long; code has its own punctuation."""
    return check_typography(CODE.sub("x", text), where) + check_sentences(
        text, where, advised=WORDS_IN_SENTENCE, at_most=WORDS_AT_MOST
    )


def lint_files(spec: ChallengeSpec, *, file_exists: Callable[[str], bool]) -> list[ContentProblem]:
    """Return the files that are missing, and the documents that not every school can open."""
    problems = []
    formats = Counter(PurePosixPath(each.file).with_suffix("") for each in spec.files)
    for number, each in enumerate(spec.files, start=1):
        where, path = f"files[{number}]", PurePosixPath(each.file)
        problems += lint_file(each.file, f"{spec.code}.{where}", file_exists)
        if path.suffix in OFFICE and formats[path.with_suffix("")] == 1:
            message = f"«\u00a0{each.name}\u00a0» n’est donné que dans un format."
            problems.append(_advice(spec, where, message))
    if len(set(spec.files)) < len(spec.files):
        problems.append(ContentProblem(f"{spec.code}.files", "un fichier est donné deux fois."))
    return problems


def lint_telling_length(spec: ChallengeSpec) -> list[ContentProblem]:
    """Warn of a single choice whose right answer is told by its length."""
    if spec.kind is not ChallengeKind.SINGLE_CHOICE:
        return []
    right = spec.right_answers[0]
    wrong = [len(choice.text) for choice in spec.choices if choice.text != right]
    if len(right) <= max(SHORT, *wrong) or len(right) <= TELLING_LENGTH * mean(wrong):
        return []
    return [_advice(spec, "choices", f"le choix juste se voit à sa longueur ({shorten(right)}).")]


def lint_correction(spec: ChallengeSpec) -> list[ContentProblem]:
    """Return the answers that the correction does not judge as their author says."""
    expected = [(value, True) for value in _right_values(spec)] + [(value, False) for value in _wrong(spec)]
    return [
        ContentProblem(
            spec.code,
            f"la correction ne juge pas {'juste' if is_right else 'faux'}\u00a0: {shorten(', '.join(value))}",
        )
        for value, is_right in expected
        if _is_right(spec, value) is not is_right
    ]


def _is_right(spec: ChallengeSpec, value: Sequence[str]) -> bool | None:
    """Return how an answer is judged, None when it is not sent to correction."""
    if validate_answer(spec, value):
        return None
    return judge(spec, value) is Verdict.RIGHT


def _right_values(spec: ChallengeSpec) -> Iterator[Sequence[str]]:
    """Yield each answer that the author calls right, as a form sends it: the model first."""
    yield spec.model_answer
    match spec.task:
        case ShortText(typed=typed):
            yield from ([writing] for writing in _writings(typed))
        case Simulator(accepted=accepted):
            yield from ([report] for report in accepted)
        case FillIn(gaps=gaps):
            for rank, gap in enumerate(gaps):
                for writing in _writings(gap.typed) if gap.typed else ():
                    yield _with(spec.model_answer, rank, writing)
        case Listing(keys=keys):
            for key in keys:
                others = [other[0] for other in keys if other is not key]
                yield from ([writing, *others[: len(spec.model_answer) - 1]] for writing in key)


def _wrong(spec: ChallengeSpec) -> Iterator[Sequence[str]]:
    """Yield each answer that differs from the right one by one choice."""
    if spec.kind is ChallengeKind.SINGLE_CHOICE:
        yield from ([choice.id] for choice in spec.choices if choice.id not in spec.model_answer)
    if isinstance(spec.task, FillIn):
        for rank, gap in enumerate(spec.task.gaps):
            for option in gap.options:
                if option.id != gap.right:
                    yield _with(spec.model_answer, rank, option.id)


def _writings(typed: Typed) -> Iterator[str]:
    yield from typed.accepted
    yield from (f"{typed.accepted[0]} {unit}" for unit in typed.units)


def _with(values: Sequence[str], rank: int, value: str) -> list[str]:
    return [*values[:rank], value, *values[rank + 1 :]]


def _texts(spec: ChallengeSpec) -> Iterator[tuple[str, str]]:
    """Yield all that is read in a challenge but the texts of its pictures, with its place."""
    yield from ((each.where, each.text) for each in childrens_texts(spec))
    yield "explanation", spec.explanation
    yield "alternative", spec.alternative
    if isinstance(spec.task, Simulator):
        yield "solution", spec.task.solution


def _advice(spec: ChallengeSpec, where: str, message: str) -> ContentProblem:
    return ContentProblem(f"{spec.code}.{where}", message, Severity.WARNING)
