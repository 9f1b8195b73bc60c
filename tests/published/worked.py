"""Worked examples: a formula as officers write it, what it is given, and what comes out, by a publication or by hand.

The tests hold the calculations to them, and docs/methods is written from them. One module of examples a calculation
module, tests/published/test_<module>.py:

    from published.worked import Example, amount, amounts, examples_test

    EXAMPLES = [
        Example(
            calculation="shares",
            title="A quarter and three quarters",
            given={"spend": amounts({"North": "25", "South": "75"}, "GBP"), "all": amount("100", "GBP")},
            formula="shares(spend, of=all)",
            gives={"North": "0.25", "South": "0.75"},
            working="25 / 100 = 0.25; 75 / 100 = 0.75",
            source="Arithmetic",
        ),
    ]
    test_examples = examples_test(EXAMPLES)

`gives` has the shape of the result: a text, true or false, a mapping, a list, or these within each other; mappings keep
their order. A number is written without commas, with as many decimal places as are compared: "-1234.50". It is rounded
half up from the exact value. A date is written as papers print it: "6 March 2020". `given` takes any Python object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

import pytest

from tracepaper.calculations import functions
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, days, literal, units
from tracepaper.figures.display import half_up
from tracepaper.figures.expression import Expressions
from tracepaper.figures.units import DATE

REASON = "as the source prints it"
NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")


@dataclass(frozen=True)
class Example:
    """One use of a calculation.

    Attributes:
        calculation: the function that it shows.
        title: what it is about, for readers.
        given: what the formula may refer to, by name.
        formula: as an officer writes it in the settings of a paper.
        working: the arithmetic by hand, in a line or two.
        source: the publication that prints the result; "Arithmetic" where none does.
        gives: what comes out; see the head of this module.
        refuses: instead of `gives`, a part of the message with which wrong input is refused.
    """

    calculation: str
    title: str
    given: Mapping[str, Any]
    formula: str
    working: str
    source: str
    gives: Any = None
    refuses: str | None = None


def amount(text: str, unit: str = "1") -> Figure:
    """A number: amount("-66.50", "GBP/child")."""
    return literal(Decimal(text), units.parse(unit), REASON)


def amounts(texts: Mapping[str, str], unit: str = "1") -> dict[str, Figure]:
    """A series of numbers of one unit."""
    return {key: amount(text, unit) for key, text in texts.items()}


def numbers(texts: Mapping[str, str]) -> dict[str, Figure]:
    """A series of pure numbers."""
    return amounts(texts)


def grid(rows: Mapping[str, Mapping[str, str]], unit: str = "1") -> dict[str, dict[str, Figure]]:
    """Numbers of one unit in rows and columns: row to column to figure."""
    return {row: amounts(texts, unit) for row, texts in rows.items()}


def day(iso: str) -> Figure:
    """A date: day("2020-03-06")."""
    return literal(days.value(date.fromisoformat(iso)), DATE, REASON)


def dates(isos: Mapping[str, str]) -> dict[str, Figure]:
    """A series of dates."""
    return {key: day(iso) for key, iso in isos.items()}


def text_rows(rows: Sequence[Mapping[str, str]], file: str = "example.csv") -> list[dict[str, Text]]:
    """Rows of texts, as `texts()` of a table gives them: each text has its cell, the first row that of line 2."""
    return [
        {column: _quoted(text, file, place, line) for place, (column, text) in enumerate(row.items())}
        for line, row in enumerate(rows, start=2)
    ]


def examples_test(examples: Iterable[Example]) -> Callable[[Example], None]:
    """The test of a module's examples, one case an example: `test_examples = examples_test(EXAMPLES)`."""

    @pytest.mark.parametrize("example", examples, ids=lambda example: f"{example.calculation}: {example.title}")
    def test_examples(example: Example) -> None:
        check(example)

    return test_examples


def check(example: Example) -> None:
    """Evaluate an example and compare: AssertionError says what differs."""
    assert re.search(rf"\b{example.calculation}\(", example.formula), "the formula does not use the calculation"
    assert (example.gives is None) != (example.refuses is None), "an example either gives something or is refused"
    if example.refuses is not None:
        said = str(refused(example))
        assert example.refuses in said, f"refused with other words: {said}"
    else:
        found = comparable_form(result(example), example.gives)
        wanted = comparable_form(example.gives, example.gives)
        assert found == wanted, f"found {found}, expected {wanted}"


def result(example: Example) -> Any:
    """What the formula gives, evaluated as that of a paper is; single figures have names, as those of a paper have."""
    names = {name: _named(name, value) for name, value in example.given.items()}
    return Expressions(functions()).value(example.formula, names, place="the example")


def refused(example: Example) -> FigureError:
    """The error with which the formula is refused."""
    with pytest.raises(FigureError) as raised:
        result(example)
    return raised.value


def comparable_form(found: Any, like: Any) -> Any:
    """A result as plain texts, its numbers with the places of what it is compared with; mappings as lists of pairs."""
    if isinstance(found, Figure):
        return written(found, places(like))
    if isinstance(found, Mapping):
        known = like if isinstance(like, Mapping) else {}
        return [(str(key), comparable_form(value, known.get(key))) for key, value in found.items()]
    if isinstance(found, list | tuple):
        known = [*like, *[None] * len(found)] if isinstance(like, list | tuple) else [None] * len(found)
        return [comparable_form(value, known[place]) for place, value in enumerate(found)]
    return str(found) if isinstance(found, str) else found


def places(like: Any) -> int | None:
    """How many decimal places a number is written with; none where it is no number."""
    found = NUMBER.fullmatch(like) if isinstance(like, str) else None
    return len(found[1] or "") if found else None


def written(figure: Figure, places: int | None) -> str:
    """A figure rounded half up to some places; all its digits where the places are not known; a date in words."""
    if figure.unit == DATE:
        return days.written(days.day(figure.value))
    value = figure.value if places is None else half_up(figure.value, places)
    return f"{value or abs(value):f}"


def _named(name: str, value: Any) -> Any:
    return value.named(name, name) if isinstance(value, Figure) and not value.id else value


def _quoted(text: str, file: str, place: int, line: int) -> Text:
    address = f"{ascii_uppercase[place]}{line}"
    return Text(text, Cell(f"data/raw/example/{file}", "", address, line, place + 1, text, names=text))
