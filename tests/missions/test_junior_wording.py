"""What pupils read: short sentences, French typography, and nothing that says which gender they have."""

import re
from pathlib import Path

import pytest

from challenges.domain.wording import check_bubble, check_children_text
from missions import junior_messages as messages
from missions.reports.junior import ACHIEVEMENTS, STATUSES

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGES = [*(TEMPLATES / "junior").glob("*.html"), *(TEMPLATES / "errors").glob("*_junior.html")]
PAGES.append(TEMPLATES / "components/kept_answers.html")

BUBBLES = [
    *messages.EMPTY_CODE,
    *messages.MISSHAPEN_CODE,
    *messages.CLOSED,
    *messages.COME_BACK,
    *messages.ANSWER_REFUSED.values(),
    *(text for reaction in messages.ANSWERS.values() for text in reaction.bubbles),
    *(text for reaction in messages.ENDS.values() for text in reaction.bubbles),
]
LABELS = [
    *messages.LEVELS.values(),
    *(label for pair in STATUSES.values() for label in pair),
    *ACHIEVEMENTS.values(),
]

TAG = re.compile(r"{%.*?%}|{#.*?#}|<[^>]+>", re.DOTALL)
VARIABLE = re.compile(r"{{.*?}}")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)


def texts_of(path: Path) -> list[str]:
    """Return what a page says: bubbles and labels given to components, and the text between tags."""
    source = COMMENT.sub("", path.read_text(encoding="utf-8"))
    given = re.findall(r'(?:text|_label)="([^"]+)"', source)
    between = [VARIABLE.sub("Aden", part).strip() for part in TAG.split(source)]
    return given + [text for text in between if re.search(r"\w{2}", text)]


@pytest.mark.parametrize("text", BUBBLES)
def test_a_bubble_is_two_short_sentences_at_most(text):
    assert check_bubble(text, "") == []


@pytest.mark.parametrize("text", LABELS)
def test_a_label_is_short(text):
    assert check_children_text(text, "") == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_texts_of_a_page_are_short_and_well_typed(path):
    problems = [problem for text in texts_of(path) for problem in check_children_text(text, text)]
    assert problems == []


def test_the_texts_of_pages_are_found():
    found = [text for path in PAGES for text in texts_of(path)]
    assert "Je valide le code" in found
    assert "Prépare-toi\u00a0! Des questions et peut-être un défi t’attendent." in found


def test_nobody_is_told_a_gender():
    said = " ".join([*BUBBLES, *LABELS, *(text for path in PAGES for text in texts_of(path))])
    assert (
        re.findall(
            r"\b(?:prêt|prête|content|contente|enseignante?|ma[îi]tre(?:sse)?|il/elle|\w+\(e\))\b", said
        )
        == []
    )
