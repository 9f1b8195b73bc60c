"""Scatter: each point carries its own name."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from tracepaper.papers.charts.boxes import Box, Spot, along, around, place
from tracepaper.papers.charts.frames import Frame, Spare, frame, furnish
from tracepaper.papers.charts.model import Chart
from tracepaper.papers.charts.scales import around as scale_around
from tracepaper.papers.charts.sheet import AMONG, FRONT, Place, Sheet, Words, inks, setting, words

NAME_WIDTH = 112.0
REACH = 5.0
DISTANCES = (7.0, 16.0, 26.0, 38.0, 52.0)
DIAGONAL = 0.7
WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


def scatter(chart: Chart) -> Sheet:
    """A marker for each pair of values, named beside it, or further off with a line to it where crowded."""
    sheet = Sheet()
    area = _area(chart)
    furnish(sheet, chart, area)
    markers = tuple((area.x(xy.x), area.y(xy.y)) for xy in chart.xys)
    names = tuple(words(xy.label, width=NAME_WIDTH) for xy in chart.xys)
    spots = [tuple(_spots(name, marker)) for name, marker in zip(names, markers, strict=True)]
    chosen = place(spots, obstacles=[around(x, y, REACH) for x, y in markers], page=area.box)
    for name, marker, spot in zip(names, markers, chosen, strict=True):
        _draw(sheet, name, marker, spot.box)
    return sheet


def _area(chart: Chart) -> Frame:
    across = scale_around((xy.x for xy in chart.xys), [xy.x_text for xy in chart.xys])
    up = scale_around((xy.y for xy in chart.xys), [xy.y_text for xy in chart.xys])
    last = words(across.labels[-1]).width / 2
    return frame(chart, across=across, up=up, spare=Spare(right=last))


def _spots(name: Words, marker: Place) -> Iterator[Spot]:
    """Every side of the marker, nearest first; from the second distance on, a line joins name and marker."""
    for distance in DISTANCES:
        for across, up in WAYS:
            off = distance * (DIAGONAL if across and up else 1)
            box = name.beside(marker[0] + across * off, marker[1] + up * off, across=across, up=up)
            yield Spot(box, along(*_leader(box, marker)) if distance > DISTANCES[0] else ())


def _leader(box: Box, marker: Place) -> tuple[Place, Place]:
    """From just clear of the marker to the nearest place of the name's box."""
    x, y = marker
    to_x, to_y = min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)
    part = (REACH + 2) / max(hypot(to_x - x, to_y - y), REACH + 2)
    return (x + (to_x - x) * part, y + (to_y - y) * part), (to_x, to_y)


def _draw(sheet: Sheet, name: Words, marker: Place, box: Box) -> None:
    ink = inks()[0]
    start, end = _leader(box, marker)
    if hypot(end[0] - marker[0], end[1] - marker[1]) > DISTANCES[0] + 1:
        sheet.rule(start, end, "axes.edgecolor", order=AMONG)
    look = {"marker": ink.marker, "markeredgecolor": "white", "markersize": setting("lines.markersize") + 1}
    sheet.line((marker,), order=FRONT, color=ink.colour, linestyle="none", **look)
    level = box.bottom <= marker[1] <= box.top
    across = 0 if not level else -1 if box.left > marker[0] else 1
    sheet.write(name, box, across=across, backing="white")
