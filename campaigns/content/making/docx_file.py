"""Word documents (DOCX), by python-docx."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from campaigns.content.making.blocks import (
    FONT,
    TITLE_SIZES,
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
from campaigns.content.making.packing import repack

if TYPE_CHECKING:
    from docx.document import Document

KEPT_STYLES = {
    *("Normal", "Header", "Footer", "Title", "List Bullet", "List Number", "Table Grid", "Normal Table"),
    *("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Default Paragraph Font", "No List"),
    *("CommentText", "CommentReference", "annotation text", "annotation reference"),
}


def docx(blocks: Sequence[Block], *, title: str, author: str, created: datetime, keywords: str) -> bytes:
    """Return a DOCX of these blocks, dated as told."""
    from docx import Document

    document = Document()
    _prepare(document)
    writer = _Writer(document, created)
    for block in blocks:
        writer.write(block)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.keywords = title, author, author, keywords
    core.created = core.modified = created
    core.revision, core.comments, core.language = 1, "", "fr-FR"
    out = io.BytesIO()
    document.save(out)
    stamp = f"{created:%Y-%m-%dT%H:%M:%SZ}".encode()

    def mend(name: str, part: bytes) -> bytes:
        if name == "word/comments.xml":
            return re.sub(rb'w:date="[^"]*"', b'w:date="' + stamp + b'"', part)
        return part

    return repack(out.getvalue(), mend)


def _prepare(document: "Document") -> None:
    """Set the page, the language, the font; leave out the parts that nobody reads."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    _prune_styles(document)
    _set_fonts(document)
    unused = ("customXml", "stylesWithEffects", "thumbnail")
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if any(word in relation.reltype for word in unused):
                del holder.rels[key]


def _prune_styles(document: "Document") -> None:
    """Leave only the styles that are of use: the others weigh 300 kB."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    kept = {name.title() for name in KEPT_STYLES}
    for element in list(styles):
        name = element.find(qn("w:name"))
        is_other = element.tag == qn("w:style") and name.get(qn("w:val")).title() not in kept
        if is_other or element.tag == qn("w:latentStyles"):
            styles.remove(element)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")


def _set_fonts(document: "Document") -> None:
    """Write in one font that every machine has, in one dark colour."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", *(f"Heading {level}" for level in range(1, 5))):
        style = document.styles[name]
        style.font.name = FONT
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:hAnsi"), FONT)
        style.font.color.rgb = RGBColor(0x1C, 0x23, 0x33)
    document.styles["Normal"].font.size = Pt(12)
    for level, size in TITLE_SIZES.items():
        document.styles[f"Heading {level}"].font.size = Pt(size)


class _Writer:
    """Adds blocks to a document."""

    def __init__(self, document: "Document", created: datetime) -> None:
        self.document = document
        self.created = created
        self._changes = count(1)

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self.document.add_heading(block.words, block.level)
            case Para():
                self._paragraph(block)
            case Bullets() | Numbers():
                self._list(block)
            case Table():
                self._table(block)
            case Image():
                self._image(block)

    def _paragraph(self, block: Para) -> None:
        from docx.shared import Cm

        paragraph = self.document.add_paragraph()
        layout = paragraph.paragraph_format
        _align(paragraph, block.align)
        if block.indent:
            layout.left_indent = Cm(block.indent)
        if block.first:
            layout.first_line_indent = Cm(block.first)
        if block.new_page:
            layout.page_break_before = True
        written = self._runs(paragraph, block.runs)
        if block.comment:
            author, words = block.comment
            self.document.add_comment(written, words, author=author, initials=author[:1])

    def _runs(self, paragraph: Any, runs: Iterable[Run]) -> list[Any]:
        """Write runs in a paragraph; return them."""
        written = []
        for run in runs:
            each = paragraph.add_run(run.words)
            _dress(each, run)
            if run.link:
                self._link(paragraph, each, run.link)
            if run.added or run.deleted:
                self._track(each, run)
            written.append(each)
        return written

    def _link(self, paragraph: Any, run: Any, address: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        holder = OxmlElement("w:hyperlink")
        holder.set(
            qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        run._r.addprevious(holder)
        holder.append(run._r)

    def _track(self, run: Any, look: Run) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        holder = OxmlElement("w:ins" if look.added else "w:del")
        holder.set(qn("w:id"), str(next(self._changes)))
        holder.set(qn("w:author"), look.added or look.deleted)
        holder.set(qn("w:date"), f"{self.created:%Y-%m-%dT%H:%M:%SZ}")
        run._r.addprevious(holder)
        holder.append(run._r)
        if look.deleted:
            for words in run._r.iter(qn("w:t")):
                words.tag = qn("w:delText")

    def _list(self, block: Bullets | Numbers) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        style = "List Bullet" if isinstance(block, Bullets) else "List Number"
        restart = self._new_numbering() if isinstance(block, Numbers) else None
        for item in block.items:
            paragraph = self.document.add_paragraph(style=style)
            if restart is not None:
                properties = paragraph._p.get_or_add_pPr()
                numbering = OxmlElement("w:numPr")
                for tag, value in (("w:ilvl", 0), ("w:numId", restart)):
                    each = OxmlElement(tag)
                    each.set(qn("w:val"), str(value))
                    numbering.append(each)
                properties.append(numbering)
            self._runs(paragraph, read_runs(item))

    def _new_numbering(self) -> int:
        """Return a numbering that begins at 1: without it, a second list goes on after the first."""
        from docx.oxml.ns import qn

        style = self.document.styles["List Number"]
        numbering = self.document.part.numbering_part.element
        known = style.element.pPr.numPr.numId.val
        abstract = next(each for each in numbering.num_lst if each.numId == known).abstractNumId.val
        new = numbering.add_num(abstract)
        new.add_lvlOverride(0).add_startOverride(1)
        return int(new.get(qn("w:numId")))

    def _table(self, block: Table) -> None:
        table = self.document.add_table(len(block.rows), max(map(len, block.rows)), style="Table Grid")
        for rank, (row, cells) in enumerate(zip(table.rows, block.rows, strict=True)):
            for cell, value in zip(row.cells, cells, strict=False):
                cell.paragraphs[0].add_run(str(value)).bold = (block.header and rank == 0) or None
        self.document.add_paragraph()

    def _image(self, block: Image) -> None:
        from docx.shared import Cm

        paragraph = self.document.add_paragraph()
        _align(paragraph, block.align)
        shape = paragraph.add_run().add_picture(io.BytesIO(block.content), width=Cm(block.width))
        shape._inline.docPr.set("descr", block.alt)


def _align(paragraph: Any, align: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if align != "left":
        paragraph.alignment = WD_ALIGN_PARAGRAPH[align.upper()]


def _dress(written: Any, run: Run) -> None:
    """Give a run its look."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    written.bold, written.italic = run.bold or None, run.italic or None
    written.underline = run.underlined or bool(run.link) or None
    if run.size:
        written.font.size = Pt(run.size)
    if run.font:
        written.font.name = run.font
        written._r.rPr.rFonts.set(qn("w:hAnsi"), run.font)
    color = run.color or ("#1f3f9d" if run.link else "")
    if color:
        written.font.color.rgb = RGBColor.from_string(color.lstrip("#").upper())
