"""Charts: the picture, its words and its table say the same figures, and no figure that nobody could trace."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from unit.papers.desk import SETTINGS, Desk

CHART: dict[str, Any] = {
    "id": "by-year",
    "kind": "grouped-bars",
    "caption": "Visits by library",
    "title": "Visits by library and year",
    "x_label": "Year",
    "y_label": "Visits",
    "unit": "visits",
    "series_by": "visits",
}
SHOWN = '{% import "partials/charts.qmd.j2" as pictures with context %}{{ pictures.picture(charts.by_year) }}\n\n' + (
    "{{ pictures.data(charts.by_year) }}"
)
HERE = "config/papers/hours.yaml, line "


def chart(**changes: Any) -> dict[str, Any]:
    changed = {**CHART, **changes}
    return {"charts": [{key: value for key, value in changed.items() if value is not None}]}


def scatter(x: str, y: str) -> dict[str, Any]:
    return {"kind": "scatter", "series_by": None, "points": {"x": x, "y": y}}


def test_a_chart_and_the_table_of_the_same_figures(desk: Desk) -> None:
    picture, table = desk.printed(SHOWN, **chart()).split("\n\n", 1)
    assert picture.startswith('![Visits by library](charts/by-year.svg){#fig-by-year fig-alt="Bar chart')
    assert table == (
        "| Year | Central | Harbour |\n|:----|----:|----:|\n"
        '| 2023/24 | [41,200]{.traced data-figure="visits-central-2023-24"} '
        '| [12,310]{.traced data-figure="visits-harbour-2023-24"} |\n'
        '| 2024/25 | [43,050]{.traced data-figure="visits-central-2024-25"} '
        '| [12,480]{.traced data-figure="visits-harbour-2024-25"} |\n\n'
        ": Figures in @fig-by-year: Visits by library {#tbl-by-year .finance}"
    )


def test_every_figure_that_the_picture_shows_is_in_the_table(desk: Desk) -> None:
    table = desk.printed(SHOWN, **chart())
    drawn = etree.parse(desk.composed / "charts" / "by-year.svg").xpath("//@data-figure")
    assert len(drawn) == 4 and all(f'data-figure="{id}"' in table for id in drawn)


def test_series_by_their_own_names_and_categories_by_other_labels(desk: Desk) -> None:
    series = {"All libraries": "all_visits"}
    printed = desk.printed(SHOWN, **chart(series_by=None, series=series, labels={"2023/24": "Last year"}))
    assert "| Year | All libraries |" in printed
    assert '| Last year | [53,510]{.traced data-figure="all-visits-2023-24"} |' in printed


def test_totals_above_stacks_are_figures_too(desk: Desk) -> None:
    printed = desk.printed(SHOWN, **chart(kind="stacked-bars", totals="all_visits"))
    assert "| Year | Central | Harbour | Total |" in printed
    assert '[55,530]{.traced data-figure="all-visits-2024-25"} |' in printed


def test_panels_have_the_targets_of_some_series(desk: Desk) -> None:
    figures = [
        {"id": "goal", "label": "Target of {}", "formula": "by_library.column('2023/24', without=['Harbour'])"},
        *SETTINGS["figures"],
    ]
    printed = desk.printed(SHOWN, figures=figures, **chart(kind="panels", targets="goal"))
    assert '| Target | [41,200]{.traced data-figure="goal-central"} | no target |' in printed
    drawn = etree.parse(desk.composed / "charts" / "by-year.svg").xpath("//@data-figure")
    assert set(drawn) == {"goal-central", "visits-central-2024-25", "visits-harbour-2024-25"}


def test_a_tornado_has_its_base(desk: Desk) -> None:
    figures = [*SETTINGS["figures"], {"id": "ends", "label": "Visits, {}, {}", "formula": "transposed(visits)"}]
    series = {"Low": "ends['2023/24']", "High": "ends['2024/25']"}
    settings = chart(kind="tornado", series_by=None, series=series, base="all_visits['2024/25']", y_label="Library")
    printed = desk.printed(SHOWN, figures=figures, **settings)
    # 43,050 - 41,200 = 1,850 is wider than 12,480 - 12,310 = 170
    assert printed.index("| Central | [41,200]") < printed.index("| Harbour | [12,310]")
    base = '[55,530]{.traced data-figure="all-visits-2024-25"}'
    assert "| Library | Low | High |" in printed and f"| All at their base | {base} | {base} |" in printed


def test_a_scatter_chart_shows_both_figures_of_each_point(desk: Desk) -> None:
    figures = [
        {"id": "was", "label": "Visits to {} in 2023/24", "formula": "by_library.column('2023/24')"},
        {"id": "now", "label": "Visits to {} in 2024/25", "formula": "by_library.column('2024/25')"},
        *SETTINGS["figures"],
    ]
    points = {"x": "was", "y": "now"}
    settings = chart(kind="scatter", series_by=None, points=points, unit="library", x_label="Before", y_label="After")
    printed = desk.printed(SHOWN, figures=figures, **settings)
    assert "| Library | Before | After |" in printed
    assert (
        '| Harbour | [12,310]{.traced data-figure="was-harbour"} | [12,480]{.traced data-figure="now-harbour"} |'
        in printed
    )


def test_a_caption_may_hold_a_figure(desk: Desk) -> None:
    printed = desk.printed(SHOWN, **chart(caption="The {{ all_visits['2024/25'] }} visits, by *library*"))
    assert '![The [55,530]{.traced data-figure="all-visits-2024-25"} visits, by *library*](charts' in printed


def test_a_caption_that_cannot_be_filled_is_named(desk: Desk) -> None:
    done = desk.compose(SHOWN, **chart(caption="The {{ nosuch }} visits"))
    done.refused("charts.0 (by-year), caption", "'nosuch' is undefined", status=4)


def test_labels_from_data_are_text_in_the_description_and_the_table(desk: Desk) -> None:
    desk.source("visits", 'Library,Remark,2023/24,2024/25\nCentral,,1,2\n"A ""*B*""|C",,3,4\nTotal,,4,6\n')
    assert desk.type("ingest", "libraries").status == 0
    printed = desk.printed(SHOWN, **chart())
    assert r"| Year | Central | A \"\*B\*\"\|C |" in printed
    description = printed.partition('fig-alt="')[2].partition('"}')[0]
    assert r"A '\*B\*'\|C".replace("'", r"\'") in description and '"' not in description.replace(r"\"", "")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"series_by": "nosuch"}, 'Nothing is called "nosuch" here'),
        ({"series_by": "visits +"}, "It is not a formula"),
        ({"series_by": "all_visits['2024/25']"}, "Name a family of figures"),
        ({"series_by": "all_visits"}, "Name a family of figures"),
        ({"series_by": "libraries"}, "Name a family of figures"),
        ({"series_by": "remark"}, "Name a family of figures"),
        ({"series_by": None, "series": {"All": "visits"}}, "Name a family of figures"),
        ({"series_by": None, "series": {"All": "all_visits['2024/25']"}}, "Name a family of figures"),
        ({"series_by": None, "series": {"All": "nosuch"}}, 'Nothing is called "nosuch" here'),
        ({"kind": "stacked-bars", "totals": "remark"}, "Name a family of figures"),
        ({"kind": "stacked-bars", "totals": "cost"}, "Name a family of figures"),
        ({"kind": "tornado", "base": "all_visits"}, "Name the outcome with all drivers at their base"),
        (scatter("all_visits", "nosuch"), 'Nothing is called "nosuch"'),
        (scatter("all_visits", "visits"), "Name a family of figures"),
        (scatter("visits['Central']", "by_library.column('2024/25')"), "x for 2023/24, 2024/25; y for Central"),
        ({"series_by": "by_library.grid()"}, "an unnamed figure"),
        ({"series_by": None, "series": {"All": "by_library.totals()"}}, "an unnamed figure"),
        ({"kind": "stacked-bars", "series_by": "cost"}, "no value below zero in a stack"),
        ({"kind": "stacked-bars", "totals": "visits['Central']"}, "the sum of the parts"),
        ({"y_label": "Visits \u2713"}, "U+2713"),
    ],
)  # fmt: skip
def test_what_cannot_be_charted_names_the_chart_and_its_line(changes: dict[str, Any], found: str, desk: Desk) -> None:
    desk.compose(SHOWN, **chart(**changes)).refused(HERE, "charts.0 (by-year)", found, status=4)


@pytest.mark.parametrize(
    ("changes", "found"),
    [({"series_by": None}, "none of them"), ({"series": {"All": "all_visits"}}, "series and series_by")],
)
def test_a_chart_says_once_what_it_shows(changes: dict[str, Any], found: str, desk: Desk) -> None:
    desk.settings(**chart(**changes))
    desk.type("calculate", "hours").refused("charts.0 (by-year)", found, "Say once", status=4)


def test_two_charts_of_one_id_would_overwrite_each_other(desk: Desk) -> None:
    desk.settings(charts=[CHART, CHART])
    desk.type("calculate", "hours").refused('a second chart "by-year"', "Rename one of the two.", status=4)
