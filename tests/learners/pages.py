"""What an administrator does on the pages of one pupil, and what is read there."""

import re
from html import unescape

from learners.models import Learner
from tests.pages import plain

LIST, ADD, WITHDRAWN = "/eleves/", "/eleves/ajouter/", "/eleves/retires/"


def url(learner: Learner, act: str) -> str:
    return f"/eleves/{learner.pk}/{act}/"


def typed(**changes: str) -> dict[str, str]:
    """Return a right form of a primary school."""
    values = {"last_name": "LE GŒUFF", "first_name": "Zoé", "birthdate": "2016-03-14", "division": "CM1 A"}
    return values | {"level": "CM1", "national_student_id": ""} | changes


def said(text: str) -> str:
    """Return the words of the main part of a page, on one line."""
    main = re.search(r"<main.*?>(.*?)</main>", text, re.S)[1]
    return unescape(plain(main)).replace("\u00a0", " ")


def hidden(text: str, name: str) -> list[str]:
    return re.findall(rf'<input type="hidden" name="{name}" value="(.*?)">', text)


def forms(text: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return the address and the hidden fields of each form of the main part."""
    main = re.search(r"<main.*?>(.*?)</main>", text, re.S)[1]
    found = []
    for action, body in re.findall(r'<form[^>]* method="post" action="(.*?)".*?>(.*?)</form>', main, re.S):
        fields: dict[str, list[str]] = {}
        for name, value in re.findall(
            r'<(?:input type="hidden"|button [^>]*?) name="(.*?)" value="(.*?)"', body
        ):
            fields.setdefault(name, []).append(unescape(value))
        found.append((action, fields))
    return found
