"""How links run: in the gutters between levels, each source in a lane of its own, and past levels through corridors.

Everything is in two directions: along, from level to level, and across, within a level. No drawing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracepaper.papers.diagrams.model import Diagram

# Two lines that run beside each other are told apart from this distance on, in points.
APART = 2.2
TOGETHER = 100
# Where an item stands: its id; or where links of an item pass a level: that item's id and the level.
Node = str | tuple[str, int]


@dataclass(frozen=True)
class End:
    """Where a net ends: across, and whether it turns back to the level that it came from."""

    node: Node
    at: float
    back: bool = False


@dataclass(frozen=True)
class Net:
    """All lines from one source through one gutter."""

    source: Node
    at: float
    ends: tuple[End, ...]

    @property
    def span(self) -> tuple[float, float]:
        """What its lane covers, across."""
        places = [self.at, *(end.at for end in self.ends)]
        return min(places), max(places)

    @property
    def before(self) -> list[float]:
        """Where its lines run between the level before and the lane."""
        return [self.at, *(end.at for end in self.ends if end.back)]

    @property
    def beyond(self) -> list[float]:
        """Where they run between the lane and the level beyond."""
        return [end.at for end in self.ends if not end.back]


def joined(diagram: Diagram) -> list[dict[Node, list[Node]]]:
    """For each gutter, which node leads to which: the gutter after level 0 first, that after the last level last."""
    gutters: list[dict[Node, list[Node]]] = [{} for _ in diagram.headings]
    for first, last in diagram.links:
        start, stop = diagram.item(first).level, diagram.item(last).level
        chain: list[Node] = [first, *((first, level) for level in range(start + 1, stop)), last]
        for gutter, (source, target) in enumerate(pairwise(chain), start):
            targets = gutters[gutter].setdefault(source, [])
            if target not in targets:
                targets.append(target)
    return gutters


def corridors(gutters: Sequence[Mapping[Node, Sequence[Node]]], level: int) -> list[Node]:
    """The nodes by which links pass a level."""
    if level == 0:
        return []
    found = [node for targets in gutters[level - 1].values() for node in targets if isinstance(node, tuple)]
    return list(dict.fromkeys(found))


def lanes(nets: Iterable[Net]) -> list[Net]:
    """The nets of a gutter from its first lane to its last, so that few lines cross and none run into one another."""
    order: list[Net] = []
    for net in nets:
        costs = [_cost([*order[:place], net, *order[place:]], place) for place in range(len(order) + 1)]
        order.insert(costs.index(min(costs)), net)
    return _settled(order)


def _settled(order: list[Net]) -> list[Net]:
    """Neighbours exchanged as long as it helps."""
    for _ in range(len(order) ** 2):
        for place, (first, second) in enumerate(pairwise(order)):
            if _clash(second, first) < _clash(first, second):
                order[place : place + 2] = [second, first]
                break
        else:
            break
    return order


def _cost(order: Sequence[Net], place: int) -> int:
    own = order[place]
    return sum(_clash(other, own) for other in order[:place]) + sum(_clash(own, other) for other in order[place + 1 :])


def _clash(first: Net, second: Net) -> int:
    """How often two nets cross with the first in the lane before; running into one another counts as many."""
    crossed = _within(first.beyond, second.span) + _within(second.before, first.span)
    met = sum(abs(one - other) < APART for one in first.beyond for other in second.before)
    return crossed + TOGETHER * met


def _within(places: Sequence[float], span: tuple[float, float]) -> int:
    return sum(span[0] < place < span[1] for place in places)
