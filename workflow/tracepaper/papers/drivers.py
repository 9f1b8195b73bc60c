"""The drivers of a paper: ids in its settings to the figures that they name, as formulas use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracepaper.errors import Fault, FigureError
from tracepaper.figures import Figure
from tracepaper.figures.drivers import Driver
from tracepaper.settings.paper import Paper
from tracepaper.settings.strict_yaml import Document

NAME = "drivers"
ENDS = ("figure", "low", "high")


def computed(settings: Paper, document: Document, named: Mapping[str, Any]) -> dict[str, Driver]:
    """Every driver, from the literals and figures that there are so far.

    Args:
        named: name in formulas to a figure, or to a family of them.

    Raises:
        FigureError: with every fault, its line and key: a figure that there is not, or comes later; a range that is
            none; a unit that differs; a figure that is another driver already.
    """
    figures = {figure.id: figure for figure in _figures(named)}
    faults = [*_unknown(settings, document, figures), *_repeated(settings, document)]
    drivers = {}
    for name, item in settings.drivers.items() if not faults else ():
        try:
            base, low, high = (figures[getattr(item, end)] for end in ENDS)
            drivers[name] = Driver(name, base, low, high, item.distribution, item.limits)
        except FigureError as error:
            expected = "a range about the figure, in its unit"
            faults.append(Fault(_place(document, name), f'"{item.low}" to "{item.high}"', expected, error.heading))
    if faults:
        raise FigureError(f"{settings.path} has drivers that cannot vary.", faults)
    return drivers


def short_names(settings: Paper) -> dict[str, str]:
    """What stands for the words of a driver in the ids of figures: words are longer than an id may be."""
    return {name: item.figure for name, item in settings.drivers.items()}


def rest_on(settings: Paper, names: set[str]) -> bool:
    """Whether a driver names one of some literals and figures, or a member of such a family."""
    ids = [getattr(item, end).replace("-", "_") for item in settings.drivers.values() for end in ENDS]
    return any(id == name or id.startswith(f"{name}_") for id in ids for name in names)


def _figures(value: Any) -> Iterator[Figure]:
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _figures(item)


def _unknown(settings: Paper, document: Document, figures: Mapping[str, Figure]) -> Iterator[Fault]:
    for name, item in settings.drivers.items():
        for end in ENDS:
            id = getattr(item, end)
            if id not in figures:
                yield Fault(_place(document, name, end), f'"{id}"', *_mended(settings, id))


def _mended(settings: Paper, id: str) -> tuple[str, str]:
    """What was expected, and the remedy."""
    if any(id == later.id or id.startswith(f"{later.id}-") for later in settings.figures):
        expected = "a figure that stands before the formulas that use drivers"
        return expected, "Move the figure up, or every formula that uses drivers below it."
    return "the id of a literal or of a figure of this paper", "Declare it under literals: or figures:, or mend the id."


def _repeated(settings: Paper, document: Document) -> Iterator[Fault]:
    seen: set[str] = set()
    for name, item in settings.drivers.items():
        if item.figure in seen:
            expected, remedy = "a figure that no other driver varies", "Leave one of the two drivers out."
            yield Fault(_place(document, name, "figure"), f'"{item.figure}" a second time', expected, remedy)
        seen.add(item.figure)


def _place(document: Document, name: str, key: str = "") -> str:
    return f"{document.path}, {document.place(('drivers', name, key) if key else ('drivers', name))}"
