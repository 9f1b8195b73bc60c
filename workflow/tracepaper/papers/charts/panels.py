"""Small multiples: a panel for each series, with a scale of its own, so that measures of any unit stand together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from tracepaper.papers.charts.bars import gid
from tracepaper.papers.charts.boxes import Box, spread
from tracepaper.papers.charts.frames import GAP, SCALE, Frame, axis_title
from tracepaper.papers.charts.model import TARGET, Chart, Point, Series
from tracepaper.papers.charts.scales import Scale, from_zero, slots
from tracepaper.papers.charts.sheet import BEHIND, FRONT, PAGE, WIDTH, Ink, Sheet, Words, inks, setting, words

ACROSS, FEW, FEW_ACROSS = 3, 4, 2
PLOT, BETWEEN = 62.0, 16.0
DASHES = (0, (4, 2.5))
MARKER = 4.5


@dataclass(frozen=True)
class _Panel:
    """One panel: its series, its name broken to its width, its target if any, and what its axis says."""

    series: Series
    name: Words
    target: Point | None
    up: Scale

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The lowest and the highest tick: a small panel has no room for more."""
        ends = dict.fromkeys((0, len(self.up.ticks) - 1))
        return tuple((float(self.up.ticks[end]), self.up.labels[end]) for end in ends)


def panels(chart: Chart) -> Sheet:
    """A panel a series, in rows of three; a line from a zero base, its last value, and its target as a dashed line."""
    across = FEW_ACROSS if len(chart.series) <= FEW else ACROSS
    width = (PAGE.right - PAGE.left - (across - 1) * BETWEEN) / across
    made = [_panel(chart, series, width) for series in chart.series]
    rows = [made[start : start + across] for start in range(0, len(made), across)]
    line = words("0").height
    tiers = max(_tiers(chart, panel, width) for panel in made)
    depths = [max(panel.name.height for panel in row) + PLOT + tiers * line + 4 * GAP for row in rows]
    height = 2 * PAGE.bottom + line + GAP + sum(depths) + (len(rows) - 1) * BETWEEN + line + GAP
    sheet = Sheet(height=height)
    _write_labels(sheet, chart, height)
    numbers, top = count(1), height - PAGE.bottom - line - 2 * GAP
    for row, depth in zip(rows, depths, strict=True):
        head = max(panel.name.height for panel in row)
        for place, panel in enumerate(row):
            left = PAGE.left + place * (width + BETWEEN)
            _draw(sheet, chart, panel, Box(left, top - depth, left + width, top), head, numbers)
        top -= depth + BETWEEN
    return sheet


def _panel(chart: Chart, series: Series, width: float) -> _Panel:
    target = next((target for target in chart.targets if target.category == series.label), None)
    shown = (*series.points, target) if target else series.points
    up = from_zero((point.value for point in shown), [point.text for point in shown])
    return _Panel(series, words(series.label, width=width, bold=True), target, up)


def _write_labels(sheet: Sheet, chart: Chart, height: float) -> None:
    title, across = words(axis_title(chart)), words(chart.x_label)
    sheet.write(title, title.beside(PAGE.left, height - PAGE.bottom, across=1, up=-1), across=-1)
    sheet.write(across, across.beside(WIDTH / 2, PAGE.bottom, up=1))


def _draw(sheet: Sheet, chart: Chart, panel: _Panel, box: Box, head: float, numbers: Iterator[int]) -> None:
    """`head` is how much the names of the row's panels take: their plots are level."""
    sheet.write(panel.name, panel.name.beside(box.left, box.top, across=1, up=-1), across=-1)
    area = _area(chart, panel, box, box.top - head - 2 * GAP)
    _draw_scale(sheet, area, panel, numbers)
    _write_ends(sheet, chart, area, box)
    ink = inks()[0]
    places = [(area.x(chart.categories.index(p.category)), area.y(p.value)) for p in panel.series.points]
    sheet.line(places, order=FRONT, color=ink.colour, linewidth=setting("lines.linewidth"))
    sheet.line(places[-1:], order=FRONT, color=ink.colour, marker=ink.marker, markersize=MARKER)
    if panel.target:
        ends = ((area.box.left, area.y(panel.target.value)), (area.box.right, area.y(panel.target.value)))
        sheet.line(ends, order=FRONT, color=_target_ink().colour, linewidth=1.4, linestyle=DASHES)
    _write_values(sheet, area, panel)


def _area(chart: Chart, panel: _Panel, box: Box, top: float) -> Frame:
    left = box.left + _scale_width(panel)
    right = box.right - max(label.width for label, _ in _values(panel)) - 2 * GAP
    plot = Box(left, top - PLOT, right, top)
    return Frame(plot, slots(len(chart.categories)), panel.up.padded(below=2, above=2, length=PLOT))


def _scale_width(panel: _Panel) -> float:
    return max(words(text).width for _, text in panel.ticks) + GAP


def _tiers(chart: Chart, panel: _Panel, width: float) -> int:
    """Whether the first and the last category stand beside each other, or one below the other."""
    both = sum(words(chart.categories[end]).width for end in (0, -1))
    return 1 if _scale_width(panel) + both + 2 * GAP <= width else 2


def _draw_scale(sheet: Sheet, area: Frame, panel: _Panel, numbers: Iterator[int]) -> None:
    for value, text in panel.ticks:
        y, label = area.y(value), words(text)
        sheet.rule((area.box.left, y), (area.box.right, y), "grid.color")
        place = label.beside(area.box.left - GAP, y, across=-1)
        sheet.write(label, place, across=1, gid=f"{SCALE}-up-{next(numbers)}")
    zero = area.y(0)
    sheet.rule((area.box.left, zero), (area.box.right, zero), "axes.edgecolor", order=BEHIND)


def _write_ends(sheet: Sheet, chart: Chart, area: Frame, box: Box) -> None:
    """The first and the last category below the plot; both are the same in every panel."""
    first, last = words(chart.categories[0]), words(chart.categories[-1])
    foot = area.box.bottom - GAP
    start = first.beside(area.box.left, foot, across=1, up=-1).within(box)
    sheet.write(first, start, across=-1)
    if len(chart.categories) == 1:
        return
    end = last.beside(max(area.box.right, start.right + GAP + last.width), foot, across=-1, up=-1)
    if end.right > box.right:
        end = last.beside(box.right, foot - first.height, across=-1, up=-1)
    sheet.write(last, end, across=1)


def _values(panel: _Panel) -> list[tuple[Words, Point]]:
    """What stands at the right edge: the last value, and the target's under its name."""
    last = panel.series.points[-1]
    found = [(words(last.text, bold=True), last)]
    if panel.target:
        name, value = words(TARGET), words(panel.target.text)
        both = Words((*name.lines, *value.lines), max(name.width, value.width), name.height + value.height)
        found.append((both, panel.target))
    return found


def _write_values(sheet: Sheet, area: Frame, panel: _Panel) -> None:
    labels = _values(panel)
    wanted = [area.y(point.value) for _, point in labels]
    line = words("0").height
    middles = spread(
        wanted, [label.height for label, _ in labels], low=area.box.bottom - GAP, high=area.box.top + 2 * GAP
    )
    for (label, point), middle in zip(labels, middles, strict=True):
        place = label.beside(area.box.right + GAP, middle, across=1)
        if point is panel.target:
            name, value = words(TARGET), words(point.text)
            upper = Box(place.left, place.top - line, place.left + name.width, place.top)
            sheet.write(name, upper, across=-1, color=_target_ink().colour)
            lower = Box(place.left, place.bottom, place.left + value.width, place.bottom + line)
            sheet.write(value, lower, across=-1, gid=gid(point), color=_target_ink().colour)
        else:
            sheet.write(label, place, across=-1, gid=gid(point), backing="white")


def _target_ink() -> Ink:
    return inks()[2]
