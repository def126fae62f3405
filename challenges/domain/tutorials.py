"""A tutorial: a short lesson of ours, hosted by us, and links to what others wrote about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.parts import Picture
from challenges.domain.problems import ContentError, ContentProblem
from challenges.domain.reading import Reader

MOST_MINUTES = 30
# What the columns take, in characters.
LONGEST_TITLE, LONGEST_SOURCE = 200, 100
ADDRESS = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?")


class TutorialFormat(StrEnum):
    """Values are written in content files."""

    PAGE = "PAGE"
    STEPS = "STEPS"
    SHEET = "SHEET"
    PICTURE = "PICTURE"
    EXERCISE = "EXERCISE"


@dataclass(frozen=True, slots=True)
class Link:
    """A page of somebody else. source: who wrote it, as people say it. url: https alone."""

    title: str
    source: str
    url: str

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the link that is described by a mapping."""
        link = cls(reader.text("title"), reader.text("source"), reader.text("url"))
        reader.close()
        if link.url and not ADDRESS.fullmatch(link.url):
            reader.note(f"« {link.url} » n’est pas une adresse en https.", "url")
        return link

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"title": self.title, "source": self.source, "url": self.url}


@dataclass(frozen=True, slots=True)
class TutorialSpec:
    """A tutorial. source: who wrote it. minutes: to read it. text: Markdown, headings from « ## »."""

    code: str
    title: str
    source: str
    format: TutorialFormat | None
    minutes: int
    text: str
    picture: Picture | None
    links: tuple[Link, ...]

    @classmethod
    def from_body(cls, body: Mapping[str, object]) -> Self:
        """Return the tutorial of a stored body; raise ContentError when it cannot be read."""
        problems: list[ContentProblem] = []
        tutorial = read_tutorial(Reader(body, "", problems))
        if problems:
            raise ContentError(problems)
        return tutorial

    def to_body(self) -> dict[str, object]:
        """Return the JSON to store. `from_body` gives an equal tutorial back."""
        body: dict[str, object] = {
            "code": self.code,
            "title": self.title,
            "source": self.source,
            "format": self.format.value if self.format else "",
            "minutes": self.minutes,
            "text": self.text,
        }
        if self.links:
            body["links"] = [link.to_body() for link in self.links]
        if self.picture:
            body["picture"] = self.picture.to_body()
        return body


def read_tutorial(reader: Reader) -> TutorialSpec:
    """Return the tutorial that a mapping describes, noting problems on the way."""
    section = reader.section("picture")
    links = reader.sections("links") if reader.has("links") else []
    tutorial = TutorialSpec(
        code=reader.slug("code"),
        title=reader.text("title", longest=LONGEST_TITLE),
        source=reader.text("source", required=False, longest=LONGEST_SOURCE) or "Pix Orga",
        format=reader.member("format", TutorialFormat),
        minutes=reader.number("minutes"),
        text=reader.text("text"),
        picture=Picture.read(section) if section else None,
        links=tuple(map(Link.read, links)),
    )
    reader.close()
    if tutorial.minutes > MOST_MINUTES:
        reader.note(f"un tutoriel prend {MOST_MINUTES} minutes au plus.", "minutes")
    return tutorial
