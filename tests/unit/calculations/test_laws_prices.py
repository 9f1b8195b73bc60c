"""Laws of prices, whatever the numbers: sought out by random examples."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.prices import carried_forward, nominal_terms, real_terms, rebased, uprated
from tracepaper.calculations.series import added
from tracepaper.figures import ONE, Figure, comparable, literal, units

POUNDS = units.parse("GBP")
quick = settings(max_examples=40, deadline=None)


def by_year(values: list[int], unit: units.Unit, scale: int) -> dict[str, Figure]:
    return {str(2000 + n): literal(Decimal(one).scaleb(scale), unit, "made up") for n, one in enumerate(values)}


INDICES = st.lists(st.integers(1, 300_000), min_size=3, max_size=3).map(lambda values: by_year(values, ONE, -3))
FLOWS = st.lists(st.integers(-(10**9), 10**9), min_size=3, max_size=3).map(lambda values: by_year(values, POUNDS, -2))


def same(one: dict[str, Figure], other: dict[str, Figure]) -> bool:
    pairs = zip(one.values(), other.values(), strict=True)
    return list(one) == list(other) and all(len(set(comparable(pair))) == 1 for pair in pairs)


@quick
@given(FLOWS, INDICES)
def test_back_to_nominal_terms_is_where_a_flow_came_from(flow, index):
    assert same(nominal_terms(real_terms(flow, index, base="2001"), index, base="2001"), flow)


@quick
@given(FLOWS, INDICES)
def test_rebasing_an_index_changes_no_amount_in_real_terms(flow, index):
    assert same(real_terms(flow, index, base="2001"), real_terms(flow, rebased(index, base="2002"), base="2001"))


@quick
@given(FLOWS, FLOWS, INDICES)
def test_the_sum_in_real_terms_is_the_sum_of_real_terms(one, other, index):
    together = real_terms(added(one, other), index, base="2000")
    assert same(together, added(real_terms(one, index, base="2000"), real_terms(other, index, base="2000")))


@quick
@given(FLOWS, INDICES)
def test_uprating_over_a_year_between_is_uprating_at_once(flow, index):
    at_once = uprated(flow["2000"], index, from_year="2000", to_year="2002")
    between = uprated(flow["2000"], index, from_year="2000", to_year="2001")
    stepwise = uprated(between, index, from_year="2001", to_year="2002")
    assert len(set(comparable([at_once, stepwise]))) == 1


@quick
@given(INDICES, st.lists(st.integers(-500, 500), min_size=1, max_size=5))
def test_carried_forward_each_year_grows_as_it_was_said_to(index, rates):
    growth = {str(2003 + n): literal(Decimal(rate).scaleb(-4), ONE, "made up") for n, rate in enumerate(rates)}
    carried = carried_forward(index, growth)
    assert list(carried)[:3] == list(index)
    for year, rate in growth.items():
        before = carried[str(int(year) - 1)]
        grown, said = comparable([(carried[year] - before) / before, rate])
        assert grown == said
