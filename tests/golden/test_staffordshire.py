"""Staffordshire: the figures that carry the paper's conclusions, each worked by hand from the published tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from scipy.optimize import linprog

from golden import book
from project import Project
from published.staffordshire_matrix import ANSWERS

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
    # In prices of 2020/21: the GDP deflator of March 2026 is 77.0388, 78.7948, 80.8738 and 85.1002 in these years.
    # 617162.90 * 85.1002 / 77.0388 = 681743.306
    "community-care-real-2017-18": ("681,743", "681743.306"),
    # 641707.16 * 85.1002 / 78.7948 = 693058.522
    "community-care-real-2018-19": ("693,059", "693058.522"),
    # 596342.52 * 85.1002 / 80.8738 = 627506.902
    "community-care-real-2019-20": ("627,507", "627506.902"),
    # 774559.90 * 85.1002 / 77.0388 = 855610.451
    "all-spend-real-2017-18": ("855,610", "855610.451"),
    # 811869.16 * 85.1002 / 78.7948 = 876837.404
    "all-spend-real-2018-19": ("876,837", "876837.404"),
    # 708134.52 * 85.1002 / 80.8738 = 745141.063
    "all-spend-real-2019-20": ("745,141", "745141.063"),
    # 681743.306 - 569385.00 = 112358.306
    "community-care-fall-real": ("112,358", "112358.306"),
    # 112358.306 / 681743.306 = 0.164810
    "community-care-fall-real-share": ("16.5%", "0.164810"),
    # 855610.451 - 585626.00 = 269984.451
    "all-spend-fall-real": ("269,984", "269984.451"),
    # 269984.451 / 855610.451 = 0.315546
    "all-spend-fall-real-share": ("31.6%", "0.315546"),
    # 85.1002 / 77.0388 - 1 = 0.104641
    "deflator-rise": ("10.5%", "0.104641"),
    # 85.1002 / 80.8738 - 1 = 0.052259
    "deflator-rise-last-year": ("5.2%", "0.052259"),
    # 8.72 / 7.50 - 1 = 0.162667
    "living-wage-rise": ("16.3%", "0.162667"),
    # 617162.90 * 8.72 / 7.50 = 717554.7317; 1 - 569385.00 / 717554.7317 = 0.206493
    "community-care-fall-against-wage": ("20.6%", "0.206493"),
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
    # 719385 * 4 = 2877540
    "contract-value-1": ("£2,877,540", "2877540"),
    # 600000 * 4 = 2400000
    "contract-value-2": ("£2,400,000", "2400000"),
    # 663000 * 4 = 2652000
    "contract-value-3": ("£2,652,000", "2652000"),
    # 700000 * 4 = 2800000
    "contract-value-4": ("£2,800,000", "2800000"),
    # Every hour at what it cost in 2020/21: 569385 + 150000 = 719385
    "high-cost-3": ("£719,385", "719385"),
    # 700000 + 150000 = 850000
    "high-cost-4": ("£850,000", "850000"),
    # 650000 + 150000 = 800000
    "high-cost-5": ("£800,000", "800000"),
    # 13000 / 650000 = 0.02
    "room-to-three": ("2.0%", "0.02"),
    # 69385 / 650000 = 0.106746
    "room-to-one": ("10.7%", "0.106746"),
    # 69385 * 4 = 277540
    "option-five-under-one-over-life": ("£277,540", "277540"),
    # 1/1.035 + 1/1.035^2 + 1/1.035^3 + 1/1.035^4 = 3.67307921; 69385 * 3.67307921 = 254856.60
    "option-five-under-one-present-value": ("£254,857", "254856.60"),
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
    # With Partially at half a point: 12 * 2 + 3 * 0.5 = 25.5; 10 * 2 + 5 * 0.5 = 22.5; 9 * 2 + 4 * 0.5 = 20
    "near-no-score-5": ("25.5", "25.5"),
    "near-no-score-3": ("22.5", "22.5"),
    "near-no-score-2": ("20.0", "20.0"),
    # With Partially at a point and a half: 24 + 3 * 1.5 = 28.5; 20 + 5 * 1.5 = 27.5; 18 + 4 * 1.5 = 24
    "near-yes-score-5": ("28.5", "28.5"),
    "near-yes-score-3": ("27.5", "27.5"),
    "near-yes-score-2": ("24.0", "24.0"),
    # One outcome left out: from option 5, 27 less 5, 6, 5, 6 and 5; from option 3, 25 less 5 each time; from option 2,
    # 22 less 5, 3, 6, 2 and 6.
    "score-without-statutory-duties-5": ("22", "22"),
    "score-without-transformation-5": ("21", "21"),
    "score-without-value-for-money-5": ("22", "22"),
    "score-without-social-value-5": ("21", "21"),
    "score-without-risk-5": ("22", "22"),
    "score-without-statutory-duties-3": ("20", "20"),
    "score-without-social-value-3": ("20", "20"),
    "score-without-statutory-duties-2": ("17", "17"),
    "score-without-transformation-2": ("19", "19"),
    "score-without-value-for-money-2": ("16", "16"),
    "score-without-social-value-2": ("20", "20"),
    "score-without-risk-2": ("16", "16"),
    # Option 5 less option 2 by outcome: 0, 3, -1, 4, -1. With the weight w on value for money (or risk) and a quarter
    # of the rest on each other outcome: (1 - w) * (0 + 3 + 4 - 1) / 4 - w = 0, so 1.5 = 2.5 w and w = 0.6.
    "level-weight-2-value-for-money": ("60%", "0.6"),
    "level-weight-2-risk": ("60%", "0.6"),
    # (1 - w) * (3 - 1 + 4 - 1) / 4 + 0 w = 0, so w = 1.
    "level-weight-2-statutory-duties": ("100%", "1"),
    # The lead is (0 + 3 - 1 + 4 - 1) / 5 = 1 point. Weight that leaves social value for risk costs 4 + 1 = 5 points a
    # unit: 1 / 5 = 0.2.
    "outcome-shift-2": ("20%", "0.2"),
    # Option 5 less option 3 by outcome: 0, 1, 0, 1, 0. The lead is 0.4, and a unit of weight costs 1: 0.4.
    "outcome-shift-3": ("40%", "0.4"),
    # By test the lead over option 3 is 2 / 15, and a unit of weight from a lead of 1 to a lag of 1 costs 2: 1 / 15.
    "test-shift-3": ("7%", "0.066667"),
    # Over option 2 it is 5 / 15. The weight of test 4 (from a lead of 2 to a lag of 1) costs 3 / 15; the 2 / 15 left
    # cost 3 a unit, from test 11: 2 / 45. 1 / 15 + 2 / 45 = 5 / 45.
    "test-shift-2": ("11%", "0.111111"),
    # 1 / 15
    "test-weight": ("7%", "0.066667"),
    # P in the five rows of the matrix: 10 + 4 + 5 + 10 + 3 = 32
    "partially-cells": ("32", "32"),
    # Spend in the year, illustrative: the budget is what was published for 2019/20, and the twelve months come to what
    # was published for 2020/21.
    "year-budget-community-care": ("596,343", "596342.52"),
    "year-budget-both-services": ("708,135", "708134.52"),
    "paid-non-framework-provision": ("179,563", "179563.19"),
    "paid-community-care": ("569,385", "569385.00"),
    "paid-both-services": ("£585,626", "585626.00"),
    # 585626.00 / 708134.52 = 0.826998
    "budget-used-both-services": ("83%", "0.826998"),
    # With no month left the forecast is what was paid.
    "outturn-both-services": ("585,626", "585626.00"),
    # 223077.55 - 287306.47 = -64228.92
    "outturn-variance-amg": ("(64,229)", "-64228.92"),
    # 12945.75 - 7508.51 = 5437.24
    "outturn-variance-progress": ("5,437", "5437.24"),
    # 120341.61 - 95401.49 = 24940.12
    "outturn-variance-freedom": ("24,940", "24940.12"),
    # 33456.90 - 26807.66 = 6649.24
    "outturn-variance-crossroads": ("6,649", "6649.24"),
    # 179563.19 - 179318.39 = 244.80
    "outturn-variance-non-framework-provision": ("245", "244.80"),
    # 16241.00 - 111792.00 = -95551.00
    "outturn-variance-aiming-high": ("(95,551)", "-95551.00"),
    # -64228.92 + 5437.24 + 24940.12 + 6649.24 + 244.80 = -26957.52; less 95551.00 it is -122508.52
    "outturn-variance-community-care": ("(26,958)", "-26957.52"),
    "outturn-variance-both-services": ("(122,509)", "-122508.52"),
    # October to December and January to March, as the ledger has them: 50771.09 + 47911.21 + 46366.92 = 145049.22 and
    # 49681.69 + 54133.42 + 57124.97 = 160940.08; a third of each.
    "recent-month-before": ("£48,350", "48349.74"),
    "recent-month-last": ("£53,647", "53646.693"),
    # 585626.00 - 585626.00 = 0
    "ledger-short": ("£0", "0"),
}
WORDS = {
    "ledger-period": "March 2021",
    "year-over": "yes",
    # Above 287306.47 * 0.01 = 2873.06 each way; 244.80 is not above 1793.18; above 7081.35.
    "outturn-verdict-amg": "underspend",
    "outturn-verdict-progress": "overspend",
    "outturn-verdict-freedom": "overspend",
    "outturn-verdict-crossroads": "overspend",
    "outturn-verdict-non-framework-provision": "on budget",
    "outturn-verdict-aiming-high": "underspend",
    "outturn-verdict-community-care": "underspend",
    "outturn-verdict-both-services": "underspend",
    # 53646.69 - 48349.74 = 5296.95 is more than 48349.74 * 0.05 = 2417.49
    "spending-direction": "rising",
}


def test_the_figures_are_those_worked_by_hand(built: Project) -> None:
    faults = book.faults(built.root, PAPER, PRINTED)
    assert not faults, "\n".join(faults)


def test_the_words_on_spending_in_the_year_are_those_worked_by_hand(built: Project) -> None:
    found = book.nodes(built.root, PAPER)
    assert {id: found[id]["value"] for id in WORDS} == WORDS


def test_whatever_is_invented_says_so_wherever_it_is_shown(built: Project) -> None:
    """In the label of each figure that rests on the ledger, the chart with its description, and the captions."""
    found = book.nodes(built.root, PAPER)
    invented = book.resting_on_source(found, "staffordshire-monthly-illustrative")
    labels = [found[id]["label"] for id in invented if found[id].get("label") and not id.startswith("step-")]
    assert labels
    assert [label for label in labels if "illustrative" not in label.lower()] == []
    text = (built.root / "reports" / PAPER / f"{PAPER}.qmd").read_text("utf-8").splitlines()
    captions = [line for line in text if "{#tbl-in-year" in line or "{#tbl-paid-by-month" in line]
    assert len(captions) == 2 and all("llustrative" in line for line in captions)
    picture = next(line for line in text if "{#fig-paid-by-month" in line)
    assert all("llustrative" in part for part in picture.split("fig-alt="))


# Points of each option: by test, and by the three tests of each of the five outcomes.
BY_TEST = np.array([[{"Y": 2, "P": 1, "N": 0}[code] for code in codes] for codes in ANSWERS.values()])
BY_OUTCOME = BY_TEST.reshape(5, 5, 3).sum(axis=2)
SCORED = {"outcome": BY_OUTCOME, "test": BY_TEST}
TEN_THOUSAND = 10_000


def share_of(project: Project, drawn: str, option: str) -> float:
    return float(book.nodes(project.root, PAPER)[f"{drawn}-lead-share-{option}"]["value"])


def bound(share: float, draws: int) -> float:
    """Four standard errors of a share among so many draws."""
    return 4 * (share * (1 - share) / draws) ** 0.5


def test_random_weights_of_the_outcomes_give_the_exact_share_of_the_simplex(built: Project) -> None:
    # Uniform weights are five exponential numbers over their sum. Option 2 is ahead of option 5 where
    # 3 a + 4 b < c + d. With T = 3 a + 4 b, c + d exceeds T with the chance E[(1 + T) exp(-T)], and
    # E[exp(-s T)] = 1 / ((1 + 3 s) (1 + 4 s)), which is 1/20 at s = 1 and has the slope -E[T exp(-T)] there:
    # E[T exp(-T)] = (3/4 + 4/5) / 20. Together 1/20 + 1.55/20 = 2.55/20. Option 3 is never ahead of option 5.
    exact = 2.55 / 20
    assert abs(share_of(built, "outcome", "2") - exact) < bound(exact, TEN_THOUSAND)
    assert abs(share_of(built, "outcome", "5") - (1 - exact)) < bound(exact, TEN_THOUSAND)
    assert [share_of(built, "outcome", option) for option in "134"] == [0, 0, 0]


@pytest.mark.parametrize("drawn", ["outcome", "test"])
def test_random_weights_agree_with_a_larger_simulation_by_numpy(built: Project, drawn: str) -> None:
    scores, draws = SCORED[drawn], 400_000
    weights = np.random.default_rng(20).dirichlet(np.ones(scores.shape[1]), draws)
    leads = np.bincount((weights @ scores.T).argmax(axis=1), minlength=5) / draws
    for option, share in zip(ANSWERS, leads, strict=True):
        allowed = bound(share, TEN_THOUSAND) + bound(share, draws)
        assert abs(share_of(built, drawn, option) - share) <= allowed, (option, share)


def least_shift(scores: np.ndarray, rival: int) -> float | None:
    """Half the least sum of changes of equal weights with which a rival equals option 5; None where none do it."""
    criteria = scores.shape[1]
    differences, each, nought = scores[4] - scores[rival], np.full(criteria, 1 / criteria), np.zeros(criteria)
    unit = np.eye(criteria)
    found = linprog(
        np.concatenate([nought, np.ones(criteria)]),
        A_ub=np.block([[unit, -unit], [-unit, -unit]]),
        b_ub=np.concatenate([each, -each]),
        A_eq=np.array([np.concatenate([differences, nought]), np.concatenate([np.ones(criteria), nought])]),
        b_eq=[0, 1],
    )
    return float(found.fun) / 2 if found.success else None


@pytest.mark.parametrize("moved", ["outcome", "test"])
def test_the_least_weight_that_must_move_is_that_of_a_linear_programme(built: Project, moved: str) -> None:
    figures = book.nodes(built.root, PAPER)
    for place, option in enumerate("1234"):
        expected, found = least_shift(SCORED[moved], place), figures[f"{moved}-shift-{option}"]["value"]
        if expected is None:
            assert found == "none"
        else:
            assert float(found) == pytest.approx(expected, abs=1e-9)


def test_no_weight_of_one_outcome_but_two_lets_option_two_overtake(built: Project) -> None:
    figures = book.nodes(built.root, PAPER)
    found = {id: node["value"] for id, node in figures.items() if id.startswith("level-weight-")}
    below_all = {id: Decimal(value) for id, value in found.items() if value != "none" and Decimal(value) < 1}
    assert below_all == {f"level-weight-2-{one}": Decimal("0.6") for one in ("value-for-money", "risk")}
    for option in "1234":
        assert _levels(found, option) == _swept(int(option) - 1)


def _levels(found: dict[str, str], option: str) -> Sequence[float | None]:
    names = ("statutory-duties", "transformation", "value-for-money", "social-value", "risk")
    values = [found[f"level-weight-{option}-{name}"] for name in names]
    return [None if value == "none" else pytest.approx(float(value)) for value in values]


def _swept(rival: int) -> Sequence[float | None]:
    """The weight of each outcome, in steps of a thousandth, from which on the rival is no longer behind option 5."""
    differences = BY_OUTCOME[4] - BY_OUTCOME[rival]
    levels: list[float | None] = []
    for own in range(5):
        rest = (differences.sum() - differences[own]) / 4
        level = [step for step in range(1001) if (1000 - step) * rest + step * differences[own] <= 0]
        levels.append(level[0] / 1000 if level else None)
    return levels
