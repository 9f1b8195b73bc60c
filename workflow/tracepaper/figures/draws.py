"""What every simulation calls the number of its draws and its seed, and what these may be."""

from __future__ import annotations

from decimal import Decimal

from tracepaper.errors import FigureError

DRAWS, SEED = "draws", "seed"
# Fewer say too little of a share or of a tail; more take longer than a build should.
FEWEST, MOST = 1_000, 1_000_000
LARGEST_SEED = 2**63 - 1


def refuse_too_few(draws: Decimal) -> None:
    """Refuse a number of draws from which nothing can be said."""
    if draws < FEWEST:
        raise FigureError(f"The number of draws is {draws:f}; at least {FEWEST} are needed for a share to settle.")
