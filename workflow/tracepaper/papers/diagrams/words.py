"""A diagram in words: its description, for those who do not see it. What each item says stands in its table."""

from __future__ import annotations

from tracepaper.papers.charts.words import join_words
from tracepaper.papers.diagrams.model import Diagram

LEVELS = {"right": "Columns, from left to right", "down": "Rows, from top to bottom"}


def describe(diagram: Diagram) -> str:
    """Whole sentences: what it shows, its levels in order, what arrows and dashed outlines mean."""
    title = diagram.title.rstrip(".")
    said = [f"Diagram: {title}.", f"{LEVELS[diagram.direction]}: {join_words(diagram.headings)}."]
    if diagram.links:
        said.append("Arrows lead from each item to those that it leads to.")
    if any(item.mark for item in diagram.items):
        said.append("Items with a dashed outline are not agreed.")
    return " ".join([*said, "The table that follows says the same in words."])
