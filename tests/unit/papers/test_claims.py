"""What a published document states, held against its tables: read as it is written, compared at its own precision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, graph, literal, printed, total, units
from tracepaper.figures.figure import Cell
from tracepaper.papers import claims
from tracepaper.papers.claims import read
from tracepaper.sources.cells import NotUnderstood

POUNDS = units.parse("GBP")
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
        assert stated.precision == Decimal(unit)
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


FIGURES: Mapping[str, Any] = {
    "spend": literal(Decimal("569385.25"), POUNDS, "written in this test"),
    "average": literal(Decimal("601234"), POUNDS, "written in this test"),
    "packages": literal(64, units.parse("package"), "written in this test"),
    "share": literal(Decimal("0.0754"), ONE, "written in this test"),
    "ratio": literal(Decimal("1.5236"), ONE, "written in this test"),
    "children": literal(300, units.parse("child"), "written in this test").named("children", "Children"),
    "series": {"a": 1},
}


def evaluate(expression: str, place: str) -> Any:
    if expression not in FIGURES:
        raise FigureError(f"{place}: nothing is called {expression}.")
    return FIGURES[expression]


@dataclass
class Claims:
    """A table of claims as ingest leaves it: the texts of its rows with their cells."""

    rows: list[dict[str, str]]
    columns: Mapping[str, Any] = field(default_factory=lambda: {name: {} for name in claims.COLUMNS})
    path: str = "data/raw/libraries/claims.csv"

    def texts(self) -> list[dict[str, Text]]:
        return [
            {name: self._text(n, name, row.get(name, "")) for name in self.columns} for n, row in enumerate(self.rows)
        ]

    def _text(self, position: int, name: str, text: str) -> Text:
        column = list(claims.COLUMNS).index(name)
        address = f"{'ABCDEFGH'[column]}{position + 2}"
        return graph.quotation(text, Cell(self.path, "", address, position + 2, column + 1, text, name))


def claim(id: str = "spend", stated: str = "£569,385", expression: str = "spend", **own: str) -> dict[str, str]:
    return {"id": id, "place": "Paragraph 3", "says": "yearly spend", "stated": stated, "expression": expression, **own}


def reconciled(*rows: dict[str, str], **own: Any) -> list[dict[str, Any]]:
    table: Any = Claims(list(rows), **own)
    return claims.reconciled(table, evaluate)


def shown(figure: Figure) -> str:
    assert figure.display
    return printed(figure.value, figure.display).text


class TestAVerdict:
    def test_it_agrees(self) -> None:
        (found,) = reconciled(claim())
        assert found["status"] == "agrees"
        assert found["stated"] == "£569,385" and found["stated"].derivation.address == "D2"
        assert shown(found["recomputed"]) == "£569,385.25"
        assert "difference" not in found and "shown" not in found

    def test_it_differs_by_how_much(self) -> None:
        (found,) = reconciled(claim(stated="£585,626"))
        assert found["status"] == "differs"
        # 569,385.25 - 585,626 = -16,240.75
        assert found["difference"].value == Decimal("-16240.75")
        assert shown(found["difference"]) == "\N{MINUS SIGN}£16,240.75"
        assert found["difference"].id == "claim-spend-difference"

    def test_it_is_mislabelled_where_the_number_is_another_quantity(self) -> None:
        (found,) = reconciled(claim(stated="£569,385", expression="average", shown="spend"))
        assert found["status"] == "mislabelled"
        assert found["recomputed"].value == 601234
        assert found["shown"].value == Decimal("569385.25")
        assert found["difference"].value == Decimal("31849")

    def test_it_cannot_be_recomputed_and_what_is_missing_is_said(self) -> None:
        (found,) = reconciled(claim(expression="", missing="The count of plans"))
        assert (found["status"], found["missing"]) == ("cannot be recomputed", "The count of plans")
        assert "recomputed" not in found

    def test_a_figure_that_the_paper_has_keeps_its_name(self) -> None:
        (found,) = reconciled(claim(stated="about 300", expression="children"))
        assert found["recomputed"].id == "children"

    def test_in_pounds_the_number_of_another_unit_is_no_answer(self) -> None:
        with pytest.raises(FigureError, match=r"claims\.csv E2 \(spend\).*in care packages.*pounds, as stated"):
            reconciled(claim(expression="packages"))


class TestTheFormOfTheRecomputed:
    @pytest.mark.parametrize(
        ("stated", "expression", "form"),
        [
            ("7%", "share", "7.5%"),
            ("7.50%", "share", "7.54%"),
            ("0.075", "share", "0.075"),
            ("1.5", "ratio", "1.52"),
            ("1.523", "ratio", "1.524"),
            ("70", "packages", "64"),
            ("£0.6m", "average", "£601,234"),
            ("£601,234.00", "average", "£601,234.00"),
        ],
    )
    def test_is_that_of_the_stated_one(self, stated: str, expression: str, form: str) -> None:
        (found,) = reconciled(claim(stated=stated, expression=expression))
        assert shown(found["recomputed"]) == form

    @given(
        st.decimals(0, 2, places=6),
        st.sampled_from(["7%", "7.5%", "7.54%", "7.543%", "1.5", "1.52", "0.075", "two-thirds"]),
    )
    def test_never_hides_a_difference(self, value: Decimal, stated: str) -> None:
        table: Any = Claims([claim(stated=stated, expression="it")])
        (found,) = claims.reconciled(table, lambda *_: literal(value, ONE, "written in this test"))
        if found["status"] == "differs":
            assert re.search("[1-9]", shown(found["difference"]))


class TestTheOrder:
    ROWS = (
        claim("one"),
        claim("two", expression="", missing="The count"),
        claim("three", stated="£1"),
        claim("four", expression="average", shown="spend"),
        claim("five", stated="£2"),
    )

    def test_what_a_reader_must_know_comes_first(self) -> None:
        assert [one["id"] for one in reconciled(*self.ROWS)] == ["three", "five", "four", "two", "one"]

    def test_the_tally_counts_each_verdict_and_all(self) -> None:
        tally = claims.tally(reconciled(*self.ROWS))
        assert {name: figure.value for name, figure in tally.items()} == {
            "differs": 2,
            "mislabelled": 1,
            "cannot be recomputed": 1,
            "agrees": 1,
            "all": 5,
        }
        assert tally["cannot be recomputed"].id == "claims-cannot-be-recomputed"

    def test_of_no_claims_there_are_none(self) -> None:
        assert [figure.value for figure in claims.tally([]).values()] == [0, 0, 0, 0, 0]


class TestAnOfficerIsTold:
    """Which cell is wrong, what stands there, and what to do."""

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (claim(stated="£5 to £6"), ["D2 (spend)", '"£5 to £6", which is not one number', "with its qualifier"]),
            (claim(expression=""), ["D2 (spend)", "neither an expression nor what is missing"]),
            (claim(expression="", shown="spend"), ["D2 (spend)", "shown without an expression"]),
            (claim(shown="spend"), ["D2 (spend)", "Leave shown blank."]),
            (claim(stated="£1", shown="average"), ["D2 (spend)", "a shown that agrees with it"]),
            (claim(expression="series"), ["E2 (spend)", "no single figure", "Name one figure."]),
            (claim(expression="nothing"), ["E2 (spend)", "nothing is called nothing"]),
            (claim(id="Yearly spend"), ["A2", 'id "Yearly spend"', "small letters"]),
            (claim(id=""), ["A2", "small letters"]),
        ],
    )
    def test_of_a_claim_that_cannot_be_reconciled(self, row: dict[str, str], words: list[str]) -> None:
        with pytest.raises(FigureError) as refused:
            reconciled(row)
        assert [word for word in ("data/raw/libraries/claims.csv", *words) if word not in str(refused.value)] == []

    def test_of_every_one_of_them_at_once(self) -> None:
        with pytest.raises(FigureError) as refused:
            reconciled(claim("one", stated="some"), claim("two"), claim("three", expression=""))
        places = [fault.place.removeprefix("data/raw/libraries/claims.csv ") for fault in refused.value.faults]
        assert places == ["D2 (one)", "D4 (three)"]

    def test_of_an_id_that_two_claims_have(self) -> None:
        with pytest.raises(FigureError, match=r'A3: found id "spend" again'):
            reconciled(claim(), claim())

    def test_of_a_table_that_is_no_table_of_claims(self) -> None:
        with pytest.raises(FigureError, match="no column shown, missing"):
            reconciled(columns={name: {} for name in claims.COLUMNS if name not in ("shown", "missing")})


def test_totals_of_figures_can_be_stated_as_well() -> None:
    both = total([FIGURES["spend"], FIGURES["average"]])
    # 569,385.25 + 601,234 = 1,170,619.25
    assert read("£1.17m").covers(both.value) and not read("£1.18m").covers(both.value)
