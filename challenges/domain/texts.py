"""Every text of a challenge that children read, and where its author finds it in the file."""

from collections.abc import Iterator
from dataclasses import dataclass

from challenges.domain.kinds.fill_in import HOLE, FillIn
from challenges.domain.kinds.listing import Listing
from challenges.domain.kinds.placing import Matching, Placing
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.media import Animation, Video
from challenges.domain.parts import Picture, Task
from challenges.domain.schema import ChallengeSpec


@dataclass(frozen=True, slots=True)
class ChildrensText:
    """where: the path inside the challenge. is_bubble: it is said in one breath, so it is short."""

    where: str
    text: str
    is_bubble: bool = False


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture and the path of what bears it, "" for the challenge itself."""

    where: str
    picture: Picture


def childrens_texts(spec: ChallengeSpec) -> tuple[ChildrensText, ...]:
    """Return all that a child reads or hears in a challenge, without the texts that replace pictures."""
    return (
        *(ChildrensText(where, text, is_bubble=True) for where, text in _numbered("bubbles", spec.bubbles)),
        *([ChildrensText("hint", spec.hint)] if spec.hint else []),
        *(
            ChildrensText(where, text)
            for where, text in _numbered("choices", [choice.text for choice in spec.choices])
        ),
        *(ChildrensText(where, text) for where, text in _texts_of_task(spec.task)),
        *_texts_of_media(spec.media),
    )


def placed_pictures(spec: ChallengeSpec) -> tuple[PlacedPicture, ...]:
    """Return every picture of a challenge: its own, those of its choices, those that move."""
    frames = spec.media.pictures if spec.media else ()
    own = [("", spec.picture)]
    own += [(f"choices[{number}]", choice.picture) for number, choice in enumerate(spec.choices, start=1)]
    own += [(f"animation.frames[{number}]", picture) for number, picture in enumerate(frames, start=1)]
    return tuple(PlacedPicture(where, picture) for where, picture in own if picture)


def _texts_of_task(task: Task) -> Iterator[tuple[str, str]]:
    match task:
        case FillIn():
            yield from _texts_of_holes(task)
        case Listing():
            yield from _numbered("labels", task.labels)
        case Placing():
            yield from _texts_of_places(task)
        case Simulator():
            yield "title", task.title
            # A world says itself what is read in it; its texts have no path of their own.
            yield from (("params", text) for text in task.world.texts)


def _texts_of_holes(task: FillIn) -> Iterator[tuple[str, str]]:
    answers = {gap.name: gap.answer_in_words for gap in task.gaps}
    # Proof-read as it reads once it is filled in.
    yield "text", HOLE.sub(lambda hole: answers[hole[1]], task.text)
    for number, gap in enumerate(task.gaps, start=1):
        yield f"gaps[{number}].label", gap.label
        yield from _numbered(f"gaps[{number}].options", [option.text for option in gap.options])


def _texts_of_places(task: Placing) -> Iterator[tuple[str, str]]:
    labels = [label.text for label in task.labels]
    if not isinstance(task, Matching):
        yield from _numbered("items", labels)
        return
    count = len(task.places)
    for number, (left, right) in enumerate(zip(task.places, labels, strict=False), start=1):
        yield f"pairs[{number}].left", left
        yield f"pairs[{number}].right", right
    yield from _numbered("extra", labels[count:])


def _texts_of_media(media: Animation | Video | None) -> Iterator[ChildrensText]:
    if isinstance(media, Animation):
        yield ChildrensText("animation.title", media.title)
        for number, frame in enumerate(media.frames, start=1):
            yield ChildrensText(f"animation.frames[{number}].caption", frame.caption, is_bubble=True)
    elif media:
        yield ChildrensText("video.title", media.title)
        for where, text in _numbered("video.transcript", media.transcript):
            yield ChildrensText(where, text)


def _numbered(where: str, texts: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
    return [(f"{where}[{number}]", text) for number, text in enumerate(texts, start=1)]
