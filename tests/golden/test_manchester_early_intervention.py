"""Manchester's early intervention: the figures that carry the paper's conclusions, each worked by hand."""

from __future__ import annotations

import json

from gates.reading.html import document
from golden import book
from project import Project

PAPER = "manchester-early-intervention"
# Figure: as printed, and its value.
PRINTED = {
    # As stated: "£460k", "£360k", "£3,750"
    "net": ("£460,000", "460000"),
    "two-stated": ("£360,000", "360000"),
    "weekly": ("£3,750", "3750"),
    # The weeks of a year: 52; 365 / 7 = 52.142857; 4 * 12 = 48
    "weeks-usual": ("52", "52"),
    "weeks-calendar": ("52.1", "52.142857"),
    "weeks-four-week-months": ("48", "48"),
    # 3750 * 52 = 195000
    "annual-usual": ("£195,000", "195000"),
    # 3750 * 365 / 7 = 195535.714286
    "annual-calendar": ("£195,536", "195535.714286"),
    # 3750 * 48 = 180000
    "annual-four-week-months": ("£180,000", "180000"),
    # 4 * 195000 = 780000
    "avoided-usual": ("£780,000", "780000"),
    # 4 * 195535.714286 = 782142.857143
    "avoided-calendar": ("£782,143", "782142.857143"),
    # 4 * 180000 = 720000
    "avoided-four-week-months": ("£720,000", "720000"),
    # Implied, not stated: 780000 - 460000 = 320000
    "implied-usual": ("£320,000", "320000"),
    # 782142.857143 - 460000 = 322142.857143
    "implied-calendar": ("£322,143", "322142.857143"),
    # 720000 - 460000 = 260000
    "implied-four-week-months": ("£260,000", "260000"),
    # 320000 / 195000 = 1.641026
    "placements-to-pay-usual": ("1.64", "1.641026"),
    # 322142.857143 / 195535.714286 = 1.647489
    "placements-to-pay-calendar": ("1.65", "1.647489"),
    # 260000 / 180000 = 1.444444
    "placements-to-pay-four-week-months": ("1.44", "1.444444"),
    # 1.64, 1.65 and 1.44 rounded up
    "whole-to-pay-usual": ("2", "2"),
    "whole-to-pay-calendar": ("2", "2"),
    "whole-to-pay-four-week-months": ("2", "2"),
    # 460000 / 4 = 115000
    "net-each": ("£115,000", "115000"),
    # 360000 / 2 = 180000
    "two-each": ("£180,000", "180000"),
    # 180000 / 3750 = 48
    "weeks-in-two": ("48", "48"),
    # 2 * 195000 = 390000
    "cost-of-two": ("£390,000", "390000"),
    # 390000 - 360000 = 30000
    "two-short": ("£30,000", "30000"),
    # 360000 * 2 / 12 = 60000
    "realised": ("£60,000", "60000"),
    # 60000 / 360000 = 0.166667
    "realised-share": ("17%", "0.166667"),
    # 360000 - 60000 = 300000
    "not-yet": ("£300,000", "300000"),
    # 390000 * 2 / 12 = 65000
    "cost-of-two-so-far": ("£65,000", "65000"),
    # 4 - 2 = 2
    "still-to-avoid": ("2", "2"),
    # 195000 - 320000 = -125000; 2 * 195000 - 320000 = 70000; 3 * 195000 - 320000 = 265000; 4 * 195000 - 320000 = 460000
    "net-by-one": ("\N{MINUS SIGN}125,000", "-125000"),
    "net-by-two": ("70,000", "70000"),
    "net-by-three": ("265,000", "265000"),
    "net-by-four": ("460,000", "460000"),
    # 460000 / 780000 = 0.589744
    "room": ("59%", "0.589744"),
    # 320000 / 80 = 4000
    "per-family": ("£4,000", "4000"),
    # 149 * 12 / 365 = 4.898630
    "stay-months": ("4.9 months", "4.898630"),
    # 4 * 149 = 596
    "bed-days": ("596", "596"),
    # 2 / 4 = 0.5
    "returning-share": ("50%", "0.5"),
}


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


def test_no_total_is_made_of_the_two_savings(built: Project) -> None:
    # 460000 + 360000 = 820000: a net forecast and an avoided cost scaled up
    figures = json.loads((built.root / "reports" / PAPER / "evidence.json").read_text("utf-8"))["figures"]
    assert not [id for id, node in figures.items() if node["value"] == "820000"]


def test_what_is_not_stated_is_printed_as_that(built: Project) -> None:
    page = document(built.root / "reports" / PAPER / f"{PAPER}.html")
    rows = {row[0].text_content().strip(): [cell.text_content().strip() for cell in row[1:]] for row in page.iter("tr")}
    for kind in ("Cashable recurring", "Cashable one-off", "Efficiency", "Income"):
        assert rows[kind] == ["not stated"] * 3
    assert rows["The service, a year"] == ["not stated"] * 4
    assert rows["Support at home in its place"] == ["not stated"]


def test_the_story_of_the_child_is_not_told(built: Project) -> None:
    page = document(built.root / "reports" / PAPER / f"{PAPER}.html")
    assert "Nothing records whether the family agreed to have this story told" in page.text_content()
