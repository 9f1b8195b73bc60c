"""Tornado: what an outcome is at the low and at the high of each driver, as bars across from its base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracepaper.papers.charts.bars import SWATCH, gid, printed
from tracepaper.papers.charts.boxes import Box
from tracepaper.papers.charts.frames import GAP, SCALE, SYMBOLS
from tracepaper.papers.charts.model import Chart, Point
from tracepaper.papers.charts.scales import Scale, around
from tracepaper.papers.charts.sheet import FRONT, PAGE, Ink, Sheet, Words, inks, words

NAMES_WIDTH = 150.0
BAR = 15.0
BETWEEN = 9.0
# A label stands this far off the end of its bar.
OFF = 4.0


@dataclass(frozen=True)
class _Room:
    """Where the bars stand: the box of the plotting area, the scale across it, and the name of each driver."""

    box: Box
    across: Scale
    names: Sequence[Words]
    top: float

    def x(self, point: Point) -> float:
        return self.box.left + self.across.share(point.value) * (self.box.right - self.box.left)

    def rows(self) -> list[tuple[float, float]]:
        """Middle and height of each driver's row, from the top."""
        rows, top = [], self.box.top - BETWEEN / 2
        for name in self.names:
            height = max(BAR, name.height)
            rows.append((top - height / 2, height))
            top -= height + BETWEEN
        return rows


def tornado(chart: Chart) -> Sheet:
    """A row a driver, the widest at the top: a bar to each end, its value beyond it, and one line at the base."""
    assert chart.base
    pairs = chart.widest_first
    room = _room(chart, [words(low.category, width=NAMES_WIDTH) for low, _ in pairs])
    sheet = Sheet(height=room.top + 2)
    _ticks(sheet, room)
    _key(sheet, chart, room)
    for ends, name, (middle, _) in zip(pairs, room.names, room.rows(), strict=True):
        sheet.write(name, name.beside(room.box.left - GAP, middle, across=-1), across=1)
        _bars(sheet, chart.base, ends, room, middle)
    _base(sheet, chart.base, room)
    _titles(sheet, chart, room)
    return sheet


def _room(chart: Chart, names: Sequence[Words]) -> _Room:
    assert chart.base
    line = words("0").height
    values = [chart.base.value, *(point.value for series in chart.series for point in series.points)]
    room = max(words(point.text).width for series in chart.series for point in series.points) + OFF
    left, right = PAGE.left + max(name.width for name in names) + GAP, PAGE.right
    bottom = PAGE.bottom + 2 * line + 2 * GAP
    top = bottom + sum(max(BAR, name.height) + BETWEEN for name in names)
    scale = around(values, printed(chart)).padded(below=room, above=room, length=right - left)
    return _Room(Box(left, bottom, right, top), scale, names, top + line + GAP + line + GAP)


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


def _key(sheet: Sheet, chart: Chart, room: _Room) -> None:
    """Which bar is which, in a line above all."""
    left, middle = PAGE.left, room.top - words("0").height / 2
    for series, ink in zip(chart.series, inks(), strict=False):
        sheet.bar(Box(left, middle - SWATCH / 2, left + SWATCH, middle + SWATCH / 2), ink)
        label = words(series.label)
        sheet.write(label, label.beside(left + SWATCH + GAP, middle, across=1), across=-1)
        left += SWATCH + 4 * GAP + label.width


def _bars(sheet: Sheet, base: Point, ends: tuple[Point, Point], room: _Room, middle: float) -> None:
    """Both bars, the longer one first, so that of two on one side both can be seen."""
    start = room.x(base)
    looks: list[tuple[Point, Ink]] = list(zip(ends, inks(), strict=False))
    looks.sort(key=lambda look: abs(look[0].value - base.value), reverse=True)
    sides = [_side(point, base) for point, _ in looks]
    same = sides[0] == sides[1]
    for number, ((point, ink), side) in enumerate(zip(looks, sides, strict=True)):
        left, right = sorted((start, room.x(point)))
        if right > left:
            sheet.bar(Box(left, middle - BAR / 2, right, middle + BAR / 2), ink)
        # Of two bars on one side the shorter one has its value at the other side of the base.
        away = -side if number and same else side
        end = start if away != side else room.x(point)
        label = words(point.text)
        box = label.beside(end + away * OFF, middle, across=away)
        sheet.write(label, box, across=-away, gid=gid(point), backing="white")


def _side(point: Point, base: Point) -> int:
    """1 where a value stands right of the base, -1 where it stands left of it or on it."""
    return 1 if point.value > base.value else -1


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
