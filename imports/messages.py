"""The French sentence of each error of a file, and how to mend it. Source: spec/imports.md 1.6, 2.6 and 3.1.

The kinds are those of `LearnerImport.Kind`; this module is pure, so that a command without a database has it.
"""

from collections.abc import Iterable

from imports.domain import fregata, onde, siecle_pupil
from imports.domain.errors import ErrorCode, FileError
from pixorga.lib.text import plural_fr

ONDE, SIECLE, FREGATA = "ONDE", "SIECLE", "FREGATA"

# Straight quotes around the headings, as in the seed.
_SENTENCES = {
    ErrorCode.FIELD_REQUIRED: 'Le champ "{field}" est obligatoire.',
    ErrorCode.FIELD_BAD_VALUES: 'Le champ "{field}" doit être "{valids}".',
    ErrorCode.FIELD_DATE_FORMAT: 'Le champ "{field}" doit être une date {date}.',
    ErrorCode.FIELD_MAX_LENGTH: 'Le champ "{field}" dépasse {limit} caractères.',
    ErrorCode.FIELD_MIN_LENGTH: 'Le champ "{field}" compte moins de {limit} caractères.',
    ErrorCode.FIELD_LENGTH: 'Le champ "{field}" doit compter {limit} caractères.',
    ErrorCode.PROPERTY_NOT_UNIQ: 'Le champ "{field}" est déjà présent plus haut dans le fichier.',
    ErrorCode.IDENTIFIER_UNIQUE: 'Le champ "{field}" est déjà présent plus haut dans le fichier.',
    ErrorCode.INSEE_CODE_INVALID: 'Le champ "{field}" n’est pas un code INSEE de commune.',
    ErrorCode.INVALID_CHAR_DETECTED: 'Le champ "{field}" contient des caractères illisibles.',
    ErrorCode.ROW_WIDTH: "le nombre de colonnes n’est pas celui de la première ligne.",
    ErrorCode.HEADER_REQUIRED: 'La colonne "{field}" est absente.',
    ErrorCode.HEADER_UNKNOWN: 'La colonne "{field}" n’est pas prévue.',
    ErrorCode.BAD_CSV_FORMAT: "Ce fichier n’est pas un CSV lisible (séparateur point-virgule ou virgule).",
    ErrorCode.ENCODING_NOT_SUPPORTED: "L’encodage du fichier n’est pas reconnu.",
    ErrorCode.EMPTY: "Le fichier ne contient aucun élève à importer.",
    ErrorCode.PAYLOAD_TOO_LARGE: "Le fichier dépasse {limit}\u00a0Mo.",
    ErrorCode.INVALID_FILE: "Le fichier n’est pas conforme.",
    ErrorCode.UAI_MISMATCHED: "L’UAI du fichier n’est pas celui de votre établissement.",
    ErrorCode.INE_REQUIRED: "Un élève n’a pas d’INE.",
    ErrorCode.INE_UNIQUE: "L’INE {ine} est porté par plusieurs élèves du fichier.",
}
_UNLIKELY_DATE = 'Le champ "{field}" doit être une date entre {year} et aujourd’hui.'
_TOO_MANY_ROWS = "le fichier dépasse {limit} élèves."
_TOO_MANY_PUPILS = "Le fichier dépasse {limit} élèves."
_WITHOUT_INE = "Un élève n’a pas d’INE\u00a0: {name}."
_NOT_EXPECTED = 'Le champ "{field}" a une valeur qui n’est pas prévue.'
_NOBODY_IN_SIECLE = "Les élèves du fichier doivent avoir un INE et une classe."

# After « Élève d’INE … : », for files without lines.
_OF_A_PUPIL = {
    ErrorCode.BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT: (
        "le code de la commune de naissance manque (naissance en France)."
    ),
    ErrorCode.SEX_CODE_REQUIRED: "le sexe manque.",
    ErrorCode.BIRTHDATE_REQUIRED: "la date de naissance manque.",
    ErrorCode.INVALID_BIRTHDATE_FORMAT: "la date de naissance n’est pas au format JJ/MM/AAAA.",
    ErrorCode.LAST_NAME_REQUIRED: "le nom manque.",
    ErrorCode.FIRST_NAME_REQUIRED: "le prénom manque.",
}
# Of a pupil too, where there are no lines.
_OF_A_FIELD = (ErrorCode.INVALID_CHAR_DETECTED, ErrorCode.FIELD_MAX_LENGTH)
_NAME_UNREADABLE = "le nom ou le prénom contient des caractères illisibles."

_DATES = {ONDE: "AAAA-MM-JJ", FREGATA: "JJ/MM/AAAA"}

_HEADING_UNKNOWN = {
    ONDE: "ce fichier n’est pas l’extraction CSV des élèves faite dans Onde.",
    SIECLE: "ce fichier n’est pas l’export XML «\u00a0Élèves sans adresse\u00a0» fait dans Siècle.",
    FREGATA: "ce fichier n’est pas la liste CSV des élèves faite dans Fregata.",
}

# How to mend an error: by code; where a column needs words of its own, by code and heading, looked up first.
# Only the menus that the specification names are named.
_Key = ErrorCode | tuple[ErrorCode, str]
# Stands for the heading where a file has too many pupils; it may be light enough.
_ROWS = "rows"

# Every import says who is at the school: half a file would hide the other half.
_NOT_IN_PARTS = (
    "Ne {it} découpez pas\u00a0: les élèves absents du dernier fichier importé seraient désactivés."
)

_BY_HAND = "ou retirez la ligne et inscrivez l’élève à la main, par «\u00a0Ajouter un élève\u00a0»."

_IN_ONDE: dict[_Key, str] = {
    ErrorCode.EMPTY: (
        "Refaites l’extraction dans Onde avec le filtre «\u00a0CYCLE III\u00a0» et la catégorie "
        "«\u00a0Élèves\u00a0»."
    ),
    ErrorCode.ENCODING_NOT_SUPPORTED: (
        "Importez le fichier tel qu’Onde l’a produit, sans l’enregistrer dans un tableur."
    ),
    ErrorCode.INVALID_CHAR_DETECTED: (
        "Refaites l’extraction et importez-la sans l’enregistrer ailleurs\u00a0; si un texte est illisible "
        "dans Onde aussi, corrigez-le d’abord dans Onde."
    ),
    ErrorCode.PAYLOAD_TOO_LARGE: (
        "Vérifiez que vous avez choisi l’extraction des élèves de votre école, avec le filtre "
        "«\u00a0CYCLE III\u00a0»\u00a0: elle est bien plus légère."
    ),
    (ErrorCode.PAYLOAD_TOO_LARGE, _ROWS): (
        "Vérifiez que ce fichier est l’extraction d’Onde d’une seule école, sans lignes en double. "
        + _NOT_IN_PARTS.format(it="le")
    ),
    ErrorCode.FIELD_REQUIRED: (
        "Complétez dans Onde les informations qui manquent, puis refaites l’extraction."
    ),
    (ErrorCode.FIELD_REQUIRED, onde.INE.heading): (
        f"Attendez que l’INE soit attribué dans Onde et refaites l’extraction, {_BY_HAND}"
    ),
    (ErrorCode.FIELD_REQUIRED, onde.DIVISION.heading): (
        "Affectez chaque élève à une classe dans Onde, puis refaites l’extraction."
    ),
    ErrorCode.FIELD_BAD_VALUES: (
        "Refaites l’extraction dans Onde avec le filtre «\u00a0CYCLE III\u00a0»\u00a0: seuls les élèves de "
        "CM1 et de CM2 sont importés."
    ),
    ErrorCode.FIELD_DATE_FORMAT: (
        "Importez le fichier tel qu’Onde l’a produit, car un tableur change les dates\u00a0; si une date est "
        "fausse dans Onde aussi, corrigez-la d’abord dans Onde."
    ),
    ErrorCode.FIELD_MAX_LENGTH: "Abrégez dans Onde les textes trop longs, puis refaites l’extraction.",
    ErrorCode.PROPERTY_NOT_UNIQ: (
        "Si les deux lignes décrivent le même élève, n’en gardez qu’une\u00a0; sinon, corrigez dans Onde "
        "l’INE qui est en double, puis refaites l’extraction."
    ),
    ErrorCode.ROW_WIDTH: (
        "Refaites l’extraction dans Onde et importez-la sans la modifier\u00a0: des cellules ont été "
        "ajoutées ou retirées."
    ),
    ErrorCode.HEADER_REQUIRED: (
        "Refaites l’extraction dans Onde par «\u00a0Élèves de l’école ou leurs responsables\u00a0»\u00a0: "
        "celle par groupe d’élèves n’a pas toutes les colonnes. Importez-la sans l’enregistrer dans un "
        "tableur, qui peut changer les accents."
    ),
    ErrorCode.BAD_CSV_FORMAT: (
        "Choisissez «\u00a0Extraction des élèves – format CSV\u00a0» dans Onde, puis importez le fichier "
        "sans l’enregistrer dans un tableur."
    ),
}

_EXPORT_AGAIN = "puis refaites l’export «\u00a0Élèves sans adresse\u00a0»."
_KEEPERS = "la personne qui tient la base élèves de Siècle"
# The error says what is missing, and of whom: one request for them all.
_COMPLETED_IN_SIECLE = f"Demandez à {_KEEPERS} d’y compléter les informations qui manquent, {_EXPORT_AGAIN}"

_IN_SIECLE: dict[_Key, str] = {
    ErrorCode.FIELD_MAX_LENGTH: f"Demandez à {_KEEPERS} d’y abréger les textes trop longs, {_EXPORT_AGAIN}",
    ErrorCode.EMPTY: (
        f"Faites vérifier dans Siècle que chaque élève a un INE et une division, {_EXPORT_AGAIN}"
    ),
    ErrorCode.ENCODING_NOT_SUPPORTED: (
        "Importez l’archive .zip telle que Siècle l’a produite, sans enregistrer le fichier XML ailleurs."
    ),
    ErrorCode.INVALID_CHAR_DETECTED: (
        "Importez l’archive .zip telle que Siècle l’a produite\u00a0: le fichier XML a été enregistré dans "
        "un éditeur, qui a changé ses accents."
    ),
    ErrorCode.PAYLOAD_TOO_LARGE: (
        "Importez l’archive .zip telle que Siècle l’a produite\u00a0: elle est bien plus légère que le "
        "fichier XML."
    ),
    (ErrorCode.PAYLOAD_TOO_LARGE, _ROWS): (
        "Vérifiez que ce fichier est l’export de Siècle d’un seul établissement. "
        + _NOT_IN_PARTS.format(it="le")
    ),
    ErrorCode.INVALID_FILE: (
        "Refaites l’export dans Siècle («\u00a0Exportations\u00a0», «\u00a0En XML\u00a0», «\u00a0Élèves sans "
        "adresse\u00a0») et importez l’archive .zip telle quelle."
    ),
    ErrorCode.UAI_MISMATCHED: (
        "Vérifiez que vous êtes dans l’espace du bon établissement, puis importez l’export que Siècle a "
        "produit pour lui."
    ),
    ErrorCode.BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT: _COMPLETED_IN_SIECLE,
    ErrorCode.SEX_CODE_REQUIRED: _COMPLETED_IN_SIECLE,
    ErrorCode.BIRTHDATE_REQUIRED: _COMPLETED_IN_SIECLE,
    ErrorCode.INVALID_BIRTHDATE_FORMAT: (
        f"Demandez à {_KEEPERS} d’y corriger la date de naissance, {_EXPORT_AGAIN}"
    ),
    ErrorCode.INE_REQUIRED: _COMPLETED_IN_SIECLE,
    ErrorCode.INE_UNIQUE: f"Demandez à {_KEEPERS} de vérifier les INE en double, {_EXPORT_AGAIN}",
    ErrorCode.LAST_NAME_REQUIRED: _COMPLETED_IN_SIECLE,
    ErrorCode.FIRST_NAME_REQUIRED: _COMPLETED_IN_SIECLE,
}

_TOWN_CODE = fregata.BIRTH_TOWN_IN_FRANCE.heading
_TOWN_CODE_HELP = (
    "Pour une naissance en France, indiquez dans Fregata le code INSEE de la commune, en 5 caractères\u00a0: "
    "ce n’est pas le code postal. Exportez ensuite à nouveau la liste."
)
_PROVINCE_HELP = (
    "Indiquez dans Fregata le code du département en 2 ou 3 caractères, par exemple 38 ou 971, puis exportez "
    "à nouveau la liste."
)
_COUNTRY_HELP = (
    "Indiquez dans Fregata le code INSEE du pays, en 5 chiffres\u00a0: 99100 pour la France, un nombre entre "
    "99101 et 99599 pour un autre pays. Exportez ensuite à nouveau la liste."
)
_EXPORTED_AGAIN = "puis exportez à nouveau la liste."

_IN_FREGATA: dict[_Key, str] = {
    ErrorCode.EMPTY: "Vérifiez que la liste exportée de Fregata a une ligne par élève.",
    ErrorCode.ENCODING_NOT_SUPPORTED: (
        "Vérifiez que ce fichier est la liste des élèves de Fregata, avec la colonne «\u00a0Premier "
        "prénom\u00a0», et enregistrez-le au format CSV UTF-8."
    ),
    ErrorCode.INVALID_CHAR_DETECTED: (
        "Importez le fichier tel que Fregata l’a produit\u00a0; si un texte est illisible dans Fregata "
        "aussi, corrigez-le d’abord dans Fregata."
    ),
    ErrorCode.PAYLOAD_TOO_LARGE: (
        "Vérifiez que vous avez choisi la liste des élèves de votre établissement\u00a0: elle est bien plus "
        "légère."
    ),
    (ErrorCode.PAYLOAD_TOO_LARGE, _ROWS): (
        "Vérifiez que cette liste de Fregata est celle d’un seul établissement, sans lignes en double. "
        + _NOT_IN_PARTS.format(it="la")
    ),
    ErrorCode.FIELD_REQUIRED: f"Complétez dans Fregata les informations qui manquent, {_EXPORTED_AGAIN}",
    (ErrorCode.FIELD_REQUIRED, fregata.IDENTIFIER.heading): (
        f"Complétez l’identifiant de l’élève dans Fregata et exportez à nouveau la liste, {_BY_HAND}"
    ),
    (ErrorCode.FIELD_REQUIRED, _TOWN_CODE): _TOWN_CODE_HELP,
    (ErrorCode.FIELD_REQUIRED, fregata.BIRTH_TOWN_ABROAD.heading): (
        f"Pour une naissance à l’étranger, indiquez dans Fregata le nom de la ville, {_EXPORTED_AGAIN}"
    ),
    ErrorCode.FIELD_BAD_VALUES: (
        f"Remplacez la valeur dans Fregata par l’une de celles que cite l’erreur, {_EXPORTED_AGAIN}"
    ),
    (ErrorCode.FIELD_BAD_VALUES, fregata.COUNTRY.heading): _COUNTRY_HELP,
    ErrorCode.FIELD_DATE_FORMAT: (
        f"Écrivez la date sous la forme 21/03/2008 dans Fregata, vérifiez son année, {_EXPORTED_AGAIN}"
    ),
    ErrorCode.FIELD_MAX_LENGTH: f"Abrégez dans Fregata les textes trop longs, {_EXPORTED_AGAIN}",
    (ErrorCode.FIELD_MAX_LENGTH, fregata.PROVINCE.heading): _PROVINCE_HELP,
    ErrorCode.FIELD_MIN_LENGTH: _PROVINCE_HELP,
    ErrorCode.FIELD_LENGTH: _COUNTRY_HELP,
    (ErrorCode.FIELD_LENGTH, _TOWN_CODE): _TOWN_CODE_HELP,
    ErrorCode.INSEE_CODE_INVALID: _TOWN_CODE_HELP,
    ErrorCode.IDENTIFIER_UNIQUE: (
        "Si les deux lignes décrivent le même élève, n’en gardez qu’une\u00a0; sinon, corrigez dans Fregata "
        f"l’identifiant qui est en double, {_EXPORTED_AGAIN}"
    ),
    ErrorCode.ROW_WIDTH: (
        "Exportez à nouveau la liste de Fregata et importez-la sans la modifier\u00a0: des cellules ont été "
        "ajoutées ou retirées."
    ),
    ErrorCode.HEADER_REQUIRED: (
        "Rendez à la première ligne les noms de colonnes de Fregata, ou exportez à nouveau la liste."
    ),
    ErrorCode.HEADER_UNKNOWN: (
        "Retirez du fichier les colonnes qui ont été ajoutées à celles de Fregata, ou exportez à nouveau la "
        "liste."
    ),
    ErrorCode.BAD_CSV_FORMAT: (
        "Enregistrez la liste au format CSV, avec le point-virgule comme séparateur, puis importez-la à "
        "nouveau."
    ),
}

ADVICE = {ONDE: _IN_ONDE, SIECLE: _IN_SIECLE, FREGATA: _IN_FREGATA}
_START_AGAIN = "Refaites le fichier dans l’application d’origine et importez-le sans le modifier."


def sentence(error: FileError, kind: str) -> str:
    """Return what a head teacher reads about an error: « Ligne 5 : Le champ "INE" est obligatoire. »"""
    said = _text_of(error, kind).format(
        field=error.field,
        valids=" ou ".join(error.valids),
        limit=_number(error.limit),
        year=error.limit,
        ine=error.ine,
        name=error.name,
        date=_DATES.get(kind, _DATES[ONDE]),
    )
    where = _where(error)
    return f"{where}\u00a0: {said}" if where else said


def _where(error: FileError) -> str:
    """Return the line of an error, or the pupil whom it is about, or nothing if it is about the file."""
    if error.line is not None:
        return f"Ligne\u00a0{error.line}"
    if error.code in (ErrorCode.INE_REQUIRED, ErrorCode.INE_UNIQUE):
        return ""  # their sentences say it
    if error.ine:
        return f"Élève d’INE {error.ine}"
    is_about_pupil = error.code in _OF_A_PUPIL or error.code in _OF_A_FIELD
    if not is_about_pupil:
        return ""
    # A number that cannot be read, or not be kept, is no missing one.
    who = "Un élève" if error.field == siecle_pupil.INE else "Un élève sans INE"
    return f"{who} ({error.name})" if error.name else who


def _text_of(error: FileError, kind: str) -> str:
    match error.code:
        case ErrorCode.PAYLOAD_TOO_LARGE if _is_about_rows(error):
            return _TOO_MANY_PUPILS if error.line is None else _TOO_MANY_ROWS
        case ErrorCode.INE_REQUIRED if error.name:
            return _WITHOUT_INE
        case ErrorCode.FIELD_DATE_FORMAT if error.limit is not None:
            return _UNLIKELY_DATE
        case ErrorCode.FIELD_BAD_VALUES if not error.valids:
            return _NOT_EXPECTED
        case ErrorCode.EMPTY if kind == SIECLE:
            return _NOBODY_IN_SIECLE
        case ErrorCode.INVALID_CHAR_DETECTED if error.field is None:
            return _NAME_UNREADABLE
    return _OF_A_PUPIL.get(error.code) or _SENTENCES[error.code]


def _is_about_rows(error: FileError) -> bool:
    """Return whether a file has too many pupils, and not too many megabytes."""
    return error.code is ErrorCode.PAYLOAD_TOO_LARGE and (error.line or error.field) is not None


def advice(error: FileError, kind: str) -> str:
    """Return how to mend an error in the application that files of this kind come from."""
    by_key = ADVICE[kind]
    where = _ROWS if _is_about_rows(error) else error.field
    return by_key.get((error.code, where)) or by_key.get(error.code, _START_AGAIN)


def advices(errors: Iterable[FileError], kind: str) -> list[str]:
    """Return how to mend all the errors, each thing once, in the order in which they first appear."""
    return list(dict.fromkeys(advice(error, kind) for error in errors))


def heading_unknown(kind: str) -> str:
    """Return what is said of a file that is another list than the one that a school must send."""
    return f"Format non reconnu\u00a0: {_HEADING_UNKNOWN[kind]}"


def more(count: int) -> str:
    """Return what stands under a list of errors that leaves out some: « Et 1 234 autres. », or nothing."""
    return f"Et {_number(count)} {plural_fr(count, 'autre')}." if count else ""


def _number(value: int | None) -> str:
    """Return a number as it is written in French: 50 000."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f")
