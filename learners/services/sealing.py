"""What a list of new passwords says, encrypted: for the person who asked for it, for a quarter of an hour.

The key is made from SECRET_KEY, the batch and the person, and stands nowhere: a copy of the database tells
nothing, nor does one batch open another. Source: spec/decisions.md 46; architecture.md 5.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from learners.models import CredentialBatch

PURPOSE = b"learners.credentials"
KEY_BYTES = 32


class SealedError(Exception):
    """The list cannot be read: too late, forgotten, somebody else's, or SECRET_KEY is another by now."""

    code = "SEALED"


@dataclass(frozen=True, slots=True)
class Credential:
    """A line of the list: what a pupil signs in with. learner_id: whose it is."""

    learner_id: int
    division: str
    last_name: str
    first_name: str
    username: str
    password: str


def seal(*, batch: CredentialBatch, credentials: Sequence[Credential], now: datetime) -> str:
    """Return the list as a text that ``unseal`` reads until CREDENTIALS_READABLE_FOR has passed."""
    content = json.dumps([astuple(each) for each in credentials], ensure_ascii=False).encode()
    return _fernet(batch).encrypt_at_time(content, int(now.timestamp())).decode()


def unseal(*, batch: CredentialBatch, now: datetime) -> list[Credential]:
    """Return the list of a batch. SealedError: nobody reads it any more, whatever its row says."""
    validity = settings.CREDENTIALS_READABLE_FOR
    if batch.ended_at is None or now >= batch.ended_at + validity:
        raise SealedError
    try:
        content = _fernet(batch).decrypt_at_time(
            batch.sealed, ttl=int(validity.total_seconds()), current_time=int(now.timestamp())
        )
    except InvalidToken as error:
        raise SealedError from error
    return [Credential(*values) for values in json.loads(content)]


def _fernet(batch: CredentialBatch) -> Fernet:
    """Return the lock of this batch, for the person who asked for it."""
    owner = f"{batch.pk}:{batch.organization_id}:{batch.requested_by_id}".encode()
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=PURPOSE, info=owner)
    return Fernet(urlsafe_b64encode(derivation.derive(settings.SECRET_KEY.encode())))
