"""Claims of a published document, held against its tables: a verdict on each, and each of the kind that it asserts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.calculations.comparisons import is_above, is_before, is_equal
from tracepaper.calculations.counting import count_of
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, count, days, graph, literal, points, printed, total, units
from tracepaper.figures.figure import Cell
from tracepaper.papers import claims
from tracepaper.papers.stated import read

POUNDS = units.parse("GBP")
BOOKS = Cell("data/raw/libraries/books.csv", "", "B2", 2, 2, "Yes", "Central, Open")


def number(value: str, unit: str = "GBP") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def day(*parts: int) -> Figure:
    return Figure(days.value(date(*parts)), units.DATE, BOOKS)


FIGURES: Mapping[str, Any] = {
    "total": total([number("500000"), number("69385")]),
    "minus_total": -total([number("-500000"), number("-69385")]),
    "difference": number("570000") - number("615"),
    "counted": count([number("1"), number("2")]),
    "rows": count_of([{"name": graph.quotation("Central", BOOKS)}, {"name": graph.quotation("", BOOKS)}], "name"),
    "coded": total([points(BOOKS, "Yes", {"Yes": number("1", "1")}, classification="public")]),
    "fewer": count([number("1"), number("2")]) - number("1", "1"),
    "both": count([number("1"), number("2")]) + count([number("1")]),
    "count_and_cell": count([number("1"), number("2")]) + Figure(Decimal(5), ONE, BOOKS),
    "literals": number("1", "1") + number("1", "1"),
    "submitted": day(2018, 6, 15),
    "planned": day(2018, 7, 31),
    "day_after": day(2018, 6, 16),
    "later": is_above(number("2"), number("1")),
    "not_later": is_above(number("1"), number("2")),
    "same": is_equal(number("2"), number("2")),
    "before": is_before(day(2018, 6, 15), day(2018, 7, 31)),
    "not_before": is_before(day(2018, 7, 31), day(2018, 6, 15)),
    "true": True,
    "quoted": graph.quotation("yes", BOOKS),
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
        address = f"{'ABCDEFGHI'[column]}{position + 2}"
        return graph.quotation(text, Cell(self.path, "", address, position + 2, column + 1, text, name))


def claim(id: str = "spend", stated: str = "£569,385", expression: str = "spend", **own: str) -> dict[str, str]:
    texts = {"place": "Paragraph 3", "says": "yearly spend", "asserts": "definition" if "shown" in own else "equality"}
    return {**texts, "id": id, "stated": stated, "expression": expression, **own}


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

    @pytest.mark.parametrize("asserts", claims.KINDS)
    def test_without_an_expression_any_words_can_be_quoted(self, asserts: str) -> None:
        (found,) = reconciled(
            claim(stated="twice, from 2021/22", asserts=asserts, expression="", missing="The notices")
        )
        assert found["status"] == "cannot be recomputed"
        assert found["counted"] == "twice, from 2021/22" and found["counted"].derivation.address == "D2"
        assert claims.tally([found])["cannot be recomputed"].value == 1

    def test_without_an_expression_a_number_is_counted_as_one(self) -> None:
        (found,) = reconciled(claim(stated="£460k", expression="", missing="The cost"))
        assert found["counted"].value == 460_000

    def test_a_figure_that_the_paper_has_keeps_its_name(self) -> None:
        (found,) = reconciled(claim(stated="about 300", expression="children"))
        assert found["recomputed"].id == "children"

    def test_in_pounds_the_number_of_another_unit_is_no_answer(self) -> None:
        with pytest.raises(FigureError, match=r"claims\.csv F2 \(spend\).*in care packages.*pounds, as stated"):
            reconciled(claim(expression="packages"))


class TestADay:
    def test_it_agrees(self) -> None:
        (found,) = reconciled(claim(stated="15th June 2018", expression="submitted"))
        assert (found["status"], shown(found["recomputed"])) == ("agrees", "15 June 2018")

    def test_it_differs_by_days(self) -> None:
        (found,) = reconciled(claim(stated="31st July 2018", expression="submitted"))
        # From 15 June, 15 days to the end of June and 31 of July: 46
        assert (found["status"], found["difference"].value) == ("differs", -46)
        assert str(found["difference"].unit) == "day"
        assert shown(found["difference"]) == "\N{MINUS SIGN}46\N{NO-BREAK SPACE}days"

    def test_one_day_is_one_day(self) -> None:
        (found,) = reconciled(claim(stated="15.06.2018", expression="day_after"))
        assert shown(found["difference"]) == "1\N{NO-BREAK SPACE}day"

    @pytest.mark.parametrize(("stated", "status"), [("June 2018", "agrees"), ("May 2018", "differs")])
    def test_a_month_is_any_of_its_days(self, stated: str, status: str) -> None:
        (found,) = reconciled(claim(stated=stated, expression="submitted"))
        assert found["status"] == status

    def test_without_an_expression_it_cannot_be_recomputed(self) -> None:
        (found,) = reconciled(claim(stated="6 August 2018", expression="", missing="The agenda"))
        assert found["status"] == "cannot be recomputed"

    def test_it_can_be_mislabelled(self) -> None:
        (found,) = reconciled(claim(stated="15 June 2018", expression="planned", shown="submitted"))
        assert (found["status"], found["difference"].value) == ("mislabelled", 46)


class TestAnOrder:
    @pytest.mark.parametrize(
        ("asserts", "expression", "status"),
        [
            ("order", "later", "agrees"),
            ("order", "not_later", "differs"),
            ("order", "same", "agrees"),
            ("date order", "before", "agrees"),
            ("date order", "not_before", "differs"),
        ],
    )
    def test_agrees_where_it_holds(self, asserts: str, expression: str, status: str) -> None:
        (found,) = reconciled(claim(stated="below", asserts=asserts, expression=expression))
        assert (found["status"], found["recomputed"]) == (status, FIGURES[expression])
        assert found["recomputed"].id == "claim-spend" and "difference" not in found

    def test_keeps_the_words_and_needs_no_number(self) -> None:
        (found,) = reconciled(claim(stated="15th June 2018", asserts="date order", expression="before"))
        assert found["stated"] == "15th June 2018"

    def test_without_an_expression_cannot_be_recomputed(self) -> None:
        (found,) = reconciled(claim(stated="better", asserts="order", expression="", missing="The other plan"))
        assert found["status"] == "cannot be recomputed" and "recomputed" not in found


class TestWhatIsAsserted:
    """A sum is a total, a count counts, an order compares: whoever says otherwise is told which cell."""

    @pytest.mark.parametrize(
        ("asserts", "stated", "expression"),
        [
            ("sum", "£569,385", "total"),
            ("sum", "£569,385", "minus_total"),
            ("count", "two", "counted"),
            ("count", "1", "rows"),
            ("count", "1", "coded"),
            ("count", "1", "fewer"),
            ("count", "3", "both"),
            ("equality", "£569,385", "total"),
            ("definition", "£569,385", "difference"),
        ],
    )
    def test_is_borne_out(self, asserts: str, stated: str, expression: str) -> None:
        (found,) = reconciled(claim(asserts=asserts, stated=stated, expression=expression))
        assert (found["status"], found["asserts"]) == ("agrees", asserts)

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (claim(asserts="total"), ['E2 (spend): found asserts "total"', "equality, sum, count, order"]),
            (claim(asserts=""), ['asserts ""', "Say what the document asserts"]),
            (claim(asserts="sum"), ["F2 (spend)", "spend, which is no total", "Assert equality"]),
            (claim(asserts="sum", expression="difference"), ["which is no total", "expected a total"]),
            (claim(asserts="sum", expression="counted", stated="2"), ["which is no total"]),
            (claim(asserts="count", expression="total"), ["F2 (spend)", "which is no count", "a count of rows"]),
            (claim(asserts="count", expression="packages", stated="64"), ["which is no count"]),
            (claim(asserts="count", expression="count_and_cell", stated="7"), ["which is no count"]),
            (claim(asserts="count", expression="literals", stated="2"), ["which is no count"]),
            (claim(asserts="sum", shown="average"), ["G2 (spend)", "a claim that asserts sum", "Leave shown blank"]),
            (claim(asserts="order", expression="spend"), ["F2 (spend)", "neither yes nor no", "is_above, is_before"]),
            (claim(asserts="order", expression="true"), ["neither yes nor no"]),
            (claim(asserts="order", expression="quoted"), ["neither yes nor no"]),
            (claim(asserts="order", expression="before"), ["which compares dates", "Assert date order"]),
            (claim(asserts="date order", expression="later"), ["which compares no dates", "Assert order"]),
            (claim(expression="later"), ["no single figure", "a claim that asserts an order"]),
            (claim(asserts="sum", stated="5 June 2018", expression="total"), ["D2 (spend)", "a day", "equality"]),
            (claim(stated="5 June 2018"), ["F2 (spend)", "which gives no date", "a day, as stated"]),
            (claim(stated="5", expression="planned"), ["F2 (spend)", "which gives a date", "a number, as stated"]),
            (claim(missing="The count"), ["H2 (spend)", "an expression, and what is missing", "under note"]),
        ],
    )
    def test_is_refused_where_it_is_not(self, row: dict[str, str], words: list[str]) -> None:
        with pytest.raises(FigureError) as refused:
            reconciled(row)
        assert [word for word in words if word not in str(refused.value)] == []


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
        claim("six", asserts="order", stated="below", expression="not_later"),
    )

    def test_what_a_reader_must_know_comes_first(self) -> None:
        assert [one["id"] for one in reconciled(*self.ROWS)] == ["three", "five", "six", "four", "two", "one"]

    def test_the_tally_counts_each_verdict_and_all(self) -> None:
        tally = claims.tally(reconciled(*self.ROWS))
        assert {name: figure.value for name, figure in tally.items()} == {
            "differs": 3,
            "mislabelled": 1,
            "cannot be recomputed": 1,
            "agrees": 1,
            "all": 6,
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
            (
                claim(stated=" ", expression="", missing="The cost"),
                ["D2 (spend)", "found nothing", "may quote any words"],
            ),
            (claim(stated="twice"), ["D2 (spend)", '"twice", which is not']),
            (
                claim(stated="6 March 1850", expression="planned"),
                ["D2 (spend)", "1850", "the calendar of spreadsheets"],
            ),
            (claim(stated="6 March 0000", expression="planned"), ["D2 (spend)", "a year that no calendar has"]),
            (claim(expression="", shown="spend"), ["D2 (spend)", "shown without an expression"]),
            (claim(shown="spend"), ["D2 (spend)", "Leave shown blank."]),
            (claim(stated="£1", shown="average"), ["D2 (spend)", "a shown that agrees with it"]),
            (claim(expression="series"), ["F2 (spend)", "no single figure", "Name one figure;"]),
            (claim(expression="nothing"), ["F2 (spend)", "nothing is called nothing"]),
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
