"""Value for money: the arithmetic written out, and what is refused. Published examples are in tests/published."""

from decimal import Decimal

import pytest

from tracepaper.calculations.discounting import discount_factors, present_value
from tracepaper.calculations.value import (
    benefit_cost_parts,
    benefit_cost_ratio,
    discounted_payback_year,
    equivalent_annual_cost,
    fiscal_flows,
    internal_rate_of_return,
    net_flow,
    net_present_budget_impact,
    net_present_social_value,
    net_present_value,
    payback_year,
    social_flows,
    unit_cost_per_outcome,
)
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Cell, Figure, Text, literal, units

GROSS, NET = "gross public cost", "public cost net of cashable savings"


def figure(value: str | int, unit: str = "GBP") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def flow(*amounts: str | int) -> dict[str, Figure]:
    return {str(year): figure(amount) for year, amount in enumerate(amounts)}


def at(rate: str, years: int) -> dict[str, Figure]:
    return discount_factors(flow(*[0] * years), bands={"1-": figure(rate, "1")})


FACTORS = at("0.25", 3)  # 1, 0.8, 0.64
FLOWS = {
    "Service": flow(100, 50, 50),
    "Placements": flow(0, 100, 100),
    "Time of staff": flow(0, 10, 10),
    "Health": flow(0, 30, 30),
    "Travel of families": flow(0, 5, 5),
    "Grant": flow(40, 0, 0),
    "Tax": flow(0, 1, 1),
}
KINDS = {
    "Service": "public cost",
    "Placements": "cashable saving",
    "Time of staff": "non-cashable saving",
    "Health": "social benefit",
    "Travel of families": "social cost",
    "Grant": "transfer received",
    "Tax": "transfer paid",
}


class TestFlowsSayWhatTheyAre:
    def test_society_sees_all_but_transfers(self):
        assert list(social_flows(FLOWS, KINDS)) == [
            *("Service", "Placements", "Time of staff", "Health", "Travel of families")
        ]

    def test_a_budget_sees_money_only(self):
        assert list(fiscal_flows(FLOWS, KINDS)) == ["Service", "Placements", "Grant", "Tax"]

    def test_to_society(self):
        # years 1 and 2: 100 + 10 + 30 - 50 - 5 = 85; -100 + 85 × 0.8 + 85 × 0.64 = 22.40
        social = social_flows(FLOWS, KINDS)
        assert [one.value for one in net_flow(social, KINDS).values()] == [-100, 85, 85]
        assert net_present_social_value(social, KINDS, FACTORS).value == Decimal("22.4")

    def test_to_the_budget(self):
        # year 0: 40 - 100 = -60; years 1 and 2: 100 - 50 - 1 = 49; -60 + 49 × 0.8 + 49 × 0.64 = 10.56
        fiscal = fiscal_flows(FLOWS, KINDS)
        assert [one.value for one in net_flow(fiscal, KINDS).values()] == [-60, 49, 49]
        assert net_present_budget_impact(fiscal, KINDS, FACTORS).value == Decimal("10.56")

    def test_only_costs_are_below_nought(self):
        assert net_flow({"Service": flow(100)}, KINDS)["0"].value == -100

    def test_only_gains_are_as_they_stand(self):
        health = flow(30)
        assert net_flow({"Health": health}, KINDS)["0"] is health["0"]

    def test_a_transfer_is_refused_in_the_value_to_society(self):
        with pytest.raises(FigureError) as refused:
            net_present_social_value(fiscal_flows(FLOWS, KINDS), KINDS, FACTORS)
        assert str(refused.value) == (
            '"Grant" is a transfer received: money from another body, such as a grant. '
            "It has no place in the net present social value. Choose the flows by social_flows."
        )

    @pytest.mark.parametrize("flow_of", ["Time of staff", "Health", "Travel of families"])
    def test_what_reaches_no_budget_is_refused_in_its_impact(self, flow_of):
        flows = {name: FLOWS[name] for name in ("Service", flow_of)}
        with pytest.raises(FigureError, match=f'"{flow_of}" is a .* no place in the net present budget impact'):
            net_present_budget_impact(flows, KINDS, FACTORS)

    def test_a_mixture_is_refused_with_both_sides(self):
        with pytest.raises(FigureError, match=r'"Time of staff" \(non-cashable saving.*"Grant" \(transfer received'):
            net_flow(FLOWS, KINDS)

    def test_a_flow_without_kind_is_named_with_the_known_kinds(self):
        with pytest.raises(FigureError, match=r'The kind of the flow "Rent" is not stated. Known kinds: public cost, '):
            fiscal_flows({"Rent": flow(1)}, KINDS)

    def test_an_unknown_kind_is_told(self):
        with pytest.raises(FigureError, match=r'"saving", the kind of the flow "Rent", is not known'):
            social_flows({"Rent": flow(1)}, {"Rent": "saving"})

    def test_kinds_may_be_rows_of_a_table(self):
        rows = [
            {column: Text(text, Cell("file.csv", "", "A2", 2, 1, text)) for column, text in row.items()}
            for row in ({"flow": "Grant", "kind": "transfer received "}, {"flow": "Service", "kind": "public cost"})
        ]
        assert list(social_flows({"Service": flow(1), "Grant": flow(1)}, rows)) == ["Service"]

    def test_a_flow_with_two_rows_is_refused(self):
        rows = [{"flow": "Grant", "kind": "transfer received"}, {"flow": "Grant", "kind": "public cost"}]
        with pytest.raises(FigureError, match=r'The flow "Grant" has two rows'):
            fiscal_flows({"Grant": flow(1)}, rows)

    def test_flows_of_different_years_are_refused(self):
        with pytest.raises(FigureError, match=r'"Service" has the years 0; "Placements" has 0, 1. Give nought'):
            net_flow({"Service": flow(1), "Placements": flow(1, 2)}, KINDS)

    def test_no_flows(self):
        with pytest.raises(FigureError, match=r"There are no flows"):
            net_flow({}, {})


# Costs, and savings that are as much or more.
ABOVE_THEIR_COSTS = [((0, 0, 0), (0, 0, 0)), ((100, 0, 0), (0, 125, 0)), ((9, 0, 0), (99, 0, 0))]


class TestRatios:
    COSTS, BENEFITS = flow(100, 0, 0), flow(0, 100, 100)

    def test_net_present_value_is_benefits_less_costs(self):
        assert net_present_value(self.BENEFITS, self.COSTS, FACTORS).value == 44  # 80 + 64 - 100

    def test_the_ratio_is_benefits_over_gross_cost_where_nothing_else_is_said(self):
        ratio = benefit_cost_ratio(self.BENEFITS, self.COSTS, FACTORS)
        assert (ratio.value, ratio.unit) == (Decimal("1.44"), ONE)  # 144 / 100

    def test_savings_are_in_one_part_only(self):
        saved = flow(0, 50, 0)  # 40 at present value
        gross = benefit_cost_parts(self.BENEFITS, self.COSTS, FACTORS, savings=saved)
        net = benefit_cost_parts(self.BENEFITS, self.COSTS, FACTORS, savings=saved, denominator=NET)
        assert {name: one.value for name, one in gross.items()} == {"benefits": 184, GROSS: 100}
        assert {name: one.value for name, one in net.items()} == {"benefits": 144, NET: 60}

    def test_net_cost_needs_the_savings(self):
        with pytest.raises(FigureError, match=r"no savings are given. Give them as savings="):
            benefit_cost_ratio(self.BENEFITS, self.COSTS, FACTORS, denominator=NET)

    def test_another_denominator_is_refused(self):
        with pytest.raises(FigureError, match=f'"cost" is no denominator of a ratio. Known: {GROSS}; {NET}'):
            benefit_cost_ratio(self.BENEFITS, self.COSTS, FACTORS, denominator="cost")

    @pytest.mark.parametrize(
        ("costs", "savings"), [((0, 0, 0), (0, 0, 0)), ((100, 0, 0), (0, 125, 0)), ((9, 0, 0), (99, 0, 0))]
    )
    def test_a_net_cost_of_nought_or_less_has_no_ratio(self, costs, savings):
        given = {"savings": flow(*savings), "denominator": NET}
        found = benefit_cost_ratio(self.BENEFITS, flow(*costs), FACTORS, **given)
        assert found == "n/a"
        assert isinstance(found, Text)

    def test_a_cost_below_nought_is_a_benefit_and_refused(self):
        with pytest.raises(FigureError, match='The cost of "1" is -125, which is below nought'):
            benefit_cost_ratio(self.BENEFITS, flow(100, -125, 0), FACTORS)
        with pytest.raises(FigureError, match='The cost of "0" is -100, which is below nought'):
            net_present_value(self.BENEFITS, flow(-100, 0, 0), FACTORS)

    def test_it_is_traced_to_the_cost_that_is_not_above_nought(self):
        found = benefit_cost_ratio(self.BENEFITS, flow(0, 0, 0), FACTORS)
        assert found.derivation.keys == ("n/a", GROSS)
        assert [one.value for one in found.derivation.inputs] == [0, 0]

    def test_costs_that_come_to_nought_but_for_noise_have_no_ratio(self):
        savings, third = flow(0, 3), {"0": figure(1, "1"), "1": figure(1, "1") / figure(3, "1")}
        savings["1"] = savings["1"] / figure(7, "1") * figure(7, "1")
        costs = flow(1, 0)
        left = present_value(costs, third) - present_value(savings, third)
        assert left.value != 0, "the difference is not exact: the case is worth testing"
        assert benefit_cost_ratio(flow(1, 1), costs, third, savings=savings, denominator=NET) == "n/a"


class TestYearlyCosts:
    def test_two_payments_are_worth_the_cost(self):
        later = {year: FACTORS[year] for year in ("1", "2")}
        annual = equivalent_annual_cost(figure(144), later)  # 144 / (0.8 + 0.64) = 100
        assert (annual.value, annual.unit.words()) == (100, "pounds")

    def test_a_cost_for_each_child(self):
        found = unit_cost_per_outcome(figure(1_120_000), figure(14, "child"))
        assert (found.value, str(found.unit)) == (80_000, "GBP/child")

    @pytest.mark.parametrize("outcomes", [0, -1])
    def test_without_outcomes_there_is_none(self, outcomes):
        with pytest.raises(FigureError, match=f"There are {outcomes} outcomes, so one of them has no cost"):
            unit_cost_per_outcome(figure(1), figure(outcomes, "child"))


class TestPayback:
    @pytest.mark.parametrize(
        ("net", "year"),
        [
            ((-100, 60, 60), "2"),  # -100, -40, 20
            ((-100, 60, 40), "2"),  # to the pound
            ((-100, 60, 39), "not within the period"),
            ((-100, 100), "1"),
            ((0, -100, 100), "2"),  # nothing is owed before the money is spent
            ((10, -100, 100), "2"),
            ((-100, 200, -300, 50), "1"),  # the first year, whatever follows
            ((0, 0, 5), "nothing to pay back"),
            ((10, -5, 1), "nothing to pay back"),  # never in the red
            ((-5,), "not within the period"),
        ],
    )
    def test_the_first_year_by_whose_end_nothing_is_owed(self, net, year):
        assert payback_year(flow(*net)) == year

    def test_three_thirds_pay_back_a_whole(self):
        third = figure(1) / figure(3, "1")
        assert payback_year({"0": figure(-1), "1": third, "2": third, "3": third}) == "3"

    def test_discounted_a_flow_pays_back_later(self):
        net = flow(-100, 50, 50, 50, 50)
        # undiscounted: -100, -50, 0; discounted: 40, 32, 25.60, 20.48 come to 72, 97.60 and 118.08
        assert payback_year(net) == "2"
        assert discounted_payback_year(net, at("0.25", 5)) == "4"

    @pytest.mark.parametrize("of", [payback_year, internal_rate_of_return])
    def test_a_missing_year_is_refused(self, of):
        with pytest.raises(FigureError, match=r"2019/20 is followed by 2021/22"):
            of({"2019/20": figure(-1), "2021/22": figure(2)})


class TestRateOfReturn:
    def test_a_year_that_doubles_the_money(self):
        found = internal_rate_of_return(flow(-100, 200))
        assert (found.value, found.unit) == (1, ONE)

    @pytest.mark.parametrize(
        ("net", "said"),
        [
            ((-100, -50), "no rate of return"),
            ((100, 50), "no rate of return"),
            ((-100, 230, -132), "several rates of return"),  # 10% and 20%
        ],
    )
    def test_none_and_several_are_said(self, net, said):
        assert internal_rate_of_return(flow(*net)) == said
