"""``{% url 'name' %}`` without arguments: looked up once, for every page; in every template.

Looking up an address takes longer than drawing what leads there, and a page of the staff holds twenty of
them that never change.
"""

from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url

register = Library()

_known: dict[str, str] = {}


def forget() -> None:
    """Look up every address anew: addresses of pages have changed (tests)."""
    _known.clear()


class FixedAddressNode(URLNode):
    """An address that depends on its name alone."""

    def render(self, context: Context) -> str:
        # As it is written between apostrophes, and already HTML: with or without escaping, it looks the same.
        name = self.view_name.var
        address = _known.get(name)
        if address is None:
            html = super().render(context)
            address = context[self.asvar] if self.asvar else html
            if address:
                _known[name] = address
            return html
        if self.asvar:
            context[self.asvar] = address
            return ""
        return address


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    node = django_url(parser, token)
    is_fixed = isinstance(node.view_name.var, str) and not (
        node.view_name.filters or node.args or node.kwargs
    )
    return FixedAddressNode(node.view_name, [], {}, node.asvar) if is_fixed else node
