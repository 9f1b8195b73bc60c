"""Tracing: from a number that somebody read in a paper down to the cells that it is from."""

from __future__ import annotations

import pytest

from tracepaper.errors import CallError
from tracepaper.evidence import trace
from unit.evidence.small_paper import COSTS, evidence, node, read

MINUS, SPACE = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"


class TestWhoever:
    def test_has_an_id_gets_that_figure(self) -> None:
        assert trace.found(evidence(), "total") == ["total"]

    @pytest.mark.parametrize(
        ("typed", "ids"),
        [
            ("£1,251", ["total"]),
            ("£1,250.50", ["total"]),
            (" £1,251 ", ["total"]),
            ("48.3%", ["share"]),
            ("-£300", ["budget"]),
            (f"{MINUS}£300", ["budget"]),
            ("saving of £300", ["budget"]),
            ("£0.002 million", ["left"]),
            (f"£0.002{SPACE}million", ["left"]),
            ("c£1,250", ["cell-stated"]),
            ("Open 7 days", ["cell-remark"]),
        ],
    )
    def test_copies_a_printed_text_gets_the_figure_as_well(self, typed: str, ids: list[str]) -> None:
        assert trace.found(evidence(), typed) == ids

    def test_copies_a_text_that_several_figures_have_gets_all_of_them(self) -> None:
        held = evidence()
        held["figures"]["left"]["printed"] = ["£1,251"]
        assert trace.found(held, "£1,251") == ["left", "total"]

    @pytest.mark.parametrize("typed", ["£9,999", "", " ", "1,251", "tot", "step-9"])
    def test_asks_for_what_is_not_there_is_told_where_to_look(self, typed: str) -> None:
        with pytest.raises(CallError, match=r"hours prints no figure .*tracepaper figures PAPER"):
            trace.found(evidence(), typed)

    def test_lists_the_figures_of_a_file_reads_those_that_have_a_name(self) -> None:
        listed = {row["id"]: row for row in trace.named(evidence())}
        assert listed["total"]["label"] == "Total" and listed["total"]["display"] == "£1,251"
        assert not any(id.startswith("step-") for id in listed)

    def test_meets_several_sees_each_with_its_places(self) -> None:
        held = evidence()
        held["figures"]["total"]["places"] = ["Costs", "paragraph 1.2"]
        assert trace.listing(held, ["total", "left"]) == (
            "  total: Total\n     printed in: Costs; paragraph 1.2\n"
            "  left: Left\n     printed in the evidence annex only"
        )


def test_the_tree_leads_from_the_figure_to_every_cell_that_it_rests_on() -> None:
    assert trace.tree(evidence(), "share").splitlines() == [
        "48.3%  Share  (share)",
        f"   = (£1,000 {MINUS} £250.50) ÷ £1,550.50",
        "├─ £749.50  difference  (step-1)",
        f"│     = £1,000 {MINUS} £250.50",
        "│  ├─ £1,000  Central, 2017/18 (B2 of costs.csv)  (cell-central)",
        f'│  │     {COSTS}, cell B2 (Central, 2017/18): "1,000"',
        "│  └─ £250.50  Harbour, 2017/18 (B3 of costs.csv)  (cell-harbour)",
        f'│        {COSTS}, cell B3 (Harbour, 2017/18): "250.50"',
        "└─ £1,550.50  Left  (left)",
        f"      = £1,250.50 {MINUS} {MINUS}£300",
        "   ├─ £1,250.50  Total  (total)",
        "   │     in the settings: costs.total('2017/18')",
        "   │     sum of column B, rows 2 to 3, of costs.csv",
        "   │  ├─ £1,000  Central, 2017/18 (B2 of costs.csv)  (cell-central)",
        f'   │  │     {COSTS}, cell B2 (Central, 2017/18): "1,000"',
        "   │  └─ £250.50  Harbour, 2017/18 (B3 of costs.csv)  (cell-harbour)",
        f'   │        {COSTS}, cell B3 (Harbour, 2017/18): "250.50"',
        f"   └─ {MINUS}£300  Budget  (budget)",
        f'         {COSTS}, cell B5 (Budget, 2017/18): "(300,00)"',
        "            corrected to (300.00): a slip of the pen (Head of Finance)",
    ]


class TestTheTree:
    def test_of_a_parameter_and_of_a_declared_number_says_where_it_is_from(self) -> None:
        assert "parameter rate, edition 2026: The Green Book" in trace.tree(evidence(), "rate")
        assert "written by hand" in trace.tree(evidence(), "points-yes")

    def test_of_points_shows_the_cell_with_the_code(self) -> None:
        lines = trace.tree(evidence(), "score").splitlines()
        assert 'matrix.csv, cell B2 (Central, Open daily): "\N{CYRILLIC CAPITAL LETTER U}es"' in lines[2]
        assert [line[3:4] for line in lines if line.startswith(("├─", "└─"))] == ["2", "0"]

    def test_names_the_sheet_of_a_workbook(self) -> None:
        held = evidence()
        held["figures"]["budget"]["cells"][0]["sheet"] = "Costs"
        assert f'{COSTS}, sheet "Costs", cell B5' in trace.tree(held, "budget")

    def test_writes_a_figure_out_once_and_refers_to_it_after(self) -> None:
        held = evidence()
        held["figures"]["both"] = node("sum", "3101", label="Both", inputs=["left", "share"])
        lines = trace.tree(held, "both").splitlines()
        assert [line for line in lines if "(left)" in line][1].endswith("(left)  (above)")
        assert len([line for line in lines if "(total)" in line]) == 1

    def test_of_many_cells_is_cut_and_says_so(self) -> None:
        held = evidence()
        plain = held["figures"]["cell-central"]["cells"][0]
        cells = {f"cell-{n}": read("1", {**plain, "id": f"cell-{n}", "cell": f"B{n}"}) for n in range(1000)}
        held["figures"] |= {
            **cells,
            "many": node("sum", "1000", label="Many", inputs=list(cells), with_numbers="1 + 1"),
        }
        lines = trace.tree(held, "many").splitlines()
        # The head, 400 lines of 2,001 (its formula, and two for each cell), and the last.
        assert len(lines) == 402
        assert lines[-1] == "... and 1601 more lines; trace one of the figures above by its id"

    def test_of_a_running_total_of_years_of_months_is_no_deeper_than_it_can_go(self) -> None:
        held = evidence()
        for month in range(3000):
            below = [f"so-far-{month - 1}"] if month else ["cell-central"]
            held["figures"][f"so-far-{month}"] = node("sum", "1000", label="So far", inputs=below)
        assert "more lines" in trace.tree(held, "so-far-2999")

    def test_of_evidence_that_lacks_a_figure_says_so(self) -> None:
        held = evidence()
        del held["figures"]["cell-harbour"]
        assert "└─ cell-harbour, which the evidence does not hold" in trace.tree(held, "total")
        assert "cell-harbour" not in trace.as_json(held, "total")["figures"]


def test_as_values_it_holds_the_figure_and_all_below_it() -> None:
    found = trace.as_json(evidence(), "left")
    assert found["figure"] == "left"
    assert list(found["figures"]) == ["budget", "cell-central", "cell-harbour", "left", "total"]
    assert found["figures"]["budget"] == evidence()["figures"]["budget"]
