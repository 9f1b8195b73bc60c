"""Staffordshire: the figures that carry the paper's conclusions, each worked by hand from the published tables."""

from __future__ import annotations

from golden import book
from project import Project

PAPER = "staffordshire-community-support"
# Figure: as printed, and its value.
PRINTED = {
    # AMG, Progress, Freedom, Crossroads, outside the framework.
    # 79747.23 + 0 + 46712.31 + 426.50 + 490276.86 = 617162.90
    "community-care-2017-18": ("617,163", "617162.90"),
    # 153323.72 + 0 + 103686.68 + 10403.50 + 374293.26 = 641707.16
    "community-care-2018-19": ("641,707", "641707.16"),
    # 287306.47 + 7508.51 + 95401.49 + 26807.66 + 179318.39 = 596342.52
    "community-care-2019-20": ("596,343", "596342.52"),
    # 223077.55 + 12945.75 + 120341.61 + 33456.90 + 179563.19 = 569385.00
    "community-care-2020-21": ("£569,385", "569385.00"),
    # With Aiming High.
    # 617162.90 + 157397.00 = 774559.90
    "all-spend-2017-18": ("774,560", "774559.90"),
    # 641707.16 + 170162.00 = 811869.16
    "all-spend-2018-19": ("811,869", "811869.16"),
    # 596342.52 + 111792.00 = 708134.52
    "all-spend-2019-20": ("708,135", "708134.52"),
    # 569385.00 + 16241.00 = 585626.00
    "all-spend-2020-21": ("£585,626", "585626.00"),
    # How spending changed.
    # 617162.90 - 569385.00 = 47777.90
    "community-care-fall": ("£47,778", "47777.90"),
    # 47777.90 / 617162.90 = 0.077415
    "community-care-fall-share": ("7.7%", "0.077415"),
    # 774559.90 - 585626.00 = 188933.90
    "all-spend-fall": ("£188,934", "188933.90"),
    # 188933.90 / 774559.90 = 0.243924
    "all-spend-fall-share": ("24.4%", "0.243924"),
    # 157397.00 - 16241.00 = 141156.00
    "aiming-high-fall": ("£141,156", "141156.00"),
    # (111792.00 - 16241.00) / 111792.00 = 0.854721
    "aiming-high-fall-last-year-share": ("85.5%", "0.854721"),
    # 16241.00 / 150000 = 0.108273
    "life-skills-used": ("10.8%", "0.108273"),
    # (617162.90 + 641707.16 + 596342.52 + 569385.00) / 4 = 606149.395
    "average-spend": ("£606,149", "606149.395"),
    # 606149.395 - 569385.00 = 36764.395
    "average-difference": ("£36,764", "36764.395"),
    # On and off the framework.
    # (617162.90 - 490276.86) / 617162.90 = 0.205596
    "framework-share-2017-18": ("20.6%", "0.205596"),
    # (569385.00 - 179563.19) / 569385.00 = 0.684637
    "framework-share-2020-21": ("68.5%", "0.684637"),
    # 179563.19 / 569385.00 = 0.315363
    "outside-share-2020-21": ("31.5%", "0.315363"),
    # (569385.00 - 179563.19) - (617162.90 - 490276.86) = 262935.77
    "framework-rise": ("£262,936", "262935.77"),
    # 262935.77 / 126886.04 = 2.07222
    "framework-rise-share": ("207%", "2.07222"),
    # 490276.86 - 179563.19 = 310713.67
    "outside-fall": ("£310,714", "310713.67"),
    # 179563.19 - 179318.39 = 244.80
    "outside-rise-last-year": ("£245", "244.80"),
    # (596342.52 - 179318.39) - (569385.00 - 179563.19) = 27202.32
    "framework-fall-last-year": ("£27,202", "27202.32"),
    # What the printed totals leave out.
    # 774559.90 - 617162.90 = 157397.00
    "stated-total-short-2017-18": ("£157,397", "157397.00"),
    # 585626.00 - 569385.00 = 16241.00
    "stated-total-short-2020-21": ("£16,241", "16241.00"),
    # 641707.16 - 641647.16 = 60.00
    "unexplained-difference": ("£60", "60.00"),
    # Costs like for like: life skills, 150,000, added where the stated cost leaves them out.
    # 569385.00 + 150000 = 719385.00
    "cost-1": ("£719,385", "719385.00"),
    # 450000 + 150000 = 600000
    "cost-2": ("£600,000", "600000"),
    # 513000 + 150000 = 663000
    "cost-3": ("£663,000", "663000"),
    # "700k"
    "cost-4": ("£700,000", "700000"),
    # "650k"
    "cost-5": ("£650,000", "650000"),
    # 719385.00 - 650000 = 69385.00
    "option-five-under-one": ("£69,385", "69385.00"),
    # 650000 - 585626.00 = 64374.00
    "option-five-over-actual": ("£64,374", "64374.00"),
    # 719385.00 - 585626.00 = 133759.00
    "option-one-over-actual": ("£133,759", "133759.00"),
    # 720000 - 719385.00 = 615.00
    "option-one-rounding": ("£615", "615.00"),
    # 650000 - 600000 = 50000
    "option-five-over-two": ("£50,000", "50000"),
    # 650000 - 450000 = 200000
    "option-five-over-two-as-stated": ("£200,000", "200000"),
    # 650000 - 513000 = 137000
    "option-five-over-three-as-stated": ("£137,000", "137000"),
    # 663000 - 650000 = 13000
    "option-five-under-three": ("£13,000", "13000"),
    # 513000 / 17.89 = 28675.24
    "implied-hours": ("28,675.24", "28675.24"),
    # 569385.00 * 17.89 / 513000 = 19.8563
    "implied-rate": ("£19.86", "19.8563"),
    # 650000 * 4 = 2600000
    "contract-value-5": ("£2.6 million", "2600000"),
    # Demand.
    # 550 - 300 = 250
    "without-paid-support": ("250", "250"),
    # 300 - 200 - 55 = 45
    "not-accounted-for": ("45", "45"),
    # 56 + 8 = 64
    "requested": ("64", "64"),
    # 8 / 64 = 0.125
    "unsourced-share": ("12.5%", "0.125"),
    # 569385.00 / 55 = 10352.45
    "cost-a-child": ("£10,352", "10352.45"),
    # 569385.00 / 56 = 10167.59
    "cost-a-package": ("£10,168", "10167.59"),
    # Scores: Yes 2, Partially 1, No 0, over fifteen tests.
    # 3 * 2 + 10 * 1 + 2 * 0 = 16
    "score-1": ("16", "16"),
    # 9 * 2 + 4 * 1 + 2 * 0 = 22
    "score-2": ("22", "22"),
    # 10 * 2 + 5 * 1 + 0 * 0 = 25
    "score-3": ("25", "25"),
    # 1 * 2 + 10 * 1 + 4 * 0 = 12
    "score-4": ("12", "12"),
    # 12 * 2 + 3 * 1 + 0 * 0 = 27
    "score-5": ("27", "27"),
    # 15 * 2 = 30
    "full-marks": ("30", "30"),
    # 27 - 25 = 2
    "lead-over-three": ("2", "2"),
    # 25 - 22 = 3
    "lead-of-three-over-two": ("3", "3"),
    # By outcome: option 5 on tests 4, 5, 6 (Y Y Y) and 10, 11, 12 (Y Y Y); on tests 1, 2, 3 (Y Y P).
    # 2 + 2 + 2 = 6
    "outcome-scores-5-transformation": ("6", "6"),
    # 2 + 2 + 2 = 6
    "outcome-scores-5-social-value": ("6", "6"),
    # 2 + 2 + 1 = 5
    "outcome-scores-5-statutory-duties": ("5", "5"),
    # Option 3 on tests 4, 5, 6 (Y P Y) and 10, 11, 12 (P Y Y).
    # 2 + 1 + 2 = 5
    "outcome-scores-3-transformation": ("5", "5"),
    # 1 + 2 + 2 = 5
    "outcome-scores-3-social-value": ("5", "5"),
    # Option 2 on tests 7, 8, 9 (Y Y Y) and 13, 14, 15 (Y Y Y).
    # 2 + 2 + 2 = 6
    "outcome-scores-2-value-for-money": ("6", "6"),
    # 2 + 2 + 2 = 6
    "outcome-scores-2-risk": ("6", "6"),
    # P in the five rows of the matrix: 10 + 4 + 5 + 10 + 3 = 32
    "partially-cells": ("32", "32"),
}


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)
