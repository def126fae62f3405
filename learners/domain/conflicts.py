"""Why an account and a pupil's record cannot be tied together, and the short code of each reason.

A code is read out by a pupil and looked up by a teacher: it is stable. Source: spec/accounts.md 6.6.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Method(StrEnum):
    """How somebody signs in to an account, as far as a conflict tells it."""

    EMAIL = "EMAIL"
    USERNAME = "USERNAME"
    GAR = "GAR"


class Code(StrEnum):
    """R: tying an account that is signed in. S: signing up. Last digit: e-mail, identifier, médiacentre."""

    R11 = "R11"
    R12 = "R12"
    R13 = "R13"
    R31 = "R31"
    R32 = "R32"
    R33 = "R33"
    R70 = "R70"
    R90 = "R90"
    S50 = "S50"
    S51 = "S51"
    S52 = "S52"
    S53 = "S53"
    S61 = "S61"
    S62 = "S62"
    S63 = "S63"


@dataclass(frozen=True, slots=True)
class Identity:
    """One record of a pupil, as an account is compared with it. ine: "" for none."""

    ine: str
    birthdate: date


_DIGITS = {Method.EMAIL: "1", Method.USERNAME: "2", Method.GAR: "3"}


def method_of(*, has_gar: bool, username: str | None, email: str | None) -> Method | None:
    """Return the way in that is told of an account: médiacentre before identifier before e-mail."""
    if has_gar:
        return Method.GAR
    if username:
        return Method.USERNAME
    return Method.EMAIL if email else None


def conflict_code(method: Method, *, is_here: bool, is_signing_up: bool) -> Code:
    """Return the code for a pupil who has an account already.

    is_here: tied in this very school; else the pupil of another school with the same INE is.
    """
    family = ("S5" if is_here else "S6") if is_signing_up else ("R3" if is_here else "R1")
    return Code(family + _DIGITS[method])


def is_somebody_else(records: Iterable[Identity], learner: Identity) -> bool:
    """Return whether an account looks like another person's (R90).

    records: what it is tied to; those without an INE say nothing. All of their INEs and all of their birth
    dates differ from the pupil's.
    """
    known = [record for record in records if record.ine]
    return bool(known) and all(
        record.ine != learner.ine and record.birthdate != learner.birthdate for record in known
    )


def mask_email(email: str) -> str:
    """Return an address that its owner alone recognises: l***@pixmail.org."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}***@{domain}"


def mask_username(username: str) -> str:
    """Return an identifier that its owner alone recognises: c***.b***2 for charles.babbage2612."""
    first, dot, rest = username.partition(".")
    if not dot or not rest:
        return f"{username[:1]}***{username[-1:]}"
    return f"{first[:1]}***.{rest[:1]}***{rest[-1:]}"
