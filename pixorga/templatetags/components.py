"""``{% include … only %}`` writes a component once, for all pages that show it alike; in every template.

A component is a function of what it is given (templates/components/README.md): « only » hides the page's
context from it. So the same plain values, and dataclasses declared so (pixorga.lib.plain), make the same
HTML: an icon, a mission's card or a footer is not put together again for each pupil of a class.
"""

from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.loader_tags import IncludeNode, do_include
from django.utils.safestring import SafeString

from pixorga.lib.plain import is_plain

register = Library()

# Whatever else is given (a form, a row, the token of a session) is written anew each time.
PLAIN = frozenset({str, SafeString, int, bool, float, type(None)})
# Enough for every icon, label and card; what pages show once in a while must not fill the memory.
MOST = 2000
# In all: the classes of a large school, with those that somebody ticked, are as long as a whole page.
MOST_LETTERS = 5_000_000
LONGEST = 1000


class Unkept(str):
    """A text that must not stay in memory, such as a password: a component that has it is not kept."""

    __slots__ = ()


@register.filter
def unkept(value: str) -> Unkept:
    """``{% include … with value=password|unkept only %}``."""
    return Unkept(value)


class _Written(dict[tuple, str]):
    """The HTML of components, as far as there is room for it."""

    letters = 0

    def keep(self, key: tuple, html: str) -> None:
        if len(self) >= MOST or self.letters + len(html) > MOST_LETTERS:
            self.forget()
        self[key] = html
        self.letters += len(html)

    def forget(self) -> None:
        self.clear()
        self.letters = 0


_written = _Written()


def forget() -> None:
    """Write every component anew: addresses of files or pages have changed (tests)."""
    _written.forget()


class ComponentNode(IncludeNode):
    """An include with « only »."""

    def render(self, context: Context) -> str:
        key = self._key(context)
        if key is None:
            return super().render(context)
        html = _written.get(key)
        if html is None:
            html = super().render(context)
            _written.keep(key, html)
        return html

    def _key(self, context: Context) -> tuple | None:
        """Return what the HTML depends on; None when it is not plain."""
        values = [self.template.resolve(context), context.autoescape]
        for name, expression in self.extra_context.items():
            value = expression.resolve(context)
            # Not isinstance(): a lazy object looks like what it will be.
            kind = type(value)
            if kind not in PLAIN and not is_plain(kind):
                return None
            if isinstance(value, str) and len(value) > LONGEST:
                return None
            values += [name, kind, value]
        return tuple(values) if isinstance(values[0], str) else None


@register.tag("include")
def include(parser: Parser, token: Token) -> IncludeNode:
    node = do_include(parser, token)
    if not node.isolated_context:
        return node
    return ComponentNode(node.template, extra_context=node.extra_context, isolated_context=True)
