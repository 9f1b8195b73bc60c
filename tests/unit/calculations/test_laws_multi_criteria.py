"""Laws of weights, value scales, weighted totals and robustness: sought out by random examples."""

import itertools
from decimal import Decimal

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tracepaper.calculations.multi_criteria import (
    global_scale,
    local_scale,
    ranks,
    weighted_totals,
    weighted_values,
)
from tracepaper.calculations.options import dominated, ranking
from tracepaper.calculations.robustness import (
    leads_by_case,
    least_weight_shifts,
    random_weight_shares,
    rank_reversals,
    switching_weights,
    totals_without_each,
    totals_without_options,
    weights_at_tie,
)
from tracepaper.calculations.series import added, largest, only, sum_of, transposed
from tracepaper.calculations.weights import equal_weights, swing_weights, weights_from_points, weights_without
from tracepaper.figures import ONE, Figure, Text, comparable, literal, units

POINT = units.parse("point")
quick = settings(max_examples=40, deadline=None)
Grid = dict[str, dict[str, Figure]]


def number(value: int | str, unit: units.Unit = ONE) -> Figure:
    return literal(Decimal(value), unit, "made up")


def series(amounts: list[int]) -> dict[str, Figure]:
    return {f"criterion {n}": number(one, POINT) for n, one in enumerate(amounts)}


def named(rows: list[list[int]]) -> Grid:
    return {f"option {n}": series(row) for n, row in enumerate(rows)}


def grids(least_options: int = 2, most: int = 100, least_criteria: int = 1) -> st.SearchStrategy[Grid]:
    return st.integers(least_criteria, 6).flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, most), min_size=size, max_size=size), min_size=least_options, max_size=5
        ).map(named)
    )


def weighted(scores: Grid, data: st.DataObject, *, least: int = 1) -> dict[str, Figure]:
    size = len(scores["option 0"])
    points = data.draw(st.lists(st.integers(least, 20), min_size=size, max_size=size).filter(any))
    return weights_from_points(series(points))


def settled(some: dict[str, Figure]) -> list[Decimal]:
    return comparable(some.values())


def one(figure: Figure) -> Decimal:
    return comparable([figure])[0]


POINTS = st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any)


class TestWeights:
    @quick
    @given(POINTS)
    def test_they_sum_to_one_and_keep_the_proportions_of_the_points(self, points):
        weights = weights_from_points(series(points))
        assert one(sum_of(weights)) == 1
        for (p, w), (q, v) in itertools.pairwise(zip(points, weights.values(), strict=True)):
            assert one(number(q) * w) == one(number(p) * v)

    @quick
    @given(POINTS, st.integers(1, 1000))
    def test_points_of_another_size_give_the_same_weights(self, points, times):
        assert settled(weights_from_points(series(points))) == settled(
            weights_from_points(series([times * one for one in points]))
        )

    @quick
    @given(st.lists(st.integers(0, 100), max_size=6))
    def test_swings_are_points_of_which_the_largest_are_a_hundred(self, others):
        swings = series([100, *others])
        assert settled(swing_weights(swings)) == settled(weights_from_points(swings))

    @quick
    @given(st.integers(1, 30))
    def test_equal_weights_are_those_of_equal_points(self, size):
        criteria = series([7] * size)
        assert settled(equal_weights(criteria)) == settled(weights_from_points(criteria))

    @quick
    @given(st.lists(st.integers(1, 100), min_size=3, max_size=8))
    def test_leaving_out_one_and_then_another_is_leaving_out_both(self, points):
        weights = weights_from_points(series(points))
        first, second, *_ = weights
        in_turn = weights_without(weights_without(weights, first), second)
        assert settled(in_turn) == settled(weights_without(weights, first, second))
        assert one(sum_of(in_turn)) == 1


class TestScales:
    @quick
    @given(grids())
    def test_on_each_criterion_the_worst_has_nought_and_the_best_a_hundred(self, scores):
        assume(all(len(set(settled(column))) > 1 for column in transposed(scores).values()))
        for criterion, column in transposed(local_scale(scores)).items():
            values, raw = settled(column), settled(transposed(scores)[criterion])
            assert (min(values), max(values)) == (0, 100)
            assert sorted(range(len(raw)), key=raw.__getitem__) == sorted(range(len(raw)), key=values.__getitem__)

    @quick
    @given(grids(), st.integers(1, 50), st.integers(-50, 50))
    def test_another_unit_or_another_zero_changes_no_value(self, scores, times, more):
        assume(all(len(set(settled(column))) > 1 for column in transposed(scores).values()))
        other = {o: {c: s * number(times) + number(more, POINT) for c, s in row.items()} for o, row in scores.items()}
        before, after = local_scale(scores), local_scale(other)
        assert all(settled(before[option]) == settled(after[option]) for option in scores)

    @quick
    @given(grids())
    def test_less_is_better_turns_the_scale_round(self, scores):
        assume(all(len(set(settled(column))) > 1 for column in transposed(scores).values()))
        more, less = local_scale(scores), local_scale(scores, less_is_better=list(scores["option 0"]))
        for option in scores:
            assert set(settled(added(more[option], less[option]))) == {Decimal(100)}

    @quick
    @given(grids())
    def test_a_global_scale_between_the_extremes_is_the_local_one(self, scores):
        columns = transposed(scores)
        assume(all(len(set(settled(column))) > 1 for column in columns.values()))
        worst = {criterion: column[ranking(column)[-1]] for criterion, column in columns.items()}
        best = {criterion: column[ranking(column)[0]] for criterion, column in columns.items()}
        local, between = local_scale(scores), global_scale(scores, worst=worst, best=best)
        assert all(settled(local[option]) == settled(between[option]) for option in scores)


class TestWeightedTotals:
    @quick
    @given(grids(), st.data())
    def test_a_total_lies_between_the_worst_and_the_best_score_of_its_option(self, scores, data):
        for option, total in weighted_totals(scores, weighted(scores, data)).items():
            values = settled(scores[option])
            assert min(values) <= one(total) <= max(values)

    @quick
    @given(grids(), st.data())
    def test_parts_sum_to_the_total(self, scores, data):
        weights = weighted(scores, data)
        parts = weighted_values(scores, weights)
        assert settled({option: sum_of(row) for option, row in parts.items()}) == settled(
            weighted_totals(scores, weights)
        )

    @quick
    @given(grids(), st.data())
    def test_a_dominated_option_has_less_where_every_criterion_weighs(self, scores, data):
        totals = weighted_totals(scores, weighted(scores, data))
        for worse, by in dominated(scores).items():
            assert all(one(totals[better]) > one(totals[worse]) for better in by)

    @quick
    @given(grids(), st.data())
    def test_the_order_of_rows_and_columns_makes_no_difference(self, scores, data):
        weights = weighted(scores, data)
        turned = {option: only(scores[option], *reversed(scores[option])) for option in reversed(scores)}
        found, again = weighted_totals(scores, weights), weighted_totals(turned, weights)
        assert all(one(found[option]) == one(again[option]) for option in scores)

    @quick
    @given(st.lists(st.integers(0, 4), min_size=1, max_size=8).map(series))
    def test_ranks_are_those_of_sorted_values(self, some):
        best_first = sorted(settled(some), reverse=True)
        for value, rank in zip(settled(some), ranks(some).values(), strict=True):
            expected = str(best_first.index(value) + 1)
            assert str(rank) == (f"{expected} equal" if best_first.count(value) > 1 else expected)


class TestRobustness:
    @quick
    @given(grids(least_criteria=2), st.data())
    def test_leaving_a_criterion_out_is_to_weigh_it_at_nought(self, scores, data):
        weights = weighted(scores, data)
        for criterion, totals in totals_without_each(scores, weights).items():
            nought = {**weights_without(weights, criterion), criterion: number(0)}
            assert settled(totals) == settled(weighted_totals(scores, nought))

    @quick
    @given(grids(least_criteria=2), st.data())
    def test_at_a_switching_weight_leader_and_rival_are_level(self, scores, data):
        weights = weighted(scores, data)
        leader = largest(weighted_totals(scores, weights))
        for rival, row in switching_weights(scores, weights, leader=leader).items():
            for criterion, switch in row.items():
                if isinstance(switch, Text):
                    continue
                assert 0 <= one(switch) <= 1
                rest = weights_without(weights, criterion)
                others = {name: (number(1) - switch) * weight for name, weight in rest.items()}
                totals = weighted_totals(scores, {**others, criterion: switch})
                assert one(totals[leader]) == one(totals[rival])

    @quick
    @given(grids(least_criteria=2, most=4), st.data(), st.integers(0, 100))
    def test_where_no_switching_weight_is_the_leader_stays_ahead_and_any_means_level_throughout(self, scores, data, at):
        weights = weighted(scores, data)
        leader = largest(weighted_totals(scores, weights))
        moved = number(at) / number(100)
        for rival, row in switching_weights(scores, weights, leader=leader).items():
            for criterion, said in ((name, one) for name, one in row.items() if isinstance(one, Text)):
                rest = weights_without(weights, criterion)
                others = {name: (number(1) - moved) * weight for name, weight in rest.items()}
                totals = weighted_totals(scores, {**others, criterion: moved})
                ahead = one(totals[leader]) - one(totals[rival])
                assert ahead > 0 if said == "none" else ahead == 0

    @quick
    @given(grids(), st.data())
    def test_the_least_shift_is_half_of_what_a_linear_programme_finds(self, scores, data):
        weights = weighted(scores, data, least=0)
        leader = largest(weighted_totals(scores, weights))
        for rival, shift in least_weight_shifts(scores, weights, leader=leader).items():
            ahead = np.array([float((scores[leader][c] - scores[rival][c]).value) for c in weights])
            change = _least_change(np.array([float(weight.value) for weight in weights.values()]), ahead)
            if isinstance(shift, Text):
                assert (change is None) if shift == "none" else not ahead.any()
            else:
                assert change is not None
                assert abs(float(shift.value) - change / 2) < 1e-7

    @quick
    @given(grids(), st.data())
    def test_at_the_nearest_weights_the_two_are_level_and_no_more_has_moved_than_said(self, scores, data):
        weights = weighted(scores, data, least=0)
        leader = largest(weighted_totals(scores, weights))
        for rival, shift in least_weight_shifts(scores, weights, leader=leader).items():
            if isinstance(shift, Text):
                continue
            tie = weights_at_tie(scores, weights, leader=leader, rival=rival)
            totals = weighted_totals(scores, tie)
            assert one(totals[leader]) == one(totals[rival])
            assert min(settled(tie)) >= 0
            changes = [abs(one(tie[name] - weights[name])) for name in weights]
            assert abs(sum(changes) - 2 * one(shift)) < Decimal("1e-18")

    @quick
    @given(grids(least_options=1), st.integers(1000, 1300), st.integers(0, 10**9))
    def test_random_shares_sum_to_one_and_dominated_options_have_none(self, scores, draws, seed):
        shares = random_weight_shares(scores, draws=number(draws), seed=number(seed))
        assert one(sum_of(shares)) == 1
        assert all(one(share) >= 0 for share in shares.values())
        assert all(not one(shares[option]) for option in dominated(scores))

    @quick
    @given(grids(most=3), st.integers(0, 1000))
    def test_equal_options_have_equal_shares_and_shares_of_a_subset_only_grow(self, scores, seed):
        draws, seeded = number(1000), number(seed)
        shares = random_weight_shares(scores, draws=draws, seed=seeded)
        twin = {**scores, "twin": scores["option 0"]}
        doubled = random_weight_shares(twin, draws=draws, seed=seeded)
        assert one(doubled["twin"]) == one(doubled["option 0"]) <= one(shares["option 0"])
        fewer = random_weight_shares(only(scores, *list(scores)[:-1]), draws=draws, seed=seeded)
        assert all(one(fewer[option]) >= one(shares[option]) for option in fewer)

    @quick
    @given(grids(least_options=3, most=4), st.data())
    def test_a_reversal_is_what_the_two_orders_show(self, scores, data):
        assume(all(len(set(settled(column))) > 1 for column in transposed(scores).values()))
        weights = weighted(scores, data)
        assume(all(_differ(scores, without=option) for option in scores))
        before = weighted_totals(local_scale(scores), weights)
        removed = totals_without_options(scores, weights)
        for option, said in rank_reversals(before, removed).items():
            after = removed[option]
            pairs = itertools.permutations(after, 2)
            turned = any(one(before[a]) > one(before[b]) and one(after[a]) < one(after[b]) for a, b in pairs)
            assert said == ("yes" if turned else "no")

    @quick
    @given(grids(), st.data())
    def test_the_lead_is_nought_just_where_the_first_rank_is_shared(self, scores, data):
        totals = weighted_totals(scores, weighted(scores, data))
        lead = leads_by_case({"as it is": totals})["as it is"]
        assert (one(lead) == 0) == ("1 equal" in ranks(totals).values())
        assert one(lead) >= 0


def _differ(scores: Grid, *, without: str) -> bool:
    rest = [[int(score.value) for score in row.values()] for option, row in scores.items() if option != without]
    return any(row != rest[0] for row in rest)


def _least_change(weights: np.ndarray, ahead: np.ndarray) -> float | None:
    n = len(weights)
    equal = np.vstack([np.concatenate([ahead, -ahead]), np.concatenate([np.ones(n), -np.ones(n)])])
    bounds = [(0, None)] * n + [(0, weight) for weight in weights]
    found = linprog(np.ones(2 * n), A_eq=equal, b_eq=[-(weights @ ahead), 0], bounds=bounds)
    return float(found.fun) if found.status == 0 else None
