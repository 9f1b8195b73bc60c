"""Laws of value for money, whatever the numbers: sought out by random examples."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracepaper.calculations.discounting import discount_factors, present_value
from tracepaper.calculations.series import subtracted, without
from tracepaper.calculations.value import (
    benefit_cost_parts,
    benefit_cost_ratio,
    discounted_payback_year,
    equivalent_annual_cost,
    fiscal_flows,
    internal_rate_of_return,
    net_present_budget_impact,
    net_present_social_value,
    net_present_value,
    payback_year,
    social_flows,
)
from tracepaper.figures import ONE, Figure, Text, comparable, literal, units

POUNDS = units.parse("GBP")
PENNIES = st.integers(-(10**11), 10**11)
NOT_BELOW_NOUGHT = st.integers(0, 10**11)
GROSS, NET = "gross public cost", "public cost net of cashable savings"
KINDS = {
    "cost": "public cost",
    "saving": "cashable saving",
    "time": "non-cashable saving",
    "health": "social benefit",
    "travel": "social cost",
    "grant": "transfer received",
    "tax": "transfer paid",
}
quick = settings(max_examples=40, deadline=None)


def series(amounts: list[int]) -> dict[str, Figure]:
    return {str(2000 + n): literal(Decimal(one).scaleb(-2), POUNDS, "made up") for n, one in enumerate(amounts)}


def number(value: Decimal) -> Figure:
    return literal(value, ONE, "made up")


RATES = st.integers(1, 1500).map(lambda rate: {"1-": number(Decimal(rate).scaleb(-4))})
TWO_SERIES = st.lists(st.tuples(PENNIES, NOT_BELOW_NOUGHT), min_size=2, max_size=12).map(
    lambda pairs: (series([one for one, _ in pairs]), series([other for _, other in pairs]))
)
ALL_FLOWS = st.lists(st.lists(NOT_BELOW_NOUGHT, min_size=7, max_size=7), min_size=1, max_size=6).map(
    lambda years: dict(zip(KINDS, map(series, map(list, zip(*years, strict=True))), strict=True))
)


@quick
@given(TWO_SERIES, RATES)
def test_net_present_value_is_the_value_of_the_net_flow(both, rates):
    benefits, costs = both
    factors = discount_factors(costs, bands=rates)
    net, of_net = comparable(
        [net_present_value(benefits, costs, factors), present_value(subtracted(benefits, costs), factors)]
    )
    assert net == of_net


@quick
@given(ALL_FLOWS, RATES)
def test_values_are_the_sums_of_their_flows_with_the_signs_of_their_kinds(flows, rates):
    factors = discount_factors(flows["cost"], bands=rates)
    of = {name: present_value(flow, factors) for name, flow in flows.items()}
    social = net_present_social_value(social_flows(flows, KINDS), KINDS, factors)
    fiscal = net_present_budget_impact(fiscal_flows(flows, KINDS), KINDS, factors)
    found = comparable(
        [
            *(social, of["saving"] + of["time"] + of["health"] - of["cost"] - of["travel"]),
            *(fiscal, of["saving"] + of["grant"] - of["cost"] - of["tax"]),
        ]
    )
    assert found[0] == found[1]
    assert found[2] == found[3]


@quick
@given(ALL_FLOWS, RATES)
def test_either_ratio_has_the_same_net_present_value(flows, rates):
    factors = discount_factors(flows["cost"], bands=rates)
    given_to = (flows["health"], flows["cost"], factors)
    gross = benefit_cost_parts(*given_to, savings=flows["saving"], denominator=GROSS)
    net = benefit_cost_parts(*given_to, savings=flows["saving"], denominator=NET)
    first, second = comparable([gross["benefits"] - gross[GROSS], net["benefits"] - net[NET]])
    assert first == second


@quick
@given(TWO_SERIES, RATES)
def test_a_ratio_is_above_one_where_the_net_value_is_above_nought(both, rates):
    benefits, costs = both
    factors = discount_factors(costs, bands=rates)
    ratio = benefit_cost_ratio(benefits, costs, factors)
    cost, net = comparable([present_value(costs, factors), net_present_value(benefits, costs, factors)])
    assert isinstance(ratio, Text) == (cost <= 0)
    if isinstance(ratio, Figure) and abs(net) > Decimal("0.000001") * cost:
        assert (ratio.value > 1) == (net > 0)


@quick
@given(st.integers(1, 10**9), RATES, st.integers(2, 30))
def test_equal_payments_of_the_equivalent_annual_cost_are_worth_the_cost(pence, rates, years):
    (cost,) = series([pence]).values()
    later = without(discount_factors(list(map(str, range(years))), bands=rates), "0")
    annual = equivalent_annual_cost(cost, later)
    worth, owed = comparable([present_value(dict.fromkeys(later, annual), later), cost])
    assert worth == owed


@quick
@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=10), RATES)
def test_an_investment_pays_back_no_sooner_discounted(paid, returned, rates):
    net = series([-paid, *returned])
    simple, discounted = payback_year(net), discounted_payback_year(net, discount_factors(net, bands=rates))
    assert discounted == "not within the period" or int(simple) <= int(discounted)


@quick
@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=10))
def test_an_investment_with_any_return_has_one_rate_and_is_worth_nothing_at_it(paid, returned):
    assume(any(returned))
    net = series([-paid, *returned])
    rate = internal_rate_of_return(net)
    assert isinstance(rate, Figure)
    grown, worth = number(Decimal(1)) + rate, series([0])["2000"]
    for amount in reversed(list(net.values())):
        worth = worth / grown + amount
    assert abs(worth.value) < Decimal("1e-15") * max(map(abs, [paid, *returned]))


@quick
@given(TWO_SERIES, st.integers(2, 9))
def test_amounts_so_many_times_as_large_change_no_ratio(both, times):
    benefits, costs = both
    factors = discount_factors(costs, bands={"1-": number(Decimal("0.035"))})
    scaled = [{year: one * number(Decimal(times)) for year, one in flow.items()} for flow in both]
    first, second = benefit_cost_ratio(benefits, costs, factors), benefit_cost_ratio(*scaled, factors)
    if isinstance(first, Text) or isinstance(second, Text):
        assert first == second
    else:
        assert len(set(comparable([first, second]))) == 1


@quick
@given(st.lists(st.integers(-100, 100), min_size=1, max_size=12))
def test_payback_is_the_year_that_a_reader_would_find_with_a_pencil(net):
    so_far = [sum(net[: n + 1]) for n in range(len(net))]
    owed = next((n for n, amount in enumerate(so_far) if amount < 0), None)
    repaid = [n for n, amount in enumerate(so_far) if owed is not None and n > owed and amount >= 0]
    expected = str(2000 + repaid[0]) if repaid else "nothing to pay back" if owed is None else None
    assert payback_year(series(net)) == (expected or "not within the period")
