"""Charts: what a reader, a screen reader and a printer meet.

Staffordshire's spend and Rotherham's saving profile are the published ones; the options are invented so that
two stand close together.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageFont

from tracepaper.errors import SettingsError, TemplateError
from tracepaper.papers.charts import XY, Chart, Point, Series, data_table, describe, draw
from tracepaper.papers.charts.boxes import Box, Spot, along, place, spread, stack
from tracepaper.papers.printed import html

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "templates" / "brand" / "charts.mplstyle"
FONTS = ROOT / "templates" / "brand" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
PRINTED_WIDTH, DRAWN_WIDTH = 160, 165

YEARS = ("2017/18", "2018/19", "2019/20", "2020/21")
SPEND = {
    "AMG": ("79747.23", "153323.72", "287306.47", "223077.55"),
    "Progress": ("0", "0", "7508.51", "12945.75"),
    "Freedom": ("46712.31", "103686.68", "95401.49", "120341.61"),
    "Crossroads": ("426.50", "10403.50", "26807.66", "33456.90"),
    "Non-framework provision": ("490276.86", "374293.26", "179318.39", "179563.19"),
}
# 79,747.23 + 0 + 46,712.31 + 426.50 + 490,276.86 and so on.
TOTALS = ("617162.90", "641707.16", "596342.52", "569385.00")
PROFILE_YEARS = ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
IN_YEAR = ("214875", "-323750", "-1477500", "-1087500", "-398750", "-433750")
CUMULATIVE = ("-323750", "-1801250", "-2888750", "-3287500", "-3721250")


def pounds(value: Decimal) -> str:
    return f"{'−' if value < 0 else ''}£{abs(value).quantize(Decimal(1), ROUND_HALF_UP):,}"


def brackets(value: Decimal) -> str:
    return f"({abs(value):,})" if value < 0 else f"{value:,}"


def series(label: str, categories: tuple[str, ...], values: tuple[str, ...], text=pounds) -> Series:
    name = re.sub(r"[^a-z]+", "-", label.lower())
    exact = [Decimal(value) for value in values]
    points = zip(categories, exact, strict=True)
    return Series(label, tuple(Point(c, v, text(v), f"{name}-{c.replace('/', '-')}") for c, v in points))


def spend_series() -> tuple[Series, ...]:
    return tuple(series(label, YEARS, values) for label, values in SPEND.items())


def spend(id_: str = "spend") -> Chart:
    totals = series("Total", YEARS, TOTALS).points
    axes = ("Financial year", "Spend", "£")
    return Chart(id_, "stacked-bars", "Spend by provider", *axes, spend_series(), totals=totals)


def grouped() -> Chart:
    return Chart("groups", "grouped-bars", "Spend", "Financial year", "Spend", "£", spend_series()[:2])


def by_provider() -> Chart:
    last = tuple(Point(one.label, one.points[-1].value, one.points[-1].text) for one in spend_series())
    return Chart("providers", "grouped-bars", "Spend", "Provider", "Spend", "£", (Series("2020/21", last),))


def lines() -> Chart:
    return Chart("lines", "line", "Spend", "Financial year", "Spend", "£", spend_series())


def one_line() -> Chart:
    whole = (series("All provision", YEARS, TOTALS),)
    return Chart("total", "line", "Spend", "Financial year", "Spend", "£", whole)


def scatter() -> Chart:
    options = (
        ("Option 1: continue the framework as it is", "719385", 15),
        ("Option 2: new framework with lots", "662000", 27),
        ("Option 3: block contract", "660500", 26),
        ("Option 4: in-house service", "705000", 21),
        ("Option 5: direct payments only", "600000", 12),
        ("Option 6: joint procurement with health partners", "640000", 26),
    )
    xys = tuple(
        XY(label, Decimal(cost), Decimal(score), pounds(Decimal(cost)), str(score), f"cost-{score}")
        for label, cost, score in options
    )
    return Chart("options", "scatter", "Cost and score", "Yearly cost", "Score", "option", xys=xys)


def profile(text=brackets, id_: str = "profile") -> Chart:
    both = (
        series("Investment or saving in the year", PROFILE_YEARS, IN_YEAR, text),
        series("Cumulative saving from 2019/20", PROFILE_YEARS[1:], CUMULATIVE, text),
    )
    axis = "Investment (above zero) or saving (below zero)"
    return Chart(id_, "profile", "Saving profile", "Financial year", axis, "£", both)


def crowded() -> Chart:
    years = tuple(f"{year}/{(year + 1) % 100:02d}" for year in range(2012, 2024))
    names = ("Fostering", "Residential homes", "Edge of care", "Family support", "Short breaks")
    values = tuple(str(90000 + 13 * number) for number in range(12))
    many = tuple(series(name, years, values) for name in (*names, "Supported lodgings and leaving care"))
    return Chart("crowded", "line", "Spend", "Financial year", "Spend", "£", many)


def long_names() -> Chart:
    names = tuple(f"Extraordinarily-named organisation {number}" for number in range(1, 8))
    values = tuple(str(1000 * number) for number in range(1, 8))
    return Chart("names", "grouped-bars", "S", "Provider", "Spend", "£", (series("Spend", names, values),))


MONTHS = tuple(
    f"{month} {year}"
    for year, months in (("2018", ("October", "November", "December")), ("2019", ("January", "February", "March")))
    for month in months
)


def number(value: Decimal) -> str:
    return f"{value:,}"


def panels(id_: str = "panels") -> Chart:
    """Measures of three units, one with a value missing, one below zero, one without a target."""
    measures = (
        series("Referrals in the month", MONTHS, ("204", "196", "209", "201", "190", "185"), number),
        series("Net cost", MONTHS, ("-12000", "12500", "13000", "11000", "-11000", "8000")),
        series("School clusters that have met", MONTHS[1:], ("0", "1", "2", "2", "4"), number),
        series(
            "Early help assessments started by all partners", MONTHS, ("118", "109", "126", "121", "130", "133"), number
        ),
        series("Waiting", MONTHS, ("12", "12.5", "13", "11", "11", "10"), number),
    )
    goals = (("Referrals in the month", "150", "150"), ("School clusters that have met", "12", "12"))
    targets = tuple(Point(label, Decimal(value), text, f"target-{value}") for label, value, text in goals)
    return Chart(id_, "panels", "Five measures", "Month", "Measures", "", measures, targets=targets)


def one_panel() -> Chart:
    return Chart("panel", "panels", "One", "Month", "Referrals", "", panels().series[:1])


DRIVERS = {
    "Share of the planned fall in placement spending that is achieved": ("-1059000", "6234000"),
    "Cost of the residential home": ("4100000", "3200000"),
    "Months of delay before the service starts": ("3500000", "2400000"),
    "Discount rate": ("4400000", "3100000"),
    "Something that hardly matters": ("3721250", "3721250"),
}


def tornado(base: str = "3721250", id_: str = "tornado", text=pounds) -> Chart:
    """One driver of which more is worse, one that is worse either way, one that changes nothing."""
    ends = tuple(
        series(label, tuple(DRIVERS), tuple(both[end] for both in DRIVERS.values()), text)
        for end, label in enumerate(("Driver at its low", "Driver at its high"))
    )
    start = Point("Net present value", Decimal(base), text(Decimal(base)), "npv")
    return Chart(id_, "tornado", "Net present value", "Net present value", "Driver", "£", ends, base=start)


def many_drivers() -> Chart:
    names = tuple(f"The assumption on this long list that has the number {number}" for number in range(1, 13))
    low, high = (tuple(str(sign * 100_000 * number) for number in range(1, 13)) for sign in (-1, 1))
    ends = (series("Low", names, low), series("High", names, high))
    return Chart("drivers", "tornado", "S", "Saving", "Driver", "£", ends, base=Point("Saving", Decimal(0), "£0", "s"))


def long_ends() -> Chart:
    """Labels of both ends of which no line holds even one."""
    said = (
        "Net present value where the driver is at the {} value that the officers who know it think possible in any year"
    )
    labels = (said.format("lowest"), said.format("highest"))
    ends = tuple(replace(one, label=label) for one, label in zip(tornado().series, labels, strict=True))
    return replace(tornado(id_="long-ends"), series=ends)


def one_sided() -> Chart:
    """Drivers whose both ends are above the base, below it, and one of them on it."""
    names = ("Both above", "Both below", "Low on the base", "High on the base")
    ends = (
        series("Low", names, ("1310", "710", "1000", "910"), pounds),
        series("High", names, ("1110", "610", "1210", "1000"), pounds),
    )
    return Chart("one-sided", "tornado", "S", "Saving", "Driver", "£", ends, base=Point("S", Decimal(1000), "£1,000"))


CHARTS = (
    tornado(),
    long_ends(),
    one_sided(),
    many_drivers(),
    panels(),
    one_panel(),
    spend(),
    grouped(),
    by_provider(),
    lines(),
    one_line(),
    scatter(),
    profile(),
    profile(pounds, "profile-pounds"),
    crowded(),
    long_names(),
)
EVERY = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)


def drawn(chart: Chart, folder: Path) -> tuple[Path, Path]:
    svg, png = folder / f"{chart.id}.svg", folder / f"{chart.id}.png"
    draw(chart, style=STYLE, fonts=FONTS, svg=svg, png=png)
    return svg, png


@cache
def contents(chart: Chart) -> tuple[bytes, bytes]:
    """The bytes of a chart's SVG and PNG; drawn once for all tests that only look."""
    with TemporaryDirectory() as folder:
        svg, png = drawn(chart, Path(folder))
        return svg.read_bytes(), png.read_bytes()


def picture(chart: Chart) -> etree._Element:
    return etree.fromstring(contents(chart)[0])


def texts(root: etree._Element) -> list[str]:
    return [text.text for text in root.iter(f"{SVG}text")]


def style_of(element: etree._Element) -> dict[str, str]:
    return dict(part.split(": ", 1) for part in (element.get("style") or "").split("; ") if part)


def text_box(text: etree._Element) -> Box:
    """Where a text's letters stand, in points from the top left, measured with the font itself."""
    look = style_of(text)
    size = float(look["font-size"].removesuffix("px"))
    face = "Bold" if look.get("font-weight") == "700" else "Regular"
    font = ImageFont.truetype(FONTS / f"LiberationSans-{face}.ttf", 1000)
    width = font.getlength(text.text) * size / 1000
    x, y = float(text.get("x")), float(text.get("y"))
    left = x - width * {"start": 0, "middle": 0.5, "end": 1}[look["text-anchor"]]
    return Box(left, y - 0.73 * size, left + width, y + 0.21 * size)


def corners(d: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", d)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def bars(root: etree._Element, fill: str) -> list[tuple[float, float]]:
    """Top and foot of each filled shape of one colour that is no backing of a text, left to right."""
    found = []
    for path in root.iter(f"{SVG}path"):
        look = dict(part.split(": ", 1) for part in (path.get("style") or "").split("; ") if part)
        if look.get("fill") == fill and look.get("stroke") == "#ffffff" and "d" in path.attrib:
            heights = [y for _, y in corners(path.get("d"))]
            found.append((min(heights), max(heights)))
    return found


def tick_height(root: etree._Element, label: str) -> float:
    """The height of the gridline that a tick label names: the horizontal line level with its middle."""
    text = next(text for text in root.iter(f"{SVG}text") if text.text == label)
    middle = text_box(text).middle[1]
    levels = [corners(path.get("d")) for path in root.iter(f"{SVG}path") if len(corners(path.get("d"))) == 2]
    flat = [start[1] for start, end in levels if start[1] == end[1]]
    return min(flat, key=lambda height: abs(height - middle))


@EVERY
def test_every_label_is_inside_the_sheet_and_none_lies_over_another(chart: Chart) -> None:
    root = picture(chart)
    width, height = (float(root.get(name).removesuffix("pt")) for name in ("width", "height"))
    placed = [(text.text, text_box(text)) for text in root.iter(f"{SVG}text")]
    for number, (words, box) in enumerate(placed):
        assert box.left >= 0 and box.right <= width and box.bottom >= 0 and box.top <= height, words
        clashes = [other for other, taken in placed[number + 1 :] if box.overlap(taken) > 0]
        assert clashes == [], words


@EVERY
def test_text_prints_at_nine_points_or_more_in_the_vendored_font(chart: Chart) -> None:
    for text in picture(chart).iter(f"{SVG}text"):
        look = style_of(text)
        assert float(look["font-size"].removesuffix("px")) * PRINTED_WIDTH / DRAWN_WIDTH >= 9
        assert look["font-family"] == "'Liberation Sans', Arial, Helvetica, sans-serif"


@EVERY
def test_every_series_category_and_option_is_named_in_the_picture_in_real_text(chart: Chart) -> None:
    said = " ".join(texts(picture(chart)))
    one = len(chart.series) == 1 and chart.kind == "grouped-bars"
    named = [] if one else [series.label for series in chart.series]
    categories = chart.categories if chart.series else ()
    if chart.kind == "panels":
        categories = (categories[0], categories[-1])
    for name in (*named, *categories, *(xy.label for xy in chart.xys)):
        assert name in said


def test_stacked_bars_print_their_totals_and_the_segments_that_have_room() -> None:
    said = texts(picture(spend()))
    for value in ("£617,163", "£641,707", "£596,343", "£569,385", "£490,277", "£223,078", "£0", "£600,000"):
        assert value in said
    assert "£427" not in said, "a segment of £426.50 in a bar of £617,163 has no room for its value"


def test_a_stack_starts_at_zero_and_its_height_is_its_value() -> None:
    root = picture(spend())
    zero, top = tick_height(root, "£0"), tick_height(root, "£600,000")
    first = bars(root, "#12436d")
    assert len(first) == 4
    for (head, foot), value in zip(first, SPEND["AMG"], strict=True):
        assert foot == pytest.approx(zero, abs=0.01)
        assert (foot - head) / (zero - top) * 600_000 == pytest.approx(float(value), abs=50)


def test_bars_below_zero_hang_from_zero() -> None:
    values = (Point("Adults", Decimal(-50), "−£50"), Point("Children", Decimal(100), "£100"))
    chart = Chart("signs", "grouped-bars", "t", "Directorate", "Variance", "£", (Series("2020/21", values),))
    root = picture(chart)
    (low_top, low_foot), (high_top, high_foot) = bars(root, "#12436d")
    assert low_top == pytest.approx(tick_height(root, "£0"), abs=0.01) == high_foot
    assert high_foot - high_top == pytest.approx(2 * (low_foot - low_top), abs=0.01)


def test_a_line_starts_its_axis_at_zero_and_says_so() -> None:
    assert "£0" in texts(picture(one_line()))


def test_a_tornado_has_its_widest_driver_at_the_top_and_every_value_at_its_bar() -> None:
    root = picture(tornado())
    said = texts(root)
    first, second, third, fourth, last = (
        "Share of the",
        "Discount rate",
        "Months of delay",
        "Cost of the",
        "Something",
    )
    heights = [
        text_box(next(text for text in root.iter(f"{SVG}text") if text.text.startswith(name))).middle[1]
        for name in (first, second, third, fourth, last)
    ]
    # 7,293,000; 1,300,000; 1,100,000; 900,000; 0
    assert heights == sorted(heights)
    assert {"−£1,059,000", "£6,234,000", "£3,200,000", "£4,400,000"} <= set(said)
    assert said.count("£3,721,250") == 3, "the base, and both ends of what changes nothing"


def test_a_tornado_has_bars_as_long_as_what_they_show() -> None:
    root = picture(tornado())
    (base,) = root.xpath("//*[@data-figure='npv']")
    assert texts(base) == ["£3,721,250"] and "Base:" in texts(root)
    edged = [path for path in root.iter(f"{SVG}path") if style_of(path).get("stroke") == "#ffffff"]
    across = [[x for x, _ in corners(path.get("d"))] for path in edged]
    # Two swatches of the key, then the two bars of the widest driver.
    (low, high), (start, end) = [(min(one), max(one)) for one in across[2:4]]
    assert high == pytest.approx(start, abs=0.01), "both start at the base"
    # 3,721,250 - -1,059,000 = 4,780,250 to the left; 6,234,000 - 3,721,250 = 2,512,750 to the right
    assert (high - low) / (end - start) == pytest.approx(4_780_250 / 2_512_750, rel=1e-3)


def test_a_long_label_in_the_key_of_a_tornado_stands_in_lines_and_the_next_one_under_it() -> None:
    said = list(picture(long_ends()).iter(f"{SVG}text"))
    first, second = (text_box(text) for text in said if text.text.startswith("Net present value where"))
    end_of_first, end_of_second = (text_box(text) for text in said if text.text == "year")
    assert first.left == second.left == end_of_first.left == end_of_second.left
    downwards = [box.middle[1] for box in (first, end_of_first, second, end_of_second)]
    assert downwards == sorted(set(downwards))


@pytest.mark.parametrize(
    ("value", "side"), [("£1,310", 1), ("£1,110", 1), ("£710", -1), ("£610", -1), ("£1,210", 1), ("£910", -1)]
)
def test_values_of_two_ends_on_one_side_stand_each_at_the_end_of_its_own_bar(value: str, side: int) -> None:
    root = picture(one_sided())
    (label,) = (text_box(text) for text in root.iter(f"{SVG}text") if text.text == value)
    edged = [corners(path.get("d")) for path in root.iter(f"{SVG}path") if style_of(path).get("stroke") == "#ffffff"]
    (bar,) = (one for one in edged if min(y for _, y in one) < label.middle[1] < max(y for _, y in one))
    end, near = max(side * x for x, _ in bar), min(side * label.left, side * label.right)
    assert 0 < near - end < 6, "a label stands four points off the end of its bar"


def test_a_tornado_tells_its_drivers_the_widest_first_in_words_and_in_its_table() -> None:
    said = describe(tornado())
    assert said.startswith("Tornado chart: net present value by driver, the widest first. Bars start from £3,721,250")
    assert "Discount rate: £4,400,000 (driver at its low) and £3,100,000 (driver at its high)." in said
    header, rows = data_table(tornado())
    assert header == ("Driver", "Driver at its low", "Driver at its high")
    assert [row[0] for row in rows][:3] == [
        "Share of the planned fall in placement spending that is achieved",
        "Discount rate",
        "Months of delay before the service starts",
    ]
    assert rows[-1][0] == "All at their base" and [cell.text for cell in rows[-1][1:]] == ["£3,721,250"] * 2


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"base": None}, "the outcome from which the bars start"),
        ({"series": tornado().series[:1]}, "two: the outcome at the low and at the high of each driver"),
        ({"kind": "grouped-bars"}, "the base of grouped-bars"),
        ({"base": Point("Net present value", Decimal("NaN"), "unknown")}, "a number and its printed form"),
    ],
)
def test_a_tornado_that_cannot_be_drawn_is_refused(changes: dict, found: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(found)):
        replace(tornado(), **changes)


def test_axis_labels_use_pounds_thousands_separators_and_a_true_minus() -> None:
    said = texts(picture(profile()))
    assert {"£0", "−£1,000,000", "−£2,000,000", "−£3,000,000"} <= set(said)
    assert not any("-" in text for text in said), "a hyphen is no minus"


def test_a_profile_prints_every_value_of_both_series_as_the_paper_does() -> None:
    said = texts(picture(profile()))
    for value in ("214,875", "(1,477,500)", "(1,087,500)", "(398,750)", "(433,750)", "(3,721,250)"):
        assert value in said
    assert said.count("(323,750)") == 2, "in the year 2019/20, and cumulative at its end"


def test_each_panel_has_a_scale_of_its_own_and_prints_its_last_value_and_its_target() -> None:
    root = picture(panels())
    said = texts(root)
    assert {"185", "£8,000", "4", "133", "10"} <= set(said), "the last value of each series"
    assert "204" not in said, "other values stand in the table"
    assert said.count("Target") == 2
    assert {"200", "12", "−£10,000", "£10,000", "125"} <= set(said)
    for figure, text in (("target-150", "150"), ("net-cost-March 2019", "£8,000")):
        (group,) = root.xpath(f"//*[@data-figure='{figure}']")
        assert texts(group) == [text]


def test_scales_of_panels_are_known_as_such() -> None:
    marked = picture(panels()).xpath("//*[contains(@id, 'panels-scale-up-')]")
    assert len(marked) == 2 * 5 and all("".join(texts(mark)) in ("0", *texts(mark)) for mark in marked)
    assert all(html.SCALE.fullmatch(mark.get("id")) for mark in marked)


def test_the_line_of_a_panel_ends_at_its_last_value() -> None:
    """185 of 200: the marker stands at 185/200 of the way from the line of 0 to that of 200."""
    root = picture(one_panel())
    zero, top = tick_height(root, "0"), tick_height(root, "200")
    (marker,) = root.iter(f"{SVG}use")
    assert (zero - float(marker.get("y"))) / (zero - top) == pytest.approx(185 / 200, abs=0.01)


def test_panels_are_told_with_their_targets_and_their_table_has_a_row_of_them() -> None:
    text = describe(panels())
    assert "Each has a scale of its own, from zero." in text and len(text) <= 600
    assert "Referrals in the month fell, from 204 to 185; highest in December 2018, 209. Its target: 150." in text
    header, rows = data_table(panels())
    assert len(header) == 6 and rows[-1][0] == "Target"
    assert rows[-1][1].figure == "target-150" and rows[-1][2] == "no target"
    assert rows[0][3] == "no value"


def test_no_caption_in_the_picture() -> None:
    assert "Spend by provider" not in " ".join(texts(picture(spend())))


def test_series_differ_in_more_than_colour() -> None:
    patterns = etree.tostring(picture(spend())).count(b"<pattern")
    assert patterns == 4, "five series: one solid, four hatched"
    markers = {use.get("{http://www.w3.org/1999/xlink}href") for use in picture(lines()).iter(f"{SVG}use")}
    assert len(markers) == 5


def test_colours_of_the_brand_stand_out_from_white_by_three_to_one() -> None:
    colours = re.findall(r"'([0-9A-F]{6})'", STYLE.read_text("utf-8"))
    assert len(colours) == 6
    for colour in colours:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 3


def test_a_printed_value_can_be_found_by_its_figure() -> None:
    root = picture(spend())
    (group,) = root.xpath("//*[@data-figure='total-2020-21']")
    assert group.get("id") == "spend-figure-total-2020-21"
    assert texts(group) == ["£569,385"]


def test_a_figure_shown_twice_has_two_ids() -> None:
    points = (Point("2019/20", Decimal(5), "£5", "budget"), Point("2020/21", Decimal(5), "£5", "budget"))
    chart = Chart("twice", "grouped-bars", "t", "Year", "Budget", "£", (Series("Budget", points),))
    groups = picture(chart).xpath("//*[@data-figure='budget']")
    assert [group.get("id") for group in groups] == ["twice-figure-budget", "twice-figure-budget-2"]


def test_two_charts_in_one_page_share_no_id_and_refer_to_none_but_their_own() -> None:
    roots = {id_: picture(spend(id_)) for id_ in ("spend-a", "spend-b")}
    held = {id_: [element.get("id") for element in root.xpath("//*[@id]")] for id_, root in roots.items()}
    everything = [name for names in held.values() for name in names]
    assert len(set(everything)) == len(everything) > 20
    for id_, root in roots.items():
        assert all(name.startswith(f"{id_}-") for name in held[id_])
        referred = re.findall(r"(?:url\(|href=\")#([^)\"]+)", etree.tostring(root).decode())
        assert referred and set(referred) <= set(held[id_])


@EVERY
def test_nothing_in_the_svg_leaks_into_the_page_around_it(chart: Chart) -> None:
    text = contents(chart)[0].decode()
    for part in ("<style", "<!DOCTYPE", "<metadata", "<script", "matplotlib", "<image", "<!--"):
        assert part.lower() not in text.lower()


@EVERY
def test_drawing_twice_gives_the_same_bytes(chart: Chart, tmp_path: Path) -> None:
    assert contents(chart) == tuple(file.read_bytes() for file in drawn(chart, tmp_path / "again"))


ELSEWHERE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_charts import profile, drawn
assert "matplotlib" not in sys.modules, "importing the package must not import Matplotlib"
drawn(profile(), Path("out"))
assert "matplotlib.pyplot" not in sys.modules
"""


def test_another_folder_time_zone_and_matplotlibrc_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("svg.fonttype: path\nlines.markeredgewidth: 6\n", "utf-8")
    setting = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "MATPLOTLIBRC": str(tmp_path / "matplotlibrc")}
    environment = {**os.environ, **setting, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", ELSEWHERE, str(Path(__file__).parent)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=120)
    there = (tmp_path / "out" / "profile.svg", tmp_path / "out" / "profile.png")
    assert contents(profile()) == tuple(file.read_bytes() for file in there)


def test_drawing_leaves_matplotlib_as_it_was(tmp_path: Path) -> None:
    import matplotlib
    from matplotlib.font_manager import fontManager

    before, fonts = dict(matplotlib.rcParams), list(fontManager.ttflist)
    drawn(spend(), tmp_path)
    assert dict(matplotlib.rcParams) == before
    assert fontManager.ttflist == fonts
    assert "DejaVu Sans" in {font.name for font in fonts}, "Matplotlib's own fonts, known before any drawing"


def test_the_picture_for_word_is_165_mm_wide_at_200_dots_an_inch() -> None:
    with Image.open(BytesIO(contents(spend())[1])) as image:
        assert image.width == pytest.approx(165 / 25.4 * 200, abs=1)
        assert 90 / 25.4 * 200 <= image.height <= 100 / 25.4 * 200
        assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)
        assert "Software" not in image.info


@EVERY
def test_alternative_text_is_short_whole_sentences_without_file_names(chart: Chart) -> None:
    text = describe(chart)
    assert 40 < len(text) <= 600
    assert text.endswith(".") and "  " not in text
    assert not re.search(r"\.(svg|png)|[−()]\d|\(£", text)


def test_alternative_text_of_stacked_bars_gives_ends_highest_and_each_series() -> None:
    text = describe(spend())
    assert text.startswith("Stacked bar chart: spend by financial year, 2017/18 to 2020/21, for AMG, Progress,")
    assert "The total fell, from £617,163 to £569,385; highest in 2018/19, £641,707." in text
    assert "AMG more than doubled, from £79,747 to £223,078; highest in 2019/20, £287,306." in text
    assert "Non-framework provision fell by more than half, from £490,277 to £179,563" in text


def test_alternative_text_of_a_profile_says_minus_and_where_the_bars_stand() -> None:
    text = describe(profile())
    assert "above zero in 2018/19 and below zero in 2019/20 to 2023/24" in text
    assert "fell, from £214,875 to minus £433,750; lowest in 2020/21, minus £1,477,500" in text
    assert "from minus £323,750 in 2019/20 to minus £3,721,250." in text
    assert text == describe(profile(pounds)), "brackets and minus signs are read alike"


def worded(label: str, categories: tuple[str, ...], values: tuple[str, ...], word: str = "saving of") -> Series:
    """A series that the paper prints in brackets, with its own word for what is below zero."""
    plain = series(label, categories, values, brackets)
    return Series(
        label,
        tuple(replace(p, spoken=f"{word} £{abs(p.value):,}" if p.value < 0 else "") for p in plain.points),
    )


def said_of(*values: str, word: str = "saving of", years: tuple[str, ...] = PROFILE_YEARS) -> str:
    shown = worded("Saving", years[: len(values)], values, word)
    return describe(Chart("c", "line", "t", "Year", "Change", "£", (shown,)))


def test_savings_are_told_by_their_size_in_the_words_of_the_paper() -> None:
    said = said_of("-323750", "-400000", "-500000")
    assert "Saving rose, from a saving of £323,750 to a saving of £500,000." in said
    assert "Saving fell, from a saving of £500 to a saving of £300; highest in 2019/20, a saving of £900." in said_of(
        "-500", "-900", "-300"
    )
    assert "from an overspend of £5 to an overspend of £6." in said_of("-5", "-6", word="overspend of")


def test_from_a_cost_to_a_saving_neither_rises_nor_falls() -> None:
    said = said_of("214875", "-323750", "-1477500", "-433750")
    assert "Saving went from £214,875 to a saving of £433,750" in said
    assert "furthest below zero in 2020/21, a saving of £1,477,500." in said
    assert "fell" not in said


def test_brackets_that_mean_minus_fall_as_numbers_do() -> None:
    assert "Saving fell, from minus £323,750 to minus £500,000." in said_of("-323750", "-500000", word="minus")


def test_savings_of_bars_that_are_no_years_are_told_by_their_size() -> None:
    said = said_of("-5", "-9", "-7", years=("Adults", "Children", "Homes"))
    assert "highest for Children, a saving of £9; lowest for Adults, a saving of £5." in said


def test_savings_in_a_scatter_are_said_in_the_words_of_the_paper() -> None:
    xys = (
        XY("Option 1", Decimal(-10), Decimal(3), "(10)", "3", x_spoken="saving of £10"),
        XY("Option 2", Decimal(20), Decimal(1), "20", "1"),
    )
    said = describe(Chart("s", "scatter", "t", "Cost", "Score", "option", xys=xys))
    assert "Highest score: 3, Option 1 (cost a saving of £10)." in said


def test_alternative_text_of_a_scatter_names_the_options_at_the_ends() -> None:
    text = describe(scatter())
    assert "one point for each option: yearly cost across, score up." in text
    assert "Highest score: 27, Option 2: new framework with lots (yearly cost £662,000)." in text
    assert "Lowest yearly cost: £600,000, Option 5: direct payments only (score 12)." in text


def test_alternative_text_names_both_when_two_are_highest() -> None:
    xys = (
        XY("Option 1", Decimal(10), Decimal(3), "£10", "3"),
        XY("Option 2", Decimal(20), Decimal(3), "£20", "3"),
        XY("Option 3", Decimal(30), Decimal(1), "£30", "1"),
    )
    text = describe(Chart("tie", "scatter", "t", "Cost", "Score", "option", xys=xys))
    assert "Highest score: 3, Option 1 (cost £10) and Option 2 (cost £20)." in text


def test_alternative_text_of_bars_that_are_no_years_tells_no_story_of_change() -> None:
    text = describe(by_provider())
    assert text == "Bar chart: spend by provider. 2020/21: highest for AMG, £223,078; lowest for Progress, £12,946."


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("100", "100", "throughout"),
        ("100", "104", "rose slightly"),
        ("100", "96", "fell slightly"),
        ("100", "150", "rose,"),
        ("100", "201", "more than doubled"),
        ("100", "49", "fell by more than half"),
        ("100", "-5", "fell,"),
        ("-100", "-300", "fell,"),
        ("0", "5", "rose,"),
    ],
)
def test_change_is_said_in_words(first: str, last: str, said: str) -> None:
    chart = Chart("c", "line", "t", "Year", "Spend", "£", (series("Spend", ("2019", "2020"), (first, last)),))
    assert said in describe(chart)


def test_data_table_holds_the_same_points_as_the_picture() -> None:
    chart = spend()
    header, rows = data_table(chart)
    assert header == ("Financial year", *SPEND, "Total")
    assert [row[0] for row in rows] == list(YEARS)
    assert rows[2][1] is chart.series[0].points[2]
    assert rows[3][-1] is chart.totals[3]


def test_data_table_says_where_a_series_has_no_value() -> None:
    header, rows = data_table(profile())
    assert all(len(row) == len(header) for row in rows)
    assert rows[0][2] == "no value"
    assert rows[1][2].text == "(323,750)"


def test_data_table_of_a_scatter_keeps_figures() -> None:
    header, rows = data_table(scatter())
    assert header == ("Option", "Yearly cost", "Score")
    assert rows[1][0] == "Option 2: new framework with lots"
    assert (rows[1][1].text, rows[1][1].figure, rows[1][2].text) == ("£662,000", "cost-27", "27")


def refusal(**changes: object) -> str:
    settings: dict[str, object] = {
        "id": "bad", "kind": "line", "title": "t", "x_label": "Year", "y_label": "Spend", "unit_text": "£",
    }  # fmt: skip
    with pytest.raises(SettingsError) as caught:
        Chart(**(settings | changes))
    return str(caught.value)


def test_a_total_that_is_not_the_sum_of_its_parts_is_refused_with_both() -> None:
    totals = series("Total", YEARS, ("617162.90", "641707.16", "596342.52", "585626.00")).points
    message = refusal(kind="stacked-bars", series=spend_series(), totals=totals)
    assert 'Chart "bad"' in message and "total, 2020/21" in message
    assert "585,626.00" in message and "569,385.00" in message


def test_other_charts_that_would_mislead_are_refused() -> None:
    assert '"pie"' in refusal(kind="pie", series=spend_series())
    assert "series" in refusal(series=())
    assert "at most 6" in refusal(series=tuple(series(name, YEARS, TOTALS) for name in "abcdefg"))
    assert "totals" in refusal(kind="stacked-bars", series=spend_series())
    assert "at most 9" in refusal(kind="panels", series=tuple(series(name, YEARS, TOTALS) for name in "abcdefghij"))
    weeks = tuple(f"Week {week} of 2019" for week in range(1, 26))
    assert "at most 24" in refusal(kind="panels", series=(series("A", weeks, ("1",) * 25),))
    assert "targets of line" in refusal(series=spend_series(), targets=(Point("AMG", Decimal(1), "1"),))
    assert 'a target for "Nobody"' in refusal(
        kind="panels", series=spend_series(), targets=(Point("Nobody", Decimal(1), "1"),)
    )
    gap = (*spend_series(), series("Late", YEARS[1:], TOTALS[1:]))
    assert 'series "Late"' in refusal(kind="grouped-bars", series=gap)
    assert "twice" in refusal(series=(series("A", YEARS, TOTALS), series("A", YEARS, TOTALS)))
    infinite = Series("A", (Point("2020", Decimal("NaN"), "n/a"),))
    assert "NaN" in refusal(series=(infinite,))
    below = series("A", YEARS, ("-1", "0", "0", "0"))
    assert "below zero" in refusal(kind="stacked-bars", series=(below,), totals=below.points)


def test_text_that_the_font_cannot_draw_is_refused_with_its_code_point(tmp_path: Path) -> None:
    chart = Chart("c", "line", "t", "Year", "Spend", "£", (series("Spend 丑", YEARS, TOTALS),))
    with pytest.raises(SettingsError, match=r"U\+4E11"):
        drawn(chart, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_text_is_never_read_as_mathematics() -> None:
    chart = Chart("c", "line", "t", "Year", "US$ and AU$", "£", (series("A", YEARS, TOTALS),))
    assert "US$ and AU$" in texts(picture(chart))


def test_a_missing_font_or_style_is_named(tmp_path: Path) -> None:
    out = {"svg": tmp_path / "a.svg", "png": tmp_path / "a.png"}
    with pytest.raises(TemplateError, match="Liberation Sans"):
        draw(spend(), style=STYLE, fonts=tmp_path, **out)
    with pytest.raises(TemplateError, match=r"none\.mplstyle"):
        draw(spend(), style=tmp_path / "none.mplstyle", fonts=FONTS, **out)


labels = st.lists(st.tuples(st.floats(0, 200), st.floats(8, 30)), min_size=1, max_size=6)


@given(labels)
def test_names_in_a_column_never_overlap_and_keep_their_order(wanted: list[tuple[float, float]]) -> None:
    heights = [height for _, height in wanted]
    middles = spread([at for at, _ in wanted], heights, low=0, high=200)
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index][0], index))
    for lower, upper in pairwise(order):
        assert middles[upper] - middles[lower] >= (heights[lower] + heights[upper]) / 2 - 1e-6
    assert middles[order[0]] >= heights[order[0]] / 2 - 1e-6
    assert middles[order[-1]] <= 200 - heights[order[-1]] / 2 + 1e-6


def test_things_in_a_given_order_keep_it() -> None:
    assert stack([50, 20], [10, 10], low=0, high=100) == (30, 40), "as near to 50 and 20 as their order lets them"


def test_a_name_with_room_stays_level_with_its_place() -> None:
    assert spread([20, 100, 180], [10, 10, 10], low=0, high=200) == (20, 100, 180)


def test_a_label_takes_its_second_place_when_the_first_is_taken() -> None:
    page, marker = Box(0, 0, 100, 100), Box(10, 10, 20, 20)
    right, left = Spot(Box(15, 10, 40, 20)), Spot(Box(50, 50, 75, 60))
    assert place([[right, left]], obstacles=[marker], page=page) == (left,)
    crossed = Spot(Box(60, 10, 80, 20), along((5, 15), (60, 15)))
    assert place([[crossed, left]], obstacles=[marker], page=page) == (left,)
