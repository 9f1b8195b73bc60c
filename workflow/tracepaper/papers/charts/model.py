"""What a chart shows: plain frozen values, checked when they are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracepaper.errors import Fault, SettingsError

KINDS = ("stacked-bars", "grouped-bars", "line", "scatter", "profile", "panels", "tornado")
MOST_SERIES = 6
MOST_PANELS = 9
MOST_CATEGORIES = 12
MOST_IN_A_PANEL = 24
MOST_XYS = 12
NO_VALUE = "no value"
TARGET, NO_TARGET = "Target", "no target"
AT_BASE = "All at their base"


@dataclass(frozen=True)
class Point:
    """One value of a series.

    Attributes:
        category: where it stands on the horizontal axis, "2017/18".
        value: exact, in the chart's unit.
        text: the value as the paper prints it.
        figure: id of the figure that it shows, None when it is no figure.
        spoken: the value as it is read aloud, where the printed text is not enough: "saving of £323,750".
    """

    category: str
    value: Decimal
    text: str
    figure: str | None = None
    spoken: str = ""


@dataclass(frozen=True)
class Series:
    """Values that share one label, in the order of the horizontal axis."""

    label: str
    points: tuple[Point, ...]

    def at(self, category: str) -> Point | None:
        """The point that stands at `category`, if there is one."""
        return next((point for point in self.points if point.category == category), None)


@dataclass(frozen=True)
class XY:
    """One labelled point of a scatter chart: two exact values, each printed, with its figure id and as spoken."""

    label: str
    x: Decimal
    y: Decimal
    x_text: str
    y_text: str
    x_figure: str | None = None
    y_figure: str | None = None
    x_spoken: str = ""
    y_spoken: str = ""


@dataclass(frozen=True)
class Chart:
    """One picture of data.

    Attributes:
        id: prefix of every id in the SVG.
        kind: one of `KINDS`. A profile has two series: bars by year, then the line of their cumulative value. A tornado
            has two: the outcome at the low and at the high of each driver; its drivers are the categories.
        title: the caption; it is not drawn.
        x_label, y_label: what each axis shows.
        unit_text: "£", "%", or words ("children", "£ thousand"). For a scatter: what one point is ("option").
        series: for every kind but scatter.
        xys: for scatter.
        totals: for stacked bars, one printed total a category; each equals the sum of its segments.
        targets: for panels, a printed target for some of the series; its category is the label of its series.
        base: for a tornado, the outcome from which its bars start.

    Raises:
        SettingsError: on making one that cannot be drawn honestly; names every fault.
    """

    id: str
    kind: str
    title: str
    x_label: str
    y_label: str
    unit_text: str
    series: tuple[Series, ...] = ()
    xys: tuple[XY, ...] = ()
    totals: tuple[Point, ...] = ()
    targets: tuple[Point, ...] = ()
    base: Point | None = None

    def __post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise SettingsError(f'Chart "{self.id}" cannot be drawn.', faults)

    @property
    def categories(self) -> tuple[str, ...]:
        """The horizontal axis of a chart of series, left to right: that of its first series."""
        return tuple(point.category for point in self.series[0].points)

    @property
    def widest_first(self) -> tuple[tuple[Point, Point], ...]:
        """The two ends of each driver of a tornado, the furthest apart first; equals keep their order."""
        low, high = self.series
        pairs = zip(low.points, high.points, strict=True)
        return tuple(sorted(pairs, key=lambda ends: abs(ends[1].value - ends[0].value), reverse=True))


Row = tuple[str | Point, ...]


def data_table(chart: Chart) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The chart as a table of the same figures.

    Returns:
        The header, and rows as long as the header. The first cell of a row is its name; none is blank.
    """
    if chart.kind == "scatter":
        header = (_capital(chart.unit_text or "point"), chart.x_label, chart.y_label)
        return header, tuple(_xy_row(xy) for xy in chart.xys)
    if chart.base:
        rows = tuple((low.category, low, high) for low, high in chart.widest_first)
        return (chart.y_label, *(one.label for one in chart.series)), (*rows, (AT_BASE, chart.base, chart.base))
    columns = (*chart.series, Series("Total", chart.totals)) if chart.totals else chart.series
    values = tuple((name, *(column.at(name) or NO_VALUE for column in columns)) for name in chart.categories)
    if chart.targets:
        targets = Series(TARGET, chart.targets)
        values = (*values, (TARGET, *(targets.at(column.label) or NO_TARGET for column in columns)))
    return (chart.x_label, *(column.label for column in columns)), values


def _xy_row(xy: XY) -> Row:
    return (
        xy.label,
        Point(xy.label, xy.x, xy.x_text, xy.x_figure),
        Point(xy.label, xy.y, xy.y_text, xy.y_figure),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _faults(chart: Chart) -> Iterator[Fault]:
    if chart.kind not in KINDS:
        yield Fault("kind", f'"{chart.kind}"', f"one of {', '.join(KINDS)}", "Choose one of these kinds.")
    elif chart.kind == "scatter":
        yield from _scatter_faults(chart)
    elif not chart.series or chart.xys:
        yield Fault("series", "none", "one or more series, no pairs of values", "Give the chart its series.")
    else:
        yield from _series_faults(chart)


def _scatter_faults(chart: Chart) -> Iterator[Fault]:
    if chart.series or not 1 <= len(chart.xys) <= MOST_XYS:
        yield Fault(
            "points",
            f"{len(chart.xys)} pairs of values and {len(chart.series)} series",
            f"1 to {MOST_XYS} pairs and no series",
            "Show fewer points, or use another kind.",
        )
    yield from _repeats("points", (xy.label for xy in chart.xys))
    for xy in chart.xys:
        yield from _unprintable(xy.label, xy.x, xy.x_text)
        yield from _unprintable(xy.label, xy.y, xy.y_text)


def _series_faults(chart: Chart) -> Iterator[Fault]:
    panels = chart.kind == "panels"
    most, most_categories = (MOST_PANELS, MOST_IN_A_PANEL) if panels else (MOST_SERIES, MOST_CATEGORIES)
    if len(chart.series) > most:
        remedy = "Make two charts of them." if panels else "Join the smallest into one series."
        yield Fault("series", f"{len(chart.series)} series", f"at most {most}", remedy)
    if chart.kind == "profile" and len(chart.series) != 2:
        found, expected = f"{len(chart.series)} series", "two: yearly values, then their cumulative value"
        yield Fault("series", found, expected, "Give both series.")
    if len(chart.categories) > most_categories:
        found, remedy = f"{len(chart.categories)} categories", "Show fewer categories."
        yield Fault("series", found, f"at most {most_categories}", remedy)
    yield from _repeats("series", (series.label for series in chart.series))
    for series in chart.series:
        yield from _point_faults(chart, series)
    if chart.kind == "stacked-bars":
        yield from _stack_faults(chart)
    yield from _target_faults(chart)
    yield from _base_faults(chart)


def _base_faults(chart: Chart) -> Iterator[Fault]:
    tornado = chart.kind == "tornado"
    if tornado and (len(chart.series) != 2 or set(chart.categories) == {"low", "high"}):
        found = f"{len(chart.series)} series of {', '.join(chart.categories)}"
        expected = "two: the outcome at the low and at the high of each driver"
        yield Fault("series", found, expected, "Turn what one_way gives: series_by: transposed(npv_at).")
    if tornado and not chart.base:
        yield Fault("base", "none", "the outcome from which the bars start", "Name its figure.")
    if chart.base and not tornado:
        yield Fault("base", f"the base of {chart.kind}", "tornado", "Leave it out, or choose the kind tornado.")
    if chart.base:
        yield from _unprintable("base", chart.base.value, chart.base.text)


def _target_faults(chart: Chart) -> Iterator[Fault]:
    if chart.targets and chart.kind != "panels":
        yield Fault("targets", f"targets of {chart.kind}", "panels", "Leave them out, or choose the kind panels.")
    yield from _repeats("targets", (target.category for target in chart.targets))
    labels = [series.label for series in chart.series]
    for target in chart.targets:
        if target.category not in labels:
            found, expected = f'a target for "{target.category}"', f"one of {', '.join(labels)}"
            yield Fault("targets", found, expected, "Give targets for series of this chart.")
        yield from _unprintable(f'target of "{target.category}"', target.value, target.text)


def _point_faults(chart: Chart, series: Series) -> Iterator[Fault]:
    place = f'series "{series.label}"'
    names = tuple(point.category for point in series.points)
    yield from _repeats(place, names)
    in_step = tuple(name for name in chart.categories if name in names) == names
    full = names == chart.categories or chart.kind in ("line", "profile", "panels", "tornado")
    if not (names and in_step and full):
        found, expected = ", ".join(names) or "no points", ", ".join(chart.categories)
        yield Fault(place, found, expected, "Give every series the same categories in the same order.")
    for point in series.points:
        yield from _unprintable(f"{place}, {point.category}", point.value, point.text)


def _stack_faults(chart: Chart) -> Iterator[Fault]:
    totals = Series("Total", chart.totals)
    if tuple(point.category for point in chart.totals) != chart.categories:
        expected = f"one total for each of {', '.join(chart.categories)}"
        yield Fault("totals", f"{len(chart.totals)} totals", expected, "Name the figures of the totals.")
    for name in chart.categories:
        parts = [point.value for series in chart.series if (point := series.at(name))]
        if any(value < 0 for value in parts):
            yield Fault(name, f"{min(parts):,f}", "no value below zero in a stack", "Use grouped bars.")
        total = totals.at(name)
        if total and total.value != sum(parts):
            remedy = "Show every part of the total, or the total of these parts."
            yield Fault(f"total, {name}", f"{total.value:,f}", f"{sum(parts):,f}, the sum of the parts", remedy)


def _repeats(place: str, names: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Fault(place, f'"{name}" twice', "each name once", "Rename or remove one of them.")
        seen.add(name)


def _unprintable(place: str, value: Decimal, text: str) -> Iterator[Fault]:
    if not value.is_finite() or not text.strip():
        yield Fault(place, f'{value} shown as "{text}"', "a number and its printed form", "Leave the point out.")
