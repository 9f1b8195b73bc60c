"""Checks E2, W2, E3, E4 and W12: links lead onwards, level by level, leave nothing out, and say what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracepaper.calculations.logic_model.model import LEVELS, Model, Problem, Row, blank, called, distance, listed


def steps(model: Model) -> Iterator[Problem]:
    """E2: links lead onwards, not back and not within a level."""
    for link, start, end in model.joined():
        if (over := distance(start, end)) is not None and over < 1:
            where = "stays on its level" if over == 0 else "leads back"
            yield Problem(f"The link from {called(start)} to {called(end)} {where}", (link["from_id"], link["to_id"]))


def skips(model: Model) -> Iterator[Problem]:
    """W2: links skip no level."""
    for link, start, end in model.joined():
        if (over := distance(start, end)) is not None and over > 1:
            words = f"The link from {called(start)} to {called(end)} skips a level"
            yield Problem(words, (link["from_id"], link["to_id"]))


def circles(model: Model) -> Iterator[Problem]:
    """E3: no chain of links comes back to where it began; each circle is told once."""
    told: set[str] = set()
    for item in model.items:
        circle = _way_back(item["id"], model) if item["id"] not in told else []
        if circle:
            told.update(circle)
            words = f"The links lead in a circle: {' to '.join([*circle, circle[0]])}"
            yield Problem(words, tuple(_cells_of(circle, model)), item["id"])


def _way_back(start: str, model: Model) -> list[str]:
    """The shortest chain of ids that leads from an item to itself; empty when none does."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for link in model.links:
            if link["from_id"] == way[-1] and link["to_id"] == start:
                return way
            if link["from_id"] == way[-1] and link["to_id"] not in seen:
                seen.add(link["to_id"])
                ways.append([*way, link["to_id"]])
    return []


def _cells_of(circle: Sequence[str], model: Model) -> list[str]:
    pairs = set(zip(circle, [*circle[1:], circle[0]], strict=True))
    return [link["to_id"] for link in model.links if (link["from_id"], link["to_id"]) in pairs]


def orphans(model: Model) -> Iterator[Problem]:
    """E4: what a level needs before it and after it is linked to it, and an impact serves an aim."""
    if not model.links and len({item["level"] for item in model.items}) > 1:
        yield Problem("No link is stated, so nothing says which item is to lead to which", ("the table of links",))
    for item in model.items:
        lacks = _lacks(item, model) if model.links else []
        lacks += ["serves no stated aim"] if item["level"] == "impact" and blank(item, "aim_id") else []
        if lacks:
            yield Problem(f"{called(item)} {listed(lacks)}", (item["id"],), item["id"])


def _lacks(item: Row, model: Model) -> list[str]:
    if item["level"] not in LEVELS:
        return []
    place = LEVELS.index(item["level"])
    before = LEVELS[place - 1] if place > 0 else ""
    after = LEVELS[place + 1] if place + 1 < len(LEVELS) else ""
    from_levels = {start["level"] for _, start, end in model.joined() if end["id"] == item["id"]}
    to_levels = {end["level"] for _, start, end in model.joined() if start["id"] == item["id"]}
    lacks = [f"follows from no {before}"] if before and before not in from_levels else []
    return lacks + ([f"leads to no {after}"] if after and after not in to_levels else [])


def unfounded(model: Model) -> Iterator[Problem]:
    """W12: links say what they rest on."""
    for link, start, end in model.joined():
        if blank(link, "assumption_id"):
            words = f"The link from {called(start)} to {called(end)} rests on no stated assumption"
            yield Problem(words, (link["from_id"], link["to_id"]))
