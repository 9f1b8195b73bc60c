"""How far an order hangs on scales, weights and options; compared with SciPy's linear programmes on the same inputs.

Sources:
    Wikipedia, Weighted sum model: three choices on four criteria.
    Arithmetic, and an exact integral, on answers that are printed in the Staffordshire appraisal of April 2021.
"""

import numpy as np
import pytest
from scipy.optimize import linprog

from published.staffordshire_matrix import APPRAISAL, OUTCOMES, by_outcome, by_test
from published.worked import Example, amount, amounts, examples_test, grid
from tracepaper.calculations.multi_criteria import local_scale, weighted_totals
from tracepaper.calculations.options import dominated
from tracepaper.calculations.robustness import (
    least_weight_shifts,
    random_weight_shares,
    rank_reversals,
    switching_weights,
    totals_without_options,
    weights_at_tie,
)
from tracepaper.calculations.series import without
from tracepaper.calculations.weights import equal_weights, weights_from_points
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, comparable

ANSWERS = f"Arithmetic on answers that are printed in: {APPRAISAL}"
OUTCOME_SCORES = by_outcome()
EQUAL = equal_weights(OUTCOME_SCORES["5"])
SCALES = {"Partially is half a Yes": by_outcome(), "Partially is as good as Yes": by_outcome("1", "1", "0")}
# Cee is far ahead on reach; without it, what Ada has of reach counts for all.
THREE = grid(
    {"Ada": {"Reach": "2", "Trust": "0"}, "Bea": {"Reach": "0", "Trust": "1"}, "Cee": {"Reach": "10", "Trust": "1"}},
    "point",
)
SIX_AND_FOUR = amounts({"Reach": "0.6", "Trust": "0.4"})
DRAWS, SEED = amount("100000"), amount("20210430")

EXAMPLES = [
    Example(
        calculation="totals_by_scale",
        title="What a Partially is worth",
        given={"scales": SCALES, "equal": EQUAL},
        formula="totals_by_scale(scales, equal)",
        gives={
            "Partially is half a Yes": {"1": "3.2", "2": "4.4", "3": "5.0", "4": "2.4", "5": "5.4"},
            "Partially is as good as Yes": {"1": "2.6", "2": "2.6", "3": "3.0", "4": "2.2", "5": "3.0"},
        },
        working="Options 3 and 5 have no No: 15 tests / 5 outcomes = 3. Option 2 has two: 13 / 5 = 2.6.",
        source=ANSWERS,
    ),
    Example(
        calculation="ranks_by_case",
        title="The lead of option 5 rests on telling Partially from Yes",
        given={"scales": SCALES, "equal": EQUAL},
        formula="ranks_by_case(totals_by_scale(scales, equal))",
        gives={
            "Partially is half a Yes": {"1": "4", "2": "3", "3": "2", "4": "5", "5": "1"},
            "Partially is as good as Yes": {"1": "3 equal", "2": "3 equal", "3": "1 equal", "4": "5", "5": "1 equal"},
        },
        working="5.4 > 5 > 4.4 > 3.2 > 2.4; 3 = 3 > 2.6 = 2.6 > 2.2",
        source=ANSWERS,
    ),
    Example(
        calculation="leads_by_case",
        title="How far ahead option 5 is on either scale",
        given={"scales": SCALES, "equal": EQUAL},
        formula="leads_by_case(totals_by_scale(scales, equal))",
        gives={"Partially is half a Yes": "0.4", "Partially is as good as Yes": "0.0"},
        working="5.4 - 5 = 0.4; 3 - 3 = 0",
        source=ANSWERS,
    ),
    Example(
        calculation="totals_without_each",
        title="One outcome left out",
        given={"scores": OUTCOME_SCORES, "equal": EQUAL},
        formula='totals_without_each(scores, equal)["Social value"]',
        gives={"1": "3.50", "2": "5.00", "3": "5.00", "4": "2.75", "5": "5.25"},
        working="Option 5: (5 + 6 + 5 + 5) / 4 = 5.25; option 2: (5 + 3 + 6 + 6) / 4 = 5",
        source=ANSWERS,
    ),
    Example(
        calculation="switching_weights",
        title="What an outcome would have to weigh for option 2 to draw level with option 5",
        given={"scores": OUTCOME_SCORES, "equal": EQUAL},
        formula='switching_weights(scores, equal, leader="5")["2"]',
        gives={
            "Statutory duties": "1.0",
            "Transformation": "none",
            "Value for money": "0.6",
            "Social value": "none",
            "Risk": "0.6",
        },
        working="Differences 0, 3, -1, 4, -1. Value for money: rest = (0 + 3 + 4 - 1) / 4 = 1.5; 1.5 / (1.5 + 1) = 0.6",
        source=ANSWERS,
    ),
    Example(
        calculation="switching_weights",
        title="The option that is named does not lead",
        given={"scores": OUTCOME_SCORES, "equal": EQUAL},
        formula='switching_weights(scores, equal, leader="2")',
        refuses='"2" does not lead: "5" has a higher weighted total.',
        working="4.4 is below 5.4.",
        source=ANSWERS,
    ),
    Example(
        calculation="least_weight_shifts",
        title="How much weight has to move until another option draws level with option 5",
        given={"scores": OUTCOME_SCORES, "equal": EQUAL},
        formula='least_weight_shifts(scores, equal, leader="5")',
        gives={"1": "none", "2": "0.2", "3": "0.4", "4": "none"},
        working="Option 2: lead 5.4 - 4.4 = 1; from social value (4) to value for money (-1): 1 / (4 + 1) = 0.2",
        source=ANSWERS,
    ),
    Example(
        calculation="weights_at_tie",
        title="The nearest weights at which options 2 and 5 are level",
        given={"scores": OUTCOME_SCORES, "equal": EQUAL},
        formula='weights_at_tie(scores, equal, leader="5", rival="2")',
        gives={
            "Statutory duties": "0.2",
            "Transformation": "0.2",
            "Value for money": "0.4",
            "Social value": "0.0",
            "Risk": "0.2",
        },
        working="0.2 x 0 + 0.2 x 3 - 0.4 x 1 + 0 x 4 - 0.2 x 1 = 0",
        source=ANSWERS,
    ),
    Example(
        calculation="weights_at_tie",
        title="No weights bring option 1 level with option 5",
        given={"scores": OUTCOME_SCORES, "equal": EQUAL},
        formula='weights_at_tie(scores, equal, leader="5", rival="1")',
        refuses='"5" is ahead of "1" on every criterion: no weights tie the two.',
        working="Differences 3, 2, 1, 4, 1: all above 0.",
        source=ANSWERS,
    ),
    Example(
        calculation="random_weight_shares",
        title="Weights of five outcomes drawn at random",
        given={"scores": OUTCOME_SCORES, "draws": DRAWS, "seed": SEED},
        formula="random_weight_shares(scores, draws=draws, seed=seed)",
        gives={"1": "0.000", "2": "0.127", "3": "0.000", "4": "0.000", "5": "0.873"},
        working="Exactly, option 2 leads with 51 / 400 = 0.1275 of all weights; 100,000 draws come within 0.003 of it.",
        source=ANSWERS,
    ),
    Example(
        calculation="totals_without_options",
        title="Local scales are made anew when an option goes",
        given={"scores": THREE, "agreed": SIX_AND_FOUR},
        formula="totals_without_options(scores, agreed)",
        gives={
            "Ada": {"Bea": "0.0", "Cee": "100.0"},
            "Bea": {"Ada": "0.0", "Cee": "100.0"},
            "Cee": {"Ada": "60.0", "Bea": "40.0"},
        },
        working="Without Cee, Ada has 100 of reach: 0.6 x 100 = 60. Without Ada, Bea and Cee differ in reach alone.",
        source="Arithmetic",
    ),
    Example(
        calculation="rank_reversals",
        title="Without Cee, Ada overtakes Bea",
        given={"scores": THREE, "agreed": SIX_AND_FOUR},
        formula="rank_reversals(weighted_totals(local_scale(scores), agreed), totals_without_options(scores, agreed))",
        gives={"Ada": "no", "Bea": "no", "Cee": "yes"},
        working="With Cee: Ada 0.6 x 20 = 12, Bea 0.4 x 100 = 40. Without: Ada 60, Bea 40.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)

MATRICES = {"tests": by_test(), "outcomes": OUTCOME_SCORES}


def uneven(scores: dict[str, dict[str, Figure]]) -> dict[str, Figure]:
    return weights_from_points({criterion: amount(str(n), "point") for n, criterion in enumerate(scores["5"], 1)})


def differences(scores: dict[str, dict[str, Figure]], leader: str, rival: str) -> np.ndarray:
    return np.array([float((scores[leader][one] - scores[rival][one]).value) for one in scores[leader]])


def least_change(weights: np.ndarray, ahead: np.ndarray) -> float | None:
    """The least sum of absolute changes: weights that go up, and those that go down, are two sets of variables."""
    n = len(weights)
    equal = np.vstack([np.concatenate([ahead, -ahead]), np.concatenate([np.ones(n), -np.ones(n)])])
    bounds = [(0, None)] * n + [(0, weight) for weight in weights]
    found = linprog(np.ones(2 * n), A_eq=equal, b_eq=[-(weights @ ahead), 0], bounds=bounds)
    return found.fun if found.status == 0 else None


@pytest.mark.parametrize("scores", MATRICES.values(), ids=MATRICES)
@pytest.mark.parametrize("weigh", [lambda scores: equal_weights(scores["5"]), uneven], ids=["equal", "uneven"])
@pytest.mark.parametrize("rival", ["1", "2", "3", "4"])
class TestOptionFiveAndARival:
    def test_the_least_shift_is_half_of_what_the_linear_programme_finds(self, scores, weigh, rival):
        weights = weigh(scores)
        numbers = np.array([float(weight.value) for weight in weights.values()])
        change = least_change(numbers, differences(scores, "5", rival))
        shift = least_weight_shifts(scores, weights, leader="5")[rival]
        if change is None:
            assert str(shift) == "none"
        else:
            assert float(shift.value) == pytest.approx(change / 2, abs=1e-9)

    def test_at_the_weights_found_the_two_are_level(self, scores, weigh, rival):
        weights = weigh(scores)
        if min(differences(scores, "5", rival)) > 0:
            with pytest.raises(FigureError, match="no weights tie the two"):
                weights_at_tie(scores, weights, leader="5", rival=rival)
        else:
            totals = weighted_totals(scores, weights_at_tie(scores, weights, leader="5", rival=rival))
            assert float((totals["5"] - totals[rival]).value) == pytest.approx(0, abs=1e-40)

    def test_at_a_switching_weight_the_two_are_level(self, scores, weigh, rival):
        weights, ahead = weigh(scores), differences(scores, "5", rival)
        numbers = np.array([float(weight.value) for weight in weights.values()])
        for place, found in enumerate(switching_weights(scores, weights, leader="5")[rival].values()):
            others = np.delete(numbers, place) @ np.delete(ahead, place) / (1 - numbers[place])
            if isinstance(found, Figure):
                switched = float(found.value)
                assert 0 <= switched <= 1
                assert switched * ahead[place] + (1 - switched) * others == pytest.approx(0, abs=1e-12)
            else:
                assert ahead[place] * others > 0


class TestRandomWeights:
    def test_the_exact_share_is_that_of_an_integral(self):
        """Option 2 leads where weight on value for money and risk exceeds 3 transformation + 4 social value.

        Weights are exponentials over their sum. With S = 3X + 4Y, the chance that two more exceed S is the mean of
        (1 + S) exp(-S): 1 / ((1 + 3) (1 + 4)) x (1 + 3 / 4 + 4 / 5) = 2.55 / 20 = 0.1275.
        """
        assert [int(one) for one in differences(OUTCOME_SCORES, "5", "2")] == [0, 3, -1, 4, -1]
        found = float(random_weight_shares(OUTCOME_SCORES, draws=DRAWS, seed=SEED)["2"].value)
        assert found == pytest.approx(2.55 / 20, abs=0.003)

    def test_another_generator_of_uniform_weights_finds_the_same(self):
        """NumPy's Dirichlet distribution, on the fifteen tests."""
        scores = by_test()
        values = np.array([[float(one.value) for one in row.values()] for row in scores.values()])
        weights = np.random.default_rng(1).dirichlet(np.ones(values.shape[1]), 100_000)
        theirs = np.bincount(np.argmax(weights @ values.T, axis=1), minlength=5) / 100_000
        ours = random_weight_shares(scores, draws=DRAWS, seed=SEED)
        assert [float(one.value) for one in ours.values()] == pytest.approx(theirs, abs=0.007)

    def test_the_same_seed_gives_the_same_digits(self):
        found = random_weight_shares(OUTCOME_SCORES, draws=DRAWS, seed=SEED)
        digits = {option: str(share.value) for option, share in found.items()}
        assert digits == {"1": "0", "2": "0.12726", "3": "0", "4": "0", "5": "0.87274"}

    def test_a_dominated_option_never_leads(self):
        shares = random_weight_shares(OUTCOME_SCORES, draws=DRAWS, seed=SEED)
        assert set(dominated(OUTCOME_SCORES)) == {"1", "3", "4"}
        assert all(shares[option].value == 0 for option in dominated(OUTCOME_SCORES))


class TestTheOrderOfTheAppraisal:
    def test_no_option_that_is_removed_turns_two_others_round(self):
        for scores in MATRICES.values():
            weights = equal_weights(scores["5"])
            before, removed = weighted_totals(local_scale(scores), weights), totals_without_options(scores, weights)
            assert set(map(str, rank_reversals(before, removed).values())) == {"no"}

    def test_tests_on_which_the_rest_are_equal_are_left_out(self):
        """Tests 6 and 7 tell option 4 from the others and nothing else."""
        scores = by_test()
        rest = {option: {test: row[test] for test in row if test not in ("6", "7")} for option, row in scores.items()}
        found = totals_without_options(scores, equal_weights(scores["5"]))["4"]
        expected = weighted_totals(local_scale(without(rest, "4")), equal_weights(rest["5"]))
        assert comparable(found.values()) == comparable(expected.values())

    def test_every_outcome_may_be_left_out(self):
        for outcome in OUTCOMES:
            weights = {one: weight for one, weight in EQUAL.items() if one != outcome}
            left = {option: {one: row[one] for one in weights} for option, row in OUTCOME_SCORES.items()}
            totals = weighted_totals(left, equal_weights(weights))
            assert max(totals, key=lambda option: totals[option].value) == "5"
