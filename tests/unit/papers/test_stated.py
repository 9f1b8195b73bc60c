"""What a published document states: read as it is written, and covering what its words cover."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracepaper.figures import days
from tracepaper.papers.stated import Days, Stated, read
from tracepaper.sources.cells import NotUnderstood

READ = [
    # What the document prints, the number, and the size of the last digit that states something.
    ("c£720K", "720000", "10000"),
    ("c. £720K", "720000", "10000"),
    ("circa £720,000", "720000", "10000"),
    ("£720K", "720000", "1000"),
    ("nearly £125K", "125000", "1000"),
    ("almost £100", "100", "100"),
    ("£3.7m", "3700000", "100000"),
    ("£1.120m", "1120000", "1000"),
    ("£22.975m", "22975000", "1000"),
    ("£1.67 million", "1670000", "10000"),
    ("£1.67\N{NO-BREAK SPACE}million", "1670000", "10000"),
    ("£2.5 billion", "2500000000", "100000000"),
    ("450k", "450000", "1000"),
    ("5 thousand", "5000", "1000"),
    ("(£1,477,500)", "-1477500", "1"),
    ("(323,750)", "-323750", "1"),
    ("\N{MINUS SIGN}£5", "-5", "1"),
    ("c(£720K)", "-720000", "10000"),
    ("about \N{MINUS SIGN}300", "-300", "100"),
    ("approximately £569,385.00", "569385", "0.01"),
    ("16,241.00 *", "16241", "0.01"),
    ("over 500", "500", "100"),
    ("about 300", "300", "100"),
    ("Around 17,000", "17000", "1000"),
    ("300", "300", "1"),
    ("0", "0", "1"),
    ("about 0", "0", "1"),
    ("up to 20", "20", "10"),
    ("7%", "0.07", "0.01"),
    ("7 per cent", "0.07", "0.01"),
    ("0.5%", "0.005", "0.001"),
    ("five", "5", "1"),
    ("Twelve", "12", "1"),
    ("about five", "5", "1"),
    ("500 children", "500", "1"),
    ("17,000 children.", "17000", "1"),
    ("12 weeks (net)", "12", "1"),
]
REFUSED = [
    # Nothing, or no number.
    *("", " ", "£", "-", "c", "[c]", "x", "N/A", "several", "hundred", "1/3", "2018/19"),
    # More than one, or one that its words change.
    *("500 of 700", "£5 to £6", "£5\N{EN DASH}£6", "5 or more", "five or six", "5 or fewer", "10+", "less than 5"),
    *("half a million", "one hundred", "two dozen", "three quarters", "one third", "5\N{VULGAR FRACTION ONE HALF}"),
    *("£3.7 m", "£720 K", "7 %", "7 percent", "50p", "£3.7mn", "5%%", "£5%"),
    # Badly written.
    *("490,276,86", "£3,7m", "1,2345", "(£5", "£5)", "£-5", "1e5", "0.0000000000000001", "£1,000,000,000,000"),
    *("cfive", "twenty-one", "£1 477 500"),
]


@pytest.mark.parametrize(("text", "value", "precision"), READ)
def test_a_number_is_read_as_the_document_has_it(text: str, value: str, precision: str) -> None:
    stated = read(text)
    assert isinstance(stated, Stated)
    assert (stated.value, stated.precision) == (Decimal(value), Decimal(precision))
    assert stated.pounds == ("£" in text)
    assert stated.share == ("%" in text or "per cent" in text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_one_number_is_refused_never_read_in_part(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"^is "):
        read(text)


class TestAgreementAtItsOwnPrecision:
    """Half up to the last digit stated; a bound of half a unit below, and half a unit above that is not reached."""

    @pytest.mark.parametrize(
        ("text", "agrees", "differs"),
        [
            ("£3.7m", ["3650000", "3721250", "3749999.99"], ["3649999.99", "3750000", "-3721250", "3.7"]),
            ("£720K", ["719500", "720499.99"], ["719499.99", "720500"]),
            ("c£720K", ["715000", "719185", "724999.99"], ["714999.99", "725000"]),
            ("£1.120m", ["1119500", "1120499"], ["1119499", "1120500"]),
            ("(£1,477,500)", ["-1477500", "-1477499.50", "-1477500.49"], ["1477500", "-1477499.49", "-1477500.50"]),
            ("7%", ["0.065", "0.0749"], ["0.0649", "0.075", "7"]),
            ("about 300", ["250", "349"], ["249", "350"]),
            ("five", ["4.5", "5.49"], ["4.49", "5.5"]),
            ("two-thirds", ["0.6666666666666666666666666667", "0.665", "0.6749"], ["0.664", "0.675", "0.6"]),
            ("one-third", ["0.3333333333333333", "0.33"], ["0.34", "0.3"]),
            ("half", ["0.5", "0.495"], ["0.494", "0.505"]),
            ("about three-quarters", ["0.75"], ["0.76"]),
            ("0", ["0", "0.49", "-0.49"], ["0.5", "-0.5"]),
        ],
    )
    def test_is_that_of_the_last_digit(self, text: str, agrees: list[str], differs: list[str]) -> None:
        assert [value for value in agrees if not read(text).covers(Decimal(value))] == []
        assert [value for value in differs if read(text).covers(Decimal(value))] == []

    @pytest.mark.parametrize(
        ("text", "agrees", "differs"),
        [
            ("nearly £125K", ["124999.99", "124000.01"], ["125000", "124000", "125000.01"]),
            ("almost 50%", ["0.499", "0.451"], ["0.5", "0.45", "0.501"]),
            ("just under £1m", ["999999"], ["1000000"]),
            ("over 500", ["500", "549.99"], ["499.99", "550"]),
            ("more than £2.5m", ["2500000", "2599999"], ["2499999", "2600000"]),
            ("above two-thirds", ["0.67", "0.66666666666666666666666666666666666666666666666667"], ["0.66", "0.68"]),
            ("at least 5", ["5", "700"], ["4.99"]),
            ("up to 20", ["20", "3"], ["20.01"]),
            ("no more than 7", ["7"], ["8"]),
        ],
    )
    def test_goes_by_the_qualifier(self, text: str, agrees: list[str], differs: list[str]) -> None:
        assert [value for value in agrees if not read(text).covers(Decimal(value))] == []
        assert [value for value in differs if read(text).covers(Decimal(value))] == []

    @pytest.mark.parametrize("qualifier", ["c", "about", "nearly", "over", "at least", "up to"])
    @pytest.mark.parametrize("recomputed", ["124300", "124999", "125000", "125400", "126000", "1"])
    def test_a_saving_in_brackets_goes_by_its_size(self, qualifier: str, recomputed: str) -> None:
        as_it_is = read(f"{qualifier} £125K").covers(Decimal(recomputed))
        assert read(f"{qualifier} (£125K)").covers(-Decimal(recomputed)) == as_it_is

    def test_noise_far_below_the_last_digit_is_none(self) -> None:
        third = Decimal(1) / 3
        assert read("just over £1").covers(third + third + third)
        assert not read("nearly £1").covers(third + third + third)

    @given(st.decimals(-(10**9), 10**9, places=6), st.sampled_from(["1000000", "1000", "1", "0.1", "0.01"]))
    def test_a_value_rounded_to_the_precision_stated_agrees(self, value: Decimal, unit: str) -> None:
        rounded = (value / Decimal(unit)).quantize(Decimal(1), ROUND_HALF_UP) * Decimal(unit)
        written = f"{abs(rounded) / Decimal(scale_of(unit)[0]):,f}{scale_of(unit)[1]}"
        stated = read(f"(£{written})" if rounded < 0 else f"£{written}")
        assert isinstance(stated, Stated) and stated.precision == Decimal(unit)
        assert stated.covers(value)
        assert not stated.covers(value + Decimal(unit)) and not stated.covers(value - Decimal(unit))

    @given(st.integers(1, 10**9), st.decimals(-(10**9), 10**9, places=2))
    def test_what_is_nearly_it_is_below_it_and_what_is_over_it_is_not(self, stated: int, value: Decimal) -> None:
        assume(value > 0)
        nearly, over, exactly = (read(f"{word}{stated:,}").covers(value) for word in ("nearly ", "over ", ""))
        assert not (nearly and over)
        assert not nearly or value < stated
        assert not over or value >= stated
        assert exactly == (Decimal(stated) - Decimal("0.5") <= value < Decimal(stated) + Decimal("0.5"))


def scale_of(unit: str) -> tuple[int, str]:
    return {"1000000": (10**6, "m"), "1000": (10**3, "k")}.get(unit, (1, ""))


class TestDays:
    @pytest.mark.parametrize(
        "text",
        [
            *("4th March 2020", "4 March 2020", "04 March 2020", "4 Mar 2020", "4th march, 2020", " 4 March 2020 "),
            *("04.03.2020", "04/03/2020", "04/03/20", "2020-03-04"),
        ],
    )
    def test_a_day_is_read_as_documents_write_it(self, text: str) -> None:
        # As a spreadsheet counts: 1 January 2020 is 43,831; January has 31 days and February of 2020 has 29.
        assert read(text) == Days(Decimal(43831 + 31 + 29 + 3), Decimal(43831 + 31 + 29 + 3))

    @pytest.mark.parametrize(
        ("text", "last"), [("February 2020", 29), ("Feb 2020", 29), ("February 2019", 28), ("June 2018", 30)]
    )
    def test_a_month_is_all_its_days(self, text: str, last: int) -> None:
        stated = read(text)
        assert isinstance(stated, Days)
        assert stated.value == stated.first and stated.last - stated.first == last - 1

    @pytest.mark.parametrize("text", ["1 March 1900", "March 1900", "31 December 9999"])
    def test_the_calendar_of_spreadsheets_has_a_first_day_and_a_last(self, text: str) -> None:
        assert isinstance(read(text), Days)

    @pytest.mark.parametrize("text", ["6 March 1850", "March 1850", "28 February 1900", "February 1900"])
    def test_a_day_before_it_is_refused(self, text: str) -> None:
        with pytest.raises(
            NotUnderstood, match="outside the calendar of spreadsheets, 1 March 1900 to 31 December 9999"
        ):
            read(text)

    @pytest.mark.parametrize("text", ["6 March 0000", "March 0000"])
    def test_so_is_a_year_that_there_is_not(self, text: str) -> None:
        with pytest.raises(NotUnderstood, match="is of a year that no calendar has"):
            read(text)

    def test_a_day_covers_itself_and_a_month_its_days(self) -> None:
        day, month = read("31st July 2018"), read("July 2018")
        found = [days.value(date(2018, *one)) for one in ((6, 30), (7, 1), (7, 31), (8, 1))]
        assert [day.covers(one) for one in found] == [False, False, True, False]
        assert [month.covers(one) for one in found] == [False, True, True, False]

    @pytest.mark.parametrize(
        "text",
        [
            *("31st June 2018", "0 July 2018", "29 February 2019", "early August", "summer 2018", "July", "4th March"),
            *("2018", "1 July 2018 or 2 July 2018", "by 4 March 2020", "32.07.2018", "July 18", "Mayhem 2018"),
        ],
    )
    def test_what_is_no_day_is_not_read_as_one(self, text: str) -> None:
        try:
            assert not isinstance(read(text), Days)
        except NotUnderstood as error:
            assert str(error).startswith("is ")
