"""Investor's return: Rotherham's service as a social impact bond, and numpy-financial on the same flows."""

import numpy_financial
import pytest

from published.worked import Example, amounts, examples_test, numbers
from tracepaper.calculations.investor_returns import investor_rate_of_return

YEARS = ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
REPORT = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018"


def row(*texts):
    return dict(zip(YEARS, texts, strict=True))


# Appendix 1, RMBC Gross Cost; and the grant of paragraph 2.5.
COST = amounts(row("346125", "1120000", "1120000", "1120000", "1120000", "877500"), "GBP")
GRANT = amounts(row("0", "85000", "85000", "85000", "85000", "85000"), "GBP")
INVESTED = amounts({"year 1": "100000", "year 2": "100000", "year 3": "0"}, "GBP")
PAID = amounts({"year 1": "0", "year 2": "90000", "year 3": "130000"}, "GBP")

EXAMPLES = [
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
