"""What an officer may rely on when figures are added, subtracted, multiplied and divided."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.errors import FigureError
from tracepaper.figures import (
    ONE,
    Cell,
    Display,
    Figure,
    Literal,
    Operation,
    Parameter,
    Selection,
    comparable,
    count,
    literal,
    printed,
    total,
    units,
)

POUNDS = units.parse("GBP")
CHILDREN = units.parse("children")


def pounds(amount: str | int) -> Figure:
    return literal(Decimal(amount), POUNDS, "written in this test")


def number(value: str | int) -> Figure:
    return literal(Decimal(value), ONE, "written in this test")


def spend(amount: str, *, address: str = "E8", classification: str = "public") -> Figure:
    cell = Cell("data/raw/county/spend.csv", "", address, int(address[1:]), 5, amount, "Total costs, 2020/21")
    return Figure(Decimal(amount), POUNDS, cell, classification=classification)


class TestArithmeticWritesDownWhereAFigureIsFrom:
    @pytest.mark.parametrize(
        ("compute", "name", "value"),
        [
            (lambda a, b: a + b, "sum", "15"),
            (lambda a, b: a - b, "difference", "9"),
            (lambda a, b: a * b, "product", "36"),
            (lambda a, b: a / b, "quotient", "4"),
        ],
        ids=["sum", "difference", "product", "quotient"],
    )
    def test_each_operation_on_two_figures_keeps_both_in_order(self, compute, name, value):
        twelve, three = pounds(12), pounds(3)
        result = compute(twelve, three)
        assert result.value == Decimal(value)
        assert isinstance(result.derivation, Operation)
        assert result.derivation.name == name
        assert [id(one) for one in result.derivation.inputs] == [id(twelve), id(three)]

    def test_a_change_of_sign_keeps_what_it_changed(self):
        cost = pounds("323750")
        saving = -cost
        assert saving.value == Decimal(-323750)
        assert saving.derivation.name == "negative"
        assert saving.derivation.inputs[0] is cost

    def test_a_total_of_many_is_one_step_not_a_chain(self):
        parts = [pounds(n) for n in (1, 2, 3, 4)]
        assert total(parts).value == 10
        assert len(total(parts).derivation.inputs) == 4

    def test_a_count_keeps_what_it_counted(self):
        packages = count([pounds(5), pounds(7)], units.parse("packages"))
        assert packages.value == 2
        assert str(packages.unit) == "package"
        assert [one.value for one in packages.derivation.inputs] == [5, 7]

    def test_a_figure_can_be_followed_back_to_its_cells(self):
        community, life_skills = spend("569385.00"), spend("16241.00", address="E7")
        each = (community + life_skills) / literal(55, CHILDREN, "children supported")
        both = each.derivation.inputs[0]
        assert [one.derivation.address for one in both.derivation.inputs] == ["E8", "E7"]

    def test_naming_a_figure_changes_neither_its_value_nor_where_it_is_from(self):
        community = spend("569385.00")
        named = community.named("community-care", "Community care, 2020/21", Display("pounds"))
        assert (named.id, named.label) == ("community-care", "Community care, 2020/21")
        assert named.value == community.value
        assert named.derivation is community.derivation

    def test_a_name_without_a_form_keeps_the_form_there_was(self):
        in_millions = pounds(3721250).named("saving", "Saving", Display("millions", 2))
        assert in_millions.named("headline", "Headline saving").display == Display("millions", 2)

    def test_a_figure_cannot_be_altered(self):
        with pytest.raises(AttributeError):
            pounds(1).value = Decimal(2)


class TestNothingIsRoundedOnTheWay:
    def test_a_third_times_three_is_one_when_printed(self):
        assert printed((number(1) / number(3) * number(3)).value, Display("number", 10)).text == "1.0000000000"

    def test_two_thirds_of_three_quarters_is_a_half_and_rounds_up(self):
        half = number(2) / number(3) * number("0.75")
        assert printed(half.value, Display("number", 0)).text == "1"

    def test_a_half_that_falls_short_by_noise_rounds_up_too(self):
        third = number(1) / number(3)
        half = third + third + third - number("0.5")
        assert half.value < Decimal("0.5"), "the sum is not exact: the case is worth testing"
        assert printed(half.value, Display("number", 0)).text == "1"

    def test_ten_thousand_pennies_are_a_hundred_pounds(self):
        assert sum([0.01] * 10_000) != 100, "floating point gets it wrong: the case is worth testing"
        assert total(pounds("0.01") for _ in range(10_000)).value == 100

    @given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=200))
    def test_a_total_of_pennies_is_exact(self, pennies):
        amounts = [pounds(str(Decimal(n).scaleb(-2))) for n in pennies]
        assert total(amounts).value * 100 == sum(pennies)

    @given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=50), st.randoms())
    def test_a_total_does_not_depend_on_the_order_of_its_parts(self, pennies, random):
        shuffled = random.sample(pennies, len(pennies))
        ours, theirs = (total(pounds(n) for n in numbers) for numbers in (pennies, shuffled))
        assert ours.value == theirs.value

    def test_no_setting_of_python_makes_figures_less_exact(self):
        with localcontext() as context:
            context.prec = 3
            added = total([pounds("585626.00"), pounds("0.01")])
            shown = printed(added.value, Display("pounds", 2)).text
        assert added.value == Decimal("585626.01")
        assert shown == "£585,626.01"

    def test_nought_has_no_sign(self):
        nought_times_a_loss = pounds(0) * number(-5)
        assert str((-pounds(0)).value) == "0"
        assert not nought_times_a_loss.value.is_signed()

    def test_noise_of_a_quotient_does_not_break_a_tie(self):
        third = number(1) / number(3)
        assert (third + third + third).value != 1, "the sum is not exact: the case is worth testing"
        assert len(set(comparable([third + third + third, number(1)]))) == 1

    def test_two_figures_a_penny_apart_are_no_tie(self):
        assert len(set(comparable([pounds("3721250.00"), pounds("3721250.01")]))) == 2


class TestWhatMakesNoSenseIsRefused:
    @pytest.mark.parametrize(
        ("compute", "verb"),
        [
            (lambda a, b: a + b, "add"),
            (lambda a, b: a - b, "subtract"),
            (lambda a, b: total([a, a, b]), "add"),
            (lambda a, b: comparable([a, b]), "compare"),
        ],
        ids=["sum", "difference", "total", "comparison"],
    )
    def test_pounds_and_children_do_not_mix_and_both_are_named(self, compute, verb):
        cost = spend("569385.00").named("cost", "Community care, 2020/21")
        children = literal(55, CHILDREN, "children supported").named("children", "Children supported")
        with pytest.raises(FigureError) as refused:
            compute(cost, children)
        assert refused.value.heading == (
            f'Cannot {verb} "Community care, 2020/21" in pounds and "Children supported" in children.'
        )

    def test_a_figure_without_a_name_is_told_by_its_cell(self):
        with pytest.raises(FigureError, match=r"Total costs, 2020/21 \(data/raw/county/spend.csv E8\) in pounds"):
            spend("569385.00") + literal(55, CHILDREN, "children supported")

    def test_pounds_and_pounds_a_child_do_not_mix(self):
        each = pounds(100) / literal(4, CHILDREN, "children supported")
        with pytest.raises(FigureError, match=r"in pounds and .* in pounds per child"):
            pounds(100) + each

    def test_division_by_nought_names_both(self):
        cost = spend("569385.00").named("cost", "Community care")
        nobody = literal(0, CHILDREN, "nobody").named("nobody", "Children waiting")
        with pytest.raises(FigureError, match=r'"Community care" cannot be divided by "Children waiting": that is 0.'):
            cost / nobody

    def test_a_difference_that_is_only_noise_is_nought_and_does_not_divide(self):
        nothing = number(1) / number(3) * number(3) - number(1)
        assert nothing.value != 0, "the difference is not exact: the case is worth testing"
        with pytest.raises(FigureError, match="that is 0"):
            pounds(100) / nothing

    @pytest.mark.parametrize(
        "compute",
        [lambda a: a + 2, lambda a: a - 2, lambda a: a * 2, lambda a: a / 2, lambda a: total([a, 2])],
        ids=["sum", "difference", "product", "quotient", "total"],
    )
    def test_a_bare_number_is_refused_with_the_remedy(self, compute):
        with pytest.raises(FigureError, match=r"2: it is not a figure. Declare the number under literals:"):
            compute(pounds(100))

    def test_a_total_of_nothing_is_refused(self):
        with pytest.raises(FigureError, match="A total of no figures"):
            total([])

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_a_number_declared_without_a_reason_is_refused(self, reason):
        with pytest.raises(FigureError, match="The number 55 is declared without a reason"):
            literal(55, CHILDREN, reason)

    def test_a_declared_number_keeps_its_reason(self):
        assert literal(55, CHILDREN, "section 2 of the paper").derivation == Literal("section 2 of the paper")

    @pytest.mark.parametrize(
        "compare",
        [lambda a, b: a == b, lambda a, b: a != b, lambda a, b: a < b, lambda a, b: a >= b, lambda a, b: a == 5],
    )
    def test_signs_of_comparison_never_answer_wrongly_in_silence(self, compare):
        with pytest.raises(FigureError, match="Calculations compare a series: largest, smallest, ranking, tied"):
            compare(pounds(5), pounds(5))

    def test_a_figure_is_neither_yes_nor_no(self):
        with pytest.raises(FigureError, match="is a number, not yes or no"):
            bool(pounds(0))

    def test_a_figure_does_not_slip_into_a_text(self):
        with pytest.raises(FigureError, match="cannot become part of a text, where nobody could trace it"):
            f"The cost is {pounds(5)}."


class TestWhatACellCarriesItsFiguresInherit:
    @pytest.mark.parametrize(
        "compute",
        [
            lambda a, b: a + b,
            lambda a, b: b - a,
            lambda a, b: a * b,
            lambda a, b: b / a,
            lambda a, b: -a,
            lambda a, b: count([a, b]),
            lambda a, b: (a.named("a", "A") + b) / b,
        ],
    )
    def test_whatever_is_computed_from_an_exempt_cell_is_exempt(self, compute):
        assert compute(spend("10.00", classification="exempt"), spend("20.00")).classification == "exempt"

    def test_what_is_computed_from_public_cells_is_public(self):
        assert (spend("10.00") / spend("20.00")).classification == "public"

    @pytest.mark.parametrize(
        "derivation",
        [
            Selection("data/raw/county/spend.csv", "", "E", "2020/21", "2-6", 5, "0" * 64),
            Parameter("rate", "2026", "a publication"),
        ],
    )
    def test_a_figure_that_is_not_computed_is_public_unless_its_source_says_otherwise(self, derivation):
        assert Figure(Decimal(1), ONE, derivation).classification == "public"
