"""What moves: an animation made of pictures, or a video of ours; always with words that replace it."""

from dataclasses import dataclass
from typing import Self

from challenges.domain.parts import DEFAULT_PICTURE_HEIGHT, DEFAULT_PICTURE_WIDTH, Picture
from challenges.domain.reading import Reader

FEWEST_FRAMES = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of an animation, and what is said while it is shown."""

    picture: Picture
    caption: str

    @classmethod
    def read(cls, reader: Reader) -> Self | None:
        """Return the frame that is described by a mapping, None without a picture."""
        section, caption = reader.section("picture"), reader.text("caption")
        reader.close()
        if section is None:
            reader.note("il manque une image.", "picture")
            return None
        return cls(Picture.read(section), caption)

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"picture": self.picture.to_body(), "caption": self.caption}


@dataclass(frozen=True, slots=True)
class Animation:
    """Pictures that follow one another at the pupil's pace; without a script they stand in a row."""

    title: str
    frames: tuple[Frame, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(frame.picture for frame in self.frames)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read or hear of it."""
        return self.title, *(frame.caption for frame in self.frames)

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the animation that is described by a mapping."""
        frames = tuple(filter(None, map(Frame.read, reader.sections("frames"))))
        animation = cls(reader.text("title"), frames)
        if len(frames) < FEWEST_FRAMES:
            reader.note(f"une animation a {FEWEST_FRAMES} images au moins.", "frames")
        reader.close()
        return animation

    def to_body(self) -> dict[str, object]:
        """Return the keys that `read_media` reads back."""
        frames = [frame.to_body() for frame in self.frames]
        return {"animation": {"title": self.title, "frames": frames}}


@dataclass(frozen=True, slots=True)
class Video:
    """A video with captions and a transcript. file, captions: paths under static/."""

    title: str
    file: str
    captions: str
    transcript: tuple[str, ...]
    width: int = DEFAULT_PICTURE_WIDTH
    height: int = DEFAULT_PICTURE_HEIGHT

    @property
    def pictures(self) -> tuple[()]:
        return ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read or hear of it."""
        return self.title, *self.transcript

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the video that is described by a mapping."""
        video = cls(
            title=reader.text("title"),
            file=reader.text("file"),
            captions=reader.text("captions"),
            transcript=reader.texts("transcript"),
            width=reader.number("width", default=DEFAULT_PICTURE_WIDTH),
            height=reader.number("height", default=DEFAULT_PICTURE_HEIGHT),
        )
        reader.close()
        return video

    def to_body(self) -> dict[str, object]:
        """Return the keys that `read_media` reads back."""
        body = {"title": self.title, "file": self.file, "captions": self.captions}
        sizes = {"width": self.width, "height": self.height}
        return {"video": body | {"transcript": list(self.transcript)} | sizes}


def read_media(reader: Reader) -> Animation | Video | None:
    """Return what moves in a lesson, None where nothing does."""
    animation, video = reader.section("animation"), reader.section("video")
    if animation and video:
        reader.note("une animation ou une vidéo, pas les deux.", "video")
    if animation:
        return Animation.read(animation)
    return Video.read(video) if video else None
