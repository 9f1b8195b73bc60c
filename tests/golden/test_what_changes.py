"""One changed cell of a real source changes the figures that rest on it, no other, and no other paper."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from golden import book
from project import Project

PAPER, OTHER = "staffordshire-community-support", "rotherham-mst-fit"
# The stated cost of option 2, "450k", becomes "455k"; the order of the options stays.
CELL = book.SourceCell("data/raw/staffordshire/option_costs.csv", "C5", "C", 5)
WAS, IS = '2,total,450k,"', '2,total,455k,"'
VALUES = {
    "stated-cost-2": "455000",
    # 455000 + 150000 = 605000
    "cost-2": "605000",
    # 650000 - 605000 = 45000
    "option-five-over-two": "45000",
    # 650000 - 455000 = 195000
    "option-five-over-two-as-stated": "195000",
    # 605000 * 4 = 2420000
    "contract-value-2": "2420000",
}
# The options from the cheapest: 605000 < 650000 < 663000 < 700000 < 719385, as before with 600000.
ORDER = {f"cost-order-{place}": option for place, option in enumerate("25341", 1)}
# Nor is the stated cost above what the care cost in 2020/21: 455000 < 569385, as before with 450000.
CHOSEN = {**ORDER, "claim-option-2-increase": "no"}


@pytest.fixture(scope="module")
def changed(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The build with one cell changed: the paper composed again, and the other made as far as it must be."""
    root = tmp_path_factory.mktemp("changed") / "project"
    shutil.copytree(built.root, root, symlinks=True)
    text = (root / CELL.path).read_text("utf-8")
    assert text.count(WAS) == 1 and text.splitlines()[CELL.row - 1].startswith(WAS)
    (root / CELL.path).write_text(text.replace(WAS, IS), "utf-8")
    project = Project(root)
    processed = "data/processed/papers"
    done = project.snakemake(f"{processed}/{PAPER}/composed/record.json", f"{processed}/{OTHER}/delivered/record.json")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_exactly_the_figures_that_rest_on_the_cell_change(built: Project, changed: Project) -> None:
    before, after = book.nodes(built.root, PAPER), book.nodes(changed.root, PAPER)
    named = {id for id in before if not id.startswith("step-")}
    assert named == {id for id in after if not id.startswith("step-")}
    differ = {id for id in named if before[id]["value"] != after[id]["value"]}
    resting = book.dependants(before, CELL) & named
    numbers = {id for id in resting if before[id]["unit"] != "text"}
    assert differ == numbers
    assert differ >= set(VALUES)
    assert {id: after[id]["value"] for id in resting - numbers} == CHOSEN


def test_the_changed_figures_have_the_values_worked_by_hand(changed: Project) -> None:
    figures = book.nodes(changed.root, PAPER)
    assert {id: figures[id]["value"] for id in VALUES} == VALUES
    text = changed.root / "data" / "processed" / "papers" / PAPER / "composed" / "paper" / f"{PAPER}.qmd"
    assert '[£605,000]{.traced data-figure="cost-2"}' in text.read_text("utf-8")


def test_the_other_paper_is_the_same_to_the_byte(built: Project, changed: Project) -> None:
    before = _contents(built.root)
    assert len(before) > 4
    assert _contents(changed.root) == before


def _contents(root: Path) -> dict[str, bytes]:
    folders = (root / "reports" / OTHER, root / "data" / "processed" / "papers" / OTHER)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in files}
