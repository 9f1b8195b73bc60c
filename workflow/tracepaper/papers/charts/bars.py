"""Stacked and grouped bars. Every bar starts at zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tracepaper.papers.charts.boxes import Box
from tracepaper.papers.charts.frames import GAP, Frame, Name, Spare, frame, furnish, names_width, write_names
from tracepaper.papers.charts.model import Chart, Point
from tracepaper.papers.charts.scales import from_zero, slots
from tracepaper.papers.charts.sheet import PAGE, Ink, Sheet, Words, inks, legible_on, setting, words

STACK_HALF = 0.36
GROUP_HALF = 0.42
SWATCH = 10.0


def stacked(chart: Chart) -> Sheet:
    """A bar a category, a segment a series from the bottom up, totals above, series named at the right."""
    sheet = Sheet()
    up = from_zero((total.value for total in chart.totals), printed(chart))
    spare = Spare(above=words("0").height + 2, right=names_width(series.label for series in chart.series))
    area = frame(chart, across=slots(len(chart.categories)), up=up, spare=spare)
    furnish(sheet, chart, area)
    for number in range(len(chart.categories)):
        _stack(sheet, chart, area, number)
    names = tuple(_segment_names(chart, area))
    if _fit((words(total.text, bold=True) for total in chart.totals), area.x(1) - area.x(0)):
        _write_totals(sheet, chart, area)
        names += (_total_name(chart, area),)
    write_names(sheet, area, names)
    return sheet


def _stack(sheet: Sheet, chart: Chart, area: Frame, number: int) -> None:
    for (point, box), ink in zip(_segments(chart, area, number), inks(), strict=False):
        if point.value:
            sheet.bar(box, ink)
            _write_inside(sheet, point, box, ink)


def _segments(chart: Chart, area: Frame, number: int) -> Iterator[tuple[Point, Box]]:
    left, right = area.x(number - STACK_HALF), area.x(number + STACK_HALF)
    below = Decimal(0)
    for series in chart.series:
        point = series.points[number]
        yield point, Box(left, area.y(below), right, area.y(below + point.value))
        below += point.value


def _write_inside(sheet: Sheet, point: Point, box: Box, ink: Ink) -> None:
    label = words(point.text)
    if label.height <= box.top - box.bottom and label.width + GAP <= box.right - box.left:
        place = label.beside(*box.middle)
        sheet.write(label, place, color=legible_on(ink.colour), backing=ink.colour, gid=gid(point))


def _write_totals(sheet: Sheet, chart: Chart, area: Frame) -> None:
    for number, total in enumerate(chart.totals):
        label = words(total.text, bold=True)
        place = label.beside(area.x(number), area.y(total.value) + 1, up=1)
        sheet.write(label, place, gid=gid(total), backing="white")


def _segment_names(chart: Chart, area: Frame) -> Iterator[Name]:
    last = _segments(chart, area, len(chart.categories) - 1)
    for (_, box), series, ink in zip(last, chart.series, inks(), strict=False):
        yield Name(series.label, (box.right, box.middle[1]), ink)


def _total_name(chart: Chart, area: Frame) -> Name:
    total = chart.totals[-1]
    label = words(total.text, bold=True)
    place = label.beside(area.x(len(chart.totals) - 1), area.y(total.value) + 1, up=1)
    ink = replace(inks()[0], colour=setting("axes.edgecolor"))
    return Name("Total", (place.right + GAP, place.middle[1]), ink, bold=True)


def grouped(chart: Chart) -> Sheet:
    """Bars side by side in each category; a key above in the same order; values at the bars where all fit."""
    sheet = Sheet()
    points = [point for series in chart.series for point in series.points]
    key = _key(chart)
    area = _grouped_area(chart, points, key)
    furnish(sheet, chart, area)
    write_key(sheet, chart, key)
    bars = tuple(_group_boxes(chart, area))
    for box, number in bars:
        if box.top > box.bottom:
            sheet.bar(box, inks()[number])
    if _fit((words(point.text) for point in points), bars[0][0].right - bars[0][0].left):
        for point, (box, _) in zip(points, bars, strict=True):
            _write_beyond(sheet, point, box)
    return sheet


def _grouped_area(chart: Chart, points: Sequence[Point], key: Sequence[Box]) -> Frame:
    values = [point.value for point in points]
    room = words("0").height + 2
    top = key[0].top - key[-1].bottom + GAP if key else 0
    spare = Spare(above=room, below=room if min(values) < 0 else 0, top=top)
    across = slots(len(chart.categories))
    return frame(chart, across=across, up=from_zero(values, printed(chart)), spare=spare)


def _group_boxes(chart: Chart, area: Frame) -> Iterator[tuple[Box, int]]:
    """Each bar, series by series, with the number of its series."""
    width = 2 * GROUP_HALF / len(chart.series)
    for number, series in enumerate(chart.series):
        for slot, point in enumerate(series.points):
            left = slot - GROUP_HALF + number * width
            low, high = sorted((Decimal(0), point.value))
            yield Box(area.x(left), area.y(low), area.x(left + width), area.y(high)), number


def _write_beyond(sheet: Sheet, point: Point, box: Box) -> None:
    label, middle = words(point.text), box.middle[0]
    below = point.value < 0
    place = label.beside(middle, box.bottom - 1, up=-1) if below else label.beside(middle, box.top + 1, up=1)
    sheet.write(label, place, gid=gid(point), backing="white")


def _key(chart: Chart) -> tuple[Box, ...]:
    """The key under the axis label; one series alone needs none."""
    return key_boxes(chart, top=PAGE.top - words("0").height - 2 - GAP) if len(chart.series) > 1 else ()


def key_boxes(chart: Chart, *, top: float) -> tuple[Box, ...]:
    """Where each series stands in a key, from `top` downwards: in rows, and a label longer than a row in lines."""
    boxes: list[Box] = []
    left = PAGE.left
    for series in chart.series:
        label = _key_words(series.label)
        width = SWATCH + GAP + label.width
        if boxes and left + width > PAGE.right:
            left, top = PAGE.left, min(box.bottom for box in boxes)
        boxes.append(Box(left, top - label.height - 2, left + width, top))
        left += width + 3 * GAP
    return tuple(boxes)


def write_key(sheet: Sheet, chart: Chart, key: Sequence[Box]) -> None:
    """A swatch and the label of each series, in its box."""
    for box, series, ink in zip(key, chart.series, inks(), strict=False):
        middle = box.middle[1]
        sheet.bar(Box(box.left, middle - SWATCH / 2, box.left + SWATCH, middle + SWATCH / 2), ink)
        label = _key_words(series.label)
        sheet.write(label, label.beside(box.left + SWATCH + GAP, middle, across=1), across=-1)


def _key_words(label: str) -> Words:
    return words(label, width=PAGE.right - PAGE.left - SWATCH - GAP)


def printed(chart: Chart) -> tuple[str, ...]:
    """The unit and the printed forms of every value: what the value axis's labels are modelled on."""
    return (chart.unit_text, *(point.text for series in chart.series for point in series.points))


def gid(point: Point) -> str | None:
    """The id, before the chart's prefix, of the text that shows a figure's value."""
    return f"figure-{point.figure}" if point.figure else None


def _fit(labels: Iterable[Words], room: float) -> bool:
    return all(label.width + 2 <= room for label in labels)
