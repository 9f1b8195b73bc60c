"""Operations by name: whoever recomputes a figure gets what its arithmetic, written out, gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Cell, Figure, count, literal, points, total
from tracepaper.figures.figure import Operation, chosen
from tracepaper.figures.operations import ARITHMETIC, NEVER_PAID_BACK, NOTHING_TO_PAY_BACK, computed

AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
YEARS = ("2018/19", "2019/20", "2020/21", "2021/22")


def decimals(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


class TestArithmetic:
    @pytest.mark.parametrize(
        ("name", "values", "result"),
        [
            ("sum", ["79747.23", "46712.31", "426.50"], "126886.04"),  # 79,747.23 + 46,712.31 + 426.50
            ("sum", ["0.1", "0.2"], "0.3"),
            ("sum", ["5"], "5"),
            ("difference", ["200", "250.25"], "-50.25"),
            ("product", ["150000", "0.966184"], "144927.6"),  # 150,000 x 0.966184
            ("quotient", ["56", "8"], "7"),
            ("quotient", ["2", "3"], "0.66666666666666666666666666666666666666666666666667"),
            ("negative", ["323750"], "-323750"),
            ("count", ["7", "7", "0"], "3"),
            ("count", [], "0"),
            ("least", ["3", "-2", "7"], "-2"),
            ("greatest", ["3", "-2", "7"], "7"),
            ("rounded down", ["4.333"], "4"),  # 52 / 12
            ("rounded down", ["-0.5"], "-1"),
            ("rounded down", ["2.99999999999999999999999999999"], "3"),  # the noise of a quotient of fifty digits
            ("power", ["1.035", "2"], "1.071225"),  # 1.035 x 1.035
            ("power", ["0.25", "0.5"], "0.5"),
            ("internal rate of return", ["-100", "110"], "0.1"),  # 110 / 1.1 = 100
            ("internal rate of return", ["-100", "50"], "-0.5"),  # 50 / 0.5 = 100
            # 0.28094842115996, as NumPy's manual prints it; in full from the quartic.
            ("internal rate of return", ["-100", "39", "59", "55", "20"], "0.280948421159961104576561951345"),
        ],
    )
    def test_is_exact(self, name: str, values: list[str], result: str) -> None:
        assert computed(name, decimals(*values)) == Decimal(result)

    @pytest.mark.parametrize(("name", "values"), [("sum", ["5", "-5"]), ("negative", ["0"]), ("product", ["-5", "0"])])
    def test_gives_nought_without_a_sign(self, name: str, values: list[str]) -> None:
        assert str(computed(name, decimals(*values))) == "0"

    def test_fifty_digits_carry_a_sum_of_any_pounds_of_a_council(self) -> None:
        values = decimals("999999999999.99", "0.000000000000001")
        assert str(computed("sum", values)) == "999999999999.990000000000001"

    def test_nothing_is_divided_by_nought(self) -> None:
        with pytest.raises(ArithmeticError):
            computed("quotient", decimals("5", "0"))

    @given(st.lists(AMOUNTS, min_size=1, max_size=8))
    def test_recomputed_by_name_is_what_the_figures_gave(self, amounts: list[Decimal]) -> None:
        figures = [literal(amount, ONE, "written in this test") for amount in amounts]
        first, last = figures[0], figures[-1]
        made = [total(figures), first - last, first * last, -first, count(figures)]
        made += [first / last] if last.value else []
        assert {figure.derivation.name for figure in made} <= {*ARITHMETIC, "count"}
        for figure in made:
            again = computed(figure.derivation.name, [one.value for one in figure.derivation.inputs])
            assert again == figure.value

    def test_texts_are_counted_and_nothing_else(self) -> None:
        assert computed("count", ["done", Decimal(7)]) == 2
        with pytest.raises(FigureError, match='"done" is a text, which nothing can be computed from'):
            computed("sum", [Decimal(7), "done"])

    @pytest.mark.parametrize("name", ["average", "", "Sum", "ranking", "ranking, dearest first, place 1"])
    def test_what_is_no_operation_is_refused(self, name: str) -> None:
        with pytest.raises(FigureError, match=r"is no operation on figures\."):
            computed(name, decimals("1"), keys=["a"])


class TestRanksAndTies:
    @pytest.mark.parametrize(
        ("values", "highest_first", "lowest_first"),
        [
            (["22", "21.5", "22"], "1 equal", "2 equal"),
            (["21.5", "22", "22"], "3", "1"),
            (["20", "22", "21", "20"], "3 equal", "1 equal"),
            (["5"], "1", "1"),
        ],
    )
    def test_the_first_has_its_place_among_them_all(
        self, values: list[str], highest_first: str, lowest_first: str
    ) -> None:
        assert computed("rank of the first of these, highest first", decimals(*values)) == highest_first
        assert computed("rank of the first of these, lowest first", decimals(*values)) == lowest_first

    @pytest.mark.parametrize(
        ("values", "why"), [(["3", "1"], "none"), (["-3", "-1"], "none"), (["0", "0"], "any"), (["0", "1e-21"], "any")]
    )
    def test_differences_on_one_side_of_nought_do_not_mix_to_nought(self, values: list[str], why: str) -> None:
        assert computed("why no weights tie the two options", decimals(*values)) == why

    @pytest.mark.parametrize("values", [["3", "-1"], ["0", "2"]])
    def test_differences_on_either_side_do(self, values: list[str]) -> None:
        with pytest.raises(FigureError, match="have weights that tie the two options"):
            computed("why no weights tie the two options", decimals(*values))


class TestVerdicts:
    @pytest.mark.parametrize(
        ("name", "verdict"),
        [
            ("whether the first is above the second", "yes"),
            ("whether the two are equal", "no"),
            ("whether the first is before the second", "no"),
            ("movement, higher is better", "worse"),
            ("whether the target is met, lower is better", "not met"),
        ],
    )
    def test_compare_the_first_with_the_second(self, name: str, verdict: str) -> None:
        assert computed(name, decimals("3.5", "2")) == verdict

    def test_that_go_by_a_direction_are_held_to_the_cell_that_says_it(self) -> None:
        name, values = "movement, higher is better", decimals("2", "3.5")
        assert computed(name, values, code="Higher ") == "improved"
        with pytest.raises(FigureError, match='the cell says that "lower" is better, not higher'):
            computed(name, values, code="lower")

    def test_of_a_milestone_goes_by_what_its_dates_are_called(self) -> None:
        dates = decimals("43250", "43240", "43255", "43270")
        assert computed("status of a milestone", dates, keys=("due", "done", "as of", "meeting")) == "done"
        assert computed("status of a milestone", dates, keys=("due", "as of", "done", "meeting")) == "on track"


class TestPoints:
    SCALE = {"Yes": 2, "Partially": 1, "No": 0}

    @pytest.mark.parametrize(("code", "worth"), SCALE.items())
    def test_are_those_of_the_code_in_the_cell(self, code: str, worth: int) -> None:
        cell = Cell("data/raw/libraries/matrix.csv", "", "B2", 2, 2, code)
        scale = {name: literal(value, ONE, "written in this test") for name, value in self.SCALE.items()}
        figure = points(cell, code, scale, classification="public")
        assert figure.value == worth
        assert isinstance(figure.derivation, Operation)
        by_name = computed(figure.derivation.name, decimals("2", "1", "0"), keys=figure.derivation.keys, code=code)
        assert by_name == worth

    def test_of_a_code_that_the_scale_does_not_have_there_are_none(self) -> None:
        with pytest.raises(ValueError, match="Perhaps"):
            computed("points of the code", decimals("2"), keys=["Yes"], code="Perhaps")


class TestChoices:
    @pytest.mark.parametrize(
        ("name", "choice"),
        [
            ("largest", "b"),
            ("smallest", "c"),
            ("ranking, highest first, place 1", "b"),
            ("ranking, highest first, place 2", "d"),
            ("ranking, highest first, place 3", "a"),
            ("ranking, highest first, place 4", "c"),
            ("ranking, lowest first, place 1", "c"),
            ("ranking, lowest first, place 4", "d"),
        ],
    )
    def test_give_a_name_and_of_equals_the_first(self, name: str, choice: str) -> None:
        # b and d are equal, and so largest together.
        assert computed(name, decimals("2", "3.5", "-1", "3.50"), keys="abcd") == choice

    def test_a_tie_is_a_tie_in_spite_of_noise(self) -> None:
        third = computed("quotient", decimals("1", "3"))
        noisy = computed("sum", [third, third, third])
        assert isinstance(noisy, Decimal) and noisy != 1
        assert computed("largest", [noisy, Decimal(1)], keys="ab") == "a"
        assert computed("smallest", [Decimal(1), noisy], keys="ab") == "a"

    def test_there_is_no_place_beyond_the_last(self) -> None:
        with pytest.raises(IndexError):
            computed("ranking, highest first, place 3", decimals("1", "2"), keys="ab")

    @given(st.lists(AMOUNTS, min_size=1, max_size=6))
    def test_each_place_of_a_ranking_goes_to_another(self, amounts: list[Decimal]) -> None:
        keys = [str(number) for number in range(len(amounts))]
        names = [f"ranking, highest first, place {place}" for place in range(1, len(amounts) + 1)]
        ranked = [str(computed(name, amounts, keys=keys)) for name in names]
        assert sorted(ranked, key=int) == keys
        assert [amounts[int(key)] for key in ranked] == sorted(amounts, reverse=True)
        assert ranked[0] == computed("largest", amounts, keys=keys)

    @given(st.lists(AMOUNTS, min_size=1, max_size=6))
    def test_recomputed_by_name_is_what_the_series_gave(self, amounts: list[Decimal]) -> None:
        series = {str(n): literal(amount, ONE, "written in this test") for n, amount in enumerate(amounts)}
        for name in ("largest", "smallest", "ranking, lowest first, place 1", "year of payback"):
            text = chosen(name, series)
            assert isinstance(text.derivation, Operation)
            inputs: list[Figure] = list(text.derivation.inputs)
            assert computed(text.derivation.name, [one.value for one in inputs], keys=text.derivation.keys) == text


class TestTheYearOfPayback:
    @pytest.mark.parametrize(
        ("flows", "year"),
        [
            # So far: -100, -40, 20, 80.
            (["-100", "60", "60", "60"], "2020/21"),
            # So far: -100, -60, 0, 40: what is paid back to the penny is paid back.
            (["-100", "40", "60", "40"], "2020/21"),
            # So far: -100, -60, -0.01, 9.99.
            (["-100", "40", "59.99", "10"], "2021/22"),
            # So far: 50, -50, 10, 20: what is in hand at first is no payback.
            (["50", "-100", "60", "10"], "2020/21"),
            # So far: -10, 10, -10, 10: the first year counts.
            (["-10", "20", "-20", "20"], "2019/20"),
            (["-100", "10", "10", "10"], NEVER_PAID_BACK),
            (["100", "10", "10", "10"], NOTHING_TO_PAY_BACK),
            (["0", "0", "0", "0"], NOTHING_TO_PAY_BACK),
            (["-100"], NEVER_PAID_BACK),
        ],
    )
    def test_is_the_first_by_whose_end_the_sum_so_far_is_no_longer_negative(self, flows: list[str], year: str) -> None:
        assert computed("year of payback", decimals(*flows), keys=YEARS[: len(flows)]) == year
