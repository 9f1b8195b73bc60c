"""Statements: true or false."""

from published.worked import Example, amount, amounts, examples_test

FINANCE = (
    "Staffordshire County Council, Children's Community Support: Delivery Options (April 2021), Overview of Finance"
)
APPENDIX = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018"
SPEND = amounts({"2018/19": "641647.16", "2019/20": "596342.52", "2020/21": "569385.00"}, "GBP")
SAVINGS = {"2019/20": "323750", "2020/21": "1801250", "2021/22": "2888750", "2022/23": "3287500", "2023/24": "3721250"}

EXAMPLES = [
    Example(
        calculation="exceeds",
        title="Spending against a budget",
        given={"spend": amount("170162.00", "GBP"), "budget": amount("150000", "GBP")},
        formula="exceeds(spend, budget)",
        gives=True,
        working="170,162 is more than 150,000.",
        source=f"Arithmetic on amounts that are printed in: {FINANCE}",
    ),
    Example(
        calculation="equals",
        title="A total that is a year's amount",
        given={"average_as_printed": amount("569385.00", "GBP"), "latest": amount("569385", "GBP")},
        formula="equals(average_as_printed, latest)",
        gives=True,
        working="569,385.00 = 569,385",
        source=FINANCE,
    ),
    Example(
        calculation="rises",
        title="Savings that rise every year",
        given={"saving": amounts(SAVINGS, "GBP")},
        formula="rises(saving)",
        gives=True,
        working="323,750 < 1,801,250 < 2,888,750 < 3,287,500 < 3,721,250",
        source=f"Arithmetic on amounts that are printed in: {APPENDIX}, appendix 1",
    ),
    Example(
        calculation="rises",
        title="Two equal years",
        given={"saving": amounts({"first": "10", "second": "10", "third": "12"}, "GBP")},
        formula="rises(saving)",
        gives=False,
        working="10 is not less than 10.",
        source="Arithmetic",
    ),
    Example(
        calculation="falls",
        title="Spending that falls every year",
        given={"spend": SPEND},
        formula="falls(spend)",
        gives=True,
        working="641,647.16 > 596,342.52 > 569,385.00",
        source=f"Arithmetic on amounts that are printed in: {FINANCE}",
    ),
    Example(
        calculation="same_series",
        title="Two tables of one report",
        given={"in_appendix": amounts(SAVINGS, "GBP"), "in_paragraph": amounts(SAVINGS, "GBP")},
        formula="same_series(in_appendix, in_paragraph)",
        gives=True,
        working="The five amounts of paragraph 7.5 are those of the appendix.",
        source=f"{APPENDIX}, paragraph 7.5 and appendix 1",
    ),
]

test_examples = examples_test(EXAMPLES)
