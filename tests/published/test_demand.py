"""Trends against scipy and numpy on the same years; and the eligible share of a published report."""

import numpy
import pytest
import scipy.stats

from published.worked import Example, amount, amounts, examples_test
from tracepaper.calculations.demand import compound_trend, fitted_line, linear_trend, yearly_change, yearly_growth

REPORT = "Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018"
ENTRANTS = amounts({"2015/16": "30", "2016/17": "38", "2017/18": "37"}, "child")
GROWN = amounts({"2015/16": "100", "2016/17": "150", "2017/18": "144"}, "child")
INCOME = {
    **{"2009": "10000000", "2010": "11000000", "2011": "14000000", "2012": "17000000", "2013": "20000000"},
    **{"2014": "25000000", "2015": "30000000", "2016": "36000000", "2017": "42998000"},
}

EXAMPLES = [
    Example(
        calculation="yearly_change",
        title="Three years of new entrants",
        given={"entrants": ENTRANTS},
        formula="yearly_change(entrants)",
        gives="3.5",
        working="(-1 x 30 + 0 x 38 + 1 x 37) / (1 + 0 + 1) = 7 / 2 = 3.5",
        source="Arithmetic",
    ),
    Example(
        calculation="fitted_line",
        title="The line through these years",
        given={"entrants": ENTRANTS},
        formula="fitted_line(entrants)",
        gives={"2015/16": "31.5", "2016/17": "35.0", "2017/18": "38.5"},
        working="(30 + 38 + 37) / 3 = 35; 35 - 3.5 = 31.5; 35 + 3.5 = 38.5",
        source="Arithmetic",
    ),
    Example(
        calculation="linear_trend",
        title="The line continued for two years",
        given={"entrants": ENTRANTS},
        formula="linear_trend(entrants, '2019/20')",
        gives={
            "low": {"2018/19": "37.5", "2019/20": "36.5"},
            "central": {"2018/19": "42.0", "2019/20": "45.5"},
            "high": {"2018/19": "46.5", "2019/20": "54.5"},
        },
        working="Changes: 38 - 30 = 8 and 37 - 38 = -1. From 38.5: low - 1 a year, central + 3.5, high + 8.",
        source="Arithmetic",
    ),
    Example(
        calculation="linear_trend",
        title="A gap between the years",
        given={"entrants": amounts({"2014/15": "28", "2016/17": "38", "2017/18": "37"}, "child")},
        formula="linear_trend(entrants, '2019/20')",
        refuses='After "2014/15" comes "2016/17"',
        working="2015/16 is left out.",
        source="Arithmetic",
    ),
    Example(
        calculation="yearly_growth",
        title="A calculator's example: 10,000,000 in 2009 and 42,998,000 in 2017",
        given={"income": amounts(INCOME, "GBP")},
        formula="yearly_growth(income)",
        gives="0.20",
        working="(42,998,000 / 10,000,000)^(1/8) = 4.2998^0.125 = 1.2000. The years between are made up; only the "
        "first and the last count.",
        source="power.one, Compound Annual Growth Rate Calculator, example: 20% a year",
    ),
    Example(
        calculation="compound_trend",
        title="Growth in proportion for two years",
        given={"entrants": GROWN},
        formula="compound_trend(entrants, '2019/20')",
        gives={
            "low": {"2018/19": "138.24", "2019/20": "132.71"},
            "central": {"2018/19": "172.80", "2019/20": "207.36"},
            "high": {"2018/19": "216.00", "2019/20": "324.00"},
        },
        working="Growth: 150 / 100 = 1.5 and 144 / 150 = 0.96; (144 / 100)^(1/2) = 1.2. From 144: x 0.96, x 1.2, x 1.5 "
        "a year.",
        source="Arithmetic",
    ),
    Example(
        calculation="in_scope",
        title="New entrants who would qualify",
        given={"entrants": amount("35", "child"), "candidates": amount("24", "child"), "all": amount("67", "child")},
        formula="in_scope(entrants, eligible=candidates, among=all)",
        gives="12.5373",
        working="35 x 24 / 67 = 840 / 67 = 12.5373. The report prints 7.",
        source=f"Arithmetic on {REPORT}, paragraphs 3.3 and 3.5",
    ),
    Example(
        calculation="in_scope",
        title="More candidates than children",
        given={"entrants": amount("35", "child"), "candidates": amount("70", "child"), "all": amount("67", "child")},
        formula="in_scope(entrants, eligible=candidates, among=all)",
        refuses="70 are eligible among 67",
        working="70 is more than 67.",
        source="Arithmetic",
    ),
    Example(
        calculation="in_scope_by_year",
        title="The same share in two years",
        given={
            "entrants": amounts({"2018/19": "42", "2019/20": "45.5"}, "child"),
            "candidates": amount("24", "child"),
            "all": amount("67", "child"),
        },
        formula="in_scope_by_year(entrants, eligible=candidates, among=all)",
        gives={"2018/19": "15.0448", "2019/20": "16.2985"},
        working="42 x 24 / 67 = 15.0448; 45.5 x 24 / 67 = 16.2985",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)

SHOWN = [
    ("30", "38", "37"),
    ("12.5", "11", "14", "18", "17.25"),
    ("5", "5", "5", "5"),
    ("90", "70", "65", "50", "49", "30"),
]


def years(texts):
    return amounts({str(2010 + number): text for number, text in enumerate(texts)}, "child")


@pytest.mark.parametrize("texts", SHOWN)
def test_the_line_is_that_of_scipy(texts):
    numbers = [float(text) for text in texts]
    theirs = scipy.stats.linregress(range(len(numbers)), numbers)
    assert float(yearly_change(years(texts)).value) == pytest.approx(theirs.slope, abs=1e-12)
    line = [float(one.value) for one in fitted_line(years(texts)).values()]
    assert line == pytest.approx([theirs.intercept + theirs.slope * place for place in range(len(numbers))])


@pytest.mark.parametrize("texts", SHOWN)
def test_the_central_trend_is_the_polynomial_that_numpy_fits(texts):
    numbers = [float(text) for text in texts]
    slope, start = numpy.polyfit(range(len(numbers)), numbers, 1)
    last = 2010 + len(texts)
    trend = linear_trend(years(texts), str(last))["central"]
    assert float(trend[str(last)].value) == pytest.approx(start + slope * len(numbers))


@pytest.mark.parametrize("texts", SHOWN)
def test_growth_is_the_geometric_mean_of_the_yearly_growth(texts):
    numbers = numpy.array([float(text) for text in texts])
    mean = scipy.stats.gmean(numbers[1:] / numbers[:-1])
    assert float(yearly_growth(years(texts)).value) == pytest.approx(mean - 1)
    last = str(2011 + len(texts))
    assert float(compound_trend(years(texts), last)["central"][last].value) == pytest.approx(numbers[-1] * mean**2)
