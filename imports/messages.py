"""The French sentence of each error of a file. Source: spec/imports.md 1.6, after the seed."""

from imports.domain.errors import ErrorCode, FileError
from pixorga.lib.text import plural_fr

HEADING_UNKNOWN = (
    "Format non reconnu\u00a0: ce fichier n’est pas l’extraction CSV des élèves faite dans Onde."
)

# Straight quotes around the headings, as in the seed.
_SENTENCES = {
    ErrorCode.FIELD_REQUIRED: 'Le champ "{field}" est obligatoire.',
    ErrorCode.FIELD_BAD_VALUES: 'Le champ "{field}" doit être "{valids}".',
    ErrorCode.FIELD_DATE_FORMAT: 'Le champ "{field}" doit être une date AAAA-MM-JJ.',
    ErrorCode.FIELD_MAX_LENGTH: 'Le champ "{field}" dépasse {limit} caractères.',
    ErrorCode.PROPERTY_NOT_UNIQ: 'Le champ "{field}" est déjà présent plus haut dans le fichier.',
    ErrorCode.INVALID_CHAR_DETECTED: 'Le champ "{field}" contient des caractères illisibles.',
    ErrorCode.ROW_WIDTH: "le nombre de colonnes n’est pas celui de la première ligne.",
    ErrorCode.HEADER_REQUIRED: 'La colonne "{field}" est absente.',
    ErrorCode.BAD_CSV_FORMAT: "Ce fichier n’est pas un CSV lisible (séparateur point-virgule ou virgule).",
    ErrorCode.ENCODING_NOT_SUPPORTED: "L’encodage du fichier n’est pas reconnu.",
    ErrorCode.EMPTY: "Le fichier ne contient aucun élève à importer.",
    ErrorCode.PAYLOAD_TOO_LARGE: "Le fichier dépasse {limit}\u00a0Mo.",
}
_TOO_MANY_ROWS = "le fichier dépasse {limit} élèves."


def sentence(error: FileError) -> str:
    """Return what a head teacher reads about an error: « Ligne 5 : Le champ "INE" est obligatoire. »"""
    text = _SENTENCES[error.code]
    if error.code is ErrorCode.PAYLOAD_TOO_LARGE and error.line is not None:
        text = _TOO_MANY_ROWS
    said = text.format(field=error.field, valids=" ou ".join(error.valids), limit=_number(error.limit))
    return said if error.line is None else f"Ligne\u00a0{error.line}\u00a0: {said}"


def more(count: int) -> str:
    """Return what stands under a list of errors that leaves out some: « Et 1 234 autres. », or nothing."""
    return f"Et {_number(count)} {plural_fr(count, 'autre')}." if count else ""


def _number(value: int | None) -> str:
    """Return a number as it is written in French: 50 000."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f")
