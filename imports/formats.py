"""What each kind of school sends, and the words for it. Source: spec/imports.md 0.1, 1.1, 2.1 and 3.1."""

from dataclasses import dataclass

from imports.models import LearnerImport

Kind = LearnerImport.Kind


@dataclass(frozen=True, slots=True)
class FileFormat:
    """The file of one kind of school.

    endings: what its name may end in, in small letters; a name without an ending is left to the reader.
    accept: what a browser offers to choose. supported: the endings as they are read on the page. source: the
    application that it comes from. choose, check: what to do when there is no such file, or a wrong one.
    """

    kind: str
    endings: frozenset[str]
    accept: str
    supported: str
    source: str
    choose: str
    check: str


ONDE = FileFormat(
    kind=Kind.ONDE,
    endings=frozenset({".csv", ".txt", ""}),
    accept=".csv,text/csv",
    supported=".csv",
    source="Onde",
    choose="Choisissez le fichier .csv extrait d’Onde.",
    check="Vérifiez que vous avez choisi le fichier extrait d’Onde, puis réessayez.",
)
SIECLE = FileFormat(
    kind=Kind.SIECLE,
    endings=frozenset({".xml", ".zip", ""}),
    accept=".xml,.zip,text/xml,application/xml,application/zip,application/x-zip-compressed",
    supported=".xml, .zip",
    source="Siècle",
    choose="Choisissez le fichier .zip exporté de Siècle, ou le fichier .xml qu’il contient.",
    check="Vérifiez que vous avez choisi l’export «\u00a0Élèves sans adresse\u00a0», puis réessayez.",
)
FREGATA = FileFormat(
    kind=Kind.FREGATA,
    endings=ONDE.endings,
    accept=ONDE.accept,
    supported=".csv",
    source="Fregata",
    choose="Choisissez le fichier .csv exporté de Fregata.",
    check="Vérifiez que vous avez choisi la liste des élèves exportée de Fregata, puis réessayez.",
)

FORMATS = {each.kind: each for each in (ONDE, SIECLE, FREGATA)}
