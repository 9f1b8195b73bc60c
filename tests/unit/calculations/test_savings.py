"""Savings of different kinds or bases are never added up; and how many placements pay for a service."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.savings import (
    BASES,
    CASHABLE,
    KINDS,
    annual_costs,
    annualised,
    avoided_by_number,
    avoided_costs,
    break_evens,
    budget_reduction,
    cash_in_part_year,
    cash_over_period,
    implied_costs,
    level,
    run_rate_reached,
    saving_total,
    savings_by_kind,
    whole_placements,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, comparable, graph, literal, units

quick = settings(max_examples=60, deadline=None)


def figure(value: str | int, unit: str) -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def a_year(amount: str | int) -> Figure:
    return figure(amount, "GBP/year")


def values(series: Mapping[str, Figure]) -> dict[str, Decimal]:
    return {key: one.value for key, one in series.items()}


def register(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
    return [dict(zip(("saving", "kind", "basis"), row, strict=True)) for row in rows]


# As one council published them: a net reduction of £460k a year to come, and £360k a year avoided after two months.
PUBLISHED = {"four-placements": a_year(460000), "two-young-people": a_year(360000)}
REGISTER = register(
    ("four-placements", "net saving", "forecast"),
    ("two-young-people", "cost avoidance", "annualised"),
    ("next-year", "cost avoidance", "forecast"),
    ("after-that", "cost avoidance", "forecast"),
    ("undecided", "not stated", "forecast"),
    ("unheard", "net saving", ""),
)


class TestATotalOfSavings:
    def test_of_one_kind_and_basis(self):
        # 100 + 250 = 350
        assert saving_total({"next-year": a_year(100), "after-that": a_year(250)}, REGISTER).value == 350

    def test_refuses_two_kinds_and_says_why(self):
        with pytest.raises(FigureError) as error:
            saving_total(PUBLISHED, REGISTER)
        assert str(error.value) == (
            'A total of savings would mix net saving ("four-placements") and cost avoidance ("two-young-people"), '
            "which do not add up: net saving is what is left of a saving of any kind once the service is paid, as a "
            "document states it; cost avoidance is what would otherwise have been spent, and lowers no budget by "
            "itself. Total each by itself."
        )

    def test_refuses_two_bases_of_one_kind_and_says_why(self):
        with pytest.raises(FigureError) as error:
            saving_total({"two-young-people": a_year(360000), "next-year": a_year(780000)}, REGISTER)
        assert str(error.value) == (
            'A total of savings would mix annualised ("two-young-people") and forecast ("next-year"), which do not add '
            "up: annualised is part of a year scaled up to a whole one; forecast is money of years to come. Total each "
            "by itself."
        )

    def test_refuses_a_saving_whose_kind_or_basis_is_not_stated(self):
        with pytest.raises(FigureError, match=r'The kind of the saving "undecided" is "not stated"\. Until its kind'):
            saving_total({"undecided": a_year(1)}, REGISTER)
        with pytest.raises(FigureError, match=r'The basis of the saving "unheard" is "not stated"\. Until its basis'):
            saving_total({"unheard": a_year(1)}, REGISTER)

    def test_refuses_a_saving_that_nobody_registered(self):
        with pytest.raises(FigureError, match=r'The saving "another" is not in the register\. There are: four'):
            saving_total({"another": a_year(1)}, REGISTER)

    @pytest.mark.parametrize("calculation", [saving_total, savings_by_kind])
    def test_refuses_a_register_that_has_a_saving_twice(self, calculation):
        def quoted(address: str, text: str) -> Text:
            return graph.quotation(text, Cell("data/raw/care/savings.csv", "", address, int(address[1:]), 1, text))

        twice = [
            {
                "saving": quoted("A2", "next-year"),
                "kind": quoted("B2", "net saving"),
                "basis": quoted("C2", "forecast"),
            },
            {
                "saving": quoted("A5", "next-year"),
                "kind": quoted("B5", "cost avoidance"),
                "basis": quoted("C5", "forecast"),
            },
        ]
        with pytest.raises(FigureError) as error:
            calculation({"next-year": a_year(100)}, twice)
        assert str(error.value).startswith(
            'The saving "next-year" is in the register twice: '
            "data/raw/care/savings.csv A2 and data/raw/care/savings.csv A5. "
        )

    def test_refuses_it_without_cells_too(self):
        with pytest.raises(FigureError, match=r"twice: row 3 and row 7\. Which row holds cannot be known"):
            saving_total({"next-year": a_year(100)}, [*REGISTER, REGISTER[2]])

    def test_refuses_different_units(self):
        with pytest.raises(FigureError, match="Cannot add"):
            saving_total({"next-year": a_year(1), "after-that": figure(1, "GBP")}, REGISTER)

    def test_refuses_none(self):
        with pytest.raises(FigureError, match="A total of no figures"):
            saving_total({}, REGISTER)


class TestSavingsByKind:
    def test_every_kind_is_there_and_a_basis_only_where_something_is_stated(self):
        found = savings_by_kind(PUBLISHED, REGISTER)
        assert {kind: values(series) for kind, series in found.items()} == {
            "cashable recurring": {},
            "cashable one-off": {},
            "efficiency": {},
            "cost avoidance": {"annualised": 360000},
            "income": {},
            "net saving": {"forecast": 460000},
        }

    def test_several_of_one_kind_and_basis_are_added(self):
        found = savings_by_kind({"next-year": a_year(100), "after-that": a_year(250)}, REGISTER)
        assert values(found["cost avoidance"]) == {"forecast": 350}  # 100 + 250

    def test_a_kind_that_is_not_stated_is_refused(self):
        with pytest.raises(FigureError, match='The kind of the saving "undecided"'):
            savings_by_kind({"undecided": a_year(1)}, REGISTER)


class TestABudgetReduction:
    REGISTER = register(
        ("posts", "cashable recurring", "forecast"),
        ("contract", "cashable recurring", "forecast"),
        ("sale", "cashable one-off", "forecast"),
        ("avoided", "cost avoidance", "forecast"),
        ("quicker", "efficiency", "forecast"),
        ("charges", "income", "forecast"),
        ("stated", "net saving", "forecast"),
    )

    def test_is_the_total_of_cashable_savings(self):
        # 120000 + 30000 = 150000
        assert budget_reduction({"posts": a_year(120000), "contract": a_year(30000)}, self.REGISTER).value == 150000

    @pytest.mark.parametrize(
        ("saving", "why"),
        [
            ("avoided", "what would otherwise have been spent, and lowers no budget by itself"),
            ("quicker", "more or better work for the same money, which lowers no budget"),
            ("charges", "money that comes in, which lowers no spending"),
            ("stated", "what is left of a saving of any kind once the service is paid"),
        ],
    )
    def test_refuses_what_is_not_cashable_and_says_what_it_is(self, saving: str, why: str):
        with pytest.raises(FigureError) as error:
            budget_reduction({"posts": a_year(120000), saving: a_year(1)}, self.REGISTER)
        assert f'The saving "{saving}" is of the kind' in str(error.value)
        assert why in str(error.value)

    def test_refuses_a_recurring_and_a_one_off_saving_together(self):
        with pytest.raises(FigureError, match=r"would mix cashable recurring .* and cashable one-off"):
            budget_reduction({"posts": a_year(120000), "sale": a_year(50000)}, self.REGISTER)

    def test_reads_a_register_that_can_be_read_only_once(self):
        assert budget_reduction({"posts": a_year(5)}, iter(self.REGISTER)).value == 5
        assert saving_total({"posts": a_year(5)}, iter(self.REGISTER)).value == 5


class TestRunRateAndCash:
    MONTHS = {
        "April": figure(0, "GBP"),
        "May": figure(10000, "GBP"),
        "June": figure(20000, "GBP"),
        "July": figure(30000, "GBP"),
    }
    ONE, YEAR = figure(1, "month"), figure(12, "month/year")

    def test_the_run_rate_is_the_last_month_for_a_year_and_the_cash_is_less(self):
        # 30000 x 12 = 360000 a year; 0 + 10000 + 20000 + 30000 = 60000
        rate = run_rate_reached(self.MONTHS, length=self.ONE, in_a_year=self.YEAR)
        assert (rate.value, str(rate.unit)) == (360000, "GBP/year")
        assert cash_over_period(self.MONTHS).value == 60000

    def test_two_months_scaled_up_to_a_year_and_back(self):
        # 60000 / 2 x 12 = 360000; 360000 x 2 / 12 = 60000
        yearly = annualised(figure(60000, "GBP"), months=figure(2, "month"), months_a_year=self.YEAR)
        assert (yearly.value, str(yearly.unit)) == (360000, "GBP/year")
        back = cash_in_part_year(yearly, months=figure(2, "month"), months_a_year=self.YEAR)
        assert (back.value, str(back.unit)) == (60000, "GBP")

    @pytest.mark.parametrize(
        ("months", "unit", "message"),
        [
            (0, "month", "The part of the year is 0; it must be above nought"),
            (13, "month", "13 are no part of a year, which has 12"),
            (2, "week", "The part of the year is in weeks, the year in months per year"),
        ],
    )
    def test_no_part_of_a_year_is_refused(self, months: int, unit: str, message: str):
        part = figure(months, unit)
        for refused in (
            lambda: annualised(figure(1, "GBP"), months=part, months_a_year=self.YEAR),
            lambda: cash_in_part_year(a_year(1), months=part, months_a_year=self.YEAR),
            lambda: run_rate_reached(self.MONTHS, length=part, in_a_year=self.YEAR),
        ):
            with pytest.raises(FigureError, match=message):
                refused()

    def test_no_period_is_refused(self):
        with pytest.raises(FigureError, match="A run rate was asked for without any period"):
            run_rate_reached({}, length=self.ONE, in_a_year=self.YEAR)


class TestFromAWeeklyPriceToBreakEven:
    """The published case: £3,750 a week, four placements, £460,000 net."""

    WEEKLY = figure(3750, "GBP/placement/week")
    WEEKS = {
        "usual": figure(52, "week/year"),
        "calendar": figure(365, "day/year") / figure(7, "day/week"),
        "short": figure(48, "week/year"),
    }
    NET = a_year(460000)

    @property
    def annual(self) -> dict[str, Figure]:
        return annual_costs(self.WEEKLY, self.WEEKS)

    @property
    def implied(self) -> dict[str, Figure]:
        return implied_costs(avoided_costs(self.annual, figure(4, "placement")), self.NET)

    def test_a_placement_for_a_year(self):
        # 3750 x 52 = 195000; 3750 x 365 / 7 = 195535.714...; 3750 x 48 = 180000
        found = values(self.annual)
        assert (found["usual"], found["short"]) == (195000, 180000)
        assert found["calendar"].quantize(Decimal("0.001")) == Decimal("195535.714")
        assert str(self.annual["usual"].unit) == "GBP/placement/year"

    def test_the_cost_of_the_service_that_is_implied(self):
        # 4 x 195000 - 460000 = 320000; 4 x 180000 - 460000 = 260000; 4 x 195535.714 - 460000 = 322142.857
        found = values(self.implied)
        assert (found["usual"], found["short"]) == (320000, 260000)
        assert found["calendar"].quantize(Decimal("0.001")) == Decimal("322142.857")

    def test_placements_that_pay_for_it(self):
        # 320000 / 195000 = 1.641...; 322142.857 / 195535.714 = 1.647...; 260000 / 180000 = 1.444...
        exactly = break_evens(self.implied, self.annual)
        rounded = {key: value.quantize(Decimal("0.001")) for key, value in values(exactly).items()}
        assert rounded == {"usual": Decimal("1.641"), "calendar": Decimal("1.647"), "short": Decimal("1.444")}
        assert values(whole_placements(exactly)) == {"usual": 2, "calendar": 2, "short": 2}
        assert {str(one.unit) for one in exactly.values()} == {"placement"}

    def test_a_price_of_nought_or_less_never_pays(self):
        for price in (0, -1):
            with pytest.raises(FigureError, match='No number of placements pays for the service: the unit cost "a"'):
                break_evens({"a": a_year(1)}, {"a": figure(price, "GBP/placement/year")})

    def test_costs_and_unit_costs_of_different_things_are_refused(self):
        with pytest.raises(FigureError, match="Costs of a cannot be set against unit costs of b"):
            break_evens({"a": a_year(1)}, {"b": figure(1, "GBP/placement/year")})


class TestTheLinesOfAChart:
    PRICE = figure(195000, "GBP/placement/year")

    def test_the_cost_avoided_by_one_placement_by_two_and_so_on(self):
        found = avoided_by_number(self.PRICE, one=figure(1, "placement"), most=figure(4, "placement"))
        # 195000 x 1, 2, 3, 4
        assert values(found) == {"one": 195000, "two": 390000, "three": 585000, "four": 780000}

    def test_part_of_a_placement_is_not_reached(self):
        found = avoided_by_number(self.PRICE, one=figure(1, "placement"), most=figure("2.9", "placement"))
        assert list(found) == ["one", "two"]

    @pytest.mark.parametrize(("one", "most"), [(1, 0), (1, 11), (0, 4), (-1, 4)])
    def test_none_and_too_many_are_refused(self, one: int, most: int):
        with pytest.raises(FigureError, match=f"From one to ten placements can be shown; {most} were asked for"):
            avoided_by_number(self.PRICE, one=figure(one, "placement"), most=figure(most, "placement"))

    def test_a_level_is_the_same_figure_everywhere(self):
        cost = a_year(320000)
        assert level(cost, {"one": cost, "two": cost}) == {"one": cost, "two": cost}


AMOUNTS = st.integers(1, 10**9)
SAVINGS = st.lists(
    st.tuples(AMOUNTS, st.sampled_from(list(KINDS)), st.sampled_from(list(BASES))), min_size=1, max_size=9
)


class TestLaws:
    @quick
    @given(SAVINGS)
    def test_nothing_is_lost_or_counted_twice_between_kinds(self, drawn):
        savings = {str(n): a_year(amount) for n, (amount, _, _) in enumerate(drawn)}
        rows = register(*((str(n), kind, basis) for n, (_, kind, basis) in enumerate(drawn)))
        found = savings_by_kind(savings, rows)
        parts = [one.value for series in found.values() for one in series.values()]
        assert sum(parts) == sum(amount for amount, _, _ in drawn)

    @quick
    @given(SAVINGS)
    def test_a_total_is_given_exactly_when_all_are_alike(self, drawn):
        savings = {str(n): a_year(amount) for n, (amount, _, _) in enumerate(drawn)}
        rows = register(*((str(n), kind, basis) for n, (_, kind, basis) in enumerate(drawn)))
        if len({(kind, basis) for _, kind, basis in drawn}) == 1:
            assert saving_total(savings, rows).value == sum(amount for amount, _, _ in drawn)
        else:
            with pytest.raises(FigureError, match="A total of savings would mix"):
                saving_total(savings, rows)

    @quick
    @given(AMOUNTS, AMOUNTS)
    def test_the_placements_that_pay_do_pay_and_one_fewer_does_not(self, cost, price):
        costs, prices = {"a": a_year(cost)}, {"a": figure(price, "GBP/placement/year")}
        whole = whole_placements(break_evens(costs, prices))["a"].value
        assert whole * price >= cost > (whole - 1) * price

    @quick
    @given(AMOUNTS, st.integers(1, 10))
    def test_each_placement_avoids_as_much_as_the_last(self, price, most):
        line = avoided_by_number(
            figure(price, "GBP/placement/year"), one=figure(1, "placement"), most=figure(most, "placement")
        )
        amounts = [0, *(one.value for one in line.values())]
        assert [later - before for before, later in itertools.pairwise(amounts)] == [price] * most

    @quick
    @given(SAVINGS)
    def test_a_budget_reduction_holds_no_saving_that_is_not_cashable(self, drawn):
        savings = {str(n): a_year(amount) for n, (amount, _, _) in enumerate(drawn)}
        rows = register(*((str(n), kind, basis) for n, (_, kind, basis) in enumerate(drawn)))
        if len({(kind, basis) for _, kind, basis in drawn}) == 1 and drawn[0][1] in CASHABLE:
            assert budget_reduction(savings, rows).value == sum(amount for amount, _, _ in drawn)
        else:
            with pytest.raises(FigureError):
                budget_reduction(savings, rows)

    @quick
    @given(st.lists(AMOUNTS, min_size=1, max_size=12).map(sorted))
    def test_cash_is_never_more_than_the_run_rate_while_savings_build_up(self, months):
        saved = {str(n): figure(amount, "GBP") for n, amount in enumerate(months)}
        rate = run_rate_reached(saved, length=figure(1, "month"), in_a_year=figure(12, "month/year"))
        assert cash_over_period(saved).value <= rate.value

    @quick
    @given(AMOUNTS, st.integers(1, 12))
    def test_what_is_scaled_up_to_a_year_comes_back_as_cash_of_the_part(self, amount, months):
        part = {"months": figure(months, "month"), "months_a_year": figure(12, "month/year")}
        back = cash_in_part_year(annualised(figure(amount, "GBP"), **part), **part)
        assert comparable([back]) == [amount]
