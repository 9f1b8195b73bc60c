"""Monte Carlo: a figure computed again and again with its drivers drawn at random, from a seed that is kept.

Drivers are drawn independently of one another, by the inverse of their distribution from the numbers that the bits of
NumPy's PCG64 give; only sums, products, quotients and square roots are used, which every machine rounds alike. An
outcome that cannot be told from nought is nought, and two that cannot be told from one another tie. A percentile is a
nearest rank: the smallest draw that at least so many per cent of the draws do not exceed. Results keep twelve
significant digits, so that noise of the last bits does not show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracepaper.errors import FigureError
from tracepaper.figures import graph
from tracepaper.figures.draws import BLOCK, DRAWS, SEED, number_of_draws, seed_of_draws, uniform
from tracepaper.figures.drivers import DISTRIBUTIONS, TRIANGULAR, Driver
from tracepaper.figures.figure import Figure, Operation
from tracepaper.figures.inexact import Inexact
from tracepaper.figures.operations import EXACT, SIMULATED
from tracepaper.figures.ordinals import ORDINALS
from tracepaper.figures.program import Nodes, Program, Values
from tracepaper.figures.sameness import occurrences
from tracepaper.figures.units import DATE, ONE, Unit

if TYPE_CHECKING:
    from tracepaper.figures.draws import Draws

PERCENTILE = re.compile(rf"{SIMULATED}P([1-9][0-9]?)")
ABOVE_NOUGHT = f"{SIMULATED}chance that it is above nought"
BEST = re.compile(rf"{SIMULATED}chance that the ({'|'.join(ORDINALS)}) is the (highest|lowest)")
OUTCOME, BASE, HIGH = "outcome", "base", "high"
LOW_KEY = re.compile(rf".*, ({'|'.join(DISTRIBUTIONS)}), low")
SIGNIFICANT = 12


def knows(name: str) -> bool:
    """Whether an operation is one of these."""
    return bool(PERCENTILE.fullmatch(name) or name == ABOVE_NOUGHT or BEST.fullmatch(name))


def percentiles(
    outcome: Figure, drivers: Mapping[str, Driver], percents: Sequence[int], *, draws: Figure, seed: Figure
) -> dict[str, Figure]:
    """Percentiles of an outcome: "P10" to the value that a tenth of the draws do not exceed, in its unit.

    Raises:
        FigureError: nothing varies, or the outcome cannot be computed in every draw: see `Program`.
    """
    named = [(f"P{percent}", f"{SIMULATED}P{percent}", outcome.unit) for percent in percents]
    return _figures({OUTCOME: outcome}, drivers, named, draws=draws, seed=seed)


def chance_above_nought(outcome: Figure, drivers: Mapping[str, Driver], *, draws: Figure, seed: Figure) -> Figure:
    """The share of the draws in which an outcome is above nought."""
    named = [(OUTCOME, ABOVE_NOUGHT, ONE)]
    return _figures({OUTCOME: outcome}, drivers, named, draws=draws, seed=seed)[OUTCOME]


def chances_of_best(
    options: Mapping[str, Figure], drivers: Mapping[str, Driver], *, best: str, draws: Figure, seed: Figure
) -> dict[str, Figure]:
    """The share of the draws in which each option is best; options that tie for it share the draw.

    Args:
        best: "highest" or "lowest".
    """
    if len(options) > len(ORDINALS):
        raise FigureError(f"{len(options)} options are compared; the most that can be are {len(ORDINALS)}.")
    named = [
        (option, f"{SIMULATED}chance that the {ordinal} is the {best}", ONE)
        for option, ordinal in zip(options, ORDINALS, strict=False)
    ]
    return _figures(options, drivers, named, draws=draws, seed=seed)


def recomputed(nodes: Nodes, id: str, values: Values) -> Decimal:
    """A simulated figure of a derivation graph, simulated again.

    Args:
        nodes: the graph, as `graph.dump` gives it or as a paper's evidence holds it.
        id: of a node whose operation `knows`.
        values: of figures, by id, that count instead of those in `nodes`.

    Raises:
        FigureError: it cannot be simulated.
    """
    node = nodes[id]
    run = _Run.read(node["inputs"], node["keys"])
    return _measured(node["operation"], run.outcomes(nodes, values))


def _figures(
    outcomes: Mapping[str, Figure],
    drivers: Mapping[str, Driver],
    named: Sequence[tuple[str, str, Unit]],
    *,
    draws: Figure,
    seed: Figure,
) -> dict[str, Figure]:
    """Figures of one simulation: (key, operation, unit) to each."""
    _refuse(outcomes, drivers)
    inputs = [*outcomes.values(), *(one for driver in drivers.values() for one in _range(driver)), draws, seed]
    keys = (*outcomes, *(key for driver in drivers.values() for key in _keys(driver)), DRAWS, SEED)
    dumped = graph.dump({"inputs": inputs})
    ids = [one["figure"] for one in dumped["book"]["inputs"]]
    simulated = _Run.read(ids, keys).outcomes(dumped["figures"], {})
    strictest = "public" if all(one.classification == "public" for one in inputs) else "exempt"
    return {
        key: Figure(_measured(name, simulated), unit, Operation(name, tuple(inputs), keys), classification=strictest)
        for key, name, unit in named
    }


def _range(driver: Driver) -> tuple[Figure, ...]:
    return driver.low, driver.base, driver.high


def _keys(driver: Driver) -> tuple[str, ...]:
    """The driver is named once: what stands between it and the next is its own."""
    return f"{driver.name}, {driver.distribution}, low", BASE, HIGH


def _refuse(outcomes: Mapping[str, Figure], drivers: Mapping[str, Driver]) -> None:
    if not drivers:
        raise FigureError("Nothing varies: a simulation needs at least one driver.")
    for key, outcome in outcomes.items():
        if outcome.unit == DATE:
            raise FigureError(f'The outcome "{outcome.label or key}" is a date, which is not simulated.')
    bases = [driver.base for driver in drivers.values()]
    used = {place for outcome in outcomes.values() for place in occurrences(outcome, bases).values()}
    for place, name in enumerate(drivers):
        if place not in used:
            raise FigureError(f'No outcome rests on the driver "{name}". Leave it out: without(drivers, "{name}").')


@dataclass(frozen=True)
class _Drawn:
    """Ids of a driver's low, base and high, and how it is drawn between them."""

    low: str
    base: str
    high: str
    distribution: str


@dataclass(frozen=True)
class _Run:
    """The inputs of a simulated figure: outcomes, three a driver, draws and seed; keys tell which is which."""

    wanted: Sequence[str]
    drawn: Sequence[_Drawn]
    draws: str
    seed: str

    @classmethod
    def read(cls, ids: Sequence[str], keys: Sequence[str]) -> _Run:
        if len(ids) != len(keys) or list(keys[-2:]) != [DRAWS, SEED]:
            raise FigureError("a simulation names its outcomes, its drivers, its draws and its seed, and this does not")
        end = len(ids) - 2
        drawn: list[_Drawn] = []
        while end > 3 and list(keys[end - 2 : end]) == [BASE, HIGH] and (found := LOW_KEY.fullmatch(keys[end - 3])):
            drawn.insert(0, _Drawn(ids[end - 3], ids[end - 2], ids[end - 1], found[1]))
            end -= 3
        return cls(ids[:end], drawn, *ids[-2:])

    def outcomes(self, nodes: Nodes, values: Values) -> list[Inexact]:
        """Each outcome in every draw."""
        import numpy as np

        program = Program(nodes, values, self.wanted, [one.base for one in self.drawn])
        many = number_of_draws(program.exact(self.draws))
        generator = np.random.PCG64(seed_of_draws(program.exact(self.seed)))
        drawn = [self._drawn(program, one, uniform(generator, many)) for one in self.drawn]
        blocks = [program.run([one[n : n + BLOCK] for one in drawn]) for n in range(0, many, BLOCK)]
        return [_joined(parts) for parts in zip(*blocks, strict=True)]

    def _drawn(self, program: Program, one: _Drawn, shares: Draws) -> Draws:
        low, base, high = (float(program.exact(id)) for id in (one.low, one.base, one.high))
        if not low <= base <= high or low == high:
            raise FigureError("a driver has no range about its base")
        return triangular(shares, low, base, high) if one.distribution == TRIANGULAR else low + shares * (high - low)


def triangular(shares: Draws, low: float, mode: float, high: float) -> Draws:
    """The values below which a triangular distribution has given shares, from 0 to 1, of its draws."""
    import numpy as np

    span = high - low
    rising = low + np.sqrt(shares * span * (mode - low))
    falling = high - np.sqrt((1.0 - shares) * span * (high - mode))
    return np.where(shares * span < mode - low, rising, falling)


def _joined(blocks: Sequence[Inexact]) -> Inexact:
    import numpy as np

    return Inexact(np.concatenate([one.value for one in blocks]), np.concatenate([one.lost for one in blocks]))


def _measured(name: str, outcomes: Sequence[Inexact]) -> Decimal:
    """What a simulated figure says of the draws."""
    if found := PERCENTILE.fullmatch(name):
        return _percentile(outcomes[0].settled(), int(found[1]))
    if name == ABOVE_NOUGHT:
        above = outcomes[0].settled() > 0
        return EXACT.divide(Decimal(int(above.sum())), Decimal(len(above)))
    if found := BEST.fullmatch(name):
        return _chance_of_best(outcomes, ORDINALS.index(found[1]), highest=found[2] == "highest")
    raise FigureError(f'"{name}" is no simulation')


def _percentile(draws: Draws, percent: int) -> Decimal:
    import numpy as np

    rank = -(-percent * len(draws) // 100)
    return _settled(float(np.partition(draws, rank - 1)[rank - 1]))


def _settled(value: float) -> Decimal:
    """A number without the noise of its last bits; plus takes the sign from nought."""
    return EXACT.plus(Decimal(f"{value:.{SIGNIFICANT - 1}e}").normalize())


def _chance_of_best(outcomes: Sequence[Inexact], place: int, *, highest: bool) -> Decimal:
    """Whatever cannot be told from the best ties with it."""
    import numpy as np

    held, lost = (np.stack([getattr(one, part) for one in outcomes]) for part in ("value", "lost"))
    behind = held.max(axis=0) - held if highest else held - held.min(axis=0)
    leader = behind.argmin(axis=0)
    ties = behind <= lost + np.take_along_axis(lost, leader[None], axis=0)
    winners = ties.sum(axis=0)[ties[place]]
    won = sum(
        Fraction(int(times), int(among)) for among, times in zip(*np.unique(winners, return_counts=True), strict=True)
    )
    chance = Fraction(won, held.shape[1])
    return EXACT.divide(Decimal(chance.numerator), Decimal(chance.denominator))
