"""Discounting against what HM Treasury printed, and against numpy-financial.

Sources:
    HM Treasury, Green Book supplementary guidance: discounting (February 2026), annex A, tables A.1 and A.2: factors
    to 4 places for years 0 to 30, in discount_factors_2026.csv; sums of a flat £1 a year.
    Department for Transport, Forthcoming change: Green Book updates (16 April 2026): the schedule of rates of the Green
    Book (February 2026), in discount_rates_2026.csv.
    NumPy 1.10 reference, numpy.npv, example: npv(0.281, [-100, 39, 59, 55, 20]) is -0.0084785916384548798, computed in
    binary floating point; after L. J. Gitman, Principles of Managerial Finance, Brief, 3rd edition, page 346.
"""

import csv
import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy_financial
import pytest

from published.worked import Example, amount, amounts, examples_test, numbers
from tracepaper.calculations.discounting import discount_factors, present_value
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Parameter
from tracepaper.figures.display import half_up
from tracepaper.settings import parameters

HERE = Path(__file__).parent
RATES = parameters.load(HERE.parents[1], "discount_rates_2026")
COLUMNS = {"standard": "table_a1_stpr_3_5pc", "health": "table_a2_health_1_5pc"}
STANDARD = {"1-30": "0.035", "31-75": "0.03", "76-125": "0.025"}
TREASURY = "HM Treasury, Green Book supplementary guidance: discounting (February 2026), annex A"
ALTERNATIVES = ["0", "1", "2", "3", "4"]

EXAMPLES = [
    Example(
        calculation="discount_factors",
        title="The first years at the standard rate",
        given={"years": ALTERNATIVES, "standard": numbers(STANDARD)},
        formula="discount_factors(years, bands=standard)",
        gives={"0": "1.0000", "1": "0.9662", "2": "0.9335", "3": "0.9019", "4": "0.8714"},
        working="1 / 1.035 = 0.9662; 0.96618 / 1.035 = 0.9335; and so on.",
        source=f"{TREASURY}, table A.1",
    ),
    Example(
        calculation="discount_factors",
        title="The first years at the rate for health",
        given={"years": ALTERNATIVES, "health": numbers({"1-30": "0.015", "31-75": "0.0129"})},
        formula="discount_factors(years, bands=health)",
        gives={"0": "1.0000", "1": "0.9852", "2": "0.9707", "3": "0.9563", "4": "0.9422"},
        working="1 / 1.015 = 0.9852; 0.98522 / 1.015 = 0.9707; and so on.",
        source=f"{TREASURY}, table A.2",
    ),
    Example(
        calculation="discount_factors",
        title="Bands are chained: the first three years at 25%, the next at 60%",
        given={"years": ALTERNATIVES, "bands": numbers({"1-3": "0.25", "4-": "0.6"})},
        formula="discount_factors(years, bands=bands)",
        gives={"0": "1", "1": "0.8", "2": "0.64", "3": "0.512", "4": "0.32"},
        working="0.8 × 0.8 × 0.8 = 0.512; 0.512 / 1.6 = 0.32. At 60% for all four years it would be 0.1526.",
        source="Arithmetic",
    ),
    Example(
        calculation="discount_factors",
        title="Money in the middle of each year",
        given={"years": ALTERNATIVES[:3], "standard": numbers(STANDARD)},
        formula='discount_factors(years, bands=standard, timing="mid-year")',
        gives={"0": "1.000000", "1": "0.982946", "2": "0.949707"},
        working="1.035 to the power of a half is 1.017349; 0.966184 × 1.017349 = 0.982946; / 1.035 = 0.949707.",
        source="Arithmetic",
    ),
    Example(
        calculation="discount_factors",
        title="A horizon beyond the bands",
        given={"years": ALTERNATIVES, "bands": numbers({"1-3": "0.035"})},
        formula="discount_factors(years, bands=bands)",
        refuses="No band of discount rates covers year 4 of the appraisal: they end with 1-3.",
        working="The bands reach year 3; the appraisal reaches year 4.",
        source="Arithmetic",
    ),
    Example(
        calculation="discount_factors",
        title="The lower rate of the sensitivity test, for too short an appraisal",
        given={"years": ALTERNATIVES, "lower": numbers({"horizon above": "50", "1-30": "0.03", "31-75": "0.0257"})},
        formula="discount_factors(years, bands=lower)",
        refuses="These discount rates are for appraisals of more than 50 years",
        working="The appraisal has 4 years; the lower rate is a test for more than 50.",
        source="HM Treasury, The Green Book (2026), chapter 6",
    ),
    Example(
        calculation="discounted",
        title="£100 in each of three years, at 25%",
        given={
            "flow": amounts({"2019/20": "100", "2020/21": "100", "2021/22": "100"}, "GBP"),
            "factors": numbers({"2019/20": "1", "2020/21": "0.8", "2021/22": "0.64"}),
        },
        formula="discounted(flow, factors)",
        gives={"2019/20": "100.00", "2020/21": "80.00", "2021/22": "64.00"},
        working="100 × 1 = 100; 100 × 0.8 = 80; 100 × 0.64 = 64.",
        source="Arithmetic",
    ),
    Example(
        calculation="present_value",
        title="An investment and four years of return, at 28.1%",
        given={
            "flow": amounts({"0": "-100", "1": "39", "2": "59", "3": "55", "4": "20"}, "GBP"),
            "bands": numbers({"1-": "0.281"}),
        },
        formula="present_value(flow, discount_factors(flow, bands=bands))",
        gives="-0.008478591638",
        working="-100 + 39 / 1.281 + 59 / 1.281² + 55 / 1.281³ + 20 / 1.281⁴",
        source="NumPy 1.10 reference, numpy.npv, after Gitman, Principles of Managerial Finance, Brief, page 346",
    ),
]

test_examples = examples_test(EXAMPLES)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bands(series: str) -> dict[str, Figure]:
    return {
        band: Figure(rate, ONE, Parameter(f"{RATES.name}, {series}, {band}", RATES.edition, RATES.citation))
        for band, rate in RATES.values[series].items()
    }


def a_pound_a_year(last: int) -> dict[str, Figure]:
    return {str(year): amount("1", "GBP") for year in range(last + 1)}


def factors(series: str, last: int) -> dict[str, Figure]:
    return discount_factors(a_pound_a_year(last), bands=bands(series))


class TestTheFactorsThatTheTreasuryPrints:
    @pytest.mark.parametrize("series", COLUMNS)
    @pytest.mark.parametrize("row", rows("discount_factors_2026.csv"), ids=lambda row: f"year {row['year']}")
    def test_to_four_places(self, row, series):
        found = factors(series, 30)[row["year"]]
        assert f"{half_up(found.value, 4):f}" == row[COLUMNS[series]]

    def test_all_sixty_two_are_there(self):
        published = rows("discount_factors_2026.csv")
        assert [row["year"] for row in published] == [str(year) for year in range(31)]
        assert all(row[column] for row in published for column in COLUMNS.values())

    @pytest.mark.parametrize(
        ("series", "last", "total"),
        [
            ("standard", 20, "15.212"),
            ("health", 20, "18.169"),
            ("standard", 26, "17.890"),
            ("health", 26, "22.399"),
        ],
    )
    def test_a_flat_pound_a_year_from_year_nought(self, series, last, total):
        value = present_value(a_pound_a_year(last), factors(series, last)).value
        assert f"{half_up(value, 3):f}" == total


class TestBeyondTheTablesTheBandsAreChained:
    """Arithmetic: year 30's factor divided by 1 + the rate of the second band, once for each year after."""

    @pytest.mark.parametrize(
        ("series", "year", "factor"),
        [
            ("standard", 31, "0.3459"),  # 0.3563 (0.356278…) / 1.03
            ("health", 31, "0.6316"),  # 0.6398 (0.639762…) / 1.0129
            ("standard", 40, "0.2651"),  # 0.356278… / 1.03^10
        ],
    )
    def test_a_year_of_the_second_band(self, series, year, factor):
        assert f"{half_up(factors(series, year)[str(year)].value, 4):f}" == factor

    def test_the_later_rate_is_not_applied_to_earlier_years(self):
        found = factors("standard", 31)["31"].value
        assert half_up(1 / Decimal("1.03") ** 31, 4) == Decimal("0.4000"), "what the mistake would give"
        assert half_up(found, 4) != Decimal("0.4000")

    def test_each_band_of_the_schedule_starts_in_its_year(self):
        far = factors("standard", 310)
        for row in rows("discount_rates_2026.csv")[1:]:
            year = int(row["year_from"])
            growth = far[str(year - 1)].value / far[str(year)].value - 1
            assert half_up(growth, 12) == Decimal(row["standard"]), year


class TestTheLowerRateIsForLongAppraisals:
    def test_in_an_appraisal_of_fifty_one_years_it_serves(self):
        # 1.03^-30 = 0.411987…; / 1.0257 = 0.4017
        assert f"{half_up(factors('lower_rate_sensitivity', 51)['31'].value, 4):f}" == "0.4017"

    def test_in_one_of_fifty_it_is_refused(self):
        with pytest.raises(FigureError, match=r"more than 50 years.*this appraisal has 50. Use the standard rates"):
            factors("lower_rate_sensitivity", 50)


class TestTheParameterFileIsTheSchedule:
    @pytest.mark.parametrize("series", ["standard", "health", "lower_rate_sensitivity"])
    def test_every_rate_of_every_band(self, series):
        published = {
            f"{row['year_from']}-{row['year_to']}": Decimal(row[series]) for row in rows("discount_rates_2026.csv")
        }
        published = {"1-30": published.pop("0-30"), **published}  # year 0 is in the first band and is not discounted
        assert {name: rate for name, rate in RATES.values[series].items() if name != "horizon above"} == published

    def test_the_file_says_which_edition_it_is(self):
        assert RATES.edition == "2026"
        assert RATES.citation.startswith("HM Treasury, The Green Book (2026)")

    def test_rates_are_read_exactly(self):
        assert str(RATES.values["health"]["31-75"]) == "0.0129"


class TestComparedWithNumpyFinancial:
    FLOW = (-100, 39, 59, 55, 20)

    def flow(self) -> dict[str, Figure]:
        return amounts({str(year): str(one) for year, one in enumerate(self.FLOW)}, "GBP")

    def value(self, rate: str) -> Decimal:
        flow = self.flow()
        return present_value(flow, discount_factors(flow, bands=numbers({"1-": rate}))).value

    @pytest.mark.parametrize("rate", ["0", "0.035", "0.1", "0.281", "0.9"])
    def test_present_values_agree_to_twelve_places(self, rate):
        assert math.isclose(float(self.value(rate)), numpy_financial.npv(float(rate), self.FLOW), abs_tol=5e-13)

    def test_ours_is_the_exact_one_to_forty_places(self):
        exact = sum(Fraction(one) / Fraction("1.281") ** year for year, one in enumerate(self.FLOW))
        assert abs(Fraction(self.value("0.281")) - exact) < Fraction(1, 10**40)

    def test_a_spreadsheet_discounts_the_first_amount_too_and_gives_less(self):
        # The NPV() of spreadsheets takes the first amount as that of the end of year 1: one more division by 1.035.
        spreadsheet = sum(one / 1.035**year for year, one in enumerate(self.FLOW, 1))
        ours = float(self.value("0.035"))
        # -100 + 37.68 + 55.08 + 49.61 + 17.43 = 59.79 (of exact terms); 59.79 / 1.035 = 57.77
        assert (f"{ours:.2f}", f"{spreadsheet:.2f}") == ("59.79", "57.77")
        assert math.isclose(ours / spreadsheet, 1.035, rel_tol=1e-12)
