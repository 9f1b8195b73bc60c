"""Where labels go: rectangles in points, so that no two labels overlap. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

OUTSIDE = 50.0
BETWEEN = 4.0


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the sheet's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def overlap(self, other: Box) -> float:
        """Area that both cover, in square points; 0 when they are apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across * up if across > 0 and up > 0 else 0.0

    def wider(self, margin: float) -> Box:
        """The same box with a margin at its left and right."""
        return Box(self.left - margin, self.bottom, self.right + margin, self.top)

    def within(self, page: Box) -> Box:
        """The same box, moved sideways just enough not to reach past the page's left or right edge."""
        shift = max(page.left - self.left, 0.0) + min(page.right - self.right, 0.0)
        return Box(self.left + shift, self.bottom, self.right + shift, self.top)

    def outside(self, page: Box) -> float:
        """How far it reaches past `page`, in points summed over the four sides."""
        return (
            max(0.0, page.left - self.left)
            + max(0.0, page.bottom - self.bottom)
            + max(0.0, self.right - page.right)
            + max(0.0, self.top - page.top)
        )


@dataclass(frozen=True)
class Spot:
    """A place that a label could take: its box, and the boxes that its leader line passes through."""

    box: Box
    leader: tuple[Box, ...] = ()


def around(x: float, y: float, reach: float) -> Box:
    """The square of half-width `reach` about a place."""
    return Box(x - reach, y - reach, x + reach, y + reach)


def along(start: tuple[float, float], end: tuple[float, float], reach: float = 1.0) -> tuple[Box, ...]:
    """Small boxes that cover a straight line, so that labels can keep clear of it."""
    (x, y), (to_x, to_y) = start, end
    count = max(1, int(max(abs(to_x - x), abs(to_y - y)) / (2 * reach)))
    parts = [number / count for number in range(count + 1)]
    return tuple(around(x + (to_x - x) * part, y + (to_y - y) * part, reach) for part in parts)


def spread(wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> tuple[float, ...]:
    """Middles for labels stacked in a column, each as near to the place wanted as the others allow.

    Labels keep the order of the places wanted. If they do not all fit, they run past `high`.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    placed = stack([wanted[i] for i in order], [heights[i] for i in order], low=low, high=high)
    middles = dict(zip(order, placed, strict=True))
    return tuple(middles[index] for index in range(len(wanted)))


def stack(wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> tuple[float, ...]:
    """As `spread`, for things whose order is given."""
    offsets = [below + height / 2 for below, height in zip(accumulate(heights, initial=0.0), heights, strict=False)]
    pooled = _rising([want - offset for want, offset in zip(wanted, offsets, strict=True)])
    ceiling = max(low, high - sum(heights))
    return tuple(min(max(shift, low), ceiling) + offset for shift, offset in zip(pooled, offsets, strict=True))


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls (least squares, by pooling neighbours that do)."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [_mean(pool) for pool in pools for _ in pool]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def place(choices: Sequence[Sequence[Spot]], *, obstacles: Sequence[Box], page: Box) -> tuple[Spot, ...]:
    """One spot a label, so that labels keep clear of each other, of the obstacles and of the page's edge.

    The label with fewest free spots chooses first, and takes the earliest of its best spots.
    """
    taken = list(obstacles)
    chosen: dict[int, Spot] = {}
    while len(chosen) < len(choices):
        waiting = [index for index in range(len(choices)) if index not in chosen]
        index = min(waiting, key=lambda i: sum(_cost(spot, taken, page) == 0 for spot in choices[i]))
        chosen[index] = min(choices[index], key=lambda spot: _cost(spot, taken, page))
        taken += [chosen[index].box.wider(BETWEEN), *chosen[index].leader]
    return tuple(chosen[index] for index in range(len(choices)))


def _cost(spot: Spot, taken: Sequence[Box], page: Box) -> float:
    crossed = sum(part.overlap(box) for part in spot.leader for box in taken)
    return sum(spot.box.overlap(box) for box in taken) + crossed + OUTSIDE * spot.box.outside(page)
