"""A challenge as a browser may know it: what the templates of ``challenges/kinds/`` are given.

Nothing here holds a solution. Values are plain, so that a page which many pupils see is written once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from challenges.attachments import size_of
from challenges.domain import media
from challenges.domain import parts as authored
from challenges.domain.conditions import format_in_words, size_in_words, time_in_words
from challenges.domain.correction import Verdict
from challenges.domain.holes import split_around
from challenges.domain.kinds import ChallengeKind
from challenges.domain.schema import PublicChallenge
from challenges.markdown import render_markdown
from challenges.pictures import picture_url
from pixorga.lib.plain import plain

PLACED = frozenset({ChallengeKind.MATCHING.lower(), ChallengeKind.ORDERING.lower()})


@plain
@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it."""

    url: str
    alt: str
    width: int
    height: int


@plain
@dataclass(frozen=True, slots=True)
class Tile:
    """One proposal. result: "right" or "wrong" on what the pupil chose, once judged; else ""."""

    value: str
    label: str
    picture: Picture | None
    is_checked: bool
    result: str


@plain
@dataclass(frozen=True, slots=True)
class Option:
    """What a place may hold: the value that a form sends, and its words."""

    value: str
    label: str


@plain
@dataclass(frozen=True, slots=True)
class Place:
    """One place to fill, a list of options or a field of ``max_length`` characters, or of figures alone.

    before: the text that leads to it. opening, closing: signs that never leave it. value, given: what the
    pupil put there, as a form sends it and in words; "" where he put nothing.
    """

    label: str
    before: str
    opening: str
    closing: str
    options: tuple[Option, ...]
    max_length: int | None
    is_number: bool
    value: str
    given: str


@plain
@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of an animation, and what is said while it is shown."""

    picture: Picture
    caption: str


@plain
@dataclass(frozen=True, slots=True)
class Animation:
    """Pictures that follow one another at the pupil's pace."""

    title: str
    frames: tuple[Frame, ...]


@plain
@dataclass(frozen=True, slots=True)
class Video:
    """A video with its captions, and its words to read instead."""

    title: str
    url: str
    captions_url: str
    transcript: tuple[str, ...]
    width: int
    height: int


@plain
@dataclass(frozen=True, slots=True)
class Simulator:
    """A page in a frame. world: JSON of what it shows; report: what the pupil reached there, or ""."""

    url: str
    title: str
    world: str
    report: str


@plain
@dataclass(frozen=True, slots=True)
class File:
    """A file to download. name: that it is saved as; format, size: in words, "" for a size not known."""

    url: str
    name: str
    format: str
    size: str


@plain
@dataclass(frozen=True, slots=True)
class Supplies:
    """What comes with a question. alternative: HTML of what replaces its picture or its simulator, or "".

    is_one_document: whether the files are one document in several formats.
    """

    files: tuple[File, ...]
    is_one_document: bool
    alternative: SafeString


@plain
@dataclass(frozen=True, slots=True)
class Conditions:
    """How a question is to be answered. time: in words, "" where it does not count."""

    time: str
    is_focused: bool


@plain
@dataclass(frozen=True, slots=True)
class ShownTask:
    """How a challenge is answered, or was.

    name: of the kind, in lower case. tiles: the proposals to tick. typed: what stands in the
    field of ``max_length`` characters, or of figures alone where ``is_number``. places: what is filled one
    by one; ``ending`` follows the last one.
    result: "right" or "wrong" on a whole answer that was judged, "" where a part of it may be right.
    supplies, conditions: None for most, and for all that children are asked. is_formal: whether who answers
    is told « vous ».
    """

    name: str
    hint: str
    tiles: tuple[Tile, ...]
    is_multiple: bool
    max_length: int | None
    is_number: bool
    typed: str
    places: tuple[Place, ...]
    ending: str
    animation: Animation | None
    video: Video | None
    simulator: Simulator | None
    result: str
    supplies: Supplies | None
    conditions: Conditions | None
    is_formal: bool

    @property
    def has_pictures(self) -> bool:
        return any(tile.picture for tile in self.tiles)

    @property
    def is_placed(self) -> bool:
        """Whether labels are put into places."""
        return self.name in PLACED

    @property
    def labels(self) -> tuple[Option, ...]:
        """What is put into places that all have the same options."""
        return self.places[0].options if self.places else ()


def show_task(
    challenge: PublicChallenge, value: Sequence[str] = (), verdict: str = "", *, is_formal: bool = False
) -> ShownTask:
    """Return how a challenge is answered; no query.

    value: what the pupil gave already, as the form sent it; verdict: of the correction, once judged.
    is_formal: whether he is told « vous ».
    """
    moving = challenge.media
    return ShownTask(
        name=challenge.kind.value.lower(),
        hint=challenge.hint,
        tiles=tuple(_tile(choice, challenge, value, verdict) for choice in challenge.choices),
        is_multiple=challenge.kind is ChallengeKind.MULTIPLE_CHOICE,
        max_length=challenge.max_length,
        is_number=challenge.is_number,
        typed=value[0] if value and challenge.max_length else "",
        places=_places(challenge, value),
        ending=split_around(challenge.ending).text,
        animation=_animation(moving) if isinstance(moving, media.Animation) else None,
        video=_video(moving) if isinstance(moving, media.Video) else None,
        simulator=_simulator(challenge, value) if challenge.simulator else None,
        result=_result(challenge, verdict),
        supplies=_supplies(challenge) if challenge.files or challenge.alternative else None,
        conditions=_conditions(challenge) if challenge.timer or challenge.is_focused else None,
        is_formal=is_formal,
    )


def show_picture(picture: authored.Picture | None) -> Picture | None:
    """Return a picture with its address."""
    return picture and Picture(picture_url(picture.file), picture.alt, picture.width, picture.height)


def _tile(choice: authored.Choice, challenge: PublicChallenge, value: Sequence[str], verdict: str) -> Tile:
    is_checked = choice.id in value
    result = _result(challenge, verdict) if is_checked else ""
    return Tile(choice.id, choice.text, show_picture(choice.picture), is_checked, result)


def _result(challenge: PublicChallenge, verdict: str) -> str:
    """Return what is told of an answer. Of what has several parts, none is told wrong: it may be right."""
    has_parts = challenge.kind is ChallengeKind.MULTIPLE_CHOICE or len(challenge.slots) > 1
    is_told = verdict == Verdict.RIGHT or (verdict == Verdict.WRONG and not has_parts)
    return verdict.lower() if is_told else ""


def _places(challenge: PublicChallenge, value: Sequence[str]) -> tuple[Place, ...]:
    """Return the places in order, each with the signs around it; options that all share are built once."""
    texts = [split_around(text) for text in (*(slot.before for slot in challenge.slots), challenge.ending)]
    options: dict[tuple[authored.Choice, ...], tuple[Option, ...]] = {}
    found = []
    for number, slot in enumerate(challenge.slots):
        if slot.options not in options:
            options[slot.options] = tuple(Option(choice.id, choice.text) for choice in slot.options)
        given = value[number] if number < len(value) else ""
        place = Place(
            label=slot.label,
            before=texts[number].text,
            opening=texts[number].opening,
            closing=texts[number + 1].closing,
            options=options[slot.options],
            max_length=slot.max_length,
            is_number=slot.is_number,
            value=given,
            given=_in_words(options[slot.options], given),
        )
        found.append(place)
    return tuple(found)


def _in_words(options: tuple[Option, ...], given: str) -> str:
    """Return what stands in a place as a pupil reads it."""
    if not options:
        return given
    return next((option.label for option in options if option.value == given), "")


def _animation(animation: media.Animation) -> Animation:
    frames = (Frame(show_picture(frame.picture), frame.caption) for frame in animation.frames)
    return Animation(animation.title, tuple(frames))


def _video(video: media.Video) -> Video:
    urls = {"url": picture_url(video.file), "captions_url": picture_url(video.captions)}
    sizes = {"width": video.width, "height": video.height}
    return Video(title=video.title, transcript=video.transcript, **urls, **sizes)


def _simulator(challenge: PublicChallenge, value: Sequence[str]) -> Simulator:
    return Simulator(
        url=reverse("simulators:page", args=[challenge.simulator]),
        title=challenge.simulator_title,
        world=json.dumps(challenge.world, ensure_ascii=False, separators=(",", ":")),
        report=value[0] if value else "",
    )


def _supplies(challenge: PublicChallenge) -> Supplies:
    names = {each.name.rpartition(".")[0] for each in challenge.files}
    return Supplies(
        files=tuple(_file(each) for each in challenge.files),
        is_one_document=len(challenge.files) > 1 and len(names) == 1,
        alternative=render_markdown(challenge.alternative),
    )


def _file(attachment: authored.Attachment) -> File:
    size = size_of(attachment.file)
    return File(
        url=picture_url(attachment.file),
        name=attachment.name,
        format=format_in_words(attachment.name),
        size="" if size is None else size_in_words(size),
    )


def _conditions(challenge: PublicChallenge) -> Conditions:
    time = time_in_words(challenge.timer) if challenge.timer else ""
    return Conditions(time=time, is_focused=challenge.is_focused)
