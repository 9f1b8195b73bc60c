"""Laws of discounting, whatever the numbers: sought out by random examples."""

import itertools
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.discounting import discount_factors, present_value
from tracepaper.calculations.series import added, sum_of
from tracepaper.figures import ONE, Figure, comparable, literal, units

POUNDS = units.parse("GBP")
PENNIES = st.integers(-(10**11), 10**11)
quick = settings(max_examples=40, deadline=None)


def series(amounts: list[int]) -> dict[str, Figure]:
    return {str(2000 + n): literal(Decimal(one).scaleb(-2), POUNDS, "made up") for n, one in enumerate(amounts)}


def schedule(rates: list[int]) -> dict[str, Figure]:
    """Bands of three years, the last without end."""
    ends = [str(3 * n + 3) for n in range(len(rates) - 1)] + [""]
    return {
        f"{3 * n + 1}-{end}": literal(Decimal(rate).scaleb(-4), ONE, "made up")
        for n, (rate, end) in enumerate(zip(rates, ends, strict=True))
    }


SCHEDULES = st.lists(st.integers(1, 1500), min_size=1, max_size=4).map(schedule)
TIMINGS = st.sampled_from(["end-year", "mid-year"])
TWO_SERIES = st.lists(st.tuples(PENNIES, PENNIES), min_size=2, max_size=12).map(
    lambda pairs: (series([one for one, _ in pairs]), series([other for _, other in pairs]))
)


@quick
@given(SCHEDULES, st.integers(2, 40), TIMINGS)
def test_factors_start_at_one_and_fall_but_never_to_nought(rates, years, timing):
    factors = [one.value for one in discount_factors(list(map(str, range(years))), bands=rates, timing=timing).values()]
    assert factors[0] == 1
    assert all(0 < later < earlier for earlier, later in itertools.pairwise(factors))


@quick
@given(SCHEDULES, st.integers(2, 40))
def test_mid_year_lies_between_the_ends_of_its_year(rates, years):
    names = list(map(str, range(years)))
    ends, middles = (discount_factors(names, bands=rates, timing=timing) for timing in ("end-year", "mid-year"))
    for before, year in itertools.pairwise(names):
        assert ends[year].value < middles[year].value < ends[before].value


@quick
@given(SCHEDULES, st.integers(2, 40))
def test_mid_year_squared_is_the_product_of_the_ends_of_its_year(rates, years):
    names = list(map(str, range(years)))
    ends, middles = (discount_factors(names, bands=rates, timing=timing) for timing in ("end-year", "mid-year"))
    for before, year in itertools.pairwise(names):
        squared, product = comparable([middles[year] * middles[year], ends[year] * ends[before]])
        assert squared == product


@quick
@given(SCHEDULES, st.integers(1, 30))
def test_a_longer_horizon_changes_no_earlier_factor(rates, years):
    short, long = (discount_factors(list(map(str, range(n))), bands=rates) for n in (years, years + 7))
    assert [one.value for one in short.values()] == [one.value for one in long.values()][:years]


@quick
@given(TWO_SERIES, SCHEDULES, TIMINGS)
def test_the_value_of_two_flows_is_the_sum_of_their_values(both, rates, timing):
    one, other = both
    factors = discount_factors(one, bands=rates, timing=timing)
    together, apart = comparable(
        [present_value(added(one, other), factors), present_value(one, factors) + present_value(other, factors)]
    )
    assert together == apart


@quick
@given(st.lists(PENNIES, min_size=1, max_size=12).map(series), SCHEDULES, st.integers(2, 9))
def test_a_flow_so_many_times_as_large_is_worth_so_many_times_as_much(some, rates, times):
    factor = literal(Decimal(times), ONE, "made up")
    factors = discount_factors(some, bands=rates)
    scaled = {year: amount * factor for year, amount in some.items()}
    of_scaled, scaled_value = comparable([present_value(scaled, factors), present_value(some, factors) * factor])
    assert of_scaled == scaled_value


@quick
@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=12).map(series), SCHEDULES)
def test_later_money_is_worth_no_more_than_its_face(some, rates):
    value, face = comparable([present_value(some, discount_factors(some, bands=rates)), sum_of(some)])
    assert value <= face
