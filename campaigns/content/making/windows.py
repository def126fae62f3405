"""Windows: a browser and its pages of results, an application, a telephone, a dialog box, open menus."""

from collections.abc import Iterable, Sequence

from campaigns.content.making.icons import icon
from campaigns.content.making.measure import check_room, width_of
from campaigns.content.making.shapes import (
    FRAME,
    GREEN,
    GREY,
    INK,
    LIGHT,
    NAVY,
    NOTHING,
    PALE,
    SIZE,
    STROKE,
    WHITE,
    WIDTH,
    Drawing,
    Shape,
    covered,
    line,
    paragraph,
    path,
    rect,
    stack,
    text,
    together,
)
from campaigns.content.making.widgets import PAD, Menu, button, drop_down, inner


def _content(
    content: Sequence[Drawing | str], width: float, height: float | None, top: float
) -> tuple[Shape, float]:
    """Return what a window shows, placed, and the height of the whole."""
    room = inner(width)
    drawings = [paragraph(each, room) if isinstance(each, str) else each for each in content]
    for drawing in drawings:
        if drawing.width > room + 0.5:
            raise ValueError(
                f"The content is {drawing.width:.0f} px wide; the window has room for {room:.0f}"
            )
    inside = stack(*drawings) if drawings else Drawing(room, 60, NOTHING)
    needed = top + PAD + inside.height + PAD
    if height is not None and needed > height + 0.5:
        raise ValueError(f"The window needs {needed:.0f} px of height, and has {height}")
    return inside.shape.moved(PAD, top + PAD), height or needed


# Browser ---------------------------------------------------------------------------------------------------


def browser(
    address: str,
    *content: Drawing | str,
    tabs: Sequence[str] = (),
    active: int = 1,
    lock: bool | None = None,
    tools: Sequence[str] = (),
    width: float = WIDTH,
    height: float | None = None,
) -> Drawing:
    """A browser window. ``tabs``: their titles, the ``active`` one counted from 1.

    lock: a closed lock before the address, or an open one (False). tools: icons behind the address.
    """
    tab_row = 42 if tabs else 0
    bar_top = tab_row
    top = bar_top + 50
    inside, tall = _content(content, width, height, top)
    parts = [
        rect(1, 1, width - 2, tall - 2, stroke=NAVY, round=10),
        path(_rounded_top(width, top), fill=PALE, stroke=NAVY),
        *_tabs(tabs, active, width),
        *_address_bar(address, lock, tools, width, bar_top),
        inside,
    ]
    return Drawing(width, tall, together(parts))


def _rounded_top(width: float, height: float) -> str:
    return f"M1 {height:g}V11Q1 1 11 1H{width - 11:g}Q{width - 1:g} 1 {width - 1:g} 11V{height:g}Z"


def _tabs(tabs: Sequence[str], active: int, width: float) -> Iterable[Shape]:
    if not tabs:
        return
    each = min(220, (width - 24) / len(tabs))
    for rank, title in enumerate(tabs, start=1):
        x = 12 + (rank - 1) * each
        chosen = rank == active
        yield rect(x, 9, each - 6, 34, fill=WHITE if chosen else GREY, stroke=STROKE, round=6, thick=1)
        yield text(x + 10, 32, title, bold=chosen, room=each - 42)
        yield path(f"M{x + each - 26:g} 21l9 9m0 -9l-9 9", stroke=INK)


def _address_bar(
    address: str, lock: bool | None, tools: Sequence[str], width: float, top: float
) -> Iterable[Shape]:
    yield path(f"M30 {top + 25:g}H14m8 -8l-8 8 8 8M42 {top + 25:g}H58m-8 -8l8 8 -8 8", stroke=INK)
    right = width - 14 - 32 * len(tools)
    yield rect(72, top + 8, right - 72, 34, stroke=STROKE, round=17)
    start = 88.0
    if lock is not None:
        yield icon("lock" if lock else "open lock").shape.moved(84, top + 13)
        start = 114
    yield text(start, top + 31, address, room=right - 12 - start)
    for rank, name in enumerate(tools):
        yield icon(name).shape.moved(right + 8 + 32 * rank, top + 13)


# Application -----------------------------------------------------------------------------------------------


def application(
    title: str,
    *content: Drawing | str,
    menus: Sequence[str] = (),
    toolbar: Sequence[str] = (),
    pressed: Sequence[str] = (),
    opened: Menu | None = None,
    status: str = "",
    width: float = WIDTH,
    height: float | None = None,
) -> Drawing:
    """An application. ``toolbar``: icons (``icon`` tells the names), or words; "|" parts them."""
    top = 40.0
    parts = []
    if menus:
        check_room("   ".join(menus), width - 30, SIZE)
        parts += list(_menu_bar(menus, opened, width, top))
        top += 34
    if toolbar:
        bar, tall = _toolbar(toolbar, pressed, width)
        parts.append(bar.moved(0, top))
        top += tall
    bottom = 32 if status else 0
    inside, tall = _content(content, width, height - bottom if height else None, top)
    if opened:
        tall = max(tall, 74 + _menu_height(opened) + 8)
    tall += bottom
    frame = _application_frame(title, width, tall)
    if status:
        frame += [
            line(1, tall - 32, width - 1, tall - 32, stroke=FRAME),
            text(PAD, tall - 10, status, room=width - 36),
        ]
    drawn = together([*frame, *parts, inside])
    if opened:
        drawn = covered(drawn, _open_menu(opened, menus, 74, width))
    return Drawing(width, tall, drawn)


def _application_frame(title: str, width: float, tall: float) -> list[Shape]:
    """Return the edge of an application, its title, and its three buttons."""
    return [
        rect(1, 1, width - 2, tall - 2, stroke=NAVY, round=10),
        path(_rounded_top(width, 40), fill=NAVY),
        text(PAD, 27, title, bold=True, fill=WHITE, room=width - 120),
        path(f"M{width - 84:g} 21h12m12 -7h12v12h-12zm27 0l12 12m0 -12l-12 12", stroke=WHITE),
    ]


def _menu_bar(menus: Sequence[str], opened: Menu | None, width: float, top: float) -> Iterable[Shape]:
    yield rect(2, top, width - 4, 34, fill=GREY, stroke=None)
    for title, x, wide in _menu_places(menus):
        if opened and title == opened.title:
            yield rect(x - 8, top + 2, wide + 16, 32, fill=PALE, stroke=NAVY, thick=1)
        yield text(x, top + 23, title)


def _menu_places(menus: Sequence[str]) -> Iterable[tuple[str, float, float]]:
    x = 16.0
    for title in menus:
        wide = width_of(title, SIZE)
        yield title, x, wide
        x += wide + 20


def _menu_height(menu: Menu) -> float:
    return sum(10 if words == "-" else 30 for words in menu.lines) + 12


def _open_menu(menu: Menu, menus: Sequence[str], top: float, width: float) -> Shape:
    places = {title: x for title, x, _wide in _menu_places(menus)}
    if menu.title not in places:
        raise ValueError(f"{menu.title!r} is not among the menus {list(menus)}")
    drawn = drop_down(menu.lines, chosen=menu.chosen)
    return drawn.shape.moved(min(places[menu.title] - 8, width - drawn.width - 8), top)


def _toolbar(tools: Sequence[str], pressed: Sequence[str], width: float) -> tuple[Shape, float]:
    parts, x, y = [], 12.0, 6.0
    for name in tools:
        if name == "|":
            parts.append(line(x + 2, y + 4, x + 2, y + 30, stroke=STROKE, thick=1))
            x += 10
            continue
        drawn, wide = _tool(name, name in pressed)
        if x + wide > width - 12:
            x, y = 12.0, y + 40
        parts.append(drawn.moved(x, y))
        x += wide + 5
    tall = y + 42
    ground = rect(2, 0, width - 4, tall, fill=LIGHT, stroke=None)
    return together([ground, line(2, tall, width - 2, tall, stroke=FRAME), *parts]), tall


def _tool(name: str, pressed: bool) -> tuple[Shape, float]:
    try:
        drawn = icon(name)
        wide, inside = 34.0, drawn.shape.moved(5, 5)
    except ValueError:
        wide = width_of(name, SIZE) + 18
        inside = text(9, 23, name)
    look = {"fill": PALE, "stroke": NAVY} if pressed else {"fill": WHITE, "stroke": FRAME}
    return rect(0, 0, wide, 34, round=5, thick=3 if pressed else 1, **look) + inside, wide


# Telephone, dialog box -------------------------------------------------------------------------------------


def phone(
    title: str,
    *content: Drawing | str,
    width: float = 320,
    height: float | None = None,
    clock: str = "10:24",
    back: bool = True,
) -> Drawing:
    """A telephone: the title of the open application, what it shows (``inner(width)`` wide)."""
    inside, tall = _content(content, width, height, 78)
    tall = max(tall, 300) + 22 if height is None else tall
    parts = [
        rect(1, 1, width - 2, tall - 2, fill=WHITE, stroke=NAVY, round=26, thick=3),
        path(
            f"M3 78V27Q3 3 27 3H{width - 27:g}Q{width - 3:g} 3 {width - 3:g} 27V78Z", fill=PALE, stroke=None
        ),
        text(24, 27, clock, size=16),
        path(f"M{width - 52:g} 15h22v12h-22zm22 3h3v6h-3", stroke=INK, fill=GREEN, thick=1),
        text(46 if back else 20, 64, title, size=19, bold=True, room=width - 66),
        rect(width / 2 - 45, tall - 14, 90, 5, fill=NAVY, stroke=None, round=3),
        inside,
    ]
    if back:
        parts.append(path("M34 50l-9 8 9 8", stroke=INK))
    return Drawing(width, tall, together(parts))


def dialog(
    title: str,
    *content: Drawing | str,
    buttons: Sequence[str] = ("OK",),
    main: str = "",
    icon_name: str = "",
    width: float = 440,
) -> Drawing:
    """A dialog box; ``main`` is the filled button; ``icon_name``: warning, info, cross…"""
    shift = 40 if icon_name else 0
    room = inner(width) - shift
    drawings = [paragraph(each, room) if isinstance(each, str) else each for each in content]
    inside = stack(*drawings) if drawings else Drawing(room, 0, NOTHING)
    if inside.width > room + 0.5:
        raise ValueError(f"The content is {inside.width:.0f} px wide; the box has room for {room:.0f}")
    drawn = [button(words, main=words == main) for words in buttons]
    needed = sum(each.width for each in drawn) + 12 * (len(drawn) - 1)
    if needed > inner(width):
        raise ValueError(f"The buttons need {needed:.0f} px, and have {inner(width):.0f}")
    tall = 40 + PAD + inside.height + PAD + 38 + PAD
    parts = [
        rect(1, 1, width - 2, tall - 2, stroke=NAVY, round=10),
        path(_rounded_top(width, 40), fill=NAVY),
        text(PAD, 27, title, bold=True, fill=WHITE, room=width - 70),
        path(f"M{width - 32:g} 14l12 12m0 -12l-12 12", stroke=WHITE),
        inside.shape.moved(PAD + shift, 40 + PAD),
    ]
    if icon_name:
        parts.append(icon(icon_name).shape.moved(PAD, 40 + PAD))
    x = width - PAD - needed
    for each in drawn:
        parts.append(each.shape.moved(x, tall - PAD - 38))
        x += each.width + 12
    return Drawing(width, tall, together(parts))
