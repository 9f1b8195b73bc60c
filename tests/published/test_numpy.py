"""Net present value against the documentation of NumPy.

Source:
    NumPy 1.10 reference, numpy.npv, example: npv(0.281, [-100, 39, 59, 55, 20]) is -0.0084785916384548798, computed in
    binary floating point; after L. J. Gitman, Principles of Managerial Finance, Brief, 3rd edition, page 346.
"""

from decimal import Decimal
from fractions import Fraction

from tracepaper.calculations.discounting import discount_factors, payback_year, present_value
from tracepaper.figures import ONE, literal, units

PRINTED = Decimal("-0.0084785916384548798")
FLOW = {
    str(year): literal(amount, units.parse("GBP"), "as the source prints it")
    for year, amount in enumerate([-100, 39, 59, 55, 20])
}
ONE_BAND = {"1": literal(Decimal("0.281"), ONE, "as the source prints it")}
FACTORS = discount_factors(FLOW, bands=ONE_BAND)


def test_the_value_agrees_to_the_twelve_places_that_binary_floating_point_gets_right():
    assert round(present_value(FLOW, FACTORS).value, 12) == round(PRINTED, 12)


def test_our_value_is_the_exact_one_to_forty_places():
    exact = sum(Fraction(int(one.value)) / Fraction("1.281") ** int(year) for year, one in FLOW.items())
    assert abs(Fraction(present_value(FLOW, FACTORS).value) - exact) < Fraction(1, 10**40)


def test_the_first_amount_is_not_discounted():
    # a spreadsheet's NPV discounts the first amount too, and gives less by one year's discount
    assert round(present_value(FLOW, FACTORS).value / Decimal("1.281"), 6) == Decimal("-0.006619")


def test_discounted_at_more_than_its_rate_of_return_the_flow_does_not_pay_back():
    so_far = {year: amount * FACTORS[year] for year, amount in FLOW.items()}
    assert payback_year(so_far) == "not within the period"
    assert payback_year(FLOW) == "3"  # -100, -61, -2, 53
