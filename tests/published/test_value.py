"""Value for money against HM Treasury, NumPy and numpy-financial.

Sources:
    HM Treasury, Appraisal and Evaluation in Central Government (1991, revised 1997), paragraph 4.56: an equivalent
    annual cost.
    HM Treasury, The Green Book (2003), annex 6: two options; arithmetic only, since the printed page was not seen.
    NumPy 1.3 reference, numpy.irr, example: irr([-100, 39, 59, 55, 20]) is 0.2809484211599611, after L. J. Gitman,
    Principles of Managerial Finance, Brief, 3rd edition.
"""

import math
from decimal import Decimal

import numpy_financial
import pytest

from published.worked import Example, amount, amounts, examples_test, numbers
from tracepaper.calculations.discounting import discount_factors, present_value
from tracepaper.calculations.series import without
from tracepaper.calculations.value import (
    discounted_payback_year,
    equivalent_annual_cost,
    internal_rate_of_return,
    net_present_value,
    payback_year,
)
from tracepaper.figures import Figure
from tracepaper.figures.display import half_up

YEARS = ("2019/20", "2020/21", "2021/22")
QUARTER = {"2019/20": "1", "2020/21": "0.8", "2021/22": "0.64"}  # at 25%: 1 / 1.25 = 0.8
SIX_PER_CENT = {
    **{"1": "0.9434", "2": "0.8900", "3": "0.8396", "4": "0.7921", "5": "0.7473"},
    **{"6": "0.7050", "7": "0.6651", "8": "0.6274", "9": "0.5919", "10": "0.5584"},
}


def flow(*texts: str) -> dict[str, Figure]:
    """Three years of pounds."""
    return amounts(dict(zip(YEARS, texts, strict=True)), "GBP")


PROGRAMME = {
    "Service": flow("100", "50", "50"),
    "Fewer placements": flow("0", "100", "100"),
    "Better health": flow("0", "30", "30"),
}
PROGRAMME_KINDS = {"Service": "public cost", "Fewer placements": "cashable saving", "Better health": "social benefit"}
GIVEN = {"flows": PROGRAMME, "kinds": PROGRAMME_KINDS, "factors": numbers(QUARTER)}
RATIO = {
    "health": PROGRAMME["Better health"],
    "service": PROGRAMME["Service"],
    "placements": PROGRAMME["Fewer placements"],
    "factors": numbers(QUARTER),
}

EXAMPLES = [
    Example(
        calculation="social_flows",
        title="A grant moves money and makes none",
        given={
            "flows": {"Service": flow("100", "50", "50"), "Grant": flow("40", "0", "0")},
            "kinds": {"Service": "public cost", "Grant": "transfer received"},
        },
        formula="social_flows(flows, kinds)",
        gives={"Service": {"2019/20": "100", "2020/21": "50", "2021/22": "50"}},
        working="The grant is a transfer, and left out.",
        source="Arithmetic",
    ),
    Example(
        calculation="fiscal_flows",
        title="What reaches the budget",
        given=GIVEN,
        formula="fiscal_flows(flows, kinds)",
        gives={
            "Service": {"2019/20": "100", "2020/21": "50", "2021/22": "50"},
            "Fewer placements": {"2019/20": "0", "2020/21": "100", "2021/22": "100"},
        },
        working="Better health is a social benefit, and reaches no budget.",
        source="Arithmetic",
    ),
    Example(
        calculation="net_flow",
        title="Savings and benefits less cost, by year",
        given=GIVEN,
        formula="net_flow(flows, kinds)",
        gives={"2019/20": "-100", "2020/21": "80", "2021/22": "80"},
        working="0 + 0 - 100 = -100; 100 + 30 - 50 = 80.",
        source="Arithmetic",
    ),
    Example(
        calculation="net_flow",
        title="A grant and a social benefit do not add up",
        given={
            "flows": {"Grant": flow("40", "0", "0"), "Better health": flow("0", "30", "30")},
            "kinds": {"Grant": "transfer received", "Better health": "social benefit"},
        },
        formula="net_flow(flows, kinds)",
        refuses="do not add up: choose by social_flows or by fiscal_flows what is added.",
        working="The first is money to a budget and nothing to society; the second is the other way round.",
        source="Arithmetic",
    ),
    Example(
        calculation="net_present_social_value",
        title="A programme that costs, saves and does good",
        given=GIVEN,
        formula="net_present_social_value(flows, kinds, factors)",
        gives="15.20",
        working="-100 × 1 + 80 × 0.8 + 80 × 0.64 = -100 + 64 + 51.20 = 15.20.",
        source="Arithmetic",
    ),
    Example(
        calculation="net_present_budget_impact",
        title="The same programme for the budget",
        given=GIVEN,
        formula="net_present_budget_impact(fiscal_flows(flows, kinds), kinds, factors)",
        gives="-28.00",
        working="-100 × 1 + 50 × 0.8 + 50 × 0.64 = -100 + 40 + 32 = -28.",
        source="Arithmetic",
    ),
    Example(
        calculation="net_present_budget_impact",
        title="A social benefit in the budget",
        given=GIVEN,
        formula="net_present_budget_impact(flows, kinds, factors)",
        refuses='"Better health" is a social benefit: what people and the economy gain. It has no place in',
        working="No budget receives it.",
        source="Arithmetic",
    ),
    Example(
        calculation="net_present_value",
        title="Option A: £10 million now, for £2.5 million in each of four years, at 3.5%",
        given={
            "benefits": amounts({"0": "0", "1": "2.5", "2": "2.5", "3": "2.5", "4": "2.5"}, "GBP"),
            "costs": amounts({"0": "10", "1": "0", "2": "0", "3": "0", "4": "0"}, "GBP"),
            "standard": numbers({"1-30": "0.035"}),
        },
        formula="net_present_value(benefits, costs, discount_factors(costs, bands=standard))",
        gives="-0.82",
        working="2.42 + 2.33 + 2.25 + 2.18 = 9.18; less 10.00 is -0.82, in £ million.",
        source="Arithmetic",
    ),
    Example(
        calculation="benefit_cost_ratio",
        title="Savings as benefits, over gross public cost",
        given=RATIO,
        formula='benefit_cost_ratio(health, service, factors, savings=placements, denominator="gross public cost")',
        gives="1.088",
        working="(43.20 + 144) / 172 = 1.088, where 30 × 0.8 + 30 × 0.64 = 43.20, 100 × 0.8 + 100 × 0.64 = 144 and "
        "100 + 50 × 0.8 + 50 × 0.64 = 172.",
        source="Arithmetic",
    ),
    Example(
        calculation="benefit_cost_ratio",
        title="The same programme over public cost net of cashable savings",
        given=RATIO,
        formula="benefit_cost_ratio(health, service, factors, savings=placements, "
        'denominator="public cost net of cashable savings")',
        gives="1.543",
        working="43.20 / (172 - 144) = 43.20 / 28 = 1.543.",
        source="Arithmetic",
    ),
    Example(
        calculation="benefit_cost_ratio",
        title="A programme that pays for itself has no ratio",
        given={**RATIO, "placements": flow("0", "200", "200")},
        formula="benefit_cost_ratio(health, service, factors, savings=placements, "
        'denominator="public cost net of cashable savings")',
        gives="n/a",
        working="172 - (200 × 0.8 + 200 × 0.64) = 172 - 288 = -116: not above £0.",
        source="Arithmetic",
    ),
    Example(
        calculation="benefit_cost_parts",
        title="What is divided, and by what",
        given=RATIO,
        formula="benefit_cost_parts(health, service, factors, savings=placements, "
        'denominator="public cost net of cashable savings")',
        gives={"benefits": "43.20", "public cost net of cashable savings": "28.00"},
        working="30 × 0.8 + 30 × 0.64 = 43.20; 172 - 144 = 28.",
        source="Arithmetic",
    ),
    Example(
        calculation="equivalent_annual_cost",
        title="£100 over ten years at six per cent",
        given={"cost": amount("100", "GBP"), "factors": numbers(SIX_PER_CENT)},
        formula="equivalent_annual_cost(cost, factors)",
        gives="13.59",
        working="The ten factors add up to 7.3602; 100 / 7.3602 = 13.59.",
        source="HM Treasury, Appraisal and Evaluation in Central Government (1991, revised 1997), paragraph 4.56",
    ),
    Example(
        calculation="internal_rate_of_return",
        title="An investment and four years of return",
        given={"net": amounts({"0": "-100", "1": "39", "2": "59", "3": "55", "4": "20"}, "GBP")},
        formula="internal_rate_of_return(net)",
        gives="0.2809484212",
        working="At 28.1% a year the flow comes to -0.0085, at 28.09% to 0.0091.",
        source="NumPy 1.3 reference, numpy.irr, example after Gitman, Principles of Managerial Finance, Brief",
    ),
    Example(
        calculation="internal_rate_of_return",
        title="Clearing up at the end: two rates",
        given={"net": amounts({"0": "-100", "1": "230", "2": "-132"}, "GBP")},
        formula="internal_rate_of_return(net)",
        gives="several rates of return",
        working="At 10%: -100 + 209.09 - 109.09 = 0. At 20%: -100 + 191.67 - 91.67 = 0.",
        source="Arithmetic",
    ),
    Example(
        calculation="internal_rate_of_return",
        title="Costs without return",
        given={"net": amounts({"0": "-100", "1": "-50"}, "GBP")},
        formula="internal_rate_of_return(net)",
        gives="no rate of return",
        working="The flow is below nought at every rate.",
        source="Arithmetic",
    ),
    Example(
        calculation="payback_year",
        title="An investment recovered in its third year",
        given={"net": flow("-100", "60", "60")},
        formula="payback_year(net)",
        gives="2021/22",
        working="-100; -100 + 60 = -40; -40 + 60 = 20.",
        source="Arithmetic",
    ),
    Example(
        calculation="discounted_payback_year",
        title="The same investment at 25%",
        given={"net": flow("-100", "60", "60"), "factors": numbers(QUARTER)},
        formula="discounted_payback_year(net, factors)",
        gives="not within the period",
        working="-100; -100 + 60 × 0.8 = -52; -52 + 60 × 0.64 = -13.60.",
        source="Arithmetic",
    ),
    Example(
        calculation="unit_cost_per_outcome",
        title="A service for each child who goes home",
        given={"cost": amount("1120000", "GBP"), "home": amount("14", "child")},
        formula="unit_cost_per_outcome(cost, home)",
        gives="80000",
        working="1,120,000 / 14 = 80,000.",
        source="Arithmetic",
    ),
    Example(
        calculation="unit_cost_per_outcome",
        title="No outcome",
        given={"cost": amount("1120000", "GBP"), "home": amount("0", "child")},
        formula="unit_cost_per_outcome(cost, home)",
        refuses="There are 0 outcomes, so one of them has no cost.",
        working="Nothing can be divided among none.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)


def by_number(*texts: str) -> dict[str, Figure]:
    return amounts({str(year): text for year, text in enumerate(texts)}, "GBP")


class TestEquivalentAnnualCost:
    def payment(self, rate: str, years: int, cost: str = "100") -> Figure:
        flow = by_number(*["0"] * (years + 1))
        later = without(discount_factors(flow, bands=numbers({"1-": rate})), "0")
        return equivalent_annual_cost(amount(cost, "GBP"), later)

    def test_the_treasurys_example_from_the_rate(self):
        assert half_up(self.payment("0.06", 10).value, 2) == Decimal("13.59")  # the source prints £13.59

    @pytest.mark.parametrize(("rate", "years"), [("0.06", 10), ("0.035", 30), ("0.015", 5), ("0.281", 4)])
    def test_it_is_the_payment_of_numpy_financial(self, rate, years):
        # pmt gives what is paid on a loan, below nought
        assert math.isclose(
            float(self.payment(rate, years).value), -numpy_financial.pmt(float(rate), years, 100), rel_tol=1e-12
        )


class TestTwoOptionsOf2003:
    """Arithmetic of an example that the Green Book of 2003 is said to print; the page was not seen."""

    @pytest.mark.parametrize(
        ("cost", "benefit", "rounded_values", "net"),
        [
            # 2.42 + 2.33 + 2.25 + 2.18 = 9.18; less 10.00 = -0.82
            ("10", "2.5", ["2.42", "2.33", "2.25", "2.18"], "-0.82"),
            # 1.45 + 1.40 + 1.35 + 1.31 = 5.51; less 5.00 = 0.51
            ("5", "1.5", ["1.45", "1.40", "1.35", "1.31"], "0.51"),
        ],
        ids=["option A", "option B"],
    )
    def test_rounded_values_and_the_net_value(self, cost, benefit, rounded_values, net):
        costs, benefits = by_number(cost, *["0"] * 4), by_number("0", *[benefit] * 4)
        found = discount_factors(costs, bands=numbers({"1-30": "0.035"}))
        each = [half_up((benefits[year] * found[year]).value, 2) for year in list(found)[1:]]
        assert each == [Decimal(value) for value in rounded_values]
        assert half_up(net_present_value(benefits, costs, found).value, 2) == Decimal(net)


class TestRatesOfReturnComparedWithNumpyFinancial:
    PRINTED = 0.2809484211599611

    @pytest.mark.parametrize(
        "amounts_by_year",
        [
            (-100, 39, 59, 55, 20),
            (-100, 0, 0, 74),
            (-5, 10.5, 1, -8, 1),
            (-1120, -1120, 1500, 1500, 1500),
            (100, -60, -60),
        ],
        ids=str,
    )
    def test_the_rate_agrees_to_ten_places_where_there_is_one(self, amounts_by_year):
        found = internal_rate_of_return(by_number(*map(str, amounts_by_year)))
        other = numpy_financial.irr(amounts_by_year)
        if isinstance(found, Figure):
            assert math.isclose(float(found.value), other, abs_tol=1e-10)
        else:
            assert found == "several rates of return"  # numpy-financial picks one of them in silence

    def test_the_printed_example(self):
        found = internal_rate_of_return(by_number("-100", "39", "59", "55", "20"))
        assert isinstance(found, Figure)
        assert math.isclose(float(found.value), self.PRINTED, abs_tol=1e-13)

    def test_at_its_rate_a_flow_comes_to_nought(self):
        net = by_number("-100", "39", "59", "55", "20")
        rate = internal_rate_of_return(net)
        assert abs(present_value(net, discount_factors(net, bands={"1-": rate})).value) < Decimal("1e-25")

    def test_of_two_rates_numpy_financial_gives_one_and_ours_none(self):
        flow = (-100, 230, -132)
        assert round(numpy_financial.irr(flow), 9) in (0.1, 0.2)
        assert internal_rate_of_return(by_number(*map(str, flow))) == "several rates of return"

    def test_discounted_at_more_than_its_rate_a_flow_does_not_pay_back(self):
        net = by_number("-100", "39", "59", "55", "20")
        assert payback_year(net) == "3"  # -100, -61, -2, 53
        factors = discount_factors(net, bands=numbers({"1-": "0.281"}))
        assert discounted_payback_year(net, factors) == "not within the period"
