"""What may be written in the journal, and how it is told. Apps fill the registry from AppConfig.ready()."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models


class Group(models.TextChoices):
    """What people look for in a journal; the values stand in addresses."""

    TEAM = "equipe", "Équipe"
    INVITATIONS = "invitations", "Invitations"
    LEARNERS = "eleves", "Élèves et imports"
    SESSIONS = "sessions", "Sessions"
    MISSIONS = "missions", "Missions"
    CAMPAIGNS = "campagnes", "Campagnes"
    ACCOUNTS = "comptes", "Comptes"
    PLATFORM = "plateforme", "Plateforme"


@dataclass(frozen=True, slots=True)
class Verb:
    """One kind of event.

    code: what the row holds; its first word names the subject (account, membership, invitation…).
    label: the act in a few words, without anybody. sentence: what a row says, ``label`` by default; a text,
    or a function of the row's details that gives one. Whoever reads fills in ``{person}``, whose account or
    membership the subject is, ``{of_person}``, the same with « de », and ``{addresses}``, « : » and who was
    invited, or nothing.
    is_for_schools: whether the « Journal » page of a school tells it.
    """

    code: str
    group: Group
    label: str
    sentence: str | Callable[[Mapping], str] = ""
    is_for_schools: bool = True

    def tell(self, details: Mapping) -> str:
        """Return the sentence of a row, its places for names still open."""
        if callable(self.sentence):
            return self.sentence(details)
        return self.sentence or self.label


_verbs: dict[str, Verb] = {}


def register(verbs: Iterable[Verb]) -> None:
    """Teach the journal these verbs; the last registration of a code wins."""
    _verbs.update((verb.code, verb) for verb in verbs)


def find_verb(code: str) -> Verb | None:
    """Return a verb, or None for one that only another release knows."""
    return _verbs.get(code)


def all_verbs() -> list[Verb]:
    """Return every verb, group by group, in the order of their labels."""
    groups = list(Group)
    return sorted(_verbs.values(), key=lambda verb: (groups.index(verb.group), verb.label))
