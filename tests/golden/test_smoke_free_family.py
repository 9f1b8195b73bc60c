"""Smoke Free Family: what the slide states and what it does not, what the checks find, and that no mark is lost."""

from __future__ import annotations

import csv
import json
from collections import Counter
from typing import Any

from gates.reading.html import document, seen
from gates.reading.words import squeeze
from golden import book, marks
from project import Project
from tracepaper.figures import graph

PAPER = SOURCE = "smoke-free-family"
# Bullets in each column of the slide.
COLUMNS = {"input": 10, "activity": 4, "output": 4, "outcome": 6, "impact": 6}
# By the slide: the title marks everything as illustrative; two columns are a draft besides, one outcome also [TBC].
MARKS = {"illustrative": 10 + 4 + 6, "illustrative; draft": 4 + 5, "illustrative; draft; tbc": 1}
# Figure: as printed, and its value; counted on the slide.
PRINTED = {
    "items-of-inputs": ("10", "10"),
    "items-of-activities": ("4", "4"),
    "items-of-outputs": ("4", "4"),
    "items-of-outcomes": ("6", "6"),
    "items-of-impacts": ("6", "6"),
    # 10 + 4 + 4 + 6 + 6 = 30
    "all-items": ("30", "30"),
    # By the title of the slide: every item.
    "marked-illustrative": ("30", "30"),
    # Outputs and outcomes: 4 + 6 = 10
    "marked-draft": ("10", "10"),
    # From the Sure Start centre to the general practice.
    "conditional": ("7", "7"),
}
# What the checks find, read off the slide by hand: no item is linked, no impact names an aim, no outcome is measured.
FOUND = {
    "E4": ["", "M1", "M2", "M3", "M4", "M5", "M6"],
    "E5": ["C1", "C2", "C3", "C4", "C5", "C6"],
    # "trained" (C1, M3) and "engaged with" (C3).
    "W7": ["C1", "C3", "M3"],
    # C1 says again what A1 says; C3 what A2 and O3 say.
    "W8": ["C1", "C3", "C3"],
    # The other outcomes begin with increase or increased.
    "W9": ["C1", "C2", "C3"],
    "W11": [f"I{n}" for n in range(1, 11)],
}
# Nothing to check: no links (E2, W2, E3, W12), no indicators (W10, W14), no day on which the pilot ends (E13).
NOTHING_TO_CHECK = ["E2", "W2", "E3", "W10", "W12", "E13", "W14"]


def integrity(built: Project) -> dict[str, Any]:
    """What the checks of the paper's logic model found."""
    path = built.root / "data" / "processed" / "papers" / PAPER / "calculated" / "figures.json"
    found: dict[str, Any] = graph.load(json.loads(path.read_text("utf-8")))["integrity"]
    return found


def rows(built: Project, table: str) -> list[dict[str, str]]:
    path = built.root / "data" / "raw" / SOURCE / f"{table}.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_the_counts_are_those_of_the_slide(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


def test_every_bullet_of_the_slide_is_there(built: Project) -> None:
    assert Counter(item["level"] for item in rows(built, "model_items")) == COLUMNS


def test_what_the_slide_does_not_state_is_not_there(built: Project) -> None:
    for table in ("model_links", "model_indicators", "model_assumptions", "external_factors"):
        assert rows(built, table) == []


def test_the_checks_find_what_the_slide_lacks(built: Project) -> None:
    found: dict[str, list[str]] = {}
    for one in integrity(built)["findings"]:
        found.setdefault(one["check"], []).append(one["item"])
    assert found == FOUND


def test_a_check_without_anything_to_check_does_not_say_that_it_holds(built: Project) -> None:
    outcomes = {check["check"]: check["outcome"] for check in integrity(built)["checks"]}
    assert [name for name, outcome in outcomes.items() if outcome == "nothing to check"] == NOTHING_TO_CHECK
    assert [name for name, outcome in outcomes.items() if outcome == "nothing found"] == ["E1", "E6"]


def test_every_finding_is_printed_with_its_place(built: Project) -> None:
    page = document(built.root / "reports" / PAPER / f"{PAPER}.html")
    printed = [squeeze(" ".join(seen(cell) for cell in row.iter("th", "td"))) for row in page.iter("tr")]
    for one in integrity(built)["findings"]:
        assert squeeze(f"{one['check']} {one['text']} {one['place']}") in printed


def test_every_mark_survives_in_every_output(built: Project) -> None:
    assert Counter(item["status"] for item in rows(built, "model_items")) == MARKS
    faults = marks.lost(built.root, PAPER, SOURCE)
    assert not faults, "\n".join(faults)


def test_the_conditions_hold_for_seven_inputs(built: Project) -> None:
    conditional = [item["id"] for item in rows(built, "model_items") if item["condition"]]
    assert conditional == ["I4", "I5", "I6", "I7", "I8", "I9", "I10"]
