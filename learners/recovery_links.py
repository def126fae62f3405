"""The link mailed to somebody who keeps his account after school: an HMAC, nothing secret is stored.

Two halves. The first is of the demand’s id and nonce, as an invitation’s (organizations/links.py): a link
that a newer letter replaced is still known as ours. The second is of the account’s password: whoever is
warned that somebody asks for his account chooses another password, and every link is dead.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User
from learners.models import AccountRecovery
from organizations.links import split_nonce

SALT = "learners.recovery"
PASSWORD_SALT = "learners.recovery.password"  # noqa: S105 (a salt)


def link_of(recovery: AccountRecovery) -> str:
    """Return the address that goes into the letter, and nowhere else; reads the account."""
    query = urlencode({"demande": recovery.pk, "code": code_of(recovery)})
    return f"{settings.SITE_URL}{reverse('recovery:link')}?{query}"


def code_of(recovery: AccountRecovery) -> str:
    """Return the secret half of the link that is good now; reads the account."""
    generation = split_nonce(recovery.nonce)[1]
    signature = Signer(salt=SALT).signature(_signed_value(recovery, generation))
    return f"{signature}.{password_mark(recovery.user)}"


def recognize(recovery: AccountRecovery, code: str) -> tuple[int, str] | None:
    """Return the generation of the link and the mark of the password it was made for.

    None for a code that we never sent. Compares in constant time, and with the former secret keys too.
    """
    signature, _, mark = code.partition(".")
    for generation in range(split_nonce(recovery.nonce)[1], -1, -1):
        try:
            Signer(salt=SALT).unsign(f"{_signed_value(recovery, generation)}:{signature}")
        except BadSignature:
            continue
        return generation, mark
    return None


def password_mark(user: User) -> str:
    """Return what tells this password of the account from any other, and tells nothing about it."""
    return Signer(salt=PASSWORD_SALT).signature(f"{user.pk}-{user.password}")


def is_for_password(user: User, mark: str) -> bool:
    """Return whether the account still has the password that ``mark`` was made of."""
    try:
        Signer(salt=PASSWORD_SALT).unsign(f"{user.pk}-{user.password}:{mark}")
    except BadSignature:
        return False
    return True


def _signed_value(recovery: AccountRecovery, generation: int) -> str:
    return f"{recovery.pk}-{split_nonce(recovery.nonce)[0]}-{generation}"
