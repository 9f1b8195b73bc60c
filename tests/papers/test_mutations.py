"""Change one validated number by a little: what the trace says rests on it changes, and nothing else does.

The trace is asked which figures rest on a cell; the calculation is run again with that cell changed. Neither knows of
the other, so a derivation that leaves out an input, or names one that it does not use, is found.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.utils import get_column_letter

from project import PAPERS, Project
from tracepaper.papers import calculate
from tracepaper.settings import paper as paper_settings
from tracepaper.sources import months

TABLES = Path("data", "processed", "tables")
A_LITTLE = Decimal("0.01")
# Of each paper.
SAMPLE = 6
# A step that was made anew for a driver keeps its label, and is called by what it holds.
STEP = "step-"
# A number that changes a little leaves these as they are, and every text: a place in a ranking, "met", "worse".
UNMOVED = ("count", "rounded up", "rounded down")
# These may stay: another figure is the least, and of a thousand draws the hundredth may be the same.
MAY_STAY = ("least", "greatest", "simulated ")


@pytest.fixture(scope="module")
def copy(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built project whose tables may be changed."""
    root = tmp_path_factory.mktemp("mutated") / "project"
    for part in ("config", "data", "reports"):
        shutil.copytree(built.root / part, root / part)
    return Project(root)


@pytest.fixture(autouse=True)
def words_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words and claims of a paper are about the numbers as they are: here only the figures are looked at."""
    monkeypatch.setattr(calculate, "_refuse_untrue", lambda *arguments: None)
    monkeypatch.setattr(calculate, "_claims", lambda *arguments: {})


@pytest.mark.parametrize("paper", PAPERS)
def test_the_figures_that_change_are_those_that_the_trace_names(paper: str, copy: Project) -> None:
    settings = paper_settings.load(copy.root, paper)
    evidence = json.loads((copy.root / "reports" / paper / "evidence.json").read_text("utf-8"))
    before = _values(copy.root, settings)
    numbers = sorted(_numbers(copy.root, settings))
    faults = []
    for source, table, column, row in random.Random(paper).sample(numbers, min(SAMPLE, len(numbers))):
        cell = Changed(copy.root / TABLES / source, table, column, row)
        after = _values(copy.root, settings)
        cell.restore()
        changed = {id for id in before if after[id] != before[id]}
        named = _resting_on(evidence["figures"], cell.path, cell.address) & before.keys()
        still = (named - changed) & _surely_moving(evidence["figures"], cell.path, cell.address)
        if changed - named or still:
            faults.append(f"{cell.path} {cell.address}: changed {sorted(changed - named)}, named {sorted(still)}")
    assert not faults, "\n".join(faults)


def test_most_numbers_of_the_sources_reach_a_figure_and_some_of_each(copy: Project) -> None:
    """The check above would hold of papers that compute nothing."""
    reached: dict[str, dict[tuple[str, str], bool]] = {}
    for paper in PAPERS:
        settings = paper_settings.load(copy.root, paper)
        figures = json.loads((copy.root / "reports" / paper / "evidence.json").read_text("utf-8"))["figures"]
        for source, table, column, row in _numbers(copy.root, settings):
            cell = _address(copy.root / TABLES / source, table, column, row)
            of_source = reached.setdefault(source, {})
            of_source[cell] = of_source.get(cell, False) or bool(_resting_on(figures, *cell))
    together = [one for cells in reached.values() for one in cells.values()]
    assert sum(together) > len(together) / 2
    assert all(any(cells.values()) for cells in reached.values())


def _values(root: Path, settings: Any) -> dict[str, str]:
    """The exact value of every named figure, computed from the tables as they are."""
    dumped = calculate.dumped(root, settings)["figures"]
    return {id: node["value"] for id, node in dumped.items() if node["label"] and not id.startswith(STEP)}


def _numbers(root: Path, settings: Any) -> Iterator[tuple[str, str, str, int]]:
    """Source, table, column and row in the table of every number that the paper's tables hold."""
    for source, name in months.ingested(root, tuple(settings.tables.values())):
        described = json.loads((root / TABLES / source / "source.json").read_text("utf-8"))["tables"][name]
        table = pq.read_table(root / TABLES / source / f"{name}.parquet")
        for column in described["columns"]:
            if column["type"] == "number":
                values = table[column["name"]].to_pylist()
                yield from ((source, name, column["name"], n) for n, value in enumerate(values) if value is not None)


class Changed:
    """One number of a validated table, changed by a little, until it is restored."""

    def __init__(self, folder: Path, name: str, column: str, row: int) -> None:
        self._file = folder / f"{name}.parquet"
        self._before = self._file.read_bytes()
        self.path, self.address = _address(folder, name, column, row)
        table = pq.read_table(self._file)
        values = table[column].to_pylist()
        values[row] += A_LITTLE
        place = table.column_names.index(column)
        pq.write_table(table.set_column(place, column, pa.array(values, table[column].type)), self._file)

    def restore(self) -> None:
        self._file.write_bytes(self._before)


def _address(folder: Path, name: str, column: str, row: int) -> tuple[str, str]:
    described = json.loads((folder / "source.json").read_text("utf-8"))["tables"][name]
    position = next(one["position"] for one in described["columns"] if one["name"] == column)
    source_row = pq.read_table(folder / f"{name}.parquet", columns=["row"])["row"][row].as_py()
    return described["path"], f"{get_column_letter(position)}{source_row}"


def _resting_on(figures: Mapping[str, Any], path: str, address: str) -> set[str]:
    """Named figures whose trace leads to a cell, but for those that a little does not move."""
    return {id for id in _reached(figures, path, address) if figures[id]["label"]}


def _reached(figures: Mapping[str, Any], path: str, address: str) -> set[str]:
    reached = {id for id, node in figures.items() if _reads(node, path, address)}
    while more := {id for id, node in figures.items() if id not in reached and _moves(node, reached)}:
        reached |= more
    return reached


def _reads(node: Mapping[str, Any], path: str, address: str) -> bool:
    return node["operation"] == "cell" and any((c["path"], c["cell"]) == (path, address) for c in node["cells"])


def _moves(node: Mapping[str, Any], reached: set[str]) -> bool:
    still = node["unit"] == "text" or node["operation"].startswith(UNMOVED)
    return not still and not reached.isdisjoint(node["inputs"])


def _cancelling(figures: Mapping[str, Any], reached: set[str]) -> set[str]:
    """A quotient of two that both rest on the cell; a price times a share of it; and what is multiplied by nought."""
    of = {kind: {id for id in reached if figures[id]["operation"] == kind} for kind in ("quotient", "product")}
    shares = {id for id in of["quotient"] if figures[id]["inputs"][1] in reached}
    while more := {id for id in reached - shares if not shares.isdisjoint(figures[id]["inputs"])}:
        shares |= more
    both = {id for id in reached if reached >= set(figures[id]["inputs"])}
    priced = {id for id in of["product"] & both if not shares.isdisjoint(figures[id]["inputs"])}
    return of["quotient"] & both | priced | {id for id in of["product"] if _times_nought(figures, id)}


def _times_nought(figures: Mapping[str, Any], id: str) -> bool:
    return any(not Decimal(figures[one]["value"]) for one in figures[id]["inputs"])


def _surely_moving(figures: Mapping[str, Any], path: str, address: str) -> set[str]:
    """Of those, all but what may stay, what may cancel the cell among it, and what rests on that."""
    reached = _reached(figures, path, address)
    odd = _cancelling(figures, reached) | {id for id in reached if figures[id]["operation"].startswith(MAY_STAY)}
    while more := {id for id in reached - odd if not odd.isdisjoint(figures[id]["inputs"])}:
        odd |= more
    return reached - odd
