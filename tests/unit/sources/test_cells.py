"""What a cell says: a number, a day, a year, a code or a stated absence; anything else is refused with the reason."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood, Parsed

VECTORS = Path(__file__).parents[2] / "vectors"
READERS: dict[str, Callable[[str], Parsed]] = {
    "number": cells.number,
    "year": cells.year,
    "academic year": lambda raw: cells.year(raw, kind="academic"),
    "date": cells.calendar,
    "integer": cells.identifier,
    "code": lambda raw: cells.code(raw, ("Y", "P", "N")),
}
with (VECTORS / "parse_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))

OFTEN = settings(max_examples=150, deadline=None, derandomize=True)
AMOUNTS = st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=2) | st.decimals(
    min_value=-(10**6), max_value=10**6, places=15
)


def refusal(read: Callable[[str], Parsed], raw: str) -> str:
    """Why a text is refused."""
    with pytest.raises(NotUnderstood) as reason:
        read(raw)
    return str(reason.value)


def test_there_are_28_cases():
    assert len(CASES) == 28


@pytest.mark.parametrize("case", CASES, ids=[case["raw"] or "blank" for case in CASES])
def test_a_cell_from_a_real_document_says_what_its_publisher_wrote(case: dict[str, str]):
    read = READERS[case["reader"]]
    if case["state"] == "refused":
        refusal(read, case["raw"])
        return
    parsed = read(case["raw"])
    assert parsed.state == case["state"]
    assert parsed.note == case["note"]
    assert parsed.approximate == (case["approximate"] == "yes")
    assert parsed.qualifier == case["qualifier"]
    if case["reader"] != "number":
        assert parsed.value == case["value"]
    elif parsed.state == "value":
        assert (parsed.value, parsed.precision) == (Decimal(case["value"]), Decimal(case["precision"]))
    else:
        assert not isinstance(parsed.value, Decimal)


@OFTEN
@given(AMOUNTS)
def test_a_number_printed_with_thousands_commas_is_read_back_exactly(amount: Decimal):
    assert cells.number(f"{amount:,f}").value == amount
    assert cells.number(f"{amount:f}").value == amount


@OFTEN
@given(AMOUNTS.filter(lambda amount: amount >= 0))
def test_brackets_and_a_pound_sign_change_the_sign_and_nothing_else(amount: Decimal):
    assert cells.number(f"(£{amount:,f})").value == -amount


@OFTEN
@given(
    st.lists(st.text("0123456789", min_size=1, max_size=5), min_size=1, max_size=4),
    st.integers(1, 999),
    st.sampled_from(["", ".5", ".00"]),
)
def test_thousands_groups_of_any_other_length_are_never_read_as_a_number(groups: list[str], first: int, end: str):
    assume(any(len(group) != 3 for group in groups))
    refusal(cells.number, ",".join([str(first), *groups]) + end)


@OFTEN
@given(st.text(max_size=30) | st.text("0123456789,.()-£*ckm% \xa0", max_size=14))
def test_any_text_is_a_number_an_absence_an_expression_or_refused_with_a_reason(text: str):
    try:
        parsed = cells.number(text)
    except NotUnderstood as reason:
        assert str(reason)
    else:
        assert isinstance(parsed.value, Decimal) == (parsed.state == "value")


@OFTEN
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_is_read_back_from_each_form_in_which_it_is_written(day: date):
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"):
        assert cells.calendar(day.strftime(form)).value == day.isoformat()
    if 2000 <= day.year <= 2099:
        assert cells.calendar(day.strftime("%d/%m/%y")).value == day.isoformat()


@OFTEN
@given(st.integers(1900, 2098))
def test_a_financial_year_is_read_from_each_form_and_no_other_second_year_is_accepted(first: int):
    second = first + 1
    short = f"{second % 100:02d}"
    for text in (f"{first}/{short}", f"{first}-{short}", f"{first} to {second}", f"{first}/{second}"):
        assert cells.year(text).value == f"FY{first}-{short}"
    assert "do not follow" in refusal(cells.year, f"{first}/{(second + 1) % 100:02d}")


def test_a_century_that_does_not_follow_is_refused():
    assert cells.year("1999/00").value == "FY1999-00"
    assert "do not follow" in refusal(cells.year, "1908/2009")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("490,276,86", "the group after a comma has two digits, where thousands have three"),
        ("1,2", "the group after a comma has one digit"),
        ("1,2345", "the group after a comma has 4 digits"),
        ("500-", "minus sign at the end"),
        ("1e5", "scientific notation"),
        ("1E+05", "scientific notation"),
        ("0123", "starts with 0, as codes do"),
        ("=1+2", "formula typed as text"),
        ("TRUE", "true or false"),
        ("#REF!", "spreadsheet's error value"),
        ("#N/A", "spreadsheet's error value"),
        ("NaN", "no number at all"),
        ("-inf", "not a number"),
        ("Infinity", "no number at all"),
        ("1_000", "not a number"),
        ("١٢", "not a number"),
        ("1\xa0234", "not a number"),
        ("1.2.3", "not a number"),
        ("GBP 500", "not a number"),
        ("abc5def", "not a number"),
        ("(500", "not a number"),
        ("(-500)", "not a number"),
        ("1000000000000", "larger than any amount"),
        ("9223372036854775808", "larger than any amount"),
        ("£1000bn", "larger than any amount"),
        ("0.1234567890123456", "more than 15 decimal places"),
        ("0.12345678901234%", "more than 15 decimal places"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(raw: str, reason: str):
    assert reason in refusal(cells.number, raw)


def test_a_minus_sign_of_typography_is_a_minus_sign_and_is_logged():
    parsed = cells.number("−500")
    assert parsed.value == -500
    assert parsed.normalised == ("minus sign U+2212 read as -",)


def test_spaces_at_an_end_are_removed_and_logged_and_a_no_break_space_is_named():
    assert cells.number(" 5").normalised == ("space at an end removed",)
    assert cells.number("5\xa0").normalised == ("no-break space at an end removed",)
    assert cells.number("5\xa0").value == 5


def test_every_absence_keeps_its_own_kind_and_none_of_them_is_nought():
    kinds = {raw: cells.number(raw).state for raw in ("", "[c]", "x", "[z]", "k", ":", "-", "0")}
    assert kinds == {
        "": "missing",
        "[c]": "suppressed",
        "x": "unavailable",
        "[z]": "not applicable",
        "k": "low",
        ":": "not available",
        "-": "dash",
        "0": "value",
    }
    assert cells.number("2 x 3 = 6").state == "expression"


def test_the_precision_of_an_approximation_does_not_count_noughts_at_its_end():
    assert cells.number("c720,000").precision == 10_000
    assert cells.number("720,000").precision == 1
    assert cells.number("c0").precision == 1


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("13/25/2024", "no calendar has"),
        ("29/02/2023", "no calendar has"),
        ("45383", "as a spreadsheet's serial number of a day it is 01/04/2024"),
        ("01/04/2203", "in the year 2203; expected 1990 to 2100"),
        ("1900-02-28", "in the year 1900"),
        ("1/4/2024", "is not a date"),
        ("2024-04-01T13:45:00", "is not a date"),
        ("04-01-2024", "is not a date"),
        ("Sept 2014", "is not a date"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(raw: str, reason: str):
    assert reason in refusal(cells.calendar, raw)


def test_the_third_of_april_is_never_read_as_the_fourth_of_march():
    assert cells.calendar("03/04/2024").value == "2024-04-03"


def test_a_lookalike_letter_is_read_and_named_with_its_code_point():
    parsed = cells.code("Р", ("Y", "P", "N"))
    assert (parsed.value, parsed.normalised) == ("P", ("Cyrillic Capital Letter Er (U+0420) read as P",))
    assert parsed.written == ("a look-alike letter",)


@pytest.mark.parametrize("raw", ["y", "Yes", "P P", "✓", "Partial", "1"])
def test_a_code_that_is_not_listed_is_refused_with_the_list(raw: str):
    assert refusal(READERS["code"], raw) == "is none of the codes Y, P, N"


@pytest.mark.parametrize("raw", ["12A", "1.5", "-1", "1E5", "1900502872.10"])
def test_an_identifier_is_whole_digits(raw: str):
    assert "whole-number identifier" in refusal(cells.identifier, raw)


def test_an_identifier_keeps_its_noughts_and_a_blank_one_is_missing():
    assert cells.identifier("007").value == "007"
    assert cells.identifier("").state == "missing"


@pytest.mark.parametrize("code", [0x200B, 0x202E, 0x2066, 0xFEFF, 0x00AD, 0x07, 0x1B, 0x0D, 0x2028, 0xE0041])
def test_a_letter_that_nobody_can_see_is_refused_by_its_code_point(code: int):
    assert f"U+{code:04X}" in refusal(cells.text, f"A{chr(code)}B")


def test_text_is_kept_as_it_is_and_blank_text_is_missing():
    assert cells.text("Café “Rouge”\nsecond line").value == "Café “Rouge”\nsecond line"
    assert cells.text("  ").state == "missing"
