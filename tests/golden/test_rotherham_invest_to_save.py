"""Rotherham's invest-to-save case: the figures that carry its conclusions, each worked by hand from the plan."""

from __future__ import annotations

from golden import book
from project import Project

PAPER = "rotherham-invest-to-save"
# Figure: as printed, and its value.
PRINTED = {
    # Avoided cost: original less revised forecast of placements.
    # 5743750 - 5612500 = 131250
    "avoided-2018-19": ("131,250", "131250"),
    # 22975000 - 21531250 = 1443750
    "avoided-2019-20": ("1,443,750", "1443750"),
    # 22975000 - 18376250 = 4598750
    "avoided-2023-24": ("4,598,750", "4598750"),
    # 131250 + 1443750 + 2921250 + 4008750 + 4407500 + 4598750 = 17511250
    "avoided-total": ("£17,511,250", "17511250"),
    # 346125 + 4 * 1120000 + 877500 = 5703625
    "cost-total": ("£5,703,625", "5703625"),
    # Net saving: avoided cost less cost of the service.
    # 131250 - 346125 = -214875
    "net-2018-19": ("(214,875)", "-214875"),
    # 1443750 - 1120000 = 323750
    "net-2019-20": ("323,750", "323750"),
    # 4598750 - 877500 = 3721250
    "net-2023-24": ("3,721,250", "3721250"),
    # 17511250 - 5703625 = 11807625
    "net-total": ("£11,807,625", "11807625"),
    # 3721250 - (1120000 - 877500) = 3478750
    "net-full-year": ("£3,478,750", "3478750"),
    # By kind: 323750 + 1801250 + 2888750 = 5013750; 3287500 + 3721250 = 7008750
    "cashable-total": ("£5,013,750", "5013750"),
    "not-divided": ("£7,008,750", "7008750"),
    # Reached by 2021/22: 323750 + 1477500 + 1087500 = 2888750
    "run-rate": ("£2,888,750", "2888750"),
    # Pay-back.
    "investment": ("£214,875", "214875"),
    # 346125 - 66125 = 280000
    "running": ("£280,000", "280000"),
    # 252000 - 214875 = 37125
    "to-spare": ("£37,125", "37125"),
    # 214875 / 323750 * 12 = 7.964479
    "months-to-recover": ("8 months", "7.964479"),
    # As in the paper on the options appraisal: 15581764.21 - 5198805.17 = 10382959.04
    "npv": ("£10,382,959", "10382959.04"),
    # 323750 / 1443750 = 0.224242
    "room-first": ("22%", "0.224242"),
    # 11807625 / 17511250 = 0.674288
    "room": ("67%", "0.674288"),
    # Unit costs.
    # 22975000 / 67 = 342910.45
    "forecast-per-child": ("£342,910", "342910.45"),
    # 570000 / 3 = 190000
    "bed": ("£190,000", "190000"),
    # 1120000 / 12 = 93333.33
    "place": ("£93,333", "93333.33"),
    # 175000 / 52 = 3365.38
    "weekly-usual": ("£3,365", "3365.38"),
    # 175000 * 7 / 365 = 3356.16
    "weekly-calendar": ("£3,356", "3356.16"),
    # Break-even: 1120000 / 175000 = 6.4; (1120000 - 85000) / 175000 = 5.914286; 1120000 / 342910.45 = 3.266159
    "to-pay-at-the-stated-budget": ("6.40", "6.4"),
    "to-pay-with-the-grant": ("5.91", "5.914286"),
    "to-pay-at-the-forecast-per-child": ("3.27", "3.266159"),
    "whole-to-pay-at-the-stated-budget": ("7", "7"),
    "whole-to-pay-with-the-grant": ("6", "6"),
    "whole-to-pay-at-the-forecast-per-child": ("4", "4"),
    # 7 - 3 = 4
    "at-home": ("4", "4"),
    # 12 * 2 / 3 = 8
    "reunified": ("8", "8"),
    # 1443750 / 175000 = 8.25; 4598750 / 175000 = 26.278571
    "fewer-2019-20": ("8.25", "8.25"),
    "fewer-2023-24": ("26.28", "26.278571"),
    # 346125 / 175000 = 1.977857; 877500 / 175000 = 5.014286
    "paying-2018-19": ("1.98", "1.977857"),
    "paying-2023-24": ("5.01", "5.014286"),
}


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


def test_both_papers_on_the_plan_agree(built: Project) -> None:
    case, appraisal = book.nodes(built.root, PAPER), book.nodes(built.root, "rotherham-mst-fit")
    for own, other in (
        ("investment", "investment"),
        ("npv", "npv"),
        ("net-total", "cash-saved-net"),
        ("avoided-total", "placements-fall-total"),
        ("cost-total", "gross-total"),
        ("net-full-year", "reduction-full-year"),
        ("forecast-per-child", "place-average"),
    ):
        assert case[own]["value"] == appraisal[other]["value"], own
