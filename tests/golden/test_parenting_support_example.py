"""Parenting support: an invented model that passes every check, and its distances to targets, each worked by hand."""

from __future__ import annotations

import json

from gates.reading.html import document, main, seen
from golden import book
from project import Project
from tracepaper.figures import graph

PAPER = "parenting-support-example"
# Figure: as printed, and its value.
PRINTED = {
    # 21000 + 174000 + 132000 + 18000 = 345000
    "budget": ("£345,000", "345000"),
    # 0.5 + 2.4 + 3.0 + 0.3 = 6.2
    "staff": ("6.2", "6.2"),
    # Both ends counted, 1 April 2025 to 31 March 2026 is 365 days, to 31 March 2027 730: 365 / 730
    "time-gone": ("50.0%", "0.5"),
    # Higher is better: 37.5 - 34.6 = 2.9
    "distance-n1": ("2.9", "2.9"),
    # Lower is better: 16.1 - 13.9 = 2.2
    "distance-n2": ("2.2", "2.2"),
    # 42 - 32 = 10
    "distance-n3": ("10", "10"),
    # 60 - 54 = 6
    "distance-n4": ("6", "6"),
    # (34.6 - 31.2) / (37.5 - 31.2) = 3.4 / 6.3 = 0.539683
    "covered-n1": ("54.0%", "0.539683"),
    # (16.1 - 18.4) / (13.9 - 18.4) = 2.3 / 4.5 = 0.511111
    "covered-n2": ("51.1%", "0.511111"),
    # (42 - 48) / (32 - 48) = 6 / 16
    "covered-n3": ("37.5%", "0.375"),
    # (60 - 62) / (54 - 62) = 2 / 8
    "covered-n4": ("25.0%", "0.25"),
}


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


def test_every_check_has_something_to_check_and_finds_nothing(built: Project) -> None:
    path = built.root / "data" / "processed" / "papers" / PAPER / "calculated" / "figures.json"
    integrity = graph.load(json.loads(path.read_text("utf-8")))["integrity"]
    assert integrity["findings"] == []
    assert {check["outcome"] for check in integrity["checks"]} == {"nothing found"}


def test_the_reader_is_told_that_it_is_invented(built: Project) -> None:
    page = document(built.root / "reports" / PAPER / f"{PAPER}.html")
    words = seen(main(page))
    assert "every number in this report are invented" in words
    assert page.findtext(".//h1").strip().endswith("(worked example)")
