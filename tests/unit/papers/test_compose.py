"""A composed paper: one folder that holds all it needs, the same whenever it is made, and never half of one."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from unit.papers.desk import SETTINGS, Desk, write

CHART = {
    "id": "by-year",
    "kind": "line",
    "caption": "Visits",
    "title": "Visits",
    "x_label": "Year",
    "y_label": "Visits",
    "unit": "visits",
    "series": {"All": "all_visits"},
}
OUTSIDE = re.compile(r"(?:file:|(?:src|href|url\()\s*=?\s*[\"']?\s*(?:/|\.\./|[a-z]+://))")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def front(desk: Desk, **settings: Any) -> dict[str, Any]:
    """The front matter of the paper, as YAML readers see it."""
    done = desk.compose("Said.", **settings)
    assert done.status == 0, done.complaint
    assert desk.qmd.startswith("---\n")
    return dict(yaml.safe_load(desk.qmd.split("\n---\n")[0]))


class TestTheFolderIsSelfContained:
    def test_it_holds_the_text_the_brand_the_charts_and_quartos_settings(self, desk: Desk) -> None:
        assert desk.compose(charts=[CHART]).status == 0
        brand = {f"brand/{name}" for name in contents(desk.root / "templates" / "brand")}
        own = {"hours.qmd", "evidence.json", "_quarto.yml", "charts/by-year.svg", "charts/by-year.png"}
        assert set(contents(desk.composed)) == brand | own

    def test_it_needs_nothing_outside_and_tells_nothing_of_where_it_was_made(self, desk: Desk) -> None:
        assert desk.compose(charts=[CHART]).status == 0
        for name in ("hours.qmd", "evidence.json", "_quarto.yml", "charts/by-year.svg"):
            text = (desk.composed / name).read_text("utf-8")
            assert not OUTSIDE.search(text), name
            assert str(desk.root) not in text

    def test_it_holds_no_link(self, desk: Desk) -> None:
        assert desk.compose().status == 0
        assert not [path for path in desk.composed.rglob("*") if path.is_symlink()]

    def test_a_link_in_the_brand_is_refused(self, desk: Desk) -> None:
        write(desk.root / "exempt.txt", "Exempt information.")
        (desk.root / "templates" / "brand" / "note.txt").symlink_to(desk.root / "exempt.txt")
        desk.type("compose", "hours").refused("templates/brand", "note.txt: found a link; expected a file", status=4)


class TestTheSameInputsGiveTheSameBytes:
    def test_twice_and_in_other_surroundings(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        assert desk.compose(charts=[CHART]).status == 0
        first = contents(desk.composed)
        monkeypatch.setenv("TZ", "Pacific/Auckland")
        monkeypatch.setenv("LC_ALL", "C")
        os.utime(desk.template, (1_000_000_000, 1_000_000_000))
        assert desk.compose().status == 0
        assert contents(desk.composed) == first

    def test_and_another_figure_gives_another_text(self, desk: Desk) -> None:
        assert desk.compose().status == 0
        first = desk.qmd
        desk.source("visits", "Library,Remark,2023/24,2024/25\nCentral,Open daily,1,2\nHarbour,,1,7\nTotal,,2,9\n")
        assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
        assert desk.compose().status == 0
        expected = first
        for old, new in {"55,530": "9", "43,050": "2", "12,480": "7"}.items():
            expected = expected.replace(f"[{old}]", f"[{new}]")
        assert desk.qmd == expected != first


class TestTheLastGoodFolderStays:
    @pytest.mark.parametrize("fault", ["{{ nosuch }}", "{% if %}", "{{ none }}"])
    def test_when_composing_fails(self, fault: str, desk: Desk) -> None:
        assert desk.compose().status == 0
        before = contents(desk.composed)
        assert desk.compose(fault).status == 4
        assert contents(desk.composed) == before
        assert [path.name for path in desk.composed.parent.iterdir() if path.name.startswith(".")] == []

    def test_but_it_no_longer_counts_as_made_from_its_inputs(self, desk: Desk) -> None:
        assert desk.compose().status == 0
        assert desk.compose("{{ nosuch }}").status == 4
        desk.type("render", "hours").refused("is not what its inputs make", "tracepaper compose hours", status=2)

    def test_nothing_of_it_survives_a_good_one(self, desk: Desk) -> None:
        assert desk.compose(charts=[CHART]).status == 0
        write(desk.composed / "charts" / "old.svg", "<svg/>")
        write(desk.composed / "note.txt", "Somebody's note.")
        assert desk.compose(charts=[]).status == 0
        assert not [name for name in contents(desk.composed) if name.startswith(("charts/", "note"))]


class TestTheFrontMatterSurvivesWhatPeopleWrite:
    TITLES = (
        'The "Harbour" question: what now?',
        "Children's libraries: £3.7 million",
        "A \\ backslash, a # sign - and {braces} [brackets]",
        "--- three dashes",
        "Yes",
        "2025",
        "'quoted'",
        "100% of libraries",
        "café “curly” — dash",
    )

    @pytest.mark.parametrize("title", TITLES)
    def test_in_the_title(self, title: str, desk: Desk) -> None:
        found = front(desk, title=title, short_title=title, subtitle=title, summary=title, status=title, council=title)
        keys = ("title", "short-title", "subtitle", "description", "author")
        assert {found[key] for key in keys} == {title}
        assert found["status"] == f"Draft: {title}"

    def test_in_the_committee_and_the_keywords(self, desk: Desk) -> None:
        cover = {**SETTINGS["cover"], "committee": 'Cabinet: "A"'}
        found = front(desk, cover=cover, keywords=["a, b", 'c "d"', "e: f"])
        assert found["committee"] == 'Cabinet: "A"' and found["keywords"] == ["a, b", 'c "d"', "e: f"]

    def test_a_title_of_two_lines_is_one(self, desk: Desk) -> None:
        assert front(desk, title="Opening hours\nof libraries")["title"] == "Opening hours of libraries"

    def test_a_title_of_several_paragraphs_starts_no_other_key(self, desk: Desk) -> None:
        found = front(desk, title="Hours\n\n---\nheader-includes: x\n")
        keys = ("title", "short-title", "committee", "status", "author", "description", "date", "keywords", "lang")
        assert set(found) == set(keys)
        assert "header-includes: x" in found["title"]

    def test_what_is_not_said_is_left_out(self, desk: Desk) -> None:
        assert "subtitle" not in front(desk)

    def test_the_date_is_that_of_the_settings(self, desk: Desk) -> None:
        assert front(desk)["date"].isoformat() == "2025-06-03"
        assert front(desk)["lang"] == "en-GB"


class TestTheCoverSheet:
    SHEET = (
        '{% import "partials/cover.qmd.j2" as cover_sheet with context %}'
        "{% call cover_sheet.sheet(paper, background_papers) %}\nThe summary.\n{% endcall %}"
    )

    def test_has_every_field_that_the_settings_fill(self, desk: Desk) -> None:
        printed = desk.printed(self.SHEET, appendices=["Costs", "Visits"])
        for line in (
            "| Report title | Opening hours of libraries |",
            "| Report authors | Head of Libraries |",
            "| Appendices | Costs; Visits; Evidence |",
            "| Exempt from the press and public | No |",
            "The summary.",
            "1. That the hours be extended.",
        ):
            assert line in printed

    def test_says_that_the_day_is_not_fixed_or_which_it_is(self, desk: Desk) -> None:
        assert "| Cabinet, date to be fixed |" in desk.printed(self.SHEET)
        cover = {**SETTINGS["cover"], "meeting_date": "2025-06-10"}
        assert "| Cabinet, 10 June 2025 |" in desk.printed(self.SHEET, cover=cover)

    def test_leaves_no_cell_blank(self, desk: Desk) -> None:
        printed = desk.printed(self.SHEET, cover={**SETTINGS["cover"], "wards": " "})
        assert "| Wards affected | not stated |" in printed
        assert not re.search(r"\|[ \t]*\|", printed)


class TestSettingsThatTheCalendarOrTheNamesForbid:
    @pytest.mark.parametrize("key", ["date", "cover"])
    def test_a_day_that_no_calendar_has(self, key: str, desk: Desk) -> None:
        day = "2025-02-30"
        desk.settings(**{key: day if key == "date" else {**SETTINGS["cover"], "meeting_date": day}})
        desk.type("calculate", "hours").refused('"2025-02-30"', "a day that the calendar has", "YYYY-MM-DD", status=4)

    @pytest.mark.parametrize("name", ["changes", "paper", "charts", "findings", "row", "rounding-note", "loop", "not"])
    def test_a_figure_named_as_something_that_every_template_has(self, name: str, desk: Desk) -> None:
        desk.settings(figures=[{"id": name, "label": "Odd", "formula": "by_library.totals()"}])
        desk.type("calculate", "hours").refused("figures.0.id", "templates use for something else", status=4)

    def test_one_name_for_two_things(self, desk: Desk) -> None:
        figure = {"id": "by-library", "label": "Odd", "formula": "cost_table.totals()"}
        desk.settings(figures=[figure])
        desk.type("calculate", "hours").refused(
            "figures.0.id", 'the name "by_library", which another entry has', status=4
        )

    def test_a_literal_named_as_a_table(self, desk: Desk) -> None:
        literal = {"value": 1, "unit": "GBP", "label": "Odd", "reason": "None."}
        desk.settings(literals={"by-library": literal})
        desk.type("calculate", "hours").refused("literals.by-library", "which another entry has", status=4)

    def test_a_paper_named_otherwise_than_its_file(self, desk: Desk) -> None:
        desk.settings(paper="other")
        desk.type("calculate", "hours").refused("paper", "the same name", status=4)
