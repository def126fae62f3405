"""The sentences of a journal: whom each event is about, known for a whole page at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from organizations.models import Invitation
from pixorga.journal.models import Event
from pixorga.journal.verbs import find_verb
from pixorga.lib.text import enumerate_fr, of_fr

UNKNOWN = "une personne inconnue"
MAILBOX = "l’adresse de l’établissement"
# Addresses that one line names, of an invitation of fifty.
NAMED_ADDRESSES = 5


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may be named. people: by account id; members: account ids by membership id.

    invitations: what to call somebody who was invited, by invitation id; nothing for « somebody ».
    """

    people: Mapping[int, str]
    members: Mapping[int, int]
    invitations: Mapping[int, str] = field(default_factory=dict)

    def sentence(self, event: Event) -> str:
        """Return what an event says; its code when only another release knows it."""
        verb = find_verb(event.verb)
        if verb is None:
            return event.verb
        person = self._person(event)
        return verb.tell(event.details).format(
            person=person, of_person=of_fr(person), addresses=self._addresses(event)
        )

    def person_id(self, event: Event) -> int | None:
        """Return the account that an event is about, if it is about one."""
        match event.verb.partition(".")[0]:
            case "account":
                return event.subject_id
            case "membership":
                return self.members.get(event.subject_id)
        return None

    def _person(self, event: Event) -> str:
        return self.people.get(self.person_id(event), UNKNOWN)

    def _addresses(self, event: Event) -> str:
        known = [name for pk in invitation_ids([event]) if (name := self.invitations.get(pk))]
        if not known:
            return ""
        rest = len(known) - NAMED_ADDRESSES
        named = known[:NAMED_ADDRESSES] + ([f"{rest} autre{'s' if rest > 1 else ''}"] if rest > 0 else [])
        return f" : {enumerate_fr(named)}"


def invitation_ids(events: Iterable[Event]) -> list[int]:
    """Return the invitations that these events tell of, in their order."""
    told = [event for event in events if event.verb.startswith("invitation.")]
    ids = (event.details.get("invitations", [event.subject_id]) for event in told)
    return list(dict.fromkeys(pk for group in ids for pk in group if pk))


def name_invitations(ids: Collection[int], people: Mapping[int, str]) -> dict[int, str]:
    """Return what to call who was invited, by invitation; one query, none without ids.

    An address is told while it waits; then the name of who came, if ``people`` knows it; then nothing.
    """
    found = Invitation.objects.in_bulk(ids) if ids else {}
    return {pk: _name(invitation, people) for pk, invitation in found.items()}


def _name(invitation: Invitation, people: Mapping[int, str]) -> str:
    if invitation.status == Invitation.Status.ACCEPTED:
        return people.get(invitation.accepted_by_id, "")
    if invitation.status == Invitation.Status.CANCELLED:
        return ""
    return MAILBOX if invitation.origin == Invitation.Origin.ACTIVATION else invitation.email
