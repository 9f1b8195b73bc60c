"""How figures look on the page, and how a screen reader says them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.figures import Display, Printed, printed, units
from tracepaper.figures.display import FORMS, half_up, wanted

MINUS, SPACE = "\u2212", "\u00a0"


def text(value: str, display: Display) -> str:
    return printed(Decimal(value), display).text


@pytest.mark.parametrize(
    ("value", "display", "shown"),
    [
        ("569385.00", Display("pounds"), "£569,385"),
        ("17.89", Display("pounds", 2), "£17.89"),
        ("75", Display("pounds"), "£75"),
        ("-47777.90", Display("pounds"), f"{MINUS}£47,778"),
        ("3721250", Display("millions", 2), f"£3.72{SPACE}million"),
        ("3721250", Display("millions", 3), f"£3.721{SPACE}million"),
        ("-3721250", Display("millions", 1), f"{MINUS}£3.7{SPACE}million"),
        ("0.0774", Display("per cent", 1), "7.7%"),
        ("-0.0774", Display("per cent", 1), f"{MINUS}7.7%"),
        ("1", Display("per cent", 0), "100%"),
        ("22975000", Display("amount"), "22,975,000"),
        ("-323750", Display("amount"), f"{MINUS}323,750"),
        ("214875", Display("brackets"), "214,875"),
        ("-323750", Display("brackets"), "(323,750)"),
        ("0", Display("brackets"), "0"),
        ("0.9662", Display("number", 4), "0.9662"),
        ("-12", Display("number"), f"{MINUS}12"),
        ("55", Display("number", suffix="children"), f"55{SPACE}children"),
    ],
)
def test_a_figure_is_printed_in_the_house_style(value, display, shown):
    assert text(value, display) == shown


def test_a_saving_in_brackets_is_said_in_words():
    saving = Display("brackets", negative="saving of")
    assert printed(Decimal("-323750"), saving) == Printed("(323,750)", "saving of £323,750")


def test_brackets_are_said_as_minus_where_nothing_better_is_known():
    assert printed(Decimal("-1250.5"), Display("brackets", 2)).spoken == "minus £1,250.50"


@pytest.mark.parametrize("form", ["pounds", "millions", "amount", "number", "per cent"])
def test_what_reads_well_aloud_needs_no_second_text(form):
    assert printed(Decimal("-323750"), Display(form)).spoken == ""


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("-2.5", 0, "-3"),
        ("0.49", 0, "0"),
        ("606134.395", 2, "606134.40"),
        ("-606134.395", 2, "-606134.40"),
        ("1.005", 2, "1.01"),
        ("2.675", 2, "2.68"),
    ],
)
def test_a_half_goes_away_from_nought(value, places, rounded):
    assert half_up(Decimal(value), places) == Decimal(rounded)


def test_a_figure_is_rounded_once_from_its_exact_value():
    assert text("0.4449", Display("number", 0)) == "0", "rounded by way of 0.45 and 0.5 it would be 1"


def test_rounding_a_large_sum_keeps_every_pound():
    assert text("12345678901234567890123456789012345.5", Display("number", 0)) == (
        "12,345,678,901,234,567,890,123,456,789,012,346"
    )


@pytest.mark.parametrize("form", ["pounds", "millions", "amount", "brackets", "number"])
@pytest.mark.parametrize("value", ["-0", "-0.0", "-0.001", "-0.4999"])
def test_nothing_is_printed_as_minus_nought(form, value):
    shown = printed(Decimal(value), Display(form))
    assert MINUS not in shown.text
    assert "(" not in shown.text
    assert shown.spoken == ""


@given(st.integers(-(10**15), 10**15), st.integers(0, 3))
def test_rounding_agrees_with_long_hand_in_whole_numbers(thousandths, places):
    step = 10 ** (3 - places)
    whole = (2 * abs(thousandths) + step) // (2 * step)
    expected = whole if thousandths >= 0 else -whole
    assert half_up(Decimal(thousandths).scaleb(-3), places) == Decimal(expected).scaleb(-places)


@given(
    st.decimals(-(10**12), 10**12, places=6),
    st.sampled_from(["pounds", "millions", "amount", "brackets", "number", "per cent"]),
    st.integers(0, 4),
)
def test_the_sign_is_a_true_minus_and_no_line_breaks_inside_a_figure(value, form, places):
    shown = printed(value, Display(form, places, suffix="children")).text
    assert "-" not in shown
    assert " " not in shown


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 6))
def test_the_printed_number_is_the_rounded_one(value, places):
    shown = text(str(value), Display("number", places))
    assert Decimal(shown.replace(",", "").replace(MINUS, "-")) == half_up(value, places)


@given(st.decimals(0, 10**12, places=6), st.sampled_from(["pounds", "amount", "number", "per cent"]))
def test_a_figure_and_its_negative_differ_by_the_sign_alone(value, form):
    positive, negative = text(str(value), Display(form, 2)), text(str(-value), Display(form, 2))
    assert negative.removeprefix(MINUS) == positive


@pytest.mark.parametrize(
    ("unit", "forms"),
    [
        ("GBP", {"pounds", "millions", "amount", "brackets", "number"}),
        ("GBP/child/week", {"pounds", "amount", "number"}),
        ("children", {"number"}),
        ("person/GBP", {"number"}),
        ("GBP*GBP", {"number"}),
        ("GBP*child", {"number"}),
        ("1", {"number", "per cent"}),
    ],
)
def test_a_form_takes_figures_of_its_unit(unit, forms):
    assert {form for form in FORMS if not wanted(form, units.parse(unit))} == forms
