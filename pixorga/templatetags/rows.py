"""``{% rows page %}…{% endrows %}``: the rows of a list, of which one is written and the others filled in.

Fifty pupils have the same row but for a name, a number and an address. So its HTML is put together once for a
page, with holes; what only some rows have alike is put together once for each of these::

    {% rows page %}
      <tr>
        <th scope="row"><a href="{% cell_url 'missions:pupil' pk %}">{% cell first_name %}</a></th>
        {% alike status %}<td>{% if status == "DONE" %}Terminée{% endif %}</td>{% endalike %}
      </tr>
    {% endrows %}

The row itself is out of reach of ``{{ … }}``: nobody's name can end up in somebody else's row.
"""

import re
from collections.abc import Iterable
from html import escape
from operator import attrgetter
from secrets import token_hex
from typing import Any

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.urls import reverse
from django.utils.safestring import SafeString

register = Library()

# Around the name of a hole, in HTML that is written once; nobody can guess it, nor type it.
_MARK = token_hex(8)
_HOLE = re.compile(rf"\x02{_MARK}([\w:]+)\x03")
_needs_escape = re.compile("[&<>\"']").search
# A number that no address holds, where the number of a row will stand.
_STAND_IN = 7_700_155_300_077


def _hole(name: str) -> str:
    return f"\x02{_MARK}{name}\x03"


def _with_holes(html: str) -> str:
    """Return HTML as a format: « %(first_name)s » where ``{% cell first_name %}`` stood."""
    return _HOLE.sub(r"%(\1)s", html.replace("%", "%%"))


def _html(value: Any) -> str:
    if type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise TypeError(f"a cell is a text or a number, not {type(value).__name__}")
    return escape(value) if _needs_escape(value) and not isinstance(value, SafeString) else value


class _Rows:
    """The rows of a list, while their HTML is written. alike: what each ``{% alike %}`` makes of a row."""

    def __init__(self, rows: Iterable) -> None:
        self.rows = list(rows)
        self.alike: dict[str, _Alike] = {}


class _Alike:
    """A part of the row. formats: its HTML for each of the values that it depends on."""

    def __init__(self, values_of: attrgetter, formats: dict[Any, str]) -> None:
        self._values_of, self._formats = values_of, formats

    def fill(self, cells: "_Cells") -> str:
        return self._formats[self._values_of(cells.row)] % cells


class _Cells(dict):
    """What fills the holes of one row, each made when it is asked for."""

    __slots__ = ("_alike", "row")

    def __init__(self, row: Any, alike: dict[str, _Alike]) -> None:
        self.row, self._alike = row, alike

    def __missing__(self, name: str) -> str:
        part = self._alike.get(name)
        self[name] = html = part.fill(self) if part else _html(getattr(self.row, name))
        return html


class RowsNode(Node):
    """All rows of a list."""

    def __init__(self, rows: FilterExpression, nodelist: NodeList) -> None:
        self.rows, self.nodelist = rows, nodelist

    def render(self, context: Context) -> str:
        written = _Rows(self.rows.resolve(context))
        if not written.rows:
            return ""
        context.render_context[RowsNode] = written
        row_format = _with_holes(self.nodelist.render(context))
        return "".join([row_format % _Cells(row, written.alike) for row in written.rows])


class AlikeNode(Node):
    """What rows with the same values have alike."""

    def __init__(self, names: list[str], nodelist: NodeList) -> None:
        self.names, self.nodelist = names, nodelist
        self.values_of = attrgetter(*names)

    def render(self, context: Context) -> str:
        written: _Rows = context.render_context[RowsNode]
        formats = {}
        for row in written.rows:
            values = self.values_of(row)
            if values not in formats:
                formats[values] = self._write(context, row)
        name = f"alike:{len(written.alike)}"
        written.alike[name] = _Alike(self.values_of, formats)
        return _hole(name)

    def _write(self, context: Context, row: object) -> str:
        with context.push(**{name: getattr(row, name) for name in self.names}):
            return _with_holes(self.nodelist.render(context))


class CellNode(Node):
    """A text or a number of the row."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        return _hole(self.name)


class CellUrlNode(Node):
    """The address of a page about the row: ``{% cell_url 'missions:pupil' pk %}``."""

    def __init__(self, view_name: str, name: str) -> None:
        self.view_name, self.name = view_name, name

    def render(self, context: Context) -> str:
        return reverse(self.view_name, args=[_STAND_IN]).replace(str(_STAND_IN), _hole(self.name))


@register.tag
def rows(parser: Parser, token: Token) -> RowsNode:
    """``{% rows page %}``: any iterable of objects, whose attributes the cells name."""
    [expression] = _words(token, 1)
    nodelist = parser.parse(["endrows"])
    parser.delete_first_token()
    return RowsNode(parser.compile_filter(expression), nodelist)


@register.tag
def alike(parser: Parser, token: Token) -> AlikeNode:
    """``{% alike status %}``: inside, ``status`` is that of the row; not for inside an include."""
    names = token.split_contents()[1:]
    nodelist = parser.parse(["endalike"])
    parser.delete_first_token()
    return AlikeNode(names, nodelist)


@register.tag
def cell(parser: Parser, token: Token) -> CellNode:
    """``{% cell first_name %}``: escaped."""
    return CellNode(*_words(token, 1))


@register.tag
def cell_url(parser: Parser, token: Token) -> CellUrlNode:
    view_name, name = _words(token, 2)
    return CellUrlNode(view_name.strip("'\""), name)


def _words(token: Token, length: int) -> list[str]:
    tag, *words = token.split_contents()
    if len(words) != length:
        raise TemplateSyntaxError(f"{tag} takes {length} word{'s' * (length > 1)}")
    return words
