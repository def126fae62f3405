"""OpenDocument texts (ODT), on the template of odfdo."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from campaigns.content.making.blocks import (
    Block,
    Bullets,
    Heading,
    Image,
    Numbers,
    Para,
    Run,
    Table,
    read_runs,
)
from campaigns.content.making.odf import finish
from campaigns.content.making.pictures import size_of

LINES = {"•": "text:list-level-style-bullet", "1": "text:list-level-style-number"}


def odt(blocks: Sequence[Block], *, title: str, author: str, created: datetime, keywords: str) -> bytes:
    """Return an ODT of these blocks, dated as told."""
    from odfdo import Document, Element

    document = Document("text")
    body = document.body
    body.clear()
    writer = _Writer(created)
    written = "".join(map(writer.block, blocks))
    for xml in writer.styles.values():
        document.insert_style(Element.from_tag(xml), automatic=True)
    if writer.regions:
        body.append(
            Element.from_tag(f"<text:tracked-changes>{''.join(writer.regions)}</text:tracked-changes>")
        )
    holder = Element.from_tag(f"<text:section>{written}</text:section>")
    for element in holder.children:
        body.append(element)
    for name, content in writer.pictures.items():
        document.container.set_part(name, content)
    return finish(document, title=title, author=author, created=created, keywords=keywords)


class _Writer:
    """Turns blocks into XML, and collects the styles, the pictures and the changes that they need."""

    def __init__(self, created: datetime) -> None:
        self.stamp = f"{created:%Y-%m-%dT%H:%M:%S}"
        self.styles: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        self.regions: list[str] = []
        self._names = count(1)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                style = f'text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}"'
                return f"<text:h {style}>{_text(block.words)}</text:h>"
            case Para():
                return self._paragraph(block)
            case Bullets():
                return self._list(block.items, "•")
            case Numbers():
                return self._list(block.items, "1")
            case Table():
                return self._table(block)
            case Image():
                return self._image(block)
        raise TypeError(f"{block!r} is no block")

    def _style(self, prefix: str, family: str, properties: str, more: str = "") -> str:
        """Return the name of an automatic style with these properties, made once."""
        key = f"{family}{properties}{more}"
        if key not in self.styles:
            name = f"{prefix}{next(self._names)}"
            attributes = f'style:name="{name}" style:family="{family}"{more}'
            self.styles[key] = f"<style:style {attributes}>{properties}</style:style>"
        return self.styles[key].split('"', 2)[1]

    def _paragraph(self, block: Para) -> str:
        attributes = {
            "fo:text-align": {"right": "end", "left": ""}.get(block.align, block.align),
            "fo:margin-left": f"{block.indent:g}cm" if block.indent else "",
            "fo:text-indent": f"{block.first:g}cm" if block.first else "",
            "fo:break-before": "page" if block.new_page else "",
        }
        written = "".join(f' {name}="{value}"' for name, value in attributes.items() if value)
        style = "Text_20_body"
        if written:
            properties = f"<style:paragraph-properties{written}/>"
            style = self._style("P", "paragraph", properties, f' style:parent-style-name="{style}"')
        note = self._annotation(*block.comment) if block.comment else ""
        return f'<text:p text:style-name="{style}">{note}{self._runs(block.runs)}</text:p>'

    def _annotation(self, author: str, words: str) -> str:
        who = f"<dc:creator>{escape(author)}</dc:creator><dc:date>{self.stamp}</dc:date>"
        return f"<office:annotation>{who}<text:p>{_text(words)}</text:p></office:annotation>"

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        look = {
            "fo:font-weight": "bold" if run.bold else "",
            "fo:font-style": "italic" if run.italic else "",
            "style:text-underline-style": "solid" if run.underlined else "",
            "fo:font-size": f"{run.size:g}pt" if run.size else "",
            "fo:font-family": f"'{run.font}'" if run.font else "",
            "fo:color": run.color,
        }
        written = "".join(f" {name}={quoteattr(value)}" for name, value in look.items() if value)
        words = _text(run.words)
        if written:
            style = self._style("T", "text", f"<style:text-properties{written}/>")
            words = f'<text:span text:style-name="{style}">{words}</text:span>'
        if run.link:
            words = f'<text:a xlink:type="simple" xlink:href={quoteattr(run.link)}>{words}</text:a>'
        if run.added or run.deleted:
            return self._change(run, words)
        return words

    def _change(self, run: Run, words: str) -> str:
        """Return words that somebody added, or the place of those that he deleted."""
        name = f"ct{len(self.regions) + 1}"
        who = f"<dc:creator>{escape(run.added or run.deleted)}</dc:creator><dc:date>{self.stamp}</dc:date>"
        info = f"<office:change-info>{who}</office:change-info>"
        if run.added:
            what = f"<text:insertion>{info}</text:insertion>"
        else:
            what = f"<text:deletion>{info}{_p(words)}</text:deletion>"
        self.regions.append(
            f'<text:changed-region xml:id="{name}" text:id="{name}">{what}</text:changed-region>'
        )
        if run.deleted:
            return f'<text:change text:change-id="{name}"/>'
        return (
            f'<text:change-start text:change-id="{name}"/>{words}<text:change-end text:change-id="{name}"/>'
        )

    def _list(self, items: Iterable[str], mark: str) -> str:
        key = f"list {mark}"
        name = {"•": "L1", "1": "L2"}[mark]
        sign = 'text:bullet-char="•"' if mark == "•" else 'style:num-format="1" style:num-suffix="."'
        room = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm"'
            ' fo:margin-left="1.2cm"/></style:list-level-properties>'
        )
        level = f'<{LINES[mark]} text:level="1" {sign}>{room}</{LINES[mark]}>'
        self.styles[key] = f'<text:list-style style:name="{name}">{level}</text:list-style>'
        lines = "".join(
            f"<text:list-item>{_p(self._runs(read_runs(item)))}</text:list-item>" for item in items
        )
        return f'<text:list text:style-name="{name}">{lines}</text:list>'

    def _table(self, block: Table) -> str:
        edge = '<style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #000000"/>'
        cell = self._style("C", "table-cell", edge)
        width = max(map(len, block.rows))
        rows = []
        for rank, values in enumerate(block.rows):
            bold = block.header and rank == 0
            runs = [
                self._run(Run(str(value), bold=bold)) for value in [*values, *[""] * (width - len(values))]
            ]
            rows.append(
                "".join(
                    f'<table:table-cell table:style-name="{cell}" office:value-type="string">'
                    f'<text:p text:style-name="Standard">{words}</text:p></table:table-cell>'
                    for words in runs
                )
            )
        name = f"Tableau{next(self._names)}"
        written = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
        return f'<table:table table:name="{name}">{columns}{written}</table:table>{_p("")}'

    def _image(self, block: Image) -> str:
        wide, tall, kind = size_of(block.content)
        name = f"Pictures/{hashlib.sha256(block.content).hexdigest()[:24]}.{kind}"
        self.pictures[name] = block.content
        properties = '<style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline"/>'
        style = self._style("fr", "graphic", properties)
        frame = (
            f'<draw:frame draw:style-name="{style}" draw:name="Image{len(self.pictures)}"'
            ' text:anchor-type="as-char"'
            f' svg:width="{block.width:g}cm" svg:height="{block.width * tall / wide:.2f}cm">'
            f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:desc>{escape(block.alt)}</svg:desc></draw:frame>"
        )
        return self._paragraph(Para(align=block.align)).replace("</text:p>", f"{frame}</text:p>")


def _p(written: str) -> str:
    """Return a plain paragraph of what is already XML."""
    return f'<text:p text:style-name="Text_20_body">{written}</text:p>'


def _text(words: str) -> str:
    """Return words as XML: double spaces, tabulations and new lines as ODF writes them."""
    escaped = escape(words).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
    return escaped.replace("  ", " <text:s/>")
