"""The report of what changed: JSON first, and from it alone plain text and a page that anybody can read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gates import axe, html_validity, keyboard, reflow, self_contained
from tracepaper.editions import change_report, difference, narrative
from tracepaper.editions.compare import compare
from tracepaper.figures.display import MINUS, SPACE
from unit.editions.two_editions import ROWS, Edition, correction

ROOT = Path(__file__).parents[3]
FORMULAS = {
    "total": "costs.total('cost')",
    "gap": "costs.cell('A', 'cost') - costs.cell('B', 'cost')",
    "b": "costs.cell('B', 'cost')",
    "spent": "spend.total('amount')",
    "month": "spend.period",
}
OLD = Edition(
    formulas={**FORMULAS, "c": "costs.cell('C', 'cost')"},
    months={"2020-04": [("P1", "10")]},
    quoted=["cell-example-costs-a2"],
)
NEW = Edition(
    formulas={**FORMULAS, "a": "costs.cell('A', 'cost')"},
    months={**OLD.months, "2020-05": [("P<1>", "5")]},
    rows=[*ROWS[:2], ("C", "41")],
    costs={"corrections": [correction("1,000", "240")]},
    labels={"b": "Cost of <b>B</b>"},
    quoted=OLD.quoted,
)
WORDS = (
    'The gap is [£750]{.traced data-figure="gap"}, as seen.',
    'The gap is [−£10]{.traced data-figure="gap"}, as <i>told</i>.',
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What changes.json holds, read back."""
    root = tmp_path_factory.mktemp("editions")
    old = {**OLD.evidence(root / "old"), "edition": "2020-04"}
    new = {**NEW.evidence(root / "new"), "edition": "2020-05"}
    made = change_report.content(compare(old, new, limit=Decimal(10)), narrative.compare(*WORDS), old=old, new=new)
    held: dict[str, Any] = json.loads(change_report.canonical(made))
    return held


@pytest.fixture(scope="module")
def page(content: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """changes.html."""
    path = tmp_path_factory.mktemp("page") / "changes.html"
    path.write_text(change_report.page(content, root=ROOT), "utf-8")
    return path


class TestJson:
    def test_counts_what_it_holds(self, content: dict[str, Any]) -> None:
        # total and gap by the correction; spent and month by the new month; b by its name.
        assert content["summary"] == {
            **{"loss": 1, "high": 3, "medium": 0, "low": 1, "none": 1, "changes": 5, "new_figures": 1, "sources": 2},
            "causes": {
                **{"correction entered": 2, "source revised": 1, "new period": 2},
                **{"parameter edition changed": 0, "method changed": 0, "narrative only": 1},
            },
        }
        assert content["old"]["edition"] == "2020-04"

    def test_has_exact_differences_and_those_that_are_printed(self, content: dict[str, Any]) -> None:
        gap = next(one for one in content["changes"] if one["figure"] == "gap")
        assert (gap["difference"], gap["difference_display"]) == ("-760", f"{MINUS}£760")  # -10 - 750
        assert gap["per_cent"].startswith("-101.33333333333333333")
        assert gap["per_cent_display"] == f"{MINUS}101.3%"

    def test_is_canonical(self, content: dict[str, Any]) -> None:
        text = change_report.canonical(content)
        assert text == json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


class TestCellsOfARevisedFile:
    """What the page says where it names no cell of a file that was changed."""

    UNUSED = "None of those that the paper rests on"
    UNNAMED = "None that can be named"

    def shown(self, old: Edition, new: Edition, folder: Path) -> str:
        """The page of what changed, as text."""
        both = {name: one.evidence(folder / name) for name, one in (("old", old), ("new", new))}
        made = change_report.content(compare(**both), narrative.compare("", ""), **both)
        return change_report.page(json.loads(change_report.canonical(made)), root=ROOT)

    def test_says_that_the_paper_rests_on_none_only_where_that_is_so(self, tmp_path: Path) -> None:
        one = Edition(formulas={"a": "costs.cell('A', 'cost')"})
        unused = self.shown(one, one.with_(rows=[*ROWS[:2], ("C", "41")]), tmp_path)
        assert self.UNUSED in unused and self.UNNAMED not in unused

    def test_does_not_deny_a_row_that_went_and_moved_the_total(self, tmp_path: Path) -> None:
        went = self.shown(Edition(), Edition(rows=ROWS[:2]), tmp_path)
        assert self.UNNAMED in went and self.UNUSED not in went

    def test_does_not_deny_a_revision_within_a_sum_too_long_to_list(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tracepaper.papers.evidence.MOST_CELLS", 2)
        revised = self.shown(Edition(), Edition(rows=[*ROWS[:2], ("C", "41")]), tmp_path)
        assert self.UNNAMED in revised and self.UNUSED not in revised


class TestText:
    def test_says_first_what_is_lost(self, content: dict[str, Any]) -> None:
        text = change_report.words(content)
        headings = [
            "Figures lost",
            "Changes of high severity",
            "Changes of low severity",
            "New figures",
            "Source files",
        ]
        places = [text.index(f"\n\n{one}\n") for one in headings]
        assert places == sorted(places)
        assert "Changes of medium severity" not in text
        assert text.startswith(
            "Community support. Edition 2020-05 of 1 July 2020, compared with edition 2020-04 of 1 July 2020.\n\n"
            "1 figure lost, 5 changed (3 high, 1 low, 1 none), 1 new; 2 source files and 1 passage of words differ.\n"
        )

    def test_tells_each_change_with_its_values_and_cause(self, content: dict[str, Any]) -> None:
        text = change_report.words(content)
        assert (
            f"  Gap (gap): £750 → {MINUS}£10 ({MINUS}£760, {MINUS}101.3%)\n     correction entered: A correction"
            in text
        )
        assert "  Month (month): April 2020 → May 2020\n     new period: May 2020 is new (spend_2020-05.csv)." in text
        assert "The gap is −£10, as [-seen.-]{+<i>told</i>.+}" in text

    def test_nothing_is_said_of_nothing(self, tmp_path: Path) -> None:
        same = OLD.evidence(tmp_path / "same")
        nothing = change_report.content(compare(same, same), narrative.compare("", ""), old=same, new=same)
        text = change_report.words(nothing)
        assert "The working build of 1 July 2020, compared with" in text
        assert text.endswith("0 figures lost, 0 changed, 0 new; 0 source files and 0 passages of words differ.")


class TestPage:
    @pytest.mark.parametrize(
        "gate", [axe, html_validity, keyboard, reflow, self_contained], ids=lambda one: one.__name__
    )
    def test_passes_the_gates_of_papers(self, gate: Any, page: Path) -> None:
        assert gate.check(page) == []

    def test_has_losses_first_and_every_table_a_caption_and_headers(self, page: Path) -> None:
        read = html.fromstring(page.read_text("utf-8"))
        headings = [one.text_content() for one in read.iter("h2")]
        assert headings == [
            *("Summary", "Figures that are no longer printed", "Changes of high severity", "Changes of low severity"),
            *("The same value, said otherwise", "New figures", "Source files", "Words"),
        ]
        for table in read.iter("table"):
            assert table.find("caption") is not None
            assert [one.get("scope") for one in table.findall("thead/tr/th")].count("col") >= 2
            assert all(row[0].get("scope") == "row" for row in table.findall("tbody/tr"))

    def test_has_no_script_and_escapes_what_a_source_says(self, page: Path) -> None:
        text = page.read_text("utf-8")
        assert "<script" not in text
        assert "&lt;i&gt;told" in text and "<i>" not in text
        assert "Cost of &lt;b&gt;B&lt;/b&gt;" in text and "<b>" not in text

    def test_links_each_figure_to_its_entry_in_the_paper(self, page: Path) -> None:
        links = html.fromstring(page.read_text("utf-8")).xpath("//table//a/@href")
        assert "specimen.html#evidence-gap" in links
        assert all(link.startswith("specimen.html#evidence-") for link in links)

    def test_says_what_was_removed_and_added_to_those_who_cannot_see_it(self, page: Path) -> None:
        read = html.fromstring(page.read_text("utf-8"))
        removed = [one.text_content() for one in read.iter("del")]
        assert "removed: seen." in removed and "figure before: £750" in removed


@pytest.mark.parametrize(
    ("change", "unit", "display", "text"),
    [
        ("1250", "GBP", "£5,000", "+£1,250"),
        ("-1250.5", "GBP", "£5,000.00", f"{MINUS}£1,250.50"),
        ("-1250000", "GBP", f"£3.72{SPACE}million", f"{MINUS}£1.25{SPACE}million"),
        ("760", "GBP", "(1,000)", "+760"),
        ("-0.005", "1", "12.5%", f"{MINUS}0.5{SPACE}percentage points"),
        ("-3", "child", f"64{SPACE}children", f"{MINUS}3{SPACE}children"),
        ("0.2", "GBP", "£5", "+£0.20"),  # rounded as the figure is, it would be none
        ("0.0351", "GBP", "£5", "+£0.04"),
        ("-0.0008333", "1", "20%", f"{MINUS}0.1{SPACE}percentage points"),
        ("0.00000001", "GBP", "£5", "+£0.00000001"),
        ("1", "date", "6 March 2020", f"+1{SPACE}day"),
        ("-40", "date", "6 March 2020", f"{MINUS}40{SPACE}days"),
    ],
)
def test_a_difference_is_printed_as_the_figure_is(change: str, unit: str, display: str, text: str) -> None:
    assert difference.shown(Decimal(change), unit, display) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("5.25", "+5.3%"), ("-5.25", f"{MINUS}5.3%"), ("0.04", "less than 0.05%"), ("-1234.5", f"{MINUS}1,234.5%")],
)
def test_a_percentage_has_one_place_and_a_sign(value: str, text: str) -> None:
    assert difference.shown_per_cent(Decimal(value)) == text


def test_what_is_behind_all_changes_of_a_severity_is_said_once(content: dict[str, Any]) -> None:
    low = next(one for one in content["changes"] if one["severity"] == "low")
    several = [{**low, "figure": f"low-{n}", "label": f"low {n}", "detail": "May 2020 is new."} for n in range(3)]
    alike = change_report.page({**content, "changes": several}, root=ROOT)
    assert alike.count("May 2020 is new.") == 1 and "The same is behind all of these." in alike
    assert ">Low 2<" in alike
    other = {**several[0], "detail": "June 2020 is new."}
    assert change_report.page({**content, "changes": [*several, other]}, root=ROOT).count("May 2020 is new.") == 3
