"""Laws of budget monitoring, whatever the numbers; and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracepaper.calculations.budget_monitoring import (
    budget_shares,
    budget_verdicts,
    budgets_to_date,
    forecast_outturns,
    recent_averages,
    spending_trend,
    variances,
)
from tracepaper.calculations.series import sum_of
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Operation, comparable, graph, literal, units

POUNDS, MONTH = units.parse("GBP"), units.parse("month")
METHODS = ("remaining budget", "run rate")
quick = settings(max_examples=40, deadline=None)


def pounds(pennies: int) -> Figure:
    return literal(Decimal(pennies).scaleb(-2), POUNDS, "made up")


def months(number: int | str) -> Figure:
    return literal(Decimal(number), MONTH, "made up")


def share(text: str) -> Figure:
    return literal(Decimal(text), ONE, "made up")


def series(pennies: list[int]) -> dict[str, Figure]:
    return {f"head {n}": pounds(one) for n, one in enumerate(pennies)}


YEAR = months(12)
PENNIES = st.integers(0, 10**10)
BOTH = st.lists(st.tuples(PENNIES, PENNIES), min_size=1, max_size=6).map(
    lambda pairs: (series([one for one, _ in pairs]), series([other for _, other in pairs]))
)
GONE = st.integers(1, 12)


def same(one: Figure, other: Figure) -> bool:
    first, second = comparable([one, other])
    return first == second


@quick
@given(BOTH, GONE)
def test_twelve_profiled_months_are_the_budget_and_each_is_as_much_as_another(both, gone):
    _, budgets = both
    assert all(same(budgets_to_date(budgets, months=YEAR, of=YEAR)[head], budgets[head]) for head in budgets)
    to_date = budgets_to_date(budgets, months=months(gone), of=YEAR)
    for head, budget in budgets.items():
        exact = Fraction(budget.value) * gone / 12
        assert abs(Fraction(to_date[head].value) - exact) < Fraction(1, 10**30)


@quick
@given(BOTH)
def test_when_the_year_is_over_every_forecast_is_the_actual(both):
    actuals, budgets = both
    for method in METHODS:
        found = forecast_outturns(actuals, budgets, months=YEAR, of=YEAR, method=method)
        assert all(same(found[head], actuals[head]) for head in actuals)


@quick
@given(BOTH, GONE)
def test_the_forecast_of_a_total_is_the_total_of_the_forecasts(both, gone):
    actuals, budgets = both
    for method in METHODS:
        heads = forecast_outturns(actuals, budgets, months=months(gone), of=YEAR, method=method)
        whole = {"all": sum_of(actuals)}, {"all": sum_of(budgets)}
        together = forecast_outturns(*whole, months=months(gone), of=YEAR, method=method)["all"]
        assert same(sum_of(heads), together)


@quick
@given(BOTH, GONE)
def test_the_rest_as_budgeted_keeps_the_variance_to_date(both, gone):
    actuals, budgets = both
    to_date = variances(actuals, budgets_to_date(budgets, months=months(gone), of=YEAR))
    outturns = forecast_outturns(actuals, budgets, months=months(gone), of=YEAR, method="remaining budget")
    assert all(same(variances(outturns, budgets)[head], to_date[head]) for head in actuals)


@quick
@given(BOTH, GONE)
def test_at_the_run_rate_the_variance_grows_as_the_year_does(both, gone):
    actuals, budgets = both
    to_date = variances(actuals, budgets_to_date(budgets, months=months(gone), of=YEAR))
    outturns = forecast_outturns(actuals, budgets, months=months(gone), of=YEAR, method="run rate")
    grown = {head: one * YEAR / months(gone) for head, one in to_date.items()}
    assert all(same(variances(outturns, budgets)[head], grown[head]) for head in actuals)


@quick
@given(BOTH, st.integers(0, 100))
def test_a_verdict_is_that_of_the_exact_difference(both, per_cent):
    outturns, budgets = both
    verdicts = budget_verdicts(outturns, budgets, tolerance=share(f"{per_cent}E-2"))
    for head, verdict in verdicts.items():
        over = outturns[head].value - budgets[head].value
        near = abs(over) <= budgets[head].value * per_cent / 100
        assert verdict == ("on budget" if near else "overspend" if over > 0 else "underspend")


@quick
@given(BOTH)
def test_a_share_above_one_is_an_overspend_and_no_other(both):
    spent, budgets = both
    assume(all(figure.value for figure in budgets.values()))
    verdicts = budget_verdicts(spent, budgets, tolerance=share("0"))
    for head, part in budget_shares(spent, budgets).items():
        (settled,) = comparable([part])
        assert (settled > 1) == (verdicts[head] == "overspend")


@quick
@given(st.lists(PENNIES, min_size=1, max_size=14), st.integers(1, 4), st.integers(0, 30))
def test_a_trend_is_that_of_two_stretches_added_up_by_hand(pennies, length, per_cent):
    by_month = series(pennies)
    trend = spending_trend(by_month, length=months(length), tolerance=share(f"{per_cent}E-2"))
    averages = recent_averages(by_month, length=months(length))
    if len(pennies) < 2 * length:
        assert (trend, averages) == ("too few months", {})
        return
    last, before = sum(pennies[-length:]), sum(pennies[-2 * length : -length])
    assert [round(one.value * 100 * length) for one in averages.values()] == [last, before]
    near = abs(last - before) * 100 <= before * per_cent
    assert trend == ("steady" if near else "rising" if last > before else "falling")


def test_a_word_can_be_traced_to_the_amounts_that_it_goes_by():
    word = budget_verdicts({"care": pounds(110)}, {"care": pounds(100)}, tolerance=share("0.05"))["care"]
    assert word == "overspend" and isinstance(word.derivation, Operation)
    assert word.derivation.keys == ("on budget", "overspend", "underspend")
    few = spending_trend(series([1, 2]), length=months(3), tolerance=share("0"))
    assert isinstance(few.derivation, Operation) and few.derivation.keys == ("enough months", "too few months")
    assert graph.load(graph.dump({"few": few.named("few", "few")}))["few"] == "too few months"


CARE, BUDGET = {"care": pounds(110)}, {"care": pounds(100)}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: budgets_to_date(BUDGET, months=months(0), of=YEAR), "0 months are no part of a year of 12"),
        (lambda: budgets_to_date(BUDGET, months=share("7"), of=YEAR), "Give both in months"),
        (lambda: budgets_to_date(BUDGET, months=months(7), of=share("12")), "Give both in months"),
        (lambda: budget_shares(CARE, {"care": pounds(0)}), 'The budget of "care" is 0; it must be above nought'),
        (lambda: budget_shares(CARE, {"other": pounds(1)}), 'Spending has "care", which the budget lacks'),
        (lambda: variances({}, {}), "has no members"),
        (lambda: budget_verdicts(CARE, BUDGET, tolerance=share("5")), "The tolerance is 5; a share lies from 0 to 1"),
        (lambda: budget_verdicts(CARE, {"care": pounds(-1)}, tolerance=share("0")), "below nought"),
        (lambda: recent_averages(CARE, length=months("1.5")), "whole months, at least one; its length is 1.5"),
        (lambda: recent_averages(CARE, length=months(0)), "whole months, at least one; its length is 0"),
        (lambda: spending_trend(CARE, length=share("3"), tolerance=share("0")), "whole months"),
        (lambda: spending_trend(CARE, length=months(1), tolerance=share("-1")), "a share lies from 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(wrong, says: str) -> None:
    with pytest.raises(FigureError) as refused:
        wrong()
    assert says in str(refused.value)
