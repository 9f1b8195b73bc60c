"""The plotting area and what surrounds it: gridlines, axis labels, names of series at the right edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracepaper.papers.charts.boxes import Box, spread
from tracepaper.papers.charts.model import Chart
from tracepaper.papers.charts.scales import Scale, Value
from tracepaper.papers.charts.sheet import BEHIND, FRONT, PAGE, Ink, Sheet, Words, setting, words

# What a reader of the drawing knows a scale by.
SCALE = "scale"
GAP = 5.0
LEADER = 16.0
NAME_WIDTH = 84.0
NAME_GAP = 4.0
MOST_TIERS = 3
SYMBOLS = ("", "£", "%")


@dataclass(frozen=True)
class Frame:
    """The plotting area in points, with its two scales."""

    box: Box
    across: Scale
    up: Scale

    def x(self, value: Value) -> float:
        """Points from the sheet's left edge."""
        return self.box.left + self.across.share(value) * (self.box.right - self.box.left)

    def y(self, value: Value) -> float:
        """Points from the sheet's lower edge."""
        return self.box.bottom + self.up.share(value) * (self.box.top - self.box.bottom)


@dataclass(frozen=True)
class Spare:
    """Clear points to keep: inside the frame above and below the values, outside it right and top."""

    above: float = 0
    below: float = 0
    right: float = 0
    top: float = 0


@dataclass(frozen=True)
class Name:
    """A series name at the right edge, under it a value if any, and the place that they belong to."""

    text: str
    place: tuple[float, float]
    ink: Ink
    value: str = ""
    gid: str | None = None
    bold: bool = False

    @property
    def words(self) -> Words:
        """The name, broken to the width kept for names."""
        return words(self.text, width=NAME_WIDTH, bold=self.bold)


def frame(chart: Chart, *, across: Scale, up: Scale, spare: Spare) -> Frame:
    """A frame that leaves room for the axis labels, and for what `spare` asks."""
    line = words("0").height
    left = PAGE.left + max(words(label).width for label in up.labels) + GAP
    right = PAGE.right - spare.right
    foot = _foot(chart, right - left) if chart.series else line
    box = Box(left, PAGE.bottom + foot + line + 2 * GAP, right, PAGE.top - line - GAP - spare.top)
    up = up.padded(below=spare.below, above=spare.above, length=box.top - box.bottom)
    return Frame(box, across, up)


def furnish(sheet: Sheet, chart: Chart, area: Frame) -> None:
    """Draw gridlines, the base line, tick labels and axis labels."""
    _ticks_up(sheet, area)
    if chart.series:
        _categories(sheet, chart, area)
    else:
        _ticks_across(sheet, area)
    sheet.rule((area.box.left, _base(area)), (area.box.right, _base(area)), "axes.edgecolor", order=FRONT)
    title = words(chart.y_label if chart.xys else axis_title(chart))
    sheet.write(title, title.beside(PAGE.left, PAGE.top, across=1, up=-1), across=-1)
    title = words(chart.x_label)
    sheet.write(title, title.beside((area.box.left + area.box.right) / 2, PAGE.bottom, up=1))


def axis_title(chart: Chart) -> str:
    """The value axis's label, with the unit where neither it nor the tick labels show it."""
    shown = chart.unit_text in SYMBOLS or chart.unit_text in chart.y_label.lower()
    return chart.y_label if shown else f"{chart.y_label} ({chart.unit_text})"


def names_width(texts: Iterable[str]) -> float:
    """Points to keep at the right edge for the names of series."""
    return LEADER + max(words(text, width=NAME_WIDTH, bold=True).width for text in texts)


def write_names(sheet: Sheet, area: Frame, names: Sequence[Name]) -> None:
    """Write each name at the right edge, as level with its place as others allow, and join them."""
    line = words("0").height
    heights = [name.words.height + (line if name.value else 0) + NAME_GAP for name in names]
    middles = spread([name.place[1] for name in names], heights, low=area.box.bottom, high=area.box.top)
    for name, middle, height in zip(names, middles, heights, strict=True):
        _write_name(sheet, name, left=area.box.right + LEADER, middle=middle, height=height)


def _write_name(sheet: Sheet, name: Name, *, left: float, middle: float, height: float) -> None:
    ends = (name.place, (left - GAP, middle))
    sheet.line(ends, color=name.ink.colour, linewidth=setting("axes.linewidth"), order=BEHIND)
    label = name.words
    top = middle + (height - NAME_GAP) / 2
    sheet.write(label, label.beside(left, top, across=1, up=-1), across=-1)
    if name.value:
        value = words(name.value)
        sheet.write(value, value.beside(left, top - label.height, across=1, up=-1), across=-1, gid=name.gid)


def _ticks_up(sheet: Sheet, area: Frame) -> None:
    for number, (tick, text) in enumerate(zip(area.up.ticks, area.up.labels, strict=True), 1):
        y, label = area.y(tick), words(text)
        sheet.rule((area.box.left, y), (area.box.right, y), "grid.color")
        sheet.write(label, label.beside(area.box.left - GAP, y, across=-1), across=1, gid=f"{SCALE}-up-{number}")


def _ticks_across(sheet: Sheet, area: Frame) -> None:
    for number, (tick, text) in enumerate(zip(area.across.ticks, area.across.labels, strict=True), 1):
        x, label = area.x(tick), words(text)
        sheet.rule((x, area.box.bottom), (x, area.box.top), "grid.color")
        sheet.write(label, label.beside(x, area.box.bottom - GAP, up=-1), gid=f"{SCALE}-across-{number}")


def _categories(sheet: Sheet, chart: Chart, area: Frame) -> None:
    labels, tiers = _category_words(chart, area.box.right - area.box.left)
    tier = max(label.height for label in labels)
    for number, label in enumerate(labels):
        top = area.box.bottom - GAP - tier * (number % tiers)
        sheet.write(label, label.beside(area.x(number), top, up=-1).within(PAGE))


def _category_words(chart: Chart, length: float) -> tuple[tuple[Words, ...], int]:
    """Category labels broken to fit, and how many tiers they alternate over where one is too narrow.

    The first and last label may move inwards by half of what they reach past their slots: there is room for
    that.
    """
    slot = length / len(chart.categories)
    for tiers in range(1, MOST_TIERS + 1):
        room = ((tiers + 0.5) * slot - GAP) / 1.5
        labels = tuple(words(name, width=room) for name in chart.categories)
        if all(label.width <= room for label in labels):
            break
    return labels, tiers


def _foot(chart: Chart, length: float) -> float:
    labels, tiers = _category_words(chart, length)
    return tiers * max(label.height for label in labels)


def _base(area: Frame) -> float:
    """Zero where the value axis has it, else the frame's lower edge."""
    return area.y(0) if area.up.low <= 0 <= area.up.high else area.box.bottom
