"""The evidence annex: what stands in an entry, and which cells of a sum are listed one by one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tracepaper.papers import annex
from unit.papers.desk import Desk

SUM = {"id": "taken", "label": "Taken together", "formula": "cost_table.total('2024/25')"}
PARTS = {
    "id": "both",
    "label": "Both years",
    "formula": "cost_table.total('2024/25') + cost_table.total('2023/24')",
}
ENTRY = re.compile(r"^::: \{#evidence-(\S+) \.evidence\}\n(.*?)\n:::$", re.MULTILINE | re.DOTALL)


def entries(desk: Desk, *, rows: int, figure: dict[str, str]) -> dict[str, str]:
    """The entries of the annex of a paper that prints one figure over a table of costs with so many rows."""
    more = "".join(f"Library {n},{n},{n}\n" for n in range(3, rows + 1))
    head = 'Library,2023/24,2024/25\nCentral,1000,"1,250,00"\nHarbour,500,\N{MINUS SIGN}300\n'
    desk.source("costs", f"{head}{more}Total,1500,960\n")
    assert desk.type("ingest", "libraries").status == 0
    done = desk.compose(f"Taken: {{{{ {figure['id']} }}}}.", figures=[figure])
    assert done.status == 0, done.complaint
    plain = re.sub(r"\\(.)", r"\1", desk.annex)
    return dict(ENTRY.findall(plain))


def cells(found: dict[str, str]) -> list[str]:
    return [id for id in found if id.startswith("cell-libraries-costs")]


def nodes(desk: Desk) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((desk.composed / "evidence.json").read_text("utf-8"))["figures"]
    return content


class TestASum:
    def test_of_twelve_cells_lists_each(self, desk: Desk) -> None:
        found = entries(desk, rows=12, figure=SUM)
        assert len(cells(found)) == 12
        assert found["taken"].count("](#evidence-cell-libraries-costs-c") == 12

    def test_of_thirteen_says_where_they_are_and_the_evidence_has_each(self, desk: Desk) -> None:
        found = entries(desk, rows=13, figure=SUM)
        assert "sum of column C, rows 2 to 14, of costs.csv" in found["taken"]
        assert "cell-libraries-costs-c3" not in found
        assert nodes(desk)["taken"]["inputs"] == [f"cell-libraries-costs-c{row}" for row in range(2, 15)]

    def test_of_many_lists_those_that_were_corrected(self, desk: Desk) -> None:
        found = entries(desk, rows=13, figure=SUM)
        assert cells(found) == ["cell-libraries-costs-c2"]
        assert "[C2](#evidence-cell-libraries-costs-c2) of costs.csv" in found["taken"]
        assert "corrected: see the quality of the data" in found["cell-libraries-costs-c2"]

    def test_made_of_sums_counts_the_cells_of_all(self, desk: Desk) -> None:
        assert len(cells(entries(desk, rows=6, figure=PARTS))) == 12
        assert cells(entries(desk, rows=7, figure=PARTS)) == ["cell-libraries-costs-c2"]

    def test_without_a_name_says_its_rows_once_and_stands_after_the_others(self, desk: Desk) -> None:
        found = entries(desk, rows=7, figure=PARTS)
        nameless = [text for id, text in found.items() if id.startswith("step-")]
        assert [text.partition(":** ")[0] for text in nameless] == [
            "**sum of column B, rows 2 to 8, of costs.csv",
            "**sum of column C, rows 2 to 8, of costs.csv",
        ]
        assert all(text.count("rows 2 to 8") == 1 for text in nameless)
        figures = [id for id in found if not id.startswith(("cell-", "source-"))]
        assert [id.startswith("step-") for id in figures] == [False, True, True]

    def test_is_traced_to_every_cell_from_the_pdf_alone(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        entries(desk, rows=30, figure=SUM)
        assert desk.type("render", "hours").status == 0
        (made,) = (desk.root / "data" / "processed" / "papers" / "hours").rglob("hours.pdf")
        alone = desk.root.parent / "alone"
        alone.mkdir()
        made.rename(alone / "paper.pdf")
        monkeypatch.chdir(alone)
        traced = desk.type("trace", "paper.pdf", "taken")
        assert traced.status == 0, traced.complaint
        assert re.findall(r"costs\.csv, cell (C\d+) \(", traced.printed) == [f"C{row}" for row in range(2, 32)]
        assert '"1,250,00"' in traced.printed and '"\N{MINUS SIGN}300"' in traced.printed


class TestAnEntry:
    def test_of_a_figure_read_from_a_cell_says_so_once(self, desk: Desk) -> None:
        one = {"id": "one", "label": "One", "formula": "cost_table.cell('Harbour', '2023/24')"}
        entry = entries(desk, rows=2, figure=one)["one"]
        assert entry.count("B3 of costs.csv") == 1
        assert "[]{.cells}read from cell B3 of costs.csv (Harbour, 2023/24): [500]" in entry

    def test_without_numbers_names_its_cells_beside_its_formula(self, desk: Desk) -> None:
        lines = entries(desk, rows=2, figure=SUM)["taken"].split("\n\n")
        assert lines[1].startswith("[]{.formula}sum of column C, rows 2 to 3, of costs.csv; [C2](#evidence-")
        assert len(lines) == 3

    def test_of_a_step_without_a_name_keeps_its_formula(self) -> None:
        node = {
            "label": "",
            "value": "1",
            "unit": "1",
            "operation": "difference",
            "cells": [],
            "keys": [],
            "display": "",
        }
        leaf = {**node, "operation": "literal", "label": "Fee", "inputs": [], "literal": {"reason": "Agreed."}}
        found = {"step-1": {**node, "inputs": ["fee", "fee"]}, "fee": leaf}
        (step,) = [one for one in annex.entries(found, ["step-1"]) if one["id"] == "step-1"]
        assert str(step["formula"]).count("(#evidence-fee)") == 2


def test_a_key_that_is_a_code_reads_as_words_in_a_label(desk: Desk) -> None:
    family = {"id": "coded", "label": "Visits of {}", "formula": "{'open_late': by_library.total('2024/25')}"}
    assert desk.compose("{{ coded['open_late'] }}", figures=[family]).status == 0
    assert nodes(desk)["coded-open-late"]["label"] == "Visits of open late"
