"""Invitation links: an HMAC of the row’s id and nonce, so that the database holds nothing that opens a door.

A nonce is « base.generation ». Resending or cancelling raises the generation: the links sent before are dead,
yet still recognised as ours, so that their holder can be told that a newer mail was sent (decisions.md 13).
"""

from urllib.parse import urlencode

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import get_random_string

from organizations.models import Invitation

SALT = "organizations.invitation"
BASE_LENGTH = 20


def new_nonce() -> str:
    return f"{get_random_string(BASE_LENGTH)}.0"


def next_nonce(nonce: str) -> str:
    """Return the nonce of the next generation: no link sent before opens anything any more."""
    base, generation = split_nonce(nonce)
    return f"{base}.{generation + 1}"


def generation_of(invitation: Invitation) -> int:
    """Return how many times the links of ``invitation`` were replaced."""
    return split_nonce(invitation.nonce)[1]


def code_of(invitation: Invitation) -> str:
    """Return the secret half of the link that is good now."""
    return Signer(salt=SALT).signature(_signed_value(invitation, generation_of(invitation)))


def join_url(invitation: Invitation) -> str:
    """Return the address that goes into a mail, and nowhere else."""
    query = urlencode({"invitationId": invitation.pk, "code": code_of(invitation)})
    return f"{settings.SITE_URL}{reverse('organizations:join')}?{query}"


def recognize(invitation: Invitation, code: str) -> int | None:
    """Return the generation of the link that ``code`` comes from, or None for a code that we never sent.

    Compares in constant time, and with the former secret keys too (SECRET_KEY_FALLBACKS).
    """
    signer = Signer(salt=SALT)
    for generation in range(generation_of(invitation), -1, -1):
        try:
            signer.unsign(f"{_signed_value(invitation, generation)}:{code}")
        except BadSignature:
            continue
        return generation
    return None


def split_nonce(nonce: str) -> tuple[str, int]:
    """Return the base and the generation of a nonce."""
    base, _, generation = nonce.partition(".")
    return base, int(generation or 0)


def _signed_value(invitation: Invitation, generation: int) -> str:
    return f"{invitation.pk}-{split_nonce(invitation.nonce)[0]}-{generation}"
