"""Discounting against what HM Treasury printed.

Sources:
    HM Treasury, Green Book supplementary guidance: discounting (February 2026), annex A, tables A.1 and A.2: factors
    to 4 places for years 0 to 30, in discount_factors_2026.csv; sums of a flat £1 a year.
    Department for Transport, Forthcoming change: Green Book updates (16 April 2026): the schedule of rates of the Green
    Book (February 2026), in discount_rates_2026.csv.
    HM Treasury, Appraisal and Evaluation in Central Government (1991, revised 1997), paragraph 4.56: an equivalent
    annual cost.
    HM Treasury, The Green Book (2003), annex 6: two options; arithmetic only, since the printed page was not seen.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tracepaper.calculations.discounting import discount_factors, net_present_value, present_value
from tracepaper.calculations.series import sum_of, without
from tracepaper.figures import ONE, Figure, Parameter, literal, units
from tracepaper.figures.display import half_up
from tracepaper.settings import parameters

HERE = Path(__file__).parent
RATES = parameters.load(HERE.parents[1], "discount_rates_2026")
COLUMNS = {"standard": "table_a1_stpr_3_5pc", "health": "table_a2_health_1_5pc"}


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bands(series: str) -> dict[str, Figure]:
    return {
        first: Figure(rate, ONE, Parameter(f"{RATES.name}, {series}, {first}", RATES.edition, RATES.citation))
        for first, rate in RATES.values[series].items()
    }


def pounds(amount: str | int) -> Figure:
    return literal(Decimal(amount), units.parse("GBP"), "as the source prints it")


def a_pound_a_year(last: int) -> dict[str, Figure]:
    return {str(year): pounds(1) for year in range(last + 1)}


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
            ("lower_rate_sensitivity", 31, "0.4017"),  # 1.03^-30 = 0.411987…; / 1.0257
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


class TestTheParameterFileIsTheSchedule:
    @pytest.mark.parametrize("series", ["standard", "health", "lower_rate_sensitivity"])
    def test_every_rate_of_every_band(self, series):
        published = {row["year_from"]: Decimal(row[series]) for row in rows("discount_rates_2026.csv")}
        published["1"] = published.pop("0")  # year 0 is in the first band and is not discounted
        assert RATES.values[series] == published

    def test_the_file_says_which_edition_it_is(self):
        assert RATES.edition == "2026"
        assert RATES.citation.startswith("HM Treasury, The Green Book (2026)")

    def test_rates_are_read_exactly(self):
        assert str(RATES.values["health"]["31"]) == "0.0129"


class TestOlderEditions:
    def test_equivalent_annual_cost_of_a_hundred_pounds_over_ten_years_at_six_per_cent(self):
        years = a_pound_a_year(10)
        annuity = without(discount_factors(years, bands={"1": literal(Decimal("0.06"), ONE, "1991 rate")}), "0")
        annual = pounds(100) / sum_of(annuity)
        assert half_up(annual.value, 2) == Decimal("13.59")  # the source prints £13.59

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
    def test_two_options_of_2003_arithmetic_only(self, cost, benefit, rounded_values, net):
        years = a_pound_a_year(4)
        costs = {year: pounds(cost if year == "0" else 0) for year in years}
        benefits = {year: pounds(0 if year == "0" else benefit) for year in years}
        found = factors("standard", 4)
        each = [half_up((benefits[year] * found[year]).value, 2) for year in list(years)[1:]]
        assert each == [Decimal(value) for value in rounded_values]
        assert half_up(net_present_value(benefits, costs, found).value, 2) == Decimal(net)
