"""A planned diagram on a sheet: boxes, their words, and lines whose corners are round."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tracepaper.papers.charts.sheet import AMONG, FRONT, Ink, Sheet, inks, setting
from tracepaper.papers.diagrams.plan import INSIDE, Card, Place, Plan, Wire

TINT = "#E8EEF4"
INKS = 4
LINE, CLEAR = 1.0, 3.2
CORNER, STEPS = 3.0, 4
HEAD_LENGTH, HEAD_HALF = 5.0, 2.6
DESCENT = 0.27


def painted(plan: Plan) -> Sheet:
    """Draw a plan."""
    sheet = Sheet(width=plan.width, height=plan.height)
    for wire in plan.wires:
        _wire(sheet, wire, inks()[wire.ink % INKS])
    for card in plan.cards:
        _card(sheet, card, plan)
    return sheet


def _card(sheet: Sheet, card: Card, plan: Plan) -> None:
    if card.item is None:
        sheet.area(card.box, fill=TINT, order=FRONT)
    else:
        edge = setting("axes.edgecolor")
        sheet.area(card.box, fill="white", edge=edge, dashed=bool(card.item.mark), order=FRONT)
    down = card.box.top - INSIDE
    for line in card.lines:
        down -= plan.face.line if line.new else 0.0
        weight = "bold" if line.bold else "normal"
        gid = f"figure-{line.figure}" if line.figure else None
        feet = down + DESCENT * plan.face.size
        sheet.line_of_text(
            line.text, card.box.left + INSIDE + line.indent, feet, gid=gid, fontsize=plan.face.size, weight=weight
        )


def _wire(sheet: Sheet, wire: Wire, ink: Ink) -> None:
    """First a white line, so that where two cross the one beneath is seen to pass under the other."""
    drawn = [_rounded(_short(line) if head else line) for line, head in zip(wire.lines, wire.heads, strict=True)]
    for width, colour in ((CLEAR, "white"), (LINE, ink.colour)):
        for places in drawn:
            sheet.line(places, order=AMONG, color=colour, linewidth=width, solid_capstyle="butt")
    for line, head in zip(wire.lines, wire.heads, strict=True):
        if head:
            sheet.shape(_head(line), colour=ink.colour)


def _short(line: Sequence[Place]) -> list[Place]:
    """A line that ends within its head."""
    return [*line[:-1], _towards(line[-1], line[-2], HEAD_LENGTH - 1)]


def _head(line: Sequence[Place]) -> list[Place]:
    tip = line[-1]
    back = _towards(tip, line[-2], HEAD_LENGTH)
    across = ((back[1] - tip[1]) / HEAD_LENGTH * HEAD_HALF, (tip[0] - back[0]) / HEAD_LENGTH * HEAD_HALF)
    return [tip, (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])]


def _rounded(line: Sequence[Place]) -> list[Place]:
    """The same line with its corners rounded off."""
    places = [line[0]]
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        radius = min(CORNER, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        for step in range(STEPS + 1):
            share = step / STEPS
            places.append(_between(_between(start, corner, share), _between(corner, end, share), share))
    return [*places, line[-1]]


def _towards(start: Place, end: Place, far: float) -> Place:
    length = math.dist(start, end)
    return _between(start, end, far / length) if length else start


def _between(start: Place, end: Place, share: float) -> Place:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
