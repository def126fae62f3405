"""What people write to each other: a mail, a list of mails, a conversation, posts."""

from collections.abc import Sequence

from campaigns.content.making.icons import icon
from campaigns.content.making.measure import width_of, wrap
from campaigns.content.making.shapes import (
    BLUE,
    CREAM,
    FRAME,
    GREY,
    INK,
    MUTED,
    NAVY,
    PALE,
    SIZE,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    circle,
    line,
    paragraph,
    path,
    rect,
    stack,
    text,
    together,
)
from campaigns.content.making.widgets import inner


def mail(
    *,
    sender: str = "",
    to: str = "",
    copy: str = "",
    hidden: str = "",
    date: str = "",
    subject: str = "",
    body: str | Sequence[str] = (),
    attachments: Sequence[str] = (),
    width: float | None = None,
) -> Drawing:
    """A mail, open. What is empty is not shown; ``body``: its paragraphs."""
    wide = width or inner()
    lines = [("De", sender), ("À", to), ("Cc", copy), ("Cci", hidden), ("Date", date), ("Objet", subject)]
    heads = [(label, words) for label, words in lines if words]
    left = max(width_of(f"{label}\xa0:", SIZE, bold=True) for label, _words in heads) + 10
    parts, y = [], 0.0
    for label, words in heads:
        bold = label == "Objet"
        parts.append(text(0, y + 18, f"{label}\xa0:", bold=True, fill=MUTED))
        for each in wrap(words, wide - left, SIZE, bold=bold):
            parts.append(text(left, y + 18, each, bold=bold))
            y += 26
    parts.append(line(0, y + 4, wide, y + 4, stroke=FRAME))
    drawn = [Drawing(wide, y + 6, together(parts))]
    paragraphs = [body] if isinstance(body, str) else body
    drawn += [paragraph(words, wide) for words in paragraphs if words]
    drawn += [attachment(name) for name in attachments]
    return stack(*drawn, gap=10)


def attachment(name: str) -> Drawing:
    """An attached file, with its clip."""
    wide = width_of(name, SIZE) + 52
    inside = icon("clip").shape.moved(8, 5) + text(38, 23, name)
    return Drawing(wide, 34, rect(1, 1, wide - 2, 32, fill=GREY, stroke=STROKE, round=6) + inside)


def mailbox(
    rows: Sequence[Sequence[str]],
    *,
    unread: Sequence[int] = (),
    attached: Sequence[int] = (),
    marked: Sequence[int] = (),
    width: float | None = None,
    sender_room: float = 150,
) -> Drawing:
    """A list of mails: (sender, subject, date). Ranks from 1: unread ones are bold with a dot."""
    wide = width or inner()
    date_room = max(width_of(each[2], SIZE) for each in rows) + 10
    parts = []
    for rank, (sender, subject, when) in enumerate(rows, start=1):
        y, bold = (rank - 1) * 40, rank in unread
        if rank in marked:
            parts.append(rect(1, y + 1, wide - 2, 38, fill=CREAM, stroke=STROKE))
        if bold:
            parts.append(circle(10, y + 20, 6, fill=BLUE, stroke=None))
        room = wide - 24 - sender_room - date_room - (28 if rank in attached else 0)
        parts.append(text(24, y + 26, sender, bold=bold, room=sender_room - 6))
        parts.append(text(24 + sender_room, y + 26, subject, bold=bold, room=room))
        if rank in attached:
            parts.append(icon("clip").shape.moved(wide - date_room - 24, y + 8))
        parts.append(text(wide - 4, y + 26, when, fill=MUTED, anchor="end"))
    d = "".join(f"M0 {40 * rank}H{wide:g}" for rank in range(len(rows) + 1))
    return Drawing(wide, 40 * len(rows) + 1, together([path(d, stroke=FRAME, thick=1), *parts]))


def conversation(
    messages: Sequence[Sequence[str]], *, width: float | None = None, mine: str = "Vous", size: float = SIZE
) -> Drawing:
    """Messages: (who, words) or (who, words, time); those of ``mine`` are on the right."""
    wide = width or inner()
    return stack(*(_bubble(wide, mine, size, *each) for each in messages), gap=8)


def _bubble(wide: float, mine: str, size: float, who: str, words: str, time: str = "") -> Drawing:
    room = wide * 0.8 - 28
    lines = wrap(words, room, size)
    head = f"{who} · {time}" if time else who
    taken = max(*(width_of(each, size) for each in lines), 10) + 28
    step, right = size * 1.3, who == mine
    tall = 24 + len(lines) * step + 18
    left = wide - taken if right else 0
    look = {"fill": PALE, "stroke": NAVY} if right else {"fill": WHITE, "stroke": STROKE}
    place, anchor = (wide - 4, "end") if right else (4, "start")
    parts = [
        text(place, 16, head, size=16, bold=True, fill=MUTED, anchor=anchor, room=wide - 8),
        rect(left + 1, 23, taken - 2, len(lines) * step + 16, round=12, **look),
        *(text(left + 14, 30 + size * 0.9 + rank * step, each, size=size) for rank, each in enumerate(lines)),
    ]
    return Drawing(wide, tall, together(parts))


def post(
    author: str,
    words: str,
    *,
    detail: str = "",
    picture: Drawing | None = None,
    actions: Sequence[str] = (),
    width: float | None = None,
) -> Drawing:
    """A post of a social network: who, when (``detail``), what, a picture, and words below."""
    wide = width or inner()
    room = wide - 28
    drawn = [_author(author, detail, room), paragraph(words, room)]
    if picture:
        drawn.append(picture)
    if actions:
        drawn.append(Drawing(room, 24, text(0, 18, "   ·   ".join(actions), fill=MUTED, room=room)))
    inside = stack(*drawn, gap=10)
    tall = inside.height + 28
    edge = rect(1, 1, wide - 2, tall - 2, stroke=FRAME, round=10)
    return Drawing(wide, tall, edge + inside.shape.moved(14, 14))


def _author(author: str, detail: str, room: float) -> Drawing:
    face = circle(18, 18, 17, fill=PALE) + icon("person").shape.moved(6, 5)
    names = text(46, 16 if detail else 24, author, bold=True, room=room - 46)
    if detail:
        names += text(46, 36, detail, size=16, fill=MUTED, room=room - 46)
    return Drawing(room, 40, face + names)


def comment(author: str, words: str, *, width: float | None = None) -> Drawing:
    """A note in the margin of a document, or below an article."""
    wide = width or inner()
    body = paragraph(words, wide - 24)
    tall = body.height + 42
    parts: list[Shape] = [
        rect(1, 1, wide - 2, tall - 2, fill=CREAM, stroke=STROKE, round=6),
        text(12, 24, author, bold=True, fill=INK, room=wide - 24),
        body.shape.moved(12, 32),
    ]
    return Drawing(wide, tall, together(parts))
