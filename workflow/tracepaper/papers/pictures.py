"""The charts of a paper: expressions in its settings to pictures, words and data tables of the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from tracepaper import calculations
from tracepaper.errors import Fault, FigureError, SettingsError
from tracepaper.figures import Figure, Printed, printed
from tracepaper.figures.expression import Expressions
from tracepaper.papers import charts, place
from tracepaper.papers.charts import XY, Chart, Point, Series
from tracepaper.settings.paper import ChartSettings

Values = Mapping[str, Any]


def drawn(settings: ChartSettings, names: Values, *, caption: Markup, brand: Path, folder: Path) -> dict[str, Any]:
    """Draw one chart into `folder` and return what a template says about it.

    Returns:
        id, caption, alt, file, header and rows: texts, and figures in the rows; printed: each figure drawn, by id.

    Raises:
        SettingsError: an expression does not give figures that can be charted; its place is named.
    """
    try:
        return _drawn(settings, names, caption=caption, brand=brand, folder=folder)
    except SettingsError as error:
        if settings.place in str(error):
            raise
        raise SettingsError(f"{settings.place}: {error.heading}", error.faults) from None


def _drawn(settings: ChartSettings, names: Values, *, caption: Markup, brand: Path, folder: Path) -> dict[str, Any]:
    chart, figures = _chart(settings, names)
    svg = folder / f"{chart.id}.svg"
    charts.draw(chart, style=brand / "charts.mplstyle", fonts=brand / "fonts", svg=svg, png=svg.with_suffix(".png"))
    header, rows = charts.data_table(chart)
    return {
        "id": Markup(chart.id),
        "caption": caption,
        "alt": charts.describe(chart).replace('"', "'"),
        "file": Markup(f"charts/{svg.name}"),
        "header": list(header),
        "rest": list(header[1:]),
        "printed": {
            figure.id: printed(figure.value, figure.display).text for figure in figures.values() if figure.display
        },
        "rows": [[figures[cell.figure] if isinstance(cell, Point) else cell for cell in row] for row in rows],
    }


def _chart(settings: ChartSettings, names: Values) -> tuple[Chart, dict[str | None, Figure]]:
    data = _Data(settings, names)
    chart = Chart(
        id=settings.id,
        kind=settings.kind,
        title=settings.title,
        x_label=settings.x_label,
        y_label=settings.y_label,
        unit_text=settings.unit,
        series=tuple(Series(label, data.points(series)) for label, series in data.series().items()),
        xys=data.xys() if settings.points else (),
        totals=data.points(data.family(settings.totals)) if settings.totals else (),
        targets=data.points(data.family(settings.targets)) if settings.targets else (),
        base=data.base() if settings.base else None,
    )
    return chart, data.figures


class _Data:
    def __init__(self, settings: ChartSettings, names: Values) -> None:
        self.settings, self.names = settings, names
        self.figures: dict[str | None, Figure] = {}
        self._expressions = Expressions(calculations.functions())

    def value(self, text: str) -> Any:
        return self._expressions.value(text, self.names, place=self.settings.place)

    def family(self, text: str) -> Mapping[str, Figure]:
        return self._checked(self.value(text), text)

    def _checked(self, found: Any, text: str) -> Mapping[str, Figure]:
        if isinstance(found, Mapping) and all(isinstance(one, Figure) for one in found.values()):
            return found
        remedy = "Name a family of figures: not a single figure, and not a family of families."
        fault = Fault(self.settings.place, text, "figures by category", remedy)
        raise FigureError("A chart cannot be drawn.", [fault])

    def series(self) -> dict[str, Mapping[str, Figure]]:
        if text := self.settings.series_by:
            found = self.value(text)
            families = found if isinstance(found, Mapping) else {text: found}
            return {self.label(key): self._checked(series, text) for key, series in families.items()}
        return {label: self.family(text) for label, text in self.settings.series.items()}

    def points(self, series: Mapping[str, Figure]) -> tuple[Point, ...]:
        printed = {key: self.printed(figure) for key, figure in series.items()}
        return tuple(
            Point(self.label(key), f.value, printed[key].text, f.id, printed[key].spoken) for key, f in series.items()
        )

    def base(self) -> Point:
        text = self.settings.base
        found = self.value(text)
        if not isinstance(found, Figure):
            fault = Fault(self.settings.place, text, "one figure", "Name the outcome with all drivers at their base.")
            raise FigureError("A chart cannot be drawn.", [fault])
        return self.points({found.label: found})[0]

    def xys(self) -> tuple[XY, ...]:
        across, up = self.family(self.settings.points["x"]), self.family(self.settings.points["y"])
        if across.keys() != up.keys():
            found = f"x for {', '.join(across)}; y for {', '.join(up)}"
            remedy = "Chart two families that have the same keys."
            fault = Fault(self.settings.place, found, "the same points", remedy)
            raise FigureError("A chart cannot be drawn.", [fault])
        return tuple(self.xy(self.label(key), x, up[key]) for key, x in across.items())

    def xy(self, label: str, x: Figure, y: Figure) -> XY:
        across, up = self.printed(x), self.printed(y)
        return XY(label, x.value, y.value, across.text, up.text, x.id, y.id, across.spoken, up.spoken)

    def label(self, key: str) -> str:
        return self.settings.labels.get(key, key)

    def printed(self, figure: Figure) -> Printed:
        place.refuse_exempt(figure)
        if not figure.id or figure.display is None:
            remedy = "Give the figures of a chart an id under figures:, and chart them by that name."
            fault = Fault(self.settings.place, "an unnamed figure", "named figures", remedy)
            raise FigureError("A chart shows a figure that no reader could trace.", [fault])
        self.figures[figure.id] = figure
        return printed(figure.value, figure.display)
