"""Spreadsheets in two formats: XLSX by XlsxWriter, ODS on the template of odfdo."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from campaigns.content.making.odf import finish
from campaigns.content.making.packing import moment, repack
from campaigns.content.making.plain import EPOCH, figures

Value = str | int | float | bool | date | None
FORMS = {
    "": "General",
    "date": "dd/mm/yyyy",
    "percent": "0%",
    "percent1": "0.0%",
    "euro": '#,##0.00" €"',
    "0": "0",
    "0.0": "0.0",
    "0.00": "0.00",
    "text": "@",
}
REFERENCE = re.compile(
    r"\"[^\"]*\"|(?:(\w+|'[^']+')!)?(\$?[A-Z]{1,2}\$?\d+)(?::(\$?[A-Z]{1,2}\$?\d+))?(?![\w(])|,"
)
# OpenDocument ignores spaces at the ends of a paragraph, and all but the first of several.
IGNORED_SPACES = re.compile(r"^ +| +$|(?<= ) +")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in English (« =SUM(B2:B9) », « =Notes!B2 ») and its value, for who does not compute."""

    words: str
    value: int | float | str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a look. ``form``: percent, percent1, euro, 0, 0.0, 0.00, text, date."""

    value: Value | Formula
    bold: bool = False
    italic: bool = False
    fill: str = ""
    color: str = ""
    form: str = ""
    align: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its rows, the widths of its columns in characters, whether the first row is bold."""

    name: str
    rows: Sequence[Sequence[Value | Formula | Cell]]
    widths: Sequence[float] = ()
    header: bool = True

    def cells(self) -> Iterable[tuple[int, int, Cell]]:
        """Return the cells that hold something, with their row and column from 0."""
        for row, values in enumerate(self.rows):
            for column, value in enumerate(values):
                if value is None or value == "":
                    continue
                cell = value if isinstance(value, Cell) else Cell(value, bold=self.header and row == 0)
                form = cell.form or ("date" if isinstance(cell.value, date) else "")
                yield row, column, replace(cell, form=form)

    def width(self, column: int) -> float:
        """Return how wide a column is, in characters."""
        if column < len(self.widths):
            return self.widths[column]
        lengths = [len(_shown(cell)) for _row, rank, cell in self.cells() if rank == column]
        return max([10, *lengths]) + 2


def _shown(cell: Cell) -> str:
    value = cell.value.value if isinstance(cell.value, Formula) else cell.value
    return "00/00/0000" if isinstance(value, date) else str(value)


def spreadsheet(
    stem: str, *sheets: Sheet, title: str = "", author: str = "", created: date = EPOCH
) -> dict[str, bytes]:
    """Return a workbook in both formats: {stem.ods, stem.xlsx}."""
    when = moment(created)
    return {
        f"{stem}.ods": ods(sheets, title=title, author=author, created=when),
        f"{stem}.xlsx": xlsx(sheets, title=title, author=author, created=when),
    }


# XLSX ------------------------------------------------------------------------------------------------------


def xlsx(sheets: Sequence[Sheet], *, title: str, author: str, created: datetime) -> bytes:
    """Return an XLSX."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "author": author, "created": created})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column in range(max(map(len, sheet.rows), default=0)):
            page.set_column(column, column, sheet.width(column))
        for row, column, cell in sheet.cells():
            _write_xlsx(page, row, column, cell, book.add_format(_xlsx_look(cell)))
    book.close()
    return repack(out.getvalue())


def _xlsx_look(cell: Cell) -> dict[str, Any]:
    look = {
        "bold": cell.bold,
        "italic": cell.italic,
        "num_format": FORMS[cell.form],
        "bg_color": cell.fill,
        "font_color": cell.color,
        "align": cell.align,
    }
    return {name: value for name, value in look.items() if value and value != "General"}


def _write_xlsx(page: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    match cell.value:
        case Formula(words, value):
            page.write_formula(row, column, words, look, value)
        case bool():
            page.write_boolean(row, column, cell.value, look)
        case date():
            page.write_datetime(row, column, cell.value, look)
        case int() | float():
            page.write_number(row, column, cell.value, look)
        case _:
            page.write_string(row, column, str(cell.value), look)


# ODS -------------------------------------------------------------------------------------------------------


def ods(sheets: Sequence[Sheet], *, title: str, author: str, created: datetime) -> bytes:
    """Return an ODS."""
    from odfdo import Document, Element

    document = Document("spreadsheet")
    body = document.body
    body.clear()
    styles = _Styles()
    tables = [_ods_table(sheet, styles) for sheet in sheets]
    for xml in styles.made.values():
        document.insert_style(Element.from_tag(xml), automatic=True)
    for table in tables:
        body.append(Element.from_tag(table))
    return finish(document, title=title, author=author, created=created)


class _Styles:
    """The automatic styles of a workbook, each made once."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}
        self._names = count(1)

    def column(self, width: float) -> str:
        """Return the style of a column of so many characters."""
        properties = f'<style:table-column-properties style:column-width="{width * 0.2 + 0.2:.2f}cm"/>'
        return self._named("co", 'style:family="table-column"', properties)

    def cell(self, cell: Cell) -> str:
        """Return the style of a cell, or nothing when it has no look."""
        look = {
            "fo:font-weight": "bold" if cell.bold else "",
            "fo:font-style": "italic" if cell.italic else "",
            "fo:color": cell.color,
        }
        written = "".join(f' {name}="{value}"' for name, value in look.items() if value)
        parts = [f'<style:table-cell-properties fo:background-color="{cell.fill}"/>' if cell.fill else ""]
        align = {"left": "start", "right": "end"}.get(cell.align, cell.align)
        parts.append(f'<style:paragraph-properties fo:text-align="{align}"/>' if align else "")
        parts.append(f"<style:text-properties{written}/>" if written else "")
        form = self._form(cell.form) if cell.form else ""
        if not form and not any(parts):
            return ""
        more = f' style:data-style-name="{form}"' if form else ""
        return self._named(
            "ce", f'style:family="table-cell" style:parent-style-name="Default"{more}', "".join(parts)
        )

    def _named(self, prefix: str, attributes: str, properties: str) -> str:
        key = attributes + properties
        if key not in self.made:
            name = f"{prefix}{next(self._names) + 100}"
            self.made[key] = f'<style:style style:name="{name}" {attributes}>{properties}</style:style>'
        return self.made[key].split('"', 2)[1]

    def _form(self, form: str) -> str:
        """Return the name of a style of numbers."""
        name = f"N{200 + list(FORMS).index(form)}"
        self.made.setdefault(name, _number_style(name, form))
        return name


def _number_style(name: str, form: str) -> str:
    decimals = {"percent1": 1, "euro": 2, "0.0": 1, "0.00": 2}.get(form, 0)
    number = f'<number:number number:decimal-places="{decimals}" number:min-decimal-places="{decimals}"'
    number += ' number:min-integer-digits="1"'
    number += ' number:grouping="true"/>' if form == "euro" else "/>"
    if form == "date":
        parts = (
            "<number:day number:style='long'/><number:text>/</number:text><number:month number:style='long'/>"
        )
        parts += "<number:text>/</number:text><number:year number:style='long'/>"
        return f'<number:date-style style:name="{name}">{parts}</number:date-style>'
    if form.startswith("percent"):
        kind, parts = "percentage-style", f"{number}<number:text>%</number:text>"
    elif form == "text":
        kind, parts = "text-style", "<number:text-content/>"
    else:
        kind, parts = "number-style", number + ("<number:text>\xa0€</number:text>" if form == "euro" else "")
    return f'<number:{kind} style:name="{name}">{parts}</number:{kind}>'


def _ods_table(sheet: Sheet, styles: _Styles) -> str:
    width = max(map(len, sheet.rows), default=1)
    columns = "".join(
        f'<table:table-column table:style-name="{styles.column(sheet.width(rank))}"/>'
        for rank in range(width)
    )
    found = {(row, column): cell for row, column, cell in sheet.cells()}
    rows = []
    for row in range(len(sheet.rows)):
        cells = [found.get((row, column)) for column in range(width)]
        written = "".join(
            "<table:table-cell/>" if cell is None else _ods_cell(cell, styles) for cell in cells
        )
        rows.append(f"<table:table-row>{written}</table:table-row>")
    return f"<table:table table:name={quoteattr(sheet.name)}>{columns}{''.join(rows)}</table:table>"


def _ods_cell(cell: Cell, styles: _Styles) -> str:
    style = styles.cell(cell)
    attributes = f' table:style-name="{style}"' if style else ""
    value = cell.value
    if isinstance(value, Formula):
        attributes += f" table:formula={quoteattr(odf_formula(value.words))}"
        value = value.value
    kind, words = _ods_value(value, cell.form)
    return f"<table:table-cell{attributes}{kind}><text:p>{_ods_text(words)}</text:p></table:table-cell>"


def _ods_text(words: str) -> str:
    """Return words as XML, with every one of their spaces."""
    return IGNORED_SPACES.sub(lambda found: "<text:s/>" * len(found[0]), escape(words))


def _ods_value(value: Value, form: str) -> tuple[str, str]:
    """Return the attributes of a value, and the words that show it."""
    if isinstance(value, bool):
        words = "VRAI" if value else "FAUX"
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"', words
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%d/%m/%Y}"
    if isinstance(value, int | float):
        percent = form.startswith("percent")
        kind = "percentage" if percent else "float"
        words = f"{figures(value * 100)}%" if percent else figures(value)
        return f' office:value-type="{kind}" office:value="{value!r}"', words.replace(".", ",")
    return ' office:value-type="string"', str(value)


def odf_formula(words: str) -> str:
    """Return an English formula as OpenDocument writes it: « of:=SUM([.B2:.B9];1) »."""

    def turned(found: re.Match[str]) -> str:
        if found[0] == ",":
            return ";"
        if not found[2]:
            return found[0]
        sheet = f"${found[1]}" if found[1] else ""
        end = f":.{found[3]}" if found[3] else ""
        return f"[{sheet}.{found[2]}{end}]"

    return "of:" + REFERENCE.sub(turned, words)
