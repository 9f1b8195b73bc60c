"""Values over time: lines, and the profile of yearly bars with the line of their cumulative value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracepaper.papers.charts.bars import gid, printed
from tracepaper.papers.charts.boxes import Box, Spot, along, around, place
from tracepaper.papers.charts.frames import Frame, Name, Spare, frame, furnish, names_width, write_names
from tracepaper.papers.charts.model import Chart, Point, Series
from tracepaper.papers.charts.scales import from_zero, slots
from tracepaper.papers.charts.sheet import FRONT, Ink, Place, Sheet, Words, inks, setting, words

BAR_HALF = 0.32
REACH = 5.0
WAYS = ((0, 1), (0, -1), (-1, -1), (1, 1), (-1, 1), (1, -1))
DISTANCES = (0.0, 6.0, 12.5, 19.0, 26.0)


@dataclass(frozen=True)
class _Value:
    """A printed value and the spots that it could take, best first."""

    point: Point
    words: Words
    spots: tuple[Spot, ...]


def line(chart: Chart) -> Sheet:
    """A line a series, from a zero base; named at the right with its last value, or alone with all values."""
    sheet = Sheet()
    alone = len(chart.series) == 1
    ends = [] if alone else [series.points[-1].text for series in chart.series]
    area = _area(chart, [*(series.label for series in chart.series), *ends])
    furnish(sheet, chart, area)
    for series, ink in zip(chart.series, inks(), strict=False):
        _draw(sheet, _places(chart, area, series), ink)
    if alone:
        values = tuple(_line_values(chart, area, chart.series[0]))
        _write_values(sheet, area, values, tuple(_in_the_way(chart, area, chart.series[0])))
    write_names(sheet, area, tuple(_names(chart, area, with_value=not alone)))
    return sheet


def profile(chart: Chart) -> Sheet:
    """Yearly bars above and below zero, the line of their cumulative value, and every value printed."""
    sheet = Sheet()
    yearly, running = chart.series
    dark, light = inks()[:2]
    area = _area(chart, [yearly.label, running.label])
    furnish(sheet, chart, area)
    bars = tuple(_bar_boxes(area, yearly))
    for box in bars:
        sheet.bar(box, light)
    _draw(sheet, _places(chart, area, running), dark)
    values = (*_bar_values(area, yearly, bars), *_line_values(chart, area, running))
    _write_values(sheet, area, values, (*bars, *_in_the_way(chart, area, running)))
    names = (_bar_name(yearly, bars[-1], light), _line_name(running, _places(chart, area, running)[-1], dark))
    write_names(sheet, area, names)
    return sheet


def _area(chart: Chart, names: Sequence[str]) -> Frame:
    values = [point.value for series in chart.series for point in series.points]
    room = 2 * words("0").height
    spare = Spare(above=room, below=room if min(values) < 0 else 0, right=names_width(names))
    return frame(chart, across=slots(len(chart.categories)), up=from_zero(values, printed(chart)), spare=spare)


def _places(chart: Chart, area: Frame, series: Series) -> tuple[Place, ...]:
    return tuple((area.x(chart.categories.index(p.category)), area.y(p.value)) for p in series.points)


def _draw(sheet: Sheet, places: Sequence[Place], ink: Ink) -> None:
    look = {"linestyle": ink.linestyle, "marker": ink.marker, "markeredgecolor": "white"}
    sheet.line(places, order=FRONT, color=ink.colour, linewidth=setting("lines.linewidth"), **look)


def _names(chart: Chart, area: Frame, *, with_value: bool) -> Iterator[Name]:
    for series, ink in zip(chart.series, inks(), strict=False):
        last = series.points[-1]
        value, id_ = (last.text, gid(last)) if with_value else ("", None)
        yield _line_name(series, _places(chart, area, series)[-1], ink, value=value, id_=id_)


def _line_name(series: Series, end: Place, ink: Ink, *, value: str = "", id_: str | None = None) -> Name:
    return Name(series.label, (end[0] + REACH, end[1]), ink, value, id_, bold=True)


def _bar_name(series: Series, bar: Box, ink: Ink) -> Name:
    return Name(series.label, (bar.right, bar.middle[1]), ink)


def _bar_boxes(area: Frame, series: Series) -> Iterator[Box]:
    for slot, point in enumerate(series.points):
        low, high = sorted((area.y(0), area.y(point.value)))
        yield Box(area.x(slot - BAR_HALF), low, area.x(slot + BAR_HALF), high)


def _bar_values(area: Frame, series: Series, bars: Sequence[Box]) -> Iterator[_Value]:
    """Beyond the bar's end first, else across the zero line."""
    for point, bar in zip(series.points, bars, strict=True):
        label, middle = words(point.text), bar.middle[0]
        over = [Spot(label.beside(middle, bar.top + 1 + more, up=1)) for more in DISTANCES]
        under = [Spot(label.beside(middle, bar.bottom - 1 - more, up=-1)) for more in DISTANCES]
        below = point.value < 0
        ends, other = (under, over) if below else (over, under)
        yield _Value(point, label, (ends[0], other[0], *ends[1:], *other[1:]))


def _line_values(chart: Chart, area: Frame, series: Series) -> Iterator[_Value]:
    """Round the marker, nearest first. Bold, so that a line's values are not taken for a bar's."""
    for point, (x, y) in zip(series.points, _places(chart, area, series), strict=True):
        label = words(point.text, bold=True)
        spots = (
            Spot(label.beside(x + across * (1 + more), y + up * (REACH + more), across=across, up=up))
            for more in DISTANCES
            for across, up in WAYS
        )
        yield _Value(point, label, tuple(spots))


def _in_the_way(chart: Chart, area: Frame, series: Series) -> Iterator[Box]:
    """The line, its markers and the zero line."""
    places = _places(chart, area, series)
    for start, end in pairwise(places):
        yield from along(start, end, 1.5)
    yield from (around(x, y, REACH - 1) for x, y in places)
    yield Box(area.box.left, area.y(0) - 0.5, area.box.right, area.y(0) + 0.5)


def _write_values(sheet: Sheet, area: Frame, values: Sequence[_Value], obstacles: Sequence[Box]) -> None:
    chosen = place([value.spots for value in values], obstacles=obstacles, page=area.box)
    for value, spot in zip(values, chosen, strict=True):
        sheet.write(value.words, spot.box, gid=gid(value.point), backing="white")
