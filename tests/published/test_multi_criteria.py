"""Value scales, weighted totals and ranks; compared with scikit-criteria and pymcdm on the same inputs.

Sources:
    Wikipedia, Weighted sum model: three choices on four criteria.
    pymcdm 1.4.0, documentation of pymcdm.methods.WSM: five alternatives on four criteria, two of them costs.
    The libraries themselves: both compute in binary floating point, and pymcdm scales columns first unless told not to.
"""

import numpy as np
import pytest
import skcriteria
from pymcdm import normalizations
from pymcdm.methods import WSM
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.preprocessing.scalers import MinMaxScaler

from published.staffordshire_matrix import APPRAISAL, OUTCOMES, by_outcome, by_test
from published.worked import Example, amount, amounts, examples_test, grid
from tracepaper.calculations.multi_criteria import global_scale, local_scale, ranks, weighted_totals
from tracepaper.calculations.options import dominated
from tracepaper.calculations.weights import equal_weights, weights_from_points
from tracepaper.figures import Figure

CHOICES = grid(
    {
        "A1": {"C1": "25", "C2": "20", "C3": "15", "C4": "30"},
        "A2": {"C1": "10", "C2": "30", "C3": "20", "C4": "30"},
        "A3": {"C1": "30", "C2": "10", "C3": "30", "C4": "10"},
    },
    "point",
)
CHOICE_WEIGHTS = amounts({"C1": "0.20", "C2": "0.15", "C3": "0.40", "C4": "0.25"})
HOMES = {
    "North": {"Cost": amount("400000", "GBP"), "Places": amount("12", "place")},
    "South": {"Cost": amount("300000", "GBP"), "Places": amount("9", "place")},
    "West": {"Cost": amount("360000", "GBP"), "Places": amount("4", "place")},
}
WORST = {"Cost": amount("500000", "GBP"), "Places": amount("0", "place")}
BEST = {"Cost": amount("250000", "GBP"), "Places": amount("16", "place")}

EXAMPLES = [
    Example(
        calculation="local_scale",
        title="Cost, of which less is better, and places",
        given={"homes": HOMES},
        formula='local_scale(homes, less_is_better=["Cost"])',
        gives={
            "North": {"Cost": "0.0", "Places": "100.0"},
            "South": {"Cost": "100.0", "Places": "62.5"},
            "West": {"Cost": "40.0", "Places": "0.0"},
        },
        working="100 x (360,000 - 400,000) / (300,000 - 400,000) = 40; 100 x (9 - 4) / (12 - 4) = 62.5",
        source="Arithmetic",
    ),
    Example(
        calculation="local_scale",
        title="All options are equal on a criterion",
        given={"scores": grid({"A": {"Legal": "2", "Reach": "1"}, "B": {"Legal": "2", "Reach": "2"}}, "point")},
        formula="local_scale(scores)",
        refuses='On the criterion "Legal" all options are equal, so none is the worst or the best.',
        working="best less worst is 2 - 2 = 0, by which nothing can be divided.",
        source="Arithmetic",
    ),
    Example(
        calculation="global_scale",
        title="The same homes between reference points",
        given={"homes": HOMES, "worst": WORST, "best": BEST},
        formula="global_scale(homes, worst=worst, best=best)",
        gives={
            "North": {"Cost": "40.00", "Places": "75.00"},
            "South": {"Cost": "80.00", "Places": "56.25"},
            "West": {"Cost": "56.00", "Places": "25.00"},
        },
        working="100 x (400,000 - 500,000) / (250,000 - 500,000) = 40; 100 x (9 - 0) / (16 - 0) = 56.25",
        source="Arithmetic",
    ),
    Example(
        calculation="global_scale",
        title="An option beyond a reference point",
        given={"homes": HOMES, "worst": WORST, "best": {**BEST, "Places": amount("10", "place")}},
        formula="global_scale(homes, worst=worst, best=best)",
        refuses='"North" has 12 on "Places", beyond the reference points 0 and 10.',
        working="12 is more than 10, and would be worth 120 out of 100.",
        source="Arithmetic",
    ),
    Example(
        calculation="weighted_values",
        title="What each criterion adds to the total of a choice",
        given={"choices": CHOICES, "agreed": CHOICE_WEIGHTS},
        formula='weighted_values(choices, agreed)["A1"]',
        gives={"C1": "5.00", "C2": "3.00", "C3": "6.00", "C4": "7.50"},
        working="25 x 0.20 = 5; 20 x 0.15 = 3; 15 x 0.40 = 6; 30 x 0.25 = 7.5",
        source="Arithmetic on the example of: Wikipedia, Weighted sum model",
    ),
    Example(
        calculation="weighted_totals",
        title="Three choices on four criteria",
        given={"choices": CHOICES, "agreed": CHOICE_WEIGHTS},
        formula="weighted_totals(choices, agreed)",
        gives={"A1": "21.50", "A2": "22.00", "A3": "22.00"},
        working="25 x 0.20 + 20 x 0.15 + 15 x 0.40 + 30 x 0.25 = 5 + 3 + 6 + 7.5 = 21.5",
        source="Wikipedia, Weighted sum model",
    ),
    Example(
        calculation="weighted_totals",
        title="Five options on five outcomes of equal weight",
        given={"scores": by_outcome()},
        formula='weighted_totals(scores, equal_weights(scores["5"]))',
        gives={"1": "3.2", "2": "4.4", "3": "5.0", "4": "2.4", "5": "5.4"},
        working="Option 5: (5 + 6 + 5 + 6 + 5) / 5 = 27 / 5 = 5.4; option 3: (5 + 5 + 5 + 5 + 5) / 5 = 5",
        source=f"Arithmetic on answers that are printed in: {APPRAISAL}",
    ),
    Example(
        calculation="weighted_totals",
        title="Pounds and places on no common scale",
        given={"homes": HOMES, "agreed": amounts({"Cost": "0.5", "Places": "0.5"})},
        formula="weighted_totals(homes, agreed)",
        refuses='Scores on "Cost" are in pounds, on "Places" in places. Put all scores on one scale first',
        working="A pound and a place add up to nothing.",
        source="Arithmetic",
    ),
    Example(
        calculation="ranks",
        title="Two choices share the first rank",
        given={"totals": amounts({"A1": "21.50", "A2": "22.00", "A3": "22.00"}, "point")},
        formula="ranks(totals)",
        gives={"A1": "3", "A2": "1 equal", "A3": "1 equal"},
        working="No total is above 22; two are above 21.5.",
        source="Arithmetic on the example of: Wikipedia, Weighted sum model",
    ),
    Example(
        calculation="ranks",
        title="The cheapest first",
        given={"cost": amounts({"North": "400000", "South": "300000", "West": "360000"}, "GBP")},
        formula="ranks(cost, lowest_first=true)",
        gives={"North": "3", "South": "1", "West": "2"},
        working="300,000 is below 360,000, which is below 400,000.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)

MATRICES = {"tests": by_test(), "outcomes": by_outcome(), "choices": CHOICES}


def matrix(scores: dict[str, dict[str, Figure]]) -> np.ndarray:
    return np.array([[float(one.value) for one in row.values()] for row in scores.values()])


def decision(scores: dict[str, dict[str, Figure]], weights: dict[str, Figure]) -> skcriteria.DecisionMatrix:
    numbers = [float(weight.value) for weight in weights.values()]
    return skcriteria.mkdm(matrix(scores), [max] * len(numbers), weights=numbers, alternatives=list(scores))


def floats(series: dict[str, Figure]) -> list[float]:
    return [float(one.value) for one in series.values()]


@pytest.mark.parametrize("scores", MATRICES.values(), ids=MATRICES)
class TestAgainstOthers:
    def weights(self, scores):
        """As uneven as the number of criteria lets them be: 1, 2, 3 and so on."""
        criteria = next(iter(scores.values()))
        return weights_from_points({criterion: amount(str(n), "point") for n, criterion in enumerate(criteria, 1)})

    def test_totals_of_scikit_criteria(self, scores):
        weights = self.weights(scores)
        theirs = WeightedSumModel().evaluate(decision(scores, weights)).e_.score
        assert floats(weighted_totals(scores, weights)) == pytest.approx(theirs, rel=1e-12)

    def test_totals_of_pymcdm_told_not_to_scale(self, scores):
        weights = self.weights(scores)
        method = WSM(normalization_function=lambda column, cost: column)
        theirs = method(matrix(scores), np.array(floats(weights)), np.ones(len(weights)), validation=False)
        assert floats(weighted_totals(scores, weights)) == pytest.approx(theirs, rel=1e-12)

    def test_local_scales_are_the_smallest_to_largest_scaling_of_both(self, scores):
        local = matrix(local_scale(scores))
        scaled = MinMaxScaler(target="matrix").transform(decision(scores, self.weights(scores)))
        assert local == pytest.approx(100 * scaled.matrix.to_numpy(), rel=1e-12)
        column = normalizations.minmax_normalization(matrix(scores)[:, 0])
        assert local[:, 0] == pytest.approx(100 * column, rel=1e-12)

    def test_dominance_of_scikit_criteria(self, scores):
        theirs = decision(scores, self.weights(scores)).dominance.dominance(strict=False)
        ours = dominated(scores)
        for better in scores:
            for worse in scores:
                assert bool(theirs.loc[better, worse]) == (better in ours.get(worse, [])), (better, worse)

    def test_ranks_of_scikit_criteria_but_for_how_it_numbers_what_follows_a_tie(self, scores):
        weights = self.weights(scores)
        theirs = WeightedSumModel().evaluate(decision(scores, weights)).rank_
        ours = [int(rank.split()[0]) for rank in ranks(weighted_totals(scores, weights)).values()]
        assert [sorted(set(ours)).index(one) + 1 for one in ours] == list(theirs)


def test_pymcdm_scales_columns_first_unless_told_not_to():
    """Why the same inputs must be on one scale already: 0.336 for A2, where the values as they are give 22."""
    theirs = WSM()(matrix(CHOICES), np.array(floats(CHOICE_WEIGHTS)), np.ones(4))
    # 0.2 x 10 / 65 + 0.15 x 30 / 60 + 0.4 x 20 / 65 + 0.25 x 30 / 70
    assert theirs[1] == pytest.approx(2 / 65 + 4.5 / 60 + 8 / 65 + 7.5 / 70, rel=1e-12)
    assert theirs[1] == pytest.approx(0.336, abs=0.0005)


class TestTheExampleOfPymcdm:
    """Each column as shares of its sum, and of the sum of reciprocals for a cost; its weights sum to two."""

    MATRIX = ((96, 83, 75, 7), (63, 5, 56, 9), (72, 30, 32, 48), (11, 4, 27, 9), (77, 21, 17, 11))
    PRINTED = (0.609, 0.313, 0.334, 0.265, 0.479)

    def test_half_of_what_it_prints(self):
        columns = list(zip(*self.MATRIX, strict=True))
        costs = [[amount("1") / amount(str(one)) for one in column] for column in columns[2:]]
        parts = [[amount(str(one)) for one in column] for column in columns[:2]] + costs
        shares = [[one / sum(column[1:], column[0]) for one in column] for column in parts]
        scores = {f"A{n}": {f"C{m}": column[n] for m, column in enumerate(shares)} for n in range(5)}
        weights = weights_from_points(amounts({"C0": "8", "C1": "5", "C2": "6", "C3": "7"}))
        found = weighted_totals(scores, weights)
        assert [round(2 * float(one.value), 3) for one in found.values()] == list(self.PRINTED)


class TestStaffordshire:
    def test_equal_weights_give_the_order_of_the_scores(self):
        totals = weighted_totals(by_test(), equal_weights(by_test()["5"]))
        assert {option: str(rank) for option, rank in ranks(totals).items()} == {
            "1": "4",
            "2": "3",
            "3": "2",
            "4": "5",
            "5": "1",
        }

    def test_a_global_scale_from_no_points_to_full_marks_keeps_the_proportions(self):
        none, full = (dict.fromkeys(OUTCOMES, amount(points, "point")) for points in ("0", "6"))
        values = global_scale(by_outcome(), worst=none, best=full)
        # Full marks are 30 points: 27 of them are 90 out of 100, and 12 are 40.
        totals = weighted_totals(values, equal_weights(values["5"]))
        assert [round(float(total.value), 9) for total in totals.values()] == [
            53.333333333,
            73.333333333,
            83.333333333,
            40,
            90,
        ]
