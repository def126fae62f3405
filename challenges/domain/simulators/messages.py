"""A conversation by instant messages. Asked: what to reply, which message it is, or what to do.

ask: reply                       # or message, action
conversation: Le groupe du foot  # what stands above the messages
messages:
  - id: m1
    from: Lina                   # absent: the pupil wrote it
    time: "17:02"                # optional; « Hier, 17:02 » too
    text: On joue samedi ?       # text or photo, or both
    photo: Un ballon sur l’herbe.          # what a picture shows, in words
replies:                         # of « reply »: those that can be chosen, in this order
  - id: merci
    text: Merci beaucoup !
actions:                         # of « action »: the menu, in this order
  - id: bloquer                  # one of KNOWN_ACTIONS has its words; any other needs its text and done
  - id: signaler
    text: Signaler Zik           # what the button says
    done: Ton signalement est parti.       # what is told once it is done

Reports. reply: « reply:merci ». message: « message:m1 ». action: « actions:bloquer+capture », sorted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.reading import Reader

KNOWN_ACTIONS = {
    "bloquer": ("Bloquer", "Cette personne ne peut plus m’écrire."),
    "signaler": ("Signaler", "Le signalement est envoyé."),
    "quitter": ("Quitter le groupe", "Je ne suis plus dans ce groupe."),
    "capture": ("Faire une capture d’écran", "Je garde une image des messages."),
    "adulte": ("Montrer à un adulte", "Un adulte lit les messages avec moi."),
    "effacer": ("Effacer les messages", "Les messages sont effacés."),
    "partager": ("Envoyer à d’autres", "D’autres personnes lisent les messages."),
}
ACTIONS = "actions:"


class Ask(StrEnum):
    """What the pupil is asked to do."""

    REPLY = "reply"
    MESSAGE = "message"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Message:
    """who: "" for the pupil. photo: what a picture shows, "" without one."""

    id: str
    who: str
    time: str
    text: str
    photo: str

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the message that is described by a mapping."""
        message = cls(
            id=reader.slug("id"),
            who=reader.text("from", required=False),
            time=reader.text("time", required=False),
            text=reader.text("text", required=not reader.has("photo")),
            photo=reader.text("photo", required=False),
        )
        reader.close()
        return message

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        told = {"from": self.who, "time": self.time, "text": self.text, "photo": self.photo}
        return {"id": self.id, **{key: value for key, value in told.items() if value}}


@dataclass(frozen=True, slots=True)
class Reply:
    """What can be answered."""

    id: str
    text: str

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the reply that is described by a mapping."""
        reply = cls(reader.slug("id"), reader.text("text"))
        reader.close()
        return reply

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"id": self.id, "text": self.text}


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done. text: of its button. done: what is told afterwards."""

    id: str
    text: str
    done: str

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the action that is described by a mapping, with the words of a known one."""
        name = reader.slug("id")
        text, done = KNOWN_ACTIONS.get(name, ("", ""))
        action = cls(
            id=name,
            text=reader.text("text", required=not text) or text,
            done=reader.text("done", required=not done) or done,
        )
        reader.close()
        return action

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"id": self.id, "text": self.text, "done": self.done}


@dataclass(frozen=True, slots=True)
class Conversation:
    """replies and actions: empty where they are not asked for."""

    ask: Ask
    name: str
    messages: tuple[Message, ...]
    replies: tuple[Reply, ...]
    actions: tuple[Action, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""
        ask = reader.member("ask", Ask) or Ask.MESSAGE
        world = cls(
            ask=ask,
            name=reader.text("conversation"),
            messages=tuple(map(Message.read, reader.sections("messages"))),
            replies=tuple(map(Reply.read, reader.sections("replies"))) if ask is Ask.REPLY else (),
            actions=tuple(map(Action.read, reader.sections("actions"))) if ask is Ask.ACTION else (),
        )
        for key, things in {
            "messages": world.messages,
            "replies": world.replies,
            "actions": world.actions,
        }.items():
            for double in doubles(thing.id for thing in things):
                reader.note(f"deux fois « {double} ».", key)
        return world

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""
        asked = {"replies": self.replies, "actions": self.actions}
        return {
            "ask": self.ask.value,
            "conversation": self.name,
            "messages": [message.to_body() for message in self.messages],
            **{key: [thing.to_body() for thing in things] for key, things in asked.items() if things},
        }

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report."""
        if self.ask is Ask.REPLY:
            return report in {f"reply:{reply.id}" for reply in self.replies}
        if self.ask is Ask.MESSAGE:
            return report in {f"message:{message.id}" for message in self.messages}
        told = report.removeprefix(ACTIONS).split("+")
        is_sorted = told == sorted({*told})
        return report.startswith(ACTIONS) and is_sorted and {*told} <= {action.id for action in self.actions}

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it."""
        messages = ((message.who, message.text, message.photo) for message in self.messages)
        replies = ((reply.text,) for reply in self.replies)
        actions = ((action.text, action.done) for action in self.actions)
        return (self.name, *(text for texts in (*messages, *replies, *actions) for text in texts if text))


def doubles(ids: Iterable[str]) -> list[str]:
    """Return what is there twice or more, each once, sorted."""
    return sorted(each for each, count in Counter(ids).items() if count > 1)
