"""A chart in words: the alternative text, made from the same values as the picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from tracepaper.papers.charts.model import XY, Chart, Point, Series

LONGEST = 600
YEAR = re.compile(r"\b(1[89]|20)\d\d\b|\byear \d", re.IGNORECASE)
NAMES = {
    "stacked-bars": "Stacked bar chart",
    "grouped-bars": "Bar chart",
    "line": "Line chart",
    "panels": "Line charts",
}
SYMBOLS = ("", "£", "%")
MINUS = "minus "
Pick = Callable[[Iterable[Decimal]], Decimal]
EXTREMES: tuple[tuple[str, Pick], ...] = (("highest", max), ("lowest", min))


def describe(chart: Chart) -> str:
    """Alternative text: kind, axes, then the shape, most important first.

    Returns:
        Whole sentences, about 600 characters at most, with each value as the paper prints it. A minus sign or
        brackets become the word that the paper has for them, "a saving of £5", or else "minus"; values that are
        all savings are told by their size.
    """
    if chart.kind == "scatter":
        return _fit(tuple(_scatter(chart)))
    if chart.kind == "profile":
        return _fit(tuple(_profile(chart)))
    if chart.base:
        return _fit(tuple(_tornado(chart, chart.base)))
    return _fit(tuple(_by_series(chart)))


def spoken(text: str, unit: str = "") -> str:
    """A printed value as it is read aloud: "(323,750)" in pounds is "minus £323,750"."""
    bare = text.strip()
    digits = bare.strip("()").lstrip("−-").strip()
    pounds = "£" if unit == "£" and "£" not in digits else ""
    below = bare.startswith(("(", "−", "-"))
    return f"{'minus ' if below else ''}{pounds}{digits}"


def join_words(words: Sequence[str]) -> str:
    """Join as in prose: "a", "a and b", "a, b and c"."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def _fit(sentences: Sequence[str]) -> str:
    text = sentences[0]
    for sentence in sentences[1:]:
        if len(text) + 1 + len(sentence) > LONGEST:
            break
        text = f"{text} {sentence}"
    return text


def _by_series(chart: Chart) -> Iterator[str]:
    names = [series.label for series in chart.series]
    of = f", for {join_words(names)}" if len(names) > 1 else ""
    yield f"{NAMES[chart.kind]}: {_axes(chart)}{of}.{_unit(chart)}"
    if chart.kind == "panels":
        yield "Each has a scale of its own, from zero."
    if chart.totals:
        yield _shape("The total", chart.totals, chart)
    for series in sorted(chart.series, key=_movement, reverse=True):
        yield _shape(series.label, series.points, chart)
        yield from _target(series, chart)


def _target(series: Series, chart: Chart) -> Iterator[str]:
    yield from (f"Its target: {_value(point, chart)}." for point in chart.targets if point.category == series.label)


def _movement(series: Series) -> Decimal:
    return abs(series.points[-1].value - series.points[0].value)


def _profile(chart: Chart) -> Iterator[str]:
    yearly, running = chart.series
    yield f"Bar and line chart: {_axes(chart)}.{_unit(chart)}"
    yield f"Bars: {_low(yearly.label)}; line: {_low(running.label)}."
    yield _sides(yearly)
    yield _shape(yearly.label, yearly.points, chart)
    yield _shape(running.label, running.points, chart)


def _tornado(chart: Chart, base: Point) -> Iterator[str]:
    low, high = (_low(series.label) for series in chart.series)
    yield f"Tornado chart: {_low(chart.x_label)} by {_low(chart.y_label)}, the widest first.{_unit(chart)}"
    yield f"Bars start from {_value(base, chart)}, where all are at their base."
    for ends in chart.widest_first:
        said = " and ".join(f"{_value(end, chart)} ({word})" for end, word in zip(ends, (low, high), strict=True))
        yield f"{ends[0].category}: {said}."


def _axes(chart: Chart) -> str:
    names = chart.categories
    span = f", {names[0]} to {names[-1]}" if _in_time(names) and len(names) > 1 else ""
    return f"{_low(chart.y_label)} by {_low(chart.x_label)}{span}"


def _unit(chart: Chart) -> str:
    label = chart.x_label if chart.base else chart.y_label
    shown = chart.unit_text in SYMBOLS or chart.unit_text in label.lower()
    return "" if shown else f" Unit: {chart.unit_text}."


def _sides(series: Series) -> str:
    names = [point.category for point in series.points]
    above = [point.category for point in series.points if point.value > 0]
    below = [point.category for point in series.points if point.value < 0]
    said = [f"{side} zero in {_run(some, names)}" for side, some in (("above", above), ("below", below)) if some]
    return f"The bars are {' and '.join(said)}." if said else "Every bar is zero."


def _run(some: Sequence[str], names: Sequence[str]) -> str:
    """Neighbours as "first to last", others one by one."""
    start = names.index(some[0])
    together = list(names[start : start + len(some)]) == list(some)
    return f"{some[0]} to {some[-1]}" if together and len(some) > 2 else join_words(some)


def _shape(label: str, points: Sequence[Point], chart: Chart) -> str:
    """One sentence: in time, from first to last and what stands out between; otherwise highest and lowest."""
    if len({point.value for point in points}) == 1:
        return f"{label}: {_value(points[0], chart)} throughout."
    sizes = [_size(point, points) for point in points]
    if not _in_time(chart.categories):
        highest, lowest = (_extreme(points, sizes, chart, pick) for _, pick in EXTREMES)
        return f"{label}: highest for {highest}; lowest for {lowest}."
    change = "went" if _crosses(points) else f"{_change(sizes[0], sizes[-1])},"
    said = f"{label} {change} from {_said(points[0], chart)} to {_said(points[-1], chart)}"
    low = "furthest below zero" if min(sizes) < 0 and any(map(_worded, points)) else "lowest"
    for word, pick in (("highest", max), (low, min)):
        if pick(sizes) not in (sizes[0], sizes[-1]):
            said += f"; {word} in {_extreme(points, sizes, chart, pick)}"
    return f"{said}."


def _size(point: Point, points: Sequence[Point]) -> Decimal:
    """A saving that grows is no fall, although its values do fall."""
    return abs(point.value) if all(map(_worded, points)) else point.value


def _worded(point: Point) -> bool:
    """Whether the paper has a word for what is below zero, other than minus."""
    return point.value < 0 and bool(point.spoken) and not point.spoken.startswith(MINUS)


def _crosses(points: Sequence[Point]) -> bool:
    """From a cost to a saving, or back: neither word for a change would be understood."""
    return _worded(points[0]) != _worded(points[-1])


def _extreme(points: Sequence[Point], sizes: Sequence[Decimal], chart: Chart, pick: Pick) -> str:
    at = [point for point, size in zip(points, sizes, strict=True) if size == pick(sizes)]
    return f"{join_words([point.category for point in at])}, {_value(at[0], chart)}"


def _said(point: Point, chart: Chart) -> str:
    """A value with its category, which the first sentence has said already for the ends of the axis."""
    ends = (chart.categories[0], chart.categories[-1])
    return _value(point, chart) + ("" if point.category in ends else f" in {point.category}")


def _value(point: Point, chart: Chart) -> str:
    return _aloud(point.text, point.spoken, chart.unit_text)


def _aloud(text: str, said: str, unit: str = "") -> str:
    """A printed value as the paper says it, else as it can be read."""
    if not said or said.startswith(MINUS):
        return said or spoken(text, unit)
    return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"


def _change(first: Decimal, last: Decimal) -> str:
    """The change as a word: the paper's own figures are the only numbers in the text."""
    if first == last:
        return "ended where it began"
    if first > 0 and abs(last - first) * 20 < first:
        return "rose slightly" if last > first else "fell slightly"
    if first > 0 and last > 2 * first:
        return "more than doubled"
    if first > 0 and 0 <= 2 * last < first:
        return "fell by more than half"
    return "rose" if last > first else "fell"


def _scatter(chart: Chart) -> Iterator[str]:
    x, y = _low(chart.x_label), _low(chart.y_label)
    each = _low(chart.unit_text or "point")
    yield f"Scatter chart, one point for each {each}: {x} across, {y} up."
    yield "The axes do not start at zero."
    yield from _ends(chart, "y", y, EXTREMES)
    yield from _ends(chart, "x", x, EXTREMES[::-1])


def _ends(chart: Chart, axis: str, name: str, extremes: Sequence[tuple[str, Pick]]) -> Iterator[str]:
    values = [getattr(xy, axis) for xy in chart.xys]
    if min(values) == max(values):
        yield f"All have the same {name}, {_coordinate(chart.xys[0], axis)}."
        return
    for word, pick in extremes:
        yield f"{word.title()} {name}: {_standing(chart, pick(values), axis)}."


def _standing(chart: Chart, value: Decimal, axis: str) -> str:
    at = [xy for xy in chart.xys if getattr(xy, axis) == value]
    return f"{_coordinate(at[0], axis)}, {join_words([_beside(chart, xy, axis) for xy in at])}"


def _beside(chart: Chart, xy: XY, axis: str) -> str:
    label, other = (chart.x_label, "x") if axis == "y" else (chart.y_label, "y")
    return f"{xy.label} ({_low(label)} {_coordinate(xy, other)})"


def _coordinate(xy: XY, axis: str) -> str:
    return _aloud(getattr(xy, f"{axis}_text"), getattr(xy, f"{axis}_spoken"))


def _in_time(names: Sequence[str]) -> bool:
    return all(YEAR.search(name) for name in names)


def _low(words: str) -> str:
    """Lower-case first letter, unless the first word is an abbreviation."""
    return words if words[1:2].isupper() or words[1:2] == "" else words[:1].lower() + words[1:]
