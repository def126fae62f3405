"""Read the pupils' file that a secondary school exports from Siècle, and list all that is wrong with it.

Source: spec/imports.md 2, decisions.md 23 to 27.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import BinaryIO

from imports.domain import siecle_pupil, siecle_structures
from imports.domain.archive import is_archive, xml_pieces
from imports.domain.errors import ErrorCode, FileError, UploadRefusedError
from imports.domain.rows import PupilRow, Reading
from imports.domain.siecle_pupil import PupilRules, SieclePupil
from imports.domain.siecle_structures import Placement, Structures
from imports.domain.xml_guard import Element, UnreadableError, find_encoding, read_xml

MAX_PUPILS = 50_000
# Of what identifies a pupil inside the file, in characters.
MAX_ID = 100


def inspect_siecle(file: BinaryIO) -> str:
    """Return what Python calls the encoding of the XML, or "" for one that is not read.

    file: seekable, at any position. An archive is unzipped to its end, a piece at a time, so that a damaged
    one is refused at once; of a bare file only the beginning is looked at. Raise UploadRefusedError
    (INVALID_FILE) for nothing at all and for an archive that is not what Siècle makes.
    """
    is_zipped = is_archive(file)
    pieces = xml_pieces(file)
    head = next(pieces, b"")
    if not head:
        raise UploadRefusedError(ErrorCode.INVALID_FILE)
    if is_zipped:
        for _ in pieces:
            pass
    return find_encoding(head)


def read_siecle(file: BinaryIO, *, uai: str, today: date) -> Reading:
    """Return the pupils of a Siècle file, zipped or not, or every error in it.

    file: seekable, at any position. uai: the school's. today: the day of the import. What the file itself
    raises goes through.
    """
    school = _School(uai, today)
    encoding = ""
    try:
        pieces = xml_pieces(file)
        head = next(pieces, b"")
        encoding = find_encoding(head)
        read_xml(chain((head,), pieces), encoding, school.document())
        pupils, errors = school.pupils_or_errors()
    except (UploadRefusedError, UnreadableError) as stop:
        pupils, errors = [], school.errors_at(stop.code)
    return Reading(pupils, errors, encoding=encoding)


class _School:
    """What one file says of the school and of its pupils."""

    def __init__(self, uai: str, today: date) -> None:
        self._uai = uai.strip().upper()
        self._is_ours = False
        self._rules = PupilRules(today)
        self._structures = Structures()
        # In the order of the file, None for those who are not there; by what identifies them inside it.
        self._pupils: dict[str, SieclePupil | None] = {}
        # Whom the element that is being read is about.
        self._id = ""

    def document(self) -> Element:
        """Return the elements that are read."""
        pupil = Element(_texts(siecle_pupil.FIELDS), on_start=self._take_id, on_end=self._end_pupil)
        structure = Element(_texts(siecle_structures.FIELDS), on_end=self._structures.add)
        placed = Element({"STRUCTURE": structure}, on_start=self._take_id, on_end=self._end_placed)
        data = {
            "ELEVES": Element({siecle_pupil.ELEMENT: pupil}),
            "STRUCTURES": Element({"STRUCTURES_ELEVE": placed}),
        }
        parameters = Element(_texts(["UAJ"]), on_end=self._check_uai)
        return Element({"BEE_ELEVES": Element({"PARAMETRES": parameters, "DONNEES": Element(data)})})

    def _check_uai(self, texts: Mapping[str, str]) -> None:
        uai = texts.get("UAJ", "").strip().upper()
        if not uai or uai != self._uai:
            raise UnreadableError(ErrorCode.UAI_MISMATCHED)
        self._is_ours = True

    def _take_id(self, attributes: Mapping[str, str]) -> None:
        self._id = attributes.get("ELEVE_ID", "").strip()
        if not 0 < len(self._id) <= MAX_ID:
            raise UnreadableError

    def _end_pupil(self, texts: Mapping[str, str]) -> None:
        if self._id in self._pupils:
            raise UnreadableError
        if len(self._pupils) >= MAX_PUPILS:
            raise UnreadableError(ErrorCode.PAYLOAD_TOO_LARGE)
        self._pupils[self._id] = self._rules.read(texts)

    def _end_placed(self, _texts: Mapping[str, str]) -> None:
        self._structures.place(self._id)
        if len(self._structures) > MAX_PUPILS:
            raise UnreadableError(ErrorCode.PAYLOAD_TOO_LARGE)

    def pupils_or_errors(self) -> tuple[list[PupilRow], list[FileError]]:
        """Return the pupils of a file that was read to its end, or what is wrong with them; only once."""
        if not self._is_ours:
            return [], [FileError(ErrorCode.UAI_MISMATCHED)]
        rows: list[PupilRow] = []
        errors: list[FileError] = []
        # A large school is not held twice.
        pupils, self._pupils = self._pupils, {}
        for line, key in enumerate([*pupils], start=1):
            pupil = pupils.pop(key)
            if pupil is None:
                continue
            placement = self._structures.pop(key)
            faults = pupil.faults
            if placement.division:
                faults += placement.faults
            if faults:
                errors += pupil.errors(faults)
            elif placement.division and not errors:
                rows.append(_row(line, pupil, placement))
        if errors:
            return [], errors
        return rows, [] if rows else [FileError(ErrorCode.EMPTY)]

    def errors_at(self, code: ErrorCode) -> list[FileError]:
        """Return the errors of a file that could not be read on, for this reason."""
        if code is ErrorCode.PAYLOAD_TOO_LARGE:
            return [FileError(code, field=siecle_pupil.ELEMENT, limit=MAX_PUPILS)]
        # Of another school, and of one that is not known yet, nothing is told.
        if not self._is_ours or code is ErrorCode.UAI_MISMATCHED:
            return [FileError(code)]
        found = [error for pupil in self._pupils.values() if pupil for error in pupil.errors(pupil.faults)]
        return [*found, FileError(code)]


def _texts(names: Iterable[str]) -> dict[str, Element]:
    return {name: Element(is_text=True) for name in names}


def _row(line: int, pupil: SieclePupil, placement: Placement) -> PupilRow:
    return PupilRow(
        line=line,
        last_name=pupil.last_name,
        first_name=pupil.first_name,
        birthdate=pupil.birthdate,
        national_student_id=pupil.ine,
        level="",
        division=placement.division,
        preferred_last_name=pupil.preferred_last_name,
        middle_name=pupil.middle_name,
        third_name=pupil.third_name,
        groups=placement.groups,
    )
