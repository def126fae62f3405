"""E-mail addresses as people type and paste them."""

import re
import unicodedata
from enum import StrEnum

from pixorga.lib.text import without_accents

_SEPARATORS = re.compile(r"[,;\r\n]")
_QUOTED_NAME = re.compile(r'"[^"@\r\n]*"')
_BRACKETED = re.compile(r"<([^<>]*)>")
# Signs that surround an address in pasted text and belong to none.
_WRAPPING = "<>()[]{}\"«»“”'’."

_LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE)
_DOMAIN_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_TOP_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}", re.IGNORECASE)
_LONGEST_LOCAL_PART = 64
_LONGEST_ADDRESS = 254


class AddressProblem(StrEnum):
    """Why an address is refused. ACCENTS: it would be sound without them."""

    INVALID = "INVALID"
    ACCENTS = "ACCENTS"


def split_addresses(text: str) -> list[str]:
    """Return the addresses of a text in lower case, each once, in their order; unsound ones included.

    They stand between commas, semicolons, spaces or lines; « Léa <lea@exemple.fr> » gives the address only.
    """
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    parts = _SEPARATORS.split(_QUOTED_NAME.sub(" ", visible))
    found = [address for part in parts for address in _addresses_of_part(part.lower())]
    return list(dict.fromkeys(found))


def _addresses_of_part(part: str) -> list[str]:
    bracketed = _BRACKETED.findall(part)
    words = _BRACKETED.sub(" ", part).split()
    if bracketed:
        # What stands beside brackets is a name, unless it is plainly another address.
        words = [word for word in words if "@" in word] + " ".join(bracketed).split()
    cleaned = (word.strip().removeprefix("mailto:").strip(_WRAPPING) for word in words)
    return [word for word in cleaned if word]


def check_address(address: str) -> AddressProblem | None:
    """Return what is wrong with an address, or None. Nothing is asked of any server.

    With ACCENTS, ``without_accents(address)`` is sound, and the one to propose. Source: spec/decisions.md 13.
    """
    plain = without_accents(address)
    if not _is_sound(plain):
        return AddressProblem.INVALID
    return None if plain == address else AddressProblem.ACCENTS


def _is_sound(address: str) -> bool:
    local_part, _, domain = address.rpartition("@")
    *labels, top_label = domain.split(".")
    return bool(
        len(address) <= _LONGEST_ADDRESS
        and len(local_part) <= _LONGEST_LOCAL_PART
        and _LOCAL_PART.fullmatch(local_part)
        and labels
        and all(map(_DOMAIN_LABEL.fullmatch, labels))
        and _TOP_LABEL.fullmatch(top_label)
    )
