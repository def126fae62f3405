"""A search engine: a field, results, small pages. Asked: a page to choose, or good words to search with.

ask: page                        # or words
start: panda roux                # what is searched already when it opens; optional
searches:
  - words: [panda roux mange, panda roux nourriture]   # each a way to ask; the first one is the search's name
    results: [zoo, boutique]     # pages, in this order
pages:
  - id: zoo
    title: Le panda roux
    address: parc-des-tilleuls.example/panda
    excerpt: Le panda roux mange surtout du bambou.    # below the title, among the results
    text: [Le panda roux vit en Asie., Il mange du bambou.]   # the paragraphs of the page
    author: Le parc des Tilleuls # optional
    date: "2026-03-12"           # optional
    ad: no                       # « Annonce » stands beside it

A search is found when the pupil's words hold all words of one of its ways, whatever else; the way with the
most words wins. Case, accents, final s and x, punctuation and small words (le, de, pour…) count for nothing.

Reports. page: « page:zoo », with « Je choisis cette page ». words: « words: » and the words of the last
search, as `key_of` writes them: those of its first way where a search was found, else those that were typed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.reading import Reader
from challenges.domain.simulators.days import is_day
from challenges.domain.simulators.search_words import WORDS_MAX_LENGTH, key_of, words_of


class Ask(StrEnum):
    """What the pupil is asked to do."""

    PAGE = "page"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the web, ours. day: as 2026-03-12, or ""."""

    id: str
    title: str
    address: str
    excerpt: str
    text: tuple[str, ...]
    author: str
    day: str
    is_ad: bool

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the page that is described by a mapping."""
        page = cls(
            id=reader.slug("id"),
            title=reader.text("title"),
            address=reader.text("address"),
            excerpt=reader.text("excerpt"),
            text=reader.texts("text"),
            author=reader.text("author", required=False),
            day=reader.text("date", required=False),
            is_ad=reader.flag("ad", default=False),
        )
        if page.day and not is_day(page.day):
            reader.note("un jour s’écrit « 2026-03-12 ».", "date")
        if not page.address.partition("/")[0].endswith(".example"):
            reader.note("une adresse de « .example » est attendue, sans « https:// ».", "address")
        reader.close()
        return page

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        optional = {"author": self.author, "date": self.day, "ad": self.is_ad}
        return {
            "id": self.id,
            "title": self.title,
            "address": self.address,
            "excerpt": self.excerpt,
            "text": list(self.text),
            **{key: value for key, value in optional.items() if value},
        }


@dataclass(frozen=True, slots=True)
class Search:
    """What is found. ways: each a text of words that lead to it. results: ids of pages."""

    ways: tuple[str, ...]
    results: tuple[str, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the search that is described by a mapping."""
        search = cls(reader.texts("words"), reader.texts("results"))
        for way in search.ways:
            if not words_of(way):
                reader.note(f"il ne reste aucun mot de « {way} ».", "words")
        reader.close()
        return search

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"words": list(self.ways), "results": list(self.results)}


@dataclass(frozen=True, slots=True)
class Engine:
    """The searches that find something, and the pages that they find. start: searched already, or ""."""

    ask: Ask
    start: str
    searches: tuple[Search, ...]
    pages: tuple[Page, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""
        world = cls(
            ask=reader.member("ask", Ask) or Ask.PAGE,
            start=reader.text("start", required=False),
            searches=tuple(map(Search.read, reader.sections("searches"))),
            pages=tuple(map(Page.read, reader.sections("pages"))),
        )
        world._check(reader)
        return world

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""
        return {
            "ask": self.ask.value,
            "start": self.start,
            "searches": [search.to_body() for search in self.searches],
            "pages": [page.to_body() for page in self.pages],
        }

    def find(self, typed: str) -> Search | None:
        """Return what these words find: the search of the longest way whose words are all there."""
        have = words_of(typed)
        ways = [(words_of(way), search) for search in self.searches for way in search.ways]
        fitting = [(len(words), search) for words, search in ways if words and words <= have]
        return max(fitting, key=lambda each: each[0])[1] if fitting else None

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report."""
        asked, _, told = report.partition(":")
        if asked != self.ask:
            return False
        if self.ask is Ask.PAGE:
            return any(told in search.results for search in self.searches)
        search = self.find(told)
        return bool(told) and key_of(search.ways[0] if search else told) == told

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it."""
        shown = ((page.title, page.excerpt, *page.text, page.author) for page in self.pages)
        return tuple(text for texts in shown for text in texts if text)

    def _check(self, reader: Reader) -> None:
        ids = [page.id for page in self.pages]
        found = {result for search in self.searches for result in search.results}
        for double in sorted({each for each in ids if ids.count(each) > 1}):
            reader.note(f"deux pages « {double} ».", "pages")
        for unknown in sorted(found - {*ids}):
            reader.note(f"pas de page « {unknown} ».", "searches")
        for lost in sorted({*ids} - found):
            reader.note(f"aucune recherche ne trouve la page « {lost} ».", "pages")
        keys = [key_of(way) for search in self.searches for way in search.ways]
        for double in sorted({each for each in keys if keys.count(each) > 1}):
            reader.note(f"deux recherches pour les mots « {double} ».", "searches")
        if self.start and self.find(self.start) is None:
            reader.note(f"« {self.start} » ne trouve rien.", "start")
        if any(len(way) > WORDS_MAX_LENGTH for search in self.searches for way in search.ways):
            reader.note(f"le champ tient {WORDS_MAX_LENGTH} signes.", "searches")
