"""What a figure is when something that it rests on is another figure: rebuilt, traced, and live in the workbook.

Only the operations that rest on what is replaced are made anew; everything else is the very figure that it was. What
formulas chose by comparing, before this figure was made, stays chosen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracepaper.errors import FigureError
from tracepaper.figures import operations
from tracepaper.figures.figure import Figure, Operation, Text, comparable, derived, rate_of_return
from tracepaper.figures.graph import inputs_first
from tracepaper.figures.operations import NO_SINGLE_RATE, POINTS, POWER, RATE_OF_RETURN, SIMULATED
from tracepaper.figures.sameness import Traced, inputs_of, occurrences

# A rebuilt step is written out within the formula that uses it, unless that would mention more figures than these, or
# go deeper: then it keeps the name that it had, and an entry of its own in the evidence annex.
MOST_MENTIONS = 12
DEEPEST = 4
NAMED = 2


def restated(figure: Traced, replacements: Iterable[tuple[Figure, Figure]]) -> Traced:
    """A figure with some of the figures that it rests on replaced by others.

    Args:
        replacements: pairs: a figure, and what stands in its place wherever that quantity stands.

    Returns:
        a figure of the same unit, without an id; the figure itself where nothing is replaced. A text, where comparing
        or a rate of return gives one.

    Raises:
        FigureError: the figure does not rest on what is replaced; units differ; or it cannot be computed then.
    """
    pairs = list(replacements)
    for old, new in pairs:
        if old.unit != new.unit:
            units = f"is in {old.unit.words()}, {_called(new)} in {new.unit.words()}"
            raise FigureError(f"{_called(old)} {units}: one cannot stand for the other.")
    found = occurrences(figure, [old for old, _ in pairs])
    return _Restating(found, [new for _, new in pairs]).of(figure, [old for old, _ in pairs])


def rests_on(figure: Traced, other: Figure) -> bool:
    """Whether a quantity stands anywhere in the derivation of a figure."""
    return bool(occurrences(figure, [other]))


def chosen_points(keys: Sequence[str], values: Sequence[object], value: object, raw: str) -> int:
    """Which member of a scale the code of a cell chose: the place of the key that it is, else of the only such value.

    Args:
        keys, values: the scale; value: what it gave; raw: the text of the cell.

    Raises:
        FigureError: two members have that value, and the text is neither of their codes.
    """
    code = raw.strip()
    if code in keys:
        return list(keys).index(code)
    places = [place for place, one in enumerate(values) if one == value]
    if len(places) != 1:
        raise FigureError(f'It cannot be told which of the codes {", ".join(keys)} "{raw}" is: correct the cell.')
    return places[0]


@dataclass(frozen=True)
class _Size:
    """How long a step is where it is written out within a formula: figures mentioned, and brackets in brackets."""

    mentions: int = 1
    depth: int = 0


@dataclass
class _Restating:
    found: dict[int, int]
    new: Sequence[Figure]
    made: dict[int, Traced] = field(default_factory=dict)
    sizes: dict[int, _Size] = field(default_factory=dict)

    def of(self, figure: Traced, old: Sequence[Figure]) -> Traced:
        used: set[int] = set()
        for step in inputs_first(figure, inputs=self._inputs, done=lambda one: id(one) in self.made):
            if id(step) in self.found:
                used.add(self.found[id(step)])
                self.made[id(step)] = self.new[self.found[id(step)]]
            else:
                self.made[id(step)] = self._step(step, last=step is figure)
        for place, one in enumerate(old):
            if place not in used:
                raise FigureError(_not_resting(figure, one, found=place in self.found.values()))
        return self.made[id(figure)]

    def _inputs(self, step: Traced) -> tuple[Traced, ...]:
        return () if id(step) in self.found else inputs_of(step)

    def _step(self, step: Traced, *, last: bool) -> Traced:
        inputs = tuple(self.made[id(one)] for one in inputs_of(step))
        if all(new is old for new, old in zip(inputs, inputs_of(step), strict=True)):
            return step
        try:
            rebuilt = _rebuilt(step, inputs)
        except (ArithmeticError, FigureError) as error:
            reason = error.heading if isinstance(error, FigureError) else "that divides by nought, or has no power."
            raise FigureError(f"{_called(step)} cannot be computed with {self._words()}: {reason}") from None
        return self._called_again(step, rebuilt, inputs, last=last)

    def _called_again(self, step: Traced, rebuilt: Traced, inputs: Sequence[Traced], *, last: bool) -> Traced:
        parts = [self.sizes.get(id(one), _Size()) for one in inputs]
        size = _Size(sum(part.mentions for part in parts), 1 + max(part.depth for part in parts))
        if last or not step.label or (size.mentions <= MOST_MENTIONS and size.depth <= DEEPEST):
            self.sizes[id(rebuilt)] = size
            return rebuilt
        label = f"{step.label}, with {self._words()}"
        if isinstance(rebuilt, Text):
            return rebuilt.named("", label)
        display = step.display if isinstance(step, Figure) else None
        return dataclasses.replace(rebuilt, label=label, display=display)

    def _words(self) -> str:
        """What is put in place; of more than two, a reader learns the names from the formula."""
        labels = [_called(one) for one in self.new]
        return " and ".join(labels) if len(labels) <= NAMED else "other figures"


def _rebuilt(step: Traced, inputs: Sequence[Traced]) -> Traced:
    derivation = step.derivation
    assert isinstance(derivation, Operation)
    name, keys = derivation.name, derivation.keys
    if name.startswith(SIMULATED):
        raise FigureError("it was simulated. Simulate what it is computed from.")
    numbers = [one for one in inputs if isinstance(one, Figure)]
    if name in (RATE_OF_RETURN, NO_SINGLE_RATE):
        return rate_of_return(dict(zip(keys, numbers, strict=True)))
    if name == "quotient" and not comparable(numbers[1:])[0]:
        raise FigureError("that divides by nought.")
    if name == POWER and comparable(numbers[:1])[0] <= 0:
        raise FigureError("that takes a power of what is not above nought.")
    if isinstance(step, Text):
        return _judged(step, derivation, numbers)
    cell = (derivation.cells[0], _code(step, derivation)) if derivation.cells else None
    return derived(name, inputs, step.unit, keys=keys, cell=cell, classification=step.classification)


def _judged(step: Text, derivation: Operation, figures: Sequence[Figure]) -> Text:
    text = operations.computed(derivation.name, [one.value for one in figures], keys=derivation.keys)
    public = {step.classification, *(one.classification for one in figures)} == {"public"}
    made = Operation(derivation.name, tuple(figures), derivation.keys, derivation.cells)
    return Text(str(text), made, classification="public" if public else "exempt")


def _code(step: Figure, derivation: Operation) -> str:
    """The code that chose points: the text of the cell, as the scale has it."""
    if derivation.name != POINTS:
        return ""
    values = [one.value for one in derivation.inputs if isinstance(one, Figure)]
    return derivation.keys[chosen_points(derivation.keys, values, step.value, derivation.cells[0].raw)]


def _not_resting(figure: Traced, old: Figure, *, found: bool) -> str:
    if found:
        return f"{_called(figure)} rests on {_called(old)} only through another figure that is replaced with it."
    return f"{_called(figure)} does not rest on {_called(old)}, so it stays what it is whatever that is."


def _called(figure: Traced) -> str:
    if figure.label:
        return f'"{figure.label}"'
    return "what is computed" if isinstance(figure.derivation, Operation) else f"the figure {figure.id or 'given'}"
