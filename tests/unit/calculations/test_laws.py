"""Laws that every calculation keeps, whatever the numbers: sought out by random examples."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracepaper.calculations.options import dominated, groups, ranking, scores, scores_by_outcome, tied
from tracepaper.calculations.plan import annual_reduction, cash_saved_to_date, in_year_movement
from tracepaper.calculations.series import (
    added,
    average,
    changes_on_year_before,
    largest,
    negated,
    only,
    proportional_change,
    running_total,
    shares,
    smallest,
    subtracted,
    sum_of,
    transposed,
    without,
)
from tracepaper.figures import ONE, Display, Figure, comparable, literal, printed, units

POUNDS, POINTS = units.parse("GBP"), units.parse("points")
PENNIES = st.integers(-(10**11), 10**11)
quick = settings(max_examples=40, deadline=None)


def pounds(pennies: int) -> Figure:
    return literal(Decimal(pennies).scaleb(-2), POUNDS, "made up")


def series(amounts: list[int]) -> dict[str, Figure]:
    return {str(2000 + n): pounds(amount) for n, amount in enumerate(amounts)}


def values(some: dict[str, Figure]) -> dict[str, Decimal]:
    return {key: one.value for key, one in some.items()}


def settled(*figures: Figure) -> list[Decimal]:
    return comparable(figures)


SERIES = st.lists(PENNIES, min_size=1, max_size=12).map(series)
TWO_SERIES = st.lists(st.tuples(PENNIES, PENNIES), min_size=2, max_size=12).map(
    lambda pairs: (series([one for one, _ in pairs]), series([other for _, other in pairs]))
)
GRIDS = st.integers(1, 5).flatmap(
    lambda tests: st.lists(st.lists(st.integers(0, 2), min_size=tests, max_size=tests), min_size=1, max_size=6).map(
        lambda rows: {
            f"option {n}": {f"test {m}": literal(p, POINTS, "made up") for m, p in enumerate(row)}
            for n, row in enumerate(rows)
        }
    )
)


class TestSums:
    @quick
    @given(TWO_SERIES)
    def test_the_sum_of_two_series_is_the_sum_of_their_sums(self, both):
        one, other = both
        assert sum_of(added(one, other)).value == (sum_of(one) + sum_of(other)).value

    @quick
    @given(TWO_SERIES)
    def test_adding_and_subtracting_again_gives_the_first_back(self, both):
        one, other = both
        assert values(subtracted(added(one, other), other)) == values(one)

    @quick
    @given(SERIES, st.randoms())
    def test_order_makes_no_difference(self, some, random):
        shuffled = only(some, *random.sample(sorted(some), len(some)))
        assert sum_of(shuffled).value == sum_of(some).value
        assert average(shuffled).value == average(some).value

    @quick
    @given(SERIES, st.integers(1, 1000))
    def test_ten_times_every_member_is_ten_times_the_sum(self, some, times):
        factor = literal(times, ONE, "made up")
        scaled = {key: one * factor for key, one in some.items()}
        assert sum_of(scaled).value == (sum_of(some) * factor).value

    @quick
    @given(SERIES)
    def test_every_sign_changed_changes_the_sign_of_the_sum(self, some):
        assert sum_of(negated(some)).value == (-sum_of(some)).value
        assert values(negated(negated(some))) == values(some)

    @quick
    @given(SERIES, st.data())
    def test_a_part_and_the_rest_make_the_whole(self, some, data):
        part = data.draw(st.lists(st.sampled_from(sorted(some)), unique=True, min_size=1))
        assume(len(part) < len(some))
        whole = sum_of(only(some, *part)) + sum_of(without(some, *part))
        assert whole.value == sum_of(some).value

    @quick
    @given(SERIES)
    def test_the_average_times_the_number_is_the_sum(self, some):
        number = literal(len(some), ONE, "how many")
        product, whole = settled(average(some) * number, sum_of(some))
        assert product == whole

    @quick
    @given(SERIES)
    def test_the_average_lies_between_the_least_and_the_most(self, some):
        least, mean, most = settled(some[smallest(some)], average(some), some[largest(some)])
        assert least <= mean <= most


class TestShares:
    @quick
    @given(st.lists(st.integers(1, 10**11), min_size=1, max_size=40).map(series))
    def test_shares_of_the_whole_make_one_and_print_as_a_hundred_per_cent(self, some):
        whole = sum_of(shares(some, of=sum_of(some)))
        assert comparable([whole]) == [1]
        assert printed(whole.value, Display("per cent", 6)).text == "100.000000%"

    @quick
    @given(st.lists(st.integers(1, 10**11), min_size=1, max_size=12).map(series))
    def test_a_share_lies_between_nothing_and_all(self, some):
        assert all(0 < share.value <= 1 for share in shares(some, of=sum_of(some)).values())

    @quick
    @given(TWO_SERIES)
    def test_growth_by_a_proportion_gives_the_last_from_the_first(self, both):
        first, last = sum_of(both[0]), sum_of(both[1])
        assume(first.value)
        grown, reached = settled(first + first * proportional_change(first, last), last)
        assert grown == reached


class TestYears:
    @quick
    @given(SERIES)
    def test_the_last_running_total_is_the_total(self, some):
        assert list(running_total(some).values())[-1].value == sum_of(some).value

    @quick
    @given(SERIES, PENNIES.map(pounds))
    def test_changes_add_up_to_the_last_less_the_start(self, some, start):
        last = list(some.values())[-1]
        assert sum_of(changes_on_year_before(some, start=start)).value == (last - start).value

    @quick
    @given(SERIES)
    def test_the_changes_of_a_running_total_are_the_series(self, some):
        changes = changes_on_year_before(running_total(some), start=pounds(0))
        assert values(changes) == values(some)

    @quick
    @given(TWO_SERIES)
    def test_a_plans_movements_add_up_to_its_last_reduction(self, both):
        original, combined = both
        first_year = next(iter(original))
        original = {first_year: original[first_year], **dict.fromkeys(list(original)[1:], original["2001"])}
        movements = without(in_year_movement(original, combined), first_year)
        reduction = list(annual_reduction(original, combined).values())[-1]
        assert sum_of(movements).value == (-reduction).value

    @quick
    @given(TWO_SERIES)
    def test_the_cash_saved_is_what_was_planned_less_what_was_spent(self, both):
        original, combined = both
        saved = list(cash_saved_to_date(annual_reduction(original, combined)).values())[-1]
        assert saved.value == (sum_of(original) - sum_of(combined)).value

    @quick
    @given(GRIDS)
    def test_rows_turned_into_columns_and_back_are_the_same_rows(self, grid):
        assert transposed(transposed(grid)) == grid


class TestRanks:
    @quick
    @given(st.lists(st.integers(-3, 3), max_size=12).map(series))
    def test_a_ranking_names_every_option_once_from_best_to_worst(self, some):
        order = ranking(some)
        assert sorted(order) == sorted(some)
        ranked = [some[key].value for key in order]
        assert ranked == sorted(ranked, reverse=True)

    @quick
    @given(st.lists(PENNIES, unique=True, max_size=12).map(series))
    def test_lowest_first_is_highest_first_backwards(self, some):
        assert ranking(some, lowest_first=True) == ranking(some)[::-1]

    @quick
    @given(st.lists(st.integers(-3, 3), min_size=1, max_size=12).map(series))
    def test_the_first_of_the_ranking_is_the_largest(self, some):
        assert ranking(some)[0] == largest(some)
        assert ranking(some, lowest_first=True)[0] == smallest(some)

    @quick
    @given(st.lists(st.integers(-3, 3), max_size=12).map(series))
    def test_options_are_tied_just_when_their_values_are_equal(self, some):
        together = {frozenset((a, b)) for group in tied(some) for a in group for b in group if a != b}
        equal = {frozenset((a, b)) for a in some for b in some if a != b and some[a].value == some[b].value}
        assert together == equal

    @quick
    @given(GRIDS)
    def test_the_outcomes_of_an_option_add_up_to_its_score(self, grid):
        tests = list(next(iter(grid.values())))
        rows = [{"outcome": str(n % 2), "test": test} for n, test in enumerate(tests)]
        by_outcome = scores_by_outcome(grid, groups(rows, by="outcome", member="test"))
        totals = {option: sum_of(row).value for option, row in by_outcome.items()}
        assert totals == values(scores(grid))


class TestDominance:
    @quick
    @given(GRIDS)
    def test_no_option_dominates_itself_nor_one_that_dominates_it(self, grid):
        better = dominated(grid)
        for option, by in better.items():
            assert option not in by
            assert all(option not in better.get(other, []) for other in by)

    @quick
    @given(GRIDS)
    def test_what_dominates_a_dominating_option_dominates_too(self, grid):
        better = dominated(grid)
        for by in better.values():
            for other in by:
                assert set(better.get(other, [])) <= set(by)

    @quick
    @given(GRIDS)
    def test_a_dominated_option_scores_less(self, grid):
        total = scores(grid)
        for option, by in dominated(grid).items():
            assert all(total[other].value > total[option].value for other in by)

    @quick
    @given(GRIDS)
    def test_some_option_is_always_left(self, grid):
        assert set(dominated(grid)) < set(grid)
