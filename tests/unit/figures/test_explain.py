"""A formula as a reader follows it: in words, and with the numbers put in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tracepaper.figures import (
    ONE,
    Cell,
    Figure,
    Parameter,
    Selection,
    Text,
    count,
    derived,
    explain,
    graph,
    judged,
    least,
    literal,
    points,
    raised,
    rate_of_return,
    total,
    units,
)
from tracepaper.figures.figure import chosen

MINUS = "\N{MINUS SIGN}"
POUNDS, CHILD, PACKAGE = (units.parse(unit) for unit in ("GBP", "child", "package"))


def pounds(label: str, amount: str) -> Figure:
    figure = literal(Decimal(amount), POUNDS, "written in this test")
    return figure.named(label.lower().replace(" ", "-"), label) if label else figure


def number(label: str, amount: str) -> Figure:
    return literal(Decimal(amount), ONE, "written in this test").named(label.lower().replace(" ", "-"), label)


def cell(address: str, raw: str, names: str = "Central, 2017/18", sheet: str = "") -> Figure:
    place = Cell("data/raw/libraries/spend.csv", sheet, address, int(address[1:]), 2, raw, names)
    return Figure(Decimal(raw.replace(",", "")), POUNDS, place)


def told(value: Figure | Text) -> tuple[str, str]:
    """The formula of a figure in words, and with the numbers put in."""
    nodes = nodes_of(value)
    parts = explain.formula("it", nodes)
    return explain.in_words(parts, nodes), explain.with_numbers(parts, nodes)


def nodes_of(value: Figure | Text) -> dict[str, Any]:
    """The nodes as evidence holds them."""
    nodes: dict[str, Any] = graph.dump({"it": value.named("it", "It")})["figures"]
    for node in nodes.values():
        own = node.get(node["operation"])
        leaf = node["operation"] in ("cell", "quotation")
        node["cells"] = node.get("cells") or ([{**own, "cell": own["address"]}] if leaf else [])
        for one in node["cells"]:
            one["cell"] = one["address"]
    return nodes


A, B, C = pounds("First", "79747.23"), pounds("Second", "46712.31"), pounds("Third", "426.50")


class TestArithmetic:
    @pytest.mark.parametrize(
        ("figure", "words", "numbers"),
        [
            (total([A, B, C]), "First + Second + Third", "£79,747.23 + £46,712.31 + £426.50"),
            (A - B, f"First {MINUS} Second", f"£79,747.23 {MINUS} £46,712.31"),
            (A * number("Rate", "0.035"), "First × Rate", "£79,747.23 × 0.035"),
            (A / number("Packages", "56"), "First ÷ Packages", "£79,747.23 ÷ 56"),
            (-A, f"{MINUS}First", f"{MINUS}£79,747.23"),
            (count([A, B]), "how many there are of: First; Second", "how many there are of: £79,747.23; £46,712.31"),
        ],
    )
    def test_is_written_with_its_sign(self, figure: Figure, words: str, numbers: str) -> None:
        assert told(figure) == (words, numbers)

    @pytest.mark.parametrize(
        ("figure", "words"),
        [
            # Without the brackets each of these would be another formula.
            (A - (B - C), f"First {MINUS} (Second {MINUS} Third)"),
            (A - total([B, C]), f"First {MINUS} (Second + Third)"),
            (A / (B / C), "First ÷ (Second ÷ Third)"),
            (total([A, B]) * number("Rate", "2"), "(First + Second) × Rate"),
            (-total([A, B]), f"{MINUS}(First + Second)"),
            (-A.__neg__(), f"{MINUS}({MINUS}First)"),
            (A - (-B), f"First {MINUS} ({MINUS}Second)"),
            # A sum within a sum needs none.
            (total([A, total([B, C])]), "First + Second + Third"),
            (total([total([A, B]), total([B, C])]), "First + Second + Second + Third"),
            (total([A, B - C]), f"First + (Second {MINUS} Third)"),
            # Three steps deep.
            ((A - total([B, C])) / (A * number("Rate", "2")), f"(First {MINUS} (Second + Third)) ÷ (First × Rate)"),
        ],
    )
    def test_of_steps_without_a_name_is_written_out_in_brackets(self, figure: Figure, words: str) -> None:
        assert told(figure)[0] == words

    def test_of_a_step_with_a_name_mentions_the_name(self) -> None:
        both = total([B, C]).named("both", "Both")
        figure = A - both
        # 46,712.31 + 426.50 = 47,138.81
        assert told(figure) == (f"First {MINUS} Both", f"£79,747.23 {MINUS} £47,138.81")
        assert explain.mentioned(explain.formula("it", nodes_of(figure))) == ["first", "both"]

    def test_mentions_each_figure_once_however_often_it_stands_there(self) -> None:
        assert explain.mentioned(explain.formula("it", nodes_of(total([A, B, A])))) == ["first", "second"]


class TestTheNumbers:
    @pytest.mark.parametrize(
        ("value", "unit", "written"),
        [
            ("1234567.5", POUNDS, "£1,234,567.50"),
            ("-323750", POUNDS, f"{MINUS}£323,750"),
            ("0", POUNDS, "£0"),
            ("1200", PACKAGE, "1,200"),
            ("0.035", ONE, "0.035"),
            ("10167.5892", POUNDS / CHILD, "£10,167.5892"),
            ("5", CHILD / POUNDS, "5"),
        ],
    )
    def test_are_exact_and_in_pounds_where_they_are_pounds(self, value: str, unit: units.Unit, written: str) -> None:
        assert explain.exact({"value": value, "unit": str(unit)}) == written

    def test_an_endless_quotient_is_cut_and_says_so(self) -> None:
        two, three = number("Two", "2"), number("Three", "3")
        node = graph.dump({"it": (two / three).named("it", "It")})["figures"]["it"]
        assert explain.exact(node) == "0.666666666667…"
        assert explain.exact({"value": "0.500000000001", "unit": "1"}) == "0.500000000001"
        assert explain.exact({"value": "-0.0000000000001", "unit": "1"}) == f"{MINUS}0…"

    def test_a_text_is_itself(self) -> None:
        assert explain.exact({"value": "Option 5", "unit": "text"}) == "Option 5"


class TestChoices:
    SERIES = {"Option 1": pounds("Cost of 1", "700"), "Option 2": pounds("Cost of 2", "513000")}
    LISTED = "Option 1: Cost of 1; Option 2: Cost of 2"
    NUMBERS = "Option 1: £700; Option 2: £513,000"

    @pytest.mark.parametrize(
        ("operation", "words"),
        [
            ("largest", "the largest of: "),
            ("smallest", "the smallest of: "),
            ("ranking, highest first, place 2", "the second, highest first, among: "),
            ("ranking, lowest first, place 1", "the first, lowest first, among: "),
            ("year of payback", "the year by whose end the sum so far, having been negative, no longer is: "),
        ],
    )
    def test_name_what_they_choose_among(self, operation: str, words: str) -> None:
        assert told(chosen(operation, self.SERIES)) == (words + self.LISTED, words + self.NUMBERS)

    def test_beyond_the_tenth_the_place_has_its_number(self) -> None:
        series = {f"Option {n}": pounds(f"Cost of {n}", str(n)) for n in range(1, 12)}
        assert told(chosen("ranking, lowest first, place 10", series))[0].startswith("the tenth, lowest first, among: ")
        assert told(chosen("ranking, lowest first, place 11", series))[0].startswith("the eleventh, lowest first")

    def test_write_out_steps_without_a_name(self) -> None:
        assert (
            told(chosen("largest", {"a": A - B, "b": C}))[0] == f"the largest of: a: (First {MINUS} Second); b: Third"
        )


class TestVerdicts:
    def test_are_told_with_what_was_compared(self) -> None:
        verdict = judged("whether the first is above the second", [A, B])
        words = "whether the first is above the second: "
        assert told(verdict) == (f"{words}First; Second", f"{words}£79,747.23; £46,712.31")

    def test_name_what_they_tell_apart(self) -> None:
        assert told(judged("movement, higher is better", [A, B], keys=("before", "now"))) == (
            "movement, higher is better: before: First; now: Second",
            "movement, higher is better: before: £79,747.23; now: £46,712.31",
        )

    def test_dates_are_days_in_words(self) -> None:
        due, now = (literal(value, units.DATE, "written in this test") for value in (43_896, 43_900))
        verdict = judged("status of a milestone", [due, now, now], keys=("due", "as of", "meeting"))
        numbers = "due: 6 March 2020; as of: 10 March 2020; meeting: 10 March 2020"
        assert told(verdict)[1] == f"status of a milestone: {numbers}"


class TestCountsAndWholeNumbers:
    def test_a_count_of_texts_lists_their_cells(self) -> None:
        cells = [Cell("data/raw/pilot/plan.csv", "", f"B{n}", n, 2, "late", f"Item {n}, Status") for n in (2, 4)]
        counted = count([graph.quotation("late", one) for one in cells])
        words = "Item 2, Status (B2 of plan.csv); Item 4, Status (B4 of plan.csv)"
        assert told(counted) == (f"how many there are of: {words}", "how many there are of: late; late")

    def test_a_count_of_nothing_says_so(self) -> None:
        assert told(count([]))[0] == "how many there are: none"

    def test_a_number_that_is_rounded_up_names_what_was(self) -> None:
        figure = derived("rounded up", [A / B], POUNDS)
        assert told(figure)[0] == "the whole number at or above (First ÷ Second)"
        assert told(derived("rounded up", [A], POUNDS))[0] == "the whole number at or above First"


class TestAppraisal:
    def test_a_smallest_amount_lists_what_it_is_the_smallest_of(self) -> None:
        assert told(least([A, B])) == ("the least of: First; Second", "the least of: £79,747.23; £46,712.31")

    def test_a_power_and_a_number_rounded_down_are_said_in_words(self) -> None:
        assert told(raised(number("Growth", "1.5"), number("Years", "2")))[0] == "Growth to the power of Years"
        assert told(derived("rounded down", [A], POUNDS))[0] == "the whole number at or below First"

    def test_a_rate_of_return_shows_its_flow(self) -> None:
        flow = {"2019/20": pounds("Cost", "-100"), "2020/21": pounds("Saving", "110")}
        words = "the rate a period at which these come to nought at present value: 2019/20: Cost; 2020/21: Saving"
        assert told(rate_of_return(flow))[0] == words


class TestPoints:
    SCALE = {"Yes": number("Points for Yes", "2"), "No": number("Points for No", "0")}

    def test_are_those_of_the_code(self) -> None:
        place = Cell("data/raw/libraries/matrix.csv", "", "B2", 2, 2, "Yes", "Central, Open daily")
        assert told(points(place, "Yes", self.SCALE, classification="public")) == ("Points for Yes", "2")

    def test_in_a_sum_stand_without_brackets(self) -> None:
        place = Cell("data/raw/libraries/matrix.csv", "", "B2", 2, 2, "No", "Central, Open daily")
        one, other = (points(place, code, self.SCALE, classification="public") for code in ("Yes", "No"))
        assert told(total([one, other])) == ("Points for Yes + Points for No", "2 + 0")


class TestWhatHasNoInputs:
    def test_a_cell_is_read_from_its_place(self) -> None:
        assert told(cell("B6", "1,000"))[0] == "read from cell B6 of spend.csv"
        assert told(cell("B6", "1,000", sheet="Costs"))[0] == 'read from cell B6 of spend.csv, sheet "Costs"'

    def test_in_a_formula_it_is_called_by_what_stands_beside_and_above(self) -> None:
        figure = cell("B6", "1,000") - cell("B7", "250", "Harbour, 2017/18")
        assert told(figure) == (
            f"Central, 2017/18 (B6 of spend.csv) {MINUS} Harbour, 2017/18 (B7 of spend.csv)",
            f"£1,000 {MINUS} £250",
        )

    def test_the_sum_of_a_column_names_its_rows(self) -> None:
        selection = Selection("data/raw/libraries/spend.csv", "", "C", "2018/19 of spend", "2-6,8", 6, "0" * 64)
        assert told(Figure(Decimal(5), POUNDS, selection))[0] == "sum of column C, rows 2 to 6, 8, of spend.csv"

    def test_a_parameter_gives_its_edition_and_its_citation(self) -> None:
        rate = Figure(Decimal("0.035"), ONE, Parameter("discount rate", "2026", "HM Treasury, The Green Book"))
        assert told(rate)[0] == "parameter discount rate, edition 2026: HM Treasury, The Green Book"

    def test_a_declared_number_gives_its_reason(self) -> None:
        assert told(number("Weeks", "52"))[0] == "declared in the settings of this paper: written in this test"


def test_a_running_total_of_many_years_of_months_can_be_followed() -> None:
    """Each month named, as a series is: a formula goes no further down than the names that it mentions."""
    so_far = pounds("Month 0", "1")
    for month in range(1, 1500):
        so_far = (so_far + pounds("", "1")).named(f"so-far-{month}", f"So far {month}")
    assert told(so_far)[1].startswith("£1,499 + ")
