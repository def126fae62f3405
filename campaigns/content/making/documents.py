"""Files to open in other software: everything that a recipe may use. See README.md for examples."""

from collections.abc import Sequence
from datetime import date

from campaigns.content.making.blocks import (
    Block,
    Bullets,
    Heading,
    Image,
    Numbers,
    PageBreak,
    Para,
    Run,
    Table,
    simplified,
)
from campaigns.content.making.docx_file import docx
from campaigns.content.making.odt_file import odt
from campaigns.content.making.packing import moment
from campaigns.content.making.pictures import photo, picture
from campaigns.content.making.plain import EPOCH, archive, csv_file, plain_text, sound, web_page
from campaigns.content.making.sheets import Cell, Formula, Sheet, spreadsheet

__all__ = [
    "Bullets",
    "Cell",
    "Formula",
    "Heading",
    "Image",
    "Numbers",
    "PageBreak",
    "Para",
    "Run",
    "Sheet",
    "Table",
    "archive",
    "csv_file",
    "photo",
    "picture",
    "plain_text",
    "sound",
    "spreadsheet",
    "text_document",
    "web_page",
]


def text_document(
    stem: str,
    *blocks: Block | str,
    title: str = "",
    author: str = "",
    created: date = EPOCH,
    keywords: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return a text in both formats: {stem.odt, stem.docx}."""
    about = {"title": title, "author": author, "created": moment(created), "keywords": ", ".join(keywords)}
    simple = simplified(blocks)
    return {f"{stem}.odt": odt(simple, **about), f"{stem}.docx": docx(simple, **about)}
