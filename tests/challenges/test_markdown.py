import re

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from challenges.markdown import render_markdown

TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
CHILDREN_TAGS = {"p", "br", "strong", "em", "code", "ul", "ol", "li"}
SHEET_TAGS = CHILDREN_TAGS | {"a", "h1", "h2", "h3", "h4", "h5", "h6"}
SHEET_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
LINK = re.compile(r' href="https://[^"<>]*"(?: title="[^"<>]*")? rel="noopener noreferrer"')

START = re.compile(r' start="\d+"')


def test_bubbles_keep_emphasis_lists_and_line_breaks():
    html = render_markdown("Un **moteur** et un *mot*\nici.\n\n- un\n- deux")
    assert isinstance(html, SafeString)
    assert "<strong>moteur</strong>" in html
    assert "<em>mot</em><br>" in html
    assert "<li>un</li>" in html


def test_code_is_shown_as_it_is_written():
    assert render_markdown("Tapez `=A1*2` ou `<b>`.") == (
        "<p>Tapez <code>=A1*2</code> ou <code>&lt;b&gt;</code>.</p>\n"
    )


def test_sheets_have_headings_tables_and_https_links():
    html = render_markdown(
        "## But\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[Eduscol](https://a.example/x?y=1)", links=True
    )
    assert "<h2>But</h2>" in html
    assert "<td>1</td>" in html
    assert '<a href="https://a.example/x?y=1" rel="noopener noreferrer">Eduscol</a>' in html


def test_a_link_that_leads_nowhere_is_its_words_alone():
    assert render_markdown("Lis [ce texte]().", links=True) == "<p>Lis ce texte.</p>\n"


def test_a_table_with_aligned_columns_carries_no_style():
    html = render_markdown("| a | b |\n|:--|--:|\n| 1 | 2 |", links=True)
    assert "<th>a</th>" in html
    assert "<td>2</td>" in html
    assert "style" not in html


@pytest.mark.parametrize("links", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=alert(1)>b</b>",
        "<!-- c --><style>p{}</style>",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html,<script>1</script>)",
        "[x](vbscript:a)",
        "[x](http://a.example)",
        "[x](//a.example)",
        "[x](/admin/)",
        "![x](https://a.example/pixel.gif)",
        "<https://a.example>",
        "<javascript:alert(1)>",
        '[x](https://a.example "\\"><script>")',
        "[x]: https://a.example\n\n[x]",
        "`<b>`",
    ],
)
def test_html_scripts_and_pictures_never_pass(text, links):
    html = render_markdown(text, links=links)
    assert "<script" not in html
    assert "<img" not in html
    assert "<b" not in html.replace("<br>", "")
    assert "href" not in html or LINK.search(html)


@pytest.mark.parametrize(
    "text", ["[x](https://a.example)", "https://a.example", "<https://a.example>", "# T", "|a|\n|-|"]
)
def test_children_get_no_link_heading_or_table(text):
    assert {name for _, name, _ in TAG.findall(render_markdown(text))} == {"p"} | (
        {"br"} if "\n" in text else set()
    )


@given(st.text(alphabet=st.sampled_from('ab[]()<>!#*_-|:/".&\\ \nhtps'), max_size=60) | st.text())
def test_no_text_gives_an_unexpected_tag_or_attribute(text):
    for links, allowed in ((False, CHILDREN_TAGS), (True, SHEET_TAGS)):
        for _, name, attributes in TAG.findall(render_markdown(text, links=links)):
            assert name in allowed
            if attributes:
                expected = {"a": LINK, "ol": START}[name]
                assert expected.fullmatch(attributes)
