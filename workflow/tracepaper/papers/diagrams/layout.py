"""Where the boxes of a diagram stand and where its lines run: along the levels, and across within each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tracepaper.papers.charts.boxes import stack
from tracepaper.papers.diagrams.model import Diagram
from tracepaper.papers.diagrams.routes import APART, End, Net, Node, corridors, joined, lanes

LANE, LEAD, HEAD = 3.6, 5.0, 9.0
# A link that turns back has its head there.
LEAD_BACK = 11.0
BARE_GUTTER, GAP, CORRIDOR = 9.0, 7.0, 2.0
PORTS = 7.0
SWEEPS = 8


@dataclass(frozen=True)
class Placed:
    """Where a node stands across its level: its middle, and how much it takes."""

    at: float
    size: float

    @property
    def low(self) -> float:
        """Its lower end."""
        return self.at - self.size / 2

    @property
    def high(self) -> float:
        """Its upper end."""
        return self.at + self.size / 2


def gutters(diagram: Diagram) -> list[float]:
    """How much each gutter takes along; that after the last level nothing, unless links turn back there."""
    wide = [
        lead(diagram, level) + LANE * len(nets) + HEAD if nets else BARE_GUTTER
        for level, nets in enumerate(joined(diagram))
    ]
    return [*wide[:-1], wide[-1] if joined(diagram)[-1] else 0.0]


def lead(diagram: Diagram, level: int) -> float:
    """How far the first lane of a gutter is from the level before it."""
    own = {item.id for item in diagram.on(level)}
    return LEAD_BACK if any(first in own and last in own for first, last in diagram.links) else LEAD


def placed(diagram: Diagram, sizes: Mapping[str, float], *, least: float = 0.0) -> tuple[dict[Node, Placed], float]:
    """Where each item and each corridor stands across, and how much all take.

    Args:
        sizes: what each item takes across, by id.
        least: what the whole takes at least.
    """
    nets = joined(diagram)
    levels = [_ordered(diagram, nets, level) for level in range(len(diagram.headings))]
    takes = {node: CORRIDOR if isinstance(node, tuple) else sizes[node] for level in levels for node in level}
    whole = max(least, *(sum(takes[node] + GAP for node in level) - GAP for level in levels))
    middles = _spread(levels, takes, nets, whole, centred=bool(diagram.links))
    return {node: Placed(middles[node], takes[node]) for node in takes}, whole


def _ordered(diagram: Diagram, nets: Sequence[Mapping[Node, Sequence[Node]]], level: int) -> list[Node]:
    """The nodes of a level: its items in the order of their table, and corridors where their links are shortest."""
    items = [item.id for item in diagram.on(level)]
    shares: dict[Node, float] = {id: (number + 0.5) / len(items) for number, id in enumerate(items)}
    for node in corridors(nets, level):
        assert isinstance(node, tuple)
        ends = [node[0], *(last for first, last in diagram.links if first == node[0])]
        shares[node] = sum(_share(diagram, end) for end in ends) / len(ends)
    return sorted(shares, key=lambda node: shares[node])


def _share(diagram: Diagram, id: str) -> float:
    level = [item.id for item in diagram.on(diagram.item(id).level)]
    return (level.index(id) + 0.5) / len(level)


def _spread(
    levels: Sequence[Sequence[Node]],
    takes: Mapping[Node, float],
    nets: Sequence[Mapping[Node, Sequence[Node]]],
    whole: float,
    *,
    centred: bool,
) -> dict[Node, float]:
    middles: dict[Node, float] = {}
    for level in levels:
        spare = (whole - sum(takes[node] + GAP for node in level) + GAP) / 2 if centred else 0.0
        starts = accumulate((takes[node] + GAP for node in level), initial=spare)
        middles.update({node: start + takes[node] / 2 for node, start in zip(level, starts, strict=False)})
    near = _neighbours(nets)
    for _ in range(SWEEPS if centred else 0):
        for level in (*levels, *reversed(levels)):
            middles.update(_nearer(level, takes, near, middles, whole))
    return middles


def _nearer(
    level: Sequence[Node],
    takes: Mapping[Node, float],
    near: Mapping[Node, Sequence[Node]],
    middles: Mapping[Node, float],
    whole: float,
) -> dict[Node, float]:
    """The nodes of a level as near as they can be to those that they are joined with, in their order."""
    wanted = [_mean([middles[other] for other in near.get(node, (node,))]) for node in level]
    found = stack(wanted, [takes[node] + GAP for node in level], low=-GAP / 2, high=whole + GAP / 2)
    return dict(zip(level, found, strict=True))


def _neighbours(nets: Sequence[Mapping[Node, Sequence[Node]]]) -> dict[Node, list[Node]]:
    near: dict[Node, list[Node]] = {}
    for gutter in nets:
        for source, targets in gutter.items():
            for target in targets:
                near.setdefault(source, []).append(target)
                near.setdefault(target, []).append(source)
    return near


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def routed(diagram: Diagram, where: Mapping[Node, Placed]) -> list[list[Net]]:
    """The nets of each gutter, from its first lane to its last."""
    return [lanes(_nets(diagram, gutter, joins, where)) for gutter, joins in enumerate(joined(diagram))]


def _nets(
    diagram: Diagram, level: int, joins: Mapping[Node, Sequence[Node]], where: Mapping[Node, Placed]
) -> list[Net]:
    sources = sorted(joins, key=lambda node: where[node].at)
    back = {item.id for item in diagram.on(level)}
    ports = _ports(joins, sources, where, back)
    return [
        Net(
            source,
            where[source].at,
            tuple(End(target, ports[source, target], target in back) for target in joins[source]),
        )
        for source in sources
    ]


def _ports(
    joins: Mapping[Node, Sequence[Node]], sources: Sequence[Node], where: Mapping[Node, Placed], back: set[str]
) -> dict[tuple[Node, Node], float]:
    """Where each link arrives: one place each, in the order of the sources, clear of where others set out."""
    arriving: dict[Node, list[Node]] = {}
    for source in sources:
        for target in joins[source]:
            arriving.setdefault(target, []).append(source)
    ports: dict[tuple[Node, Node], float] = {}
    starts = [where[source].at for source in sources]
    for target, own in arriving.items():
        middle = where[target]
        step = min(PORTS, (middle.size - 4) / len(own)) if isinstance(target, str) else 0.0
        for number, source in enumerate(own):
            at = middle.at + step * (number - (len(own) - 1) / 2)
            straight = (
                len(own) == 1 and isinstance(target, str) and abs(where[source].at - at) < min(8, middle.size / 2 - 3)
            )
            if straight and target not in back:
                at = where[source].at
            elif isinstance(target, str):
                at = _clear(at, [start for start in starts if start != where[source].at], middle)
                if target in back and target in joins:
                    at = middle.at + (1 if at >= middle.at else -1) * max(abs(at - middle.at), PORTS)
            ports[source, target] = at
    return ports


def _clear(at: float, others: Sequence[float], box: Placed) -> float:
    """A place near `at`, on the edge of a box, that no other line sets out from."""
    steps = (0.0, 1.0, -1.0, 1.6, -1.6, 2.2, -2.2)
    tried = [at + step * APART for step in steps]
    free = [y for y in tried if box.low + 2 <= y <= box.high - 2 and all(abs(y - other) >= APART for other in others)]
    return free[0] if free else at
