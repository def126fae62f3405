"""An e-mail inbox. Asked: which mail it is, to sort the mails, or to write one.

ask: mail                        # or sort, write
actions: [junk, trash]           # of « sort »: where mails can go; both when absent
mails:                           # of « write » too, optional: what was received stands above the new message
  - id: m1
    folder: inbox                # inbox when absent; junk, trash, sent
    from: La ludothèque          # in « sent »: to whom
    address: bonjour@ludotheque.example
    subject: Ton jeu est prêt
    date: "2026-03-12"           # optional
    attachment: affiche.pdf      # optional
    text: [Bonjour Inès., Ton jeu t’attend.]     # paragraphs
fields:                          # of « write », in this order
  - name: to
    label: À
    choices: [lea@ecole.example, zoo@parc.example]
  - name: subject
    label: Objet                 # without choices the pupil types

Reports. mail: « mail:m1 ». sort: what lies elsewhere than at the beginning, sorted: « junk:m2; trash:m4 »; a
mail that is taken out of junk or trash: « inbox:m3 ». write: once all is filled in, all fields in order, as
`plain_words` writes them: « to:lea@ecole.example|subject:sortie au zoo ».
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.reading import Reader
from challenges.domain.simulators.days import is_day
from challenges.domain.simulators.messages import doubles
from challenges.domain.simulators.plain_words import plain_words

FIELD_MAX_LENGTH = 80
CHANGES = "; "
FIELDS = "|"


class Ask(StrEnum):
    """What the pupil is asked to do."""

    MAIL = "mail"
    SORT = "sort"
    WRITE = "write"


class Folder(StrEnum):
    """Where a mail lies."""

    INBOX = "inbox"
    JUNK = "junk"
    TRASH = "trash"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Mail:
    """who, address: of the sender; in « sent », of who gets it. day: as 2026-03-12, or ""."""

    id: str
    folder: Folder
    who: str
    address: str
    subject: str
    day: str
    attachment: str
    text: tuple[str, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the mail that is described by a mapping."""
        folder = reader.member("folder", Folder) if reader.has("folder") else None
        mail = cls(
            id=reader.slug("id"),
            folder=folder or Folder.INBOX,
            who=reader.text("from"),
            address=reader.text("address"),
            subject=reader.text("subject"),
            day=reader.text("date", required=False),
            attachment=reader.text("attachment", required=False),
            text=reader.texts("text"),
        )
        if mail.day and not is_day(mail.day):
            reader.note("un jour s’écrit « 2026-03-12 ».", "date")
        if "@" not in mail.address or not mail.address.endswith(".example"):
            reader.note("une adresse de « .example » est attendue, avec un @.", "address")
        reader.close()
        return mail

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        optional = {"date": self.day, "attachment": self.attachment}
        return {
            "id": self.id,
            "folder": self.folder.value,
            "from": self.who,
            "address": self.address,
            "subject": self.subject,
            **{key: value for key, value in optional.items() if value},
            "text": list(self.text),
        }

    def may_go_to(self, folder: str) -> bool:
        """Return whether it can be put there, from where it lay at the beginning."""
        if self.folder is Folder.SENT:
            return folder == Folder.TRASH
        return folder in {Folder.INBOX, Folder.JUNK, Folder.TRASH} and folder != self.folder


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the new message. choices: none where the pupil types."""

    name: str
    label: str
    choices: tuple[str, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the field that is described by a mapping."""
        field = cls(reader.slug("name"), reader.text("label"), reader.texts("choices", required=False))
        words = [plain_words(choice) for choice in field.choices]
        if not all(words):
            reader.note("un choix n’a ni lettre ni chiffre.", "choices")
        for double in doubles(words):
            reader.note(f"deux choix ne diffèrent que par des signes : « {double} ».", "choices")
        reader.close()
        return field

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        choices = {"choices": list(self.choices)} if self.choices else {}
        return {"name": self.name, "label": self.label, **choices}

    def may_hold(self, words: str) -> bool:
        """Return whether these words can be reported of it."""
        if self.choices:
            return words in map(plain_words, self.choices)
        return 0 < len(words) <= FIELD_MAX_LENGTH and plain_words(words) == words


@dataclass(frozen=True, slots=True)
class Inbox:
    """actions: of « sort » alone. fields: of « write » alone."""

    ask: Ask
    actions: tuple[Folder, ...]
    mails: tuple[Mail, ...]
    fields: tuple[Field, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""
        ask = reader.member("ask", Ask) or Ask.MAIL
        has_mails = ask is not Ask.WRITE or reader.has("mails")
        world = cls(
            ask=ask,
            actions=_read_actions(reader) if ask is Ask.SORT else (),
            mails=tuple(map(Mail.read, reader.sections("mails"))) if has_mails else (),
            fields=tuple(map(Field.read, reader.sections("fields"))) if ask is Ask.WRITE else (),
        )
        for double in doubles(mail.id for mail in world.mails):
            reader.note(f"deux fois « {double} ».", "mails")
        for double in doubles(field.name for field in world.fields):
            reader.note(f"deux fois « {double} ».", "fields")
        return world

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""
        lists: dict[str, list[object]] = {
            "actions": [action.value for action in self.actions],
            "mails": [mail.to_body() for mail in self.mails],
            "fields": [field.to_body() for field in self.fields],
        }
        return {"ask": self.ask.value, **{key: value for key, value in lists.items() if value}}

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report."""
        if self.ask is Ask.MAIL:
            return report in {f"mail:{mail.id}" for mail in self.mails}
        if self.ask is Ask.SORT:
            return self._may_be_sorted(report.split(CHANGES))
        parts = [part.partition(":") for part in report.split(FIELDS)]
        if [name for name, _, _ in parts] != [field.name for field in self.fields]:
            return False
        return all(field.may_hold(words) for field, (_, _, words) in zip(self.fields, parts, strict=True))

    def _may_be_sorted(self, changes: list[str]) -> bool:
        mails = {mail.id: mail for mail in self.mails}
        told = [change.partition(":") for change in changes]
        ids = [name for _, _, name in told]
        if changes != sorted(changes) or doubles(ids) or not {*ids} <= mails.keys():
            return False
        reachable = {Folder.INBOX, *self.actions}
        return all(folder in reachable and mails[name].may_go_to(folder) for folder, _, name in told)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it, addresses left out."""
        return tuple(text for text in self._words() if text)

    def _words(self) -> Iterable[str]:
        for mail in self.mails:
            yield from (mail.who, mail.subject, mail.attachment, *mail.text)
        for field in self.fields:
            yield from (field.label, *field.choices)


def _read_actions(reader: Reader) -> tuple[Folder, ...]:
    possible = (Folder.JUNK, Folder.TRASH)
    names = reader.texts("actions", required=False)
    for name in names:
        if name not in possible:
            reader.note(f"valeur inconnue « {name} » ; possibles : {', '.join(possible)}.", "actions")
    return tuple(folder for folder in possible if not names or folder in names)
