"""How often each option leads when the weights of the criteria are drawn at random: seeded, the same everywhere.

The weights of a draw are the gaps that sorted uniform numbers leave between nought and one, which makes every set of
weights that sum to one equally likely. Drawing, sorting, adding and multiplying is all that is done, one criterion
after another, so that no machine's mathematics library has a say in the result.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracepaper.errors import FigureError
from tracepaper.figures.draws import BLOCK, DRAWS, SEED, number_of_draws, seed_of_draws, uniform
from tracepaper.figures.ordinals import ORDINALS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SHARE = re.compile(rf"simulated share of random weights with which the ({'|'.join(ORDINALS)}) leads")
BETWEEN = " | "
EXACT = Context(prec=50)
Shares = dict[str, Decimal]


def share_of(place: int) -> str:
    """The name of the operation that gives the share of the option at a place, counted from 0, among all options.

    Raises:
        FigureError: there are more options than places have names.
    """
    if place >= len(ORDINALS):
        raise FigureError(f"More than {len(ORDINALS)} options are compared. Leave those out that others dominate.")
    return f"simulated share of random weights with which the {ORDINALS[place]} leads"


def key_of(option: str, criterion: str) -> str:
    """The key of a score among the inputs."""
    return f"{option}{BETWEEN}{criterion}"


def share(values: Sequence[Decimal], keys: Sequence[str], name: str) -> Decimal:
    """The share of random weights with which an option has the highest weighted total.

    Args:
        values: the score of every option on every criterion, then the number of draws, then the seed.
        keys: "option | criterion" of each score, the criteria of all options in one order; then "draws" and "seed".
        name: as `share_of` gives it.

    Returns:
        Between 0 and 1; options with equal totals share a draw, so that the shares of all options sum to one.

    Raises:
        FigureError: the keys are others, or the draws or the seed are no whole numbers that can be used.
    """
    found = SHARE.fullmatch(name)
    shares = _shares(tuple(values), tuple(keys))
    place = ORDINALS.index(found[1]) if found else len(shares)
    if place >= len(shares):
        raise FigureError(f'"{name}" names none of the options {", ".join(shares)}.')
    return list(shares.values())[place]


@functools.lru_cache(maxsize=8)
def _shares(values: tuple[Decimal, ...], keys: tuple[str, ...]) -> Shares:
    """The shares of all options, which are drawn together."""
    *names, draws_key, seed_key = keys
    *scores, draws, seed = values
    if (draws_key, seed_key) != (DRAWS, SEED) or len(names) != len(scores):
        raise FigureError('The last two inputs of a share of random weights are called "draws" and "seed".')
    grid = _grid(names, scores)
    many = number_of_draws(draws)
    leads = _leads(list(grid.values()), many, seed_of_draws(seed))
    return {option: _decimal(lead / many) for option, lead in zip(grid, leads, strict=True)}


def _grid(names: Sequence[str], scores: Sequence[Decimal]) -> dict[str, list[float]]:
    """Option to its scores, in the order of its criteria."""
    rows: dict[str, list[float]] = {}
    criteria: dict[str, list[str]] = {}
    for name, score in zip(names, scores, strict=True):
        option, _, criterion = name.rpartition(BETWEEN)
        rows.setdefault(option, []).append(float(score))
        criteria.setdefault(option, []).append(criterion)
    if any(of_one != next(iter(criteria.values())) for of_one in criteria.values()):
        raise FigureError("The options have scores on different criteria, or in different orders.")
    return rows


def _leads(rows: Sequence[Sequence[float]], draws: int, seed: int) -> list[Fraction]:
    """In how many draws each option leads; equal leaders share a draw."""
    import numpy as np

    generator = np.random.PCG64(seed)
    scores = np.array(rows, dtype=np.float64)
    leads = [Fraction(0)] * len(rows)
    for done in range(0, draws, BLOCK):
        shape = min(BLOCK, draws - done), scores.shape[1] - 1
        drawn = uniform(generator, shape[0] * shape[1]).reshape(shape)
        for number, counts in _counted(_totals(_weights(drawn), scores)):
            leads = [lead + Fraction(int(count), number) for lead, count in zip(leads, counts, strict=True)]
    return leads


def _weights(drawn: Numbers) -> Numbers:
    """Draw by criterion: the gaps between nought, the sorted numbers of a draw and one."""
    import numpy as np

    return np.diff(np.sort(drawn, axis=1), axis=1, prepend=0.0, append=1.0)


def _totals(weights: Numbers, scores: Numbers) -> Numbers:
    """Draw by option. One criterion after another: a matrix product adds in an order of the machine's own."""
    import numpy as np

    totals = np.zeros((weights.shape[0], scores.shape[0]))
    for criterion in range(scores.shape[1]):
        totals += weights[:, criterion, None] * scores[None, :, criterion]
    return totals


def _counted(totals: Numbers) -> list[tuple[int, list[int]]]:
    """How often each option is among so many equal leaders: one, two and so on."""
    leading = totals == totals.max(axis=1, keepdims=True)
    together = leading.sum(axis=1)
    return [(n, leading[together == n].sum(axis=0).tolist()) for n in range(1, totals.shape[1] + 1)]


def _decimal(fraction: Fraction) -> Decimal:
    return EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
