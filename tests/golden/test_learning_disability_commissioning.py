"""The evidence brief: the figures that carry its conclusions, each worked by hand from what the report prints."""

from __future__ import annotations

from gates.reading.html import document
from golden import book
from project import Project

PAPER = "learning-disability-commissioning"
# Figure: as printed, and its value.
PRINTED = {
    # The case.
    # 5500 - 3100 = 2400
    "weekly-saving": ("£2,400", "2400"),
    # 2400 / 5500 = 0.436364
    "weekly-saving-share": ("43.6%", "0.436364"),
    # 5500 * 52 = 286000
    "yearly-before-by-weeks": ("£286,000", "286000"),
    # 3100 * 52 = 161200
    "yearly-after-by-weeks": ("£161,200", "161200"),
    # 2400 * 52 = 124800
    "yearly-saving-by-weeks": ("£124,800", "124800"),
    # 365 / 7 = 52.142857
    "weeks-by-days": ("52.14 weeks", "52.142857"),
    # 5500 * 365 / 7 = 286785.714286
    "yearly-before-by-days": ("£286,786", "286785.714286"),
    # 3100 * 365 / 7 = 161642.857143
    "yearly-after-by-days": ("£161,643", "161642.857143"),
    # 2400 * 365 / 7 = 125142.857143
    "yearly-saving-by-days": ("£125,143", "125142.857143"),
    # 125142.857143 - 124800 = 342.857143
    "basis-difference": ("£343", "342.857143"),
    # Four months of twelve, of 52 weeks: 4 / 12 * 52 = 17.333333; 17.333333 * 2400 = 41600
    "realised": ("£41,600", "41600"),
    # 124800 - 41600 = 83200
    "still-to-come": ("£83,200", "83200"),
    # National figures.
    # 60000000 + 15000000 = 75000000
    "funding": ("£75 million", "75000000"),
    # 75000000 / 2500 = 30000
    "funding-a-person": ("£30,000", "30000"),
    # 30000 / 3100 = 9.677419
    "funding-in-weeks": ("9.7 weeks", "9.677419"),
    # Of 2,500, 24,000, 38,500, 6%, £1.6bn, £60m and £15m, 6% and £1.6bn have a source: 7 - 2 = 5
    "sources-stated": ("7", "7"),
    "sources-missing": ("5", "5"),
    # What people said, by issue: 7 + 8 + 3 + 6 + 6 = 30; whose words are clear: 3 + 3 + 3 + 0 + 1 = 10; 30 - 10 = 20
    "quotations": ("30", "30"),
    "unclear-roles": ("20", "20"),
    # Suggestions, by issue: 3 + 4 + 3 + 3 + 4 = 17; two of issue three and one of issue five name somebody: 17 - 3 = 14
    "suggested": ("17", "17"),
    "suggested-on-one": ("3", "3"),
    "suggested-on-two": ("4", "4"),
    "suggested-on-three": ("3", "3"),
    "suggested-on-four": ("3", "3"),
    "suggested-on-five": ("4", "4"),
    "without-owner": ("14", "14"),
    # Footnotes 1, 2 and 3 have a mark in the running text.
    "footnote-marks": ("3", "3"),
}


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


def test_what_is_not_known_of_the_case_is_said(built: Project) -> None:
    """No consent is stated for the person of the case, so the paper says so and shows its costs alone."""
    rows = document(built.report(PAPER)).get_element_by_id("tbl-flags").iterfind("./tbody/tr")
    told = {row[0].text_content().strip(): row[1].text_content().strip() for row in rows}
    assert told["Has the person, or somebody for them, agreed to publication?"] == "Not stated"
    assert told["What is shown here?"] == "Cost comparison only; the story is not retold"
    assert told["Whose budget does it fall to?"] == "Not stated"
