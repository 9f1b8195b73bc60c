"""Rotherham: the figures that carry the paper's conclusions, each worked by hand from the published tables."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from golden import book
from project import Project

PAPER = "rotherham-mst-fit"
# Figure: as printed, and its value.
PRINTED = {
    # Gross cost: home, team, other costs, set-up.
    # 142500 + 100000 + 37500 + 66125 = 346125
    "gross-2018-19": ("346,125", "346125"),
    # 570000 + 400000 + 150000 + 0 = 1120000
    "gross-2019-20": ("1,120,000", "1120000"),
    # 427500 + 300000 + 150000 + 0 = 877500
    "gross-2023-24": ("877,500", "877500"),
    # 346125 + 4 * 1120000 + 877500 = 5703625
    "gross-total": ("5,703,625", "5703625"),
    # Combined budget: revised forecast of placements, home, team, other costs, income.
    # 5612500 + 178125 + 125000 + 43000 + 0 = 5958625
    "combined-2018-19": ("5,958,625", "5958625"),
    # 21531250 + 570000 + 400000 + 150000 + 0 = 22651250
    "combined-2019-20": ("22,651,250", "22651250"),
    # 20053750 + 570000 + 400000 + 150000 + 0 = 21173750
    "combined-2020-21": ("21,173,750", "21173750"),
    # 18966250 + 570000 + 400000 + 150000 + 0 = 20086250
    "combined-2021-22": ("20,086,250", "20086250"),
    # 18567500 + 570000 + 400000 + 150000 + 0 = 19687500
    "combined-2022-23": ("19,687,500", "19687500"),
    # 18376250 + 427500 + 300000 + 150000 + 0 = 19253750
    "combined-2023-24": ("19,253,750", "19253750"),
    # Against the original forecast of the same year.
    # 5958625 - 5743750 = 214875
    "investment": ("£214,875", "214875"),
    # 22651250 - 22975000 = -323750
    "movement-original-2019-20": ("(323,750)", "-323750"),
    # 21173750 - 22975000 = -1801250
    "movement-original-2020-21": ("(1,801,250)", "-1801250"),
    # 22975000 - 21173750 = 1801250
    "reduction-2020-21": ("£1,801,250", "1801250"),
    # 22975000 - 19253750 = 3721250
    "reduction-2023-24": ("£3,721,250", "3721250"),
    # Against the year before.
    # 21173750 - 22651250 = -1477500
    "movement-plan-2020-21": ("(1,477,500)", "-1477500"),
    # 22651250 - 21173750 = 1477500
    "movement-plan-fall-2020-21": ("£1,477,500", "1477500"),
    # 20086250 - 21173750 = -1087500
    "movement-plan-2021-22": ("(1,087,500)", "-1087500"),
    # 19687500 - 20086250 = -398750
    "movement-plan-2022-23": ("(398,750)", "-398750"),
    # 19253750 - 19687500 = -433750
    "movement-plan-2023-24": ("(433,750)", "-433750"),
    # 398750 + 433750 = 832500
    "maintained": ("£832,500", "832500"),
    # Money saved: 323750 + 1801250 + 2888750 + 3287500 + 3721250 = 12022500
    "cash-saved": ("£12,022,500", "12022500"),
    # 12022500 - 214875 = 11807625
    "cash-saved-net": ("£11,807,625", "11807625"),
    # 323750 + 1477500 + 1087500 + 398750 + 433750 - 214875 = 3506375
    "plan-rows-total": ("£3,506,375", "3506375"),
    # 324000 + 1478000 + 1088000 + 399000 + 434000 = 3723000
    "listed-total": ("£3.723 million", "3723000"),
    # "£3.721m"
    "headline-reduction": ("£3.721 million", "3721000"),
    # Placements by themselves.
    # 5743750 - 5612500 = 131250
    "placements-fall-2018-19": ("£131,250", "131250"),
    # 22975000 - 18376250 = 4598750
    "placements-fall-2023-24": ("£4,598,750", "4598750"),
    # 131250 + 1443750 + 2921250 + 4008750 + 4407500 + 4598750 = 17511250
    "placements-fall-total": ("17,511,250", "17511250"),
    # Part years.
    # 5743750 / 22975000 = 0.25
    "first-year-share": ("25%", "0.25"),
    # 427500 / 570000 = 0.75
    "last-year-residential-share": ("75%", "0.75"),
    # 150000 / 150000 = 1
    "last-year-other-share": ("100%", "1"),
    # 1120000 - 877500 = 242500
    "last-year-missing": ("£242,500", "242500"),
    # 3721250 - 242500 = 3478750
    "reduction-full-year": ("£3,478,750", "3478750"),
    # 125000 + 43000 = 168000
    "first-year-balance": ("£168,000", "168000"),
    # 346125 - 66125 = 280000
    "running-first-year": ("£280,000", "280000"),
    # 252000 - 214875 = 37125
    "funding-to-spare": ("£37,125", "37125"),
    # Demand and capacity.
    # 3 * 4 = 12
    "capacity": ("12", "12"),
    # 4 * 4 - 12 = 4
    "extra-places": ("4", "4"),
    # 24 / 67 = 0.358209
    "candidate-share": ("35.8%", "0.358209"),
    # 35 * 24 / 67 = 12.537313
    "in-scope-recomputed": ("12.54", "12.537313"),
    # 7 / 35 = 0.2
    "in-scope-share": ("20.0%", "0.2"),
    # 24 + 7 * 5 = 59
    "demand-stated": ("59", "59"),
    # 24 + 5 * 35 * 24 / 67 = 86.686567
    "demand": ("86.69", "86.686567"),
    # 12 * 5 = 60
    "scheme-capacity": ("60", "60"),
    # 60 - 59 = 1
    "demand-short": ("1", "1"),
    # 86.686567 - 60 = 26.686567
    "demand-over": ("26.69", "26.686567"),
    # (12 - 4) * 5 = 40
    "rotherham-scheme-places": ("40", "40"),
    # 12 * 2 / 3 = 8
    "reunified": ("8", "8"),
    # The cost of a placement.
    # 22975000 / 67 = 342910.45
    "place-average": ("£342,910", "342910.45"),
    # 67 * 175000 = 11725000
    "place-stated-total": ("£11,725,000", "11725000"),
    # 22975000 / 175000 = 131.2857
    "children-at-stated": ("131.3", "131.2857"),
    # 3 * 175000 = 525000
    "budget-moved": ("£525,000", "525000"),
    # 570000 - 525000 = 45000
    "home-not-covered": ("£45,000", "45000"),
    # 570000 / 3 = 190000
    "cost-of-a-bed": ("£190,000", "190000"),
    # 1443750 / 175000 = 8.25
    "placements-fewer-2019-20": ("8.25", "8.25"),
    # 4598750 / 175000 = 26.278571
    "placements-fewer-2023-24": ("26.28", "26.278571"),
    # 85000 * 5 = 425000
    "grant": ("£425,000", "425000"),
    # Present value at 3.5% a year, 2018/19 as year 0.
    # 1 / 1.035 ** 5 = 0.841973
    "factor-2023-24": ("0.8420", "0.841973"),
    # 1443750 / 1.035 = 1394927.54
    "pv-placements-2019-20": ("1,394,928", "1394927.54"),
    # 131250 + 1443750 / 1.035 + 2921250 / 1.035 ** 2 + 4008750 / 1.035 ** 3 + 4407500 / 1.035 ** 4
    #   + 4598750 / 1.035 ** 5 = 15581764.21
    "pv-placements-total": ("£15,581,764", "15581764.21"),
    # 346125 + 1120000 / 1.035 + 1120000 / 1.035 ** 2 + 1120000 / 1.035 ** 3 + 1120000 / 1.035 ** 4
    #   + 877500 / 1.035 ** 5 = 5198805.17
    "pv-cost-total": ("£5,198,805", "5198805.17"),
    # 15581764.21 - 5198805.17 = 10382959.04
    "npv": ("£10,382,959", "10382959.04"),
    # 15581764.21 / 5198805.17 = 2.99718
    "financial-return": ("3.00", "2.99718"),
    # -214875 + 323750 / r + 1801250 / r ** 2 + 2888750 / r ** 3 + 3287500 / r ** 4 + 3721250 / r ** 5 = 0 at
    # r = 4.364693
    "rate-of-return": ("336%", "3.364693"),
    # What the fall of the first full year counts on: 8.25 less the three in the home is 5.25. If all stayed at home:
    # 3 * (4 + 3 + 2 + 1) / 4 = 7.5. 5.25 / 7.5 = 0.7
    "leavers": ("5.25", "5.25"),
    "leavers-all": ("7.50", "7.5"),
    "counted-on": ("70%", "0.7"),
    # The outcome contract. Starts 3, 12, 12, 12, 12, 9: 60, of whom 40 or 30 succeed. Half of them are verified after
    # one year and half after two: of all who start 0, 1.5, 7.5, 12, 12, 12, 10.5, 4.5.
    "starts-2018-19": ("3", "3"),
    "starts-2023-24": ("9", "9"),
    "lasting-all": ("60", "60"),
    "lasting-two-thirds": ("40", "40"),
    "lasting-half": ("30", "30"),
    # 5703625 * 1.05 / 40 = 149720.15625
    "tariff": ("£149,720", "149720.15625"),
    # Paid in all: the cap, 5703625 * 1.1 = 6273987.5, since 149720.15625 * 60 = 8983209.375 is above it.
    "paid-all": ("6,273,988", "6273987.5"),
    # 149720.15625 * 1.5 * 2 / 3 = 149720.15625; 149720.15625 * 8 = 1197761.25; 149720.15625 * 3 = 449160.46875
    "paid-two-thirds-2019-20": ("149,720", "149720.15625"),
    "paid-two-thirds-2022-23": ("1,197,761", "1197761.25"),
    "paid-two-thirds-2025-26": ("449,160", "449160.46875"),
    "paid-two-thirds": ("5,988,806", "5988806.25"),
    # 149720.15625 * 30 = 4491604.6875
    "paid-half": ("4,491,605", "4491604.6875"),
    # Delivered 2, 10, 18, 26, 34, 40 by the end of each year; verified 0, 1, 6, 14, 22, 30, 37, 40. By the end of
    # 2020/21: 149720.15625 * (18 - 6) = 1796641.875; of 2023/24: 149720.15625 * (40 - 30) = 1497201.5625
    "provision-2020-21": ("1,796,642", "1796641.875"),
    "provision-2023-24": ("£1,497,202", "1497201.5625"),
    "provision-2025-26": ("0", "0"),
    # 6273987.5 - 5703625 = 570362.5; 5988806.25 - 5703625 = 285181.25; 4491604.6875 - 5703625 = -1212020.3125
    "profit-all": ("570,363", "570362.5"),
    "profit-two-thirds": ("285,181", "285181.25"),
    "profit-half": ("−1,212,020", "-1212020.3125"),
    # 570362.5 / 5703625 = 0.1; 285181.25 / 5703625 = 0.05; -1212020.3125 / 5703625 = -0.2125
    "simple-return-all": ("10.0%", "0.1"),
    "simple-return-two-thirds": ("5.0%", "0.05"),
    "simple-return-half": ("−21.3%", "-0.2125"),
    # Payments less cost by year, two-thirds: -346125, -970279.84, -371399.22, 77761.25, 77761.25, 320261.25,
    # 1048041.09, 449160.47: nought at present value at 3.274268% a year.
    "yearly-return": ("3.3%", "0.032743"),
    # 17511250 * (1 / 2) / (2 / 3) = 13133437.5
    "avoided-half": ("13,133,438", "13133437.5"),
    # 17511250 - 6273987.5 + 425000 = 11662262.5; 17511250 - 5988806.25 + 425000 = 11947443.75
    # 13133437.5 - 4491604.6875 + 425000 = 9066832.8125; 13133437.5 - 5703625 = 7429812.5
    "council-all": ("11,662,263", "11662262.5"),
    "council-two-thirds": ("11,947,444", "11947443.75"),
    "council-half": ("9,066,833", "9066832.8125"),
    "council-1-half": ("7,429,813", "7429812.5"),
    # 17511250 - 13133437.5 = 4377812.5; 5988806.25 - 4491604.6875 = 1497201.5625
    "lost-saving": ("£4,377,813", "4377812.5"),
    "paid-less": ("£1,497,202", "1497201.5625"),
    # Where the grant stops covering the return: 425000 / 5703625 = 0.0745140; 570362.5 - 425000 = 145362.5
    "grant-covers": ("7.45%", "0.0745140"),
    "return-money-modelled": ("£285,181", "285181.25"),
    "council-adds-highest": ("£145,363", "145362.5"),
    # At 5% a year: cost (346125 + 1120000 / 1.05 + ... + 877500 / 1.05 ** 5) = 5005133.78, over verified returns, of
    # all who start, (1.5 / 1.05 + ... + 4.5 / 1.05 ** 7) = 48.905415; times 60, less 5703625: 436963.45
    "yearly-return-money": ("£436,963", "436963.45"),
    # 436963.45 - 425000 = 11963.45
    "yearly-return-beyond": ("£11,963", "11963.45"),
    # The financing options. Cost repaid as verified: 5703625 / 60 * (1.5 / 1.035 + 7.5 / 1.035 ** 2 + ...
    # + 4.5 / 1.035 ** 7) = 5703625 / 60 * 51.91361891 = 4934930.24. Grant: 85000 * (1 / 1.035 + ... + 1 / 1.035 ** 5)
    # = 383779.45. Option 2: 15581764.21 - 4934930.24 * (1 + return) + 383779.45
    "by-return-2-return-modelled-low": ("11,030,613", "11030613.42"),
    "npv-option-2": ("10,783,867", "10783866.91"),
    "by-return-2-return-modelled-high": ("10,537,120", "10537120.39"),
    # Home 178125 + 4 * 570000 + 427500 = 2885625; 2885625 / 5703625 = 0.505928
    "home-share": ("50.6%", "0.505928"),
    # Option 3: 15581764.21 - 2567081.49 - 0.505928 * 4934930.24 * (1 + return) + 0.505928 * 383779.45, where the team
    # and other costs are 168000 + 550000 / 1.035 + ... + 450000 / 1.035 ** 5 = 2567081.49
    "by-return-3-return-modelled-low": ("10,712,127", "10712126.98"),
    "npv-option-3": ("10,587,291", "10587290.95"),
    "by-return-3-return-modelled-high": ("10,462,455", "10462454.92"),
    # 10783866.91 - 10382959.04 = 400907.86
    "better-2": ("£400,908", "400907.86"),
    # (5198805.17 + 383779.45) / 4934930.24 - 1 = 0.131239; 5198805.17 / 4934930.24 - 1 = 0.053471
    "tie-return-modelled": ("13.1%", "0.131239"),
    "tie-without-grant-return-modelled": ("5.3%", "0.053471"),
    # The drivers. 175000 / 342910.45 = 0.510337; 1 + 0.41 = 1.41
    "placement-cost-stated": ("51%", "0.510337"),
    "service-cost-high": ("141%", "1.41"),
    # 2 / 3 = 0.666667; 15581764.21 * 2 / 3 - 5198805.17 = 5189037.64
    "fall-lowest": ("67%", "0.666667"),
    "at-ends-fall-achieved-low": ("5,189,038", "5189037.64"),
    # 15581764.21 * 0.510337 - 5198805.17 = 2753150.67; 15581764.21 * 1.1 - 5198805.17 = 11941135.46
    "at-ends-placement-cost-low": ("2,753,151", "2753150.67"),
    "at-ends-placement-cost-high": ("11,941,135", "11941135.46"),
    # 15581764.21 - 0.95 * 5198805.17 = 10642899.30; 15581764.21 - 1.41 * 5198805.17 = 8251448.92
    "at-ends-service-cost-low": ("10,642,899", "10642899.30"),
    "at-ends-service-cost-high": ("8,251,449", "8251448.92"),
    # A year late: 131250 / 1.035 + 1443750 / 1.035 ** 2 + 2921250 / 1.035 ** 3 + 4008750 / 1.035 ** 4
    # + 4407500 / 1.035 ** 5 = 11313758.56; - 5198805.17 = 6114953.39
    "at-ends-delay-high": ("6,114,953", "6114953.39"),
    # 5198805.17 / 15581764.21 = 0.333647; 15581764.21 / 5198805.17 = 2.997182
    "switch-fall-achieved": ("33%", "0.333647"),
    "switch-placement-cost": ("33%", "0.333647"),
    "switch-service-cost": ("300%", "2.997182"),
    # 11313758.56 * 2 / 3 * 0.510337 - 1.41 * 5198805.17 = -3481093.11
    "scenario-pessimistic-option-1": ("−3,481,093", "-3481093.11"),
    # 11313758.56 * 2 / 3 * 0.510337 - 4934930.24 * 1.1 * 2 / 3 = 230273.33
    "scenario-pessimistic-option-2": ("230,273", "230273.33"),
    # 3849222.18 - 1.41 * 2567081.49 - 0.505928 * 4934930.24 * 1.1 * 2 / 3 = -1601291.18
    "scenario-pessimistic-option-3": ("−1,601,291", "-1601291.18"),
    # 15581764.21 * 2 / 3 * 0.510337 = 5301303.89; less 5198805.17; less 4934930.24 * 1.05 * 2 / 3, plus 383779.45;
    # less 2567081.49 and 0.505928 * 4934930.24 * 1.05 * 2 / 3, plus 0.505928 * 383779.45
    "scenario-cautious-option-1": ("102,499", "102498.72"),
    "scenario-cautious-option-2": ("2,230,632", "2230632.17"),
    "scenario-cautious-option-3": ("1,180,683", "1180682.84"),
    # 15581764.21 * 1.1 = 17139940.63; less 0.95 * 5198805.17; less 4934930.24, plus 383779.45; less 0.95 * 2567081.49
    # and 0.505928 * 4934930.24, plus 0.505928 * 383779.45
    "scenario-optimistic-option-1": ("12,201,076", "12201075.72"),
    "scenario-optimistic-option-2": ("12,588,790", "12588789.84"),
    "scenario-optimistic-option-3": ("12,398,657", "12398657.47"),
}
# Worked out for statements only.
NOT_PRINTED = {
    # 149720.15625 * 1.5 = 224580.234375; in 2023/24 what is left of the cap:
    # 6273987.5 - 149720.15625 * (1.5 + 7.5 + 12 + 12) = 1333222.34375
    "paid-all-2019-20": 224580.234375,
    "paid-all-2023-24": 1333222.34375,
    "paid-all-2024-25": 0,
    # 149720.15625 * 1.5 / 2 = 112290.1171875, above the grant of 85000; 149720.15625 * 10.5 / 2 = 786030.8203125
    "paid-half-2019-20": 112290.1171875,
    "paid-half-2024-25": 786030.8203125,
}
# Present values, as worked above.
FALL, LATE, COST, REPAID, GRANT = 15_581_764.21, 11_313_758.56, 5_198_805.17, 4_934_930.24, 383_779.45
DRAWS = 40_000


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


def test_the_payments_behind_the_statements_are_those_worked_by_hand(built: Project) -> None:
    found = book.nodes(built.root, PAPER)
    assert {id: float(found[id]["value"]) for id in NOT_PRINTED} == pytest.approx(NOT_PRINTED)


def test_the_simulated_figures_are_near_another_simulation(built: Project) -> None:
    """Drawn here by another generator and another method; the bounds are some four standard errors."""
    found = {id: float(node["value"]) for id, node in book.nodes(built.root, PAPER).items() if _is_simulated(node)}
    one, two, lost = (list(values) for values in zip(*_draws(), strict=True))
    for name, values in (("option-1", one), ("option-2", two)):
        for percent in (10, 50, 90):
            expected = sorted(values)[DRAWS * percent // 100]
            assert found[f"spread-{name}-p{percent}"] == pytest.approx(expected, abs=200_000)
        assert found[f"chance-{name}"] == pytest.approx(sum(value > 0 for value in values) / DRAWS, abs=0.004)
    assert found["investor-loses"] == pytest.approx(sum(lost) / DRAWS, abs=0.015)
    better = sum(b > a for a, b in zip(one, two, strict=True)) / DRAWS
    assert found["best-option-2"] == pytest.approx(better, abs=0.003)
    assert found["best-option-1"] + found["best-option-2"] == pytest.approx(1, abs=0.001)


def test_no_draw_lies_beyond_the_worst_and_the_best_case(built: Project) -> None:
    found = book.nodes(built.root, PAPER)
    for option in ("option-1", "option-2"):
        ends = [float(found[f"scenario-{case}-{option}"]["value"]) for case in ("pessimistic", "optimistic")]
        spread = [float(found[f"spread-{option}-p{percent}"]["value"]) for percent in (10, 50, 90)]
        assert [ends[0], *spread, ends[1]] == sorted([ends[0], *spread, ends[1]])


def _is_simulated(node: object) -> bool:
    return isinstance(node, dict) and str(node["operation"]).startswith("simulated ")


def _draws() -> Iterator[tuple[float, float, bool]]:
    """Net present value of option 1 and of option 2, and whether the investor loses money, in each draw."""
    draw = random.Random(1).triangular
    for _ in range(DRAWS):
        achieved, place, late = draw(2 / 3, 1, 1), draw(175_000 * 67 / 22_975_000, 1.1, 1), draw(0, 1, 0)
        service, grant, rate = draw(0.95, 1.41, 1), draw(0, 1, 1), draw(0, 0.1, 0.05)
        saved = (FALL - (FALL - LATE) * late) * achieved * place
        paid = (1 + rate) * achieved
        yield saved - COST * service, saved - REPAID * paid + GRANT * grant, service > paid
