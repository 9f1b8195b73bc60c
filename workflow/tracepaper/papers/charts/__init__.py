"""Charts of a paper: what to show comes in as frozen values; an SVG, a PNG, words and a table go out."""

from __future__ import annotations

from pathlib import Path

from tracepaper.papers.charts.bars import grouped, stacked
from tracepaper.papers.charts.files import check_glyphs, house_style, png_bytes, svg_bytes
from tracepaper.papers.charts.model import XY, Chart, Point, Series, data_table
from tracepaper.papers.charts.panels import panels
from tracepaper.papers.charts.scatter import scatter
from tracepaper.papers.charts.tornado import tornado
from tracepaper.papers.charts.trends import line, profile
from tracepaper.papers.charts.words import describe
from tracepaper.records import replace_bytes

__all__ = ["XY", "Chart", "Point", "Series", "data_table", "describe", "draw"]

PAINTERS = {
    "stacked-bars": stacked,
    "grouped-bars": grouped,
    "line": line,
    "scatter": scatter,
    "profile": profile,
    "panels": panels,
    "tornado": tornado,
}


def draw(chart: Chart, *, style: Path, fonts: Path, svg: Path, png: Path) -> None:
    """Draw a chart twice: SVG with real text for HTML and PDF, PNG at 200 dots an inch for Word.

    The same chart, style and fonts give the same bytes.

    Args:
        style: the brand's Matplotlib style file.
        fonts: folder of the brand's TTF files.
        svg, png: where to write; either is replaced whole or not at all.

    Raises:
        SettingsError: the chart holds a character that the font cannot draw.
        TemplateError: the style or its font is missing.
    """
    with house_style(style, fonts, salt=chart.id):
        check_glyphs(_texts(chart))
        figure = PAINTERS[chart.kind](chart).figure
        replace_bytes(svg, svg_bytes(figure, prefix=chart.id))
        replace_bytes(png, png_bytes(figure))


def _texts(chart: Chart) -> dict[str, str]:
    texts = {"x_label": chart.x_label, "y_label": chart.y_label, "unit_text": chart.unit_text}
    base = (chart.base,) if chart.base else ()
    parts = (("Total", chart.totals), ("Target", chart.targets), ("Base", base))
    for series in (*chart.series, *(Series(*part) for part in parts)):
        texts[f'series "{series.label}"'] = series.label
        for point in series.points:
            texts[f'series "{series.label}", {point.category}'] = f"{point.category} {point.text}"
    return texts | {f'point "{xy.label}"': xy.label for xy in chart.xys}
