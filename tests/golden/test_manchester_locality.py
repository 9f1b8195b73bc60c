"""Manchester's locality programme: its counts, days, statuses and run rules, each worked by hand from the tables."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest

from golden import book
from project import Project

PAPER = "manchester-locality-programme"
SOURCE = "data/raw/manchester-locality"
# Day 0 of a date, as spreadsheets count.
FIRST_DAY = date(1899, 12, 30)
# Figure: as printed, and its value.
PRINTED = {
    # 6 March less 4 March 2020.
    "days-to-choice": ("2 days", "2"),
    # Complex safeguarding, front door, early help, social work, school clusters, youth justice.
    "workstream-count": ("6", "6"),
    # The first two; the other four.
    "workstreams-operational": ("2", "2"),
    "workstreams-in-progress": ("4", "4"),
    # Hub, advice service, session, ten clusters, Bridging the Gap.
    "milestones-done": ("5", "5"),
    # Those, and place, measures, planning, engagement, accountability, tobacco service, alcohol: 5 + 7 = 12
    "milestones-all": ("12", "12"),
    "milestones-open": ("7", "7"),
    # North, central, south: 4 + 5 + 4 = 13
    "localities": ("3", "3"),
    "neighbourhoods-in-north": ("4", "4"),
    "neighbourhoods-in-central": ("5", "5"),
    "neighbourhoods-in-south": ("4", "4"),
    "neighbourhoods": ("13", "13"),
    "clusters": ("12", "12"),
    "clusters-met": ("10", "10"),
    "referral-reduction": ("20%", "0.2"),
    "fasd-children": ("1,195", "1195"),
    "fasd-funding": ("£1.6 million", "1600000"),
    # Invented months: (204 + 196 + 209 + 201 + 193 + 206 + 198 + 193) / 8 = 1600 / 8 = 200
    "referrals-before": ("200", "200"),
    # (168 + 157 + 163 + 152 + 161 + 158 + 161) / 7 = 1120 / 7 = 160
    "referrals-since": ("160", "160"),
    # (200 - 160) / 200 = 0.2
    "illustrative-reduction": ("20%", "0.2"),
}
DAYS = {
    "as-of": date(2020, 2, 12),
    "meeting": date(2020, 3, 4),
    "choice-due": date(2020, 3, 6),
}
# Done by 12 February 2020; else after 4 March 2020. None is due between those days, and none before them.
STATUSES = {
    **dict.fromkeys(("hub", "advice-service", "session", "clusters-met", "bridging-north"), "done"),
    **dict.fromkeys(
        (
            *("place-cohort", "measures", "planning", "engagement", "accountability", "tobacco-service"),
            "fasd-board",
        ),
        "due after the meeting",
    ),
}
WORDS = {
    # 158 to 161, where fewer is better; 9 to 10 and 120 to 117, where more is.
    "trend-direction-referrals": "worse",
    "trend-direction-clusters-met": "improved",
    "trend-direction-early-help": "worse",
    # 10 of 12.
    "trend-met-clusters-met": "not met",
    # Median 193 of 15 months; the last 7 lie below it: 168 157 163 152 161 158 161.
    "trend-signal-referrals": "shift for the better",
    # Median 1; the last 7 lie above it: 2 2 4 6 7 9 10.
    "trend-signal-clusters-met": "shift for the better",
    # Median 119: at most two months in a row lie on one side of it, and none rises or falls more than twice in a row.
    "trend-signal-early-help": "no signal",
}


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("id", DAYS)
def test_the_days_are_those_worked_by_hand(id: str, built: Project) -> None:
    value = book.nodes(built.root, PAPER)[id]["value"]
    assert FIRST_DAY + timedelta(days=int(value)) == DAYS[id]


def test_each_milestone_has_the_status_worked_by_hand(built: Project) -> None:
    found = book.nodes(built.root, PAPER)
    assert {id: found[f"milestone-status-{id}"]["value"] for id in STATUSES} == STATUSES
    with (built.root / SOURCE / "milestones.csv").open(encoding="utf-8", newline="") as rows:
        assert sorted(row["milestone"] for row in csv.DictReader(rows)) == sorted(STATUSES)


def test_directions_targets_and_run_rules_are_those_worked_by_hand(built: Project) -> None:
    found = book.nodes(built.root, PAPER)
    assert {id: found[id]["value"] for id in WORDS} == WORDS


def test_whatever_is_invented_says_so_wherever_it_is_shown(built: Project) -> None:
    """In the data dictionary, the label of each figure, the chart with its description, and the captions."""
    found = book.nodes(built.root, PAPER)
    invented = [
        node["label"]
        for node in found.values()
        if "manchester-locality-illustrative" in str(node.get("cell", node.get("cells", ""))) and node.get("label")
    ]
    assert invented
    assert [label for label in invented if "illustrative" not in label.lower()] == []
    page = (built.root / "reports" / PAPER / f"{PAPER}.html").read_text("utf-8")
    text = (built.root / "reports" / PAPER / f"{PAPER}.qmd").read_text("utf-8")
    assert "invented" in (built.root / f"{SOURCE}-illustrative" / "datapackage.yaml").read_text("utf-8")
    captions = [line for line in text.splitlines() if "{#tbl-trends" in line or "{#tbl-run-rules" in line]
    assert len(captions) == 2 and all("llustrative" in line for line in captions)
    assert 'fig-alt="' in next(line for line in text.splitlines() if "{#fig-trends" in line)
    assert "llustrative" in next(line for line in text.splitlines() if "{#fig-trends" in line).split("fig-alt=")[1]
    assert page.count("llustrative") > len(captions)
