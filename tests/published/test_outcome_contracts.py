"""Outcome contracts: Rotherham's service as a social impact bond, and numpy-financial on the same flows."""

from decimal import Decimal

import numpy_financial
import pytest

from published.worked import Example, amount, amounts, examples_test, grid, numbers
from tracepaper.calculations.outcome_contracts import (
    investor_rate_of_return,
    outcome_payments,
    tariff_for_rate_of_return,
)

YEARS = ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
REPORT = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018"


def row(*texts):
    return dict(zip(YEARS, texts, strict=True))


# Appendix 1, RMBC Gross Cost; and the grant of paragraph 2.5.
COST = amounts(row("346125", "1120000", "1120000", "1120000", "1120000", "877500"), "GBP")
GRANT = amounts(row("0", "85000", "85000", "85000", "85000", "85000"), "GBP")
AVOIDED = amounts({"year 1": "0", "year 2": "300000", "year 3": "400000"}, "GBP")
INVESTED = amounts({"year 1": "100000", "year 2": "100000", "year 3": "0"}, "GBP")
PAID = amounts({"year 1": "0", "year 2": "90000", "year 3": "130000"}, "GBP")
SHARES = numbers({"0": "0", "1": "0.5", "2": "0.5"})

EXAMPLES = [
    Example(
        calculation="expected_outcomes",
        title="Two thirds of the places left for Rotherham",
        given={"places": amounts({"2019/20": "8"}, "child"), "of_three": amount("2"), "three": amount("3")},
        formula="expected_outcomes(places, of_three / three)",
        gives={"2019/20": "5.3333"},
        working="8 x 2 / 3 = 5.3333",
        source="Arithmetic",
    ),
    Example(
        calculation="expected_outcomes",
        title="More successes than starts",
        given={"places": amounts({"2019/20": "8"}, "child"), "success": amount("1.2")},
        formula="expected_outcomes(places, success)",
        refuses="The success is 1.2; a share lies from 0 to 1",
        working="1.2 is more than 1.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcomes_verified",
        title="Half after one year, half after two",
        given={"delivered": amounts({"year 1": "8", "year 2": "8", "year 3": "4"}, "child"), "later": SHARES},
        formula="outcomes_verified(delivered, later)",
        gives={"year 1": "0.0", "year 2": "4.0", "year 3": "8.0"},
        working="8 x 0.5 = 4; 8 x 0.5 + 8 x 0.5 = 8. The 4 of year 3, and half of year 2, are verified after year 3.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcomes_verified",
        title="Shares that lose a tenth",
        given={"delivered": amounts({"year 1": "8"}, "child"), "later": numbers({"0": "0.4", "1": "0.5"})},
        formula="outcomes_verified(delivered, later)",
        refuses="sum to 0.9",
        working="0.4 + 0.5 = 0.9, not 1",
        source="Arithmetic",
    ),
    Example(
        calculation="outcomes_awaiting",
        title="Delivered, and neither verified nor failed",
        given={
            "delivered": amounts({"year 1": "8", "year 2": "8"}, "child"),
            "verified": amounts({"year 1": "0", "year 2": "5"}, "child"),
            "failed": amounts({"year 1": "0", "year 2": "3"}, "child"),
        },
        formula="outcomes_awaiting(delivered, verified, failed)",
        gives={"year 1": "8", "year 2": "8"},
        working="8 - 0 = 8; 8 + 8 - 5 - 3 = 8",
        source="Arithmetic",
    ),
    Example(
        calculation="outcome_payments",
        title="A tariff for each child",
        given={"tariff": amount("50000", "GBP/child"), "verified": amounts({"year 1": "0", "year 2": "4"}, "child")},
        formula="outcome_payments(tariff, verified)",
        gives={"year 1": "0", "year 2": "200000"},
        working="50,000 x 4 = 200,000",
        source="Arithmetic",
    ),
    Example(
        calculation="capped_payments",
        title="A cap that the third year reaches",
        given={
            "due": amounts({"year 1": "100", "year 2": "200", "year 3": "300", "year 4": "50"}, "GBP"),
            "cap": amount("450", "GBP"),
        },
        formula="capped_payments(due, cap)",
        gives={"year 1": "100", "year 2": "200", "year 3": "150", "year 4": "0"},
        working="100 + 200 = 300; min(300, 450 - 300) = 150; min(50, 450 - 450) = 0",
        source="Arithmetic",
    ),
    Example(
        calculation="capped_payments",
        title="A year that is left out",
        given={"due": amounts({"2019/20": "100", "2021/22": "200"}, "GBP"), "cap": amount("450", "GBP")},
        formula="capped_payments(due, cap)",
        refuses="2019/20 is followed by 2021/22",
        working="2020/21 is not there; a year without payment is stated as nought.",
        source="Arithmetic",
    ),
    Example(
        calculation="cap_left",
        title="What later years can still be paid",
        given={
            "cap": amount("450", "GBP"),
            "paid": amounts({"year 1": "100", "year 2": "200", "year 3": "150"}, "GBP"),
        },
        formula="cap_left(cap, paid)",
        gives={"year 1": "350", "year 2": "150", "year 3": "0"},
        working="450 - 100 = 350; 350 - 200 = 150; 150 - 150 = 0",
        source="Arithmetic",
    ),
    Example(
        calculation="provisions",
        title="Six outcomes awaited, and room for fewer",
        given={
            "tariff": amount("100", "GBP/child"),
            "awaiting": amounts({"year 1": "6", "year 2": "6"}, "child"),
            "left": amounts({"year 1": "900", "year 2": "250"}, "GBP"),
        },
        formula="provisions(tariff, awaiting, left)",
        gives={"year 1": "600", "year 2": "250"},
        working="min(6 x 100, 900) = 600; min(6 x 100, 250) = 250",
        source="Arithmetic",
    ),
    Example(
        calculation="grant_contributions",
        title="A grant that follows the payments",
        given={
            "paid": amounts({"2019/20": "60000", "2020/21": "400000"}, "GBP"),
            "offered": amounts({"2019/20": "85000", "2020/21": "85000"}, "GBP"),
        },
        formula="grant_contributions(paid, offered)",
        gives={"2019/20": "60000", "2020/21": "85000"},
        working="min(85,000, 60,000) = 60,000; min(85,000, 400,000) = 85,000",
        source="Arithmetic",
    ),
    Example(
        calculation="investor_profit",
        title="Two years of cost, and payments after them",
        given={"paid": PAID, "invested": INVESTED},
        formula="investor_profit(paid, invested)",
        gives="20000",
        working="0 + 90,000 + 130,000 - 100,000 - 100,000 = 20,000",
        source="Arithmetic",
    ),
    Example(
        calculation="return_on_investment",
        title="Two years of cost, and payments after them",
        given={"paid": PAID, "invested": INVESTED},
        formula="return_on_investment(paid, invested)",
        gives="0.1",
        working="20,000 / 200,000 = 0.1",
        source="Arithmetic",
    ),
    Example(
        calculation="investor_rate_of_return",
        title="The same profit is another rate a year",
        given={"paid": PAID, "invested": INVESTED},
        formula="investor_rate_of_return(paid, invested)",
        gives="0.0913",
        working="-100,000 - 10,000 / 1.0912712 + 130,000 / 1.0912712^2 = -100,000 - 9,163.63 + 109,163.63 = 0",
        source="Arithmetic",
    ),
    Example(
        calculation="investor_rate_of_return",
        title="An investor who is never paid",
        given={
            "paid": amounts({"year 1": "0", "year 2": "0"}, "GBP"),
            "invested": amounts({"year 1": "1", "year 2": "1"}, "GBP"),
        },
        formula="investor_rate_of_return(paid, invested)",
        gives="no rate of return",
        working="-1 - 1 / (1 + r) is below 0 at every rate above -100%.",
        source="Arithmetic",
    ),
    Example(
        calculation="most_outstanding",
        title="Payments that pay for part of the second year",
        given={"paid": PAID, "invested": INVESTED},
        formula="most_outstanding(paid, invested)",
        gives="200000",
        working="100,000; 200,000 - 0 = 200,000; 200,000 - 90,000 = 110,000. The largest is 200,000.",
        source="Arithmetic",
    ),
    Example(
        calculation="commissioner_net",
        title="Avoided cost, payment and grant",
        given={
            "avoided": AVOIDED,
            "paid": PAID,
            "grant": amounts({"year 1": "0", "year 2": "20000", "year 3": "20000"}, "GBP"),
        },
        formula="commissioner_net(avoided, paid, grant)",
        gives={"year 1": "0", "year 2": "230000", "year 3": "290000"},
        working="300,000 - 90,000 + 20,000 = 230,000; 400,000 - 130,000 + 20,000 = 290,000",
        source="Arithmetic",
    ),
    Example(
        calculation="commissioner_net",
        title="A payment with a minus sign",
        given={
            "avoided": AVOIDED,
            "paid": amounts({"year 1": "0", "year 2": "-90000", "year 3": "-130000"}, "GBP"),
            "grant": amounts(dict.fromkeys(AVOIDED, "0"), "GBP"),
        },
        formula="commissioner_net(avoided, paid, grant)",
        refuses='The payment of "year 2" is -90000, which is below nought',
        working="What is paid is taken off: 300,000 - (-90,000) would count the payment as a gain.",
        source="Arithmetic",
    ),
    Example(
        calculation="commissioner_net_by_scenario",
        title="Half of the success, half of the payment",
        given={
            "avoided": grid({"half": {"year 1": "150"}, "planned": {"year 1": "300"}}, "GBP"),
            "paid": grid({"half": {"year 1": "45"}, "planned": {"year 1": "90"}}, "GBP"),
            "grant": grid({"half": {"year 1": "20"}, "planned": {"year 1": "20"}}, "GBP"),
        },
        formula="commissioner_net_by_scenario(avoided, paid, grant)",
        gives={"half": {"year 1": "125"}, "planned": {"year 1": "230"}},
        working="150 - 45 + 20 = 125; 300 - 90 + 20 = 230",
        source="Arithmetic",
    ),
    Example(
        calculation="totals_by_scenario",
        title="Two scenarios over two years",
        given={"net": grid({"low": {"1": "-5", "2": "10"}, "high": {"1": "5", "2": "30"}}, "GBP")},
        formula="totals_by_scenario(net)",
        gives={"low": "5", "high": "35"},
        working="-5 + 10 = 5; 5 + 30 = 35",
        source="Arithmetic",
    ),
    Example(
        calculation="return_covered_by_grant",
        title="A grant of £85,000 for five years",
        given={"grant": GRANT, "cost": COST},
        formula="return_covered_by_grant(grant, cost)",
        gives="0.0745",
        working="5 x 85,000 = 425,000; 346,125 + 4 x 1,120,000 + 877,500 = 5,703,625; 425,000 / 5,703,625 = 0.0745",
        source=f"Arithmetic on {REPORT}, paragraph 2.5 and appendix 1",
    ),
    Example(
        calculation="returns_to_pay",
        title="A return of 5% and of 10%",
        given={"cost": COST, "returns": numbers({"modelled": "0.05", "highest": "0.10"})},
        formula="returns_to_pay(cost, returns)",
        gives={"modelled": "285181.25", "highest": "570362.50"},
        working="5,703,625 x 0.05 = 285,181.25; 5,703,625 x 0.10 = 570,362.50",
        source=f"Arithmetic on {REPORT}, paragraph 4.9 and appendix 1",
    ),
    Example(
        calculation="council_adds_to_return",
        title="Where the grant stops covering the return",
        given={
            "cost": COST,
            "returns": numbers({"lowest": "0", "modelled": "0.05", "highest": "0.10"}),
            "grant": GRANT,
        },
        formula="council_adds_to_return(cost, returns, grant)",
        gives={"lowest": "0", "modelled": "0", "highest": "145362.50"},
        working="285,181.25 is less than 425,000, so nothing; 570,362.50 - 425,000 = 145,362.50",
        source=f"Arithmetic on {REPORT}, paragraphs 2.5 and 4.9 and appendix 1",
    ),
    Example(
        calculation="tariff_for_return_on_investment",
        title="A profit of a tenth",
        given={
            "invested": INVESTED,
            "verified": amounts({"year 1": "0", "year 2": "2", "year 3": "3"}, "child"),
            "rate": amount("0.10"),
        },
        formula="tariff_for_return_on_investment(invested, verified, rate)",
        gives="44000",
        working="200,000 x 1.10 / 5 = 44,000",
        source="Arithmetic",
    ),
    Example(
        calculation="tariff_for_rate_of_return",
        title="A tenth a year",
        given={
            "invested": INVESTED,
            "verified": amounts({"year 1": "0", "year 2": "2", "year 3": "3"}, "child"),
            "rate": amount("0.10"),
        },
        formula="tariff_for_rate_of_return(invested, verified, rate)",
        gives="44423.08",
        working="(100,000 + 100,000 / 1.1) / (2 / 1.1 + 3 / 1.21) = 190,909.0909 / 4.29752066 = 44,423.08",
        source="Arithmetic",
    ),
    Example(
        calculation="price_floor",
        title="What it costs that a child stays at home",
        given={"cost": amounts({"a year": "1120000"}, "GBP"), "outcomes": amounts({"a year": "8"}, "child")},
        formula="price_floor(cost, outcomes)",
        gives="140000",
        working="1,120,000 / 8 = 140,000",
        source="Arithmetic",
    ),
    Example(
        calculation="price_ceiling",
        title="What it is worth that a child stays at home",
        given={"avoided": amounts({"a year": "1400000"}, "GBP"), "outcomes": amounts({"a year": "8"}, "child")},
        formula="price_ceiling(avoided, outcomes)",
        gives="175000",
        working="1,400,000 / 8 = 175,000",
        source="Arithmetic",
    ),
    Example(
        calculation="price_outside",
        title="A price between cost and value",
        given={
            "tariff": amount("150000", "GBP/child"),
            "cost": amount("140000", "GBP/child"),
            "value": amount("175000", "GBP/child"),
        },
        formula="price_outside(tariff, cost, value)",
        gives={"below the cost": "no", "above the value": "no"},
        working="140,000 is no more than 150,000, and 150,000 no more than 175,000.",
        source="Arithmetic",
    ),
    Example(
        calculation="outcome_contract",
        title="Eight children a year, verified over two years",
        given={
            "delivered": amounts({"year 1": "8", "year 2": "8", "year 3": "0", "year 4": "0"}, "child"),
            "later": SHARES,
            "tariff": amount("100", "GBP/child"),
            "cap": amount("1500", "GBP"),
            "offered": amounts({"year 1": "50", "year 2": "50", "year 3": "50", "year 4": "0"}, "GBP"),
        },
        formula="outcome_contract(delivered, verification=later, tariff=tariff, cap=cap, offered=offered)",
        gives={
            "verified": {"year 1": "0", "year 2": "4", "year 3": "8", "year 4": "4"},
            "due": {"year 1": "0", "year 2": "400", "year 3": "800", "year 4": "400"},
            "paid": {"year 1": "0", "year 2": "400", "year 3": "800", "year 4": "300"},
            "provision": {"year 1": "800", "year 2": "1100", "year 3": "300", "year 4": "0"},
            "grant": {"year 1": "0", "year 2": "50", "year 3": "50", "year 4": "0"},
        },
        working="Year 4: 1,500 - 400 - 800 = 300 is left of the cap, of 400 due. Year 2: 16 - 4 = 12 are awaited, "
        "min(12 x 100, 1,500 - 400) = 1,100.",
        source="Arithmetic",
    ),
    Example(
        calculation="contract_position",
        title="Investor and commissioner over all years",
        given={
            "contract": {
                "paid": PAID,
                "grant": amounts({"year 1": "0", "year 2": "20000", "year 3": "20000"}, "GBP"),
                "provision": amounts({"year 1": "150000", "year 2": "90000", "year 3": "10000"}, "GBP"),
            },
            "invested": INVESTED,
            "avoided": AVOIDED,
        },
        formula="contract_position(contract, invested=invested, avoided=avoided)",
        gives={
            "paid": "220000",
            "grant": "40000",
            "provision": "10000",
            "profit": "20000",
            "simple return": "0.10",
            "internal rate of return": "0.0913",
            "commissioner net": "520000",
        },
        working="220,000 - 200,000 = 20,000; 20,000 / 200,000 = 0.10; 700,000 - 220,000 + 40,000 = 520,000",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)

FLOWS = [
    (("100", "100", "0", "0"), ("0", "90", "130", "10")),
    (
        ("346125", "1120000", "1120000", "1120000", "1120000", "877500"),
        ("0", "900000", "1300000", "1300000", "1300000", "1300000"),
    ),
    (("500", "0", "0", "0"), ("0", "100", "100", "100")),
]


@pytest.mark.parametrize(("invested", "paid"), FLOWS)
def test_the_rate_of_return_is_that_of_numpy_financial(invested, paid):
    keys = [str(number) for number in range(len(paid))]
    found = investor_rate_of_return(
        amounts(dict(zip(keys, paid, strict=True)), "GBP"), amounts(dict(zip(keys, invested, strict=True)), "GBP")
    )
    theirs = numpy_financial.irr([float(one) - float(other) for one, other in zip(paid, invested, strict=True)])
    assert float(found.value) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("rate", ["0", "0.05", "0.10", "0.25"])
def test_the_tariff_for_a_rate_of_return_gives_that_rate(rate):
    invested = amounts({"0": "346125", "1": "1120000", "2": "1120000", "3": "0"}, "GBP")
    verified = amounts({"0": "0", "1": "4", "2": "8", "3": "12"}, "child")
    tariff = tariff_for_rate_of_return(invested, verified, amount(rate))
    flow = [float(tariff.value) * float(verified[key].value) - float(invested[key].value) for key in invested]
    assert numpy_financial.npv(float(rate), flow) == pytest.approx(0, abs=1e-6)
    found = investor_rate_of_return(outcome_payments(tariff, verified), invested)
    assert abs(found.value - Decimal(rate)) < Decimal("1e-25")
