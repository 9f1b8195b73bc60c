"""The heart: a figure is an exact number with a unit and a derivation back to cells.

Arithmetic on figures builds the derivation; nobody records it by hand. Nothing is rounded here: see display.py.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from numbers import Number
from typing import ClassVar, NoReturn, Self

from tracepaper.errors import FigureError
from tracepaper.figures import days, operations, rates
from tracepaper.figures.display import Display, half_up
from tracepaper.figures.operations import COMPARED_PLACES, COUNT, POINTS
from tracepaper.figures.units import DATE, DAY, ONE, Unit


@dataclass(frozen=True)
class Cell:
    """One cell of a source.

    Attributes:
        path: of the source file, relative to the project.
        sheet: name in a workbook; empty for CSV.
        address: as a spreadsheet shows it: "B6".
        row, column: counted from 1, as in the file.
        raw: the text exactly as the source has it.
        names: what stands beside and above: "Non-Framework Provision, 2017/18".
        correction: why the value is not that of the raw text; empty when it is.
    """

    path: str
    sheet: str
    address: str
    row: int
    column: int
    raw: str
    names: str = ""
    correction: str = ""


@dataclass(frozen=True)
class Selection:
    """Many cells of one column, kept as a selection and a digest: a million rows cost no more than ten.

    Attributes:
        rows: source rows as ranges: "2-6,8".
        column: its letters: "B".
        count: how many cells.
        digest: SHA-256 of the raw texts, each ended by a line feed.
        corrections: the selected cells whose value is not that of their raw text.
    """

    path: str
    sheet: str
    column: str
    names: str
    rows: str
    count: int
    digest: str
    corrections: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Parameter:
    """A dated, cited constant: a discount rate, a deflator."""

    name: str
    edition: str
    citation: str


@dataclass(frozen=True)
class Literal:
    """A number that somebody declared, with the reason why it is that number."""

    reason: str


@dataclass(frozen=True)
class Operation:
    """An operation on other figures.

    Attributes:
        name: as `operations` knows it.
        inputs: figures; for a count also texts.
        keys: what the inputs are called, where the operation tells them apart.
        cells: the cell whose code (Yes, Partially, No; higher, lower) chose.
    """

    name: str
    inputs: tuple[Figure | Text, ...]
    keys: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


Derivation = Cell | Selection | Parameter | Literal | Operation


@dataclass(frozen=True, eq=False)
class Figure:
    """A number with a unit, an exact value, a display form and a derivation back to cells.

    Attributes:
        value: exact (`Decimal`, 50 significant digits where a quotient does not end); never rounded.
        unit: checked by every operation.
        derivation: where the value is from.
        id, label: its name in the paper; empty for an intermediate step.
        display: how it is printed when a template names no other form.
        classification: inherited from the cells; the most restricted wins.
    """

    value: Decimal
    unit: Unit
    derivation: Derivation = field(repr=False)
    id: str = ""
    label: str = ""
    display: Display | None = None
    classification: str = "public"

    OPEN: ClassVar = frozenset({"id", "label"})

    def __add__(self, other: Figure) -> Figure:
        _figures("add", self, other)
        if {self.unit, other.unit} == {DATE, DAY}:
            return derived("sum", [self, other], DATE)
        return total([self, other])

    def __sub__(self, other: Figure) -> Figure:
        _figures("subtract", self, other)
        if (self.unit, other.unit) == (DATE, DAY):
            return derived("difference", [self, other], DATE)
        _same_unit("subtract", self, other)
        return derived("difference", [self, other], DAY if self.unit == DATE else self.unit)

    def __mul__(self, other: Figure) -> Figure:
        _figures("multiply", self, other)
        _refuse_dates("multiplied", self, other)
        return derived("product", [self, other], self.unit * other.unit)

    def __truediv__(self, other: Figure) -> Figure:
        _figures("divide", self, other)
        _refuse_dates("divided", self, other)
        if not comparable([other])[0]:
            raise FigureError(f"{_name(self)} cannot be divided by {_name(other)}: that is 0.")
        return derived("quotient", [self, other], self.unit / other.unit)

    def __neg__(self) -> Figure:
        _refuse_dates("given a minus sign", self)
        return derived("negative", [self], self.unit)

    def __bool__(self) -> bool:
        raise FigureError(f"{_name(self)} is a number, not yes or no.")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Figure | Number):
            self._refuse_to_compare()
        return False

    def __lt__(self, other: object) -> bool:
        self._refuse_to_compare()

    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = object.__hash__

    def __str__(self) -> str:
        raise FigureError(f"{_name(self)} cannot become part of a text, where nobody could trace it: place it alone.")

    def _refuse_to_compare(self) -> NoReturn:
        remedy = "Calculations compare a series: largest, smallest, ranking, tied."
        raise FigureError(f"{_name(self)} is not compared by a sign such as == or <. {remedy}")

    def named(self, id: str, label: str, display: Display | None = None) -> Figure:
        """The same figure under a name that the paper can print."""
        return dataclasses.replace(self, id=id, label=label, display=display or self.display)


class Text(str):
    """A text that a reader can trace: quoted from a cell, or the name that a comparison of figures chose.

    It is the text itself wherever a text is wanted: a key, a word of a table.

    Attributes:
        derivation: the cell, or the operation that chose.
        id, label: its name in the paper; a quotation is named by its cell.
        classification: inherited, as a figure's is.
    """

    derivation: Cell | Operation
    id: str
    label: str
    classification: str

    def __new__(
        cls, text: str, derivation: Cell | Operation, *, id: str = "", label: str = "", classification: str = "public"
    ) -> Self:
        """A text with its derivation."""
        made = super().__new__(cls, text)
        made.derivation, made.id, made.label, made.classification = derivation, id, label, classification
        return made

    def named(self, id: str, label: str) -> Text:
        """The same text under a name that the paper can print."""
        return Text(self, self.derivation, id=id, label=label, classification=self.classification)


def derived(
    name: str,
    inputs: Iterable[Figure | Text],
    unit: Unit,
    *,
    keys: tuple[str, ...] = (),
    cell: tuple[Cell, str] | None = None,
    classification: str = "public",
) -> Figure:
    """The figure that an operation on `inputs` gives.

    Args:
        name: of the operation, as `operations` knows it.
        keys: for points, the code of each input.
        cell: for points, the cell that holds a code, and the code.
        classification: of that cell; the strictest among it and those of the inputs is inherited.
    """
    used = tuple(inputs)
    cells, code = ((cell[0],), cell[1]) if cell else ((), "")
    value = operations.computed(name, list(map(_value, used)), keys=keys, code=code)
    assert isinstance(value, Decimal)
    if unit == DATE:
        days.day(value)
    strictest = _strictest([classification, *(figure.classification for figure in used)])
    return Figure(value, unit, Operation(name, used, keys, cells), classification=strictest)


def points(cell: Cell, code: str, scale: Mapping[str, Figure], *, classification: str) -> Figure:
    """The points that a scale gives the code of a cell; the whole scale is kept as the inputs."""
    return derived(
        POINTS, scale.values(), scale[code].unit, keys=tuple(scale), cell=(cell, code), classification=classification
    )


def chosen(name: str, series: Mapping[str, Figure]) -> Text:
    """The key of a series that a comparison of its members chooses: "largest", "ranking, highest first, place 2".

    Raises:
        FigureError: mixed units.
    """
    return judged(name, series.values(), keys=tuple(series))


def judged(name: str, figures: Iterable[Figure], *, keys: tuple[str, ...] = (), code: str = "") -> Text:
    """The text that comparing figures of one unit gives: one of their keys, or a verdict such as "yes".

    Args:
        name: of the operation, as `operations` knows it.
        keys: what the figures are called, where the operation tells them apart.
        code: for a verdict that goes by a direction, the text that says which; its cell is kept.

    Raises:
        FigureError: mixed units.
    """
    inputs = tuple(figures)
    comparable(inputs)
    cells, classified = _cell_of(code)
    text = operations.computed(name, [figure.value for figure in inputs], keys=keys, code=code)
    assert isinstance(text, str)
    strictest = _strictest([*classified, *(figure.classification for figure in inputs)])
    return Text(text, Operation(name, inputs, keys, cells), classification=strictest)


def _cell_of(code: str) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """The cell of a code that was quoted from one, and its classification."""
    if isinstance(code, Text) and isinstance(code.derivation, Cell):
        return (code.derivation,), (code.classification,)
    return (), ()


def _value(one: Figure | Text) -> Decimal | str:
    return one.value if isinstance(one, Figure) else str(one)


def _strictest(classifications: Iterable[str]) -> str:
    return "exempt" if set(classifications) - {"public"} else "public"


def literal(value: Decimal | int, unit: Unit, reason: str) -> Figure:
    """A declared number.

    Raises:
        FigureError: no reason is given.
    """
    if not reason.strip():
        raise FigureError(f"The number {value} is declared without a reason.")
    return Figure(Decimal(value), unit, Literal(reason))


def total(figures: Iterable[Figure]) -> Figure:
    """The sum of one or more figures of one unit.

    Raises:
        FigureError: no figures, or figures of different units (both are named).
    """
    parts = list(figures)
    if not parts:
        raise FigureError("A total of no figures was asked for: nothing was selected, so there is nothing to add.")
    for part in parts:
        _same_unit("add", parts[0], part)
    _refuse_dates("added up", *parts)
    return derived("sum", parts, parts[0].unit)


def count(figures: Iterable[Figure | Text], unit: Unit = ONE) -> Figure:
    """How many figures or texts there are."""
    return derived(COUNT, figures, unit)


def least(figures: Iterable[Figure]) -> Figure:
    """The smallest of one or more figures of one unit, in that unit.

    Raises:
        FigureError: no figures, or figures of different units (both are named).
    """
    return _extreme(operations.LEAST, list(figures))


def greatest(figures: Iterable[Figure]) -> Figure:
    """The largest of one or more figures of one unit, in that unit.

    Raises:
        FigureError: no figures, or figures of different units (both are named).
    """
    return _extreme(operations.GREATEST, list(figures))


def _extreme(name: str, figures: list[Figure]) -> Figure:
    if not figures:
        raise FigureError(f"The {name} of no figures was asked for: nothing was selected.")
    comparable(figures)
    return derived(name, figures, figures[0].unit)


def rounded_down(figure: Figure) -> Figure:
    """The whole number at or below a figure, in its unit: half a cycle does not fit into a year."""
    _refuse_dates("rounded", figure)
    return derived(operations.ROUNDED_DOWN, [figure], figure.unit)


def raised(base: Figure, power: Figure) -> Figure:
    """A pure number to a power that is a pure number, which need not be whole: half a year, an nth root.

    Raises:
        FigureError: either has a unit, or the base is not above nought.
    """
    _figures("raise", base, power)
    for one in (base, power):
        if one.unit != ONE:
            raise FigureError(f"{_name(one)} is in {one.unit.words()}; only pure numbers have powers and are powers.")
    if base.value <= 0:
        raise FigureError(f"{_name(base)} is not above nought, so it has no power such as a half.")
    return derived(operations.POWER, [base, power], ONE)


def rate_of_return(flow: Mapping[str, Figure]) -> Figure | Text:
    """The internal rate of return a period: the rate at which a flow comes to nought at present value.

    Args:
        flow: amounts of one unit; the first is at time 0 and is not discounted, each later one a period on.

    Returns:
        A pure number where just one rate above -100% does it; else a text, "no rate of return" or "several rates of
        return". How many there are is counted exactly (Sturm's theorem).

    Raises:
        FigureError: mixed units.
    """
    comparable(flow.values())
    if rates.number_of_rates([one.value for one in flow.values()]) == 1:
        return derived(operations.RATE_OF_RETURN, flow.values(), ONE, keys=tuple(flow))
    return judged(operations.NO_SINGLE_RATE, flow.values(), keys=tuple(flow))


def comparable(figures: Iterable[Figure]) -> list[Decimal]:
    """The values of figures of one unit, in order, rounded so far below print that only noise is lost.

    Raises:
        FigureError: figures of different units (both are named).
    """
    parts = list(figures)
    for part in parts:
        _same_unit("compare", parts[0], part)
    return [half_up(part.value, COMPARED_PLACES) for part in parts]


def _figures(verb: str, *operands: object) -> None:
    for operand in operands:
        if isinstance(operand, Mapping):
            raise FigureError(f"Cannot {verb} a series as a whole: name one of its members, {', '.join(operand)}.")
        if not isinstance(operand, Figure):
            remedy = "Declare the number under literals: in the paper's settings, with its reason, and use its name."
            raise FigureError(f"Cannot {verb} with {operand!r}: it is not a figure. {remedy}")


def _refuse_dates(done: str, *figures: Figure) -> None:
    for figure in figures:
        if figure.unit == DATE:
            remedy = "A date less a date gives days; a date plus or less days gives a date."
            raise FigureError(f"{_name(figure)} is a date, which cannot be {done}. {remedy}")


def _same_unit(verb: str, first: Figure, other: Figure) -> None:
    _figures(verb, first, other)
    if first.unit != other.unit:
        raise FigureError(
            f"Cannot {verb} {_name(first)} in {first.unit.words()} and {_name(other)} in {other.unit.words()}."
        )


def _name(figure: Figure) -> str:
    if figure.label:
        return f'"{figure.label}"'
    if isinstance(figure.derivation, Cell):
        return f"{figure.derivation.names} ({figure.derivation.path} {figure.derivation.address})"
    return days.written(days.day(figure.value)) if figure.unit == DATE else f"the figure {figure.value:f}"
