"""The documents: they open, hold what was asked, say nothing of the machine, and are the same each time."""

import csv
import io
import re
import wave
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest

from campaigns.content.making import documents as d
from campaigns.content.making.sheets import odf_formula

MADE = date(2026, 3, 4)
TAKEN = datetime(2026, 7, 14, 16, 32)  # noqa: DTZ001 (cameras know no time zone)


@pytest.fixture
def letter() -> Mapping[str, bytes]:
    return make_letter()


def make_letter() -> Mapping[str, bytes]:
    return d.text_document(
        "lettre",
        d.Heading("Ma lettre"),
        "Bonjour **à tous**, //voici// [un lien](https://marelle.example/a?b=1&c=2).",
        d.Heading("Suite", level=2),
        d.Bullets(["un", "deux"]),
        d.Numbers(["premier"]),
        d.Numbers(["encore"]),
        d.Table([["Nom", "Âge"], ["Lina", 12]]),
        d.Image(d.picture("port", width=60, height=40), width=6, alt="Un port"),
        d.PageBreak(),
        d.Para("Centré", align="center", size=16, font="Courier New", comment=("Nora", "À vérifier")),
        d.Para("Le chat ", d.Run("noir", deleted="Noé"), d.Run("blanc", added="Noé"), " dort & ronfle."),
        d.Heading("Faux titre", real=False),
        title="Ma lettre",
        author="Lina Diallo",
        created=MADE,
        keywords=["école"],
    )


def make_workbook() -> Mapping[str, bytes]:
    rows = [["Élève", "Note", "Jour", "Part"], ["Lina", 12.5, MADE, d.Cell(0.25, form="percent")]]
    total = [
        "Total",
        d.Formula("=SUM(B2:B2)", 12.5),
        None,
        d.Formula('=IF(B2>10,"oui, oui","non")', "oui, oui"),
    ]
    other = d.Sheet("Bilan", [["Note", d.Formula("=Notes!B2", 12.5)]], header=False)
    about = {"title": "Notes", "author": "Lina", "created": MADE}
    return d.spreadsheet("notes", d.Sheet("Notes", [*rows, total], widths=[20]), other, **about)


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def parsed(content: bytes, name: str) -> ET.Element:
    return ET.fromstring(part(content, name))  # noqa: S314 (our own)


def words(content: bytes, name: str) -> str:
    return "|".join(parsed(content, name).itertext())


FILES = {
    "text": make_letter,
    "sheets": make_workbook,
    "photo": lambda: {"a.jpg": d.photo("nuit", width=90, height=60, taken=TAKEN, caption="Été")},
    "pictures": lambda: {
        kind: d.picture("ville", kind=kind, width=60, height=40) for kind in ("png", "gif", "bmp")
    },
}


@pytest.mark.content
@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_same_each_time(name):
    assert FILES[name]() == FILES[name]()


@pytest.mark.content
def test_archives_of_office_files_tell_nothing_of_the_machine(letter):
    for name, content in {**letter, **make_workbook()}.items():
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            assert file.testzip() is None
            entries = file.infolist()
        assert {entry.date_time for entry in entries} == {(2026, 1, 15, 8, 0, 0)}
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
        first = "mimetype" if name.endswith(("odt", "ods")) else "[Content_Types].xml"
        assert entries[0].filename == first
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels", ".rdf")):
                parsed(content, entry.filename)


@pytest.mark.content
def test_a_text_holds_its_blocks_in_both_formats(letter):
    odt = words(letter["lettre.odt"], "content.xml")
    docx = words(letter["lettre.docx"], "word/document.xml")
    for text in (odt, docx):
        for expected in (
            "Ma lettre",
            "à tous",
            "un lien",
            "premier",
            "Lina",
            "12",
            "Centré",
            "blanc",
            "Faux titre",
        ):
            assert expected in text
    assert "À vérifier" in odt
    assert "À vérifier" in words(letter["lettre.docx"], "word/comments.xml")


@pytest.mark.content
def test_a_word_document_is_read_back(letter):
    from docx import Document

    document = Document(io.BytesIO(letter["lettre.docx"]))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert ("Heading 1", "Ma lettre") in styles
    assert ("Heading 2", "Suite") in styles
    assert ("Normal", "Faux titre") in styles
    assert document.tables[0].cell(1, 0).text == "Lina"
    core = document.core_properties
    assert (core.author, core.title, core.keywords) == ("Lina Diallo", "Ma lettre", "école")
    assert (core.created.date(), core.modified.date(), core.language) == (MADE, MADE, "fr-FR")


@pytest.mark.content
def test_an_open_document_is_read_back(letter):
    from odfdo import Document

    document = Document(io.BytesIO(letter["lettre.odt"]))
    headers = [(int(header.level), header.inner_text) for header in document.body.headers]
    assert headers == [(1, "Ma lettre"), (2, "Suite")]
    assert len(document.body.images) == 1
    about = document.meta
    assert (about.creator, about.title, about.creation_date.date()) == ("Lina Diallo", "Ma lettre", MADE)
    manifest = part(letter["lettre.odt"], "META-INF/manifest.xml")
    with zipfile.ZipFile(io.BytesIO(letter["lettre.odt"])) as file:
        for name in file.namelist():
            assert name in {"mimetype", "META-INF/manifest.xml"} or f'"{name}"' in manifest


@pytest.mark.content
def test_all_parts_of_an_open_document_say_one_version():
    """Other software refuses a file whose parts disagree."""
    for content in (make_letter()["lettre.odt"], make_workbook()["notes.ods"]):
        for name in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
            assert 'version="1.3"' in part(content, name)
            assert 'version="1.4"' not in part(content, name)


@pytest.mark.content
def test_a_spreadsheet_holds_values_dates_and_formulas():
    from odfdo import Document

    files = make_workbook()
    sheet = Document(io.BytesIO(files["notes.ods"])).body.get_table(name="Notes")
    assert sheet.get_value("A2") == "Lina"
    assert float(sheet.get_value("B3")) == 12.5
    assert sheet.get_value("C2") in {MADE, datetime(2026, 3, 4)}  # noqa: DTZ001
    content = part(files["notes.ods"], "content.xml")
    assert 'table:formula="of:=SUM([.B2:.B2])"' in content
    assert 'table:formula="of:=[$Notes.B2]"' in content
    xlsx = part(files["notes.xlsx"], "xl/worksheets/sheet1.xml")
    assert "<f>SUM(B2:B2)</f><v>12.5</v>" in xlsx
    assert "Lina" in words(files["notes.xlsx"], "xl/sharedStrings.xml")
    assert part(files["notes.xlsx"], "xl/workbook.xml").count("<sheet ") == 2


@pytest.mark.content
def test_both_spreadsheets_keep_the_spaces_around_and_inside_a_text():
    files = d.spreadsheet("mots", d.Sheet("Mots", [[" chat", "chien  ", "un   deux", "a b"]], header=False))
    content = part(files["mots.ods"], "content.xml")
    assert re.findall(r"<text:p>(.*?)</text:p>", content) == [
        "<text:s/>chat",
        "chien<text:s/><text:s/>",
        "un <text:s/><text:s/>deux",
        "a b",
    ]
    texts = parsed(files["mots.xlsx"], "xl/sharedStrings.xml").itertext()
    assert [*texts] == [" chat", "chien  ", "un   deux", "a b"]


@pytest.mark.parametrize(
    ("english", "open_document"),
    [
        ("=SUM(B2:B9)", "of:=SUM([.B2:.B9])"),
        ("=$B$2*1.5", "of:=[.$B$2]*1.5"),
        ('=IF(A1>2,"a,B2",C3)', 'of:=IF([.A1]>2;"a,B2";[.C3])'),
        ("=Notes!B2", "of:=[$Notes.B2]"),
        ("=LOG10(A1)", "of:=LOG10([.A1])"),
        ('=COUNTIF(A1:A9,">3")', 'of:=COUNTIF([.A1:.A9];">3")'),
    ],
)
def test_formulas_are_turned_into_those_of_open_document(english, open_document):
    assert odf_formula(english) == open_document


@pytest.mark.content
def test_a_photo_says_where_when_and_with_what():
    from PIL import Image

    content = d.photo(
        "plage",
        width=90,
        height=60,
        taken=TAKEN,
        make="Marelle",
        model="M12",
        gps=(48.5, -1.25),
        orientation=6,
        description="Fête",
        author="Lina",
        dpi=300,
    )
    image = Image.open(io.BytesIO(content))
    exif = image.getexif()
    assert (exif[0x010F], exif[0x0110], exif[0x0112], exif[0x0132]) == (
        "Marelle",
        "M12",
        6,
        "2026:07:14 16:32:00",
    )
    assert exif.get_ifd(0x8769)[0x9003] == "2026:07:14 16:32:00"
    place = exif.get_ifd(0x8825)
    assert (place[1], place[3]) == ("N", "W")
    assert [float(each) for each in place[2]] == [48, 30, 0]
    assert [float(each) for each in place[4]] == [1, 15, 0]
    assert image.info["dpi"] == (300, 300)
    assert (image.size, image.format) == ((90, 60), "JPEG")
    assert "Fête".encode() in content


@pytest.mark.content
def test_a_photo_without_metadata_has_none():
    from PIL import Image

    assert not Image.open(io.BytesIO(d.photo("port", width=90, height=60))).getexif()


@pytest.mark.content
def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="No scene"):
        d.photo("lune")
    with pytest.raises(ValueError, match="wider"):
        d.picture("port", width=60, height=40, caption="Une très longue légende")


def test_an_archive_has_its_folders_and_its_dates():
    made = d.archive({"Voyage/plan.txt": "été", "Vide/": b""}, dates={"Voyage/plan.txt": date(2025, 1, 2)})
    assert made == d.archive(
        {"Voyage/plan.txt": "été", "Vide/": b""}, dates={"Voyage/plan.txt": date(2025, 1, 2)}
    )
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert file.read("Voyage/plan.txt").decode() == "été"
        assert file.getinfo("Voyage/plan.txt").date_time[:3] == (2025, 1, 2)
        assert file.getinfo("Vide/").is_dir()


def test_a_csv_is_written_for_a_french_spreadsheet():
    content = d.csv_file([["Nom", "Note"], ["Zoé; Léa", 12.5], [None, MADE]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Nom", "Note"], ["Zoé; Léa", "12,5"], ["", "04/03/2026"]]


def test_texts_pages_and_sounds():
    assert d.plain_text("é", encoding="latin-1") == b"\xe9"
    page = d.web_page("Titre & suite", "<h1>Été</h1>", css="h1 { color: #1f3f9d }").decode()
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Titre &amp; suite</title>" in page
    content = d.sound([("la", 0.1), ("", 0.1)])
    assert content == d.sound([("la", 0.1), ("", 0.1)])
    with wave.open(io.BytesIO(content)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12345.67, "12345,67"),
        (1234567.5, "1234567,5"),
        (12500000.0, "12500000"),
        (0.1 + 0.2, "0,3"),
        (-0.00001, "-0,00001"),
    ],
)
def test_numbers_keep_all_their_figures(value, words):
    assert d.csv_file([[value]]).decode("utf-8-sig") == f"{words}\r\n"


def test_a_day_keeps_the_look_of_its_cell():
    look = {"fill": "#fff1c2", "color": "#b3402e", "align": "right"}
    ((_, _, cell),) = d.Sheet("Jours", [[d.Cell(MADE, **look)]]).cells()
    assert cell == d.Cell(MADE, form="date", **look)
