"""The French texts of the product, as people read them: in templates, in Python, in the HTML of a page."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from challenges.domain.wording import check_typography

INLINE = {"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "use"}
SPOKEN = ("alt", "title", "aria-label", "placeholder")
SILENT = {"script", "style"}

FRENCH = re.compile(
    r"[àâçéèêëîïôûùüœ«»’\u00a0\u202f]|\b(?:le|la|les|un|une|des|est|pas|vous|votre)\b \S", re.I
)
TEMPLATE_ARGUMENT = re.compile(r"\w+=\"([^\"]*)\"")


def typography_problems(text: str) -> list[str]:
    """Return what breaks the rules of French typography in a text, line by line."""
    lines = [
        " ".join(line.replace("\u00a0", "\0").split()).replace("\0", "\u00a0") for line in text.splitlines()
    ]
    return [problem.message for line in lines for problem in check_typography(line, "")]


def visible_text(html: str) -> str:
    """Return what a page says, a line for each block; spoken attributes included."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        spoken = [value for name, value in attrs if name in SPOKEN and value]
        self.parts += [f"\n{value}\n" for value in spoken] if spoken else ["" if tag in INLINE else "\n"]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        self.parts.append("" if tag in INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def template_text(source: str) -> str:
    """Return the words that a template holds itself; what it is given reads « x »."""
    source = re.sub(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", "", source, flags=re.S)
    handed_over = [
        value
        for tag in re.findall(r"{%\s*include\b.*?%}|{%\s*firstof\b.*?%}", source)
        for value in TEMPLATE_ARGUMENT.findall(tag)
        if FRENCH.search(value)
    ]
    words = re.sub(r"{{.*?}}|{%\s*(?:url|static|include)\b.*?%}", "x", source, flags=re.S)
    words = re.sub(r"{%.*?%}", "", words, flags=re.S)
    return visible_text(words) + "\n" + "\n".join(map(unescape, handed_over))


def python_texts(path: Path) -> Iterator[str]:
    """Yield the French strings of a module, docstrings left out; what is filled in reads « x »."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) for part in _parts(node)}
    for node in ast.walk(tree):
        if id(node) in parts:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        is_pattern = "(?" in text
        if FRENCH.search(text) and not is_pattern:
            yield visible_text(re.sub(r"%\(\w+\)[sd]|%[a-zA-Z]|{\w*}", "x", text))


def _parts(node: ast.AST) -> list[ast.AST]:
    """Return what is no text of its own: docstrings, pieces of an f-string, the formats inside it."""
    if isinstance(node, ast.Expr):
        return [node.value]
    if isinstance(node, ast.FormattedValue) and node.format_spec:
        return [node.format_spec, *_parts(node.format_spec)]
    return node.values if isinstance(node, ast.JoinedStr) else []
