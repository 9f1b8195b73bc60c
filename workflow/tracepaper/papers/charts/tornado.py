"""Tornado: what an outcome is at the low and at the high of each driver, as bars across from its base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracepaper.papers.charts.bars import gid, key_boxes, printed, write_key
from tracepaper.papers.charts.boxes import Box
from tracepaper.papers.charts.frames import GAP, SCALE, SYMBOLS
from tracepaper.papers.charts.model import Chart, Point
from tracepaper.papers.charts.scales import Scale, around
from tracepaper.papers.charts.sheet import FRONT, PAGE, Sheet, Words, inks, words

NAMES_WIDTH = 150.0
BAR = 15.0
BETWEEN = 9.0
# A label stands this far off the end of its bar.
OFF = 4.0
Ends = tuple[Point, Point]


@dataclass(frozen=True)
class _Room:
    """Where all stands: the box of the plotting area and its scale, the name and the height of each driver, the key."""

    box: Box
    across: Scale
    names: Sequence[Words]
    heights: Sequence[float]
    key: Sequence[Box]

    def x(self, point: Point) -> float:
        return self.box.left + self.across.share(point.value) * (self.box.right - self.box.left)

    def middles(self) -> list[float]:
        """The middle of each driver's row, from the top."""
        middles, top = [], self.box.top - BETWEEN / 2
        for height in self.heights:
            middles.append(top - height / 2)
            top -= height + BETWEEN
        return middles


def tornado(chart: Chart) -> Sheet:
    """A row a driver, the widest at the top: a bar to each end, its value beyond it, and one line at the base."""
    assert chart.base
    pairs = chart.widest_first
    room = _room(chart, pairs)
    sheet = Sheet(height=room.key[0].top + 2)
    _ticks(sheet, room)
    write_key(sheet, chart, room.key)
    for ends, name, middle in zip(pairs, room.names, room.middles(), strict=True):
        sheet.write(name, name.beside(room.box.left - GAP, middle, across=-1), across=1)
        _bars(sheet, chart.base, ends, room, middle)
    _base(sheet, chart.base, room)
    _titles(sheet, chart, room)
    return sheet


def _room(chart: Chart, pairs: Sequence[Ends]) -> _Room:
    assert chart.base
    line = words("0").height
    names = [words(low.category, width=NAMES_WIDTH) for low, _ in pairs]
    heights = [max(_height(ends, chart.base), name.height) for ends, name in zip(pairs, names, strict=True)]
    values = [chart.base.value, *(point.value for series in chart.series for point in series.points)]
    room = max(words(point.text).width for series in chart.series for point in series.points) + OFF
    left, right = PAGE.left + max(name.width for name in names) + GAP, PAGE.right
    bottom = PAGE.bottom + 2 * line + 2 * GAP
    top = bottom + sum(height + BETWEEN for height in heights)
    scale = around(values, printed(chart)).padded(below=room, above=room, length=right - left)
    return _Room(Box(left, bottom, right, top), scale, names, heights, _key(chart, above=top + line + 2 * GAP))


def _height(ends: Ends, base: Point) -> float:
    low, high = _sides(ends, base)
    return 2 * BAR if low == high else BAR


def _key(chart: Chart, *, above: float) -> tuple[Box, ...]:
    """Which bar is which, above all."""
    height = -min(box.bottom for box in key_boxes(chart, top=0))
    return key_boxes(chart, top=above + height)


def _ticks(sheet: Sheet, room: _Room) -> None:
    """A gridline a tick; of labels that would touch, every second, third and so on."""
    labels = [words(text) for text in room.across.labels]
    places = [room.box.left + room.across.share(tick) * (room.box.right - room.box.left) for tick in room.across.ticks]
    boxes = [label.beside(x, room.box.bottom - GAP, up=-1) for label, x in zip(labels, places, strict=True)]
    step = next(n for n in range(1, len(boxes) + 1) if _apart(boxes[::n]))
    for number, x in enumerate(places):
        sheet.rule((x, room.box.bottom), (x, room.box.top), "grid.color")
        if number % step == 0:
            sheet.write(labels[number], boxes[number].within(PAGE), gid=f"{SCALE}-across-{number + 1}")


def _apart(boxes: Sequence[Box]) -> bool:
    return all(left.right + GAP <= right.left for left, right in pairwise(boxes))


def _bars(sheet: Sheet, base: Point, ends: Ends, room: _Room, middle: float) -> None:
    """Both bars, each with its value at its end: in one line, or one above the other where both are on one side."""
    start, sides = room.x(base), _sides(ends, base)
    apart = BAR / 2 if sides[0] == sides[1] else 0.0
    for point, ink, side, at in zip(ends, inks(), sides, (middle + apart, middle - apart), strict=False):
        end = room.x(point)
        left, right = sorted((start, end))
        if right > left:
            sheet.bar(Box(left, at - BAR / 2, right, at + BAR / 2), ink)
        label = words(point.text)
        box = label.beside(end + side * OFF, at, across=side)
        sheet.write(label, box, across=-side, gid=gid(point), backing="white")


def _sides(ends: Ends, base: Point) -> tuple[int, int]:
    """1 for an end right of the base, -1 for one left of it; an end on it takes the side that the other leaves."""
    low, high = ((point.value > base.value) - (point.value < base.value) for point in ends)
    low = low or -high or -1
    return low, high or -low


def _base(sheet: Sheet, base: Point, room: _Room) -> None:
    x = room.x(base)
    sheet.rule((x, room.box.bottom), (x, room.box.top + GAP), "axes.edgecolor", order=FRONT)
    label, value = words("Base:", bold=True), words(base.text, bold=True)
    both = words(f"Base: {base.text}", bold=True).beside(x, room.box.top + GAP, up=1).within(PAGE)
    sheet.write(label, both, across=-1)
    sheet.write(value, both, across=1, gid=gid(base))


def _titles(sheet: Sheet, chart: Chart, room: _Room) -> None:
    shown = chart.unit_text in SYMBOLS or chart.unit_text in chart.x_label.lower()
    title = words(chart.x_label if shown else f"{chart.x_label} ({chart.unit_text})")
    sheet.write(title, title.beside((room.box.left + room.box.right) / 2, PAGE.bottom, up=1))
