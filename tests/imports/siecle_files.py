"""Siècle files made for tests: a pupil is what his elements hold, and where he is."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from imports.domain.rows import Reading
from imports.domain.siecle import inspect_siecle, read_siecle

UAI = "0380002A"
TODAY = date(2025, 9, 15)
NAME = "ElevesSansAdresses.xml"

# Last year's, with a class and a course of its own.
_LAST_YEAR = """<SCOLARITE_AN_DERNIER><CODE_MEF>10210001110</CODE_MEF><CODE_STRUCTURE>4EME A</CODE_STRUCTURE>\
<NOM_DE_FAMILLE>LAST YEAR</NOM_DE_FAMILLE><DATE_SORTIE>01/07/2020</DATE_SORTIE></SCOLARITE_AN_DERNIER>"""


@dataclass
class Pupil:
    """structures: kinds and codes, in turn. id: what joins a pupil and his structures inside the file."""

    elements: dict[str, str]
    structures: list[tuple[str, str]]
    id: str


def pupil(
    number: int = 1,
    *,
    division: str | None = "3EME A",
    groups: Iterable[str] = (),
    structures: Iterable[tuple[str, str]] | None = None,
    id: str | None = None,
    **elements: str | None,
) -> Pupil:
    """Return a right pupil. elements: others, by name; None takes one out. division: None for no class."""
    if structures is None:
        own = [("D", division)] if division is not None else []
        structures = own + [("G", group) for group in groups]
    values = {
        "ID_NATIONAL": f"88{number:07}ZB",
        "NOM_DE_FAMILLE": f"NIVELLAC{number}",
        "PRENOM": "Naël",
        "DATE_NAISS": "21/03/2011",
        "CODE_PAYS": "100",
        "CODE_SEXE": "2",
        "CODE_COMMUNE_INSEE_NAISS": "38185",
        **elements,
    }
    kept = {name: value for name, value in values.items() if value is not None}
    return Pupil(kept, list(structures), str(1_700_000 + number) if id is None else id)


def pupils_xml(pupils: Iterable[Pupil]) -> str:
    return f"<ELEVES>{''.join(map(_pupil_xml, pupils))}</ELEVES>"


def structures_xml(pupils: Iterable[Pupil]) -> str:
    return f"<STRUCTURES>{''.join(_placed_xml(each) for each in pupils if each.structures)}</STRUCTURES>"


def siecle_text(*pupils: Pupil, uai: str = UAI, encoding: str = "UTF-8", data: str | None = None) -> str:
    """Return a whole file. encoding: as it says. data: what stands in place of the pupils and structures."""
    if data is None:
        data = pupils_xml(pupils) + "<OPTIONS/>" + structures_xml(pupils)
    parameters = f"<PARAMETRES><UAJ>{uai}</UAJ><ANNEE_SCOLAIRE>2025</ANNEE_SCOLAIRE></PARAMETRES>"
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    return f'{declaration}<BEE_ELEVES VERSION="3.0">{parameters}<DONNEES>{data}</DONNEES></BEE_ELEVES>\n'


def _pupil_xml(each: Pupil) -> str:
    fields = "".join(f"<{name}>{escape(text)}</{name}>\n" for name, text in each.elements.items())
    return f'<ELEVE ELEVE_ID="{escape(each.id)}" ELENOET="1">\n{fields}{_LAST_YEAR}</ELEVE>\n'


def _placed_xml(each: Pupil) -> str:
    structures = "".join(
        f"<STRUCTURE><CODE_STRUCTURE>{escape(code)}</CODE_STRUCTURE>"
        f"<TYPE_STRUCTURE>{escape(kind)}</TYPE_STRUCTURE></STRUCTURE>"
        for kind, code in each.structures
    )
    return f'<STRUCTURES_ELEVE ELEVE_ID="{escape(each.id)}" ELENOET="1">{structures}</STRUCTURES_ELEVE>'


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of these names and contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def read_bytes(data: bytes, *, uai: str = UAI, today: date = TODAY) -> Reading:
    """Read a file as the product does: its container at upload, its content later."""
    inspect_siecle(io.BytesIO(data))
    return read_siecle(io.BytesIO(data), uai=uai, today=today)


def read_pupils(*pupils: Pupil, today: date = TODAY) -> Reading:
    return read_bytes(siecle_text(*pupils).encode(), today=today)


def found(reading: Reading) -> list[tuple]:
    """Return the errors as short tuples: (code, pupil, field), the last two if they apply.

    A pupil of this file is told by his number: 880000007ZB is 7.
    """
    return [
        tuple(part for part in (str(error.code), _number(error.ine), error.field) if part is not None)
        for error in reading.errors
    ]


def _number(ine: str | None) -> int | str | None:
    return int(ine[2:9]) if ine and ine.startswith("88") and ine.endswith("ZB") else ine


def numbers(reading: Reading) -> list[int]:
    """Return which pupils were read, in a file without errors."""
    assert reading.errors == []
    return [int(each.national_student_id[2:9]) for each in reading.pupils]


def read_data(data: str, **how: str) -> Reading:
    """Read a file with this in place of pupils and structures."""
    return read_bytes(siecle_text(data=data, **how).encode())
