"""Read a list as it is on the page: the cells of its table and the count above it."""

import re


def table(text: str) -> list[list[str]]:
    """Return the texts of the table's body, row by row; what only screen readers hear stands in brackets."""
    body = re.search(r"<tbody>(.*?)</tbody>", text, re.S)
    if not body:
        return []
    spoken = re.sub(r'<span class="sr-only">(.*?)</span>', r"[\1]", body[1])
    rows = re.findall(r"<tr\b[^>]*>(.*?)</tr>", spoken, re.S)
    return [[plain(cell) for cell in re.findall(r"<t[hd]\b.*?>(.*?)</t[hd]>", row, re.S)] for row in rows]


def main_of(text: str) -> str:
    """Return what is in the page's own part: neither the side bar nor the foot."""
    return re.search(r"<main\b.*?</main>", text, re.S)[0]


def announced(text: str) -> str:
    """Return the count that a list announces, « 42 élèves »."""
    return plain(re.search(r"<p[^>]* data-announce>(.*?)</p>", text, re.S)[1])


def plain(html: str) -> str:
    """Return a piece of HTML without its tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def without_tokens(text: str) -> str:
    """Return a page without what changes on every request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
