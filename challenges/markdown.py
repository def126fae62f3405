"""Authored text to HTML: a small Markdown in which neither HTML nor an unexpected link can pass.

This is the one place of the app that marks HTML as safe: markdown-it escapes what it does not build itself.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

SAFE_SCHEME = "https://"


class Renderer(RendererHTML):
    """Links of a sheet tell the other site nothing about ours; cells have no style, which the CSP refuses."""

    def link_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Return the opening tag of a link, "" for one that leads nowhere: « [mot]() »."""
        if not tokens[index].attrGet("href"):
            return ""
        tokens[index].attrSet("rel", "noopener noreferrer")
        return self.renderToken(tokens, index, options, env)

    def link_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Return the closing tag of a link that was opened."""
        opened = next(token for token in reversed(tokens[:index]) if token.type == "link_open")
        return self.renderToken(tokens, index, options, env) if opened.attrGet("href") else ""

    def th_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Return the opening tag of a heading cell."""
        tokens[index].attrs.pop("style", None)
        return self.renderToken(tokens, index, options, env)

    # The parser finds the method of a token by its name.
    td_open = th_open


def build_parser(*, links: bool) -> MarkdownIt:
    """Return a parser for paragraphs, lists, emphasis, code; headings, tables and https links for sheets."""
    parser = MarkdownIt("zero", {"html": False, "breaks": True}, renderer_cls=Renderer)
    parser.enable(["newline", "escape", "backticks", "emphasis", "list"])
    if links:
        parser.enable(["heading", "table", "link"])
    parser.validateLink = lambda url: url.startswith(SAFE_SCHEME)
    return parser


CHILDREN = build_parser(links=False)
SHEET = build_parser(links=True)


def render_markdown(text: str, *, links: bool = False) -> SafeString:
    """Return the HTML of an authored text.

    links: for adults' sheets; without, as in everything that children read, a link stays plain text.
    """
    return mark_safe((SHEET if links else CHILDREN).render(text))  # noqa: S308 (HTML is off in both parsers)
