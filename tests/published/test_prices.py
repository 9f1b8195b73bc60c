"""Real and nominal terms against the examples of HM Treasury and of NHS Digital.

Sources:
    HM Treasury, GDP deflators: user's guide, annex A, "How to use the GDP deflator series: practical examples", in two
    editions: one with 2002-03 as 100, and one with data of 27 March 2013 and 2011-12 as 100, whose table gives money
    GDP in cash and in real terms, and years added from forecast growth.
    NHS Digital, Adult Social Care Activity and Finance Report, England, 2018-19, appendix A.
    HM Treasury, GDP deflators at market prices, and money GDP, March 2026.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from published.worked import Example, amount, amounts, examples_test, numbers
from tracepaper.calculations.prices import carried_forward, real_terms
from tracepaper.figures.display import half_up
from tracepaper.settings import parameters

GUIDE = "HM Treasury, GDP deflators: user's guide, annex A"
OLD = {"1992/93": "77.756", "1997/98": "88.48", "1998/99": "91.031", "2002/03": "100", "2003/04": "102.789"}
# Year: deflator (2011/12 = 100), money GDP in cash and at 2011/12 prices, in £ million.
TABLE = {
    "2006/07": ("89.254", "1350438", "1513028"),
    "2007/08": ("91.478", "1432887", "1566373"),
    "2008/09": ("93.975", "1422290", "1513477"),
    "2009/10": ("95.389", "1415654", "1484085"),
    "2010/11": ("97.978", "1480569", "1511124"),
    "2011/12": ("100.000", "1524550", "1524550"),
    "2012/13": ("101.300", "1546000", "1526160"),
    "2013/14": ("103.630", "1595000", "1539131"),
}
DEFLATORS = {year: deflator for year, (deflator, _, _) in TABLE.items()}
FORECASTS = {"2012/13": "0.013", "2013/14": "0.023"}
OUTTURN = {year: deflator for year, deflator in DEFLATORS.items() if year not in FORECASTS}

EXAMPLES = [
    Example(
        calculation="uprated",
        title="£7.4 million of 1998/99 at the prices of 2003/04",
        given={"cost": amount("7.4", "GBP"), "deflators": numbers(OLD)},
        formula='uprated(cost, deflators, from_year="1998/99", to_year="2003/04")',
        gives="8.36",
        working="7.4 × 102.789 / 91.031 = 8.36, in £ million.",
        source=f"{GUIDE}, inflating figures (2002-03 = 100)",
    ),
    Example(
        calculation="uprated",
        title="£100 of 2008/09 at the prices of 2018/19",
        given={"cost": amount("100", "GBP"), "deflators": numbers({"2008/09": "84.421", "2018/19": "100"})},
        formula='uprated(cost, deflators, from_year="2008/09", to_year="2018/19")',
        gives="118.45",
        working="100 × 100 / 84.421 = 118.45.",
        source="NHS Digital, Adult Social Care Activity and Finance Report, England, 2018-19, appendix A",
    ),
    Example(
        calculation="uprated",
        title="A price year without a deflator",
        given={"cost": amount("646", "GBP/child/week"), "deflators": numbers({"2018/19": "78.7948", "2024/25": "100"})},
        formula='uprated(cost, deflators, from_year="2016/17", to_year="2024/25")',
        refuses="There is no deflator for the price year 2016/17: it has 2018/19 to 2024/25.",
        working="The series starts in 2018/19.",
        source="Arithmetic",
    ),
    Example(
        calculation="real_terms",
        title="Money GDP of three years, in £ million, at the prices of 2011/12",
        given={
            "cash": amounts({"2006/07": "1350438", "2009/10": "1415654", "2011/12": "1524550"}, "GBP"),
            "deflators": numbers(DEFLATORS),
        },
        formula='real_terms(cash, deflators, base="2011/12")',
        gives={"2006/07": "1513028", "2009/10": "1484085", "2011/12": "1524550"},
        working="1,350,438 × 100 / 89.254 = 1,513,028; 1,415,654 × 100 / 95.389 = 1,484,085.",
        source=f"{GUIDE}, table (2011-12 = 100)",
    ),
    Example(
        calculation="nominal_terms",
        title="The same back to cash",
        given={
            "real": amounts({"2006/07": "1513027.98754", "2011/12": "1524550"}, "GBP"),
            "deflators": numbers(DEFLATORS),
        },
        formula='nominal_terms(real, deflators, base="2011/12")',
        gives={"2006/07": "1350438", "2011/12": "1524550"},
        working="1,513,027.98754 × 89.254 / 100 = 1,350,438.",
        source=f"{GUIDE}, table (2011-12 = 100)",
    ),
    Example(
        calculation="rebased",
        title="2003/04 as 100",
        given={"deflators": numbers({"1998/99": "91.031", "2002/03": "100", "2003/04": "102.789"})},
        formula='rebased(deflators, base="2003/04")',
        gives={"1998/99": "88.561", "2002/03": "97.287", "2003/04": "100.000"},
        working="91.031 / 102.789 × 100 = 88.561; 100 / 102.789 × 100 = 97.287.",
        source="Arithmetic",
    ),
    Example(
        calculation="carried_forward",
        title="Two years of which only the growth is published",
        given={
            "outturn": numbers({"2010/11": "97.978", "2011/12": "100"}),
            "growth": numbers(FORECASTS),
        },
        formula="carried_forward(outturn, growth)",
        gives={"2010/11": "97.978", "2011/12": "100.000", "2012/13": "101.300", "2013/14": "103.630"},
        working="100 × 1.013 = 101.300; 101.300 × 1.023 = 103.6299.",
        source=f"{GUIDE}, table (2011-12 = 100), years added for the example",
    ),
    Example(
        calculation="carried_forward",
        title="Growth written as a number of per cent",
        given={"outturn": numbers({"2011/12": "100"}), "growth": numbers({"2012/13": "1.3"})},
        formula="carried_forward(outturn, growth)",
        refuses="The growth of 2012/13 is 1.3 in a pure number; it is a fraction a year: 0.021 for 2.1 per cent.",
        working="1.3 per cent is 0.013.",
        source="Arithmetic",
    ),
    Example(
        calculation="with_forecasts_marked",
        title="A row of a table that says that it is a forecast",
        given={
            "spend": amounts({"2024/25": "1000", "2025/26": "1050"}, "GBP"),
            "growth": numbers({"2025/26": "0.0324"}),
        },
        formula="with_forecasts_marked(spend, growth)",
        gives={"2024/25": "1000", "2025/26 (forecast)": "1050"},
        working="The deflator of 2025/26 is forecast, so what rests on it is.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)


class TestTheTableOfTheGuide:
    @pytest.mark.parametrize("year", TABLE)
    def test_each_year_in_real_terms_to_the_million(self, year):
        cash = amounts({year: TABLE[year][1]}, "GBP")
        # The guide divides by the exact chained deflator: 1,595,000 / 1.036299 = 1,539,131, not / 1.036300.
        deflators = carried_forward(numbers(OUTTURN), numbers(FORECASTS))
        found = real_terms(cash, deflators, base="2011/12")
        assert half_up(found[year].value, 0) == Decimal(TABLE[year][2])

    def test_forecast_years_are_chained_to_the_deflators_that_it_prints(self):
        found = carried_forward(numbers(OUTTURN), numbers(FORECASTS))
        assert {year: half_up(one.value, 3) for year, one in found.items()} == {
            year: Decimal(deflator) for year, deflator in DEFLATORS.items()
        }

    def test_cumulative_inflation_is_what_a_pound_is_uprated_by(self):
        # the guide: 12.04% from 2006-07 to 2011-12 on the newer series, 13.02% from 1997-98 to 2002-03 on the older
        pound = amounts({"2006/07": "1"}, "GBP")
        newer = real_terms(pound, numbers(DEFLATORS), base="2011/12")["2006/07"]
        older = real_terms(amounts({"1997/98": "1"}, "GBP"), numbers(OLD), base="2002/03")["1997/98"]
        assert [half_up(one.value, 4) for one in (newer, older)] == [Decimal("1.1204"), Decimal("1.1302")]


class TestTheParameterFile:
    DEFLATORS = parameters.load(Path(__file__).parents[2], "gdp_deflator_2026_03")

    def test_it_holds_what_the_second_transcription_prints(self):
        printed = {
            "2008/09": "66.8397",
            "2015/16": "74.5804",
            "2018/19": "78.7948",
            "2019/20": "80.8738",
            "2022/23": "91.2996",
            "2024/25": "100",
        }
        years = self.DEFLATORS.values["financial_years"]
        assert {year: years[year] for year in printed} == {year: Decimal(one) for year, one in printed.items()}

    def test_and_what_the_third_does(self):
        # 2020-21 is 85.10, so £1 of that year is £1.1751 of 2024-25
        deflator = self.DEFLATORS.values["financial_years"]["2020/21"]
        assert (half_up(deflator, 2), half_up(100 / deflator, 4)) == (Decimal("85.10"), Decimal("1.1751"))

    def test_forecast_years_follow_the_outturn(self):
        series = {
            name: numbers({year: str(one) for year, one in of.items()}) for name, of in self.DEFLATORS.values.items()
        }
        carried = carried_forward(series["financial_years"], series["forecast_growth"])
        assert list(carried)[-7:] == ["2024/25", "2025/26", "2026/27", "2027/28", "2028/29", "2029/30", "2030/31"]
        # the first transcription chains the growth to 103.2388 and 113.6416
        assert [half_up(carried[year].value, 2) for year in ("2025/26", "2030/31")] == [
            Decimal("103.24"),
            Decimal("113.64"),
        ]
