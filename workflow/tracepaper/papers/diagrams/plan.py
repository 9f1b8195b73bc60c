"""The whole drawing on its page: every box, heading and line in points, in type as large as the page has room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tracepaper.errors import Fault, SettingsError
from tracepaper.papers.charts.boxes import Box
from tracepaper.papers.diagrams import layout, lettering, routes
from tracepaper.papers.diagrams.lettering import Face, Line
from tracepaper.papers.diagrams.model import Diagram, Item

Place = tuple[float, float]
At = Callable[[float, float], Place]
# Between the margins of A4, less the caption and the space about the picture: points.
PORTRAIT, LANDSCAPE = (467.0, 640.0), (708.0, 390.0)
# Word shows a picture a little smaller than it is drawn: the least is still 7 points there.
SIZES = (9.0, 8.5, 8.0, 7.6, 7.25)
# Small type is easier to bear than a picture that takes the whole page.
ENOUGH = 0.7
EDGE, INSIDE, BAND, SIDE = 1.0, 4.0, 5.0, 84.0
MOST_ACROSS = {False: 4, True: 7}
WIDEST = 170.0
# Ends that differ by less are joined by a straight line.
LEVEL = 0.05
SHORTEN = "Shorten its texts, set page: landscape, or make two diagrams of it."


@dataclass(frozen=True)
class Card:
    """A box with its lines of text; `item` is None for the heading of a level."""

    box: Box
    lines: tuple[Line, ...]
    item: Item | None


@dataclass(frozen=True)
class Wire:
    """The lines of one source through one gutter: each is corners from its start to its end, and may have a head.

    Attributes:
        ink: which of the colours it has.
    """

    ink: int
    lines: tuple[tuple[Place, ...], ...]
    heads: tuple[bool, ...]


@dataclass(frozen=True)
class Plan:
    """All of a drawing, from the lower left corner of its sheet."""

    width: float
    height: float
    face: Face
    cards: tuple[Card, ...]
    wires: tuple[Wire, ...]


def planned(diagram: Diagram) -> Plan:
    """Lay a diagram out.

    Raises:
        SettingsError: its texts do not fit the page, even in the smallest type.
    """
    width, most = LANDSCAPE if diagram.landscape else PORTRAIT
    tried: list[Plan] = []
    for size in SIZES:
        try:
            tried.append(_laid(diagram, Face(size), width))
        except lettering.TooWide as error:
            wide = error.word
    best = [plan for plan in tried if plan.height <= ENOUGH * most] or [p for p in tried[-1:] if p.height <= most]
    if best:
        return best[0]
    if not tried:
        raise _unfit(diagram, f'the word "{wide}", which is wider than its box', "words that fit the boxes")
    found = f"{tried[-1].height / 28.35:.1f} cm of boxes in the smallest type"
    raise _unfit(diagram, found, f"at most {most / 28.35:.1f} cm, which a page has")


def _unfit(diagram: Diagram, found: str, expected: str) -> SettingsError:
    return SettingsError(
        f'Diagram "{diagram.id}" has more text than can be drawn.',
        [Fault(f'diagram "{diagram.id}"', found, expected, SHORTEN)],
    )


def _laid(diagram: Diagram, face: Face, width: float) -> Plan:
    if diagram.direction == "right":
        return _columns(diagram, face, width)
    return _rows(diagram, face, width) if diagram.links else _tiles(diagram, face, width)


# Columns


def _columns(diagram: Diagram, face: Face, width: float) -> Plan:
    gutters = layout.gutters(diagram)
    column = (width - 2 * EDGE - sum(gutters)) / len(diagram.headings)
    said = _said(diagram, face, dict.fromkeys(range(len(diagram.headings)), column))
    where, whole = layout.placed(diagram, {id: _takes(lines, face) for id, lines in said.items()})
    starts = list(accumulate((column + gutter for gutter in gutters), initial=EDGE))
    heads = [_heading(text, face, column) for text in diagram.headings]
    band = max(_takes(lines, face) for lines in heads)
    top = whole + EDGE

    def at(along: float, across: float) -> Place:
        return along, top - across

    cards = [
        Card(
            _box(at(starts[item.level], where[item.id].low), at(starts[item.level] + column, where[item.id].high)),
            said[item.id],
            item,
        )
        for item in diagram.items
    ]
    bands = [
        Card(Box(start, top + BAND, start + column, top + BAND + band), lines, None)
        for start, lines in zip(starts, heads, strict=False)
    ]
    wires = [
        _wire(diagram, net, at, start + column, _middle(diagram, level, lane), gutter, column)
        for level, (nets, start, gutter) in enumerate(zip(layout.routed(diagram, where), starts, gutters, strict=False))
        for lane, net in enumerate(nets)
    ]
    return Plan(width, top + BAND + band + EDGE, face, (*bands, *cards), tuple(wires))


# Rows


def _rows(diagram: Diagram, face: Face, width: float) -> Plan:
    room = width - 2 * EDGE - SIDE - BAND
    boxes = {level: _share(diagram, level, room) for level in range(len(diagram.headings))}
    said = _said(diagram, face, boxes)
    where, _ = layout.placed(diagram, {item.id: boxes[item.level] for item in diagram.items}, least=room)
    heads = [_heading(text, face, SIDE) for text in diagram.headings]
    deep = [
        max(_takes(lines, face) for lines in (heads[level], *(said[item.id] for item in diagram.on(level))))
        for level in range(len(heads))
    ]
    gutters = layout.gutters(diagram)
    starts = list(accumulate((one + gutter for one, gutter in zip(deep, gutters, strict=True)), initial=EDGE))
    height = starts[-1] + EDGE

    def at(along: float, across: float) -> Place:
        return EDGE + SIDE + BAND + across, height - along

    cards = [
        Card(
            _box(
                at(starts[item.level], where[item.id].low),
                at(starts[item.level] + deep[item.level], where[item.id].high),
            ),
            said[item.id],
            item,
        )
        for item in diagram.items
    ]
    wires = [
        _wire(diagram, net, at, start + depth, _middle(diagram, level, lane), gutter, following)
        for level, (nets, start, depth, gutter, following) in enumerate(
            zip(layout.routed(diagram, where), starts, deep, gutters, [*deep[1:], 0.0], strict=False)
        )
        for lane, net in enumerate(nets)
    ]
    return Plan(width, height, face, (*_side(heads, starts, deep, height), *cards), tuple(wires))


def _share(diagram: Diagram, level: int, room: float) -> float:
    """How wide the boxes of a row are, beside the corridors that pass it."""
    passing, count = len(routes.corridors(routes.joined(diagram), level)), len(diagram.on(level))
    taken = passing * (layout.CORRIDOR + layout.GAP) + (count - 1) * layout.GAP
    return min(WIDEST, (room - taken) / count)


def _side(
    heads: Sequence[tuple[Line, ...]], starts: Sequence[float], deep: Sequence[float], height: float
) -> Iterator[Card]:
    for lines, start, depth in zip(heads, starts, deep, strict=False):
        yield Card(Box(EDGE, height - start - depth, EDGE + SIDE, height - start), lines, None)


# Rows without links: as many lines of boxes as a level needs


def _tiles(diagram: Diagram, face: Face, width: float) -> Plan:
    room = width - 2 * EDGE - SIDE - BAND
    counts = [len(diagram.on(level)) for level in range(len(diagram.headings))]
    across = min(max(counts), MOST_ACROSS[diagram.landscape])
    box = (room - (across - 1) * layout.GAP) / across
    said = _said(diagram, face, dict.fromkeys(range(len(counts)), box))
    heads = [_heading(text, face, SIDE) for text in diagram.headings]
    tiers = [_tiers(diagram, level, across, said, face) for level in range(len(counts))]
    deep = [
        max(_takes(head, face), sum(depth + layout.GAP for _, depth in level) - layout.GAP)
        for head, level in zip(heads, tiers, strict=True)
    ]
    starts = list(accumulate((one + layout.BARE_GUTTER for one in deep), initial=EDGE))
    height = starts[-1] - layout.BARE_GUTTER + EDGE
    cards: list[Card] = []
    for start, level in zip(starts, tiers, strict=False):
        down = start
        for items, depth in level:
            for number, item in enumerate(items):
                left = EDGE + SIDE + BAND + number * (box + layout.GAP)
                cards.append(Card(Box(left, height - down - depth, left + box, height - down), said[item.id], item))
            down += depth + layout.GAP
    return Plan(width, height, face, (*_side(heads, starts, deep, height), *cards), ())


def _tiers(
    diagram: Diagram, level: int, across: int, said: Mapping[str, tuple[Line, ...]], face: Face
) -> list[tuple[tuple[Item, ...], float]]:
    """The lines of boxes of a level, each with how deep it is."""
    items = diagram.on(level)
    lines = [items[start : start + across] for start in range(0, len(items), across)]
    return [(line, max(_takes(said[item.id], face) for item in line)) for line in lines]


# Of both


def _said(diagram: Diagram, face: Face, widths: Mapping[int, float]) -> dict[str, tuple[Line, ...]]:
    return {item.id: lettering.lines(item, face, widths[item.level] - 2 * INSIDE) for item in diagram.items}


def _heading(text: str, face: Face, width: float) -> tuple[Line, ...]:
    return tuple(Line(line, bold=True) for line in face.broken(text, width - 2 * INSIDE, bold=True) if line)


def _takes(lines: tuple[Line, ...], face: Face) -> float:
    return lettering.height(lines, face) + 2 * INSIDE


def _box(first: Place, second: Place) -> Box:
    (left, right), (bottom, top) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return Box(left, bottom, right, top)


def _middle(diagram: Diagram, level: int, lane: int) -> float:
    return layout.lead(diagram, level) + layout.LANE * lane


def _wire(
    diagram: Diagram, net: routes.Net, at: At, start: float, lane: float, gutter: float, following: float
) -> Wire:
    """One net: `start` is where its gutter begins, `following` what the level after it takes."""
    lines, heads = [], []
    for end in net.ends:
        passes = isinstance(end.node, tuple)
        stop = start if end.back else start + gutter + (following if passes else 0.0)
        corners: tuple[Place, ...] = ((start, net.at), (start + lane, net.at), (start + lane, end.at), (stop, end.at))
        if abs(net.at - end.at) < LEVEL and not end.back:
            corners = (corners[0], corners[3])
        lines.append(tuple(at(*corner) for corner in corners))
        heads.append(not passes)
    source = net.source[0] if isinstance(net.source, tuple) else net.source
    sources = list(dict.fromkeys(first for first, _ in diagram.links))
    return Wire(sources.index(source), tuple(lines), tuple(heads))
