"""Laws of uncertainty, whatever the plan: sought out by random examples."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.options import ranking
from tracepaper.calculations.uncertainty import (
    chance_above_nought,
    chances_of_best,
    one_way,
    scenarios,
    simulated,
    swings,
    switching_values,
)
from tracepaper.figures import ONE, Figure, comparable, literal, total, units
from tracepaper.figures.drivers import Driver
from tracepaper.figures.restating import restated

POUNDS = units.parse("GBP")
RATES = st.integers(0, 100).map(lambda n: Decimal(n).scaleb(-3))
SHARES = st.lists(st.integers(1, 200), min_size=3, max_size=3, unique=True).map(sorted)
AMOUNTS = st.lists(st.integers(1, 10**6), min_size=1, max_size=6)
quick = settings(max_examples=40, deadline=None)


def number(value: Decimal | int, id: str, unit: units.Unit = ONE) -> Figure:
    return literal(Decimal(value), unit, "made up").named(id, id)


DRAWS, SEED = number(1000, "draws"), number(3, "seed")


def driver(name: str, percents: list[int], distribution: str = "triangular") -> Driver:
    low, base, high = (
        number(Decimal(one).scaleb(-2), f"{name}-{end}") for one, end in zip(percents, "lbh", strict=True)
    )
    return Driver(name, base.named(name, name), low, high, distribution, "none")


def plan(amounts: list[int], share: Driver, rate: Decimal, cost: int) -> Figure:
    """A flow of which a share is achieved, discounted, less a cost; one driver acts in every year."""
    one, growth = number(1, "one"), number(rate, "rate")
    factor, flow = one, []
    for year, amount in enumerate(amounts):
        factor = factor / (one + growth)
        flow.append(number(amount, f"amount-{year}", POUNDS) * share.base * factor)
    return total(flow) - number(cost, "cost", POUNDS)


PLANS = st.tuples(AMOUNTS, SHARES, RATES, st.integers(0, 10**7))


@quick
@given(PLANS)
def test_an_outcome_restated_with_the_base_is_the_outcome(made: tuple[list[int], list[int], Decimal, int]) -> None:
    amounts, percents, rate, cost = made
    share = driver("share", percents)
    outcome = plan(amounts, share, rate, cost)
    same = restated(outcome, [(share.base, number(share.base.value, "another"))])
    assert isinstance(same, Figure) and same.value == outcome.value and same is not outcome
    assert restated(outcome, []) is outcome


@quick
@given(PLANS)
def test_an_outcome_that_rises_with_its_driver_rises_from_low_to_high(
    made: tuple[list[int], list[int], Decimal, int],
) -> None:
    amounts, percents, rate, cost = made
    share = driver("share", percents)
    outcome = plan(amounts, share, rate, cost)
    ends = one_way(outcome, {"share": share})
    low, base, high = comparable([ends["share"]["low"], outcome, ends["share"]["high"]])
    assert low < base < high
    found = simulated(outcome, {"share": share}, draws=DRAWS, seed=SEED)
    percentiles = [float(one.value) for one in found.values()]
    assert sorted(percentiles) == percentiles
    noise = 1e-9 * (abs(float(low)) + abs(float(high)) + cost)
    assert float(low) - noise <= percentiles[0] and percentiles[-1] <= float(high) + noise


@quick
@given(PLANS)
def test_at_its_switching_value_the_outcome_is_nought(made: tuple[list[int], list[int], Decimal, int]) -> None:
    amounts, percents, rate, cost = made
    share = driver("share", percents)
    outcome = plan(amounts, share, rate, cost)
    value = switching_values(outcome, {"share": share})["share"]
    assert isinstance(value, Figure) and value.unit == share.base.unit
    at_value = restated(outcome, [(share.base, value)])
    assert isinstance(at_value, Figure) and comparable([at_value]) == [0]


@quick
@given(PLANS, st.lists(SHARES, min_size=2, max_size=3))
def test_scenarios_of_one_driver_are_the_ends_and_of_none_the_outcome(
    made: tuple[list[int], list[int], Decimal, int], more: list[list[int]]
) -> None:
    amounts, percents, rate, cost = made
    drivers = {name: driver(name, one) for name, one in zip("abcd", [percents, *more], strict=False)}
    outcome = total(plan(amounts, one, rate, cost) for one in drivers.values())
    ends = one_way(outcome, drivers)
    levels = {f"{name} {end}": {name: end} for name in drivers for end in ("low", "high")}
    found = scenarios({"y": outcome}, {**levels, "none": {}, "base": dict.fromkeys(drivers, "base")}, drivers)
    assert all(
        found[f"{name} {end}"]["y"].value == ends[name][end].value for name in drivers for end in ("low", "high")
    )
    assert found["none"]["y"] is found["base"]["y"] is outcome
    widths = swings(ends)
    assert all(comparable([one])[0] > 0 for one in widths.values())
    order = [comparable([widths[name]])[0] for name in ranking(widths)]
    assert order == sorted(order, reverse=True)


@quick
@given(
    PLANS,
    SHARES,
    st.integers(0, 2**63 - 1),
    st.sampled_from(["triangular", "uniform"]),
    st.sampled_from(["highest", "lowest"]),
)
def test_chances_lie_between_nought_and_one_and_sum_to_one_whatever_the_seed(
    made: tuple[list[int], list[int], Decimal, int], other: list[int], seed: int, distribution: str, best: str
) -> None:
    amounts, percents, rate, cost = made
    drivers = {"a": driver("a", percents, distribution), "b": driver("b", other, distribution)}
    options = {name: plan(amounts, one, rate, cost) for name, one in drivers.items()}
    options |= {"the same as a": options["a"], "nothing": options["a"] - options["a"]}
    seeded = number(seed, "seed")
    chances = chances_of_best(options, drivers, draws=DRAWS, seed=seeded, best=best)
    assert all(0 <= one.value <= 1 for one in chances.values())
    assert comparable([total(chances.values())]) == [1]
    assert chances["a"].value == chances["the same as a"].value
    again = chances_of_best(options, drivers, draws=DRAWS, seed=seeded, best=best)
    assert [one.value for one in again.values()] == [one.value for one in chances.values()]


@quick
@given(PLANS)
def test_the_chance_above_nought_agrees_with_the_percentiles(made: tuple[list[int], list[int], Decimal, int]) -> None:
    amounts, percents, rate, cost = made
    share = driver("share", percents)
    outcome = plan(amounts, share, rate, cost)
    found = simulated(outcome, {"share": share}, draws=DRAWS, seed=SEED)
    chance = chance_above_nought(outcome, {"share": share}, draws=DRAWS, seed=SEED).value
    for key, least in (("P10", "0.9"), ("P50", "0.5"), ("P90", "0.1")):
        assert (found[key].value > 0) == (chance > Decimal(least))
