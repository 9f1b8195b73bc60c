"""The logs of a paper: what it rests on, the weakest first, and nothing weak and weighty kept from its readers."""

from __future__ import annotations

from typing import Any

import pytest

from tracepaper.errors import FigureError, TemplateError
from tracepaper.figures import Text, graph
from tracepaper.figures.figure import Cell
from tracepaper.papers import logs
from tracepaper.papers.logs import RATINGS, Log

PATH = "data/raw/libraries/assumptions.csv"


class Rows:
    """A table of texts as ingest leaves it."""

    path = PATH

    def __init__(self, rows: list[dict[str, str]], columns: tuple[str, ...]) -> None:
        self.columns = {name: {} for name in columns}
        self._rows = rows

    def texts(self) -> list[dict[str, Text]]:
        return [self._texts(number, row) for number, row in enumerate(self._rows, 2)]

    def _texts(self, number: int, row: dict[str, str]) -> dict[str, Text]:
        cells = {
            name: Cell(PATH, "", f"{'ABCDEFGHI'[n]}{number}", number, n + 1, "") for n, name in enumerate(self.columns)
        }
        return {name: graph.quotation(row.get(name, ""), cells[name]) for name in self.columns}


def assumption(id: str, quality: str = "green", impact: str = "green", **own: str) -> dict[str, str]:
    return {"id": id, "title": f"Title of {id}", "quality": quality, "impact": impact, **own}


def assumptions(*rows: dict[str, str], columns: tuple[str, ...] = logs.ASSUMPTIONS) -> Log:
    table: Any = Rows(list(rows), columns)
    return logs.assumptions(table)


def data(*rows: dict[str, str], columns: tuple[str, ...] = logs.DATA) -> Log:
    table: Any = Rows(list(rows), columns)
    return logs.data(table)


class TestALog:
    def test_is_printed_by_impact_then_quality_the_worst_first(self) -> None:
        pairs = [(quality, impact) for quality in reversed(RATINGS) for impact in reversed(RATINGS)]
        log = assumptions(*(assumption(f"{quality}-{impact}", quality, impact) for quality, impact in pairs))
        assert [row["id"] for row in log] == [
            *("red-red", "amber-red", "green-red"),
            *("red-amber", "amber-amber", "green-amber"),
            *("red-green", "amber-green", "green-green"),
        ]

    def test_keeps_the_order_of_the_source_among_equals(self) -> None:
        assert [row["id"] for row in data(assumption("b"), assumption("a"), assumption("c"))] == ["b", "a", "c"]

    def test_keeps_the_words_of_each_row(self) -> None:
        (row,) = assumptions(assumption("flat", owner="Head of Finance", review="2027-01-31", detail="None known."))
        assert (row["owner"], row["review"], row["detail"]) == ("Head of Finance", "2027-01-31", "None known.")
        assert set(row) == set(logs.ASSUMPTIONS)


class TestAnOfficerIsTold:
    @pytest.mark.parametrize("rating", ["Red", "", "yellow", "red ", "r"])
    def test_of_a_rating_that_is_none(self, rating: str) -> None:
        with pytest.raises(FigureError) as refused:
            assumptions(assumption("flat", quality=rating))
        assert f'{PATH} E2 (flat): found quality "{rating}"; expected a rating.' in str(refused.value)
        assert "Rate it red, amber, green." in str(refused.value)

    def test_of_all_such_ratings_at_once(self) -> None:
        with pytest.raises(FigureError) as refused:
            data(assumption("one", impact="high"), assumption("two", quality="low"), assumption("three"))
        assert [fault.place for fault in refused.value.faults] == [f"{PATH} D2 (one)", f"{PATH} C3 (two)"]

    def test_of_a_column_that_is_missing(self) -> None:
        with pytest.raises(FigureError, match=r"(?s)no column owner.*A log of assumptions has the columns id, title"):
            assumptions(columns=tuple(name for name in logs.ASSUMPTIONS if name != "owner"))
        with pytest.raises(FigureError, match="no column data, limitation"):
            data(columns=tuple(name for name in logs.DATA if name not in ("data", "limitation")))

    @pytest.mark.parametrize("id", ["Flat forecast", "", 'flat"', "flat_forecast"])
    def test_of_an_id_that_nothing_can_be_called(self, id: str) -> None:
        with pytest.raises(FigureError, match=r"A2: found id .* expected an id such as flat-forecast"):
            assumptions(assumption(id))

    def test_of_an_id_that_two_rows_have(self) -> None:
        with pytest.raises(FigureError, match='A3: found id "flat" again'):
            data(assumption("flat"), assumption("flat"))


class TestNamingAnAssumption:
    def test_prints_its_title_marked_as_that_assumption(self) -> None:
        name = logs.mention(assumptions(assumption("flat", title="Spend stays *flat*")))
        assert name("flat") == r'[Spend stays \*flat\*]{.assumption data-assumption="flat"}'

    def test_that_the_log_has_not_is_refused_with_those_that_it_has(self) -> None:
        name = logs.mention(assumptions(assumption("flat"), assumption("steep")))
        with pytest.raises(TemplateError, match=r'no assumption "falt"\. It has: flat, steep\.'):
            name("falt")
        with pytest.raises(TemplateError, match=r"It has: none\."):
            logs.mention([])("flat")


class TestTheRisks:
    LOG = assumptions(
        assumption("guess", "red", "red"),
        assumption("opinion", "red", "red"),
        assumption("weak", "red", "amber"),
        assumption("core", "amber", "red"),
    )
    GUESS = '[Title of guess]{.assumption data-assumption="guess"}'
    OPINION = '[Title of opinion]{.assumption data-assumption="opinion"}'

    def refused(self, text: str) -> list[str]:
        try:
            logs.refuse_unnamed_risks(self.LOG, text, paper="hours")
        except TemplateError as error:
            return [fault.place for fault in error.faults]
        return []

    def test_name_each_assumption_that_is_red_twice_and_need_name_no_other(self) -> None:
        assert (
            self.refused(f"## Risks {{#sec-risks}}\n\n{self.GUESS} and {self.OPINION}.\n\n## Next {{#sec-n}}\n") == []
        )

    def test_or_the_paper_stops_with_what_to_write_and_where(self) -> None:
        with pytest.raises(TemplateError) as refused:
            logs.refuse_unnamed_risks(self.LOG, f"## Risks {{#sec-risks}}\n\n{self.GUESS}\n", paper="hours")
        (fault,) = refused.value.faults
        assert fault.place == 'assumption "opinion"'
        assert '{{ assumption("opinion") }}' in fault.remedy and "templates/papers/hours.qmd.j2" in fault.remedy

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "## Costs {{#sec-costs}}\n\n{named}\n\n## Risks {{#sec-risks}}\n\nNone.\n",
            "## Risks {{#sec-risks}}\n\nNone.\n\n## Costs {{#sec-costs}}\n\n{named}\n",
            "## Risks {{#sec-risks}}\n\nNone.\n\n# Appendix\n\n{named}\n",
            "## Risks\n\n{named}\n",
            "Risks {{#sec-risks}}\n\n{named}\n",
            "",
        ],
    )
    def test_named_anywhere_else_it_is_not_named_among_them(self, elsewhere: str) -> None:
        text = elsewhere.format(named=f"{self.GUESS} {self.OPINION}")
        assert self.refused(text) == ['assumption "guess"', 'assumption "opinion"']

    def test_hold_what_stands_under_their_own_headings_too(self) -> None:
        text = f"## Risks {{#sec-risks}}\n\n### Money\n\n{self.GUESS}\n\n### People\n\n{self.OPINION}\n"
        assert self.refused(text) == []

    def test_its_title_alone_is_not_enough(self) -> None:
        text = f"## Risks {{#sec-risks}}\n\nTitle of guess. {self.OPINION}\n"
        assert self.refused(text) == ['assumption "guess"']

    def test_a_paper_without_such_assumptions_needs_no_risks(self) -> None:
        logs.refuse_unnamed_risks(assumptions(assumption("weak", "red", "amber")), "", paper="hours")
