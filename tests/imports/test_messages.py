"""What a head teacher reads about each error, word for word."""

import pytest

from imports.domain.errors import ErrorCode, FileError
from imports.messages import more, sentence

SENTENCES = {
    FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"): 'Ligne 5 : Le champ "INE" est obligatoire.',
    FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Cycle", valids=("CYCLE III",)): (
        'Ligne 4 : Le champ "Cycle" doit être "CYCLE III".'
    ),
    FileError(ErrorCode.FIELD_BAD_VALUES, 4, "Niveau", valids=("CM1", "CM2")): (
        'Ligne 4 : Le champ "Niveau" doit être "CM1 ou CM2".'
    ),
    FileError(ErrorCode.FIELD_DATE_FORMAT, 12, "Date naissance"): (
        'Ligne 12 : Le champ "Date naissance" doit être une date AAAA-MM-JJ.'
    ),
    FileError(ErrorCode.FIELD_MAX_LENGTH, 2, "Nom élève", limit=255): (
        'Ligne 2 : Le champ "Nom élève" dépasse 255 caractères.'
    ),
    FileError(ErrorCode.PROPERTY_NOT_UNIQ, 6, "INE"): (
        'Ligne 6 : Le champ "INE" est déjà présent plus haut dans le fichier.'
    ),
    FileError(ErrorCode.INVALID_CHAR_DETECTED, 7, "Prénom élève"): (
        'Ligne 7 : Le champ "Prénom élève" contient des caractères illisibles.'
    ),
    FileError(ErrorCode.ROW_WIDTH, 3): (
        "Ligne 3 : le nombre de colonnes n’est pas celui de la première ligne."
    ),
    FileError(ErrorCode.HEADER_REQUIRED, field="INE"): 'La colonne "INE" est absente.',
    FileError(ErrorCode.BAD_CSV_FORMAT): (
        "Ce fichier n’est pas un CSV lisible (séparateur point-virgule ou virgule)."
    ),
    FileError(ErrorCode.ENCODING_NOT_SUPPORTED): "L’encodage du fichier n’est pas reconnu.",
    FileError(ErrorCode.EMPTY): "Le fichier ne contient aucun élève à importer.",
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, limit=20): "Le fichier dépasse 20\u00a0Mo.",
    FileError(ErrorCode.PAYLOAD_TOO_LARGE, 50_002, limit=50_000): (
        "Ligne 50002 : le fichier dépasse 50\u202f000 élèves."
    ),
}


@pytest.mark.parametrize("error", SENTENCES, ids=lambda error: str(error.code))
def test_each_error_has_its_sentence(error):
    assert sentence(error) == SENTENCES[error].replace("Ligne ", "Ligne\u00a0").replace(" :", "\u00a0:")


@pytest.mark.parametrize("error", SENTENCES, ids=lambda error: str(error.code))
def test_a_stored_error_reads_as_it_did(error):
    assert sentence(FileError.from_dict(error.as_dict())) == sentence(error)


def test_every_code_is_covered():
    assert {error.code for error in SENTENCES} == set(ErrorCode)


@pytest.mark.parametrize(
    ("count", "text"), [(0, ""), (1, "Et 1 autre."), (2, "Et 2 autres."), (1234, "Et 1\u202f234 autres.")]
)
def test_errors_that_are_not_listed_are_counted(count, text):
    assert more(count) == text
