"""Budget monitoring: a published monitor of 2005, a published forecast, and the rest by hand."""

from published.worked import Example, amount, amounts, examples_test

MONITOR = (
    "Bath and North East Somerset Council, Cabinet, 7 September 2005, Appendix 2: overall revenue budget monitor to "
    "June 2005, in £ thousand"
)
ESTIMATES = "Arithmetic, by the estimates at completion of earned value management"
YEAR, SEVEN, THREE = amount("12", "month"), amount("7", "month"), amount("3", "month")
YEARLY = amounts({"Home care": "240000", "Short breaks": "60000"}, "GBP")
PAID = amounts({"Home care": "161000", "Short breaks": "28000"}, "GBP")
SIX = {"Apr": "40000", "May": "41000", "Jun": "39000", "Jul": "42000", "Aug": "45000", "Sep": "48000"}

EXAMPLES = [
    Example(
        calculation="budgets_to_date",
        title="Seven months of two budgets",
        given={"budget": YEARLY, "months": SEVEN, "year": YEAR},
        formula="budgets_to_date(budget, months=months, of=year)",
        gives={"Home care": "140000", "Short breaks": "35000"},
        working="240,000 x 7 / 12 = 140,000; 60,000 x 7 / 12 = 35,000",
        source="Arithmetic",
    ),
    Example(
        calculation="budgets_to_date",
        title="Thirteen months",
        given={"budget": YEARLY, "months": amount("13", "month"), "year": YEAR},
        formula="budgets_to_date(budget, months=months, of=year)",
        refuses="13 months are no part of a year of 12",
        working="13 is more than 12.",
        source="Arithmetic",
    ),
    Example(
        calculation="variances",
        title="A published monitor: spent and budgeted in the first quarter",
        given={
            "spent": amounts(
                {"Transport & Highways": "402", "Children's Services": "20671", "Social Services": "2929"}, "GBP"
            ),
            "budget": amounts(
                {"Transport & Highways": "998", "Children's Services": "23041", "Social Services": "8273"}, "GBP"
            ),
        },
        formula="variances(spent, budget)",
        gives={"Transport & Highways": "-596", "Children's Services": "-2370", "Social Services": "-5344"},
        working="402 - 998 = -596; 20,671 - 23,041 = -2,370; 2,929 - 8,273 = -5,344",
        source=MONITOR,
    ),
    Example(
        calculation="variances",
        title="The same monitor: forecast and budgeted for the year",
        given={
            "forecast": amounts({"Transport & Highways": "4577", "Children's Services": "96071"}, "GBP"),
            "budget": amounts({"Transport & Highways": "4617", "Children's Services": "95989"}, "GBP"),
        },
        formula="variances(forecast, budget)",
        gives={"Transport & Highways": "-40", "Children's Services": "82"},
        working="4,577 - 4,617 = -40; 96,071 - 95,989 = 82",
        source=MONITOR,
    ),
    Example(
        calculation="variances",
        title="A head without a budget",
        given={"spent": PAID, "budget": amounts({"Home care": "240000"}, "GBP")},
        formula="variances(spent, budget)",
        refuses='Spending has "Short breaks", which the budget lacks.',
        working="Nothing says what Short breaks was to cost.",
        source="Arithmetic",
    ),
    Example(
        calculation="budget_shares",
        title="A forecast of 1.05% above its budget",
        given={
            "forecast": amounts({"gross budget": "574476000"}, "GBP"),
            "budget": amounts({"gross budget": "568489000"}, "GBP"),
        },
        formula="budget_shares(forecast, budget)",
        gives={"gross budget": "1.0105"},
        working="568,489,000 + 5,987,000 = 574,476,000; 574,476,000 / 568,489,000 = 1.0105",
        source="Shropshire Council, performance pages, gross budget: forecast outturn at quarter 2 of 2019/20, which "
        "print an overspend of £5,987,000 as 1.05% of the budget",
    ),
    Example(
        calculation="budget_shares",
        title="Seven months gone",
        given={"paid": PAID, "budget": YEARLY},
        formula="budget_shares(paid, budget)",
        gives={"Home care": "0.671", "Short breaks": "0.467"},
        working="161,000 / 240,000 = 0.671; 28,000 / 60,000 = 0.467; of the year 7 / 12 = 0.583 is gone",
        source="Arithmetic",
    ),
    Example(
        calculation="forecast_outturns",
        title="The rest of the year as budgeted",
        given={"paid": PAID, "budget": YEARLY, "months": SEVEN, "year": YEAR},
        formula="forecast_outturns(paid, budget, months=months, of=year, method='remaining budget')",
        gives={"Home care": "261000", "Short breaks": "53000"},
        working="161,000 + 240,000 x 5 / 12 = 261,000; 28,000 + 60,000 x 5 / 12 = 53,000",
        source=ESTIMATES,
    ),
    Example(
        calculation="forecast_outturns",
        title="The rest of the year at the average month so far",
        given={"paid": PAID, "budget": YEARLY, "months": SEVEN, "year": YEAR},
        formula="forecast_outturns(paid, budget, months=months, of=year, method='run rate')",
        gives={"Home care": "276000", "Short breaks": "48000"},
        working="161,000 / 7 = 23,000 and 161,000 + 23,000 x 5 = 276,000; 28,000 / 7 = 4,000 and 28,000 + 4,000 x 5 = "
        "48,000",
        source=ESTIMATES,
    ),
    Example(
        calculation="forecast_outturns",
        title="A budget of £500,000 that buys ninety pence of work a pound",
        given={
            # Earned, by six equal twelfths: 250,000; spent 250,000 / 0.9.
            "paid": amounts({"project": "277777.7777777777777778"}, "GBP"),
            "budget": amounts({"project": "500000"}, "GBP"),
            "months": amount("6", "month"),
            "year": YEAR,
        },
        formula="forecast_outturns(paid, budget, months=months, of=year, method='run rate')",
        gives={"project": "555556"},
        working="500,000 / 0.9 = 555,556",
        source="ClickUp, Estimate at Completion, formula 1: a budget of $500,000 and a cost performance index of 0.90",
    ),
    Example(
        calculation="forecast_outturns",
        title="A method that is none",
        given={"paid": PAID, "budget": YEARLY, "months": SEVEN, "year": YEAR},
        formula="forecast_outturns(paid, budget, months=months, of=year, method='straight line')",
        refuses='"straight line" is no method of forecasting an outturn. There are: remaining budget, run rate.',
        working="The words are those that the calculation lists.",
        source="Arithmetic",
    ),
    Example(
        calculation="budget_verdicts",
        title="Within one per cent is on budget",
        given={
            "outturn": amounts(
                {"Home care": "276000", "Short breaks": "48000", "Advice": "40400", "Travel": "40400.01"}, "GBP"
            ),
            "budget": amounts(
                {"Home care": "240000", "Short breaks": "60000", "Advice": "40000", "Travel": "40000"}, "GBP"
            ),
            "near": amount("0.01"),
        },
        formula="budget_verdicts(outturn, budget, tolerance=near)",
        gives={"Home care": "overspend", "Short breaks": "underspend", "Advice": "on budget", "Travel": "overspend"},
        working="36,000 is more than 2,400, and 12,000 more than 600; 400 is not more than 40,000 x 0.01 = 400, and "
        "400.01 is.",
        source="Arithmetic",
    ),
    Example(
        calculation="recent_averages",
        title="The last three months, and the three before",
        given={"paid": amounts(SIX, "GBP"), "three": THREE},
        formula="recent_averages(paid, length=three)",
        gives={"last": "45000", "before": "40000"},
        working="(42,000 + 45,000 + 48,000) / 3 = 45,000; (40,000 + 41,000 + 39,000) / 3 = 40,000",
        source="Arithmetic",
    ),
    Example(
        calculation="recent_averages",
        title="Five months do not fill two stretches of three",
        given={"paid": amounts(dict(list(SIX.items())[:5]), "GBP"), "three": THREE},
        formula="recent_averages(paid, length=three)",
        gives={},
        working="5 is less than 3 + 3.",
        source="Arithmetic",
    ),
    Example(
        calculation="spending_trend",
        title="An eighth more than in the three months before",
        given={"paid": amounts(SIX, "GBP"), "three": THREE, "near": amount("0.05")},
        formula="spending_trend(paid, length=three, tolerance=near)",
        gives="rising",
        working="45,000 - 40,000 = 5,000 is more than 40,000 x 0.05 = 2,000",
        source="Arithmetic",
    ),
    Example(
        calculation="spending_trend",
        title="Five months",
        given={"paid": amounts(dict(list(SIX.items())[:5]), "GBP"), "three": THREE, "near": amount("0.05")},
        formula="spending_trend(paid, length=three, tolerance=near)",
        gives="too few months",
        working="5 is less than 3 + 3.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
