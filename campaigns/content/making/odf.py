"""What ODT and ODS share: metadata, manifest, packing."""

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from campaigns.content.making.blocks import FONT, TITLE_SIZES
from campaigns.content.making.packing import repack

if TYPE_CHECKING:
    from odfdo import Document

TYPES = {"xml": "text/xml", "rdf": "application/rdf+xml", "jpg": "image/jpeg", "png": "image/png"}
NO_NUMBER = b' style:num-format=""'
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
META = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"\
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 office:version="1.3"><office:meta><meta:creation-date>{stamp}</meta:creation-date><dc:date>{stamp}</dc:date>\
<dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>\
{keywords}<dc:language>fr-FR</dc:language><meta:editing-cycles>1</meta:editing-cycles></office:meta>\
</office:document-meta>
"""


def finish(document: "Document", *, title: str, author: str, created: datetime, keywords: str = "") -> bytes:
    """Return the file of a document with its metadata, the same on every machine."""
    out = io.BytesIO()
    document.save(out, pretty=False)
    meta = META.format(
        stamp=f"{created:%Y-%m-%dT%H:%M:%S}",
        title=escape(title),
        author=escape(author),
        keywords=f"<meta:keyword>{escape(keywords)}</meta:keyword>" if keywords else "",
    ).encode()
    names: list[str] = []

    def mend(name: str, part: bytes) -> bytes:
        names.append(name)
        return meta if name == "meta.xml" else _mended(name, part)

    def list_parts(name: str, part: bytes) -> bytes:
        return _manifest(names, document.mimetype) if name == "META-INF/manifest.xml" else part

    return repack(repack(out.getvalue(), mend), list_parts)


def _mended(name: str, part: bytes) -> bytes:
    """Return a part of the template in our fonts and sizes, its titles without numbers."""
    # One version everywhere: software refuses a file whose parts disagree. 1.3 is read by older ones too.
    part = part.replace(b'office:version="1.4"', b'office:version="1.3"')
    part = re.sub(rb'<style:font-face style:name="Liberation Serif"[^>]*/>', b"", part)
    part = re.sub(rb"Liberation (?:Sans|Serif)", FONT.encode(), part)
    if name != "styles.xml":
        return part
    part = re.sub(
        rb' loext:num-list-format="[^"]*" style:num-suffix="\." style:num-format="1"', NO_NUMBER, part
    )
    for level, size in TITLE_SIZES.items():
        title = rb'(style:name="Heading_20_%d".*?)fo:font-size="[^"]*"( fo:font-style="italic")?' % level
        part = re.sub(title, rb'\1fo:font-size="%dpt"' % size, part, count=1)
    return part


def _manifest(names: list[str], kind: str) -> bytes:
    """Return the list of the parts, without those that were left out."""
    entries = [
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{kind}"/>'
    ]
    for name in names:
        if name not in {"mimetype", "META-INF/manifest.xml"}:
            media = TYPES.get(re.sub(r".*\.", "", name), "")
            entries.append(
                f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
            )
    lines = "\n".join(entries)
    head = f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{lines}\n</manifest:manifest>\n'.encode()
