"""What every simulation draws from: how many draws there may be, from which seed, and the numbers that a seed gives.

NumPy promises what the bits of its generator PCG64 are, not how it makes fractions of them, so that is done here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tracepaper.errors import FigureError

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import PCG64
    from numpy.typing import NDArray

    Draws = NDArray[float64]

DRAWS, SEED = "draws", "seed"
# Fewer say too little of a share or of a tail; more take longer than a build should.
FEWEST, MOST = 1_000, 1_000_000
LARGEST_SEED = 2**63 - 1
# Draws that are computed together: what fits a processor's cache, so that many need no more memory than few.
BLOCK = 8_192
# A double keeps 53 bits of a fraction.
BITS = 53


def number_of_draws(value: Decimal) -> int:
    """The number of draws of a simulation.

    Raises:
        FigureError: it is not whole, or from so few or so many draws nothing is simulated.
    """
    return _whole("The number of draws", value, FEWEST, MOST)


def seed_of_draws(value: Decimal) -> int:
    """The seed of a simulation.

    Raises:
        FigureError: it is not whole, or below nought, or has more than 63 bits.
    """
    return _whole("The seed", value, 0, LARGEST_SEED)


def uniform(generator: PCG64, many: int) -> Draws:
    """The next numbers of a generator: evenly spread, from nought to below one."""
    import numpy as np

    fractions: Draws = (generator.random_raw(many) >> np.uint64(64 - BITS)) * np.float64(2.0**-BITS)
    return fractions


def _whole(what: str, value: Decimal, least: int, most: int) -> int:
    if value != value.to_integral_value() or not least <= value <= most:
        raise FigureError(f"{what} is {value:f}; it must be a whole number from {least:,} to {most:,}.")
    return int(value)
